"""Help that is ticked off: a column of yes and no for each form of support, hours of staff, and words beside them."""

import pytest
from builders import csv_of

from sct_dash.records import ticked
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.headers import Mapping
from sct_dash.records.readers import look, read

MENTEES = ["Avon", "Canton", "Bolton", "Vernon", "Tolland", "Granby", "Hebron", "Enfield"]
WORDS = "How did they help?"
TALK, STAFF = "Presentation? (Y/N)", "Staff hrs?"


def sheet(columns, *rows):
    """A file whose help stands in these columns, filled in row by row."""
    told = [["Hartford", town, "3.12", "2024-05-01", *cells] for town, cells in zip(MENTEES, rows, strict=False)]
    return csv_of(["Mentor", "Mentee", "Action", "Started", *columns], *told)


def support(reading):
    return dict(zip(reading.records["mentee"], reading.records["support"], strict=True))


def kept(reading):
    return dict(zip(reading.records["mentee"], reading.records["notes"], strict=True))


def asked(reading):
    return [(fault.row, fault.value, fault.suggestion) for fault in reading.faults]


@pytest.mark.parametrize(
    ("header", "forms"),
    [
        ("Presentation? (Y/N)", ("presentation",)),
        ("Talk to a board or commission? Y/N", ("presentation",)),
        ("Presentation w/ Q&A (Y/N)", ("presentation",)),
        ("Staff hours? Y/N", ("staff_time",)),
        ("Hours of staff time", ("staff_time",)),
        ("Just a webinar / conference? Y/N", ("webinar", "conference")),
        ("Webinar only?", ("webinar",)),
        ("Talk given?", ("presentation",)),
        ("Staff hrs spent", ("staff_time",)),
        ("Staff lent?", ()),
        ("Presentation / webinar? Y/N", ()),
        ("Presentation slides on file? Y/N", ()),
        ("Staff time logged?", ()),
        ("Site visit?", ()),
        ("Presentation planned? Y/N", ()),
        ("Presentation offered? Y/N", ()),
        ("Public presentation? Y/N", ()),
    ],
)
def test_tick_under_a_header_says_a_form_where_it_names_one_and_nothing_about_it(header, forms):
    assert ticked.forms(header) == forms


def test_columns_of_yes_and_no_are_read_by_themselves_and_each_says_its_own():
    columns = ["Talk to a board or commission?\nY/N", "Staff hours?\nY/N", "Just a webinar / conference?\nY/N"]
    reading = read("r.csv", sheet(columns, ["Y", "N", "N"], ["N", "y", ""], ["Y", "Y", "N"], ["N", "", "yes"]))
    assert support(reading) == {
        "Avon": "presentation", "Canton": "staff_time", "Bolton": "presentation; staff_time",
        "Vernon": "webinar; conference",
    }  # fmt: skip
    assert (reading.faults, look("r.csv", sheet(columns, ["Y", "N", "N"])).layout.questions) == ((), ())


def test_hours_of_staff_time_above_none_are_staff_time_and_kept_in_the_notes():
    reading = read("r.csv", sheet(["Presentation?", STAFF], ["Y", "6"], ["N", "2.5 hrs"], ["Y", "0 hrs"], ["Y", ""]))
    assert list(support(reading).values()) == ["presentation; staff_time", "staff_time", "presentation", "presentation"]
    assert list(kept(reading).values()) == ["Staff hrs?: 6", "Staff hrs?: 2.5 hrs", "Staff hrs?: 0 hrs", ""]


def test_hours_that_became_none_are_said_so_that_those_of_the_last_sheet_do_not_stay():
    reading = read("r.csv", sheet(["Presentation?", STAFF], ["Y", "0"], ["Y", "N"], ["N", "3"]))
    assert kept(reading) == {"Avon": "Staff hrs?: 0", "Canton": "", "Bolton": "Staff hrs?: 3"}


