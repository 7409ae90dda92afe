"""What holds for a store after any sequence of imports, edits, removals, undos and restores."""

import tempfile
from datetime import date
from pathlib import Path

import pytest
from builders import record, records
from hypothesis import given, settings
from hypothesis import strategies as st

from sct_dash.errors import UserError
from sct_dash.records import schema
from sct_dash.records.store import Conflict, open_store
from sct_dash.records.store import backup as backups

IDS = ("R1", "R2", "R3", "")
MENTEES = ("Avon", "Canton", "Bolton")
some = settings(max_examples=30, deadline=None, derandomize=True)


@pytest.fixture(scope="module")
def backup():
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/a.db")
        store.import_records(records(record()), "Ana")
        return store.backup()


def rows():
    return st.builds(
        lambda name, mentee, notes: record(record_id=name, mentee=mentee, notes=notes),
        st.sampled_from(IDS), st.sampled_from(MENTEES), st.sampled_from(["", "a", "b"]),
    )  # fmt: skip


def sheets():
    """Up to three rows; their names and mentees differ, as those of a file that was read do."""
    return st.lists(rows(), min_size=1, max_size=3, unique_by=(lambda row: row["record_id"], lambda row: row["mentee"]))


def acts():
    return st.one_of(
        st.tuples(st.just("import"), sheets()),
        st.tuples(st.just("edit"), rows()),
        st.tuples(st.just("remove"), st.sampled_from(IDS)),
        st.tuples(st.just("undo"), st.one_of(st.none(), st.integers(1, 9))),
        st.tuples(st.just("restore"), st.integers(0, 4)),
    )


class Life:
    """A store, and beside it what a second look says it must hold: the states after each step."""

    def __init__(self, folder):
        self.store = open_store(f"sqlite:///{folder}/records.db")
        self.states = [{}]
        self.backups = []

    def held(self):
        return {row["record_id"]: row for row in schema.cells(self.store.records()).to_dict("records")}

    def act(self, what, value):
        """Do it; gives whether a step came of it."""
        try:
            result = self._done(what, value)
        except Conflict:
            raise
        except UserError:
            return False
        return result.step is not None

    def _done(self, what, value):
        if what == "import":
            return self.store.import_records(records(*value), "Ana")
        if what == "edit":
            return self.store.edit(records(value), self.store.version(), "Bo")
        if what == "remove":
            return self.store.remove([value], self.store.version(), "Bo")
        if what == "undo":
            return self.store.undo(value, "Cy")
        if not self.backups:
            raise UserError("nothing to restore")
        return self.store.restore(self.backups[value % len(self.backups)][0], "Di")


@some
@given(st.lists(acts(), max_size=10))
def test_nothing_is_ever_lost_and_every_undo_gives_back_what_was(life_of):
    with tempfile.TemporaryDirectory() as folder:
        life = Life(folder)
        for what, value in life_of:
            before, history = life.held(), life.store.history()
            stepped = life.act(what, value)
            after, now = life.held(), life.store.history()
            if not stepped:
                assert (after, now) == (before, history)
                continue
            assert len(now) == len(history) + 1
            assert {step.number: (step.at, step.by, step.kind) for step in now[1:]} == {
                step.number: (step.at, step.by, step.kind) for step in history
            }
            assert (after != before) == bool(now[0].added + now[0].changed + now[0].removed)
            life.states.append(after)
            keys = [(row["mentor"], row["mentee"], row["action"], row["started"]) for row in after.values()]
            assert len(keys) == len(set(keys))
            _look_again(life, what, value, now)
        _replay(life)


def _look_again(life, what, value, history):
    """What the step just done must have led to, by the states kept beside the store."""
    if what == "undo":
        undone = history[0].undoes
        touched = {name for name in life.states[undone] | life.states[undone - 1]
                   if life.states[undone].get(name) != life.states[undone - 1].get(name)}  # fmt: skip
        for name in touched:
            assert life.states[-1].get(name) == life.states[undone - 1].get(name)
        untouched = (life.states[-1].keys() | life.states[-2].keys()) - touched
        assert {n: life.states[-1].get(n) for n in untouched} == {n: life.states[-2].get(n) for n in untouched}
    if what == "restore":
        assert life.states[-1] == life.backups[value % len(life.backups)][1]
    life.backups.append((life.store.backup(), life.states[-1]))


def _replay(life):
    """The records are what their versions, played from the first, come to; and a backup brings back all of it."""
    names = {name for state in life.states for name in state}
    standing = {}
    for name in names:
        cells = dict.fromkeys(schema.NAMES, "")
        there = False
        for version in reversed(life.store.history_of(name)):
            for field in version.fields:
                assert cells[field.field] == field.before
                cells[field.field] = field.after
            there = version.change != "removed"
        if there:
            standing[name] = cells
    assert standing == life.held()
    if life.backups:
        with tempfile.TemporaryDirectory() as folder:
            fresh = open_store(f"sqlite:///{Path(folder)}/x.db")
            fresh.restore(life.backups[-1][0], "Di")
            assert fresh.backup() == life.backups[-1][0]


@some
@given(st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=40), min_size=3, max_size=3))
def test_any_text_comes_back_from_the_store_and_from_its_backup(texts):
    one = record(partners=texts[0], evidence=texts[1], notes=texts[2], last_active=date(2026, 1, 1))
    given_ = schema.to_csv(records(one))
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/a.db")
        store.import_records(records(one), "Ana")
        assert schema.to_csv(store.records()) == given_
        fresh = open_store(f"sqlite:///{folder}/b.db")
        fresh.restore(store.backup(), "Bo")
        assert schema.to_csv(fresh.records()) == given_


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.data())
def test_bytes_that_are_no_backup_raise_nothing_but_what_a_user_is_told(backup, data):
    kind = data.draw(st.sampled_from(["noise", "changed", "cut"]))
    if kind == "noise":
        content = data.draw(st.binary(max_size=300))
    else:
        place = data.draw(st.integers(0, len(backup) - 1))
        middle = bytes([data.draw(st.integers(0, 255))]) + backup[place + 1 :] if kind == "changed" else b""
        content = backup[:place] + middle
    try:
        backups.unpack(content)
    except UserError as refused:
        told = str(refused)
    else:
        told = "is a backup"
    assert "backup" in told
    assert "\n" not in told
