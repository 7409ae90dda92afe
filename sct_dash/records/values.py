"""One cell, by the kind of its column, in the words people use -> what it means, how it was read, or what to ask.

Nothing here guesses: what is certain is understood, with a note when it was not said in the product's own way;
everything else asks, with the answer that was probably meant.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from sct_dash import actions, places, words
from sct_dash.places import UnclearPlace
from sct_dash.records import dates, elsewhere, given_up, questions, schema, short_titles, told_days, topics
from sct_dash.records import support as supports
from sct_dash.records.dates import NoDay, Span
from sct_dash.records.sheets import Cell, shown
from sct_dash.rulebook import SUPPORT

FIRST_YEAR = 2018
"""Sustainable CT began to certify towns in 2018."""
NEW_NUMBERS = 2021
"""The programme year in which all action numbers changed."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a cell means; `note` says how it was read when it was not written in the product's own way."""

    value: object
    note: str = ""


@dataclass(frozen=True, slots=True)
class Unclear:
    """What is wrong with a cell or what has to be asked.

    Attributes
    ----------
    reason
        In plain words.
    suggestion
        What was probably meant; '' when nobody can tell.
    options
        Everything it may mean, the likeliest first.
    partner
        The organization, when one stands where a town should.
    several
        Whether the cell names all the options, each of which needs a record of its own.
    question
        What makes it one question with other cells of its column, whatever they say. Its options, where it has any,
        are this cell's own.
    of_row
        Whether what is meant is of its row and not of the cell: the same cell may mean another thing in another row.
    """

    reason: str
    suggestion: str = ""
    options: tuple[str, ...] = ()
    partner: str = ""
    several: bool = False
    question: str = ""
    of_row: bool = False


Meaning = Understood | Unclear

_YES = frozenset(
    "yes|y|x|true|t|1|✓|✔|☑|✅|√|done|complete|completed|submitted|sent|received|on file|filed|ok|yep|yeah|documented|"
    "in hand|finished|implemented|checked".split("|")
)
_NO = frozenset(
    "no|n|false|f|0|none|-|--|---|–|—|not yet|pending|in progress|n/a|na|missing|incomplete|todo|to do|tbd|planned|"
    "ongoing|started|not started|not done|not complete|not completed|outstanding|nope|underway|in process|waiting|"
    "❌|✗|☐".split("|")
)
_NOT_IN = re.compile(
    r"(not|never)( yet)?( been)? (applicable|received|submitted|sent|in|turned in|handed in|filed|signed|done"
    r"|completed?)( yet)?|still (missing|waiting|outstanding|to come)"
)
"""What says of a paper that it is not there."""
_NOTHING = frozenset("-|--|---|–|—|n/a|na|none|not applicable|nil|tbd|tba|unknown|?".split("|"))
_STILL = frozenset(
    "ongoing|on going|on-going|present|current|currently|now|still active|active|today|to date|continuing|continues|"
    "open|still open|in progress|still in progress|in process|underway|under way|going|goes on|still going|"
    "still going on|still meeting|still working|not yet|not ended|not over|not finished|not done".split("|")
)
_NOT_YET = _NO | frozenset(
    "not implemented|not yet implemented|to be done|in the works|tba|future|active|open|planning|in planning|drafting|"
    "draft|delayed|under way|under review|in review|partial|partly|not complete yet|almost done|nearly done|proposed|"
    "in development".split("|")
)
_SILENT = frozenset("-|--|---|–|—|n/a|na|nil|not applicable".split("|"))
"""What says of a thing neither that it is done nor that it is not, where another cell tells its day."""
_SAYS_DONE = re.compile(r"(yes|y|done|completed?|implemented|finished|adopted|accomplished|in place)\b")
_SAYS_NO_MORE = re.compile(
    r"(yes|yep|yeah|y|x|true|t|1|ok|✓|✔|☑|✅|√|done|completed?|finished|implemented|checked)[ .!]*"
)
"""What says that a thing is done and nothing else."""
_NOT_QUITE = re.compile(
    r"\b(not|no|never|partly|partially|almost|nearly|pending|planned|will|except|but|soon|when|if|by|until|once|upon|"
    r"awaiting|progress|part|half|draft|design|phase|rescinded|repealed|principle|review|ongoing|maybe|y/n)\b|n't\b|\?"
)
"""What makes of a thing that is done one that must be looked at by itself."""
_DONE_WHEN = f"{questions.DONE_WHEN}; points count from that day, so write it"
_DONE_ON = re.compile(
    r"\(?((yes|y|x|ok|in|on|done|complete|received|recvd|rec'?d|submitted|turned in|handed in|filed|got it)"
    r"[ ,:;(-]*(on )?)?"
    r"(?P<date>\d{4}-\d\d?-\d\d?|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}"
    r"|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2}(st|nd|rd|th)?,? )?\d{4})\)?"
)
"""A day, with or without a word that says yes."""
UNDATED = Unclear(_DONE_WHEN, question=questions.DONE_WHEN)
"""What is asked where something is done and nobody says when."""
_WHEN_AND_MORE = Unclear(_DONE_WHEN)
"""Asked of a text by itself: what more it says may tell the day, or that it is not quite done."""
_MAYBE = Unclear("seems to say that not all is implemented; write the date, or leave it empty")
_STOPPED_OR_DONE = "says that it stopped, and may say that it was implemented; write the date, or leave it empty"
TWO_DAYS = "gives two different days"
_IS_DONE = re.compile(
    r"^(yes|y|done|completed?|implemented|finished|adopted|✓|x)[ ,:;(-]+(on|in)? ?(?P<date>.*\d.*?)\)?$"
)
_SURE_TO = "say yes or no (empty means no)"

