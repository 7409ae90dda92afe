"""Who documented its part: one column that tells it of both towns, and columns of each in the sheet's own words."""

import pandas as pd
import pytest
from builders import csv_of

from sct_dash.exports import quarantine
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.documented import by
from sct_dash.records.headers import Mapping
from sct_dash.records.readers import look, read
from sct_dash.records.store import open_store

HEADER = ["Mentor", "Mentee", "Action", "Support", "Started"]
MENTEES = ["Avon", "Canton", "Bolton", "Vernon", "Tolland", "Granby", "Hebron", "Enfield"]


def sheet(header, *cells, towns=("Mentor", "Mentee")):
    """A file with one more column, a row for each of its cells."""
    start = ["3.12", "webinar", "2024-05-01"]
    rows = [["Hartford", town, *start, cell] for town, cell in zip(MENTEES, cells, strict=False)]
    return csv_of([*towns, *HEADER[2:], header], *rows)


def reread(content, field, **more):
    """The reading of a file whose last column is this field."""
    return read("r.csv", content, mapping=Mapping(("mentor", "mentee", "action", "support", "started", field)), **more)


def flags(reading):
    return list(zip(reading.records["mentor_documented"], reading.records["mentee_documented"], strict=True))


def asked(content):
    return {heading.header: heading.options for heading in look("r.csv", content).layout.questions}


BOTH, GAVE, GOT, NEITHER = (True, True), (True, False), (False, True), (False, False)


@pytest.mark.parametrize(
    ("said", "who"),
    [(said, who) for who, all_said in {
        BOTH: "both|Both towns|both sides|mentor and mentee|Mentor, Mentee|giver/receiver|helper & helped|"
        "Mentor + mentee|yes|Both did.|Yes, both towns.|both of them have",
        GAVE: "mentor|Mentor only|just the giver|helper|Teacher|mentor town|the helping town|"
        "just the helper so far",
        GOT: "mentee|receiver|helped|Pupil|student|Mentee only|mentee town",
        NEITHER: "neither|none|Neither town|no|nobody|-||No, neither of them.|Neither yet.|none so far",
    }.items() for said in all_said.split("|")],
)  # fmt: skip
def test_cell_of_one_column_tells_of_both_towns_whether_they_documented(said, who):
    reading = read("r.csv", sheet("Documented", "both", "mentor", said))
    assert (flags(reading), reading.faults) == ([BOTH, GAVE, who], ())


@pytest.mark.parametrize(
    ("said", "who"),
    [("Only Hartford so far.", [GAVE]), ("Hartford only", [GAVE]), ("just Tolland", [GOT]), ("Town of Tolland", [GOT])],
)
def test_cell_may_name_the_town_of_its_row_that_documented(said, who):
    reading = read("r.csv", sheet("Documented", "both", "mentor", "neither", "mentee", said))
    assert (flags(reading)[4:], reading.faults) == (who, ())


@pytest.mark.parametrize("said", ["Only Avon so far.", "Hartford and its COG", "not Hartford"])
def test_another_town_or_more_than_a_town_asks_who_documented(said):
    content = sheet("Documented", "both", "mentor", "neither", "mentee", said)
    reading = reread(content, "mentor_documented")
    assert {(fault.row, fault.column) for fault in reading.faults} == {
        (6, "mentor_documented"),
        (6, "mentee_documented"),
    }


@pytest.mark.parametrize(
    "header", ["Documented", "Write-ups in", "Paperwork", "Filed", "Documented by", "Which town filed?"]
)
def test_column_whose_header_tells_documentation_is_read_for_both_towns_and_told(header):
    content = sheet(header, "both", "giver", "none")
    assert asked(content) == {}
    reading = read("r.csv", content)
    assert flags(reading) == [BOTH, GAVE, NEITHER]
    told = "documented by the mentor and documented by the mentee, as each cell names the towns that did (yes is both)"
    assert [note.text for note in reading.notes if note.column == "mentor_documented"] == [
        f"the column {header!r} is read as {told}"
    ]


@pytest.mark.parametrize("field", ["mentor_documented", "mentee_documented"])
def test_column_that_names_towns_fills_both_flags_whichever_it_is_read_as(field):
    assert flags(reread(sheet("Remark", "both", "mentee", "mentor", "neither"), field)) == [BOTH, GOT, GAVE, NEITHER]


