"""Columns by what their cells say: against a header that they contradict, in place of one that says nothing."""

from datetime import date

import pytest

from sct_dash.records import contents, headers
from sct_dash.records.readers import look, read
from sct_dash.records.sheets import Sheet

TOWNS = ["Avon", "Canton", "Bolton", "Vernon"]
OTHERS = ["Simsbury", "Granby", "Tolland", "Hebron"]
ACTIONS = ["3.12", "5.4", "2.3 Something", "3.13"]
DAYS = ["5/1/2024", "June 2024", "7/4/24", "2024-08-01"]
YES_NO = ["Y", "N", "Y", "N"]
HELP = ["staff time", "presentation", "gave a talk to their P&Z", "webinar"]
PEOPLE = ["Ann Lee", "Bo Diaz", "Kim Roy", "Jo Park"]


def columns(**cells):
    """The layout of a sheet with these columns, each with its four cells."""
    sheet = Sheet("S", [tuple(cells), *zip(*cells.values(), strict=True)])
    return contents.refined(headers.layout(sheet) or contents.by_content(sheet), sheet)


def fields(found):
    return dict(zip([heading.header for heading in found.headings], found.mapping.fields, strict=True))


def asked(found):
    return {heading.header: heading.options for heading in found.questions}


NAMED = {"Mentor": TOWNS, "Mentee": OTHERS}
FULL = {**NAMED, "Action": ACTIONS, "Help": HELP, "Started": DAYS}


def test_yes_and_no_are_read_beside_the_column_of_their_dates():
    found = columns(**FULL, **{"Done?": YES_NO, "When adopted": DAYS})
    assert (fields(found)["Done?"], fields(found)["When adopted"]) == ("implemented_on", "implemented_on")
    assert asked(found) == {}


@pytest.mark.parametrize("cells", [["implemented", "underway", "", ""], ["Active", "Completed", "Active", "On file?"]])
def test_status_that_says_what_is_done_is_read_beside_or_without_a_date(cells):
    assert fields(columns(**FULL, Status=cells))["Status"] == "implemented_on"
    assert fields(columns(**FULL, Status=cells, Implemented=DAYS))["Status"] == "implemented_on"


def test_words_beside_action_numbers_may_be_those_of_the_actions():
    topics = ["pollinators", "climate risk", "tree inventory", "dark skies"]
    full = {**NAMED, "Act. #": ["3.12", "5.4", "3.9", "3.13"], "What": topics, "Help": HELP, "Started": DAYS}
    assert asked(columns(**full)) == {"What": ("action", "notes")}
    assert asked(columns(**full | {"What": HELP})) == {"What": ("support", "notes")}
    apart = {"What": topics, **NAMED, "Act. #": full["Act. #"], "Help": HELP, "Started": DAYS}
    assert asked(columns(**apart)) == {"What": ("support", "notes")}


def test_status_of_other_words_is_asked_about():
    assert asked(columns(**FULL, Status=["green", "amber", "green", "red"])) == {"Status": ("implemented_on",)}


@pytest.mark.parametrize("header", ["Wrapped up (Y/N)", "Closed out", "All set?", "Is it over?"])
def test_yes_and_no_of_what_is_finished_are_asked_about_where_nothing_says_that_the_action_was_implemented(header):
    found = columns(**FULL, **{header: YES_NO})
    assert (fields(found)[header], asked(found)) == ("", {header: ("implemented_on", "last_active")})
    assert asked(columns(**FULL, **{header: YES_NO, "Implemented": DAYS})) == {header: ("last_active",)}
    assert asked(columns(**FULL, **{header: YES_NO, "Last contact": DAYS})) == {header: ("implemented_on",)}
    assert asked(columns(**FULL, **{header: YES_NO, "Implemented": DAYS, "Last contact": DAYS})) == {}
    assert asked(columns(**FULL, **{header: PEOPLE})) == {}
    assert asked(columns(**FULL, **{"Invoice paid": YES_NO})) == {}


def test_cells_that_seem_to_name_forms_of_support_are_asked_about_where_no_other_column_may_be_the_support():
    told = ["phone calls", "site visit to the compost site", "workshop", "weeds"]
    rest = {name: cells for name, cells in FULL.items() if name != "Help"}
    found = columns(**rest, **{"How it went": told, "Staff": PEOPLE})
    assert (fields(found)["How it went"], asked(found)) == ("", {"How it went": ("support",)})
    assert asked(columns(**FULL, **{"How it went": told})) == {}
    assert asked(columns(**rest, **{"How it went": [*PEOPLE[:2], *told[:2]]})) == {}


def test_column_without_a_header_may_be_the_day_of_what_another_column_says_is_done():
    found = columns(**FULL, **{"Last contact": DAYS, "Done?": YES_NO, "Col X": DAYS})
    assert asked(found)["Col X"] == ("implemented_on",)


def test_yes_and_no_that_alone_say_what_was_done_ask_for_the_day_row_by_row():
    assert fields(columns(**FULL, **{"Done?": YES_NO}))["Done?"] == "implemented_on"


