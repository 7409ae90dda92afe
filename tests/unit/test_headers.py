"""Headers: found under anything, understood by meaning, asked about when they may mean two things, remembered."""

import pytest

from sct_dash.errors import UserError
from sct_dash.records import header_rows, headers, mappings, readers
from sct_dash.records.headers import Mapping, layout
from sct_dash.records.schema import NAMES
from sct_dash.records.sheets import Sheet

HEADER = ("Mentor Town", "Mentee Town", "Action #", "Support", "Start date")
ROW = ("Hartford", "Avon", "3.12", "presentation", "2024-05-01")


def fields(*header):
    return tuple(heading.field for heading in headers.headings(header))


def asked(*header):
    return {heading.header: heading.options for heading in headers.headings(header) if not heading.field}


@pytest.mark.parametrize(
    ("field", "header"),
    [(field, header) for field, all_headers in {
        "record_id": "Record ID|Mentorship no.|record_id",
        "mentor": "Mentor|Mentor Town|Mentoring municipality|Town giving help|Helping municipality|Helped by|"
        "Town providing assistance|Who helped?|Mentored by|MENTOR TOWN:|mentorTown|Mentor (town)|Town (mentor)|Helper|"
        "Expert town|Learned from|Who they learned from|Taught by|Teacher|Coach|Support from|Who answered|Answered by|"
        "Advice from|Lessons learned from|Advice by|Town that taught|Experienced town|Shared by",
        "mentee": "Mentee|Mentee Town|Town receiving help|Municipality being mentored|Mentored town|Recipient|"
        "Who was helped?|Help given to|Town seeking advice|Who they helped|Municipality (mentee)|"
        "Client town|Who is helped|Who's being helped?|Town that is mentored|Helping whom|Helpee|Whom|Peer mentee|"
        "Learner|Learning town|Receiving|Support to|Who asked|Asked by|Requested by|Town that learned|Trainee|Taker|"
        "Who was taught|Who needed help|Town that asked|Town asked for help",
        "action": "Action|SCT action #|Action No.|Sustainable CT Action Number|Action title|SCT Action|"
        "What about (SCT action #)|Which action|Which SCT action was it?|Re: action",
        "programme_year": "Programme year|Program Year|Certification cycle",
        "support": "Support|Type of support|Kind of help|How they helped|Form of assistance|Other help|"
        "Any other support given",
        "started": "Started|Date started|Start Date|Began|First meeting|First contacted|Since|When did the help begin|"
        "When did the mentoring start|Date help began|Start of help|On what date did it begin|Since when?|Kick-off mtg|"
        "Initial meeting|Dt started|Mentorship initiated|Start mo/yr|Date from",
        "last_active": "Last active|End date|Last contact|Date ended|Until|Last contacted|When did the help end?|"
        "Help ended|End of help|Help stopped on|Final meeting|Date the mentorship concluded|Thru|Till|Date to|"
        "Finished (blank = still going or one-off)|Done (mentorship)|Wrapped up (blank = still active)|"
        "Date finished (leave blank if still meeting)|Finish (help ended)",
        "implemented_on": "Implemented?|Completed?|Date completed|Implementation date|Done|Action completed|"
        "When adopted|Adoption date|In place since|Put in place on|Action in place|In effect since|Date in place|"
        "When was the action implemented in the helped town|Date the action was implemented in the mentee town|"
        "Date implemented by recipient|When did they implement it|When did the helped town do it?|Date measure adopted|"
        "On what date did the town adopt it|Is the action in place yet?|Effective date of action|"
        "Fully implemented (date)|Implementation date in mentee town|Mentee implemented on|Enacted by advisee?|"
        "IMPL. DATE|Mentee adopted|Mentee completed the action|Completed in the helped town|"
        "Helped town completed implementation|Done (action in place)|Implemented (blank = ongoing)|Result in place?|"
        "Action completed (blank = still going)|Completed (blank = not yet)|Action live since",
        "mentor_documented": "Documented by mentor|Mentor documented?|Mentor worksheet|Documented (mentor)|"
        "Write-up helper|Mentor papers|Papers in? helper|Paperwork giver ok?|Worksheet 1 in for helper (Y/N)|"
        "W1: for mentor|Wksht 1 (helper)|W1 in - mentor|Helper's worksheet in?|WS1 rec'd - adviser|"
        "Mentor side written up?|Worksheet for helper town|Forms in: helper|Worksheet 1 submitted (gave)",
        "mentee_documented": "Documented by mentee|Mentee documentation complete?|mentee_documented|"
        "Write-up helped|Helped town paperwork|Papers in? helped|Worksheet 1 in for helped (Y/N)|Worksheet for mentee|"
        "Wksht 1 (helped)|W1 in - mentee|Docs from helped town|Worksheet 1 submitted (got)|Mentee wksht rec'd",
        "partners": "Partners|Partner organizations|Organizations involved|Other partners|Partner orgs|"
        "Other partners involved|Partner agencies|Community partners",
        "evidence": "Evidence|Link|Proof",
        "notes": "Notes|Comments|Notes / comments|Additional remarks",
    }.items() for header in all_headers.split("|")],
)  # fmt: skip
def test_usual_header_means_its_field(field, header):
    assert fields(header) == (field,)


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        *((header, "Implemented (Y/N)") for header in ("Impl'd (Y/N)", "Impl’d?", "Implmt'd", "Impl´d", "Implem'd on")),
        *((header, "Completed") for header in ("Compl'd", "Compl.", "Comp'd (Y/N)", "Complet'n")),
        *((header, "Implemented?") for header in ("Date impl'd", "Impl'n date", "When implem'd", "Finish'd")),
        *((header, "Documented") for header in ("Doc'd", "Doc‘d", "Doc'n", "Docum'd")),
        *((header, "Mentee documented") for header in ("Docd by mentee", "Mentee docm'd", "Docum'd (mentee)")),
        *((header, "Action #") for header in ("Act.", "Act. #", "Act. no.", "Act #", "SCT Act'n no.")),
        ("Start'd", "Started"),
        ("Help'd by", "Helped by"),
    ],
)
def test_abbreviation_with_or_without_an_apostrophe_is_read_as_the_whole_word(short, whole):
    assert (fields(short), list(asked(short).values())) == (fields(whole), list(asked(whole).values()))
    assert fields(short) != ("",) or asked(short) != {short: ()}


