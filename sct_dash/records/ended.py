"""When the help ended: a day, or yes and no of whether it goes on, perhaps beside the day of the last contact.

An end of which nobody knows the day is taken as the day on which the help started, which never promises points.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sct_dash.records import dates, given_up, questions, values
from sct_dash.records.dates import Span
from sct_dash.records.header_days import GOES_ON, OVER
from sct_dash.records.sheets import Cell, shown
from sct_dash.records.values import Meaning, Order, Unclear, Understood

NOT_KNOWN = "ended, day not known"
"""The answer, and the text of a cell, that an end has no known day."""
AT_ITS_END = "the day the help ended"
"""The answer, and the text of a cell, that an action was implemented on the last day of its row."""
_YES = frozenset("yes|y|yep|yeah|true|t|x|1|ok|checked|✓|✔|☑|✅|√".split("|"))
_NO = frozenset("no|n|nope|false|f|0|❌|✗|☐".split("|"))
_GOES_ON = frozenset("going|goes on|still going|continues|in process|underway|under way|open|started".split("|"))
_ENDED = frozenset(
    "ended|over|done|finished|complete|completed|stopped|closed|inactive|not active|no longer|no longer active|no more|"
    "not any more|not anymore|dormant|concluded|wrapped up|terminated".split("|")
)
_ENDED_ON = re.compile(
    r"(no|n|ended|over|done|finished|completed?|stopped|closed|concluded)[ ,:;(-]+((on|in|ended) )*(?P<date>.*\d.*?)\)?"
)
WHEN = Unclear(f"{questions.ENDED_WHEN}; write the day", question=questions.ENDED_WHEN)
BLANK = Unclear(
    f"{questions.NOT_TICKED}, as in other rows; write when it ended, or leave it empty", "", (NOT_KNOWN, "ongoing"),
    question=questions.NOT_TICKED,
)  # fmt: skip
"""What is asked of an empty cell where only what goes on is marked."""
_NEITHER = Unclear("says neither that the help goes on nor when it ended; write the day, or leave it empty")
_BOTH = "says that it goes on and that it ended; write the day on which it ended, or leave it empty"


@dataclass(frozen=True)
class Column:
    """What one column of the end asks.

    Attributes
    ----------
    yes
        What yes means, `header_days.GOES_ON` or `OVER`; '' where a bare yes says neither.
    ends
        Whether a day there is an end, and no mere contact.
    """

    yes: str
    ends: bool


@dataclass(frozen=True)
class Asked:
    """What the columns of the end ask.

    Attributes
    ----------
    columns
        Each with its own question, in the order of the cells.
    blank_asks
        Whether only what goes on is marked, so that an empty cell may mean that it is over.
    today
        An end that is still to come contradicts nothing.
    """

    columns: tuple[Column, ...]
    blank_asks: bool
    today: date


def meaning(cells: Sequence[Cell], asked: Asked, order: Order | None = None) -> Meaning:
    """The `dates.Span` of the last day, None while the help goes on, or what to ask.

    Parameters
    ----------
    cells
        One of each column, also where it is empty: a yes answers the question of its own column.
    """
    if any(shown(cell).casefold() == NOT_KNOWN for cell in cells):
        return Understood(Span(dates.FIRST_DAY, dates.LAST_DAY), f"{values.text(cells)!r} read as")
    if len(cells) == 1 and not asked.columns[0].yes:
        return given_up_on(shown(cells[0])) or values.day("last_active", cells[0], order)
    beside = zip(cells, asked.columns, strict=True)
    told = [(cell, column) for cell, column in beside if not values.is_silent(cell)]
    said = {_says(cell, column.yes) for cell, column in told}
    dated = [(_day(cell, column, order), column) for cell, column in told if not _says(cell, column.yes)]
    meant = [one for one, _ in dated]
    unclear = [one for one in meant if isinstance(one, Unclear)]
    if unclear:
        return unclear[0]
    if {GOES_ON, OVER} <= said:
        return Unclear(_BOTH)
    days = tuple(dict.fromkeys(one.value for one in meant if one.value is not None))
    if len(days) > 1:
        return Unclear(values.TWO_DAYS, "", tuple(span.first.isoformat() for span in days))
    if GOES_ON in said or not days:
        ends = any(column.ends for one, column in dated if one.value is not None)
        return _without_day(cells, said, days, ends, asked.today)
    notes = [one.note for one in meant if one.value is not None and one.note]
    return Understood(days[0], notes[0] if notes else "")


def given_up_on(text: str) -> Unclear | None:
    """What to ask of a cell that says that the help was given up: when, or whether that was on the day it names."""
    said = given_up.status(text)
    if said is None or said.what != given_up.GIVEN_UP:
        return None
    day = dates.span(said.rest)
    if not isinstance(day, Span):
        return WHEN
    likely = day.first.isoformat()
    return Unclear("seems to say when the help ended; confirm the day", likely, (likely, NOT_KNOWN))


def says_whether(cell: Cell) -> bool:
    """Whether a cell says that the help goes on or that it is over, in a column that asks for yes or no."""
    plain = shown(cell).casefold().strip(" .!")
    return values.is_flag(cell) or plain == NOT_KNOWN or bool(_says(cell, "") or _ENDED_ON.fullmatch(plain))


def marks_only_what_goes_on(cells: Iterable[Cell], yes: str) -> bool:
    """Whether some cells of a column are marked, and none of the filled ones says that anything is over."""
    said = [_says(cell, yes) for cell in cells if shown(cell)]
    return yes == GOES_ON and bool(said) and set(said) == {GOES_ON}


def _without_day(cells: Sequence[Cell], said: set[str], days: Sequence[Span], ends: bool, today: date) -> Meaning:
    """What it means that no day is given, or one beside the word that it goes on: an end or a contact."""
    if OVER in said:
        return WHEN
    if days and days[0].first > today:
        return Understood(days[0])
    if days and ends:
        options = (days[0].first.isoformat(), "ongoing")
        return Unclear(questions.STILL_OR_ENDED, "", options, question=questions.STILL_OR_ENDED)
    return Understood(None, f"{values.text(cells)!r} read as still active")


def _says(cell: Cell, yes: str) -> str:
    """Whether a cell says that the help goes on or that it is over; '' where it says a day or anything else."""
    plain = shown(cell).casefold().strip(" .!")
    if plain in _ENDED:
        return OVER
    if plain in _GOES_ON:
        return GOES_ON
    if yes and plain in _YES | _NO:
        return GOES_ON if (plain in _YES) == (yes == GOES_ON) else OVER
    return ""


def _day(cell: Cell, column: Column, order: Order | None) -> Meaning:
    match = _ENDED_ON.fullmatch(shown(cell).casefold().strip(" ."))
    meant = values.day("last_active", match["date"] if match else cell, order)
    if column.yes and isinstance(meant, Unclear) and not re.search(r"\d", shown(cell)):
        return given_up_on(shown(cell)) or _NEITHER
    return meant
