"""What saving a sheet of another shape would empty, double or take away, asked and told above Save."""

import pytest

from sct_dash import clock, words
from sct_dash.records.store import open_store

OURS = b"Mentor,Mentee,Action,Type of help,Date started,Completed,Remarks\n"
THEIRS = b"Helper town,Helped town,SCT action #,Support given,Start date,Implemented on,Notes\n"
SAVED = (
    b"Avon,Canton,3.12,staff time,2024-02-13,2025-03-01,first call\n"
    b"Bolton,Kent,3.2,staff time,2024-02-13,2025-03-01,second call\n"
)
SPARSE = SAVED.replace(b"first call", b"").replace(b"2025-03-01,second call", b",")
KEEP, EMPTY = "Keep what is here", "Empty them as well"


def save(app):
    next(button for button in app.button if button.label == "Save the records").click().run()
    assert not app.exception


def said(app):
    return [text.value.replace("\\", "") for text in [*app.markdown, *app.caption, *app.warning]]


def choice(app):
    return next((radio for radio in app.radio if KEEP in radio.options), None)


def kept():
    rows = open_store().records().set_index("mentor")
    return rows["notes"].to_dict(), rows["implemented_on"].notna().to_dict()


FILLED = ({"Avon": "first call", "Bolton": "second call"}, {"Avon": True, "Bolton": True})
EMPTIED = ({"Avon": "", "Bolton": ""}, {"Avon": True, "Bolton": False})


def test_sheet_of_another_shape_empties_nothing_that_is_filled_here_unless_somebody_says_so(bring):
    save(bring(OURS + SAVED))
    app = bring(THEIRS + SPARSE)
    assert "**The sheet leaves 3 fields empty that are filled here**" in said(app)
    assert (
        "Avon's mentorship of Canton on 3.12 (notes) and Bolton's mentorship of Kent on 3.2 (implemented on and notes)."
    ) in said(app)
    assert (choice(app).value, choice(app).options) == (KEEP, [KEEP, EMPTY])
    assert "**Saving brings 0 new records, changes 0 and leaves 2 as they are.**" in said(app)
    assert not app.warning
    save(app)
    assert kept() == FILLED
    assert open_store().history()[0].sentence.endswith(": no record changed (sheet.csv).")


def test_fields_that_the_sheet_leaves_blank_are_emptied_when_somebody_says_so(bring):
    save(bring(OURS + SAVED))
    app = bring(THEIRS + SPARSE)
    choice(app).set_value(EMPTY).run()
    assert "**Saving brings 0 new records, changes 2 and leaves 0 as they are.**" in said(app)
    assert [line for line in said(app) if "loses its day" in line] == [
        "1 record loses its day of implementation, and the points with it, because the sheet says none: "
        "Bolton's mentorship of Kent on 3.2."
    ]
    save(app)
    assert kept() == EMPTIED


def test_blank_that_was_kept_is_not_asked_about_again(bring):
    save(bring(OURS + SAVED))
    save(bring(THEIRS + SPARSE))
    app = bring(THEIRS + SPARSE, "june.csv")
    assert choice(app) is None
    assert next(button for button in app.button if button.label == "Save the records").disabled
    assert kept() == FILLED


def test_cell_that_next_months_version_of_the_sheet_empties_is_emptied_where_somebody_says_so(bring):
    save(bring(OURS + SAVED))
    app = bring(OURS + SPARSE, "june.csv")
    assert choice(app).value == KEEP
    choice(app).set_value(EMPTY).run()
    save(app)
    assert kept() == EMPTIED


def test_older_version_of_a_sheet_takes_nothing_away_by_itself(bring):
    save(bring(OURS + SPARSE))
    save(bring(THEIRS + SAVED))
    save(bring(OURS + SPARSE, "old.csv"))
    assert kept() == FILLED


def test_older_version_of_a_sheet_tells_what_it_sets_back_before_it_is_saved(bring):
    save(bring(OURS + SAVED))
    later = SAVED.replace(b"2025-03-01,first call", b"2025-04-01,third call")
    assert not bring(OURS + later, "june.csv").warning
    save(bring(OURS + later, "june.csv"))
    app = bring(OURS + SAVED, "may.csv")
    (told,) = [warning.value.replace("\\", "") for warning in app.warning]
    assert told == (
        f"This may be an older version of the sheet: it sets 2 fields back to what stood there before "
        f"{words.day(clock.today())}: Avon's mentorship of Canton on 3.12 (implemented on and notes)."
    )
    assert next(box for box in app.expander if box.label == "What changes").proto.expanded


def test_one_blank_field_is_said_as_one_and_of_many_the_first_are_named(bring):
    save(bring(OURS + SAVED))
    assert "**The sheet leaves 1 field empty that is filled here**" in said(
        bring(THEIRS + SAVED.replace(b"first ", b"").replace(b"call", b"", 1))
    )
    more = b"".join(b"Avon,Canton,3.%d,staff time,2024-02-13,2025-03-01,call\n" % number for number in range(2, 8))
    save(bring(OURS + more, "more.csv"))
    app = bring(THEIRS + more.replace(b",call", b","), "more.csv")
    named = [line for line in said(app) if line.startswith("Avon's mentorship of Canton on 3.2 (notes), ")]
    assert [line.split("3.5 ")[1] for line in named] == ["(notes) and 2 more."]