@pytest.mark.parametrize(
    "header",
    [
        "Mentor contact",
        "Act. date",
        "They'd know",
        "Contact (mentor)",
        "Supporting documents",
        "Mentee email",
        "Mentor COG",
        "Mentor phone",
        "Population",
        "#",
        "Action points",
        "Who's helped",
        "Date implemented in helper town",
        "When did the mentor implement it",
        "Which action was implemented",
        "When did the mentee",
        "Date work began",
        "Help requested on",
        "Blank worksheet to mentee",
        "Worksheet 2 mentor",
        "Form of teaching",
        "Mentoring documented",
        "Still interested?",
        "when was " * 12 + "it",
        "x" * 200,
    ],
)
def test_column_about_something_else_is_not_read(header):
    assert (fields(header), asked(header)) == (("",), {header: ()})


@pytest.mark.parametrize(
    ("header", "options"),
    [
        ("Town", ("mentor", "mentee")),
        ("Partner town", ("mentor", "mentee")),
        ("Date", ("started", "last_active", "implemented_on")),
        ("Documentation", ("mentor_documented", "mentee_documented", "evidence")),
        ("Status", ("implemented_on",)),
        ("ID", ("record_id",)),
        ("SCT", ("action",)),
        *(
            (header, ("mentor", "mentee"))
            for header in ("Host town", "Mentee of", "Paired with", "Lead town", "Sending town", "Presenting town")
        ),
        *((header, ("mentee", "mentor")) for header in ("Visiting town", "Taught", "Mentor of", "Mentor for")),
        ("Shared with", ("mentee", "partners")),
        ("Town asked", ("mentee", "mentor")),
        ("Lessons learned by", ("mentee",)),
        *(
            (header, ("last_active", "implemented_on"))
            for header in ("Done (blank = ongoing)", "Closed (blank = open)")
        ),
        *(
            (header, ("implemented_on", "last_active"))
            for header in (
                "Mentee completed",
                "Mentee finished",
                "Date mentee done",
                "Mentee side complete",
                "Helped town complete",
                "When did the mentee finish",
                "On what date was the mentee fully done",
                "Done by advisee?",
                "Completed (mentee)",
                "Mentee completed (Y/N)",
                "Mentor completed",
                "Completed (mentor)",
                "Mentor done (Y/N)",
                "Date helping town finished",
            )
        ),
    ],
)
def test_header_that_may_mean_several_things_is_asked_about_and_not_read(header, options):
    assert (fields(header), asked(header)) == (("",), {header: options})


