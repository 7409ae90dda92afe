"""What the cells of a column say it is: against its header where they contradict it, in its place where it is silent.

A header is believed first. Its cells overrule it where they cannot be what it says: yes and no are no dates. Where
no header names a field, cells that can hardly be anything else are read as it; all others are only asked about.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import islice

from sct_dash import actions, guide, words
from sct_dash.facts import DATA
from sct_dash.records import dates, documented, ended, headers, organizations, schema, ticked, topics, values
from sct_dash.records import support as supports
from sct_dash.records.dates import Span
from sct_dash.records.ditto import is_ditto
from sct_dash.records.headers import TO_LOOK_AT, Heading, Layout
from sct_dash.records.schema import KINDS, NEEDED
from sct_dash.records.sheets import Cell, Row, Sheet, shown
from sct_dash.records.values import Unclear, Understood

SAMPLED = 40
"""Filled cells that a column is judged by."""
_SEARCHED = 2_000
"""Rows in which they are looked for."""
_MOSTLY, _HARDLY = 0.6, 0.1
_FEW = 2
"""So many filled cells, or fewer, say nothing about a column."""
_WIDEST = 20
"""Columns that a merged header is given to; one over a whole sheet is no header of them all."""
_LONGEST = 40
"""Letters; a longer text is no town's name."""
_NUMBERED = re.compile(r"\D{0,22}(\d{1,2}\.\d{1,2})\b(?!\.)")
_QUANTITY = re.compile(
    r"\D{0,6}\d+\.\d+\s*(h|hrs?|hours?|min|minutes?|days?|weeks?|months?|years?|mi|miles?|km|acres?|fte|k|pts?|points?|%)"
    r"(?![a-z])",
    re.IGNORECASE,
)
"""How long or how much, not which action."""
_YEAR = re.compile(r"(19|20)\d{2}")
_OTHER = ("other",)
_IN_WORDS = ("support", "notes")
"""What a column of words may be under a header such as ``What``."""
_FINISHED = {"implemented_on", "last_active"}
"""What may be finished where a header does not say what."""
_EITHER = re.compile(r"/|\bor\b|\band\b")
"""What parts the kinds of help that a header names."""
_HELD = {
    "date": "dates",
    "flag": "yes and no",
    "place": "towns",
    "action": "actions",
    "support": "forms of support",
}
"""What a column of each kind holds, in words; other kinds cannot be told by their cells."""


@dataclass(frozen=True)
class Content:
    """A column's cells.

    Attributes
    ----------
    filled
        How many of those that were looked at hold anything.
    examples
        The first two different ones.
    shares
        For each kind that cells can tell, the share of the filled ones that read as it.
    spoken
        Whether some of them say an action in words.
    done
        Whether some of them say that something is done.
    numbered
        Whether most of them begin with an action's number.
    organizations, names
        Whether most of them list organizations, or names that may be theirs.
    mentoring
        Whether all of them say the action that is mentoring itself.
    towns
        Whether all of them tell which of the two towns documented its part.
    helping
        Whether most of them name a form of support, or seem to.
    amounts
        Whether most of them say yes, no or how much: ``6 hrs``.
    ended
        Whether most of them say yes, no or that something is over: ``ended 6/1/2025``.
    """

    filled: int
    examples: tuple[str, ...]
    shares: dict[str, float]
    spoken: bool = False
    done: bool = False
    numbered: bool = False
    organizations: bool = False
    names: bool = False
    mentoring: bool = False
    towns: bool = False
    helping: bool = False
    amounts: bool = False
    ended: bool = False

    def is_mostly(self, kind: str) -> bool:
        return self.shares.get(kind, 0) >= _MOSTLY

    @property
    def kind(self) -> str:
        """The kind that most cells read as; '' when there is none."""
        best = max(_HELD, key=lambda kind: self.shares.get(kind, 0))
        return best if self.is_mostly(best) else ""

    def contradicts(self, kind: str) -> bool:
        """Whether these cells can hardly be of a kind, since nearly all of them are of another."""
        if self.filled <= _FEW or kind not in _HELD or self.shares[kind] >= _HARDLY:
            return False
        if not self.kind:
            return kind == "place"
        # A spreadsheet makes dates of action numbers: those are asked about, cell by cell.
        return not (kind == "action" and self.kind == "date")


def contents(layout: Layout, sheet: Sheet) -> tuple[Content, ...]:
    """What stands below each header."""
    below = sheet.rows[layout.row : layout.row + _SEARCHED]
    return tuple(
        _content(row[heading.place] for row in below if heading.place < len(row)) for heading in layout.headings
    )