def test_days_on_which_papers_came_in_are_read_as_yes_and_other_days_are_not():
    found = columns(**FULL, **{"Mentor worksheet": DAYS, "WS rec'd mentee": ["5/1/2024", "no", "", "7/4/2024"]})
    assert fields(found)["Mentor worksheet"] == "mentor_documented"
    assert fields(found)["WS rec'd mentee"] == "mentee_documented"
    assert fields(columns(**FULL, **{"Mentor papers due": DAYS}))["Mentor papers due"] == ""


LATER, LAST = ["6/1/2025", "7/1/2025", "8/4/2025", "9/1/2025"], ["6/9/2025", "7/9/2025", "8/4/2025", "9/9/2025"]


@pytest.mark.parametrize(
    "loose", ["Finished", "Date completed", "Done", "Finish", "Wrapped up", "Done (blank = ongoing)"]
)
@pytest.mark.parametrize("plain", ["Implemented", "In place", "Adopted", "Action completed"])
def test_day_of_what_is_only_finished_is_the_end_of_the_help_beside_another_day_of_the_implementation(loose, plain):
    found = columns(**FULL, **{loose: LATER, plain: LAST})
    assert (fields(found)[loose], fields(found)[plain], asked(found)) == ("last_active", "implemented_on", {})
    why = f"{loose!r} is when the help ended, since {plain!r} is when the action was implemented"
    assert [heading.why for heading in found.headings if heading.header == loose] == [why]


def test_columns_of_days_of_the_implementation_that_agree_or_fill_each_other_are_read_together():
    for days in (LAST, ["", *LAST[1:3], "9/8/2025"]):
        found = columns(**FULL, Finished=days, Implemented=LAST)
        assert (fields(found)["Finished"], fields(found)["Implemented"]) == ("implemented_on", "implemented_on")
    found = columns(**FULL, Adopted=["", "", *LAST[2:]], Implemented=[*LATER[:2], "", ""])
    assert (fields(found)["Adopted"], fields(found)["Implemented"]) == ("implemented_on", "implemented_on")


@pytest.mark.parametrize(
    ("finished", "implemented"),
    [(LATER, [""] * 4), (LATER, [*LATER[:2], "", ""]), ([*LATER[:2], "", ""], LAST), (["", "", LAST[2], ""], LAST)],
)
def test_days_of_what_is_only_finished_are_asked_about_where_too_few_stand_beside_a_day(finished, implemented):
    found = columns(**FULL, Finished=finished, Implemented=implemented)
    assert fields(found)["Implemented"] == "implemented_on"
    assert asked(found) == {"Finished": ("last_active", "implemented_on")}
    ended = columns(**FULL, **{"End date": LAST, "Finished": finished, "Implemented": implemented})
    assert asked(ended) == {"Finished": ("implemented_on",)}


@pytest.mark.parametrize("said", [["no"] * 3 + [LATER[0]], ["not yet"] * 4, ["N", "N", "N", "Y"]])
def test_no_beside_the_day_of_what_is_only_finished_makes_that_the_end_of_the_help(said):
    found = columns(**FULL, Finished=LATER, Implemented=said)
    assert (fields(found)["Finished"], fields(found)["Implemented"]) == ("last_active", "implemented_on")


def test_yes_beside_the_day_of_what_is_only_finished_keeps_that_day():
    for days in ([LATER[0], "", LATER[2], ""], LATER):
        found = columns(**FULL, **{"Implemented (Y/N)": YES_NO, "Date completed": days})
        assert (fields(found)["Date completed"], asked(found)) == ("implemented_on", {})


def test_other_days_of_what_is_only_finished_are_asked_about_where_the_end_of_the_help_is_told():
    found = columns(**FULL, **{"Finished": LATER, "Implemented": LAST, "Last contact": DAYS})
    assert (fields(found)["Implemented"], asked(found)) == ("implemented_on", {"Finished": ("implemented_on",)})
    found = columns(**FULL, Finished=LATER, Done=LATER, Implemented=LAST)
    assert asked(found) == dict.fromkeys(["Finished", "Done"], ("last_active", "implemented_on"))


def test_columns_of_other_days_of_which_none_or_several_plainly_say_implemented_are_asked_about():
    either = ("implemented_on", "last_active")
    assert asked(columns(**FULL, Finished=LATER, Completed=LAST)) == {"Finished": either, "Completed": either}
    held = columns(**FULL, **{"Finished": LATER, "Completed": LAST, "Last contact": DAYS})
    assert asked(held) == dict.fromkeys(["Finished", "Completed"], ("implemented_on",))
    found = columns(**FULL, Adopted=LATER, Implemented=LAST)
    assert asked(found) == dict.fromkeys(["Adopted", "Implemented"], ("implemented_on",))
    assert [heading.doubled for heading in found.questions] == [True, True]


def test_yes_and_no_under_a_header_that_may_be_the_end_or_the_action_are_asked_about():
    assert asked(columns(**FULL, Finish=YES_NO)) == {"Finish": ("implemented_on", "last_active")}
    header = "Done (blank = ongoing)"
    assert asked(columns(**FULL, **{header: YES_NO})) == {header: ("last_active", "implemented_on")}