@pytest.mark.parametrize(
    "header", ["Deb's comments", "Staff notes", "COG remarks (internal)", "Status notes", "DEB COMMENTS"]
)
def test_header_that_ends_in_notes_is_notes_and_not_said_again_with_each(header):
    assert fields(header) == ("notes",)
    assert headers.is_named(header, "notes")


@pytest.mark.parametrize("header", ["Help given / notes", "Notes by whom", "Footnotes"])
def test_header_that_says_more_than_notes_is_not_read_as_notes(header):
    assert fields(header) == ("",)


def test_town_helped_is_asked_about_alone_and_is_the_other_town_beside_a_mentor():
    assert asked("Town helped") == {"Town helped": ("mentee", "mentor")}
    assert fields("Mentor town", "Town helped") == ("mentor", "mentee")
    assert fields("Town helped", "Mentee") == ("mentor", "mentee")


def test_finish_may_be_the_mentorships_or_the_actions_and_is_asked_about():
    assert asked("Start", "Finish") == {"Finish": ("implemented_on", "last_active")}
    assert fields("Start", "Finished", "Ended") == ("started", "implemented_on", "last_active")


def test_two_columns_for_one_field_are_asked_about_unless_one_bears_its_very_name():
    assert asked("Start date", "Date began") == {"Start date": ("started",), "Date began": ("started",)}
    assert fields("started", "Date began") == ("started", "")


def test_number_and_title_of_an_action_may_stand_in_two_columns():
    assert fields("Action #", "Action title") == ("action", "action")


@pytest.mark.parametrize("above", [0, 1, 5, 20])
def test_header_is_found_under_a_title_and_blank_lines(above):
    rows = [("Mentorships of the region", "", "", "", "")] * min(above, 1) + [()] * max(above - 1, 0)
    found = layout(Sheet("S", [*rows, HEADER, ROW]))
    assert (found.row, found.mapping.fields) == (above + 1, ("mentor", "mentee", "action", "support", "started"))


def test_row_that_names_every_field_is_the_header_whatever_stands_below():
    repeated_with_more = (*NAMES, "Date")
    assert layout(Sheet("", [("", ""), NAMES, repeated_with_more])).row == 2


def test_file_with_our_own_headers_waits_for_no_pattern_of_other_headers(monkeypatch):
    monkeypatch.setattr(headers, "_patterns", lambda: pytest.fail("a pattern was asked for"))
    row = {
        "mentor": "Hartford",
        "mentee": "Avon",
        "action": "3.12",
        "support": "webinar; other",
        "started": "2024-05-01",
    }
    content = ",".join(NAMES) + "\n" + ",".join(row.get(name, "") for name in NAMES) + "\n"
    assert readers.read("own.csv", content.encode()).records["mentee"].tolist() == ["Avon"]


def test_header_in_two_rows_is_read_as_one():
    groups = ("Mentor", "", "Mentee", "", "Action", "Documented by", "")
    below = ("Town", "Contact", "Town", "Contact", "Number", "Mentor", "Mentee")
    found = layout(Sheet("S", [groups, below, ROW]))
    assert found.row == 2
    assert found.mapping.fields == ("mentor", "", "mentee", "", "action", "mentor_documented", "mentee_documented")


def test_sheet_without_a_header_has_no_layout():
    assert layout(Sheet("S", [ROW, ROW])) is None
    assert layout(Sheet("S", [])) is None


def test_shape_is_the_same_for_the_same_headers_and_another_for_others():
    def shape(*header):
        return layout(Sheet("S", [header, ROW])).shape

    assert shape(*HEADER) == shape(*[f" {text.upper()}: " for text in HEADER])
    assert shape(*HEADER) != shape(*reversed(HEADER))


def test_mapping_to_a_field_that_does_not_exist_is_a_bug():
    with pytest.raises(ValueError, match="'colour'"):
        Mapping(("mentor", "colour"))


def test_every_field_has_a_header_that_means_it():
    assert fields(*NAMES) == NAMES