def refined(layout: Layout, sheet: Sheet) -> Layout:
    """The same table with its columns understood by their cells as well as by their headers."""
    if layout.canonical:
        return layout
    layout, parts = _spread(layout, sheet)
    seen = contents(layout, sheet)
    found = [headers.heading(heading.place, heading.header) for heading in layout.headings]
    found = _parted(found, seen, parts)
    put_off = {heading.place: heading for heading in found if heading.field and heading.place in sheet.hidden}
    for place in sheet.hidden & {heading.place for heading in found}:
        found[place] = Heading(place, found[place].header, why="is hidden in the sheet, so it is not read")
    found = _of_actions(found, seen)
    vetoed = _vetoed(found, seen)
    found = _narrowed(_of_both_towns(found, seen), seen)
    found = list(headers.settled(_ticked(found, seen, sheet.hidden), beside=_whether_ended(found, seen)))
    found = _of_one_day(found, seen, sheet.rows[layout.row : layout.row + _SEARCHED], sheet.hidden)
    found = _beside_title(_eliminated(_over(found, seen), seen), seen, sheet.hidden)
    found = _words_beside_number(found, seen, sheet.rows[layout.row : layout.row + _SEARCHED])
    found = _elsewhere(_others(found, seen, sheet.hidden), seen, sheet.hidden)
    contradicted = {heading.field for heading in vetoed.values()}
    found = _last_met(_other_town(found, seen, contradicted, sheet.hidden), seen, sheet.hidden)
    found = _by_content(_days_of_papers(found, seen, sheet.hidden), seen, sheet.hidden)
    found = _in_order(found, sheet.rows[layout.row :])
    found = _same_year(_filed(found, seen, sheet.hidden), sheet.rows[layout.row :])
    found = _wrapped_up(_restored(found, seen, vetoed, put_off), seen, sheet.hidden)
    if layout.shape_before:
        found[: len(TO_LOOK_AT)] = [
            Heading(place, header, why="is of the sheet that these rows are from, so it is not read", needless=True)
            for place, header in enumerate(TO_LOOK_AT)
        ]
    return replace(layout, headings=tuple(found))


def _spread(layout: Layout, sheet: Sheet) -> tuple[Layout, dict[int, int]]:
    """Give a header whose cell is merged over several columns to each of them.

    Also to those that hold nothing: the next sheet may fill them, and is of the same shape.

    Returns
    -------
    tuple
        The table, and for each further column under such a header the first one.
    """
    texts = [heading.header for heading in layout.headings]
    parts: dict[int, int] = {}
    for (top, first), (bottom, last) in sheet.merged:
        if not (layout.row - layout.height <= bottom and top < layout.row and first < last and first < len(texts)):
            continue
        for place in range(first + 1, min(last + 1, first + _WIDEST)):
            if texts[first] and not any(texts[place : place + 1]):
                texts += [""] * (place + 1 - len(texts))
                texts[place], parts[place] = texts[first], first
    headings = tuple(Heading(place, text) for place, text in enumerate(texts))
    return replace(layout, headings=headings, spread=tuple(texts) if parts else ()), parts


def _parted(found: list[Heading], seen: Sequence[Content], parts: Mapping[int, int]) -> list[Heading]:
    """A further column under a merged header is the same field where one may fill several columns, as its cells do.

    Else its header says no more than where it stands, and its cells are asked. One without any is read as text at most.
    """
    for place, first in parts.items():
        heading, content = found[place], seen[place]
        field = heading.field
        fits = KINDS.get(field, "") not in _HELD or content.is_mostly(KINDS[field]) or _is_status(heading, content)
        joins = field and not headers.rivaled([field])
        title = field == "action" and seen[first].numbered and content.filled > 0
        if (field or not content.filled) and not (joins and (fits or title)):
            found[place] = Heading(place, f"{heading.header}, part {place - first + 1}")
    return found


def by_content(sheet: Sheet) -> Layout | None:
    """The table of a sheet whose headers name nothing: texts above rows that hold two towns each."""
    above: tuple[int, Row] | None = None
    for number, row in enumerate(sheet.rows[: headers.SEARCHED_ROWS], start=1):
        texts = [shown(cell) for cell in row]
        towns = sum(_is_town(text) for text in texts)
        if towns >= 2 and above:
            return Layout(above[0], headers.headings([shown(cell) for cell in above[1]]))
        if sum(map(bool, texts)) > _FEW:
            above = (number, row) if not towns else None
    return None


def _is_town(text: str) -> bool:
    return 0 < len(text) <= _LONGEST and isinstance(values.place(text), Understood)


def _content(cells: Iterable[Cell]) -> Content:
    filled = list(islice((cell for cell in cells if (text := shown(cell)) and not is_ditto(text)), SAMPLED))
    kinds = Counter(kind for cell in filled for kind in _kinds(cell))
    shares = {kind: kinds[kind] / len(filled) if filled else 0.0 for kind in _HELD}
    texts = [shown(cell) for cell in filled]
    spoken = any(_is_action(text) and re.search(r"[a-z#]", text, re.IGNORECASE) for text in texts)
    return Content(
        filled=len(filled),
        examples=tuple(dict.fromkeys(texts))[:2],
        shares=shares,
        spoken=spoken,
        done=any(map(values.says_done, filled)),
        numbered=_most(texts, _is_numbered),
        organizations=_most(texts, organizations.are_named),
        names=_most(texts, organizations.may_be_named),
        mentoring=bool(texts) and all(map(_is_mentoring_itself, dict.fromkeys(texts))),
        towns=documented.of_both(filled) == 1,
        helping=_more_than_half(texts, _may_be_support),
        amounts=_most(texts, ticked.is_tick_or_amount),
        ended=_most(texts, ended.says_whether),
    )


