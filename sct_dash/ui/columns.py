"""Which column of a sheet is what: needed ones are asked about first, likely ones second, the rest can be looked up."""

import re
from collections.abc import Collection, Sequence

import streamlit as st

from sct_dash import words
from sct_dash.records import contents, headers, schema
from sct_dash.records.headers import Heading, Layout, Mapping
from sct_dash.records.readers import Glance
from sct_dash.ui import at_hand
from sct_dash.ui.at_hand import AtHand
from sct_dash.ui.text import plain, spoken

_NOT_READ = "(not read)"
_QUESTIONS = {
    "mentor": "Which column is the mentor, the town that helped?",
    "mentee": "Which column is the mentee, the town that was helped?",
    "action": "Which column is the action?",
    "support": "Which column says how they helped?",
    "started": "Which column says when the help began?",
    "last_active": "Which column says when the help ended?",
    "implemented_on": "Which column says when the action was implemented?",
    "programme_year": "Which column is the year of the action list?",
    "mentor_documented": "Which column says whether the mentor documented its part?",
    "mentee_documented": "Which column says whether the mentee documented its part?",
}
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PROGRAMME_YEAR = "The programme year is the year of the action list that a number is from, not that of the help."
_SAYS = {"last_active": "When the help ended", "implemented_on": "When the action was implemented"}
_GOES_ON = "Whether the help goes on"
_NO_POINTS_YET = "Without the day on which an action was implemented no row earns points."
_LONGEST = 28
_LIKELY = 4


def decide(glance: Glance, at: AtHand) -> Mapping | None:
    """Ask what must be asked about the columns; None while the rows cannot be read without an answer."""
    if glance.layout is None or glance.layout.canonical:
        return glance.mapping
    fields = at.fields or glance.mapping.fields
    asked = _undecided(glance, at, fields)
    doubled = [heading for heading in asked if heading.doubled]
    for field in dict.fromkeys(heading.options[0] for heading in doubled):
        _which(glance, fields, field, [heading for heading in doubled if heading.options[0] == field])
    needed = undecided(glance, at)
    towns = [heading for heading in asked if {"mentor", "mentee"} <= set(heading.options)]
    pair = {"mentor", "mentee"} <= set(needed) and len(towns) == 2
    helps = _helps(glance, asked)
    asked = [heading for heading in asked if heading not in helps]
    for field in needed:
        if not ((pair and field == "mentee") or (helps and field == "support")):
            likely = [heading for heading in asked if field in heading.options]
            _which(glance, fields, field, likely, pair and field == "mentor")
    if helps:
        _they_help(glance, fields, helps)
    blocked = bool(doubled) or not {"mentor", "mentee"} <= set(fields)
    useful = [h for h in asked if not h.doubled and not set(h.options) & set(needed)]
    if useful and not blocked:
        _useful(glance, fields, useful)
    _not_read(glance, fields, {heading.place for heading in (*asked, *helps)}, at.left)
    _all(glance, fields)
    return None if blocked else Mapping(fields)


def undecided(glance: Glance, at: AtHand) -> tuple[str, ...]:
    """The needed fields of which it is asked which column they are."""
    if glance.layout is None or glance.layout.canonical:
        return ()
    fields = at.fields or glance.mapping.fields
    doubled = [heading.options[0] for heading in _undecided(glance, at, fields) if heading.doubled]
    settled = {*fields, *doubled, *_answered(glance, at)}
    return tuple(name for name in schema.NEEDED if name not in settled)


def asked_for(glance: Glance, at: AtHand) -> frozenset[str]:
    """The fields that a column is, perhaps, about which it is asked."""
    if glance.layout is None or glance.layout.canonical:
        return frozenset()
    asked = _undecided(glance, at, at.fields or glance.mapping.fields)
    return frozenset(undecided(glance, at)).union(*(heading.options for heading in asked))


def _answered(glance: Glance, at: AtHand) -> set[str]:
    """The fields without a column that are filled in row by row, now or with the last sheet of this shape."""
    by_rows = set(schema.NEEDED) if glance.remembered else {one.field for one in at.corrections.cells}
    return (by_rows | at.no_column) - {"mentor", "mentee"}


def _undecided(glance: Glance, at: AtHand, fields: Sequence[str]) -> list[Heading]:
    """The columns that are asked about and not read yet, unless somebody left them out, now or last time."""
    layout: Layout = glance.layout
    free = [h for h in layout.questions if not fields[h.place] and h.place not in at.left]
    held = _held(glance, fields)
    asking = [h for h in free if _tells_going_on(h) or not set(h.options) <= held]
    return [h for h in asking if not (glance.remembered and set(schema.NEEDED) <= held)]


