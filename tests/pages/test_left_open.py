"""Rows left open when a sheet was saved: told to everybody, answered or taken off by whoever comes next."""

from urllib.parse import parse_qs

import pytest
from builders import record, records

from sct_dash import clock, words
from sct_dash.exports import quarantine
from sct_dash.records import readers, schema
from sct_dash.records.store import left_open, open_store

SHEET = (
    b"Mentor,Mentee,Action,Type of help,Date started,Completed\n"
    b"Avon,Canton,3.12,staff time,2024-02-13,2025-03-01\n"
    b"Darren,Kent,3.12,staff time,2024-02-13,2025-03-01\n"
    b"Bolton,Glastonberry,3.12,staff time,2024-02-13,2025-03-01\n"
)
WAIT = "**2 rows of sheet.csv wait for an answer**"
THEY = f"Ana saved the sheet's other rows on {words.day(clock.today())}. These count for nobody until answered."


@pytest.fixture
def saved(bring):
    """The sheet saved by Ana with two of its three rows open."""
    app = bring(SHEET)
    press(app, "Save the records")
    return app


def press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception


def said(app):
    return [text.value.replace("\\", "") for text in [*app.markdown, *app.caption, *app.error, *app.success]]


def labels(app):
    return [button.label for button in app.button]


def come_in(open_page, who="Ben"):
    return open_page("pages/records.py", {"task": "Bring in a sheet"}, who=who)


@pytest.mark.usefixtures("saved")
def test_somebody_else_answers_the_rows_and_then_none_waits(open_page):
    app = come_in(open_page)
    assert WAIT in said(app)
    assert THEY in said(app)
    press(app, "Answer them")
    assert WAIT not in said(app)
    assert app.title[0].value == "2 problems to look at; 1 of 3 rows is ready"
    press(app, "Yes, both")
    press(app, "Save the records")
    assert list(open_store().records()["mentor"]) == ["Avon", "Bolton", "Darien"]
    assert open_store().left_open() == ()
    assert labels(come_in(open_page)) == labels(open_page("pages/records.py", {"task": "Bring in a sheet"}))


@pytest.mark.usefixtures("saved")
def test_one_answer_leaves_the_other_row_waiting_under_who_answered(open_page):
    app = come_in(open_page)
    press(app, "Answer them")
    press(app, "Not this")
    press(app, "Darien")
    press(app, "Save the records")
    left = open_store().left_open()
    assert [(one.rows, one.step.by) for one in left] == [(1, "Ben")]
    assert "**1 row of sheet.csv waits for an answer**" in said(come_in(open_page))


@pytest.mark.usefixtures("saved")
def test_set_aside_rows_do_not_wait_though_no_record_changes(open_page):
    app = come_in(open_page)
    press(app, "Answer them")
    press(app, "Not this")
    for _ in range(2):
        press(app, "Set aside")
    assert "**Saving brings 0 new records, changes 0 and leaves 1 as it is.**" in said(app)
    assert "Save the records" not in labels(app)
    app.text_input(key="who").set_value("").run()
    press(app, "Keep what was decided")
    assert "Give your name to keep it." in said(app)
    assert WAIT in said(open_page("pages/records.py", {"task": "Bring in a sheet"}))
    app.text_input(key="who").set_value("Ben").run()
    press(app, "Keep what was decided")
    assert "What you decided is kept for the next sheet like this. No record changed." in said(app)
    assert open_store().left_open() == ()
    assert len(open_store().records()) == 1


@pytest.mark.usefixtures("saved")
def test_rows_that_are_not_needed_go_off_the_list_under_a_name_and_come_back(open_page):
    app = come_in(open_page, who="")
    press(app, "Not needed")
    press(app, "Take them off this list")
    assert "Give your name to take them off the list." in said(app)
    assert WAIT in said(app)
    app.text_input(key="who").set_value("Ben").run()
    press(app, "Take them off this list")
    assert "2 rows of sheet.csv are off the list." in said(app)
    assert WAIT not in said(app)
    assert open_store().history()[0].by == "Ben"
    press(app, "Undo")
    assert WAIT in said(app)


@pytest.mark.usefixtures("saved")
def test_overview_leads_to_what_waits_and_not_while_the_sample_is_shown(open_page):
    mark = f":material/rule: {WAIT}"
    app = open_page("app.py")
    assert mark in said(app)
    links = [parse_qs(link.proto.query_string) for link in app.get("page_link") if link.proto.label == "Answer them"]
    assert [(link["task"], link["answer"]) for link in links] == [
        (["Bring in a sheet"], [open_store().left_open()[0].name]),
    ]
    assert mark not in said(open_page("app.py", sample_shown=True))
    open_store().close_open(open_store().left_open()[0].name, "Ben")
    assert mark not in said(open_page("app.py"))