KEPT = "is in no list of these years seen so far and was kept"
"""How the note ends of a number that may be an action's and is not listed."""
OF_DRAFT = "was only seen in a draft of the list, not in the final one; check it"
"""How the note ends of a number that may be another action's in the list itself."""
BY_TITLE = "as its title says"
"""How the note ends of a number that its title alone told: one that lost its last zero, and a shortened title's."""
_NO_TOWN = "is no Connecticut town"
_A_ROW_EACH = "write a row for each"
_TOWNS_PARTED = re.compile(r"\s*(?:[,;/&+|\n]|\band\b)\s*", re.IGNORECASE)
_LONGEST_ACTION = 300
"""Letters; a longer text is more than a number and a title."""
_MOST_TOWNS = 12
"""Towns that one cell names at most."""
_NUMBER = re.compile(r"(?<![\d.])([0-9]{1,2})\.([0-9]{1,2})((?:\.\d+)*)(?![\d.]*\d)")
_BEFORE_NUMBER = re.compile(
    r"^(sustainable (ct|connecticut)|sct)?[\s:-]*(action|item|step|no|number|num)?[\s.:#-]*(no|number|num)?[\s.:#-]*$"
)
_MENTORSHIP = re.compile(r"((peer|town|municipal|sct|sustainable ct) )*mentor(ing|ships?)( program)?", re.IGNORECASE)
"""Mentoring itself in place of an action."""
_PARTED_NUMBER = re.compile(r"\D*(\d{1,2}) ?[-,_/] ?(\d{1,2})\D*", re.ASCII)


def text(cells: Sequence[Cell]) -> str:
    """The cells of one field as they stand, joined."""
    return "; ".join(said for said in map(shown, cells) if said)


@lru_cache(maxsize=20_000)
def place(said: str) -> Meaning:
    """A municipality; see `places.place`."""
    try:
        found = places.place(said)
    except UnclearPlace as problem:
        if _A_ROW_EACH in str(problem):
            return Unclear(str(problem), "", problem.options, several=True)
        if (towns := _towns_nearly(said)) and not problem.organization:
            return Unclear(f"seems to name {words.listing(towns)}; {_A_ROW_EACH} town", "", towns, several=True)
        if not problem.organization and len(listed := elsewhere.several(said)) > 1:
            return Unclear(f"names {words.listing(listed)}; {_A_ROW_EACH} town", "", listed, several=True)
        partner = said if problem.organization else ""
        away = [one for one in elsewhere.meant(said) if one not in problem.options]
        options = (*away, *problem.options)
        likely = problem.suggestion if not away else away[0] if len(options) == 1 and not partner else ""
        # Who misspelled a town of Connecticut need not be told how other states are written.
        reason = str(problem).replace(places.NO_SUCH_TOWN, _NO_TOWN) if options else str(problem)
        if away and not (likely or partner):
            reason = f"{_NO_TOWN}; it may be {words.listing(options, 'or')}"
        return Unclear(reason, likely, options, partner)
    return Understood(found.name, found.note)