def test_second_row_that_names_only_the_parts_of_a_merged_header_belongs_to_the_header():
    above = ("Mentor", "Mentee", "Action", None, "Support", "Started")
    rows = [
        above,
        (None, None, "Title", "Number", None, None),
        ("Avon", "Kent", "Pollinators!", "3.12", "staff", "2024"),
    ]
    found = layout(Sheet("S", rows))
    assert (found.row, found.height) == (2, 2)
    assert found.mapping.fields == ("mentor", "mentee", "action", "action", "support", "started")
    without = layout(Sheet("S", [above, (None, None, "Pollinators!", "3.12", None, None)]))
    assert (without.row, without.height) == (1, 1)
    remark = Sheet("S", [(*above[:3], *above[4:], "Contact", "Phone"), (*[None] * 5, "Ann", "860 555 0100")])
    assert (layout(remark).row, layout(remark).height) == (1, 1)


GROUPED = ("Action", "From", "To", "Start", "Kind of help", None, None, "Worksheet rec'd", None, "Remarks")
PARTS = (None, None, None, None, "Talk", "Staff time", "Webinar", "From", "To", None)
JOINED = ("Action", "From", "To", "Start", "Kind of help Talk", "Kind of help Staff time", "Kind of help Webinar",
          "Worksheet rec'd From", "Worksheet rec'd To", "Remarks")  # fmt: skip
RECORD = ("3.12", "Avon", "Kent", "5/1/2024", "x", "", "", "x", "", "")
ACROSS = (((0, 4), (0, 6)), ((0, 7), (0, 8)))
DOWN = tuple(((0, place), (1, place)) for place in (0, 1, 2, 3, 9))


def in_order(found):
    return found.row, found.height, tuple(heading.header for heading in found.headings)


@pytest.mark.parametrize("merged", [(), ACROSS, ACROSS + DOWN, DOWN, ACROSS[:1], ACROSS[1:]])
def test_row_that_names_the_parts_of_some_headers_is_joined_to_them_merged_or_not(merged):
    assert in_order(layout(Sheet("S", [GROUPED, PARTS, RECORD], merged=merged))) == (2, 2, JOINED)


def test_parts_are_joined_below_a_title_and_where_other_headers_have_a_remark_below_them():
    remarks = ("(number)", "(town)", None, "(m/d/yy)", *PARTS[4:])
    rows = [("Who helps whom",), GROUPED, remarks, RECORD]
    given = ("Action (number)", "From (town)", "To", "Start (m/d/yy)", *JOINED[4:])
    assert in_order(layout(Sheet("S", rows))) == (3, 2, given)


def test_groups_above_a_row_of_headers_say_what_those_mean_that_stand_there_twice():
    above = (*[None] * 4, "Kind of help", None, None, "Worksheet rec'd", None, None)
    below = ("Action", "From", "To", "Start", "Talk", "Staff time", "Webinar", "From", "To", "Remarks")
    own = layout(Sheet("S", [above, below, RECORD]))
    assert in_order(own) == (2, 2, (*below[:7], *JOINED[7:]))
    assert in_order(layout(Sheet("S", [above, below, RECORD], merged=ACROSS))) == (2, 2, JOINED)
    title = ("Mentorship documentation", *[None] * 6, "spring 2026")
    once = (*below[:7], "Documented", "Seen", "Remarks")
    assert in_order(layout(Sheet("S", [title, once, RECORD]))) == (2, 1, once)
    whole = Sheet("S", [("Documentation",), below, RECORD], merged=(((0, 0), (0, 9)),))
    assert in_order(layout(whole)) == (2, 1, below)
    assert header_rows.groups(0, whole, 10)[1] == frozenset()


@pytest.mark.parametrize(
    "first",
    [
        ("", "", "", "", "Presentation", "", "", "", "", ""),
        ("", "", "", "", "Presentation", "by phone", "", "", "", ""),
        ("", "", "", "", "x", "x", "", "x", "", ""),
        ("", "", "", "", "6 hrs", "2", "", "", "", ""),
        ("", "Avon", "Kent", "", "Presentation", "staff time", "", "", "", ""),
        ("", "", "", "", "", "", "", "Avon", "Kent", ""),
        ("", "", "", "", "", "", "", "May 2024", "June 2024", ""),
        ("", "", "", "", "Presentation", "staff time", "", "", "", "ask Jim"),
        ("", "", "", "", "ask Ann", "mornings", "", "", "", ""),
        ("", "", "", "", "", "", "", "From", "To", "ask Jim"),
        ("", "", "", "", "Talk", "by phone", "", "", "", ""),
        ("", "", "", "", "", "", "", "Both", "To", ""),
        ("", "", "", "", "From the planner, who came by in the spring of that year", "To", "", "From", "To", ""),
    ],
)
def test_first_row_of_data_with_few_cells_is_not_taken_for_a_second_row_of_headers(first):
    words = ("3.12", "Avon", "Kent", "5/1/2024", "Presentation", "webinar", "", "both", "", "")
    assert in_order(layout(Sheet("S", [GROUPED, first, words])))[:2] == (1, 1)