def test_words_that_a_person_answered_are_kept_with_the_hours_beside_them():
    content = sheet([WORDS, TALK, STAFF], ["helped draft", "N", "6"], ["webinar", "Y", "3"], ["staff time", "N", "-"])
    (fault,) = read("r.csv", content).faults
    assert (fault.row, fault.column) == (3, "support")
    answers = Correction(2, "support", "other"), Correction(3, "support", "webinar; staff_time")
    reading = read("r.csv", content, corrections=Corrections(answers))
    assert kept(reading) == {"Avon": f"{WORDS}: helped draft; {STAFF}: 6", "Canton": f"{STAFF}: 3", "Bolton": ""}
    assert f"Row 2, support: '{STAFF}: 6' is kept in the notes." in map(str, reading.notes)


def test_words_of_a_single_column_that_a_person_answered_are_kept_beside_the_notes():
    header = ["Mentor", "Mentee", "Action", "Started", "Kind of help", "Notes"]
    told = [["misc. 6 hrs", "old"], ["workshop", ""], ["n/a", ""], ["staff time", ""]]
    rows = [["Hartford", town, "3.12", "2024-05-01", *cells] for town, cells in zip(MENTEES, told, strict=False)]
    answers = [Correction(row, "support", "staff_time") for row in (2, 3, 4, 5)]
    reading = read("r.csv", csv_of(header, *rows), corrections=Corrections(tuple(answers)))
    assert kept(reading) == {
        "Avon": "old; Kind of help: misc. 6 hrs", "Canton": "Kind of help: workshop", "Bolton": "", "Vernon": "",
    }  # fmt: skip


def test_words_that_say_more_than_the_form_that_they_name_are_kept_without_a_question():
    rows = ["Staff time, GIS"], ["staff time"], ["presentation at Ag Commission"], ["Presentation"]
    reading = read("r.csv", sheet([WORDS], *rows))
    assert reading.faults == ()
    assert kept(reading) == {
        "Avon": f"{WORDS}: Staff time, GIS", "Canton": "", "Bolton": f"{WORDS}: presentation at Ag Commission",
        "Vernon": "",
    }  # fmt: skip
    answered = Corrections((Correction(2, "support", "presentation"),))
    assert kept(read("r.csv", sheet([WORDS], *rows), corrections=answered)) == kept(reading)


def test_ticked_header_that_names_no_form_is_kept_beside_one_that_does():
    fields = ("mentor", "mentee", "action", "started", "support", "support")
    content = sheet(["Site visit? (Y/N)", TALK], ["Y", "Y"], ["N", "Y"])
    reading = read("r.csv", content, mapping=Mapping(fields))
    assert support(reading) == {"Avon": "presentation", "Canton": "presentation"}
    assert kept(reading) == {"Avon": "Site visit? (Y/N): Y", "Canton": ""}


def test_notes_that_a_person_gave_stand_as_given():
    content = sheet([WORDS], ["misc."], ["staff time"])
    answers = Correction(2, "support", "staff_time"), Correction(2, "notes", "by phone")
    reading = read("r.csv", content, corrections=Corrections(answers))
    assert kept(reading) == {"Avon": "by phone", "Canton": ""}
    assert not [note for note in reading.notes if "is kept" in note.text]


@pytest.mark.parametrize("header", ["Hours", "Number of meetings", "Presentation hours", "Webinar attendees", "Staff"])
def test_numbers_of_other_things_are_no_support(header):
    assert "support" not in look("r.csv", sheet([header], ["3"], ["12"], ["4"])).layout.mapping.fields