@pytest.mark.usefixtures("saved")
def test_whoever_may_only_look_sees_what_waits_and_no_way_to_change_it(open_page, monkeypatch):
    monkeypatch.setenv("SCT_DASH_EDITORS", "ana@crcog.org")
    link = {"task": "Bring in a sheet", "answer": open_store().left_open()[0].name}
    app = open_page("pages/records.py", link)
    assert WAIT in said(app)
    assert not {"Answer them", "Not needed"} & set(labels(app))


@pytest.mark.usefixtures("saved")
def test_rows_that_somebody_answered_meanwhile_are_told_as_such(open_page):
    app = come_in(open_page)
    open_store().close_open(open_store().left_open()[0].name, "Cy")
    press(app, "Answer them")
    assert "Somebody answered these rows meanwhile, or said that they are not needed." in said(app)
    assert WAIT not in said(app)


@pytest.mark.usefixtures("saved")
def test_link_to_what_waits_opens_its_questions_once(open_page):
    name = open_store().left_open()[0].name
    app = open_page("pages/records.py", {"task": "Bring in a sheet", "answer": name}, who="Ben")
    assert app.title[0].value == "2 problems to look at; 1 of 3 rows is ready"
    press(app, "Close without saving")
    assert WAIT in said(app)
    for other in ("nothing", ""):
        assert WAIT in said(open_page("pages/records.py", {"task": "Bring in a sheet", "answer": other}, who="Ben"))


@pytest.mark.usefixtures("saved")
def test_later_version_of_the_sheet_says_that_it_stands_for_the_rows_that_wait(bring, open_page):
    june = SHEET.replace(b"Darren", b"Darien").replace(b"Glastonberry", b"Glastonbury")
    app = bring(june, "june.csv")
    assert "2 rows of sheet.csv wait for an answer no more: this sheet stands for it." not in said(app)
    near = june.replace(b"2024-02-13,2025-03-01\nBolton", b"2024-02-13,\nBolton").replace(b"Bolton,", b"Boltn,")
    app = bring(near, "june.csv")
    assert "2 rows of sheet.csv wait for an answer no more: this sheet stands for it." in said(app)
    press(app, "Save the records")
    assert [(one.file, one.rows) for one in open_store().left_open()] == [("june.csv", 1)]
    assert WAIT not in said(come_in(open_page))


@pytest.mark.usefixtures("saved")
def test_rows_to_look_at_that_were_answered_in_the_file_wait_no_more(bring):
    reading = readers.read("sheet.csv", SHEET)
    answered = quarantine.to_csv(reading).replace(b"Darren", b"Darien").replace(b"Glastonberry", b"Glastonbury")
    app = bring(answered, "to-look-at.csv")
    assert "2 rows of sheet.csv wait for an answer no more: this sheet stands for it." in said(app)
    press(app, "Save the records")
    assert len(open_store().records()) == 3
    assert open_store().left_open() == ()


def test_own_file_with_rows_that_ask_is_saved_though_no_record_changes(bring):
    mine = schema.cells(records(record(mentee="Avon"), record(mentee="Canton"))).replace("Canton", "Nowhere")
    app = bring(mine.to_csv(index=False).encode(), "ours.csv")
    press(app, "Save the records")
    press(bring(mine.to_csv(index=False).replace("Nowhere", "Elsewhere").encode(), "again.csv"), "Save the records")
    assert [(one.file, one.rows) for one in open_store().left_open()] == [("again.csv", 1), ("ours.csv", 1)]
    assert len(open_store().records()) == 1


def test_file_that_was_too_large_to_be_kept_is_asked_for_and_can_be_taken_off(bring, open_page, monkeypatch):
    monkeypatch.setattr(left_open, "LARGEST", 10)
    press(bring(SHEET), "Save the records")
    app = come_in(open_page)
    assert "The file was too large to be kept: bring it in again to answer them." in said(app)
    assert "Answer them" not in labels(app)
    press(app, "Not needed")
    press(app, "Take them off this list")
    assert open_store().left_open() == ()


def test_file_name_is_text(bring, open_page):
    press(bring(SHEET, "*may* [x](y) <b>.csv"), "Save the records")
    shown = next(text.value for text in come_in(open_page).markdown if "wait for an answer" in text.value)
    assert "\\*may\\*" in shown
    assert "\\[x\\]" in shown