def _held(glance: Glance, fields: Sequence[str]) -> set[str]:
    """The fields that no further column can be: whether the help goes on stands beside the day of its end."""
    named = zip(glance.layout.headings, fields, strict=False)
    return headers.rivaled(field for heading, field in named if not _tells_going_on(heading))


def _tells_going_on(heading: Heading) -> bool:
    return bool(headers.going_on(heading.header)[0])


def _helps(glance: Glance, asked: Sequence[Heading]) -> list[Heading]:
    """The columns of yes and no that each seem to tell of one kind of help, where they are several."""
    found = [h for h in asked if h.options == ("support",) and glance.columns[h.place].is_mostly("flag")]
    return found if len(found) > 1 else []


def _they_help(glance: Glance, fields: tuple[str, ...], helps: Sequence[Heading]) -> None:
    """One question about all columns that each seem to tell of one kind of help."""
    with st.container(border=True, gap="small", key="helps"):
        named = " · ".join(f"*{_with_examples(glance, heading)}*" for heading in helps)
        st.markdown(f"**Do these {words.number(len(helps))} columns say how they helped?** {named}")
        places = [heading.place for heading in helps]
        with st.container(horizontal=True):
            every = "Yes, both" if len(helps) == 2 else f"Yes, all {words.number(len(helps))}"
            st.button(every, key="helps-yes", type="primary", on_click=_read_all, args=(fields, places, "support"))
            st.button("No", key="helps-no", type="tertiary", on_click=_read_all, args=(fields, places, ""))


def _which(glance: Glance, fields: tuple[str, ...], field: str, likely: Sequence[Heading], pair: bool = False) -> None:
    """One prominent question: which column is this field? Of a `pair` of towns the other is the mentee."""
    with st.container(border=True, gap="small", key=f"which-{field}"):
        st.markdown(f"#### {_QUESTIONS.get(field, f'Which column is {schema.label(field)}?')}")
        rest = [h for h in glance.layout.headings if glance.columns[h.place].filled]
        if likely:
            with st.container(horizontal=True):
                for heading in likely[:_LIKELY]:
                    others = {other.place for other in likely if other is not heading} if pair else set()
                    read = tuple("mentee" if place in others else name for place, name in enumerate(fields))
                    st.button(
                        _with_examples(glance, heading), key=f"which-{field}-{heading.place}",
                        type="primary" if len(likely) == 1 else "secondary",
                        on_click=at_hand.read_as, args=(read, heading.place, field),
                    )  # fmt: skip
        key = f"which-{field}-any"
        st.selectbox(
            "Another column" if likely else "Column", rest, None, key=key, width=460,
            format_func=lambda heading: _with_examples(glance, heading, safe=False),
            placeholder="Another column" if likely else "Choose a column", label_visibility="collapsed",
            on_change=_choose, args=(key, fields, field),
        )  # fmt: skip
        if field in schema.NEEDED and field not in ("mentor", "mentee"):
            st.button(
                "No column says it: fill it in for the rows", key=f"which-{field}-none",
                type="tertiary" if likely else "secondary",
                on_click=_no_column, args=(field,),
            )  # fmt: skip


def _no_column(field: str) -> None:
    at_hand.change(no_column=at_hand.now().no_column | {field})


def _choose(key: str, fields: tuple[str, ...], field: str) -> None:
    if heading := st.session_state[key]:
        at_hand.read_as(fields, heading.place, field)


def _with_examples(glance: Glance, heading: Heading, safe: bool = True) -> str:
    """A column with two of its cells: ``Topic: 3.12 Enhance Pollinator…, 5.4``."""
    examples = ", ".join(_short(text) for text in glance.columns[heading.place].examples)
    said = f"{_called(heading)}: {examples}" if examples else _called(heading)
    return plain(said) if safe else said


def _short(text: str) -> str:
    flat = " ".join(_ISO.sub(lambda day: f"{int(day[2])}/{int(day[3])}/{day[1]}", text).split())
    return flat if len(flat) <= _LONGEST else f"{flat[: _LONGEST - 1]}…"


def _called(heading: Heading) -> str:
    return " ".join(heading.header.split()) or f"Column {heading.place + 1}"