def test_words_and_ticks_are_joined_and_words_that_nobody_understands_are_kept_beside_a_tick():
    content = sheet([WORDS, TALK, STAFF], ["staff time", "Y", ""], ["annual workshop", "Y", "N"], ["", "N", "y"],
                    ["gave a talk to their P&Z", "", ""])  # fmt: skip
    reading = read("r.csv", content)
    assert reading.faults == ()
    assert support(reading) == {
        "Avon": "staff_time; presentation", "Canton": "presentation", "Bolton": "staff_time", "Vernon": "presentation",
    }  # fmt: skip
    assert kept(reading) == {"Avon": "", "Canton": f"{WORDS}: annual workshop", "Bolton": "",
                             "Vernon": f"{WORDS}: gave a talk to their P&Z"}  # fmt: skip
    assert "Row 3, support: 'How did they help?: annual workshop' is kept in the notes." in map(str, reading.notes)


def test_words_without_a_tick_ask_for_themselves_alone():
    reading = read("r.csv", sheet([WORDS, TALK, STAFF], ["annual workshop", "N", "N"], ["staff time", "Y", ""]))
    assert asked(reading) == [(2, "annual workshop", "")]


@pytest.mark.parametrize("words", ["cancelled", "asked for it, never happened", "planned for May?"])
def test_words_that_may_say_that_no_help_was_given_ask_beside_a_tick(words):
    reading = read("r.csv", sheet([WORDS, TALK], [words, "Y"], ["staff time", "N"]))
    assert [fault.row for fault in reading.faults] == [2]


def test_words_that_say_nothing_are_not_kept():
    reading = read("r.csv", sheet([WORDS, TALK], ["n/a", "Y"], ["-", "Y"], ["staff time", "N"]))
    assert (reading.faults, set(kept(reading).values())) == ((), {""})
    none = read("r.csv", sheet([WORDS, TALK], ["n/a", "N"], ["staff time", "N"]))
    assert [(fault.value, fault.reason) for fault in none.faults] == [("", "no help is ticked; write which was given")]


def test_row_without_any_tick_or_word_says_that_no_help_is_ticked():
    reading = read("r.csv", sheet([TALK, STAFF], ["N", "N"], ["", ""], ["Y", "N"]))
    assert [(fault.row, fault.value, fault.reason) for fault in reading.faults] == [
        (2, "", "no help is ticked; write which was given"), (3, "", "no help is ticked; write which was given"),
    ]  # fmt: skip
    assert len(reading.problems) == 1


def test_words_that_name_what_is_said_not_to_have_been_given_ask():
    reading = read("r.csv", sheet([WORDS, TALK, STAFF], ["presentation", "N", "Y"], ["staff time", "N", "Y"]))
    (fault,) = reading.faults
    assert (fault.row, fault.options) == (2, ("staff_time", "presentation; staff_time"))
    assert fault.reason == "says presentation with discussion, and 'Presentation? (Y/N)' says no"
    dashed = read("r.csv", sheet([WORDS, TALK], ["presentation", "-"], ["staff time", "Y"]))
    assert (dashed.faults, support(dashed)["Avon"]) == ((), "presentation")
    answer = Corrections((Correction(2, "support", "staff_time"),))
    answered = read("r.csv", sheet([WORDS, TALK, STAFF], ["presentation", "N", "Y"]), corrections=answer)
    assert (answered.faults, list(answered.records["support"])) == ((), ["staff_time"])


def test_presentation_that_may_be_the_one_at_a_webinar_promises_nothing():
    reading = read("r.csv", sheet([WORDS, TALK], ["presented at a webinar", "Y"], ["staff time", "N"]))
    (fault,) = reading.faults
    assert (fault.options, support(reading)) == (("webinar", "webinar; presentation"), {"Canton": "staff_time"})
    other = read("r.csv", sheet([WORDS, STAFF], ["webinar", "Y"], ["staff time", "N"], ["staff time", "Y"]))
    assert [(fault.row, fault.value) for fault in other.faults] == [(3, "staff time")]
    assert support(other) == {"Avon": "webinar; staff_time", "Bolton": "staff_time"}
    assert fault.reason == "says webinar, and what is ticked under 'Presentation? (Y/N)' may be the same"