def _may_be_support(text: str) -> bool:
    meant = values.support(text)
    return isinstance(meant, Understood) or bool(meant.options)


def _more_than_half(texts: Sequence[str], says: Callable[[str], bool]) -> bool:
    return 2 * sum(map(says, texts)) > len(texts)


def _most(texts: Sequence[str], says: Callable[[str], bool]) -> bool:
    return bool(texts) and sum(map(says, texts)) >= _MOSTLY * len(texts)


def _kinds(cell: Cell) -> set[str]:
    """Every kind that a cell may be of."""
    if isinstance(cell, date):
        return {"date"}
    text = shown(cell)
    found = set()
    if isinstance(values.flag(cell), Understood):
        found.add("flag")
    if _is_day(text):
        found.add("date")
    if _is_action(text):
        found.add("action")
    if not found and len(text) <= _LONGEST and not text.isdigit():
        meaning = values.place(text)
        if isinstance(meaning, Understood) or meaning.options:
            found.add("place")
    if not found and isinstance(supports.forms(text), supports.Forms):
        found.add("support")
    return found


def _is_day(text: str) -> bool:
    """Whether it is a day or a month, even one that asks how it is meant; a bare number may be anything."""
    if _YEAR.fullmatch(text) or (re.fullmatch(r"[\d.]+", text) and text.count(".") < 2):
        return False
    found = dates.span(text)
    return isinstance(found, Span) or bool(found.question)


def _is_action(text: str) -> bool:
    if _QUANTITY.match(text):
        return False
    if match := _NUMBERED.match(text):
        return not actions.problem(match[1], schema.DEFAULT_YEAR)
    return bool(actions.titled(text, schema.DEFAULT_YEAR))


def _is_mentoring_itself(text: str) -> bool:
    """Whether a cell says the action that is mentoring itself and nothing that tells of another."""
    meant = values.action((text,), schema.DEFAULT_YEAR)
    return isinstance(meant, Unclear) and meant.of_row and not meant.options


def _is_numbered(text: str) -> bool:
    return bool(_NUMBERED.match(text)) and _is_action(text)


def _of_actions(found: list[Heading], seen: Sequence[Content]) -> list[Heading]:
    """The one column of actions under ``Action implemented`` or ``Action mentored`` is the action's.

    Where no other column is, or one that only says mentoring itself, which no town is helped with: that one is not
    read then.
    """
    held = [heading for heading in found if heading.field == "action"]
    vain = [heading for heading in held if seen[heading.place].mentoring]
    like = [
        heading
        for heading in found
        if heading.field in ("", "implemented_on")
        and seen[heading.place].kind == "action"
        and (headers.speaks_of_action(heading.header) or (vain and "action" in heading.options))
    ]
    if len(like) != 1 or len(vain) < len(held):
        return found
    why = f"{like[0].called} holds actions, and no other column does"
    found[like[0].place] = Heading(like[0].place, like[0].header, "action", ("action",), why)
    for heading in vain:
        why = f"{heading.called} says mentoring itself and no action that was helped with, so it is not read"
        found[heading.place] = Heading(heading.place, heading.header, why=why)
    return found


def _vetoed(found: list[Heading], seen: Sequence[Content]) -> dict[int, Heading]:
    """Take the field from every column whose cells contradict its header; returns those columns as they were."""
    vetoed = {}
    for heading in list(found):
        content = seen[heading.place]
        said_otherwise = (
            _is_status(heading, content) or _tells_going_on(heading, content) or _is_filed(heading, content)
        )
        if heading.field and content.contradicts(KINDS[heading.field]) and not said_otherwise:
            vetoed[heading.place] = heading
            found[heading.place] = _asking(heading, (), seen)
    beside = _whether_ended(found, seen)
    for field in headers.rivaled(heading.field for heading in found):
        rivals = [heading for heading in found if heading.field == field and heading.place not in beside]
        fitting = [heading for heading in rivals if seen[heading.place].is_mostly(KINDS[field])]
        if len(rivals) > len(fitting) == 1:
            for heading in (one for one in rivals if one is not fitting[0]):
                why = f"is not read, since {fitting[0].header!r} is the {schema.label(field)}"
                found[heading.place] = Heading(heading.place, heading.header, why=why)
    return vetoed


def _of_both_towns(found: list[Heading], seen: Sequence[Content]) -> list[Heading]:
    """One column that tells of both towns whether they documented is read as one of the flags, and fills both."""
    like = [h for h in found if seen[h.place].towns and headers.tells_documentation(h.header) and h.options]
    if len(like) == 1 and not any(heading.field in documented.FLAGS for heading in found):
        field = next(iter(documented.FLAGS))
        why = f"{like[0].called} says which of the two towns documented its part"
        found[like[0].place] = replace(like[0], field=field, options=(field,), why=why)
    return found


def _is_status(heading: Heading, content: Content) -> bool:
    """Whether a column says, row by row, whether the action was implemented, perhaps beside the column of its day."""
    if headers.tells_implementation(heading.header) and (not heading.field or heading.field == "implemented_on"):
        return content.kind == "flag" or (content.done and not content.kind)
    return False