def test_plain_yes_and_no_keep_meaning_the_one_flag_that_was_chosen():
    content = sheet("Documented", "yes", "no", "x", "none")
    assert asked(content) == {"Documented": ("mentor_documented", "mentee_documented", "evidence")}
    assert flags(reread(content, "mentee_documented")) == [GOT, NEITHER, GOT, NEITHER]


def test_column_beside_one_of_the_other_town_keeps_meaning_its_own_town():
    rows = [["Hartford", "Avon", "3.12", "webinar", "2024-05-01", "both", "yes"]]
    reading = read("r.csv", csv_of([*HEADER, "Mentor documented", "Mentee documented"], *rows))
    assert [str(fault) for fault in reading.faults] == [
        "Row 2, documented by the mentor: 'both': must be yes or no (empty means no)."
    ]


def test_cell_that_names_no_town_asks_of_each_and_the_others_are_read():
    content = sheet("Documented", "both", "mentor", "neither", "half sent")
    assert asked(content) == {"Documented": ("mentor_documented", "mentee_documented", "evidence")}
    reading = reread(content, "mentor_documented")
    assert flags(reading) == [BOTH, GAVE, NEITHER]
    assert [(fault.row, fault.column, fault.value) for fault in reading.faults] == [
        (5, "mentor_documented", "half sent"), (5, "mentee_documented", "half sent"),
    ]  # fmt: skip
    answers = Corrections((Correction(5, "mentor_documented", "no"), Correction(5, "mentee_documented", "yes")))
    assert flags(reread(content, "mentor_documented", corrections=answers)) == [BOTH, GAVE, NEITHER, GOT]


@pytest.mark.parametrize(
    ("gave", "got", "word", "flags_"),
    [
        ("yes", "yes", "both", BOTH),
        ("no", "yes", "mentee", GOT),
        ("yes", "no", "mentor", GAVE),
        ("no", "", "neither", NEITHER),
    ],
)
def test_odd_cell_that_was_answered_for_both_towns_is_one_word_in_the_sheet_of_rows_to_look_at(gave, got, word, flags_):
    content = sheet("Documented", "both", "mentor", "neither", "half sent")
    answers = (Correction(5, "mentor_documented", gave), Correction(5, "mentee_documented", got))
    asking = Corrections((*answers, Correction(5, "mentee", "Nowhere")))
    written = quarantine.to_csv(reread(content, "mentor_documented", corrections=asking)).decode("utf-8-sig")
    assert written.splitlines()[1].endswith(f",Nowhere,3.12,webinar,2024-05-01,{word}")
    assert flags(read("q.csv", written.replace("Nowhere", "Canton").encode())) == [flags_]


def test_odd_cell_that_was_answered_for_one_town_keeps_that_answer_in_the_sheet_of_rows_to_look_at():
    content = sheet("Documented", "both", "mentor", "neither", "half sent")
    answers = Corrections((Correction(5, "mentee_documented", "yes"),))
    written = quarantine.to_csv(reread(content, "mentor_documented", corrections=answers)).decode("utf-8-sig")
    assert written.splitlines()[0].endswith(",Documented,mentee_documented")
    assert written.splitlines()[1].endswith(",half sent,yes")


def test_cell_with_a_question_mark_is_not_certain_and_asks():
    reading = reread(sheet("Documented", "both", "mentor", "none", "mentee?", "both?"), "mentor_documented")
    assert flags(reading) == [BOTH, GAVE, NEITHER]
    assert {fault.value for fault in reading.faults} == {"mentee?", "both?"}


def test_column_of_which_most_cells_are_other_texts_is_not_one_of_both_towns():
    reading = reread(sheet("Documented", "both", "half sent", "to the council", "in May"), "mentor_documented")
    assert {fault.column for fault in reading.faults} == {"mentor_documented"}
    assert len(reading.faults) == 4


def test_words_for_the_towns_under_another_header_are_not_read_as_documentation():
    reading = read("r.csv", sheet("Who spoke", "both", "mentor", "mentee"))
    assert flags(reading) == [NEITHER] * 3


TAUGHT = ("Teacher", "Pupil")
"""Headers of which a person says which town they are."""


