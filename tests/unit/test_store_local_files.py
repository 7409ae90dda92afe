"""What lies beside the store goes into a backup and comes back: whole where there is nothing, else only added to."""

import io
import json
import zipfile

import pytest
from builders import record, records

from sct_dash import actions, archive, cli, facts
from sct_dash.errors import UserError
from sct_dash.records import action_lists, local_files, mappings, memory
from sct_dash.records.headers import Mapping
from sct_dash.records.memory import Decision, Memory
from sct_dash.records.store import open_store

AVON = record(record_id="R1", mentee="Avon")
# Written by hand: other line ends, order and spaces than the program's own.
LIST = b'programme_year,action,title\r\n2026,3.1,"=Plant, Trees"\r\n2025,3.10,Plant More\r\n'
MAPPINGS = b'{ "b": ["mentor", ""],\n"a": ["mentee"] }'
DECISIONS = b'{"a": {"cells": [["mentee", "Storrs", "Mansfield", ""]], "aside": ["k1"], "imports": [["R1", "R2"]]}}'
FILES = {"actions.csv": LIST, "mappings.json": MAPPINGS, "decisions.json": DECISIONS}


@pytest.fixture(autouse=True)
def lists_forgotten():
    yield
    actions.forget()


@pytest.fixture
def store(tmp_path):
    """A store with one record that lives elsewhere than the files beside it."""
    made = open_store(f"sqlite:///{tmp_path}/records.db")
    made.import_records(records(AVON), "Ana")
    return made


@pytest.fixture
def content(store):
    """The backup of a store with all files beside it, which are gone now."""
    lay(FILES)
    made = store.backup()
    lay({})
    return made


def lay(files):
    facts.LOCAL.mkdir(exist_ok=True)
    for path in facts.LOCAL.iterdir():
        path.unlink()
    for name, content in files.items():
        (facts.LOCAL / name).write_bytes(content)
    actions.forget()


def lying():
    return {path.name: path.read_bytes() for path in facts.LOCAL.glob("[!.]*")}


def repacked(content, name, made):
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        files = {entry: whole.read(entry) for entry in whole.namelist()}
    return archive.packed((files | {name: made}).items())


def test_a_backup_knows_every_file_that_pages_and_commands_write():
    mappings.remember("a", Mapping(("mentor",)))
    memory.remember("a", lambda known: known)
    action_lists.load("list.csv", b"programme_year,action,title\n2026,3.1,Plant\n")
    assert sorted(lying()) == sorted(local_files.NAMES)


def test_beside_nothing_they_come_back_byte_for_byte_and_are_in_use_at_once(store, content):
    assert actions.official_years() == ()
    result = store.restore(content, "Bo")
    assert lying() == FILES
    assert result.files == (
        "Official action list: 2025 and 2026 from the backup.",
        "What columns mean: 2 kinds of sheet from the backup.",
        "Decisions about rows: 1 kind of sheet from the backup.",
    )
    assert actions.title("3.1", 2026) == "=Plant, Trees"
    assert mappings.remembered("b") == Mapping(("mentor", ""))
    assert memory.remembered("a").aside == ("k1",)


def test_a_backup_is_the_same_bytes_for_the_same_files_and_other_bytes_for_others(store, content):
    lay(FILES)
    assert store.backup() == store.backup() == content
    lay(FILES | {"mappings.json": b"{}"})
    assert store.backup() != content


def test_none_of_them_is_opened_by_a_spreadsheet_program(content):
    with zipfile.ZipFile(io.BytesIO(content)) as whole:
        beside = [name for name in whole.namelist() if name.startswith("local/")]
        assert beside == [f"local/{name}.txt" for name in FILES]
        assert [whole.read(name) for name in beside] == list(FILES.values())