def test_row_of_parts_that_mean_nothing_is_one_where_other_headers_are_merged_down_to_it():
    above, below = (*GROUPED[:4], "Contact", None, "Support"), (*[None] * 4, "Name", "Phone", None)
    rows = [above, below, (*RECORD[:4], "Ann", "860 555 0100", "talk")]
    assert in_order(layout(Sheet("S", rows)))[:2] == (1, 1)
    joined = (*GROUPED[:4], "Contact Name", "Contact Phone", "Support")
    assert in_order(layout(Sheet("S", rows, merged=DOWN[:4]))) == (2, 2, joined)
    assert in_order(layout(Sheet("S", [above, (), *rows[2:]], merged=DOWN[:4])))[:2] == (1, 1)


def test_row_below_the_last_header_of_a_sheet_without_data_is_no_row_of_parts():
    notes = ("Mentor", "Mentee", "Action", "Notes", None, "Started")
    said = (None, None, None, "see below", "Ann", None)
    record = ("Avon", "Kent", "3.12", "", "", "5/1/2024")
    assert [layout(Sheet("S", [notes, said, *more])).height for more in ([], [record])] == [1, 1]
    assert layout(Sheet("S", [GROUPED, PARTS])).height == 1


def test_both_rows_of_a_header_are_known_again_on_the_next_printed_page():
    found = layout(Sheet("S", [GROUPED, PARTS, RECORD]))
    assert [headers.repeats(found.headings, row) for row in (GROUPED, PARTS, RECORD)] == [True, True, False]
    assert not headers.repeats(found.headings, (*[None] * 5, "Staff time"))
    assert not headers.repeats(found.headings, (*[None] * 5, "Staff time", "Webinar", None, None, "twice"))


# --- remembering ---------------------------------------------------------------------------------------


def test_mapping_is_remembered_for_its_shape_alone(tmp_path):
    file = tmp_path / "local" / "mappings.json"
    mappings.remember("a", Mapping(("mentor", "")), file)
    mappings.remember("b", Mapping(("mentee",)), file)
    mappings.remember("a", Mapping(("", "mentor")), file)
    assert mappings.remembered("a", file) == Mapping(("", "mentor"))
    assert mappings.remembered("b", file) == Mapping(("mentee",))
    assert mappings.remembered("c", file) is None
    assert {path.name for path in file.parent.iterdir()} <= {"mappings.json", ".mappings.json.lock"}


@pytest.mark.parametrize("content", ["{", "[1]", '{"a": ["colour"]}', '{"a": 1}', "\udcff"])
def test_damaged_file_of_mappings_is_told_in_one_line(tmp_path, content):
    file = tmp_path / "mappings.json"
    file.write_text(content, errors="surrogateescape")
    with pytest.raises(UserError) as refused:
        mappings.remembered("a", file)
    assert str(refused.value) == (
        "mappings.json: is damaged; delete it from data/local, and the columns are asked about again."
    )


@pytest.mark.parametrize("header", ["Done Y/N", "Done (Y/N)", "Implemented Y/N", "Complete? Y/N", "Finished?"])
def test_column_of_yes_and_no_tells_whether_it_was_implemented(header):
    assert fields(header) == ("implemented_on",)


def test_header_that_asks_for_yes_or_no_is_no_other_field():
    assert asked("Y/N") == {"Y/N": ("implemented_on",)}
    assert fields("Mentor form Y/N") == ("mentor_documented",)
    assert fields("Started Y/N") == ("",)


def test_header_with_a_line_break_is_said_on_one_line():
    (found,) = headers.headings(["When did the\nhelp begin"])
    assert (found.header, found.field) == ("When did the help begin", "started")
    header = ("Mentor\ntown", "Mentee\ntown", "Action\n#")
    assert headers.repeats(headers.headings(header), header)