@pytest.mark.parametrize(
    ("header", "field"),
    [(header, field) for field, all_headers in {
        "mentor_documented": "Mentor filed?|Teacher filed|Report from mentor|Teacher's report|Helper submitted Y/N|"
        "Filed by teacher|Mentor town write-up submitted|Worksheet 1 in for mentor|Teacher W1|"
        "Wksht from the teacher?",
        "mentee_documented": "Pupil filed?|Mentee report in|Student paperwork|Helped town filed|Filed pupil|"
        "Submitted by the mentee|W1 in - mentee|Paperwork for pupil",
    }.items() for header in all_headers.split("|")],
)  # fmt: skip
def test_yes_and_no_under_what_one_town_filed_are_its_documentation(header, field):
    content = sheet(header, "Y", "N", "Y", towns=TAUGHT)
    assert look("r.csv", content).layout.mapping.fields[-1] == field
    reading = read("r.csv", sheet(header, "Y", "N", "Y"))
    assert list(reading.records[field]) == [True, False, True]
    called = field.replace("_documented", "")
    assert f"the column {header!r} is read as documented by the {called}" in {note.text for note in reading.notes}


def test_header_of_a_town_is_known_beside_filed_in_the_words_of_the_sheet():
    towns = ("Town lending help", "Municipality getting help")
    content = sheet("Municipality getting help: filed?", "Y", "N", "Y", towns=towns)
    assert look("r.csv", content).layout.mapping.fields[-1] == "mentee_documented"


def test_less_plain_words_and_towns_that_nobody_told_apart_are_offered():
    assert asked(sheet("Mentee in?", "Y", "N", "Y")) == {"Mentee in?": ("mentee_documented",)}
    both = ("mentor_documented", "mentee_documented")
    assert asked(sheet("Big one filed", "Y", "N", "Y", towns=("Big one", "Small one")))["Big one filed"] == both


@pytest.mark.parametrize(
    ("header", "cells"),
    [("Chair filed?", "YNY"), ("Mentor filed", ["the file", "in May", "see web"]), ("Mentor filed with whom", "YNY")],
)
def test_what_is_filed_by_another_or_is_no_yes_and_no_is_not_read(header, cells):
    content = sheet(header, *cells)
    assert (look("r.csv", content).layout.mapping.fields[-1], asked(content)) == ("", {})


def test_two_columns_of_what_one_town_filed_are_offered():
    rows = [["Hartford", town, "3.12", "webinar", "2024-05-01", "Y", "N"] for town in MENTEES]
    content = csv_of([*HEADER, "Mentor filed", "Mentor report"], *rows)
    assert asked(content) == {"Mentor filed": ("mentor_documented",), "Mentor report": ("mentor_documented",)}


@pytest.mark.parametrize(
    "header",
    ["Mentoring documented?", "Blank worksheet sent to mentee", "Worksheet 2 in", "No paperwork yet (mentor)",
     "Other side's worksheet", "WS1 reviewed by COG (Y/N)"],
)  # fmt: skip
def test_yes_and_no_of_papers_of_which_it_is_not_certain_whose_they_are_ask(header):
    content = sheet(header, "Y", "N", "Y")
    assert look("r.csv", content).layout.mapping.fields[-1] == ""
    assert asked(content) == {header: ("mentor_documented", "mentee_documented")}
    assert asked(sheet(header, "in May", "the file", "web")) == {}


def test_town_that_the_sheet_names_in_its_own_word_is_known_beside_its_papers_without_the_word_town():
    content = sheet("Docs complete? assisting", "Y", "N", "Y", towns=("Assisting muni", "Assisted muni"))
    assert look("r.csv", content).layout.mapping.fields[-1] == "mentor_documented"


def test_what_one_column_says_of_both_towns_is_taken_back_for_both(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/records.db")

    def brought(*cells):
        reading = read("r.csv", sheet("Worksheet filed by", *cells))
        store.import_records(reading.records, "Ana", columns=reading.says)
        kept = store.records().set_index("mentee")
        return [tuple(kept.loc[town, ["mentor_documented", "mentee_documented"]]) for town in MENTEES[: len(cells)]]

    assert brought("both", "both", "both") == [BOTH, BOTH, BOTH]
    assert brought("mentor", "neither", "mentee") == [GAVE, NEITHER, GOT]


def test_cell_of_the_one_column_that_says_neither_asks_of_both_towns_and_names_its_column():
    reading = reread(sheet("Documented", "both", "mentor", "neither", "maybe"), "mentor_documented")
    told = [fault.reason for fault in reading.faults]
    assert told == ["must be yes or no (empty means no), in the column 'Documented'"] * 2


def test_word_for_who_documented_a_record():
    flags = {"mentor_documented": [True, True, False, False], "mentee_documented": [True, False, True, False]}
    assert by(pd.DataFrame(flags, index=[4, 5, 6, 7])).to_dict() == {4: "both", 5: "mentor", 6: "mentee", 7: "neither"}