def _is_filed(heading: Heading, content: Content) -> bool:
    """Whether a column may say by yes, no, or the day on which they came in, that papers are in."""
    came_in = headers.whose_papers(heading.header) is not None and not headers.are_awaited(heading.header)
    days = content.shares["date"] if came_in else 0
    is_flag = not heading.field or KINDS[heading.field] == "flag"
    return is_flag and content.shares["flag"] + days >= _MOSTLY


def _tells_going_on(heading: Heading, content: Content) -> bool:
    """Whether a column says by yes and no whether the help goes on: ``Still going? (Y/N)``."""
    may_be = heading.field == "last_active" or not heading.field
    return may_be and content.ended and bool(headers.going_on(heading.header)[0])


def _whether_ended(found: Sequence[Heading], seen: Sequence[Content]) -> set[int]:
    """The columns read as the end that only say whether there was one, perhaps beside the column of its day."""
    return {h.place for h in found if h.field == "last_active" and _tells_going_on(h, seen[h.place])}


def _of_one_day(
    found: list[Heading], seen: Sequence[Content], rows: Sequence[Row], hidden: frozenset[int]
) -> list[Heading]:
    """Of columns of days that may all be the implementation and seldom agree, one is it.

    That one says so plainly: ``Finished`` beside it is when the help ended, where nothing else is. Others are asked
    about.
    """
    of_days = [heading for heading in found if seen[heading.place].is_mostly("date")]
    dated = [h for h in of_days if h.field == "implemented_on"]
    plain = [h for h in found if h.field == "implemented_on" and not headers.says_only_done(h.header)]
    plain_days = [h for h in plain if h in dated]
    if not plain:
        return _asked_for_one(found, _apart(dated, dated, rows), seen)
    found = _asked_for_one(found, _apart(plain_days, plain_days, rows), seen)
    asked = [heading for heading in of_days if set(heading.options) == _FINISHED and not heading.field]
    unread = [h for h in of_days if h in (*asked, *_silent(found, hidden)) and headers.says_only_done(h.header)]
    joined = [h for h in dated if h not in plain]
    loose = _apart([*joined, *unread], plain, rows)
    unsure = [h for h in joined if h not in loose and not any(_agree(h, other, rows, seen) for other in plain)]
    others = [heading for heading in found if heading not in (*loose, *unsure)]
    end_is_free = not any("last_active" in (heading.field, *heading.options) for heading in others)
    for heading in (*loose, *unsure):
        if end_is_free and [heading] == loose and not unsure:
            why = f"{heading.called} is when the help ended, since {plain[0].called} is when the action was implemented"
            found[heading.place] = replace(heading, field="last_active", options=("last_active",), why=why)
        elif heading.field:
            options = ("last_active", "implemented_on") if end_is_free else ("implemented_on",)
            found[heading.place] = _asking(heading, options, seen)
    return found


def _apart(some: Sequence[Heading], others: Sequence[Heading], rows: Sequence[Row]) -> list[Heading]:
    """Those of some columns of days that hold other days than one of the others."""
    return [one for one in some if any(_differ(one, other, rows) for other in others if other is not one)]


def _asked_for_one(found: list[Heading], apart: Sequence[Heading], seen: Sequence[Content]) -> list[Heading]:
    """Ask which of columns of days is the one of the implementation."""
    held = _held([heading for heading in found if heading not in apart], seen)
    for heading in apart:
        said_loosely = headers.says_only_done(heading.header) and "last_active" not in held
        others = words.listing(repr(other.header) for other in apart if other is not heading)
        why = f"{heading.called} and {others} seem to be {schema.label('implemented_on')} and hold different days"
        options = ("implemented_on", "last_active") if said_loosely else ("implemented_on",)
        found[heading.place] = replace(heading, field="", options=options, why=why, doubled=len(options) == 1)
    return found


def _differ(one: Heading, other: Heading, rows: Sequence[Row]) -> bool:
    """Whether two columns of days hold other days more often than the same, in rows where both say something."""
    same = _compared(one, other, rows)
    return len(same) > _FEW and 2 * same.count(False) > len(same)


def _agree(one: Heading, other: Heading, rows: Sequence[Row], seen: Sequence[Content]) -> bool:
    """Whether the days of a column are mostly those of another, or stand beside its yes."""
    same = _compared(one, other, rows)
    enough = seen[other.place].filled and (len(same) > _FEW or not seen[other.place].is_mostly("date"))
    return bool(enough) and 2 * same.count(False) <= len(same)


def _compared(one: Heading, other: Heading, rows: Sequence[Row]) -> list[bool]:
    """Of the first rows where a column holds a day and another one says something, whether both say the same."""
    pairs = ((_day(row, one.place), _whether_done(row, other.place)) for row in rows)
    told = ((day, done) for day, done in pairs if day and done is not None)
    return [done is True or day == done for day, done in islice(told, SAMPLED)]


def _whether_done(row: Row, place: int) -> Span | bool | None:
    """The day that a cell says, else whether it says that something is done; None for any other cell."""
    cell = row[place] if place < len(row) else None
    if not shown(cell):
        return None
    if values.says_done(cell):
        return _day(row, place) or True
    meant = values.day("implemented_on", cell)
    return (meant.value or False) if isinstance(meant, Understood) else None


