"""Days as people write them: exact ones, and spans such as a month or a season, never a guess.

A span is turned into a day by the field it stands in, in the way that never promises points: a mentorship
started on its first day, was last active on its first day, and was implemented on its last day.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sct_dash.records.questions import DAY_OR_MONTH, TWO_DIGITS

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2099, 12, 31)
FAR_FUTURE = 2040
"""A later year in a start or an implementation is a slip of the pen."""
_SERIALS = range(32874, 51501)
"""Days since 1899-12-30 that Excel counts by, 1990 to 2040."""
_YEARS = range(18, 36)
"""Years of the programme, as people shorten them: 6/25 may be June 2025."""
_LONGEST = 60
"""Letters; a longer text is no date."""
_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.casefold(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_MONTH = "(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11)}
_QUARTERS = {"1": (1, 3), "2": (4, 6), "3": (7, 9), "4": (10, 12)}
_TIME = r"([ t]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[ap]\.?m\.?)?z?)?"
# As text: `re` compiles each when the first day is written so, and keeps it.
_ISO = r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})" + _TIME
_US = r"(?P<month>\d{1,2})[-/.](?P<day>\d{1,2})[-/.](?P<year>\d{4}|\d{2})" + _TIME
_COMPACT = r"(?P<year>(19|20)\d{2})(?P<month>\d{2})(?P<day>\d{2})"
_WORDY = (
    _MONTH + r" ?(?P<day>\d{1,2})(st|nd|rd|th)?,? *(?P<year>\d{4})",
    r"(?P<day>\d{1,2})(st|nd|rd|th)?[ -](of )?" + _MONTH + r"[ ,-]+(?P<year>\d{4}|\d{2})",
    _MONTH + r" (?P<day>\d{1,2})(st|nd|rd|th)?, *(?P<year>\d{2})",
)
_IN_MONTH = (
    _MONTH + r"(,? +|-|/)(of )?(?P<year>\d{4})",
    r"(?P<month>\d{1,2})[-/](?P<year>\d{4})",
    r"(?P<year>\d{4})[-/](?P<month>\d{1,2})",
    r"(?P<year>\d{4}) " + _MONTH,
)
_SHORT_MONTH = _MONTH + r"[ ,-]*['’]?(?P<year>\d{2})"
_SEASON = r"(?P<season>spring|summer|fall|autumn)( of)?,? (?P<year>\d{4})|(?P<year2>\d{4}) (?P<season2>\w+)"
_QUARTER = r"(q|quarter )(?P<q>[1-4])[ ,/-]*(?P<year>\d{4})|(?P<year2>\d{4})[ -]*q(?P<q2>[1-4])"
_WEEKDAY = r"^(mon|tues?|wed(nes)?|thu(rs?)?|fri|sat(ur)?|sun)(day)?[., ]+"
_VAGUE = r"^(about|around|approx\.?|approximately|circa|ca?\.|~|early|mid|late|before|after|by|end of)[ -]*"
_HOW = "write month/day/year, as in 5/1/2024"


@dataclass(frozen=True)
class Span:
    """The days that a cell may mean; one day when it is exact."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True)
class NoDay:
    """Why a cell is no day, and what it was probably meant to say.

    Attributes
    ----------
    question
        `questions.TWO_DIGITS` or `DAY_OR_MONTH` where it is a day that asks; '' where nothing tells that it is one.
    options
        Days that may have been meant where none is likely.
    """

    reason: str
    suggestion: str = ""
    question: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Orders:
    """The days that numbers such as ``5/6/24`` may mean; None where there is no such day.

    Attributes
    ----------
    month_first, day_first
        With two digits of a year of this century.
    """

    month_first: date | None
    day_first: date | None

    @property
    def differ(self) -> bool:
        """Whether both are days, and not the same."""
        return None not in (self.month_first, self.day_first) and self.month_first != self.day_first


@lru_cache(maxsize=20_000)
def orders(text: str) -> Orders:
    """What a text of three numbers means with the month first and with the day first; neither for any other text."""
    match = re.fullmatch(_US, _folded(text)) if len(text) <= _LONGEST else None
    if match is None:
        return Orders(None, None)
    year = int(match["year"]) + (2000 if len(match["year"]) == 2 else 0)
    first, second = int(match["month"]), int(match["day"])
    return Orders(_day_or_none(year, first, second), _day_or_none(year, second, first))


def without_doubt(text: str) -> str:
    """A text without the word before it that makes it uncertain: ``about 5/6/24``."""
    return re.sub(_VAGUE, "", _folded(text))


def _day_or_none(year: int, month: int, day: int) -> date | None:
    known = FIRST_DAY.year <= year <= FAR_FUTURE and 1 <= month <= 12
    return date(year, month, day) if known and 1 <= day <= calendar.monthrange(year, month)[1] else None


