"""What no single cell shows: cells of a row that contradict each other, days far ahead, numbers of an old list."""

from datetime import date, timedelta

from sct_dash import places, words
from sct_dash.records import ended, given_up, schema, ticked, values
from sct_dash.records.dates import Span
from sct_dash.records.intake.found import Found
from sct_dash.records.intake.mapped import Mapped
from sct_dash.records.questions import FAR_AHEAD, NEVER_BEGAN, NOT_COME, TOO_EARLY
from sct_dash.records.reading import ASSUMED, UNUSUAL, Fault, Note
from sct_dash.records.sheets import shown
from sct_dash.records.values import Understood

_A_YEAR = timedelta(days=366)


def across(mapped: Mapped, found: Found) -> list[Fault]:
    """Everything wrong with a record that its cells show only together."""
    return [
        *_done_elsewhere(mapped, found),
        *_came_to_nothing(mapped, found),
        *_ticked_otherwise(mapped, found),
        *_contradictions(mapped, found),
        *_too_early(mapped, found),
        *_far_ahead(mapped, found),
        *_not_yet(mapped, found),
        *_zero_lost(mapped, found),
    ]


def _done_elsewhere(mapped: Mapped, found: Found) -> list[Fault]:
    """A status that is not read must not make an action that was implemented one that was not."""
    if found.row.get("implemented_on", "") is not None or "implemented_on" in found.decided:
        return []
    for heading in mapped.unread_status:
        said = found.cells[heading.place] if heading.place < len(found.cells) else None
        if values.says_done(said):
            called = f"the column {heading.header!r}, which is not read,"
            reason = f"{called} says that the action was implemented; write the date"
            return [Fault(found.number, "implemented_on", shown(said), reason)]
    return []


def _came_to_nothing(mapped: Mapped, found: Found) -> list[Fault]:
    """Help that was given up does not go on, whatever no day says; one that never began is no mentorship."""
    row, number = found.row, found.number
    if row.get("implemented_on", "") is not None or row.get("last_active", "") is not None:
        return []
    if "last_active" in found.decided or (mapped.end.blank_asks and "last_active" not in found.given):
        return []
    told = given_up.first(mapped.status(found.cells))
    if told is None:
        return []
    said, status = told
    if status.what == given_up.RESTS:
        text = f"{said!r}, and no day says that the help ended, so it counts as still active"
        found.notes.append(Note(number, "last_active", text, UNUSUAL))
        return []
    if status.what == given_up.NEVER_BEGAN and "started" not in found.decided:
        reason = f"a status says {said!r}; set the row aside, or confirm the day on which the help began"
        day = row.get("started")
        options = (day.isoformat(),) if isinstance(day, date) else ()
        start = values.text(found.given.get("started", ()))
        return [Fault(number, "started", start, reason, "", options, question=NEVER_BEGAN * bool(options))]
    asked = ended.given_up_on(said) or ended.WHEN
    return [Fault(number, "last_active", said, asked.reason, asked.suggestion, asked.options, question=asked.question)]


def _ticked_otherwise(mapped: Mapped, found: Found) -> list[Fault]:
    """Words for the help against the ticks beside them: a presentation at a webinar is no presentation to a town."""
    if not mapped.ticks or not found.row.get("support") or "support" in found.decided:
        return []
    help_ = mapped.help(found.cells)
    names = str(found.row["support"]).split("; ")
    denied = [name for name in dict.fromkeys(help_.words) if name in help_.denied and name not in help_.ticked]
    if denied:
        reason = f"says {schema.said('support', '; '.join(denied))}, and {help_.denied[denied[0]]!r} says no"
        without = [name for name in names if name not in denied]
    else:
        events = [name for name in dict.fromkeys(help_.words) if name in ticked.EVENTS and name not in help_.ticked]
        if not events or "presentation" in help_.words or "presentation" not in help_.ticked:
            return []
        said = schema.said("support", "; ".join(events))
        reason = f"says {said}, and what is ticked under {help_.ticked['presentation']!r} may be the same"
        without = [name for name in names if name != "presentation"]
    options = tuple(dict.fromkeys(filter(None, ("; ".join(without), "; ".join(names)))))
    return [Fault(found.number, "support", values.text(found.given["support"]), reason, "", options)]


def _contradictions(mapped: Mapped, found: Found) -> list[Fault]:
    """A town mentoring itself, an end before the beginning, a number of an old list."""
    faults = []
    row, number = found.row, found.number
    mentor, mentee, started = row.get("mentor"), row.get("mentee"), row.get("started")
    if mentor and mentor == mentee:
        said, reason = values.text(found.given["mentee"]), f"{mentor} cannot be its own mentor{_within(found, mentor)}"
        faults.append(Fault(number, "mentee", said, reason, against="mentor"))
    if started is None:
        return faults
    for name in ("last_active", "implemented_on"):
        if row.get(name) is not None and row[name] < started:
            reason = f"is before the mentorship started, {words.day(started)}"
            said, likely = values.text(found.given[name]), _years_later(row[name], started, mapped.today)
            likely = () if name in found.roughly else likely
            faults.append(Fault(number, name, said, reason, options=likely, against="started"))
    old = "programme_year" not in found.given and row.get("action") and started.year < values.NEW_NUMBERS
    if old and not (_is_too_early(found) and _asks_of_start(mapped, found)):
        faults += _which_list(mapped, found)
    return faults


def _years_later(day: date, first: date, last: date) -> tuple[str, ...]:
    """The day in the first later year in which it lies from `first` to `last`: in January people write the old year."""
    later = (day.replace(year=year) for year in range(day.year + 1, last.year + 1) if (day.month, day.day) != (2, 29))
    fits = [one for one in later if first <= one <= last]
    return (fits[0].isoformat(),) if fits else ()