def _day(row: Row, place: int) -> Span | None:
    """The day that a cell says; None for any other cell."""
    meant = values.day("implemented_on", row[place]) if place < len(row) and shown(row[place]) else None
    return meant.value if isinstance(meant, Understood) else None


def _asking(heading: Heading, options: tuple[str, ...], seen: Sequence[Content]) -> Heading:
    """A column that is not read as it stands, with what its cells hold as the reason."""
    held = _HELD.get(seen[heading.place].kind, "something else")
    may = f"; it may be {words.listing(map(schema.label, options), 'or')}" if options else ""
    return Heading(heading.place, heading.header, "", options, f"{heading.called} holds {held}{may}")


def _narrowed(found: list[Heading], seen: Sequence[Content]) -> list[Heading]:
    """Leave of what a header may mean only what its cells can be."""
    narrowed = []
    for heading in found:
        content = seen[heading.place]
        if not heading.field and _is_status(heading, content):
            why = f"{heading.called} says whether the action was implemented"
            narrowed.append(replace(heading, field="implemented_on", why=why))
            continue
        if not heading.field and _tells_going_on(heading, content):
            sure = headers.going_on(heading.header)[1]
            why = f"{heading.called} says whether the help goes on"
            narrowed.append(replace(heading, field="last_active" * sure, options=("last_active",), why=why))
            continue
        if content.kind == "flag" and set(heading.options) == _FINISHED and headers.says_only_done(heading.header):
            narrowed.append(_asking(heading, heading.options, seen))
            continue
        left = tuple(name for name in heading.options if not content.contradicts(KINDS[name]))
        if heading.field or len(left) == len(heading.options):
            narrowed.append(heading)
        elif content.kind and all(KINDS[name] not in _HELD for name in left):
            narrowed.append(Heading(heading.place, heading.header))
        else:
            narrowed.append(_asking(heading, left, seen))
    return narrowed


def _eliminated(found: list[Heading], seen: Sequence[Content]) -> list[Heading]:
    """A header that may mean several fields means the only one of them that its cells can be.

    Of several, it means a needed one that no other column is or may be; nothing else is concluded from what is left.
    """
    while True:
        held = _held(found, seen)
        can = {
            heading.place: [name for name in heading.options if seen[heading.place].is_mostly(KINDS[name])]
            for heading in found
            if not heading.field and not heading.doubled and not _may_be_wish(heading)
        }
        left = {place: [name for name in names if name not in held] for place, names in can.items()}
        wanted = Counter(name for names in left.values() for name in names)
        sure = [
            (place, names[0])
            for place, names in left.items()
            if len(names) == 1 == wanted[names[0]] and (names[0] in NEEDED or len(can[place]) == 1)
        ]
        if not sure:
            return found
        place, name = sure[0]
        why = f"{found[place].header!r} holds {_HELD[KINDS[name]]} and no other column is the {schema.label(name)}"
        found[place] = Heading(place, found[place].header, name, (name,), why)


def _may_be_wish(heading: Heading) -> bool:
    """Whether a column may tell of help that was only asked for or offered, or hold words about it."""
    return "support" in heading.options and not headers.may_be_given(heading.header)


def _held(found: Sequence[Heading], seen: Sequence[Content]) -> set[str]:
    """The fields that have a column; a column of yes and no still wants the one with the day."""
    without_day = _whether_ended(found, seen)
    return {
        h.field
        for h in found
        if h.place not in without_day and (h.field != "implemented_on" or not _is_status(h, seen[h.place]))
    }


def may_be_partners(heading: Heading, content: Content) -> bool:
    """Whether a column that is not read may name partners, by its cells or by its header; counts are none."""
    in_words = any(re.search(r"[^\W\d_]", text) for text in content.examples)
    return content.organizations or (in_words and headers.may_be_partners(heading.header))


def _silent(found: Sequence[Heading], hidden: frozenset[int]) -> list[Heading]:
    """The columns whose header says nothing."""
    return [h for h in found if not h.field and not h.options and not h.doubled and h.place not in hidden and not h.why]


def _beside_title(found: list[Heading], seen: Sequence[Content], hidden: frozenset[int]) -> list[Heading]:
    """A column of numbers such as 3.12 under ``No.``, or nothing, is the action's beside the column of its title."""
    titles = [h for h in found if h.field == "action"]
    if not titles or any(seen[title.place].numbered for title in titles):
        return found
    for heading in _silent(found, hidden):
        if not (seen[heading.place].numbered and headers.may_be_number(heading.header)):
            continue
        if any(abs(title.place - heading.place) == 1 for title in titles):
            why = f"{heading.called} holds action numbers beside {titles[0].header!r}"
            found[heading.place] = replace(heading, field="action", options=("action",), why=why)
        else:
            found[heading.place] = _asking(heading, ("action",), seen)
    return found