def _useful(glance: Glance, fields: tuple[str, ...], asked: Sequence[Heading]) -> None:
    """Columns that are not needed and look as if they said something worth reading."""
    with st.container(border=True, gap="small", key="useful"):
        st.markdown("**What does this column say?**" if len(asked) == 1 else "**What do these columns say?**")
        if "implemented_on" not in fields and any("implemented_on" in heading.options for heading in asked):
            st.caption(_NO_POINTS_YET)
        for heading in asked:
            with st.container(horizontal=True, vertical_alignment="center"):
                st.markdown(f"*{_with_examples(glance, heading)}*", width="content")
                for name in heading.options:
                    if _tells_going_on(heading) or name not in _held(glance, fields):
                        say = _GOES_ON if _tells_going_on(heading) and name == "last_active" else _SAYS.get(name, "")
                        st.button(
                            say or words.sentence(schema.label(name)), key=f"useful-{heading.place}-{name}",
                            on_click=at_hand.read_as, args=(fields, heading.place, name),
                        )  # fmt: skip
                st.button(
                    "Leave it out", key=f"useful-{heading.place}", type="tertiary",
                    on_click=at_hand.read_as, args=(fields, heading.place, ""),
                )  # fmt: skip
            if "programme_year" in heading.options:
                st.caption(_PROGRAMME_YEAR)


def _all(glance: Glance, fields: tuple[str, ...]) -> None:
    """Every column with what it is read as, to be changed."""
    # Its label stays the same and it has a key: it stays open while columns are chosen in it.
    with st.expander("How the columns were read", icon=":material/view_column:", key="columns_read"):
        if glance.remembered:
            st.caption("As you decided for an earlier sheet with these columns.")
        headings = glance.layout.headings
        ends = [h.place for h in headings if fields[h.place] == "last_active" and not _tells_going_on(h)]
        with st.grid(columns=3, min_column_width=220):
            for heading in headings:
                # The field is part of the key: a button that changes it draws a new box.
                key = f"column-{heading.place}-{fields[heading.place]}"
                options = ["", *schema.NAMES]
                with st.container(gap="xxsmall"):
                    st.markdown(plain(_called(heading)), help=plain(heading.why) or None)
                    st.selectbox(
                        spoken(_called(heading)) or f"Column {heading.place + 1}", options,
                        options.index(fields[heading.place]), key=key,
                        format_func=lambda name: words.sentence(schema.label(name)) if name else _NOT_READ,
                        label_visibility="collapsed", on_change=_reread,
                        args=(key, fields, heading.place, () if _tells_going_on(heading) else ends),
                    )  # fmt: skip


def _not_read(glance: Glance, fields: tuple[str, ...], asked: Collection[int], left: Collection[int]) -> None:
    """The columns that hold something and are neither read nor `asked` about, each read by one click after all.

    Those that somebody has `left` out and those that say nothing of their own are only named.
    """
    unread = [
        heading
        for heading in glance.layout.headings
        if not (fields[heading.place] or heading.place in asked)
        and glance.columns[heading.place].filled
        and not _counts(glance, heading)
    ]
    named = [heading for heading in unread if heading.needless or heading.place in left]
    shown = [heading for heading in unread if heading not in named][:_LIKELY]
    partners = [heading for heading in shown if contents.may_be_partners(heading, glance.columns[heading.place])]
    for heading in partners:
        _kept_in_notes(glance, fields, [heading], may_be_partners=True)
    if others := [heading for heading in shown if heading not in partners]:
        _kept_in_notes(glance, fields, others)
    if rest := [heading for heading in unread if heading not in shown]:
        either = "Not read either" if shown else "Not read"
        st.caption(plain(f"{either}: {words.listing((_called(h) for h in rest), limit=6)}"))


def _kept_in_notes(
    glance: Glance, fields: tuple[str, ...], unread: Sequence[Heading], may_be_partners: bool = False
) -> None:
    """Columns that are not read, with the click by which nothing that they say is lost."""
    with st.container(horizontal=True, vertical_alignment="center"):
        named = " · ".join(f"*{_with_examples(glance, heading)}*" for heading in unread)
        st.markdown(f"Not read: {named}", width="content")
        places = [heading.place for heading in unread]
        if may_be_partners:
            st.button(
                "They are partners", key=f"to-partners-{places[0]}", type="tertiary",
                on_click=at_hand.read_as, args=(fields, places[0], "partners"),
            )  # fmt: skip
        st.button(
            "Keep it in the notes" if len(unread) == 1 else "Keep them in the notes",
            key=f"to-notes-{places[0]}", type="tertiary", on_click=_read_all, args=(fields, places, "notes"),
        )  # fmt: skip


def _read_all(fields: tuple[str, ...], places: Sequence[int], field: str) -> None:
    for place in places:
        at_hand.read_as(at_hand.now().fields or fields, place, field)


def _counts(glance: Glance, heading: Heading) -> bool:
    """Whether a column only numbers the rows."""
    return glance.columns[heading.place].examples == ("1", "2")


def _reread(key: str, fields: tuple[str, ...], place: int, ends: Sequence[int]) -> None:
    """Read a column as what was chosen; of those that give the day of the `ends` it is then the only one."""
    name = st.session_state[key]
    others = ends if name == "last_active" else ()
    at_hand.read_as(tuple("" if one in others else field for one, field in enumerate(fields)), place, name)