def _within(found: Found, town: str) -> str:
    """Which name of a place stands for a town here, or for a part of it: Willimantic for Windham."""
    said = [values.text(found.given[name]) for name in ("mentee", "mentor")]
    others = [f"{name} is in {town}" for name in reversed(said) if town.casefold() not in name.casefold()]
    return "".join(f"; {part}" for part in dict.fromkeys(filter(None, (*others, *map(places.part_of, said)))))


def _which_list(mapped: Mapped, found: Found) -> list[Fault]:
    """An action number from before 2021 may be another action's; our own files mean the default year."""
    began, action = found.row["started"].year, found.row["action"]
    if values.says_title(found.given["action"], action, schema.DEFAULT_YEAR):
        return []
    if mapped.layout.canonical:
        text = f"empty, so {action} is of the list of {schema.DEFAULT_YEAR}; in {began} it was another action"
        found.notes.append(Note(found.number, "programme_year", text, ASSUMED))
        return []
    reason = (
        f"started in {began}, and all action numbers changed in {values.NEW_NUMBERS}; "
        f"say from which year's list {action} is"
    )
    options = (str(schema.DEFAULT_YEAR), *([str(began)] if began >= values.FIRST_YEAR else []))
    return [Fault(found.number, "programme_year", "", reason, "", options)]


def _is_too_early(found: Found) -> bool:
    day = found.row.get("started")
    return isinstance(day, date) and day.year < values.FIRST_YEAR


def _asks_of_start(mapped: Mapped, found: Found) -> bool:
    """Whether an unlikely start is asked about: it is believed where a person gave it or we wrote it."""
    return not mapped.layout.canonical and "started" not in found.decided


def _too_early(mapped: Mapped, found: Found) -> list[Fault]:
    """A start before there were any actions asks, and nothing else about its list of actions does before that."""
    if not _is_too_early(found):
        return []
    reason = f"{TOO_EARLY}, {values.FIRST_YEAR}; check the year"
    day = found.row["started"]
    if _asks_of_start(mapped, found):
        said, confirmed = values.text(found.given["started"]), (day.isoformat(), *_a_decade_later(day, found, mapped))
        return [Fault(found.number, "started", said, reason, "", confirmed, question=TOO_EARLY)]
    found.notes.append(Note(found.number, "started", f"{words.day(day)} {reason.partition(';')[0]}", UNUSUAL))
    return []


def _a_decade_later(day: date, found: Found, mapped: Mapped) -> tuple[str, ...]:
    """The day that was meant where one digit of the year is wrong, 2015 for 2025; none where it fits no other day."""
    ends = [found.row[name] for name in ("last_active", "implemented_on") if isinstance(found.row.get(name), date)]
    if (day.month, day.day) == (2, 29) or "started" in found.roughly:
        return ()
    later = day.replace(year=day.year + 10)
    return (later.isoformat(),) if later <= min([mapped.today, *ends]) and later.year >= values.FIRST_YEAR else ()


def _far_ahead(mapped: Mapped, found: Found) -> list[Fault]:
    """A start more than a year from today asks; a nearer one, and what a person said or we wrote, is told."""
    day = found.row.get("started")
    if not isinstance(day, date) or day <= mapped.today:
        return []
    far = day - mapped.today > _A_YEAR
    reason = f"{words.day(day)} {FAR_AHEAD}; check the year"
    if far and _asks_of_start(mapped, found):
        said, confirmed = values.text(found.given["started"]), (day.isoformat(),)
        return [Fault(found.number, "started", said, reason, "", confirmed, question=FAR_AHEAD)]
    text = reason if far else f"starts on {words.day(day)}, in the future"
    if not (mapped.layout.canonical and not far):
        found.notes.append(Note(found.number, "started", text, UNUSUAL))
    return []


def _not_yet(mapped: Mapped, found: Found) -> list[Fault]:
    """No action is implemented on a day that has not come; our own files may plan it, and it scores nothing before."""
    day = found.row.get("implemented_on")
    if not isinstance(day, date) or day <= mapped.today or mapped.layout.canonical:
        return []
    said = values.text(found.given["implemented_on"])
    meant = values.implemented(found.given["implemented_on"], mapped.orders.get("implemented_on"))
    if isinstance(meant, Understood) and isinstance(meant.value, Span) and meant.value.first <= mapped.today:
        latest = mapped.today.isoformat()
        reason = f"is not over yet; the latest day that it can be is today, {words.day(mapped.today)}"
        return [Fault(found.number, "implemented_on", said, reason, latest, (latest,))]
    reason = f"{words.day(day)} {NOT_COME}; leave it empty until the action is implemented"
    return [Fault(found.number, "implemented_on", said, reason, question=NOT_COME)]


def _zero_lost(mapped: Mapped, found: Found) -> list[Fault]:
    """Our own file, saved anew: the record's name, made of its facts, still tells that 3.1 was 3.10."""
    row = found.row
    said, zeroed = row.get("action"), f"{row.get('action')}0"
    if not (mapped.sheet.text and mapped.layout.canonical and isinstance(said, str) and said[-2:-1] == "."):
        return []
    facts = (row.get("mentor"), row.get("mentee"), zeroed, row.get("programme_year"), row.get("started"))
    if row["record_id"] != schema.made_id(facts):
        return []
    return [Fault(found.number, "action", said, values.may_have_been(zeroed), zeroed, (zeroed, said))]