def _words_beside_number(found: list[Heading], seen: Sequence[Content], rows: Sequence[Row]) -> list[Heading]:
    """Words under ``What`` beside a column of action numbers may be the action's: it is asked."""
    numbers = [h.place for h in found if h.field == "action" and seen[h.place].numbered]
    for heading in found:
        is_beside = any(abs(place - heading.place) == 1 for place in numbers)
        if heading.field or heading.options != _IN_WORDS or not is_beside:
            continue
        cells = (shown(row[heading.place]) for row in rows if heading.place < len(row))
        texts = tuple(islice(filter(None, cells), SAMPLED))
        if _more_than_half(texts, lambda text: bool(topics.about(text, schema.DEFAULT_YEAR))):
            options = ("action", *(name for name in _IN_WORDS if name != "support" or seen[heading.place].helping))
            why = f"{heading.called} seems to hold words for the actions beside it"
            why = f"{why}; it may be {words.listing(map(schema.label, options), 'or')}"
            found[heading.place] = replace(heading, options=options, why=why)
    return found


def _others(found: list[Heading], seen: Sequence[Content], hidden: frozenset[int]) -> list[Heading]:
    """Columns of organizations under ``Other groups`` or ``With whom else`` are partners."""
    for heading in _silent(found, hidden):
        content = seen[heading.place]
        if (content.organizations and headers.may_be_partners(heading.header)) or (
            content.names and headers.may_be_groups(heading.header)
        ):
            why = f"{heading.called} names organizations"
            found[heading.place] = replace(heading, field="partners", options=("partners",), why=why)
    return found


def _elsewhere(found: list[Heading], seen: Sequence[Content], hidden: frozenset[int]) -> list[Heading]:
    """Yes and no of the action that one activity may not be counted under as well are kept in the notes."""
    flags = [h for h in _silent(found, hidden) if seen[h.place].is_mostly("flag")]
    other = _complementary_action() if flags else ""
    for heading in flags:
        if headers.names_action(heading.header, other):
            why = f"{heading.called} says whether it is reported under action {other} too"
            found[heading.place] = replace(heading, field="notes", options=("notes",), why=why)
    return found


@cache
def _complementary_action() -> str:
    return guide.load_guide(DATA / "guide").complementary.action


def _last_met(found: list[Heading], seen: Sequence[Content], hidden: frozenset[int]) -> list[Heading]:
    """The only column of days under ``Last seen`` is the last day, where no other column says that."""
    like = [
        heading
        for heading in _silent(found, hidden)
        if headers.may_be_last(heading.header) and seen[heading.place].is_mostly("date")
    ]
    others = (h for h in found if not _tells_going_on(h, seen[h.place]))
    if len(like) == 1 and not any("last_active" in (h.field, *h.options) for h in others):
        why = f"{like[0].called} holds days, and no other column is the {schema.label('last_active')} one"
        found[like[0].place] = replace(like[0], field="last_active", options=("last_active",), why=why)
    return found


def _over(found: list[Heading], seen: Sequence[Content]) -> list[Heading]:
    """``When did it wrap up?`` is when the help ended beside its start and the day of the implementation."""
    like = [h for h in found if not h.field and headers.asks_when_over(h.header) and set(h.options) == _FINISHED]
    dated = _held(found, seen) | {h.field for h in found if headers.asks_for_day(h.header)}
    others = {name for h in found if h not in like for name in (h.field, *h.options)}
    is_of_help = {"started", "implemented_on"} <= dated and "last_active" not in others
    if len(like) == 1 and is_of_help and seen[like[0].place].kind in ("", "date"):
        why = f"{like[0].called} is when the help ended, since other columns say its start and the implementation"
        found[like[0].place] = replace(like[0], field="last_active", options=("last_active",), why=why)
    return found


def _in_order(found: list[Heading], rows: Sequence[Row]) -> list[Heading]:
    """Of two days with codes for headers, ``T0`` and ``T1``, the one that comes first is likelier the start.

    Both are still asked about.
    """
    asked = [h for h in found if not h.field and {"started", "last_active"} <= {*h.options}]
    coded = {code: heading for heading in asked if (code := headers.stage(heading.header))}
    if len(coded) != 2:
        return found
    (name, number), (other_name, other_number) = sorted(coded)
    first, second = coded[name, number], coded[other_name, other_number]
    if (name, number + 1) != (other_name, other_number) or not _comes_first(first, second, rows):
        return found
    for heading, likely, when in ((first, "started", "earlier"), (second, "last_active", "later")):
        options = (likely, *(option for option in heading.options if option != likely))
        why = f"{heading.called} holds the {when} day of {first.called} and {second.called}"
        why = f"{why}; it may be {words.listing(map(schema.label, options), 'or')}"
        found[heading.place] = replace(heading, options=options, why=why)
    return found


def _comes_first(one: Heading, other: Heading, rows: Sequence[Row]) -> bool:
    """Whether nearly every row that holds two days has the one of the first column no later than the other."""
    pairs = ((_day(row, one.place), _day(row, other.place)) for row in rows[:_SEARCHED])
    ordered = [left.first <= right.last for left, right in pairs if left and right]
    return len(ordered) > _FEW and ordered.count(False) <= _HARDLY * len(ordered)