def test_two_columns_of_the_last_day_are_asked_about():
    assert asked("Last contact", "Date ended") == {"Last contact": ("last_active",), "Date ended": ("last_active",)}


@pytest.mark.parametrize(
    ("header", "asked_of"),
    [("Staff lent? (Y/N)", "staff lent"), ("Webinar only?", "Webinar only"), ("Talk / webinar Y/N", "talk / webinar"),
     ("Site visit (yes or no)", "site visit")],
)  # fmt: skip
def test_what_a_header_asks_yes_or_no_of_is_said_without_the_asking(header, asked_of):
    assert headers.asked_of(header).strip(" (") == asked_of


@pytest.mark.parametrize(
    ("field", "header"),
    [(field, header) for field, all_headers in {
        "mentor": "Which town gave help?|Which town is the mentor?|What town was the helper?|Who did the helping?|"
        "Who was on the giving end?|Which town did the helping?|Who came to help?|Who lent staff?",
        "mentee": "Which town asked for help?|Which town received help?|Which town was helped?|"
        "Which town is the mentee?|Who did they help?|Town on the receiving end",
        "action": "On which action?|With what SCT action?",
        "support": "What did the help look like?|In what way?",
        "started": "When did it get going?|When did things get rolling?|When did they start working together?|"
        "When did they first meet?|When did it all start?|Since when?|T-start",
        "last_active": "Until when?|When did they last talk?|When was the last time they met?|When did they stop?|"
        "When did the mentoring wrap up?|When did the towns stop meeting?|When did it come to an end?|T-end",
        "implemented_on": "Has the town put it into practice, and when?|When did they put it in place?|"
        "Did the town adopt it, and when?|When was it adopted?|When did the council pass it?|T-impl|"
        "Is the action in place, and since when?",
        "mentor_documented": "Paperwork from the helper?|Did the helper file?|Did the mentor hand in the worksheet?|"
        "Did the giver write it up?|Did the helper complete the worksheet?|Has the mentor documented it?",
        "mentee_documented": "Paperwork from the helped?|Did the helped town file?|Did the mentee document it?|"
        "Did the receiver turn in its worksheet?",
        "notes": "Anything else|Any comments?|Anything else we should know?|Anything to add?|Other things to know|"
        "Any other thoughts?|Is there anything else you would like to tell us?",
    }.items() for header in all_headers.split("|")],
)  # fmt: skip
def test_question_in_everyday_words_is_read_as_the_field_that_it_asks_for(field, header):
    assert fields(header) == (field,)


@pytest.mark.parametrize(
    ("header", "options"),
    [
        ("When did it wrap up?", ("last_active", "implemented_on")),
        ("When did it finish up?", ("last_active", "implemented_on")),
        ("Is it over? When?", ("last_active", "implemented_on")),
        ("Whose staff went?", ("mentor", "mentee")),
        *(
            (header, ("mentor_documented", "mentee_documented"))
            for header in (
                "Did the towns hand in their worksheets?",
                "Who has turned in worksheets?",
                "Whose worksheet do we have?",
                "Are the papers in?",
                "Did they file?",
                "Have both towns filed?",
                "Did the town write it up?",
            )
        ),
        ("Which town helped?", ("mentee", "mentor")),
        ("What for?", ("action",)),
        ("How?", ("support", "notes")),
        ("T0", ()),
        ("T1", ()),
    ],
)
def test_question_that_may_ask_for_several_fields_is_asked_about(header, options):
    assert (fields(header), asked(header)) == (("",), {header: options})


@pytest.mark.parametrize(
    "header",
    [
        "When did the helper put it into practice?",
        "When did the mentor town adopt it?",
        "When did they start using it?",
        "Anything else they helped with?",
        "What else?",
        "Which town is nearest?",
        "Which town paid?",
        "Did the mentor hand in the mentee's worksheet?",
        "Did the COG file?",
        "Has the COG documented it?",
        "Did the mentor complete it?",
        "Did the mentor and mentee file?",
        "Did the mentee get the blank worksheet?",
        "When did the town get going on another action?",
        "Whose worksheet do we have to send?",
    ],
)
def test_question_about_something_else_is_not_read(header):
    assert (fields(header), asked(header)) == (("",), {header: ()})


@pytest.mark.parametrize("header", ["Action carried out", "Carried out on", "Date carried out"])
def test_action_that_was_carried_out_was_implemented(header):
    assert headers.headings([header])[0].field == "implemented_on"