@pytest.mark.parametrize(("known", "cells", "other"), [("Mentee", OTHERS, "mentor"), ("Mentor", TOWNS, "mentee")])
def test_the_one_other_column_of_towns_is_the_other_town_and_says_why(known, cells, other):
    rest = ["Suffield", "Ellington", "Somers", "Stafford"]
    found = columns(**{known: cells, "Buddy": rest, "Action": ACTIONS, "Started": DAYS})
    assert (fields(found)["Buddy"], asked(found)) == (other, {})
    why = f"'Buddy' holds towns, and no other column is the {other}; another is the {known.casefold()}"
    assert found.headings[1].why == why


@pytest.mark.parametrize("header", ["With", "Other town", "Town 2", "Partner town", "With town", "Counterpart"])
def test_header_that_only_says_the_other_town_is_that_one(header):
    assert fields(columns(**{header: TOWNS, "Mentee": OTHERS, "Action": ACTIONS}))[header] == "mentor"
    assert fields(columns(**{header: TOWNS, "Mentor": OTHERS, "Action": ACTIONS}))[header] == "mentee"


@pytest.mark.parametrize(
    "header",
    ["Held at", "Next town", "Where", "Also interested", "Entered by", "COG town", "Referred by", "Witness", "Withdrew",
     "Not Avon", "Rival", "Compared with", "Similar town", "Fiscal agent", "Grantee", "Via", "X"],
)  # fmt: skip
def test_column_of_towns_under_any_other_header_is_asked_about(header):
    found = columns(**{header: TOWNS, "Mentee": OTHERS, "Action": ACTIONS, "Help": HELP, "Started": DAYS})
    assert (fields(found)[header], asked(found)) == ("", {header: ("mentor",)})


def test_two_towns_are_too_few_to_make_a_column_the_other_town():
    rows = [("With", "Mentee", "Action"), *zip(TOWNS, OTHERS, ACTIONS, strict=True)]
    short, long = Sheet("S", rows[:3]), Sheet("S", rows[:4])
    assert contents.refined(headers.layout(short), short).mapping.fields[0] == ""
    assert contents.refined(headers.layout(long), long).mapping.fields[0] == "mentor"


@pytest.mark.parametrize(
    "header",
    ["Mentor worksheet (due)", "Mentor worksheet by", "Mentor worksheet deadline", "Mentor worksheet (target)",
     "Mentor worksheet requested", "Mentor worksheet expected", "Mentor worksheet sent to", "Mentor papers due",
     "Mentor worksheet returned", "Mentor paper date"],
)  # fmt: skip
def test_days_of_papers_that_need_not_be_those_on_which_they_came_in_are_asked_about(header):
    found = columns(**FULL, **{header: DAYS})
    assert (fields(found)[header], asked(found)) == ("", {header: ("mentor_documented",)})
    assert fields(columns(**FULL, **{"Worksheet by mentor": DAYS}))["Worksheet by mentor"] == "mentor_documented"


@pytest.mark.parametrize(
    "header",
    ["Help requested", "Help wanted", "Help offered", "Help planned", "Type of support requested", "Help notes",
     "Kind of help (planned)"],
)  # fmt: skip
def test_help_that_may_only_have_been_asked_for_is_never_read_without_a_question(header):
    rest = {name: cells for name, cells in FULL.items() if name != "Help"}
    found = columns(**rest, **{header: HELP})
    assert (fields(found)[header], asked(found)) == ("", {header: ("notes", "support")})
    assert fields(columns(**FULL, **{header: HELP}))["Help"] == "support"


def test_merged_help_that_was_planned_does_not_join_the_help_that_was_given():
    above = ("Mentor", "Mentee", "Action", "Started", "Help", None)
    rows = [above, (*[None] * 4, "planned", "actual"), *zip(TOWNS, OTHERS, ACTIONS, DAYS, HELP, HELP, strict=True)]
    sheet = Sheet("S", rows, merged=(((0, 4), (0, 5)), *(((0, at), (1, at)) for at in range(4))))
    found = contents.refined(headers.layout(sheet), sheet)
    assert fields(found) | {"Help planned": "", "Help actual": "support"} == fields(found)


def test_two_columns_of_towns_beside_the_mentee_are_asked_about():
    found = columns(Mentee=OTHERS, Buddy=TOWNS, Pal=TOWNS, Action=ACTIONS, Started=DAYS)
    assert asked(found) == {"Buddy": ("mentor",), "Pal": ("mentor",)}


def test_of_two_columns_for_one_field_the_one_whose_cells_fit_is_read():
    found = columns(**{"Mentor": PEOPLE, "Mentor town": TOWNS, "Mentee": OTHERS, "Action": ACTIONS})
    assert (fields(found)["Mentor"], fields(found)["Mentor town"]) == ("", "mentor")