def span(text: str) -> Span | NoDay:
    """Understand a text as a day or a span of days.

    Parameters
    ----------
    text
        As written: ``2024-05-01``, ``5/1/2024``, ``May 1, 2024``, ``May 2024``, ``2024``, ``Spring 2024``,
        ``Q2 2024``, Excel's number for a day.
    """
    if len(text) > _LONGEST:
        return NoDay(f"is not a date; {_HOW}")
    said = _folded(text)
    for pattern in (_ISO, _US, *_WORDY, _COMPACT):
        if match := re.fullmatch(pattern, said):
            return _day(match["year"], match["month"], match["day"])
    for pattern in _IN_MONTH:
        if match := re.fullmatch(pattern, said):
            return _month(match["year"], match["month"])
    if re.fullmatch(r"\d+(\.\d+)?", said, re.ASCII):
        return _number(said)
    if match := re.fullmatch(_SEASON, said):
        season = _SEASONS.get(match["season"] or match["season2"])
        if season:
            return _months(int(match["year"] or match["year2"]), *season)
    if match := re.fullmatch(_QUARTER, said):
        return _months(int(match["year"] or match["year2"]), *_QUARTERS[match["q"] or match["q2"]])
    return _no_day(said)


def _folded(text: str) -> str:
    said = re.sub(r"\s+", " ", text.casefold().replace("–", "-").strip(" .,;"))
    return re.sub(_WEEKDAY, "", said)


def _no_day(said: str) -> NoDay:
    if match := re.fullmatch(_SHORT_MONTH, said):
        written = f"{match['month'].capitalize()} 20{match['year']}"
        return NoDay(f"{TWO_DIGITS}; {_HOW}", written, TWO_DIGITS)
    if said.startswith("winter"):
        return NoDay("a winter lies in two years; write the month, as in January 2024")
    if said.startswith(("fy", "fiscal")):
        return NoDay("is a fiscal year, which lies in two years; write the month, as in May 2024")
    rest = without_doubt(said)
    if rest != said and (meant := _probably(rest)):
        return NoDay("is not certain; write the date that is meant", meant)
    if (match := re.fullmatch(r"(\d{1,2})[-/.](\d{2})", said)) and 1 <= int(match[1]) <= 12 and int(match[2]) in _YEARS:
        month = f"{calendar.month_name[int(match[1])]} 20{match[2]}"
        return NoDay(f"has no year, or no day; {_HOW}", options=(month,))
    if re.fullmatch(r"\d{1,2}[-/.]\d{1,2}", said) or re.fullmatch(rf"{_MONTH}( \d{{1,2}}(st|nd|rd|th)?)?", said):
        return NoDay(f"has no year; {_HOW}")
    return NoDay(f"is not a date; {_HOW}")


def _probably(said: str) -> str:
    """What a text says or seems to say; '' when that is no date."""
    found = span(said)
    if isinstance(found, NoDay):
        return found.suggestion
    return said.title() if said[:1].isalpha() else said


def _day(year: str, month: str, day: str) -> Span | NoDay:
    number = _MONTHS[month] if month in _MONTHS else int(month)
    if len(year) == 2:
        found = _real(2000 + int(year), number, int(day))
        if isinstance(found, NoDay):
            return found
        return NoDay(f"{TWO_DIGITS}; {_HOW}", found.isoformat() if found.year <= FAR_FUTURE else "", TWO_DIGITS)
    found = _real(int(year), number, int(day))
    return found if isinstance(found, NoDay) else _within(found, found)


def _real(year: int, month: int, day: int) -> date | NoDay:
    if not 1 <= month <= 12:
        swapped = _real(year, day, month) if 1 <= day <= 12 and month <= 31 else None
        if not isinstance(swapped, date) or swapped.year > FAR_FUTURE:
            return NoDay(f"there is no month {month}; {_HOW}")
        written = f"{swapped.month}/{swapped.day}/{swapped.year}"
        why = f"has the day before the month, since there is no month {month}; write month/day/year: {written}"
        return NoDay(why, swapped.isoformat(), DAY_OR_MONTH)
    if not 1 <= year <= 9999:
        return NoDay(f"there is no such year; {_HOW}")
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        last = (date(year, month, days).isoformat(),) if FIRST_DAY.year <= year <= FAR_FUTURE else ()
        return NoDay(f"there is no such day: {calendar.month_name[month]} {year} has {days} days", options=last)
    return date(year, month, day)


def _month(year: str, month: str) -> Span | NoDay:
    number = _MONTHS[month] if month in _MONTHS else int(month)
    return _months(int(year), number, number)


def _months(year: int, first: int, last: int) -> Span | NoDay:
    if not 1 <= first <= 12:
        return NoDay(f"there is no month {first}; {_HOW}")
    start = _real(year, first, 1)
    if isinstance(start, NoDay):
        return start
    return _within(start, date(year, last, calendar.monthrange(year, last)[1]))


def _number(said: str) -> Span | NoDay:
    if re.fullmatch(r"(19|20)\d{2}", said):
        return _months(int(said), 1, 12)
    if (days := int(float(said))) in _SERIALS:
        day = date(1899, 12, 30) + timedelta(days=days)
        return Span(day, day)
    return NoDay(f"is a number, not a date; {_HOW}")


def _within(first: date, last: date) -> Span | NoDay:
    if not FIRST_DAY <= first <= LAST_DAY:
        return NoDay(f"the year must lie between {FIRST_DAY.year} and {LAST_DAY.year}")
    return Span(first, last)