def _towns_nearly(said: str) -> tuple[str, ...]:
    """The towns that a cell seems to name when every part of it is one or nearly one; none for a single part."""
    parts = [part for part in _TOWNS_PARTED.split(said) if part.strip()]
    found = []
    for part in parts if 1 < len(parts) <= _MOST_TOWNS else []:
        try:
            found.append(places.place(part).name)
        except UnclearPlace as problem:
            found.append(problem.suggestion)
    return tuple(dict.fromkeys(found)) if all(found) and len(set(found)) > 1 else ()


def may_be_place(said: str) -> bool:
    """Whether a text is a municipality's name, or may be meant for one."""
    meant = place(said)
    return isinstance(meant, Understood) or bool(meant.options)


def year(cell: Cell) -> Meaning:
    """A programme year; `schema.DEFAULT_YEAR` when empty."""
    said = shown(cell)
    if not said:
        return Understood(schema.DEFAULT_YEAR)
    if re.fullmatch(r"\d{4}", said, re.ASCII) and FIRST_YEAR <= int(said) <= dates.LAST_DAY.year:
        return Understood(int(said))
    near = re.search(r"\b20[0-9]{2}\b", said, re.ASCII)
    hint = near[0] if near and int(near[0]) >= FIRST_YEAR and said != near[0] else ""
    return Unclear(f"must be a year from {FIRST_YEAR} on, as in {schema.DEFAULT_YEAR}", hint, (hint,) if hint else ())


def support(said: str) -> Meaning:
    """The forms of support, joined as a record holds them."""
    return _support(said)


@lru_cache(maxsize=20_000)
def _support(said: str) -> Meaning:
    found = supports.forms(said)
    if isinstance(found, supports.NoForm):
        return Unclear(found.reason, found.options[0] if len(found.options) == 1 else "", found.options)
    value = "; ".join(found.names)
    own = [part.strip().casefold().replace(" ", "_") for part in said.split(";") if part.strip()]
    as_said = words.listing(SUPPORT[name] for name in found.names)
    note = "" if list(dict.fromkeys(own)) == list(found.names) else f"{said!r} read as {as_said}"
    return Understood(value, note)


def flag(cell: Cell, today: date | None = None) -> Meaning:
    """Yes or no; empty means no.

    Parameters
    ----------
    today
        Given, a day until then means that it was done on that day.
    """
    stored = cell.date() if isinstance(cell, datetime) else cell if isinstance(cell, date) else None
    day_of = stored or _day_of_yes(shown(cell))
    if day_of and today and day_of.year >= FIRST_YEAR and day_of <= today:
        return Understood(True, "a day is read as yes")
    if isinstance(cell, date):
        return Unclear(f"is a date; {_SURE_TO}", "yes", ("yes", "no"))
    return _flag(shown(cell))


@lru_cache(maxsize=5_000)
def _day_of_yes(said: str) -> date | None:
    """The day on which a thing was done that a text alone gives: ``rec'd 6/1/2025``."""
    told = _DONE_ON.fullmatch(said.casefold().strip(" .!"))
    span = dates.span(told["date"]) if told else None
    if isinstance(span, NoDay) and span.suggestion:
        span = dates.span(span.suggestion)
    return span.last if isinstance(span, Span) else None


def is_flag(cell: Cell) -> bool:
    """Whether a cell says yes or no for certain."""
    return bool(shown(cell)) and isinstance(flag(cell), Understood)


@lru_cache(maxsize=5_000)
def _flag(said: str) -> Meaning:
    plain = said.casefold().strip(" .!")
    if plain in ("yes", "no", ""):
        return Understood(plain == "yes") if not said or plain else Unclear(f"must {_SURE_TO}")
    if plain in _YES:
        return Understood(True, f"{said!r} read as yes")
    if plain in _NO or _NOT_IN.fullmatch(plain):
        return Understood(False, f"{said!r} read as no")
    begun = re.match(r"(yes|no|done|complete|not)\b", plain)
    hint = {"no": "no", "not": "no"}.get(begun[1], "yes") if begun else ""
    return Unclear("must be yes or no (empty means no)", hint, (hint,) if hint else ())


def names(said: str, ours: bool = False) -> Meaning:
    """Organizations, joined by ``; ``; a line each is as good. In our own file nothing but a name is written."""
    if not ours and said.casefold().strip(" .") in _NOTHING | {"no", "no one", "nobody"}:
        return Understood("", f"{said!r} read as empty")
    parts = [part.strip() for part in re.split(r"[;\n]", said) if part.strip()]
    return Understood("; ".join(parts))


