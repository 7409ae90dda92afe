"""The records that were accepted so far, which decide whether another is new, the same or at odds."""

from collections.abc import Set
from dataclasses import dataclass, field

from sct_dash.records import schema, values
from sct_dash.records.intake.found import IDENTITY, Found, Key, Record, say, write
from sct_dash.records.reading import UNUSUAL, Fault, Note, Rival
from sct_dash.records.schema import NAMES

_PARTED = "; "
"""Between the things that a note says."""
_Known = tuple[int, Record, dict[str, int]]
"""A sheet row, its record, and the row that filled in each field."""


@dataclass
class Accepted:
    """What was taken in.

    Attributes
    ----------
    records
        By what makes two rows the same mentorship.
    merged
        For each row that said the same as an earlier one: (its row, the earlier row).
    """

    records: dict[Key, _Known] = field(default_factory=dict)
    merged: list[tuple[int, int]] = field(default_factory=list)
    _exact: set[Key] = field(default_factory=set)
    _asking: dict[Key, _Known] = field(default_factory=dict)
    _holders: dict[str, Key] = field(default_factory=dict)
    _first_of: dict[Key, int] = field(default_factory=dict)

    @property
    def rough_starts(self) -> frozenset[str]:
        """The ``record_id`` of the records of which no row tells the very day on which they started."""
        return frozenset(str(row["record_id"]) for key, (_, row, _) in self.records.items() if key not in self._exact)

    def keep(self, number: int, found: list[Found], notes: list[Note]) -> list[Fault]:
        """Accept the records of a row or merge them into earlier ones; the faults when any can be neither.

        A row counts as merged when nothing of it became a record of its own.
        """
        for one in found[1:]:
            # A row that is made into several has one name for them, which the first keeps.
            one.row["record_id"] = ""
            one.given.pop("record_id", None)
        if faults := [fault for one in found for fault in self._clashes(one)]:
            return faults
        # Two names of one town are one record.
        distinct = {one.key: one for one in reversed(found)}
        into = [self._accept(one) for one in found if distinct[one.key] is one]
        if all(into):
            self.merged.append((number, into[0]))
        else:
            notes += [
                Note(number, "", f"one of its records is one with that of row {earlier}", "merged")
                for earlier in into
                if earlier
            ]
        return []

    def at_odds(self, found: list[Found], asking: Set[str]) -> list[Fault]:
        """What a row that asks about something else says against an earlier one; a later one is held against it, too.

        Parameters
        ----------
        asking
            The fields that it asks about.
        """
        faults = []
        for one in found:
            if asking & set(IDENTITY) or not all(one.row.get(name) for name in IDENTITY):
                continue
            said = one.filled - asking
            faults += self._contradicts(one, said)
            self._asking.setdefault(one.key, (one.number, one.row, dict.fromkeys(said, one.number)))
        return faults

    def other_starts(self, number: int, found: list[Found]) -> list[Note]:
        """Tell of a row that is like an earlier one but for its start: both stay, though it may be one mentorship."""
        notes = []
        for one in found:
            row = self._first_of.setdefault(one.key[:-1], number)
            if row != number == self.records[one.key][0]:
                text = f"like row {row} but for its start; if it is one mentorship, set one of the rows aside"
                notes.append(Note(number, "", text, UNUSUAL, (row, number)))
        return notes

    def both_ways(self, number: int, found: list[Found]) -> list[Note]:
        """Tell of a row that says the same as an earlier one with the ends exchanged: both may be, or one is a slip."""
        notes = []
        for one in found:
            mentor, mentee, *what = one.key
            other = self.records.get((mentee, mentor, *what))
            if other and number == self.records[one.key][0]:
                text = f"like row {other[0]} with mentor and mentee exchanged; if only one helped, set one row aside"
                notes.append(Note(number, "", text, UNUSUAL, (other[0], number)))
        return notes

    def _clashes(self, one: Found) -> list[Fault]:
        """Why a record can neither be accepted nor merged; empty when it can."""
        holder = self._holders.get(str(one.row["record_id"]))
        if "record_id" in one.filled and holder not in (None, one.key):
            reason = f"row {self.records[holder][0]} has this record id already; every record needs its own"
            return [Fault(one.number, "record_id", str(one.row["record_id"]), reason)]
        return self._contradicts(one, one.filled)

    def _contradicts(self, one: Found, filled: Set[str]) -> list[Fault]:
        """Each field in which a record says something else than an earlier row of the same mentorship."""
        known = self.records.get(one.key) or self._asking.get(one.key)
        if known is None:
            return []
        faults = []
        _, earlier, filled_by = known
        for name in NAMES:
            if name in filled and name in filled_by and not _agree(name, one.row[name], earlier[name]):
                own, its = write(name, one.row[name]), "|".join(map(str, one.key))
                rival = Rival(filled_by[name], write(name, earlier[name]), own, its)
                reason = f"row {rival.row} is the same mentorship and {_has(name, earlier[name])}"
                faults.append(Fault(one.number, name, values.text(one.given[name]), reason, rival=rival))
        return faults

    def _accept(self, one: Found) -> int:
        """Take a record in; returns the row into which it was merged, 0 when it is new."""
        earlier_number = 0
        self._exact |= set() if "started" in one.roughly else {one.key}
        if one.key in self.records:
            earlier_number = self._merge(one)
        else:
            one.row["record_id"] = one.row["record_id"] or self._free_id(one.key)
            self.records[one.key] = (one.number, one.row, dict.fromkeys(one.filled, one.number))
        self._holders[str(self.records[one.key][1]["record_id"])] = one.key
        return earlier_number

    def _merge(self, one: Found) -> int:
        earlier_number, earlier, filled_by = self.records[one.key]
        new = one.filled - filled_by.keys()
        if "notes" in one.filled - new and _says_all(one.row["notes"], earlier["notes"]):
            new |= {"notes"}
        if "record_id" in new:
            del self._holders[str(earlier["record_id"])]
        earlier |= {name: one.row[name] for name in new}
        filled_by |= dict.fromkeys(new, one.number)
        return earlier_number

    def _free_id(self, key: Key) -> str:
        """A made name; another than usual where a row already bears the usual one."""
        made = schema.made_id(key)
        while made in self._holders:
            made = schema.made_id((*key, made))
        return made


def _agree(name: str, one: object, other: object) -> bool:
    """Whether two rows say the same; of notes one may say all that the other does."""
    return one == other or (name == "notes" and (_says_all(one, other) or _says_all(other, one)))


def _says_all(notes: object, other: object) -> bool:
    return set(str(other).split(_PARTED)) <= set(str(notes).split(_PARTED))


def _has(name: str, value: object) -> str:
    """What an earlier row says of a field, as a sentence goes on."""
    if value is None:
        return "says that it goes on" if name == "last_active" else "says that it is not implemented"
    return f"has {schema.said(name, say(value))!r} here"
