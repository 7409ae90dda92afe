"""A backup on the Records page: what is in it, and what bringing one back would do before it does it."""

import pytest
from builders import record, records

from sct_dash import actions, facts
from sct_dash.records.store import open_store

FILE = "pages/records.py"
AVON = record(mentee="Avon")
LIST = b"programme_year,action,title\n2026,3.1,Plant\n"


@pytest.fixture(autouse=True)
def lists_forgotten():
    yield
    actions.forget()


@pytest.fixture
def backup():
    """The backup of one record and an action list, which is gone here now; the record was edited since."""
    store = open_store()
    store.import_records(records(AVON), "Ben")
    (facts.LOCAL / "actions.csv").write_bytes(LIST)
    made = store.backup()
    (facts.LOCAL / "actions.csv").unlink()
    actions.forget()
    store.edit(records(AVON | {"notes": "x"}), store.version(), "Ben")
    return made


def dropped(open_page, content, **state):
    app = open_page(FILE, {"task": "Take out"}, **state)
    app.get("file_uploader")[0].set_value([("b.zip", content, "application/zip")]).run()
    assert not app.exception
    return app


def said(app):
    return "\n".join(text.value.replace("\\", "") for text in (*app.markdown, *app.caption, *app.error, *app.success))


def button(app, label):
    return next(one for one in app.button if one.label == label)


def test_a_backup_is_shown_before_it_is_brought_back_and_then_brought_back(open_page, backup):
    app = dropped(open_page, backup, who="Ana")
    told = said(app)
    assert "backup of 1 step: 0 entries added, 1 changed, 0 removed. That step can be undone." in told
    assert "Official action list: 2026 from the backup." in told
    assert "only add to those here, and stay when the step is undone." in told
    assert (open_store().records()["notes"].tolist(), (facts.LOCAL / "actions.csv").exists()) == (["x"], False)
    button(app, "Bring it back").click().run()
    assert "The backup is back: 0 entries added, 1 changed, 0 removed." in said(app)
    assert (open_store().records()["notes"].tolist(), (facts.LOCAL / "actions.csv").read_bytes()) == ([""], LIST)
    assert "Bring it back" not in [one.label for one in app.button]


def test_a_backup_for_an_empty_store_says_that_it_comes_back_whole(open_page, backup, monkeypatch, tmp_path):
    monkeypatch.setattr(facts, "LOCAL", tmp_path / "new laptop")
    assert "It comes back whole, with its history of 1 step: 1 entry." in said(dropped(open_page, backup))


@pytest.mark.usefixtures("backup")
def test_a_backup_of_what_is_here_says_that_nothing_is_other(open_page):
    now = open_store().backup()
    assert "The records are what they are in the backup of 2 steps." in said(dropped(open_page, now))


def test_nobody_brings_a_backup_back_without_a_name(open_page, backup):
    assert button(dropped(open_page, backup), "Bring it back").disabled
    assert not button(dropped(open_page, backup, who="Ana"), "Bring it back").disabled


def test_what_is_no_backup_is_one_line_and_no_button(open_page):
    app = dropped(open_page, b"no zip", who="Ana")
    assert "This is not a backup of the records" in said(app)
    assert "Bring it back" not in [one.label for one in app.button]


def test_a_damaged_file_beside_the_store_is_told_where_the_backup_would_be(open_page):
    open_store().import_records(records(AVON), "Ben")
    (facts.LOCAL / "mappings.json").write_bytes(b"{")
    app = open_page(FILE, {"task": "Take out"})
    assert "mappings.json: is damaged; delete it from data/local" in said(app)
    assert "Backup" not in [one.label for one in app.get("download_button")]


def test_what_is_not_in_a_backup_is_named_where_it_is_there(open_page):
    open_store().import_records(records(AVON), "Ben")
    (facts.LOCAL / "template.pptx").write_bytes(b"slides")
    assert "to be kept beside it: template.pptx of data/local." in said(open_page(FILE, {"task": "Take out"}))