def test_of_two_columns_for_one_field_the_one_that_fits_less_is_not_asked_about():
    mixed = ["Ann Lee", "Avon", "Kim Roy", "Jo Park"]
    found = columns(**{"Mentor": mixed, "Mentor town": TOWNS, "Mentee": OTHERS, "Action": ACTIONS})
    assert (fields(found)["Mentor"], fields(found)["Mentor town"], asked(found)) == ("", "mentor", {})


def test_column_of_persons_is_not_the_mentor_where_a_silent_column_holds_towns():
    found = columns(Mentor=PEOPLE, Whence=TOWNS, Mentee=OTHERS, Action=ACTIONS)
    assert fields(found)["Mentor"] == ""
    assert asked(found)["Whence"] == ("mentor",)


def test_actions_with_words_are_read_under_any_header_and_bare_numbers_are_asked_about():
    assert fields(columns(**NAMED, Stuff=["3.12 Bees", "#5.4", "2.3", "3.13"]))["Stuff"] == "action"
    bare = columns(**NAMED, Hours=["3.1", "5.4", "2.3", "7.5"])
    assert (fields(bare)["Hours"], asked(bare)) == ("", {"Hours": ("action",)})


@pytest.mark.parametrize(
    "cells", [["3.5 h", "2.5 hours", "1.5 hrs", "4.5 h"], ["3.12 miles", "2.2 mi", "$1.5k", "5.4 %"]]
)
def test_hours_and_other_quantities_are_no_actions(cells):
    found = columns(Mentor=TOWNS, Mentee=OTHERS, Started=DAYS, Spent=cells)
    assert "action" not in found.mapping.fields
    assert all("action" not in heading.options for heading in found.headings)


def test_no_column_is_taken_for_the_action_where_another_is_it():
    assert asked(columns(**FULL, Hours=["3.1", "5.4", "2.3", "7.5"])) == {}


NUMBERS, TITLES = ["3.12", "3.10", "5.3", "2.3"], [
    "Enhance Pollinator Pathways", "Facilitate Invasive Species Education and Management",
    "Develop Agriculture-Friendly Practices", "Our own words"]  # fmt: skip


@pytest.mark.parametrize("header", ["Number", "No.", "#", "Nr", ""])
@pytest.mark.parametrize("after", [True, False])
def test_action_numbers_are_read_beside_the_column_of_their_titles(header, after):
    both = {"Action title": TITLES, header: NUMBERS}
    found = columns(**NAMED, **(both if after else dict(reversed(both.items()))), Started=DAYS)
    assert found.mapping.fields[2:4] == ("action", "action")


@pytest.mark.parametrize(
    "cells", [["1", "2", "3", "4"], ["1.0", "2.0", "3.0", "4.0"], ["14.1", "15.2", "20.3", "99.4"]]
)
def test_running_number_beside_a_title_is_not_read(cells):
    assert fields(columns(**NAMED, **{"#": cells, "Action title": TITLES}, Started=DAYS))["#"] == ""


def test_number_away_from_the_title_is_asked_about_and_other_numbers_are_not_read():
    far = columns(**{"No.": NUMBERS}, **NAMED, Action=TITLES)
    assert (fields(far)["No."], asked(far)) == ("", {"No.": ("action",)})
    assert fields(columns(**NAMED, Action=TITLES, Hours=NUMBERS))["Hours"] == ""
    assert fields(columns(**NAMED, Action=ACTIONS, **{"No.": NUMBERS}))["No."] == ""


def test_number_and_title_that_contradict_each_other_ask():
    header = "Mentor,Mentee,No.,Action title,Support,Started"
    rows = [f"{mentor},Kent,{number},{title},staff time,5/1/2024"
            for mentor, number, title in zip(TOWNS, ["3.12", "5.4", "3.1", "2.3"], TITLES, strict=True)]  # fmt: skip
    reading = read("r.csv", "\n".join([header, *rows]).encode())
    assert [(fault.row, fault.options) for fault in reading.faults] == [
        (3, ("3.10", "5.4")),
        (4, ("5.3", "3.1", "3.10")),
    ]
    assert reading.records["action"].tolist() == ["3.12", "2.3"]


def merged(first, more, header, *, last=False):
    """The layout of a sheet in which one header stands, merged, over two columns."""
    own = [("Mentor", TOWNS), ("Mentee", OTHERS), ("Help", HELP)]
    pair = [(header, first), (None, more)]
    table = [*own, *pair] if last else [*own[:2], *pair, *own[2:]]
    at = 3 if last else 2
    rows = [
        ("A title", *[None] * 4),
        tuple(text for text, _ in table),
        *zip(*(cells for _, cells in table), strict=True),
    ]
    sheet = Sheet("S", rows, merged=(((0, 0), (0, 4)), ((1, at), (1, at + 1))))
    return contents.refined(headers.layout(sheet), sheet).headings[at : at + 2]


@pytest.mark.parametrize("cells", [(NUMBERS, TITLES), (TITLES, NUMBERS), (NUMBERS, ["Bees", "Weeds", "Farms", "Sun"])])
def test_number_and_title_under_one_merged_header_are_both_the_action(cells):
    assert [heading.field for heading in merged(*cells, "Action")] == ["action", "action"]