def test_tick_that_may_be_several_things_asks_whatever_else_is_ticked():
    columns = ["Staff lent? (Y/N)", "Webinar? (Y/N)", TALK]
    content = sheet(columns, ["Y", "Y", "N"], ["Y", "N", "Y"], ["Y", "N", "N"], ["N", "N", "Y"])
    assert [h.header for h in look("r.csv", content).layout.questions] == ["Staff lent? (Y/N)"]
    fields = ("mentor", "mentee", "action", "started", "support", "support", "support")
    reading = read("r.csv", content, mapping=Mapping(fields))
    assert asked(reading) == [
        (2, "staff lent; webinar", "staff_time; webinar"),
        (3, "staff lent; presentation", "staff_time; presentation"),
        (4, "staff lent", "staff_time"),
    ]
    assert kept(reading) == {"Vernon": ""}


def test_several_columns_that_may_tell_of_the_help_are_asked_about_beside_words_and_one_alone_is_not():
    rest = [["staff time", "Y", "Y"], ["presentation", "N", "Y"], ["webinar", "Y", "N"]]

    def questions(*columns):
        layout = look("r.csv", sheet(columns, *([cells[: len(columns)] for cells in rest]))).layout
        return {heading.header: heading.options for heading in layout.questions}

    assert questions("Type of help", "Site visit? Y/N", "Shared their ordinance? Y/N") == {
        "Site visit? Y/N": ("support",), "Shared their ordinance? Y/N": ("support",),
    }  # fmt: skip
    assert questions("Type of help", "Site visit? Y/N") == {}
    either = look("r.csv", sheet(["Class/webinar only (Y/N)"], ["Y"], ["N"], ["Y"])).layout.questions
    assert [heading.options for heading in either] == [("support",)]
    assert questions("Type of help", "Site visit? Y/N", "Presentation? Y/N") == {"Site visit? Y/N": ("support",)}


def test_other_is_a_form_only_beside_columns_of_forms():
    fields = look("r.csv", sheet(["Presentation", "Other"], ["x", ""], ["", "x"], ["x", "x"])).layout.mapping.fields
    assert fields[-2:] == ("support", "support")
    alone = look("r.csv", sheet(["Type of help", "Other"], ["staff time", "Y"], ["webinar", "N"])).layout
    assert alone.mapping.fields[-2:] == ("support", "")


def test_columns_of_the_same_header_are_each_read():
    content = sheet(["Support", "Support", TALK], ["staff time", "other", "Y"], ["other", "", "Y"])
    fields = ("mentor", "mentee", "action", "started", "support", "support", "support")
    reading = read("r.csv", content, mapping=Mapping(fields))
    assert list(support(reading).values()) == ["staff_time; other; presentation", "other; presentation"]


@pytest.mark.parametrize(
    ("header", "form"),
    [("Pres. + disc.", "presentation"), ("PPT+talk Y/N", "presentation"), ("Conf. Y/N", "conference")],
)
def test_short_words_of_a_header_name_their_form(header, form):
    assert ticked.forms(header) == (form,)


@pytest.mark.parametrize("header", ["PPT on file? Y/N", "Pres. of the council told? Y/N", "Hands-on Y/N"])
def test_short_words_about_something_else_name_no_form(header):
    assert ticked.forms(header) == ()


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("yes - 2 hrs", True), ("x; great", True), ("No - cancelled", False), ("n, next year", False),
        ("Y, staff time too", None), ("y (webinar)", None), ("yesterday", None), ("2 hrs", None),
        ("Y - cancelled", None), ("yes (planned)", None), ("y - tbd", None), ("N - they sent a video", False),
    ],
)  # fmt: skip
def test_what_stands_behind_a_yes_or_no_is_a_remark_unless_it_names_a_form(cell, meant):
    assert ticked.is_ticked("Presentation?", cell) is meant


