"""Where a login says who is there, changes are kept under that name, and whoever may only look changes nothing."""

import pytest
import streamlit as st

from sct_dash import actions
from sct_dash.records.store import open_store
from sct_dash.ui.signed_in import EDITORS
from sct_dash.ui.tables import _Picked

SHEET = b"Mentor,Mentee,Action,Type of help,Date started\nAvon,Canton,3.12,staff time,2024-02-13\n"
ANA, BEN = {"email": "ana@crcog.org"}, {"email": "ben@nvcog.org"}
NOBODY = {"email": None}
NOT_AMONG = "You can look at everything. ben@nvcog.org is not among those who may change records on this server."
UNKNOWN = "You can look at everything. Nothing can be changed, since the login of this server does not say who you are."


@pytest.fixture
def at(open_page):
    """A page as somebody sees it whom the login knows."""

    def opened(user, task, **state):
        app = open_page("pages/records.py", {"task": task}, **state)
        app.user = user
        return app.run()

    return opened


@pytest.fixture
def bring(at):
    def brought(user, content=SHEET, **state):
        app = at(user, "Bring in a sheet", **state)
        app.get("file_uploader")[0].set_value([("sheet.csv", content, "text/csv")]).run()
        assert not app.exception
        return app

    return brought


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def said(texts):
    """Texts without what keeps a mail address from becoming a link."""
    return [text.value.replace("\\", "").replace("\u2060", "") for text in texts]


def small_print(app):
    return said(app.caption)


def kept_by():
    return [step.by for step in open_store().history()]


def test_name_of_who_is_signed_in_stands_with_the_change_and_cannot_be_typed(bring):
    app = bring(ANA, who="Somebody else")
    assert not [box for box in app.text_input if box.label == "Your name"]
    assert "Kept under ana@crcog.org." in small_print(app)
    press(app, "Save the records")
    assert kept_by() == ["ana@crcog.org"]
    press(app, "Undo")
    assert kept_by() == ["ana@crcog.org", "ana@crcog.org"]


def test_name_is_taken_where_the_login_tells_no_address(bring):
    press(bring({"email": None, "name": "Ana B."}), "Save the records")
    assert kept_by() == ["Ana B."]


@pytest.mark.parametrize("editors", ["ana@crcog.org", "ANA@crcog.org , @wccog.org", "@crcog.org"])
def test_who_is_on_the_list_may_change_records(bring, monkeypatch, editors):
    monkeypatch.setenv(EDITORS, editors)
    press(bring(ANA), "Save the records")
    assert kept_by() == ["ana@crcog.org"]


@pytest.mark.parametrize(
    ("editors", "user", "told"),
    [
        ("ana@crcog.org", BEN, NOT_AMONG),
        ("@crcog.org", BEN, NOT_AMONG),
        ("n@nvcog.org, nvcog.org", BEN, NOT_AMONG),
        ("xben@nvcog.org, ben@nvcog.org.example", BEN, NOT_AMONG),
        (" , ", BEN, NOT_AMONG),
        (" , ", {}, UNKNOWN),
        ("ana@crcog.org", {}, UNKNOWN),
        ("ana@crcog.org", NOBODY, UNKNOWN),
        ("", NOBODY, UNKNOWN),
    ],
)
def test_who_may_only_look_saves_nothing_whatever_name_is_typed(bring, monkeypatch, editors, user, told):
    monkeypatch.setenv(EDITORS, editors)
    app = bring(user, who="Ana")
    assert said(app.info) == [told]
    press(app, "Save the records")
    assert said(app.error) == [told]
    assert kept_by() == []


def test_who_may_only_look_is_offered_no_change(at, bring, monkeypatch):
    press(bring(ANA), "Save the records")
    monkeypatch.setenv(EDITORS, "@crcog.org")
    for task in ("Add one", "Take out"):
        app = at(BEN, task)
        assert NOT_AMONG in small_print(app)
        assert not app.get("file_uploader")
        assert not [button for button in app.button if button.label in ("Add the record", "Bring it back")]
    app = at(BEN, "What changed")
    assert small_print(app).count(NOT_AMONG) == 1
    assert [button.disabled for button in app.button if button.label == "Undo"] == [True]
    assert not any("Give your name" in text for text in small_print(app))


def test_undo_beside_what_was_saved_is_refused_to_who_may_not_change_records_any_more(bring, monkeypatch):
    app = bring(ANA)
    press(app, "Save the records")
    monkeypatch.setenv(EDITORS, "@nvcog.org")
    press(app, "Undo")
    assert any("ana@crcog.org is not among those" in line for line in said(app.error))
    assert len(kept_by()) == 1


def test_what_who_may_only_look_decided_is_not_offered_to_be_kept(bring, monkeypatch):
    press(bring(ANA), "Save the records")
    monkeypatch.setenv(EDITORS, "@crcog.org")
    for user, offered in ((ANA, True), (BEN, False)):
        app = bring(user, SHEET + b"Mystic,Canton,3.12,staff time,2024-02-13\n")
        press(app, "Set aside")
        assert ("Keep what was decided" in [button.label for button in app.button]) is offered


def test_download_of_the_rows_to_look_at_keeps_no_columns_for_who_may_only_look(bring, monkeypatch):
    drawn = []
    monkeypatch.setattr(st, "download_button", lambda *_, **how: drawn.append(how))
    monkeypatch.setenv(EDITORS, "@crcog.org")
    for user, keeps in ((ANA, True), (BEN, False)):
        app = bring(user, SHEET + b"Mystic,Canton,3.12,staff time,2024-02-13\n")
        box = next(one for one in app.selectbox if one.label == "Date started")
        box.set_value("last_active").run()
        box = next(one for one in app.selectbox if one.label == "Date started")
        box.set_value("started").run()
        assert not app.exception
        assert callable(drawn[-1]["on_click"]) is keeps


def test_list_of_actions_is_not_changed_by_who_may_only_look(at, monkeypatch):
    actions.keep_official(actions.read_official("a.csv", b"programme_year,action,title\n2026,3.2,Something\n"))
    monkeypatch.setenv(EDITORS, "@crcog.org")
    labels = [button.label for button in at(BEN, "Bring in a sheet").button]
    assert "Back to the shipped list for 2026" not in labels
    assert "Back to the shipped list for 2026" in [button.label for button in at(ANA, "Bring in a sheet").button]


def test_record_is_shown_with_its_history_and_no_form_to_who_may_only_look(at, bring, monkeypatch):
    press(bring(ANA), "Save the records")
    monkeypatch.setenv(EDITORS, "@crcog.org")
    (name,) = open_store().records()["record_id"]
    app = at(BEN, "The records", **{"records-picked": _Picked(name=name)})
    assert NOT_AMONG in small_print(app)
    assert not [button for button in app.button if button.label == "Save"]
    app = at(ANA, "The records", **{"records-picked": _Picked(name=name)})
    assert [button for button in app.button if button.label == "Save"]
