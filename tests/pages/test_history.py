"""What changed, on the Records page: it is remembered, and never older than the records."""

from builders import record, records

from sct_dash.records.store import open_store

FILE = "pages/records.py"


def said(app):
    return "\n".join(text.value.replace("\\", "") for text in (*app.markdown, *app.caption))


def test_what_changed_is_of_the_last_step_also_when_somebody_else_did_it(open_page):
    store = open_store()
    store.import_records(records(record()), "Ben")
    app = open_page(FILE, {"task": "What changed"})
    assert "**1 change since" in said(app)
    store.import_records(records(record(record_id="R2", mentee="Avon")), "Cy")
    app.run()
    assert "**2 changes since" in said(app)
    app.toggle(key="since_import").set_value(True).run()
    assert "**1 change by Cy's import on" in said(app)
    store.edit(records(record(notes="a call")), store.version(), "Dee")
    app.run()
    assert "**2 changes by Cy's import on" in said(app)
    assert "notes from empty to “a call”" in said(app)


def test_the_records_as_they_were_on_a_day_say_how_to_come_back(open_page):
    open_store().import_records(records(record()), "Ben")
    app = open_page(FILE)
    assert "Select a row" in said(app)
    day = next(one for one in app.date_input if one.label == "As they were on")
    day.set_value("2024-01-01").run()
    assert "**0 records**, as they were on January 1, 2024" in said(app)
    assert "Empty the day to change a record." in said(app)