@dataclass(frozen=True)
class Order:
    """What is known of the order of day and month in a column.

    Attributes
    ----------
    month_first, day_first
        How many of its texts can only be read so.
    stored
        Whether days that a spreadsheet stored are asked about as well: it read them in the order that it is used to.
    asked
        Whether it is asked about in this column; where it is not, the numbers are those of all dates of the sheet.
    """

    month_first: int
    day_first: int
    stored: bool
    asked: bool = True


def day(field: str, cell: Cell, order: Order | None = None) -> Meaning:
    """A `dates.Span`, or None for an empty cell; what an unfinished or ongoing thing is called is understood.

    Parameters
    ----------
    order
        Whether it is to be asked if the day or the month comes first, and what the other dates say of that.
    """
    meant = _any_day(field, cell)
    return _in_order(field, cell, meant, order) if order else meant


def _likely_order(order: Order, options: Sequence[str]) -> str:
    """The reading that the column's other dates make likelier; one with the day first alone may be a slip."""
    if order.month_first > order.day_first:
        return options[0]
    return options[1] if order.day_first > max(order.month_first, 1) else ""


def _in_order(field: str, cell: Cell, meant: Meaning, order: Order) -> Meaning:
    """Ask about a day that has two readings, and about one whose only reading is asked about anyway."""
    if not order.asked:
        return _of_other_years(field, cell, meant, order)
    stored = isinstance(cell, date)
    if stored and not order.stored:
        return meant
    found = dates.orders(f"{cell.month}/{cell.day}/{cell.year}") if isinstance(cell, date) else orders(field, cell)
    if found.differ:
        options = tuple(day.isoformat() for day in (found.month_first, found.day_first) if day)
        if isinstance(meant, Unclear) and meant.reason == _STOPPED_OR_DONE:
            return replace(meant, options=options)
        likely = _likely_order(order, options)
        may = words.listing((words.day(day) for day in (found.month_first, found.day_first) if day), "or")
        reason = f"may be {may}, since other dates here have the day before the month"
        return Unclear(reason, likely, options, question=questions.DAY_OR_MONTH)
    asks = isinstance(meant, Unclear) and meant.question in (questions.TWO_DIGITS, questions.DAY_OR_MONTH)
    return replace(meant, question=questions.DAY_OR_MONTH) if asks and (found.month_first or found.day_first) else meant


def _of_other_years(field: str, cell: Cell, meant: Meaning, order: Order) -> Meaning:
    """Ask about both readings of a day that is none of the programme's: ``02/03/04`` tells not even its year."""
    if not (isinstance(meant, Unclear) and meant.question == questions.TWO_DIGITS):
        return meant
    found = orders(field, cell)
    days = [one for one in (found.month_first, found.day_first) if one and one.year < FIRST_YEAR]
    if not found.differ or not days:
        return meant
    options = tuple(one.isoformat() for one in days)
    reason = f"{questions.TWO_DIGITS} and may be {words.listing(map(words.day, days), 'or')}"
    return Unclear(reason, _likely_order(order, options), options, question=questions.DAY_OR_MONTH)


def orders(field: str, cell: Cell) -> dates.Orders:
    """What a cell's numbers mean in either order, also beside words: ``done 5/6/24``, ``since about 5/6/24``."""
    return _orders(field, shown(cell))


@lru_cache(maxsize=20_000)
def _orders(field: str, said: str) -> dates.Orders:
    plain = said.casefold().strip(" .!")
    if field == "implemented_on" and (match := _IS_DONE.match(plain)):
        plain = match["date"]
    elif field == "implemented_on" and (stopped := given_up.status(said)) and stopped.may_be_done:
        plain = _day_done(stopped.rest)
    if field == "started":
        plain = plain.removeprefix("since ")
    return dates.orders(told_days.alone(field, plain) or dates.without_doubt(plain))


def _any_day(field: str, cell: Cell) -> Meaning:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return _within_reach(field, Span(cell, cell), "")
    if isinstance(cell, (time, timedelta)):
        return Unclear("is a time of day, not a date; write month/day/year, as in 5/1/2024")
    said = shown(cell)
    return _day(field, said) if said else Understood(None)


