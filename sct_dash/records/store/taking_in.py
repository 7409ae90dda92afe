"""What rows of a sheet do to the records: a hand's edit stays, unless the sheet itself changed. No database here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from sct_dash.errors import UserError
from sct_dash.records.store import matching
from sct_dash.records.store.joining import Joined, joined
from sct_dash.records.store.steps import (
    ADDED,
    CHANGED,
    Correction,
    Difference,
    EntryChange,
    FieldChange,
    ImportPlan,
)
from sct_dash.records.store.tables import BROUGHT, RECORDS, Cells, State

Wanted = Collection[tuple[str, str]]
"""Pairs of names: (record, field) to take from the sheet, or (name of a new row, the record that it corrects)."""
IDENTIFYING = ("mentor", "mentee", "action", "started")
"""What a corrected row has in common with the record that it was, all but one or two of them."""
_START = RECORDS.columns.index("started")
_mentorship = itemgetter(*(RECORDS.columns.index(name) for name in ("mentor", "mentee", "action", "programme_year")))
"""What is the same where a mentorship differs in its start alone."""
_MONTH = slice(len("2024-05"))
"""Of a day, its year and its month."""
_NOTHING: Cells = ("",) * len(RECORDS.columns)


@dataclass(frozen=True)
class Gone:
    """Records that a sheet does not have any more, to be taken off with its import.

    Attributes
    ----------
    version
        The store's version in which somebody saw them.
    """

    names: tuple[str, ...]
    version: str


@dataclass(frozen=True)
class Intake:
    """What rows are to the records.

    Attributes
    ----------
    entries
        Every record that a row speaks of, before and after.
    brought
        What this sheet says of each, beside what the last one said.
    clashes
        Fields that were changed here and in the sheet, each otherwise; whichever was taken.
    kept
        Fields that were changed here and not in the sheet, and stay.
    blanks
        Fields that are filled here as the last sheet said them, and that this one leaves blank.
    emptied
        Whether these are emptied; else they stay.
    restarted
        New records that may be one that is there, with another start.
    """

    entries: list[EntryChange]
    brought: list[EntryChange]
    clashes: tuple[Difference, ...]
    kept: tuple[Difference, ...]
    blanks: tuple[Difference, ...]
    emptied: bool
    restarted: tuple[Correction, ...]

    @property
    def names(self) -> frozenset[str]:
        """Of every record that a row speaks of."""
        return frozenset(entry.name for entry in self.entries)

    @property
    def to_be_seen(self) -> tuple[Difference, ...]:
        """What nobody changes without having seen it."""
        return (*self.clashes, *self.blanks) if self.emptied else self.clashes

    def plan(self, version: str) -> ImportPlan:
        """What that would do to the store of this version."""
        changes = matching.really(self.entries)
        added, changed = (tuple(e for e in changes if e.change == change) for change in (ADDED, CHANGED))
        unchanged = len(self.entries) - len(changes)
        asked = self.clashes, self.kept, self.blanks, self.restarted
        return ImportPlan(RECORDS, version, added, changed, unchanged, self.names, *asked)


def taken_in(
    state: State,
    brought: State,
    incoming: Sequence[Cells],
    columns: Collection[str] | None,
    take: Wanted = (),
    same: Wanted = (),
    off: Collection[str] = (),
    gone: Collection[str] = (),
    keep_blanks: bool = False,
) -> Intake:
    """Join each row with the record that it is: beside what the last import of it said, and what it is now.

    A record among the `gone` that no row speaks of stands in no row's way. A blank that is kept was said as a blank
    all the same: the next sheet that says no more than that changes nothing either.

    Raises
    ------
    UserError
        When two records would become the same mentorship, or one would contradict itself.
    """
    keep = matching.unspoken(RECORDS, incoming, columns)
    rows = matching.named(RECORDS, state, incoming, brought=brought, same=dict(same))
    entries, said, clashes, kept, blanks = [], [], [], [], []
    for name, cells in rows.items():
        now, was = state.get(name), brought.get(name)
        if now is None and name in off:
            continue
        said.append(EntryChange(BROUGHT, name, was, matching.kept(RECORDS, cells, was, keep)))
        if now is None:
            entries.append(EntryChange(RECORDS, name, None, cells))
            continue
        base, mine = was or _NOTHING, matching.kept(RECORDS, cells, now, keep)
        if blank := _left_blank(mine, base, now):
            blanks += _differences(name, [RECORDS.columns[place] for place in blank], base, mine, now)
            mine = matching.kept(RECORDS, mine, now, blank) if keep_blanks else mine
        one = _agreeing(base, now, mine, {field for record, field in take if record == name})
        entries.append(EntryChange(RECORDS, name, now, one.cells))
        clashes += _differences(name, one.clashing, base, mine, now)
        kept += _differences(name, one.kept, base, mine, now) if was else []
    staying = {name: cells for name, cells in state.items() if name not in gone}
    matching.refuse_doubles(RECORDS, staying | {entry.name: entry.after for entry in entries})
    again = _restarted(state, entries)
    return Intake(entries, said, tuple(clashes), tuple(kept), tuple(blanks), not keep_blanks, again)


def lost(state: State, found: Intake, names: Collection[str]) -> list[EntryChange]:
    """The records of these names taken off, but for those that are off already, and those that a row speaks of."""
    spoken = {entry.name for entry in found.entries}
    return [EntryChange(RECORDS, name, state[name], None) for name in sorted({*names} & state.keys() - spoken)]


def _left_blank(sheets: Cells, base: Cells, now: Cells) -> list[int]:
    """The places that the sheet alone left blank where the record has something."""
    sides = enumerate(zip(sheets, base, now, strict=True))
    return [place for place, (its, was, ours) in sides if ours and not its and was == ours]


def _agreeing(base: Cells, now: Cells, mine: Cells, take: Collection[str]) -> Joined:
    """The three sides joined; where a hand's edit and the sheet's contradict each other, all the sheet's are asked."""
    one = joined(RECORDS, base, now, mine, take)
    if not (wrong := _contradiction(one.cells)):
        return one
    changed = [f for f, n, m in zip(RECORDS.columns, now, mine, strict=True) if n != m]
    asked = tuple(field for field in changed if field not in one.kept)
    chosen = tuple(m if f in asked and f in take else n for f, n, m in zip(RECORDS.columns, now, mine, strict=True))
    if take and _contradiction(chosen):
        raise UserError(f"{RECORDS.say(now)}: {wrong}; take the sheet's in both fields, or in none.")
    return replace(one, cells=chosen, clashing=asked)