def test_two_columns_of_days_under_one_merged_header_are_read_or_asked_about():
    started = merged(DAYS, DAYS, "Started", last=True)
    assert [(h.header, h.field) for h in started] == [("Started", "started"), ("Started, part 2", "")]
    assert started[1].options == ("last_active", "implemented_on")
    dates = merged(DAYS, DAYS, "Start and end", last=True)
    assert [(h.field, h.options) for h in dates] == [("", ("started", "last_active", "implemented_on"))] * 2
    assert [h.field for h in merged(YES_NO, DAYS, "Completed", last=True)] == ["implemented_on"] * 2


def test_what_does_not_fit_under_a_merged_header_is_not_read_as_it():
    assert [(h.header, h.field) for h in merged(HELP, PEOPLE, "Support")] == [
        ("Support", "support"),
        ("Support, part 2", ""),
    ]
    mentor = [("Mentor", TOWNS), (None, PEOPLE), ("Mentee", OTHERS), ("Action", ACTIONS)]
    rows = [tuple(text for text, _ in mentor), *zip(*(cells for _, cells in mentor), strict=True)]
    sheet = Sheet("S", rows, merged=(((0, 0), (0, 1)),))
    found = contents.refined(headers.layout(sheet), sheet)
    assert (found.mapping.fields, asked(found)) == (("mentor", "", "mentee", "action"), {})


def test_columns_of_a_merged_group_keep_the_headers_of_their_own():
    above = ("Documented by", None, "Mentor", "Mentee", "Action")
    below = ("Mentor", "Mentee", "Town", "Town", "Number")
    rows = [above, below, *zip(YES_NO, YES_NO, TOWNS, OTHERS, NUMBERS, strict=True)]
    sheet = Sheet("S", rows, merged=(((0, 0), (0, 1)),))
    found = contents.refined(headers.layout(sheet), sheet)
    assert found.mapping.fields == ("mentor_documented", "mentee_documented", "mentor", "mentee", "action")


def under_merged(header, cells, width=2, whole=TOWNS):
    """The layout of a sheet whose last header is merged over some columns: one of places, then one of these cells."""
    table = [("Mentor", TOWNS), ("Mentee", OTHERS), (header, whole), (None, cells)]
    rows = [tuple(text for text, _ in table), *zip(*(column for _, column in table), strict=True)]
    sheet = Sheet("S", rows, merged=(((0, 2), (0, 1 + width)),))
    return contents.refined(headers.layout(sheet), sheet)


EMPTY = [None] * 4


def test_empty_column_under_a_merged_header_is_read_only_as_text_and_never_asked_about():
    def further(header, whole=TOWNS):
        found = under_merged(header, EMPTY, whole=whole)
        assert (len(found.headings), [h.place for h in found.questions if h.place == 3]) == (4, [])
        return found.headings[3].header, found.mapping.fields[3]

    assert further("Notes") == ("Notes", "notes")
    assert further("Action", NUMBERS) == ("Action, part 2", "")
    assert further("Started", DAYS) == ("Started, part 2", "")
    assert further("Date", DAYS) == ("Date, part 2", "")
    assert under_merged("Date", EMPTY, whole=DAYS).questions[0].options[0] == "started"


@pytest.mark.parametrize("header", ["Notes", "Action", "Started", "Date", "Support", "Budget"])
@pytest.mark.parametrize("width", [2, 5, 16_000])
def test_shape_of_a_sheet_with_a_merged_header_is_its_headers_and_not_what_stands_below(header, width):
    below = [EMPTY, ["", None, "x", ""], TOWNS, DAYS, ACTIONS, HELP]
    found = [under_merged(header, cells, width, whole) for cells in below for whole in (ACTIONS, DAYS, EMPTY)]
    assert len({one.shape for one in found}) == 1
    assert {len(one.headings) for one in found} == {min(2 + width, 22)}
    assert found[0].shape != under_merged(header, EMPTY, 1).shape


def test_headers_that_are_merged_over_other_columns_are_another_shape():
    assert len({under_merged("Notes", EMPTY, width).shape for width in (1, 2, 3)}) == 3


def test_shape_of_a_sheet_without_merged_headers_is_that_of_its_headers_alone():
    sheet = Sheet("S", [("Mentor", "Mentee", "Notes"), *zip(TOWNS, OTHERS, HELP, strict=True)])
    assert contents.refined(headers.layout(sheet), sheet).shape == headers.layout(sheet).shape


def test_our_own_headers_of_which_one_is_merged_are_no_file_of_ours_whatever_stands_below():
    def canonical(cells):
        rows = [("mentor", "mentee", "action", None), *zip(TOWNS, OTHERS, NUMBERS, cells, strict=True)]
        sheet = Sheet("S", [(*rows[0], "notes"), *((*row, "x") for row in rows[1:])], merged=(((0, 2), (0, 3)),))
        return contents.refined(headers.layout(sheet), sheet).canonical

    assert [canonical(cells) for cells in (EMPTY, NUMBERS)] == [False, False]