@lru_cache(maxsize=20_000)
def _day(field: str, said: str) -> Meaning:
    plain = said.casefold().strip(" .!")
    if field != "started" and (nothing := _no_day_yet(field, said, plain)):
        return nothing
    found = dates.span(said)
    if isinstance(found, NoDay) and field == "started" and plain.startswith("since "):
        found = dates.span(plain.removeprefix("since "))
    if isinstance(found, NoDay) and field == "implemented_on" and (match := _IS_DONE.match(plain)):
        found = dates.span(match["date"])
    if isinstance(found, NoDay) and (told := told_days.alone(field, said)):
        found = dates.span(told)
    if isinstance(found, NoDay):
        if field == "implemented_on" and not re.search(r"\d", said) and says_done(said):
            return UNDATED if _SAYS_NO_MORE.fullmatch(plain) else _MAYBE if _NOT_QUITE.search(plain) else _WHEN_AND_MORE
        if not found.suggestion:
            return Unclear(found.reason, "", found.options)
        return Unclear(found.reason, found.suggestion, (found.suggestion,), question=found.question)
    exact = re.fullmatch(r"\d{4}-\d{2}-\d{2}", said, re.ASCII)
    return _within_reach(field, found, "" if exact else f"{said!r} read as")


def of_this_century(field: str, cell: Cell, meant: Meaning) -> Meaning:
    """The day that a person gave with a year of two digits, who need not be asked twice."""
    if not (isinstance(meant, Unclear) and meant.question == questions.TWO_DIGITS):
        return meant
    found = _day(field, meant.suggestion)
    return Understood(found.value, f"{shown(cell)!r} read as") if isinstance(found, Understood) else found


def is_silent(cell: Cell) -> bool:
    """Whether a cell says nothing of its field, such as a dash; a plain "no" says something."""
    return shown(cell).casefold() in _SILENT


def says_done(cell: Cell) -> bool:
    """Whether a cell says, or begins by saying, that something was implemented; ``1`` and a bare day may be others."""
    plain = shown(cell).casefold().strip(" .!")
    stopped = given_up.status(plain)
    return plain in _YES - {"1"} or bool(_SAYS_DONE.match(plain)) or bool(stopped and stopped.may_be_done)


def implemented(cells: Sequence[Cell], order: Order | None = None) -> Meaning:
    """The day of implementation from one cell, or from several that must agree: ``Yes`` beside ``6/15/2025``."""
    if len(cells) == 1:
        return day("implemented_on", cells[0], order)
    meant = [(cell, day("implemented_on", cell, order)) for cell in cells if shown(cell).casefold() not in _SILENT]
    asked = [one for _, one in meant if isinstance(one, Unclear) and one.reason != _DONE_WHEN]
    days = tuple(dict.fromkeys(one.value for _, one in meant if isinstance(one, Understood) and one.value is not None))
    unfinished = [cell for cell, one in meant if isinstance(one, Understood) and one.value is None]
    done = any(says_done(cell) for cell, one in meant if isinstance(one, Unclear))
    if unfinished and (days or done or asked):
        options = tuple(span.last.isoformat() for span in days)
        question = questions.NOT_DONE_WHEN if len(options) == 1 else ""
        return Unclear(f"{shown(unfinished[0])!r} {questions.NOT_DONE_WHEN}", "", options, question=question)
    if len(days) > 1:
        return Unclear(TWO_DAYS, "", tuple(span.last.isoformat() for span in days))
    if asked:
        return _agreed(cells, asked, days)
    if done and not days:
        return UNDATED
    if days:
        notes = [one.note for _, one in meant if isinstance(one, Understood) and one.note]
        return Understood(days[0], notes[0] if notes else "")
    return Understood(None, f"{text(cells)!r} read as not implemented yet")


def _agreed(cells: Sequence[Cell], asked: Sequence[Unclear], days: Sequence[Span]) -> Meaning:
    """What several cells say of which some ask: the day of another cell settles them or is asked about as well.

    Parameters
    ----------
    days
        The one day that the other cells give; none when they give none.
    """
    unreadable = [one for one in asked if not one.options]
    if unreadable:
        return unreadable[0]
    readings = [tuple(map(dates.span, one.options)) for one in asked]
    if days and all(days[0] in spans for spans in readings):
        return Understood(days[0], f"{text(cells)!r} read as")
    if not days and len(set(readings)) == 1:
        return asked[0]
    given = [span.last.isoformat() for spans in (*readings, days) for span in spans if isinstance(span, Span)]
    return Unclear(TWO_DAYS, "", tuple(dict.fromkeys(given)))


