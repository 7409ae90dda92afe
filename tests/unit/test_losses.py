"""What saving a sheet takes away, in sentences."""

import pytest
from builders import record, records

from sct_dash import clock, words
from sct_dash.records import losses, schema
from sct_dash.records.store import open_store

AVON, CANTON = (
    record(record_id=name, mentee=town, notes=f"{town} called.", evidence="minutes", partners="YMCA; Land Trust")
    for name, town in (("R1", "Avon"), ("R2", "Canton"))
)
ON_AVON, ON_CANTON = (f"Hartford's mentorship of {town} on 3.12" for town in ("Avon", "Canton"))


@pytest.fixture
def store(url):
    """A store into which a sheet brought two records."""
    store = open_store(url)
    store.import_records(records(AVON, CANTON), "Ana", columns=schema.NAMES)
    return store


def plan(store, *rows, **told):
    return store.plan_import(records(*rows), schema.NAMES, **told)


def said(store, *rows, before=(), named=4, **told):
    return [(one.kind, one.sentence) for one in losses.told(plan(store, *rows, **told), before, named)]


def test_sheet_that_says_the_same_or_more_takes_nothing_away(store):
    assert said(store, AVON, CANTON) == []
    assert losses.edited(plan(store, AVON, CANTON)) == ""
    more = {"notes": "In May:  avon CALLED. And wrote.", "partners": "Land Trust; Library; YMCA"}
    assert said(store, AVON | more, record(record_id="R3", mentee="Kent", notes="new")) == []


def test_lines_of_a_note_may_stand_in_another_order(store):
    store.import_records(records(AVON | {"notes": "one\ntwo"}), "Ana", columns=schema.NAMES)
    assert said(store, AVON | {"notes": "two\nthree\none"}) == []
    assert said(store, AVON | {"notes": "two\nthree"}) == [
        (losses.TEXTS, f"1 note is replaced by another one: {ON_AVON} (notes).")
    ]


def test_notes_that_become_other_ones_are_told(store):
    assert said(store, AVON | {"notes": "from last year's list"}, CANTON | {"notes": "Staff hrs: 5"}) == [
        (losses.TEXTS, f"2 notes are replaced by other ones: {ON_AVON} (notes) and {ON_CANTON} (notes).")
    ]


def test_other_texts_are_told_with_them(store):
    assert said(store, AVON | {"notes": "x", "evidence": "y", "partners": "YMCA"}) == [
        (losses.TEXTS, f"3 texts are replaced by other ones: {ON_AVON} (partners, evidence and notes).")
    ]
    assert said(store, AVON | {"evidence": "slides"}) == [
        (losses.TEXTS, f"1 text is replaced by another one: {ON_AVON} (evidence).")
    ]


def test_text_of_a_record_that_a_sheet_of_this_shape_brought_may_change(store):
    rows = AVON | {"notes": "x"}, CANTON | {"notes": "y"}
    assert said(store, *rows, before={"R1"}) == [
        (losses.TEXTS, f"1 note is replaced by another one: {ON_CANTON} (notes).")
    ]
    assert said(store, *rows, before={"R1", "R2"}) == []


def test_text_that_is_emptied_or_was_changed_here_too_is_asked_about_and_not_told(store):
    assert said(store, AVON | {"notes": ""}) == []
    store.edit(records(AVON | {"notes": "by hand"}), store.version(), "Bo")
    other = AVON | {"notes": "of the sheet"}
    assert said(store, other) == []
    assert said(store, other, take=[("R1", "notes")]) == []


def test_days_and_papers_that_are_lost_are_told(store):
    store.import_records(records(AVON | {"mentor_documented": True}), "Ana", columns=schema.NAMES)
    row = AVON | {"implemented_on": None}
    assert said(store, row) == [
        (
            losses.DAYS,
            "1 record loses its day of implementation, and the points with it, because the sheet says none: "
            f"{ON_AVON}.",
        ),
        (losses.PAPERS, f"1 record is no longer documented by a town: {ON_AVON}."),
    ]
    assert [kind for kind, _ in said(store, row, keep_blanks=True)] == [losses.PAPERS]


def test_text_of_a_sheet_that_was_there_before_x(store):
    store.import_records(records(AVON | {"notes": "second"}), "Ana", columns=schema.NAMES)
    assert said(store, AVON) == [
        (
            losses.SET_BACK,
            "This may be an older version of the sheet: it sets 1 field back to what stood there before "
            f"{words.day(clock.today())}: {ON_AVON} (notes).",
        )
    ]


def test_as_many_records_are_named_as_asked_for(store):
    rows = AVON | {"notes": "x"}, CANTON | {"notes": "y"}
    ((_, one),) = said(store, *rows, named=1)
    assert one == f"2 notes are replaced by other ones: {ON_AVON} (notes) and 1 more."
    ((_, every),) = said(store, *rows, named=None)
    assert every.endswith(f"{ON_AVON} (notes) and {ON_CANTON} (notes).")


def test_four_records_are_named_where_nobody_asks_for_more(store):
    five = [AVON | {"record_id": f"S{n}", "action": f"3.{n}"} for n in range(1, 6)]
    store.import_records(records(*five), "Ana", columns=schema.NAMES)
    (loss,) = losses.told(plan(store, *(one | {"notes": "x"} for one in five)), ())
    assert loss.sentence.count("(notes)") == 4
    assert loss.sentence.endswith(" and 1 more.")


def test_what_was_edited_here_and_stays_is_told(store):
    store.import_records(records(CANTON | {"notes": ""}), "Ana", columns=schema.NAMES, keep_blanks=True)
    store.edit(records(AVON | {"notes": "by hand", "support": "webinar"}), store.version(), "Bo")
    blank = CANTON | {"notes": ""}
    assert losses.edited(plan(store, AVON, blank)) == (
        f"Edited here and unchanged in the sheet: 2 fields stay: {ON_AVON} (support and notes)."
    )