def test_a_year_of_the_action_list_that_is_here_stays_and_others_are_added(store, content):
    lay({"actions.csv": b"programme_year,action,title\n2026,3.1,Ours\n2027,5.1,Later\n"})
    result = store.restore(content, "Bo")
    assert lying()["actions.csv"].decode() == (
        "programme_year,action,title\n2025,3.10,Plant More\n2026,3.1,Ours\n2027,5.1,Later\n"
    )
    assert result.files[0] == "Official action list: 2025 from the backup; 2026 unchanged."
    assert store.restore(content, "Bo").files[0] == "Official action list: 2025 and 2026 unchanged."


def test_what_a_column_means_here_stays_and_other_kinds_of_sheet_are_added(store, content):
    mappings.remember("a", Mapping(("mentor",)))
    mappings.remember("c", Mapping(("notes",)))
    result = store.restore(content, "Bo")
    assert [mappings.remembered(shape).fields for shape in "abc"] == [("mentor",), ("mentor", ""), ("notes",)]
    assert result.files[1] == "What columns mean: 1 kind of sheet from the backup; 1 kind of sheet unchanged."
    assert lying()["mappings.json"].decode().splitlines()[1] == '"a": ["mentor"],'


def test_decisions_about_the_same_sheet_are_joined_and_those_here_win(store, content):
    ours = Memory(
        (Decision("mentee", "Storrs", "Windham"), Decision("action", "3.1", "3.10")), ("k2",), (frozenset({"R9"}),)
    )
    memory.remember("a", lambda _: ours)
    result = store.restore(content, "Bo")
    assert memory.remembered("a") == Memory(
        ours.cells, ("k1", "k2"), (frozenset({"R1", "R2"}), frozenset({"R9"}))
    )  # fmt: skip
    assert result.files[2] == "Decisions about rows: 1 kind of sheet joined with the decisions here, which win."
    assert store.restore(content, "Bo").files[2] == "Decisions about rows: 1 kind of sheet unchanged."


def test_decisions_that_are_only_in_the_backup_are_added_before_those_here(store, content):
    memory.remember("a", lambda _: Memory((Decision("mentee", "Storrs", "Mansfield", "one row"),), (), ()))
    store.restore(content, "Bo")
    assert [one.row for one in memory.remembered("a").cells] == ["", "one row"]


@pytest.mark.parametrize(("ours", "joined"), [({"R1", "R5"}, 1), ({"R5"}, 2)])
def test_an_older_version_of_a_sheet_that_is_known_here_is_not_added(store, content, ours, joined):
    memory.remember("a", lambda _: Memory(imports=(frozenset(ours),)))
    store.restore(content, "Bo")
    assert len(memory.remembered("a").imports) == joined
    assert memory.remembered("a").imports[-1] == ours


def test_a_file_that_is_only_here_stays(store):
    without = store.backup()
    lay(FILES)
    assert store.restore(without, "Bo").files == ()
    assert lying() == FILES


def test_a_preview_says_all_of_it_and_writes_nothing(store, content, tmp_path):
    before = store.version()
    store.edit(records(AVON | {"notes": "x"}), before, "Bo")
    version = store.version()
    plan = store.plan_restore(content)
    assert (plan.steps, plan.fresh, plan.added, plan.changed, plan.removed) == (1, False, 0, 1, 0)
    assert (lying(), store.version()) == ({}, version)
    result = store.restore(content, "Bo")
    assert (result.changed, result.files) == (1, plan.files)
    fresh = open_store(f"sqlite:///{tmp_path}/new/records.db")
    told = fresh.plan_restore(content)
    assert (told.fresh, told.added, told.files[0]) == (True, 1, "Official action list: 2025 and 2026 unchanged.")
    assert fresh.version() == "0"


def test_undoing_the_step_takes_the_records_back_and_leaves_the_files(store, content):
    store.edit(records(AVON | {"notes": "x"}), store.version(), "Bo")
    store.restore(content, "Bo")
    store.undo(by="Bo")
    assert (store.records()["notes"].tolist(), lying()) == (["x"], FILES)