def _no_day_yet(field: str, said: str, plain: str) -> Meaning | None:
    """What a word in place of a date means; None when it may be a date."""
    if field == "last_active":
        if plain in _STILL:
            return Understood(None, f"{said!r} read as still active")
        if plain in _YES - {"1", "0"}:
            return Unclear("does not say until when; leave it empty while the mentorship is active", "ongoing")
    if field == "implemented_on":
        if plain in _YES - {"1"}:
            return UNDATED
        stopped = given_up.status(said)
        if stopped and stopped.may_be_done:
            return _done_all_the_same(stopped.rest)
        if plain in _NOT_YET - {"0", "1"} or stopped:
            return Understood(None, f"{said!r} read as not implemented yet")
    return Understood(None, f"{said!r} read as empty") if plain in _NOTHING - {"?", "unknown"} else None


def _done_all_the_same(rest: str) -> Unclear:
    """What to ask of a cell that says that the help stopped, and behind it may say when the action was implemented."""
    found = dates.span(_day_done(rest))
    options = (found.last.isoformat(),) if isinstance(found, Span) and found.exact else ()
    return Unclear(_STOPPED_OR_DONE, "", options)


def _day_done(rest: str) -> str:
    """The day on which something was done as such a cell tells it; '' where it only says when the help stopped."""
    match = _IS_DONE.match(rest.removeprefix("then "))
    return match["date"] if match else ""


def _within_reach(field: str, found: Span, note: str) -> Meaning:
    if not dates.FIRST_DAY <= found.first <= dates.LAST_DAY:
        return Unclear(f"the year must lie between {dates.FIRST_DAY.year} and {dates.LAST_DAY.year}")
    if field != "last_active" and found.first.year > dates.FAR_FUTURE:
        return Unclear(f"{words.day(found.first)} lies far in the future; check the year")
    return Understood(found, note)


def action(cells: Sequence[Cell], programme_year: int, zeros_lost: bool = False, trusted: bool = False) -> Meaning:
    """An action's number: alone, with its title, or by its title alone.

    Parameters
    ----------
    cells
        One cell, or the number and the title in cells of their own.
    programme_year
        Whose list the number is from.
    zeros_lost
        Whether the text may come from a spreadsheet that stored 3.10 as the number 3.1.
    trusted
        Whether an implausible number is kept, since a person gave it or we wrote it.
    """
    filled = tuple(cell for cell in cells if shown(cell))
    if len(filled) > 1:
        # The title may stand left of the number.
        filled = tuple(sorted(filled, key=lambda cell: not _is_numbered(cell)))
    if filled and isinstance(filled[0], datetime | date):
        hint = f"{filled[0].month}.{filled[0].day}"
        return Unclear("is a date; a spreadsheet may have made it from an action number", hint, (hint,))
    numbers = tuple(shown(cell) for cell in filled if zeros_lost or isinstance(cell, float))
    return _action(tuple(shown(cell) for cell in filled), numbers, programme_year, trusted, actions.revision())