GROUPS, CLUBS = ["land trust", "", "Simsbury Garden Club; YMCA", ""], ["Rotary", "Save the Sound", "", "Lions and Elks"]


@pytest.mark.parametrize("header", ["Other groups", "With whom else", "Others involved", "Others", "Who else?"])
def test_organizations_under_a_header_of_others_are_partners(header):
    assert fields(columns(**FULL, **{header: GROUPS}))[header] == "partners"


@pytest.mark.parametrize(
    "cells", [["2", "3", "", "1"], ["called twice", "needs board approval", "", "ok"], PEOPLE, ["", "", "", ""]]
)
def test_counts_remarks_and_persons_are_no_partners(cells):
    assert fields(columns(**FULL, Others=cells))["Others"] == ""


def test_names_are_organizations_only_where_the_header_says_groups():
    assert fields(columns(**FULL, **{"Other groups": CLUBS}))["Other groups"] == "partners"
    assert fields(columns(**FULL, **{"With whom else": CLUBS}))["With whom else"] == ""
    assert fields(columns(**FULL, **{"Other groups": ["2", "3", "", "1"]}))["Other groups"] == ""
    assert fields(columns(**FULL, Extra=GROUPS))["Extra"] == ""


def test_column_read_as_partners_by_its_cells_is_told():
    header = "Mentor,Mentee,Action,Support,Started,Other groups"
    reading = read("r.csv", f"{header}\nAvon,Kent,3.12,staff time,2024-05-01,land trust\n".encode())
    assert reading.records["partners"].tolist() == ["land trust"]
    assert "the column 'Other groups' is read as partners" in [note.text for note in reading.notes]


@pytest.mark.parametrize(
    ("header", "cells", "may"),
    [("Extra", GROUPS, True), ("Others", ["Ann", "", "", ""], True), ("Others", ["2", "3", "", ""], False),
     ("Extra", PEOPLE, False)],
)  # fmt: skip
def test_unread_column_may_be_partners_by_its_cells_or_its_header_but_not_by_counts(header, cells, may):
    sheet = Sheet("S", [(*FULL, header), *zip(*FULL.values(), cells, strict=True)])
    found = contents.refined(headers.layout(sheet), sheet)
    heading, content = found.headings[-1], contents.contents(found, sheet)[-1]
    assert (heading.field, contents.may_be_partners(heading, content)) == ("", may)


def test_forms_of_support_are_read_under_any_header():
    assert fields(columns(**NAMED, Action=ACTIONS, Way=HELP))["Way"] == "support"


def test_two_silent_columns_of_towns_are_asked_about_since_nothing_says_who_helped():
    found = columns(A=TOWNS, B=OTHERS, Action=ACTIONS, Started=DAYS)
    assert asked(found) == {"A": ("mentor", "mentee"), "B": ("mentor", "mentee")}


def test_silent_dates_are_asked_about_as_what_no_other_column_is():
    found = columns(**FULL, D2=DAYS)
    assert asked(found) == {"D2": ("last_active", "implemented_on")}


@pytest.mark.parametrize(
    "header", ["Last seen", "Last time we spoke", "Most recent visit", "Latest e-mail", "Last chat"]
)
def test_days_under_a_header_of_the_last_meeting_are_the_end(header):
    found = fields(columns(**FULL, **{header: DAYS}))
    assert found[header] == ("" if header == "Latest e-mail" else "last_active")


@pytest.mark.parametrize(
    "more",
    [
        {"Last updated": DAYS},
        {"Last seen": ["at the fair", "by phone", "in May", "never"]},
        {"Last seen": DAYS, "Last visit": DAYS},
        {"Last seen": DAYS, "Date": DAYS},
    ],
)
def test_other_last_things_texts_and_rivals_are_not_taken_for_the_end(more):
    assert "last_active" not in fields(columns(**FULL, **more)).values()


@pytest.mark.parametrize(("header", "read"), [("Also in 8.6?", "notes"), ("Filed under 18.6", ""), ("8.61 too", "")])
def test_yes_and_no_about_the_complementary_action_are_kept_in_the_notes(header, read):
    assert fields(columns(**FULL, **{header: YES_NO}))[header] == read


def test_days_about_the_complementary_action_are_not_taken_for_yes_and_no():
    assert fields(columns(**FULL, **{"Also in 8.6?": DAYS}))["Also in 8.6?"] == ""


YEARS = ["2024", "2024", "2024", "2024"]


def test_year_that_is_the_one_of_the_start_says_nothing_and_is_not_asked_about():
    found = columns(**FULL, Year=YEARS)
    assert asked(found) == {}
    assert [heading.header for heading in found.headings if heading.needless] == ["Year"]


@pytest.mark.parametrize("years", [[*YEARS[:3], "2023"], [*YEARS[:3], "FY24"], ["2024", "2024", "", ""]])
def test_year_that_says_anything_else_is_asked_about(years):
    assert asked(columns(**FULL, Year=years)) == {"Year": ("programme_year", "started")}