DAMAGED = [
    ("actions.csv", b"programme_year,action,title\n2026,3.1\n"),
    ("actions.csv", b"programme_year,action,title\n2010,3.1,Before the programme\n"),
    ("actions.csv", b"\xff\xfe"),
    ("mappings.json", b'{"a": ["no field"]}'),
    ("mappings.json", b"[" * 100_000),
    ("decisions.json", b'{"a": {"cells": []}}'),
    ("decisions.json", b"{"),
]


@pytest.mark.parametrize(("name", "damaged"), DAMAGED)
def test_a_damaged_file_in_a_backup_refuses_all_of_it_before_anything_is_written(store, content, name, damaged):
    before = store.version()
    for act in (store.plan_restore, lambda one: store.restore(one, "Bo")):
        with pytest.raises(UserError) as caught:
            act(repacked(content, f"local/{name}.txt", damaged))
        assert str(caught.value) == (
            f"This is not a backup of the records, or it was changed: local/{name}.txt is damaged."
        )
    assert (store.version(), lying()) == (before, {})


@pytest.mark.parametrize(("name", "damaged"), DAMAGED)
def test_a_damaged_file_here_stops_a_backup_and_a_restore_before_anything_is_written(store, content, name, damaged):
    lay({name: damaged})
    before = store.version()
    for act in (store.backup, lambda: store.restore(content, "Bo"), lambda: store.plan_restore(content)):
        with pytest.raises(UserError, match=f"^{name}: "):
            act()
    assert (store.version(), lying()) == (before, {name: damaged})


@pytest.mark.parametrize("damaged", [damaged for name, damaged in DAMAGED if name == "decisions.json"])
def test_damaged_decisions_are_told_of_and_stop_no_undo(store, damaged):
    lay({"decisions.json": damaged})
    undone = store.undo(1, "Bo")
    assert (undone.step, undone.removed, store.is_empty()) == (2, 1, True)
    assert undone.files == (
        "decisions.json: is damaged; delete it from data/local, and the rows are asked about again.",
    )
    assert store.undo(2, "Bo").files == ()


@pytest.mark.parametrize("form", [1, 2, 3])
def test_a_backup_of_an_older_format_brings_none_of_them(store, content, form):
    named = f"name,value\nschema,{form}\nstore,x\n".encode()
    assert store.restore(repacked(content, "store.csv", named), "Bo").files == ()
    assert lying() == {}


def test_a_name_that_leads_elsewhere_is_not_looked_at(store, content):
    strange = repacked(repacked(content, "local/../../x.txt", b"x"), "local/template.pptx.txt", b"x")
    store.restore(strange, "Bo")
    assert lying() == FILES


def test_a_file_that_cannot_be_written_says_that_the_records_are_back(store, content, monkeypatch, tmp_path):
    (tmp_path / "no folder").write_text("")
    store.edit(records(AVON | {"notes": "x"}), store.version(), "Bo")
    monkeypatch.setattr(facts, "LOCAL", tmp_path / "no folder")
    with pytest.raises(UserError, match=r"The records are back, but actions\.csv could not be written .* once more\."):
        store.restore(content, "Bo")
    assert store.records()["notes"].tolist() == [""]


def test_the_shell_takes_them_along_says_what_came_and_what_is_not_in_it(tmp_path, capsys, monkeypatch):
    open_store().import_records(records(AVON), "Ana")
    for name, content in (FILES | {"template.pptx": b"slides"}).items():
        (facts.LOCAL / name).write_bytes(content)
    out = tmp_path / "b.zip"
    assert cli.main(["backup", "--out", str(out)]) == 0
    assert capsys.readouterr().err == "Not in it, to be kept beside it: template.pptx of data/local.\n"
    monkeypatch.setattr(facts, "LOCAL", tmp_path / "new laptop")
    assert cli.main(["restore", str(out), "--by", "Bo", "--json"]) == 0
    done = capsys.readouterr()
    assert (json.loads(done.out)["added"], done.err.count(" from the backup.\n")) == (1, 3)
    assert {name: content for name, content in lying().items() if name in FILES} == FILES
    assert not (facts.LOCAL / "template.pptx").exists()