def test_remark_behind_a_tick_is_kept_in_the_notes():
    reading = read("r.csv", sheet([TALK], ["yes - 2 hrs"], ["Y"], ["Y"]))
    assert set(reading.records["support"]) == {"presentation"}
    assert sorted(reading.records["notes"]) == ["", "", f"{TALK}: yes - 2 hrs"]


def test_remark_behind_a_no_is_kept_too():
    reading = read("r.csv", sheet([TALK, STAFF], ["N - sent a video", "2"], ["Y", "1"], ["Y", "0"]))
    assert sorted(reading.records["notes"]) == [f"{TALK}: N - sent a video; {STAFF}: 2", f"{STAFF}: 0", f"{STAFF}: 1"]


@pytest.mark.parametrize("words", ["met with their planner twice", "workshop for their P&Z"])
def test_words_that_may_earn_points_ask_beside_a_tick_for_an_event_alone(words):
    columns = ["Type of help", "Webinar? (Y/N)"]
    reading = read("r.csv", sheet(columns, [words, "Y"], ["staff time", "N"], ["staff time", "N"]))
    assert [(fault.row, fault.column) for fault in reading.faults] == [(2, "support")]


UNSURE = [["Y", "1"], ["Y", "2"], ["N", "3"], ["Y", "4"]]


@pytest.mark.parametrize(
    ("cells", "value", "options"),
    [
        (["maybe", ""], f"{TALK}: maybe", ("presentation",)),
        (["?", "6"], f"{TALK}: ?", ("staff_time", "staff_time; presentation")),
        (["Y", "some?"], f"{STAFF}: some?", ("presentation", "presentation; staff_time")),
        (["maybe", "?"], f"{TALK}: maybe; {STAFF}: ?", ()),
    ],
)
def test_cell_that_is_neither_yes_nor_no_is_named_by_its_column(cells, value, options):
    (fault,) = read("r.csv", sheet([TALK, STAFF], *UNSURE, cells)).faults
    header, said = value.split("; ")[0].split(": ")
    assert (fault.column, fault.value, fault.suggestion, fault.options) == ("support", value, "", options)
    assert fault.reason == f"{said!r} under {header!r} is neither yes nor no; write which help was given"


def test_words_beside_ticks_that_are_sure_ask_for_themselves():
    (fault,) = read("r.csv", sheet([WORDS, TALK], ["misc.", "N"], ["staff time", "Y"], ["staff time", "N"])).faults
    assert fault.value == "misc."


def test_unsure_tick_that_a_person_answered_asks_no_more_and_is_kept():
    answer = Corrections((Correction(6, "support", "staff_time"),))
    reading = read("r.csv", sheet([TALK, STAFF], *UNSURE, ["maybe", "6"]), corrections=answer)
    assert (reading.faults, kept(reading)["Tolland"]) == ((), f"{TALK}: maybe; {STAFF}: 6")


def test_answer_that_is_no_form_asks_about_the_answer():
    answer = Corrections((Correction(6, "support", "kindness"),))
    reading = read("r.csv", sheet([TALK, STAFF], *UNSURE, ["maybe", "6"]), corrections=answer)
    assert [fault.value for fault in reading.faults] == ["kindness"]


GROUP = ["Mentor", "Mentee", "Action", "Started", "Kind of help", "", "", "", "Worksheet rec'd", ""]
PARTS = ["", "", "", "", "Talk w/ discussion", "Staff time", "Webinar", "Other (describe)", "From", "To"]


def grouped(*rows, towns=("From", "To")):
    told = [["Hartford", town, "3.12", "2024-05-01", *cells] for town, cells in zip(MENTEES, rows, strict=False)]
    return csv_of([*towns, *GROUP[2:]], PARTS, *told)