def _contradiction(cells: Cells) -> str:
    told = dict(zip(RECORDS.columns, cells, strict=True))
    if told["mentor"] == told["mentee"]:
        return "a town cannot be its own mentor"
    early = [day for day in (told["last_active"], told["implemented_on"]) if day and day < told["started"]]
    return "a day would be before the start" if early else ""


def _differences(name: str, fields: Sequence[str], base: Cells, mine: Cells, now: Cells) -> list[Difference]:
    sides = zip(RECORDS.columns, base, mine, now, strict=True)
    return [Difference(name, *side, RECORDS.say(now)) for side in sides if side[0] in fields]


def corrections(added: Sequence[EntryChange], gone: State) -> tuple[Correction, ...]:
    """Which new rows look like a correction of which records that the sheet does not have any more.

    Parameters
    ----------
    added
        The records that would be new.
    gone
        The others, each as the last sheet said it or as it stands.

    Returns
    -------
    tuple
        Pairs that differ in one identifying field, then in two; only where neither has another such partner.
    """
    found: list[Correction] = []
    for most in (1, 2):
        new = [entry for entry in added if entry.name not in {one.new for one in found}]
        old = {name: cells for name, cells in gone.items() if name not in {one.old for one in found}}
        near = [(entry, name, fields) for entry in new for name in old
                if len(fields := _apart(old[name], entry.after)) <= most]  # fmt: skip
        for entry, name, fields in near:
            rivals = sum(other is entry or known == name for other, known, _ in near)
            if rivals == 1:
                change = EntryChange(RECORDS, name, old[name], entry.after)
                told = tuple(field for field in change.fields if field.field in fields)
                found.append(Correction(entry.name, name, RECORDS.say(old[name]), told, len(told) == 1))
    return tuple(found)


def _restarted(state: State, entries: Sequence[EntryChange]) -> tuple[Correction, ...]:
    """Which new records may be one that is there and that no row speaks of: the same but for the start.

    Only where neither has another such partner; sure is a start in the same month.
    """
    new: dict[Cells, list[EntryChange]] = {}
    for entry in entries:
        if entry.before is None:
            new.setdefault(_mentorship(entry.after), []).append(entry)
    if not new:
        return ()
    spoken = {entry.name for entry in entries}
    old: dict[Cells, list[str]] = {}
    for name, cells in state.items():
        if (its := _mentorship(cells)) in new and name not in spoken:
            old.setdefault(its, []).append(name)
    pairs = [(new[its][0], names[0]) for its, names in old.items() if len(new[its]) == len(names) == 1]
    return tuple(_with_another_start(entry, name, state[name]) for entry, name in sorted(pairs, key=lambda one: one[1]))


def _with_another_start(entry: EntryChange, name: str, known: Cells) -> Correction:
    start = FieldChange("started", known[_START], entry.after[_START])
    same_month = start.before[_MONTH] == start.after[_MONTH]
    return Correction(entry.name, name, RECORDS.say(known), (start,), same_month)


def _apart(one: Cells, other: Cells) -> list[str]:
    places = [(field, RECORDS.columns.index(field)) for field in IDENTIFYING]
    return [field for field, place in places if one[place] != other[place]]