def test_records_that_a_sheet_says_are_not_documented_any_more_are_told(bring):
    header = OURS.replace(b"\n", b",Documented by mentor\n")
    documented = SAVED.replace(b" call\n", b" call,yes\n")
    save(bring(header + documented))
    app = bring(header + documented.replace(b",yes", b",no"), "june.csv")
    assert [warning.value.replace("\\", "") for warning in app.warning] == [
        "2 records are no longer documented by a town: Avon's mentorship of Canton on 3.12 and "
        "Bolton's mentorship of Kent on 3.2."
    ]
    assert next(box for box in app.expander if box.label == "What changes").proto.expanded


def test_notes_that_a_sheet_of_another_shape_replaces_are_told_and_those_of_its_own_next_version_are_not(bring):
    save(bring(OURS + SAVED))
    theirs = SAVED.replace(b"first call", b"from last year's list").replace(b"second call", b"Second call, and mail")
    app = bring(THEIRS + theirs)
    assert [warning.value.replace("\\", "") for warning in app.warning] == [
        "1 note is replaced by another one: Avon's mentorship of Canton on 3.12 (notes)."
    ]
    assert next(box for box in app.expander if box.label == "What changes").proto.expanded
    save(app)
    app = bring(THEIRS + theirs.replace(b"from last year's list", b"by telephone"), "june.csv")
    assert not app.warning
    assert not next(box for box in app.expander if box.label == "What changes").proto.expanded


@pytest.mark.parametrize(
    ("started", "told", "ticked"),
    [(b"2024-02-01", "February 1, 2024", True), (b"2024-05-14", "May 14, 2024", False)],
)
def test_mentorship_with_another_start_in_a_sheet_of_another_shape_is_asked_about(bring, started, told, ticked):
    save(bring(OURS + SAVED))
    app = bring(THEIRS + SAVED.replace(b"2024-02-13", started, 1))
    assert "**1 row looks like a correction**" in said(app)
    (asked,) = app.checkbox
    assert (asked.label.replace("\\", ""), asked.value) == (
        "This looks like Avon's mentorship of Canton on 3.12, with another start "
        f"({told} instead of February 13, 2024): change it?",
        ticked,
    )
    save(app)
    starts = open_store().records().query("mentor == 'Avon'")["started"].astype("str").tolist()
    assert starts == ([started.decode()] if ticked else ["2024-02-13", started.decode()])
    assert not bring(THEIRS + SAVED.replace(b"2024-02-13", started, 1), "june.csv").checkbox


def test_many_rows_that_may_be_corrections_are_all_taken_as_such_with_one_click(bring):
    rows = b"".join(
        b"Avon,%s,3.12,staff time,2024-02-13,,\n" % town for town in (b"Canton", b"Kent", b"Lyme", b"Salem")
    )
    save(bring(OURS + rows))
    app = bring(THEIRS + rows.replace(b"2024-02-13", b"2024-05-14"))
    assert "**4 rows look like a correction**" in said(app)
    app.checkbox[0].check().run()
    next(button for button in app.button if button.label == "Tick all").click().run()
    assert [box.value for box in app.checkbox] == [True] * 4
    assert "Tick all" not in [button.label for button in app.button]
    save(app)
    assert open_store().records()["started"].astype("str").tolist() == ["2024-05-14"] * 4


def test_blank_of_a_row_that_is_a_record_with_another_start_is_asked_about_too(bring):
    save(bring(OURS + SAVED))
    app = bring(THEIRS + SAVED.replace(b"2024-02-13", b"2024-02-01", 1).replace(b"first call", b""))
    assert choice(app).value == KEEP
    save(app)
    assert kept() == FILLED


@pytest.mark.parametrize(
    ("mentee", "link", "whose", "region"),
    [
        (b"Canton", {}, "CRCOG's towns have earned", "region=CRCOG"),
        (b"Canton", {"region": "RiverCOG"}, "RiverCOG's towns have earned", "region=RiverCOG"),
        (b"Essex", {}, "CRCOG's towns have earned", "region=CRCOG"),
        (b"Kent", {}, "Connecticut's towns have earned", ""),
    ],
)
def test_points_of_the_sheets_own_region_are_told_where_none_was_chosen(open_page, mentee, link, whose, region):
    rows = b"Avon,Canton,3.12,staff time,2024-02-13,2025-03-01,\nBolton,%s,3.2,staff time,2024-02-13,2025-03-01,\n"
    rows = rows % mentee if mentee != b"Kent" else rows.replace(b"Bolton,%s", b"Kent,Salisbury")
    app = open_page("pages/records.py", link | {"task": "Bring in a sheet"}, who="Ana")
    app.get("file_uploader")[0].set_value([("sheet.csv", OURS + rows, "text/csv")]).run()
    save(app)
    (told,) = [one.proto for one in app.get("page_link") if one.proto.label.endswith("See them now")]
    assert told.label.replace("\\", "").startswith(whose)
    assert region in told.query_string
    assert ("region=" in told.query_string) == bool(region)


def test_sheet_that_was_saved_with_open_rows_is_closed_and_one_that_was_changed_since_is_closed_without_saving(bring):
    def closing(app):
        (button,) = [button for button in app.button if button.key == "put_away"]
        return button.label

    app = bring(OURS + SAVED + b"Darren,Kent,3.3,staff time,2024-02-13,,\n")
    assert closing(app) == "Close without saving"
    save(app)
    assert closing(app) == "Close"
    next(button for button in app.button if button.label == "Darien").click().run()
    assert closing(app) == "Close without saving"