@pytest.mark.parametrize("towns", [("From", "To"), ("Help from", "Help to"), ("Town from", "Town to")])
def test_ticks_under_the_parts_of_one_header_say_the_kind_of_help_and_whose_worksheet_came_in(towns):
    rows = [["x", "", "", "", "x", "x"], ["", "X", "", "", "x", ""], ["x", "x", "", "", "", "x"],
            ["", "", "x", "phone calls", "", ""]]  # fmt: skip
    reading = read("r.csv", grouped(*rows, towns=towns))
    assert support(reading) == {"Avon": "presentation", "Canton": "staff_time", "Bolton": "presentation; staff_time"}
    assert list(reading.records["mentor_documented"]) == [True, True, False]
    assert list(reading.records["mentee_documented"]) == [True, False, True]
    assert [(fault.column, fault.value) for fault in reading.faults] == [("support", "Webinar; phone calls")]
    assert reading.layout.questions == ()


def test_part_that_no_row_ticks_is_read_all_the_same_and_one_of_other_words_is_asked_about():
    rows = [["x", "", "", "", "x", "x"], ["", "X", "", "see file", "x", ""], ["", "x", "", "Ann", "", "x"]]
    layout = look("r.csv", grouped(*rows)).layout
    assert dict(zip((h.header for h in layout.headings), layout.mapping.fields, strict=True)) == {
        "From": "mentor", "To": "mentee", "Action": "action", "Started": "started",
        "Kind of help Talk w/ discussion": "support", "Kind of help Staff time": "support",
        "Kind of help Webinar": "support", "Kind of help Other (describe)": "",
        "Worksheet rec'd From": "mentor_documented", "Worksheet rec'd To": "mentee_documented",
    }  # fmt: skip
    assert [(h.header, h.options) for h in layout.questions] == [
        ("Kind of help Other (describe)", ("support", "notes"))
    ]  # fmt: skip


@pytest.mark.parametrize("header", ["Help notes", "Help requested"])
def test_words_about_the_help_or_of_help_that_was_wanted_are_asked_about_beside_ticks(header):
    columns = ["Help talk", "Help webinar", header]
    rows = [["x", "", "staff time"], ["", "x", "presentation"], ["x", "", "webinar"]]
    layout = look("r.csv", sheet(columns, *rows)).layout
    assert layout.mapping.fields[-3:] == ("support", "support", "")
    assert [(h.header, h.options) for h in layout.questions] == [(header, ("notes", "support"))]


@pytest.mark.parametrize("header", ["Help requested talk", "Kind of help (planned) talk"])
def test_tick_under_help_that_was_requested_is_no_help(header):
    columns = ["Help talk", "Help webinar", header]
    layout = look("r.csv", sheet(columns, ["x", "", "x"], ["", "x", "x"], ["x", "", "x"])).layout
    assert layout.mapping.fields[-3:] == ("support", "support", "")


def test_worksheets_from_and_to_beside_towns_of_other_names_are_asked_about():
    layout = look("r.csv", grouped(["x", "", "", "", "x", "x"], towns=("Mentor", "Mentee"))).layout
    assert [(h.header, h.options) for h in layout.questions] == [
        ("Worksheet rec'd From", ("mentor_documented", "mentee_documented")),
        ("Worksheet rec'd To", ("mentor_documented", "mentee_documented")),
    ]


def test_worksheets_that_came_from_no_town_yet_are_read_beside_those_of_the_other():
    layout = look("r.csv", grouped(*[["x", "", "", "", "x", ""]] * 3)).layout
    assert (layout.mapping.fields[-2:], layout.questions) == (("mentor_documented", "mentee_documented"), ())


def test_worksheet_from_alone_is_asked_about_beside_towns_named_from_and_to():
    rows = [["Hartford", town, "3.12", "talk", "2024-05-01", "x"] for town in MENTEES[:3]]
    layout = look("r.csv", csv_of(["From", "To", "Action", "Help", "Started", "Worksheet from"], *rows)).layout
    assert [h.options for h in layout.questions] == [("mentor_documented", "mentee_documented")]
