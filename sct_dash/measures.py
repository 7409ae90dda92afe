"""What a coordinator can read off the network, each with its explanation and its finding."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from sct_dash import places, words
from sct_dash.network import flows, touching, town_graph, towns_without_tie
from sct_dash.places import OUTSIDE
from sct_dash.records.schema import cog_of

WHO_MENTORS_MOST = "Who mentors most"
WHO_IS_MENTORED_MOST = "Who is mentored most"
WITHOUT_TIE = "Towns with no tie"
MUTUAL = "Mutual pairs"
KEPT_INSIDE = "Kept inside a COG"
ONLY_BRIDGES = "Only bridges"
HOW_FAR = "How far help reaches"


@dataclass(frozen=True)
class Measure:
    """One thing to know about the network.

    Attributes
    ----------
    name
        What it is called on screen.
    explanation
        What it says, for somebody who has never heard of networks.
    finding
        What it says here and now, a sentence that names towns and numbers.
    table
        The towns or pairs behind the sentence, most remarkable first.
    """

    name: str
    explanation: str
    finding: str
    table: pd.DataFrame


def measure(name: str, mentorships: pd.DataFrame, cog: str | None = None) -> Measure:
    """What the network says of a region, or of all Connecticut when `cog` is None.

    Parameters
    ----------
    name
        One of `NAMES`.
    mentorships
        Those to look at, of the whole state: a tie across the region's border is the region's too.
    """
    return _MEASURES[name](mentorships, cog)


def _degree(mentorships: pd.DataFrame, cog: str | None, side: str, other: str) -> pd.DataFrame:
    """Towns by the number of others they have on the other side of an arrow."""
    own = mentorships[mentorships[f"{side}_cog"].eq(cog) if cog else mentorships[f"{side}_cog"].ne(OUTSIDE)]
    by_town = own.groupby(side)
    table = pd.DataFrame({"towns": by_town[other].nunique(), "mentorships": by_town.size()})
    table["counting"] = own[own["counts"]].groupby(side)[other].nunique()
    table["counting"] = table["counting"].fillna(0).astype(int)
    table = table.rename_axis("town").reset_index()
    table["cog"] = cog_of(table["town"])
    table = table[["town", "cog", "towns", "counting", "mentorships"]]
    return table.sort_values(["towns", "mentorships", "town"], ascending=[False, False, True], ignore_index=True)


def _leaders(table: pd.DataFrame, one: str, several: str) -> str:
    """Say who is first, and everybody who is level with them.

    Parameters
    ----------
    one, several
        What a town does, and what several do: ``mentors``, ``each mentor``.
    """
    first = table[(table["towns"] == table["towns"].max())]
    most, names = first["towns"].iloc[0], list(first["town"])
    if len(names) == 1:
        runner = table["towns"].iloc[1] if len(table) > 1 else 0
        rest = f"; the next has {runner}" if runner else ""
        counting = first["counting"].iloc[0]
        partly = f", {counting or 'none'} in ways that count" if counting < most else ""
        return f"{names[0]} {one} {words.count(most, 'town')}{partly}{rest}."
    return f"{words.listing(names, limit=3)} {several} {words.count(most, 'town')}."


def _who_mentors_most(mentorships: pd.DataFrame, cog: str | None) -> Measure:
    table = _degree(mentorships, cog, "mentor", "mentee")
    finding = "No town mentors another." if table.empty else _leaders(table, "mentors", "each mentor")
    return Measure(WHO_MENTORS_MOST, "Mentors by the number of different towns they help.", finding, table)


def _who_is_mentored_most(mentorships: pd.DataFrame, cog: str | None) -> Measure:
    table = _degree(mentorships, cog, "mentee", "mentor")
    finding = "No town is mentored." if table.empty else _leaders(table, "is mentored by", "are each mentored by")
    return Measure(WHO_IS_MENTORED_MOST, "Mentees by the number of different towns that help them.", finding, table)


def _without_tie(mentorships: pd.DataFrame, cog: str | None) -> Measure:
    alone = towns_without_tie(mentorships, cog)
    mentors = set(mentorships["mentor"])
    table = pd.DataFrame(
        {
            "town": alone,
            "cog": [places.cog_of()[town] for town in alone],
            "mentors_next_door": [words.listing(sorted(places.neighbours(town) & mentors)) for town in alone],
        }
    )
    near = int((table["mentors_next_door"] != "").sum())
    finding = (
        "Every town has a tie."
        if not alone
        else f"{words.count(len(alone), 'town has', 'towns have')} no mentor and no mentee; "
        f"{words.of_them(near)} {'border' if near > 1 else 'borders'} a town that mentors."
    )
    return Measure(WITHOUT_TIE, "Towns that neither help nor are helped.", finding, table)


def _mutual(mentorships: pd.DataFrame, cog: str | None) -> Measure:
    pairs = set(zip(mentorships["mentor"], mentorships["mentee"], strict=True))
    of = places.cog_of()
    mutual = sorted(
        (a, b) for a, b in pairs if a < b and (b, a) in pairs and (not cog or cog in (of.get(a), of.get(b)))
    )
    table = pd.DataFrame(mutual, columns=["town", "other"])
    finding = (
        "No two towns mentor each other."
        if not mutual
        else f"{words.count(len(mutual), 'pair mentors', 'pairs mentor')} each other: "
        f"{words.listing((f'{a} with {b}' for a, b in mutual), limit=3)}."
    )
    return Measure(MUTUAL, "Pairs of towns that help each other, each with something it knows.", finding, table)


def _kept_inside(mentorships: pd.DataFrame, cog: str | None) -> Measure:
    explanation = "The share of mentorships whose two towns belong to the same COG."
    own = touching(mentorships, cog)
    inside = own["mentor_cog"] == own["mentee_cog"]
    table = by_cog(mentorships)
    if own.empty:
        return Measure(KEPT_INSIDE, explanation, "There are no mentorships.", table)
    share = round(100 * inside.mean())
    whose = f"{cog}'s" if cog else "all"
    finding = f"{share}% of {whose} mentorships stay inside {'it' if cog else 'a COG'}: {inside.sum()} of {len(own)}."
    return Measure(KEPT_INSIDE, explanation, finding, table)


def by_cog(mentorships: pd.DataFrame) -> pd.DataFrame:
    """Each COG's mentorships: ``cog``, ``inside``, ``given_out`` and ``received`` across its border."""
    table = flows(mentorships)
    cogs = list(places.cogs().index)
    inside = pd.Series({cog: int(table.loc[cog, cog]) for cog in cogs})
    given, received = table.sum(axis=1)[cogs] - inside, table.sum(axis=0)[cogs] - inside
    return pd.DataFrame({"cog": cogs, "inside": inside, "given_out": given, "received": received}).reset_index(
        drop=True
    )