@pytest.mark.parametrize("start", ["", "soon"])
def test_year_beside_a_start_that_says_none_is_asked_about(start):
    found = columns(**{**FULL, "Started": [*DAYS[:3], start]}, Year=YEARS)
    assert asked(found) == {"Year": ("programme_year", "started")}


def test_year_is_asked_about_for_a_single_row_however_far_down():
    many = 2_500
    cells = {name: [*(cells * many)[: many - 1], cells[0]] for name, cells in FULL.items()}
    assert asked(columns(**cells, Year=["2024"] * many)) == {}
    assert "Year" in asked(columns(**cells, Year=[*["2024"] * (many - 1), "2022"]))


def test_year_is_asked_about_where_two_columns_may_be_the_start():
    found = columns(**NAMED, Action=ACTIONS, **{"Date begun": DAYS, "Kickoff": DAYS}, Year=YEARS)
    assert asked(found)["Year"] == ("programme_year", "started")


@pytest.mark.parametrize(
    ("cells", "expected"),
    [({"From": TOWNS, "To": OTHERS}, ("mentor", "mentee")), ({"From": DAYS, "To": DAYS}, ("started", "last_active"))],
)
def test_from_and_to_are_towns_or_days_as_their_cells_say(cells, expected):
    rest = NAMED if cells["From"] is DAYS else {"Started": DAYS}
    found = fields(columns(**rest, Action=ACTIONS, **cells))
    assert (found["From"], found["To"]) == expected


def test_unsure_header_means_a_needed_field_that_no_other_column_is_and_never_promises_what_was_implemented():
    assert fields(columns(**NAMED, Action=ACTIONS, Date=DAYS, Until=DAYS, Adopted=DAYS))["Date"] == "started"
    rest = columns(**FULL, Until=DAYS, Date=DAYS)
    assert (fields(rest)["Date"], asked(rest)["Date"]) == ("", ("started", "last_active", "implemented_on"))


def test_so_few_cells_contradict_nothing():
    rows = [("Avon", "Canton", "5/1/2024"), ("Bolton", "Canton", "6/1/2024")]
    sheet = Sheet("S", [("Mentor", "Mentee", "Mentor worksheet"), *rows])
    assert contents.refined(headers.layout(sheet), sheet).mapping.fields == ("mentor", "mentee", "mentor_documented")


def test_header_that_names_nothing_is_found_above_rows_of_two_towns():
    sheet = Sheet("S", [("A title",), (), ("A", "B", "C"), *zip(TOWNS, OTHERS, ACTIONS, strict=True)])
    assert headers.layout(sheet) is None
    assert contents.by_content(sheet).row == 3
    assert contents.by_content(Sheet("S", list(zip(TOWNS, OTHERS, ACTIONS, strict=True)))) is None


def test_hidden_column_is_read_only_where_no_other_says_the_same():
    rows = [("Mentor", "Mentee", "Action", "Action #"), *zip(TOWNS, OTHERS, ACTIONS, ACTIONS, strict=True)]
    cases = (({3}, ("action", "")), ({2}, ("", "action")), ({2, 3}, ("action", "")))
    for hidden, expected in cases:
        sheet = Sheet("S", rows, hidden=frozenset(hidden))
        assert contents.refined(headers.layout(sheet), sheet).mapping.fields[2:] == expected


def test_examples_and_kind_of_a_column_are_told_for_the_question():
    content = "Mentor,Mentee,Stuff\nAvon,Canton,3.12\nAvon,Bolton,3.12\nAvon,Granby,5.4\n"
    stuff = look("r.csv", content.encode()).columns[2]
    assert (stuff.filled, stuff.examples, stuff.kind) == (3, ("3.12", "5.4"), "action")


def test_day_of_a_workbook_is_a_date():
    assert columns(**NAMED, Action=ACTIONS, When=[date(2024, 5, day) for day in (1, 2, 3, 4)]).mapping.fields[3] == ""
    assert (
        contents.contents(
            headers.layout(Sheet("S", [("Mentor", "Mentee", "When")])),
            Sheet("S", [("Mentor", "Mentee", "When"), ("Avon", "Bolton", date(2024, 5, 1))]),
        )[2].kind
        == "date"
    )


def test_sheet_that_failed_strangers_is_read_but_for_its_faults():
    header = "Helper,Helped,What about (SCT action #),How,Since,Done?,When adopted,Write-up helper,Write-up helped"
    rows = ["Avon,Canton,3.12,staff time,5/1/2024,Y,5/1/2025,Y,N", "Bolton,Granby,5.4,webinar,6/1/2024,N,,N,",
            "Vernon,Tolland,2.3,staff time,6/2/2024,Y,7/1/2025,Y,Y"]  # fmt: skip
    reading = read("r.csv", "\n".join([header, *rows]).encode())
    assert reading.faults == ()
    first = reading.records.iloc[0]
    assert first["implemented_on"].date() == date(2025, 5, 1)
    assert (first["mentor_documented"], first["mentee_documented"], first["action"]) == (True, False, "3.12")


