"""The board page: one sheet of paper for the agenda packet."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

from sct_dash import findings, words
from sct_dash.exports import columns as say
from sct_dash.exports import paper
from sct_dash.exports.paper import WIDTH, Cell, Paper
from sct_dash.figures.style import LIGHT
from sct_dash.snapshot import Snapshot
from sct_dash.story import Number, cog_full_name, sources, tell

_ROWS = 13
"""The most rows of one block of the table; 38 towns make three blocks."""
_LISTED = 8
"""How many towns that lose points are named one by one."""
_GAP = 0.15


def board(snapshot: Snapshot) -> bytes:
    """Write the page.

    Returns
    -------
    bytes
        A ``.docx`` of one page, the same for the same snapshot.
    """
    document = Paper(snapshot, "Board page, Sustainable CT action 8.5")
    paper.add(document, findings.overview(snapshot), "Title", size=20)
    paper.add(
        document,
        f"Towns that mentor each other and put an action into practice earn points for action 8.5 of Sustainable CT. "
        f"This is how {cog_full_name(snapshot)} stands for an application on {words.day(snapshot.application_date)}.",
        after=6,
    )
    _add_numbers(document, tell(snapshot, keys=["finding"]).steps[0].numbers)
    if snapshot.region is None:
        _add_cogs(document, snapshot)
    else:
        _add_towns(document, snapshot)
    _add_lapsing(document, snapshot)
    paper.add(document, "What we ask of the board", "Heading 2")
    for ask in asks(snapshot):
        paper.add(document, ask, "List Bullet", after=2)
    paper.add(document, sources(snapshot), size=8.5, colour=LIGHT.quiet, before=6, after=0)
    return paper.finished(document)


def asks(snapshot: Snapshot) -> list[str]:
    """What would help most, each with its numbers; nothing that nobody needs."""
    undocumented, alone = snapshot.attention[1], snapshot.without_partner
    said = []
    if len(snapshot.losses):
        towns = words.listing(dict.fromkeys(snapshot.losses["town"]), limit=4)
        said.append(f"Call the partners again before the dates above, so that {towns} keep their points.")
    if len(undocumented.table):
        waiting = len(undocumented.table) * snapshot.scorecard.edition.points_per_action.value
        towns = words.listing(undocumented.table["town"].value_counts().sort_index().index, limit=4)
        said.append(f"Have finished work written up: {waiting} points wait for a worksheet in {towns}.")
    if len(alone):
        near = alone[alone["mentors_next_door"] != ""]["town"]
        first = f" {words.listing(near, limit=4)} border a town that mentors already." if len(near) > 1 else ""
        said.append(f"Find a first partner for {words.count(len(alone), 'town')} without one.{first}")
    if said:
        return said
    if snapshot.numbers.points:
        return ["Keep going: nothing is about to be lost, and every finished action is documented."]
    return ["Keep going: the first action that is put into practice brings the first points."]


def _add_numbers(document: Paper, numbers: Sequence[Number]) -> None:
    values = [
        Cell(number.value, size=24, heading=True, colour=LIGHT.loss if number.loss else LIGHT.accent, shaded=True)
        for number in numbers
    ]
    labels = [Cell(number.label, size=9.5, shaded=True) for number in numbers]
    paper.add_table(document, [values, labels], [WIDTH / len(numbers)] * len(numbers), ruled=False)
    paper.add(document, "", size=4, after=2)


def _add_towns(document: Paper, snapshot: Snapshot) -> None:
    names = ("town", "points", "ready_points", "next_loss")
    towns = snapshot.ranked_towns
    soon = towns["next_loss"] <= pd.Timestamp(snapshot.horizon)  # a later loss is not yet for the board
    rows = say.rows(towns.assign(next_loss=towns["next_loss"].where(soon)), names)
    blocks = max(1, -(-len(rows) // _ROWS))
    narrow = blocks > 2
    if narrow:
        rows = [
            [*row[:-1], _shortest_day(day) if own else ""]
            for row, day, own in zip(rows, towns["next_loss"], soon, strict=True)
        ]
    down = -(-len(rows) // blocks)
    wide = (WIDTH - _GAP * (blocks - 1)) / blocks
    widths = [share * wide for share in ((0.38, 0.185, 0.17, 0.265) if narrow else (0.4, 0.16, 0.16, 0.28))]
    size = 9.0 if narrow else 10.0
    heads = [
        Cell(
            "Loss" if narrow and name == "next_loss" else say.HEADINGS[name],
            True,
            name in say.NUMBERS,
            LIGHT.quiet,
            8.5,
        )
        for name in names
    ]
    drawn = []
    for place in range(-1, down):
        line: list[Cell] = []
        for block in range(blocks):
            at = block * down + place
            own = rows[at] if place >= 0 and at < min(len(rows), (block + 1) * down) else [""] * len(names)
            cells = (
                heads if place < 0 else [_town_cell(said, name, size) for said, name in zip(own, names, strict=True)]
            )
            line += [*([Cell("", size=size, bare=True)] if block else []), *cells]
        drawn.append(line)
    paper.add_table(document, drawn, [w for b in range(blocks) for w in ([_GAP] if b else []) + widths], head=True)


def _shortest_day(value: date) -> str:
    """A date where three tables stand side by side: ``4/10/27``."""
    return f"{value.month}/{value.day}/{value:%y}"


def _town_cell(said: str, name: str, size: float) -> Cell:
    return Cell(said, right=name in say.NUMBERS, colour=LIGHT.loss if name == "next_loss" else LIGHT.text, size=size)


def _add_cogs(document: Paper, snapshot: Snapshot) -> None:
    names = ("cog", "towns", "with_points", "points", "ready_points", "inside", "given_out", "received", "without_tie")
    heads = [Cell(say.HEADINGS[name], True, name in say.NUMBERS, LIGHT.quiet, 9) for name in names]
    rows = [
        [Cell(said, right=name in say.NUMBERS, size=10) for said, name in zip(row, names, strict=True)]
        for row in say.rows(snapshot.cogs, names)
    ]
    first = 1.1
    paper.add_table(document, [heads, *rows], [first] + [(WIDTH - first) / (len(names) - 1)] * (len(names) - 1), True)


def _add_lapsing(document: Paper, snapshot: Snapshot) -> None:
    paper.add(document, findings.outlook(snapshot), "Heading 2")
    losses = snapshot.losses
    if losses.empty:
        paper.add(document, "Every action that counts today still counts then.", after=2)
        return
    lines = [
        f"{say.short_day(row.date)}: {row.town}, {row.before} to {row.after} points (action {row.lost})"
        for row in losses.head(_LISTED).itertuples()
    ]
    if len(losses) > _LISTED:
        lines.append(f"and {words.count(len(losses) - _LISTED, 'more loss', 'more losses')} by then")
    half = -(-len(lines) // 2)
    left, right = "\n".join(lines[:half]), "\n".join(lines[half:])
    paper.add_table(document, [[Cell(left, size=9.5), Cell(right, size=9.5)]], [WIDTH / 2] * 2, ruled=False)