def _bridges(mentorships: pd.DataFrame, cog: str | None) -> Measure:
    """Pairs of COGs all of whose mentorships run through one and the same town."""
    across = mentorships[
        (mentorships["mentor_cog"] != mentorships["mentee_cog"])
        & (mentorships[["mentor_cog", "mentee_cog"]] != OUTSIDE).all(axis=1)
    ]
    rows = []
    ends = [tuple(sorted(pair)) for pair in zip(across["mentor_cog"], across["mentee_cog"], strict=True)]
    for (one, other), group in across.groupby(pd.Series(ends, index=across.index)) if len(across) else ():
        if cog and cog not in (one, other):
            continue
        sides = [set(pair) for pair in zip(group["mentor"], group["mentee"], strict=True)]
        for town in sorted(set.intersection(*sides)) if len(group) > 1 else ():
            own = places.cog_of()[town]
            rows.append((town, own, other if own == one else one, len(group)))
    table = pd.DataFrame(rows, columns=["town", "cog", "other_cog", "mentorships"])
    table = table.sort_values(["mentorships", "town"], ascending=[False, True], ignore_index=True)
    finding = "No pair of COGs hangs on a single town."
    if len(table):
        first = table.iloc[0]
        every = "both" if first["mentorships"] == 2 else f"all {first['mentorships']}"
        finding = (
            f"{first['town']} is the only bridge between {first['cog']} and {first['other_cog']}: {every} of their "
            "mentorships run through it."
        )
    return Measure(
        ONLY_BRIDGES,
        "Towns through which every mentorship between two COGs runs; if the town stops, they part.",
        finding,
        table,
    )


def _onward(mentorships: pd.DataFrame, cog: str | None) -> Measure:
    import networkx as nx  # 60 ms that documents need not pay

    graph = nx.DiGraph(town_graph(mentorships))
    of = places.cog_of()
    rows = [
        (town, of[town], len(graph[town]), len(nx.descendants(graph, town)))
        for town in graph
        if graph[town] and town in of and cog in (None, of[town])
    ]
    table = pd.DataFrame(rows, columns=["town", "cog", "directly", "reached"])
    table = table.sort_values(["reached", "directly", "town"], ascending=[False, True, True], ignore_index=True)
    finding = "No help is passed on."
    if len(table):
        first = table.iloc[0]
        finding = (
            f"{first['town']} helps {words.count(first['directly'], 'town')} directly; handed on from mentee to "
            f"mentee, what it knows can reach {first['reached']}."
        )
    return Measure(
        HOW_FAR,
        "Towns that can be reached from a mentor when each mentee passes on what it learned.",
        finding,
        table,
    )


def flow_sentences(mentorships: pd.DataFrame, cog: str | None = None, most: int = 4) -> list[str]:
    """What the grid of COGs says in words: the largest flows, then who gives or receives without return."""
    table = flows(mentorships)
    cogs = list(places.cogs().index)
    across = [(a, b, int(table.loc[a, b])) for a in cogs for b in cogs if a != b and cog in (None, a, b)]
    pairs = sorted((pair for pair in across if pair[2]), key=lambda pair: -pair[2])
    if not pairs:
        return ["None of these mentorships runs from one COG to another."]
    said = [f"{a} gives {b} {words.count(number, 'mentorship')}." for a, b, number in pairs[:most]]
    for one in [cog] if cog else cogs:
        own = table.loc[one, one]
        given, received = table.loc[one].sum() - own, table[one].sum() - own
        if given and not received:
            said.append(f"{one} gives {given} to other regions and receives none.")
        if received and not given:
            said.append(f"{one} receives {received} from other regions and gives none.")
    return said


_MEASURES: dict[str, Callable[[pd.DataFrame, str | None], Measure]] = {
    WHO_MENTORS_MOST: _who_mentors_most,
    WHO_IS_MENTORED_MOST: _who_is_mentored_most,
    WITHOUT_TIE: _without_tie,
    MUTUAL: _mutual,
    KEPT_INSIDE: _kept_inside,
    ONLY_BRIDGES: _bridges,
    HOW_FAR: _onward,
}
NAMES = tuple(_MEASURES)
"""What there is to know, in the order in which it is read."""