@lru_cache(maxsize=20_000)
def _action(
    texts: tuple[str, ...], stored_as_numbers: tuple[str, ...], programme_year: int, trusted: bool, _lists: str
) -> Meaning:
    """Remembered for the lists of actions in use."""
    said = " ".join(texts)
    if len(said) > _LONGEST_ACTION:
        return Unclear("says more than the action's number; write it alone or with its title")
    found = list(_NUMBER.finditer(said))
    numbers = tuple(dict.fromkeys(f"{match[1]}.{match[2]}" for match in found))
    itself = () if trusted else topics.mentoring(programme_year, _lists)
    others = tuple(number for number in numbers if number not in itself)
    if len(others) == 1 < len(numbers):
        return Unclear(_is_mentoring(itself), others[0], others, of_row=True)
    numbers = others if len(others) > 1 else numbers
    if len(numbers) > 1:
        return Unclear(f"names several actions ({words.listing(numbers)}); {_A_ROW_EACH}", "", numbers, several=True)
    if not numbers:
        meant = _by_title(said, programme_year, short=len(texts) == 1)
        return _no_mentoring(meant, said, itself, programme_year)
    number, match = numbers[0], found[0]
    if match[3]:
        return Unclear(f"{match[0]} is a step of an action; write the action's number", number, (number,))
    beside = f"{said[: match.start()]} {said[match.end() :]}".strip()
    if problem := actions.problem(number, programme_year):
        return Unclear(problem, "", _about(beside, programme_year))
    if number in itself:
        return _mentoring(beside, itself, programme_year)
    if not _BEFORE_NUMBER.match(said[: match.start()].casefold()):
        if other := _disagreement(number, beside, programme_year):
            return other
        return Unclear("says more than the action's number; write it alone or with its title", number, (number,))
    title = re.sub(r"^[\s:.,–—()\[\]-]+|[\s.,()\[\]-]+$", "", said[match.end() :])
    if programme_year >= NEW_NUMBERS and (old := re.search(r"\b20(1\d|20)\b", said)):
        now = f"write the number of now, or {old[0]} as the programme year"
        return Unclear(f"names {old[0]}, when actions had other numbers; {now}")
    own = said == number
    zeroed = f"{number}0"
    lost = (
        number in stored_as_numbers and re.fullmatch(r"\d+\.\d", number) and actions.is_listed(zeroed, programme_year)
    )
    if lost and (by_title := _settled(title, (number, zeroed), programme_year)):
        why = "" if by_title == number else f", {BY_TITLE}"
        return Understood(by_title, f"{said!r} read as {by_title}{why}")
    other = _disagreement(number, title, programme_year) if title else None
    if lost and other and set(other.options) != {number, zeroed}:
        return _either_zero(other, title, number, zeroed)
    fitting = topics.fitting(title, (number, zeroed), programme_year) if lost and not other else ""
    if lost and fitting == number:
        return Understood(number, f"{said!r} read as {number}")
    if lost:
        leaning = other.suggestion if other else fitting or actions.leaning(title, (number, zeroed), programme_year)
        return Unclear(may_have_been(zeroed), leaning, (number, zeroed))
    if other:
        return other
    if "?" in title:
        return Unclear("the question mark says that it is not certain; confirm the number", number, (number,))
    if not trusted and (doubt := actions.doubt(number, programme_year)):
        near = (*_about(title, programme_year), *actions.near(number, programme_year), number)
        return Unclear(doubt, "", tuple(dict.fromkeys(near)))
    notes = [] if own else [f"{said!r} read as {number}"]
    if not actions.is_listed(number, programme_year):
        notes.append(f"{number} {KEPT}")
    return Understood(number, "; ".join([*notes, *_of_draft(number, programme_year)]))


def _of_draft(number: str, programme_year: int) -> list[str]:
    return [f"{number} {OF_DRAFT}"] if actions.is_of_draft(number, programme_year) else []


def _no_mentoring(meant: Meaning, said: str, itself: tuple[str, ...], programme_year: int) -> Meaning:
    """What a title means, unless it is, or may be, that of mentoring itself."""
    named = {meant.value} if isinstance(meant, Understood) else set(meant.options)
    is_mentoring = named.intersection(itself) or (itself and _MENTORSHIP.fullmatch(said))
    return _mentoring(said, itself, programme_year) if is_mentoring else meant


def _mentoring(beside: str, itself: tuple[str, ...], programme_year: int) -> Unclear:
    """The question to ask in place of the action that is mentoring itself, with what other words may be."""
    titled = actions.titled(beside, programme_year)
    options = tuple(one for one in titled or _about(beside, programme_year) if one and one not in itself)
    sure = len(options) == 1 and (titled or options[0] == topics.only(beside, programme_year))
    return Unclear(_is_mentoring(itself), options[0] if sure else "", options, of_row=True)


def _is_mentoring(itself: tuple[str, ...]) -> str:
    return f"{words.listing(itself)} is mentoring itself, not the action that was implemented; write that one"


def _is_numbered(cell: Cell) -> bool:
    """Whether a cell begins with an action's number, or is what a spreadsheet made of one."""
    match = _NUMBER.search(shown(cell))
    before = shown(cell)[: match.start()].casefold() if match else ""
    return isinstance(cell, date) or bool(match and _BEFORE_NUMBER.match(before))


def may_have_been(zeroed: str) -> str:
    """The reason that asks whether a number was this one, which a spreadsheet writes without its zero."""
    return f"may have been {zeroed}: spreadsheets drop the last zero; choose the one meant"


def _either_zero(other: Unclear, title: str, number: str, zeroed: str) -> Unclear:
    """The question to ask when the title is another action's and the number may have lost its last zero."""
    meant = [option for option in other.options if option not in (number, zeroed)]
    if not meant:
        return other
    reason = f"{title!r} is action {words.listing(meant, 'or')}, and the number {may_have_been(zeroed)}"
    return Unclear(reason, "", (*meant, number, zeroed))


def _settled(title: str, numbers: tuple[str, ...], programme_year: int) -> str:
    """The one of these numbers that the title belongs to; '' when it settles nothing."""
    meant = [number for number in numbers if number in actions.titled(title, programme_year)] if title else []
    return meant[0] if len(meant) == 1 else ""


