"""What saving a sheet takes away, in the sentences that the page says above Save and the command line after it."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sct_dash import words
from sct_dash.records import schema
from sct_dash.records.memory import Memory

if TYPE_CHECKING:
    from sct_dash.records.store import EntryChange, FieldChange, ImportPlan

SET_BACK, DAYS, PAPERS, TEXTS = "set back", "days", "papers", "texts"
_FREE = ("notes", "evidence", "partners")
"""Fields of free text."""
_NAMED = 4
"""Records that are named in a sentence."""
_BETWEEN = re.compile(r"[;\r\n]+")
"""What parts the things that a text says: lines of a note, organizations."""


@dataclass(frozen=True)
class Loss:
    """Something that saving takes away.

    Attributes
    ----------
    kind
        `SET_BACK`, `DAYS`, `PAPERS` or `TEXTS`.
    sentence
        What, and of which records.
    """

    kind: str
    sentence: str


def told(plan: "ImportPlan", before: Collection[str], named: int | None = _NAMED) -> tuple[Loss, ...]:
    """Everything that saving takes away without a question about it.

    Parameters
    ----------
    before
        The records that sheets of this shape brought before; their texts may change from month to month.
    named
        How many records a sentence names; None for all.
    """
    sentences = (
        (SET_BACK, _set_back(plan, named)),
        (DAYS, _lost_days(plan, named)),
        (PAPERS, _lost_papers(plan, named)),
        (TEXTS, _replaced(plan, before, named)),
    )
    return tuple(Loss(kind, sentence) for kind, sentence in sentences if sentence)


def brought_before(known: Memory) -> frozenset[str]:
    """The records that sheets of a shape brought, of which this is remembered."""
    return frozenset[str]().union(*known.imports)


def edited(plan: "ImportPlan", named: int | None = _NAMED) -> str:
    """Which fields stay as they were edited here, where the sheet says what it said before; '' where none does.

    A cell that the sheet left blank again is not told: it never said anything else.
    """
    kept = [(one.subject, one.field) for one in plan.kept if one.mine]
    if not kept:
        return ""
    stay = words.count(len(kept), "field stays", "fields stay")
    return f"Edited here and unchanged in the sheet: {stay}: {fields(kept, named)}."


def fields(changed: Iterable[tuple[str, str]], named: int | None = _NAMED) -> str:
    """Which (subject, field), each record once: ``Avon's mentorship of Canton on 3.2 (notes and support)``."""
    by_record: dict[str, list[str]] = {}
    for subject, field in changed:
        by_record.setdefault(subject, []).append(schema.label(field))
    listed = (f"{subject} ({words.listing(labels)})" for subject, labels in by_record.items())
    return words.listing(listed, limit=named)


def _set_back(plan: "ImportPlan", named: int | None) -> str:
    """Which fields become again what they were: last month's version of a sheet does that."""
    if not plan.set_back:
        return ""
    count = words.count(len(plan.set_back), "field")
    before = words.day(min(one.since.day for one in plan.set_back))
    which = fields(((one.subject, one.change.field) for one in plan.set_back), named)
    return (
        f"This may be an older version of the sheet: it sets {count} back to what stood there before {before}: {which}."
    )


def _lost_days(plan: "ImportPlan", named: int | None) -> str:
    """Which records the sheet would make ones that were not implemented; an old version of it may."""
    lost = _losing(plan, _loses_its_day)
    if not lost:
        return ""
    records = words.count(len(lost), "record loses its day", "records lose their day")
    which = words.listing(lost, limit=named)
    return f"{records} of implementation, and the points with it, because the sheet says none: {which}."


def _loses_its_day(change: "FieldChange") -> bool:
    return change.field == "implemented_on" and bool(change.before) and not change.after


def _lost_papers(plan: "ImportPlan", named: int | None) -> str:
    """Which records a town has documented here and not in the sheet."""
    lost = _losing(plan, _loses_its_papers)
    if not lost:
        return ""
    records = words.count(len(lost), "record is", "records are")
    return f"{records} no longer documented by a town: {words.listing(lost, limit=named)}."


def _loses_its_papers(change: "FieldChange") -> bool:
    return schema.KINDS.get(change.field) == "flag" and change.before == "yes"


def _losing(plan: "ImportPlan", loses: Callable[["FieldChange"], bool]) -> list[str]:
    return [entry.subject for entry in plan.changed if any(map(loses, entry.fields))]


def _replaced(plan: "ImportPlan", before: Collection[str], named: int | None) -> str:
    """Which texts become other ones that a sheet of another shape, or one that never had the record, says.

    What was changed here and in the sheet was asked about, and a sheet's own text may change from month to month.
    What is set back is told as that.
    """
    known = {(one.name, one.field) for one in plan.clashes} | {(one.name, one.change.field) for one in plan.set_back}
    lost = [
        (entry.subject, field.field)
        for entry in plan.changed
        if entry.name not in before
        for field in _lost_texts(entry)
        if (entry.name, field.field) not in known
    ]
    if not lost:
        return ""
    what = "note" if {field for _, field in lost} == {"notes"} else "text"
    texts = words.count(len(lost), f"{what} is replaced by another one", f"{what}s are replaced by other ones")
    return f"{texts}: {fields(lost, named)}."


def _lost_texts(entry: "EntryChange") -> list["FieldChange"]:
    return [field for field in entry.fields if field.field in _FREE and field.after and not _still_says(field)]


def _still_says(change: "FieldChange") -> bool:
    """Whether all that a text said is in the one that replaces it, whatever its order, spaces and capitals."""
    after = _plain(change.after)
    return all(_plain(said) in after for said in _BETWEEN.split(change.before))


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