def test_days_before_their_months_are_days_that_ask():
    found = columns(**FULL, **{"Col X": ["31/7/2024", "15/7/2024", "5/6/2024", "30/4/2024"]})
    assert asked(found)["Col X"] == ("last_active", "implemented_on")


HELPED_WHEN = {"When did it get going?": DAYS, "When did it wrap up?": LATER}


def test_day_on_which_it_wrapped_up_is_the_end_beside_the_start_and_the_day_of_the_implementation():
    full = {**NAMED, "Action": ACTIONS, "Help": HELP, **HELPED_WHEN}
    for header, cells in (
        ("When was it adopted?", LAST),
        ("Has the town put it into practice, and when?", ["Yes, since 7/1/2025", "No", "Yes", "Not yet"]),
    ):
        found = columns(**full, **{header: cells})
        assert (fields(found)["When did it wrap up?"], fields(found)[header]) == ("last_active", "implemented_on")
    (told,) = [heading.why for heading in found.headings if heading.header == "When did it wrap up?"]
    assert told == (
        "'When did it wrap up?' is when the help ended, since other columns say its start and the implementation"
    )


def test_day_on_which_it_wrapped_up_is_asked_about_where_it_may_be_another():
    full = {**NAMED, "Action": ACTIONS, "Help": HELP, **HELPED_WHEN}
    either = ("last_active", "implemented_on")
    assert asked(columns(**full)) == {"When did it wrap up?": either}
    assert asked(columns(**full, **{"Implemented? Y/N": YES_NO})) == {"When did it wrap up?": either}
    ended = columns(**full, **{"When was it adopted?": LAST, "Last contact": LAST})
    assert fields(ended)["When did it wrap up?"] == ""
    ticked = full | {"When did it wrap up?": ["Y", "N", "Y", "5/1/2024"]}
    assert "When did it wrap up?" in asked(columns(**ticked, **{"When was it adopted?": LAST}))
    without_start = {header: cells for header, cells in full.items() if header != "When did it get going?"}
    assert "When did it wrap up?" in asked(columns(**without_start, **{"When was it adopted?": LAST}))


WORKSHEETS = "Did the towns hand in their worksheets?"


def test_question_for_the_worksheets_of_both_towns_is_read_where_every_cell_says_whose():
    whose = ["both", "only the helper", "neither", "only the town that got the help"]
    assert fields(columns(**FULL, **{WORKSHEETS: whose}))[WORKSHEETS] == "mentor_documented"
    either = {WORKSHEETS: ("mentor_documented", "mentee_documented")}
    assert asked(columns(**FULL, **{WORKSHEETS: YES_NO})) == either
    assert asked(columns(**FULL, **{WORKSHEETS: [*whose[:3], "only Bob so far"]})) == either
    named = columns(**FULL, **{WORKSHEETS: [*whose[:3], "only Canton so far"]})
    assert fields(named)[WORKSHEETS] == "mentor_documented"


def test_papers_from_and_to_are_those_of_the_towns_whose_headers_say_so_before_a_bracket():
    rest = {"Action": ACTIONS, "Help": HELP, "Started": DAYS}
    ways = {"WS from": YES_NO, "WS to": YES_NO}
    found = columns(**{"From (giver)": TOWNS, "To (receiver)": OTHERS}, **rest, **ways)
    assert (fields(found)["WS from"], fields(found)["WS to"]) == ("mentor_documented", "mentee_documented")
    assert asked(columns(**{"From (giver)": TOWNS, "To (receiver)": OTHERS}, **rest, **{"WS from": YES_NO})) != {}


@pytest.mark.parametrize(("first", "second"), [("T0", "T1"), ("Date 1", "Date 2"), ("D1", "D2")])
def test_days_under_codes_are_asked_about_with_the_earlier_one_as_the_likelier_start(first, second):
    rest = {**NAMED, "Action": ACTIONS, "Help": HELP, "T-impl": LAST}
    found = columns(**rest, **{first: DAYS, second: LATER})
    assert asked(found) == {first: ("started", "last_active"), second: ("last_active", "started")}
    turned = columns(**rest, **{first: LATER, second: DAYS})
    assert asked(turned) == dict.fromkeys([first, second], ("started", "last_active"))


def test_days_under_codes_that_are_no_pair_are_asked_about_in_the_usual_order():
    rest = {**NAMED, "Action": ACTIONS, "Help": HELP}
    for codes in (("T0", "T2"), ("T0", "S1"), ("T0", "T1", "T2")):
        found = columns(**rest, **dict(zip(codes, (DAYS, LATER, LAST), strict=False)))
        assert {options[0] for options in asked(found).values()} == {"started"}


@pytest.mark.parametrize("header", ["last time", "Latest date", "Last day"])
def test_last_time_is_the_end_where_its_cells_are_days_and_no_other_column_is(header):
    mixed = [*DAYS[:3], "ongoing"]
    assert fields(columns(**FULL, **{header: mixed}))[header] == "last_active"
    assert fields(columns(**FULL, **{header: PEOPLE}))[header] == ""
    assert fields(columns(**FULL, **{header: mixed, "Ended": LAST}))[header] == ""