def _disagreement(number: str, title: str, programme_year: int) -> Unclear | None:
    """The question to ask when the title is another action's, or the words are of another's."""
    meant = actions.titled(title, programme_year)
    if number in meant:
        return None
    if old := _old_title(number, title, programme_year):
        return old
    meant = tuple(filter(None, meant))
    if not meant and actions.leaning(title, (number,), programme_year):
        return None  # a part of its own title may be almost another's
    meant = meant or tuple(filter(None, [actions.nearly_titled(title, programme_year)]))
    if number in meant:
        return None
    if not meant:
        return _other_topic(number, title, programme_year)
    options = (*meant, number)
    reason = f"{title!r} is action {words.listing(meant, 'or')}, not {number}; write the one that is meant"
    return Unclear(reason, "", options)


def _other_topic(number: str, said: str, programme_year: int) -> Unclear | None:
    """The question to ask when the words beside a number are those of another action's title."""
    meant = topics.elsewhere(said, number, programme_year) if programme_year >= NEW_NUMBERS else ()
    if not meant:
        return None
    likely = [other for other in meant if other in (f"{number}0", topics.only(said, programme_year))]
    reason = f"has the number of {number} and the words of {words.listing(meant, 'or')}; write the one that is meant"
    return Unclear(reason, likely[0] if likely else "", (*meant, number))


def _old_title(number: str, title: str, programme_year: int) -> Unclear | None:
    """Whether a number with its title is from the list before all numbers changed."""
    if programme_year < NEW_NUMBERS or number not in actions.titled(title, FIRST_YEAR):
        return None
    now = [other for other in actions.titled(title, programme_year) if other]
    reason = (
        f"{number} {title!r} is from the list before {NEW_NUMBERS}, when all numbers changed; write the number of now"
    )
    return Unclear(reason, now[0] if len(now) == 1 else "", tuple(now))


def _by_title(said: str, programme_year: int, short: bool) -> Meaning:
    """What a text without a number means, by its title or, in one cell alone, by its shortened title."""
    bare = re.sub(r"^(sustainable ct |sct )?(action|item)?[\s:#-]*", "", said, flags=re.IGNORECASE)
    for title in (bare, said):
        if meant := actions.titled(title, programme_year):
            return _titled(meant, f"{said!r} read as {meant[0]}", programme_year)
    if short and (meant := short_titles.titled(bare, programme_year)):
        note = f"{said!r} taken as {actions.label(meant[0], programme_year)}, {BY_TITLE}"
        return _titled(meant, note, programme_year)
    if match := _PARTED_NUMBER.fullmatch(said):
        hint = f"{int(match[1])}.{match[2]}"
        if not actions.problem(hint, programme_year):
            return Unclear("is not an action number; write category and number, as in 3.12", hint, (hint,))
    hint = actions.nearly_titled(bare, programme_year) or short_titles.partly(bare, programme_year)
    options = (hint,) if hint else _about(bare, programme_year)
    reason = "is not an action number; write category and number, as in 3.12"
    if not hint and programme_year >= NEW_NUMBERS and actions.titled(bare, FIRST_YEAR):
        reason = f"is a title of the list before {NEW_NUMBERS}; write the number that it has now"
    likely = hint or topics.only(bare, programme_year)
    return Unclear(reason, likely if options == (likely,) else "", options)


def _titled(meant: tuple[str, ...], note: str, programme_year: int) -> Meaning:
    """What a title means that is one of these numbers, of which ``''`` was not seen."""
    if meant == ("",):
        return Unclear("is an action whose number was not seen; write category and number, as in 3.12")
    if len(meant) > 1:
        return Unclear(f"is the title of {words.listing(meant)}; write the one that is meant", "", meant)
    return Understood(meant[0], "; ".join([note, *_of_draft(meant[0], programme_year)]))


def _about(said: str, programme_year: int) -> tuple[str, ...]:
    """The actions that a topic may be; the name of a place, such as Quaker Farms, is none."""
    found = topics.about(said, programme_year)
    return () if found and isinstance(place(said), Understood) else found


def says_title(cells: Sequence[Cell], number: str, programme_year: int) -> bool:
    """Whether the cells name this action by its title in the list of this year, which settles the list."""
    each = [shown(cell) for cell in cells if shown(cell)]
    said = " ".join(each)
    if len(each) == 1 and number in short_titles.titled(said, programme_year):
        return True
    return any(number in actions.titled(part, programme_year) for part in (said, _NUMBER.sub(" ", said)))