def _same_year(found: list[Heading], rows: Sequence[Row]) -> list[Heading]:
    """A column ``Year`` that only says again in which year each mentorship started is neither read nor asked about.

    Of every row: a single other year, or one beside a start that says none, is not said again anywhere.
    """
    started = next((heading for heading in found if heading.field == "started"), None)
    for heading in found:
        if heading.field or "programme_year" not in heading.options or started is None:
            continue
        filled = [row for row in rows if heading.place < len(row) and shown(row[heading.place])]
        same = (_year_in(row, heading.place) == _year_in(row, started.place) > 0 for row in filled)
        if len(filled) > _FEW and all(same):
            why = f"only says the year of {started.called} again, so it is not read"
            found[heading.place] = Heading(heading.place, heading.header, why=why, needless=True)
    return found


def _year_in(row: Row, place: int) -> int:
    """The year that a cell says or lies in; 0 for any other cell."""
    text = shown(row[place]) if place < len(row) else ""
    meant = values.day("started", row[place]) if text else None
    if isinstance(meant, Understood) and meant.value:
        return meant.value.first.year
    year = re.match(r"(19|20)\d{2}", meant.suggestion) if isinstance(meant, Unclear) else None
    return int(year[0]) if year else 0


def _other_town(
    found: list[Heading], seen: Sequence[Content], contradicted: Collection[str], hidden: frozenset[int]
) -> list[Heading]:
    """The one column of towns beside that of the mentee, for certain, is the mentor's, and the other way round.

    Where its header says no more than that, ``With``, and no other column claims to be it.
    """
    towns = set(documented.FLAGS.values())
    claimed = {name for heading in found for name in (heading.field, *heading.options)} | set(contradicted)
    left, held = towns - claimed, towns & {heading.field for heading in found}
    like = [h for h in _silent(found, hidden) if seen[h.place].filled > _FEW and seen[h.place].is_mostly("place")]
    if len(left) == len(held) == len(like) == 1 and headers.is_other_town(like[0].header):
        (name,), (other,) = left, held
        why = f"{like[0].called} holds towns, and no other column is the {name}; another is the {other}"
        found[like[0].place] = replace(like[0], field=name, options=(name,), why=why)
    return found


def _days_of_papers(found: list[Heading], seen: Sequence[Content], hidden: frozenset[int]) -> list[Heading]:
    """Days under ``Mentor worksheet returned`` may be those on which that town documented its part: it is asked."""
    held = {heading.field for heading in found}
    for heading in _silent(found, hidden):
        field = f"{headers.town_of_papers(heading.header)}_documented"
        if field in documented.FLAGS and field not in held and seen[heading.place].is_mostly("date"):
            found[heading.place] = _asking(heading, (field,), seen)
    return found


def _by_content(found: list[Heading], seen: Sequence[Content], hidden: frozenset[int]) -> list[Heading]:
    """Read or ask about columns whose header says nothing and whose cells say what they are."""
    silent = _silent(found, hidden)
    held = _held(found, seen)
    for name in ("action", "support"):
        like = [h for h in silent if seen[h.place].filled > _FEW and seen[h.place].is_mostly(name)]
        if name in held or not like:
            continue
        is_said = headers.may_be_given(like[0].header) if name == "support" else seen[like[0].place].spoken
        if len(like) == 1 and is_said:
            why = f"the cells of {like[0].called} are {_HELD[name]}"
            found[like[0].place] = replace(like[0], field=name, options=(name,), why=why)
        else:
            for heading in like:
                wish = name == "support" and not headers.may_be_given(heading.header)
                found[heading.place] = _asking(heading, ("notes", name) if wish else (name,), seen)
    found = _helps(found, seen, hidden)
    for kind in ("place", "date"):
        names = tuple(name for name, its in KINDS.items() if its == kind and name not in held)
        like = [h for h in silent if seen[h.place].filled > _FEW and seen[h.place].is_mostly(kind)]
        for heading in like if names else []:
            found[heading.place] = _asking(heading, names, seen)
    return found


def _ticked(found: list[Heading], seen: Sequence[Content], hidden: frozenset[int]) -> list[Heading]:
    """Columns that each tell by yes and no of one form of support, or of staff time in hours, are the support."""
    told = {heading: ticked.forms(heading.header) for heading in _silent(found, hidden)}
    # "Other" by itself may be anything.
    if not any(forms not in ((), _OTHER) for forms in told.values()):
        return found
    groups = set()
    for heading, forms in told.items():
        content = seen[heading.place]
        hours = ticked.is_of_hours(heading.header) and content.amounts
        if not headers.may_be_given(heading.header):
            continue
        if forms and (content.is_mostly("flag") or hours):
            why = f"{heading.called} says by {'hours' if hours else 'yes and no'} whether help was {_listed(forms)}"
            found[heading.place] = replace(heading, field="support", options=("support",), why=why)
            groups.add(headers.group_of_help(heading.header))
    for heading, forms in told.items():
        if headers.group_of_help(heading.header) in groups - {""} and not found[heading.place].field:
            found[heading.place] = _beside_ticks(heading, forms, seen[heading.place])
    return found


def _beside_ticks(heading: Heading, forms: tuple[str, ...], content: Content) -> Heading:
    """A column under one header with those that tick forms of support: of words (``Other (describe)``), or empty."""
    given = headers.may_be_given(heading.header)
    if given and (content.helping or (forms and not content.filled)):
        why = f"{heading.called} stands beside columns that say how they helped"
        return replace(heading, field="support", options=("support",), why=why)
    in_words = content.filled and content.kind in ("", "support")
    if not given and in_words:
        return replace(heading, options=("notes", "support"), why=f"{heading.called} may be notes or support")
    return replace(heading, options=_IN_WORDS) if in_words and not content.kind else heading


def _listed(forms: Iterable[str]) -> str:
    return schema.said("support", "; ".join(forms))


def _helps(found: list[Heading], seen: Sequence[Content], hidden: frozenset[int]) -> list[Heading]:
    """Ask about columns that seem to tell how they helped.

    Beside a column of support in words those of yes and no only where they are several, or others are read so.
    """
    silent = [heading for heading in _silent(found, hidden) if seen[heading.place].filled > _FEW]
    by_tick = [heading for heading in silent if _is_a_help(heading, seen)]
    if not any("support" in (heading.field, *heading.options) for heading in found):
        asked = [heading for heading in silent if seen[heading.place].helping or heading in by_tick]
    else:
        read = any(heading.field == "support" and ticked.forms(heading.header) for heading in found)
        asked = by_tick if read or len(by_tick) > 1 else []
    for heading in asked:
        found[heading.place] = _may_help(heading)
    return found


def _is_a_help(heading: Heading, seen: Sequence[Content]) -> bool:
    """Whether a column tells of one kind of help by yes and no: ``Staff lent?``."""
    asked = headers.asked_of(heading.header)
    return seen[heading.place].is_mostly("flag") and any(map(_may_be_support, (asked, *_EITHER.split(asked))))


def _may_help(heading: Heading) -> Heading:
    why = f"{heading.called} seems to hold {_HELD['support']}; it may be {schema.label('support')}"
    return Heading(heading.place, heading.header, "", ("support",), why)


def _filed(found: list[Heading], seen: Sequence[Content], hidden: frozenset[int]) -> list[Heading]:
    """Yes and no under ``Pupil filed?`` is what that town documented: read where it is plain, else asked about.

    ``Worksheet from`` by itself may be any town's; beside ``Worksheet to`` each is that of the town of this name.
    """
    held = {heading.field for heading in found}
    sides = {h.header: tuple(t for t in documented.FLAGS.values() if t in (h.field, *h.options)) for h in found}
    sides |= {way: (h.field,) for h in found if h.field in documented.FLAGS.values() and (way := headers.way(h.header))}
    asking = [h for h in found if h.options and {*documented.FLAGS} <= {*h.options} and not (h.field or h.doubled)]
    like = [*_silent(found, hidden), *asking]
    ways = {heading: way for heading in like if (way := headers.way_of_papers(heading.header))}
    both_ways = len(set(ways.values())) > 1
    empty = {heading for heading in ways if both_ways and not seen[heading.place].filled}
    told = [h for h in like if _is_filed(h, seen[h.place]) or h in empty]
    filed = {h: documented.filed(h.header, sides) for h in told if not headers.finished_by(h.header)}
    wanted = Counter(name for names, _ in filed.values() for name in names)
    for heading, (names, plain) in filed.items():
        plain = plain and (both_ways or heading not in ways)
        if plain and len(names) == 1 == wanted[names[0]] and names[0] not in held:
            why = f"{heading.called} says whether the {documented.FLAGS[names[0]]} documented its part"
            found[heading.place] = replace(heading, field=names[0], options=names, why=why)
        elif heading not in asking and (left := tuple(name for name in names if name not in held)):
            found[heading.place] = _asking(heading, left, seen)
    return found


def _wrapped_up(found: list[Heading], seen: Sequence[Content], hidden: frozenset[int]) -> list[Heading]:
    """Yes and no under ``Wrapped up`` may say that the action was implemented or that the help is over: it is asked.

    Under ``Mentor done`` they may also say that this town documented its part.
    """
    taken = {name for heading in found for name in (heading.field, *heading.options)}
    for heading in _silent(found, hidden):
        content = seen[heading.place]
        left = tuple(name for name in headers.may_say_done(heading.header) if name not in taken)
        if left and (content.kind == "flag" or (content.done and not content.kind)):
            found[heading.place] = _asking(heading, left, seen)
    return found


def _restored(
    found: list[Heading], seen: Sequence[Content], vetoed: dict[int, Heading], put_off: dict[int, Heading]
) -> list[Heading]:
    """Give a contradicted or a hidden column back what its header says, or ask, where no other column is that."""
    for place, heading in (vetoed | put_off).items():
        if found[place].field or any(other.field == heading.field for other in found):
            continue
        if place in put_off:
            why = f"{heading.header!r} is hidden in the sheet and read, since no other column is it"
            found[place] = replace(heading, why=why)
        elif KINDS[heading.field] == "date" or _is_only_hope(heading, found, seen):
            # "Done? yes" asks for the day, row by row, where nothing else tells it.
            found[place] = heading
        else:
            found[place] = replace(found[place], options=(heading.field, *found[place].options))
    return found


def _is_only_hope(heading: Heading, found: Sequence[Heading], seen: Sequence[Content]) -> bool:
    """Whether a column of unknown names is the only one that may be a town's."""
    others = any(heading.field in other.options for other in found)
    return KINDS[heading.field] == "place" and not seen[heading.place].kind and not others
