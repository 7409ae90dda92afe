"""Cells by meaning: what is understood, with which note; what asks, with which answer offered."""

from datetime import date, datetime, time
from time import perf_counter

import pytest

from sct_dash import clock
from sct_dash.records import dates, questions, values
from sct_dash.records.dates import NoDay, Span
from sct_dash.records.support import Forms, NoForm, forms, says_more
from sct_dash.records.values import Unclear, Understood


def asks(meaning):
    """The reason, the suggestion and the options of a cell that asks."""
    assert isinstance(meaning, Unclear), meaning
    return meaning.reason, meaning.suggestion, meaning.options


# --- days ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    "2024-05-01|2024/5/1|5/1/2024|05/01/2024|5-1-2024|5.1.2024|May 1, 2024|may 1 2024|May 1st, 2024|1 May 2024|"
    "01-May-2024|Wed, May 1, 2024|2024-05-01 00:00:00|5/1/2024 10:30 AM|45413|45413.5|20240501".split("|"),
)
def test_day_is_understood_however_it_is_written(text):
    assert dates.span(text) == Span(date(2024, 5, 1), date(2024, 5, 1))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("May 2024", date(2024, 5, 1), date(2024, 5, 31)),
        ("5/2024", date(2024, 5, 1), date(2024, 5, 31)),
        ("2024-05", date(2024, 5, 1), date(2024, 5, 31)),
        ("February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("Spring 2024", date(2024, 3, 1), date(2024, 5, 31)),
        ("2024 Summer", date(2024, 6, 1), date(2024, 8, 31)),
        ("Fall 2024", date(2024, 9, 1), date(2024, 11, 30)),
        ("Q2 2024", date(2024, 4, 1), date(2024, 6, 30)),
    ],
)
def test_month_season_quarter_and_year_are_spans(text, first, last):
    assert dates.span(text) == Span(first, last)


HOW = "write month/day/year, as in 5/1/2024"
DAY_FIRST = "has the day before the month, since there is no month {}; write month/day/year:"


@pytest.mark.parametrize(
    ("text", "reason", "suggestion"),
    [
        ("5/1/24", f"has a year of two digits; {HOW}", "2024-05-01"),
        ("1-May-24", f"has a year of two digits; {HOW}", "2024-05-01"),
        ("May-24", f"has a year of two digits; {HOW}", "May 2024"),
        ("13/5/2024", f"{DAY_FIRST.format(13)} 5/13/2024", "2024-05-13"),
        ("31/7/24", f"{DAY_FIRST.format(31)} 7/31/2024", "2024-07-31"),
        ("31/7/98", f"there is no month 31; {HOW}", ""),
        ("31/13/24", f"there is no month 31; {HOW}", ""),
        ("31-6-2024", f"there is no month 31; {HOW}", ""),
        ("2/30/24", "there is no such day: February 2024 has 29 days", ""),
        ("4/31/2024", "there is no such day: April 2024 has 30 days", ""),
        ("2/29/2023", "there is no such day: February 2023 has 28 days", ""),
        ("5/1", f"has no year; {HOW}", ""),
        ("May", f"has no year; {HOW}", ""),
        ("Winter 2024", "a winter lies in two years; write the month, as in January 2024", ""),
        ("FY24", "is a fiscal year, which lies in two years; write the month, as in May 2024", ""),
        ("about May 2024", "is not certain; write the date that is meant", "May 2024"),
        ("about 31/7/2024", "is not certain; write the date that is meant", "2024-07-31"),
        ("around 5/1/24", "is not certain; write the date that is meant", "2024-05-01"),
        ("about 31/31/2024", f"is not a date; {HOW}", ""),
        ("12", f"is a number, not a date; {HOW}", ""),
        ("1989-12-31", "the year must lie between 1990 and 2099", ""),
        ("soon", f"is not a date; {HOW}", ""),
        ("about " * 5_000, f"is not a date; {HOW}", ""),
    ],
)
def test_day_that_cannot_be_or_is_not_certain_asks(text, reason, suggestion):
    found = dates.span(text)
    assert isinstance(found, NoDay)
    assert (found.reason, found.suggestion) == (reason, suggestion)


@pytest.mark.parametrize("cell", [date(2024, 5, 1), datetime(2024, 5, 1, 9, 30), 45413.0, "5/1/2024"])
def test_day_in_a_cell_of_any_kind_is_a_day(cell):
    assert values.day("started", cell).value == Span(date(2024, 5, 1), date(2024, 5, 1))


def test_time_of_day_is_no_date():
    assert asks(values.day("started", time(9, 30)))[0].startswith("is a time of day")


@pytest.mark.parametrize("text", ["ongoing", "Still active", "present", "n/a", "-"])
def test_mentorship_said_to_go_on_has_no_last_day(text):
    meaning = values.day("last_active", text)
    assert meaning.value is None
    assert meaning.note.startswith(f"{text!r} read as ")


@pytest.mark.parametrize("text", ["no", "Not yet", "pending", "in progress", "TBD"])
def test_action_said_not_to_be_done_is_not_implemented(text):
    assert values.day("implemented_on", text) == Understood(None, f"{text!r} read as not implemented yet")


@pytest.mark.parametrize("text", ["yes", "Done", "completed", "x", "✓"])
def test_action_said_to_be_done_asks_when(text):
    assert asks(values.day("implemented_on", text))[0] == (
        "says that the action was implemented but not when; points count from that day, so write it"
    )


@pytest.mark.parametrize("text", ["Done 5/1/2024", "Yes, 5/1/2024", "completed (5/1/2024)", "done on 5/1/2024"])
def test_action_said_to_be_done_on_a_day_is_implemented_then(text):
    assert values.day("implemented_on", text).value == Span(date(2024, 5, 1), date(2024, 5, 1))


@pytest.mark.parametrize("text", ["unknown", "?", "TBD", "yes"])
def test_start_is_never_left_open(text):
    assert isinstance(values.day("started", text), Unclear)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("2/30/2025", ("2025-02-28",)),
        ("2/30/24", ("2024-02-29",)),
        ("April 31, 2024", ("2024-04-30",)),
        ("2/30/1825", ()),
    ],
)
def test_last_day_of_the_month_is_offered_and_not_suggested_for_a_day_that_it_does_not_have(text, options):
    assert asks(values.day("started", text))[1:] == ("", options)


def test_start_or_implementation_far_in_the_future_asks():
    assert asks(values.day("started", "2041-01-01"))[0] == "January 1, 2041 lies far in the future; check the year"
    assert isinstance(values.day("implemented_on", date(2062, 5, 1)), Unclear)
    assert isinstance(values.day("started", "2040-12-31"), Understood)


# --- yes and no ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("cell", ["Y", "x", "✓", "TRUE", "Done", "complete", "on file", 1.0])
def test_usual_word_for_yes_is_yes(cell):
    assert values.flag(cell).value is True


@pytest.mark.parametrize("cell", ["N", "FALSE", "pending", "in progress", "Not yet", "n/a", "-", 0.0, "", None, False])
def test_usual_word_for_no_and_nothing_are_no(cell):
    assert values.flag(cell).value is False


@pytest.mark.parametrize(("cell", "suggestion"), [("perhaps", ""), ("yes, mostly", "yes"), (date(2024, 5, 1), "yes")])
def test_anything_else_in_place_of_yes_or_no_asks(cell, suggestion):
    assert asks(values.flag(cell))[1] == suggestion


# --- forms of support ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("presentation", ("presentation",)),
        ("staff_time; presentation", ("staff_time", "presentation")),
        ("gave a talk to their P&Z", ("presentation",)),
        ("Presented to the Planning and Zoning Commission", ("presentation",)),
        ("presentation and discussion", ("presentation",)),
        ("Staff time", ("staff_time",)),
        ("staff hours (12)", ("staff_time",)),
        ("Webinars", ("webinar",)),
        ("staff time, webinar", ("staff_time", "webinar")),
        ("presentation / staff time", ("presentation", "staff_time")),
        ("presentation & Q/A to the commission", ("presentation",)),
        ("presentation w/ Q&A", ("presentation",)),
        ("presented at the CCM conference", ("conference",)),
        ("webinar presentation", ("webinar",)),
        ("presentation in the conference room", ("presentation",)),
        # A form that is named is read; the rest is a remark.
        ("Staff time, GIS", ("staff_time",)),
        ("GIS, staff time", ("staff_time",)),
        ("Staff time, sea level rise data", ("staff_time",)),
        ("Staff time (land use clerk, 2 days)", ("staff_time",)),
        ("Staff time - map of mill sites", ("staff_time",)),
        ("presentation (2 staff, 1 hour)", ("presentation",)),
        ("presentation, phone calls", ("presentation",)),
        ("presentation, shared template", ("presentation",)),
        ("presentation & Q+A", ("presentation",)),
        ("presentation and Q and A", ("presentation",)),
        ("mtg w/ their board + Q&A", ("presentation",)),
        ("building official lent 2 days", ("staff_time",)),
        ("lent our planner for a day", ("staff_time",)),
    ],
)
def test_form_of_support_is_understood_in_usual_words(text, names):
    assert forms(text) == Forms(names)


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("12 hours", ("staff_time",)),
        ("technical assistance", ("staff_time",)),
        ("met with their planner", ("staff_time",)),
        ("Ride-along", ("staff_time",)),
        ("tour of the transfer station", ("staff_time",)),
        ("walk-through", ("staff_time",)),
        ("site walk", ("staff_time",)),
        ("office hours", ("staff_time",)),
        ("reviewed their draft ordinance", ("staff_time",)),
        ("RFP review", ("staff_time",)),
        ("panel before the zoning commission", ("presentation",)),
        ("presentaton", ("presentation",)),
        ("lent equipment", ("other",)),
        ("loaned their wood chipper", ("other",)),
        # In doubt there are several: none of them is suggested.
        ("met with the conservation commission", ("presentation", "staff_time")),
        ("meetings with Planning and Zoning", ("presentation", "staff_time")),
        ("board meeting", ("presentation", "staff_time")),
        ("training on Zoom", ("presentation", "staff_time")),
        ("regional workshop", ("presentation", "other")),
        ("shared their ordinance", ("other", "staff_time")),
        ("presented to their staff", ("presentation", "staff_time")),
        # Of several parts none is dropped.
        ("staff time, webinr", ("staff_time; webinar",)),
        ("webinar, site visit", ("webinar; staff_time",)),
        ("site visit and workshop", ()),
        ("meeting / emails", ()),
        ("webinar / coffee", ()),
        ("webinar (GIS), coffee", ()),
        # Whoever speaks on the phone or teaches a class may be no staff, and it may be no presentation to one town.
        ("Meeting", ("staff_time", "other")),
        ("mtg", ("staff_time", "other")),
        ("Phone calls", ("staff_time", "other")),
        ("phone call", ("staff_time", "other")),
        ("talked on phone", ("staff_time", "other")),
        ("email only", ()),
        ("planner", ()),
        ("conference call", ("staff_time", "other")),
        ("Zoom", ("staff_time", "other")),
        ("coffee chat", ("staff_time", "other")),
        ("coffee with mayor", ("staff_time", "other")),
        ("workshop", ("presentation", "other")),
        ("volunteer training", ()),
        ("demo", ("presentation", "other")),
        ("Lunch & Learn", ("presentation", "other")),
        ("Training session for public works", ("presentation", "other")),
        # A remark that takes the form back, says who else it was, or that it was for many.
        ("staff time, never happened", ()),
        ("staff time - fell through", ()),
        ("staff time (didn't happen)", ()),
        ("presentation cancelled", ()),
        ("staff time, planned", ()),
        ("staff time; declined", ()),
        ("presentation to the board, no Q&A", ()),
        ("staff time, volunteers", ()),
        ("staff time, but by a consultant", ()),
        ("presentation, statewide", ()),
        ("staff time (webinar)", ("webinar", "staff_time")),
        ("mtg w/ their board + Q&A, cancelled", ()),
        # What says that nothing was given yet, or nothing of it.
        ("TBD", ()),
        ("no call yet", ()),
        ("call pending", ()),
        ("didn't meet", ()),
        ("left a voicemail", ()),
        ("meeting?", ()),
        ("emailed, no answer", ()),
        ("presentation scheduled", ()),
        ("no presentation", ()),
        ("presentation?", ()),
        ("pep talk", ()),
        ("brochure", ()),
        ("panel", ()),
    ],
)
def test_doubtful_support_asks_and_no_part_of_it_is_dropped(text, options):
    assert forms(text).options == options


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Staff time from the wetlands agent, mostly by phone and two visits.", ("staff_time",)),
        ("Staff time, mainly e-mails", ("staff_time",)),
        ("Staff time from the planner; mostly on Zoom", ("staff_time",)),
        ("The first selectman's assistant gave them 40 hours of staff time over several visits.", ("staff_time",)),
        ("Staff time: the town planner spent about 18 hours working with them.", ("staff_time",)),
        ("loaned their GIS tech for two days", ("staff_time",)),
        ("Presented to the selectmen with discussion", ("presentation",)),
        ("presentation to lake committee, Q&A", ("presentation",)),
        ("Our planner gave a talk to the P&Z and answered questions", ("presentation",)),
        ("Our planner gave a talk to the P & Z and answered questions", ("presentation",)),
        ("A presentation at the Board of Selectmen meeting, with about an hour of questions", ("presentation",)),
        ("The chair gave a presentation to Planning & Zoning and there was a good discussion.", ("presentation",)),
        ("They ran a webinar and the Planning and Zoning Commission watched it.", ("webinar",)),
        ("They ran a webinar and the tree warden watched it.", ("webinar",)),
        ("A webinar, attended by forty people", ("webinar",)),
        ("They talked about it at a regional conference and people from the other town were in the audience.",
         ("conference",)),
        ("A conference session, and the mayor was there", ("conference",)),
        ("Other: they just mailed over their brochure and the list they had.", ("other",)),
        ("Other - sent the ordinance", ("other",)),
        ("other (brochure)", ("other",)),
        ("Other: phone calls", ("other",)),
        ("Other: webinar", ("webinar",)),
        ("A webinar, and then the planner gave them 3 hours of staff time", ("webinar", "staff_time")),
        # Whoever talks at an event, or only hears it, earns nothing.
        ("Gave a talk to selectmen at the CCM conference", ("conference",)),
        ("Their planner presented at a webinar and answered questions", ("webinar",)),
        ("They ran a webinar and staff from the other town watched it", ("webinar",)),
        ("Conference, staff from the other town were in the audience", ("conference",)),
    ],
)  # fmt: skip
def test_sentence_that_names_its_form_is_read_as_it(sentence, names):
    assert forms(sentence) == Forms(names)


@pytest.mark.parametrize(
    ("sentence", "options"),
    [
        # The form is denied, or was only spoken of.
        ("Staff time instead of a presentation", ()),
        ("staff time rather than a talk", ()),
        ("A webinar in place of staff time", ()),
        ("Webinar, not staff time", ()),
        ("They wanted staff time, got a brochure", ()),
        ("They asked for staff time", ()),
        ("Offered a presentation to the board", ()),
        ("They were going to lend staff time", ()),
        ("They planned a presentation to the board", ()),
        ("Our planner will give a talk to their P&Z", ()),
        ("Presentation to the selectmen was cancelled, a webinar held", ()),
        ("They wanted a webinar", ()),
        ("They didn't get staff time, they got a webinar", ()),
        ("Other: planned a talk", ()),
        # Two that are named may be one.
        ("Presented to their board and it was a webinar really", ("presentation", "webinar")),
        ("Presentation, at the CCM conference", ("presentation", "conference")),
        ("Staff time, during a webinar", ("staff_time", "webinar")),
        ("Other: staff time", ("other", "staff_time")),
        ("Other: gave a presentation", ("other", "presentation")),
        ("Other: 12 hours of their planner", ("other", "staff_time")),
        ("Other: workshop", ("other", "presentation")),
        ("Other: town staff sent a brochure", ()),
        # It was not staff, or not presented to them.
        ("Staff time from a consultant", ()),
        ("Staff time, mostly volunteers", ()),
        ("Staff time, mostly by phone with a volunteer", ()),
        ("Staff time of a hired engineer", ()),
        ("They sent us their presentation", ()),
        ("Presentation watched on YouTube", ()),
        ("They presented us with an award", ()),
        # What stands beside an event may be a help that earns.
        ("Webinar, then the planner visited twice", ()),
        ("Conference, mostly in the hallway", ()),
        ("Presentation, mostly by phone", ()),
        # Speaking with each other names no form.
        ("A few e-mails and calls", ()),
        ("Called twice", ("staff_time", "other")),
        ("coffee with the first selectman", ("staff_time", "other")),
        ("They talked about it at lunch", ()),
        ("Not sure what exactly, Dana would know.", ()),
    ],
)  # fmt: skip
def test_sentence_that_may_say_another_thing_asks(sentence, options):
    assert forms(sentence).options == options


def test_whole_sentence_is_kept_beside_the_form_that_was_read():
    assert all(
        map(
            says_more,
            (
                "They ran a webinar and the Planning and Zoning Commission watched it.",
                "Other: they just mailed over their brochure and the list they had.",
                "Staff time from the wetlands agent, mostly by phone and two visits.",
            ),
        )
    )


@pytest.mark.parametrize(
    "text", ["staff time", "Presentation", "Staff hours", "presentation w/ Q&A", "staff_time; webinar"]
)
def test_words_of_a_form_itself_say_no_more(text):
    assert not says_more(text)


@pytest.mark.parametrize(
    "text", ["Staff time, GIS", "presentation at Ag Commission", "staff time (12 hours)", "2 webinars"]
)
def test_what_stands_beside_a_form_says_more(text):
    assert says_more(text)


PLAIN_PRESENTATIONS = """
    Presentation
    Presentation to the Board of Selectmen
    Presentation to P&Z with Q&A
    Presented to Planning & Zoning, questions answered
    Presented to the Conservation Commission on dark skies, good discussion after
    Our town planner presented to their Inland Wetlands Commission with discussion
    Our planner gave a talk to the Town Council and answered questions
    Gave a talk to their EDC w/ discussion
    Presented at their P&Z meeting 4/12
    Presentation (4/12) and discussion
    Presentation to Kent P&Z, 3/14/2024
    Presentation to selectmen, March 2024, with Q&A
    GIS tech presented to the Board of Finance, followed by discussion
    Presentation and Q&A with the sustainability team
    First selectman presented to their board of selectmen; long discussion
    Presentation about stormwater rules to the Inland Wetlands board
    Presentation on rooftop solar permitting, discussion
    Presentation to residents of Avon with Q&A
    Presented to the West Hartford Town Council re: pollinator pathways
    Two presentations to the commission with discussion
    Presentation to the Land Use Commission + discussion
    Presented their ordinance to our P&Z with Q&A
    Town engineer presented LID regulations to the P&Z, Q&A
    Presented via Zoom to the Conservation Commission with Q&A
    Presentation with discussion to the Energy Committee
    Presentation to open space committee, interactive discussion
    Presentation for the tree board
    Presented before the ZBA with questions
    Mayor presented to the City Council
    Tree warden gave a presentation at the garden club meeting with Q&A
    presentation w/ Q&A
    talk (presentation) before a board or commission, with discussion
    Presented to joint meeting of P&Z and Conservation, discussion
    Spoke to W. Hartford P&Z, Q&A
    Our conservation planner presented to the Granby Conservation Commission and took questions
    Presentation by town planner to PZC, with Q & A
    Presentation (1 hr) to BOS, then discussion
    Presented the open space plan to the Land Use Commission, discussion followed
    Gave a presentation on pollinator pathways to the selectmen with Q&A
    Presentation to Kent selectmen by our land use administrator, with discussion
    Presented with Q&A
    Presentation and interactive discussion
    Presentation to the Parks & Rec Commission - lots of questions
    Town engineer's presentation to the WPCA, discussion
    Conservation chair presented to council; Q&A after
    Presented to Economic Development Commission w/ Q&A
    2 presentations to P&Z (March and April 2025)
    Presentation to Tolland Town Council 5/6/24 with Q&A
"""
PLAIN_STAFF_TIME = """
    Staff time
    Staff time - 2 hrs
    Staff time, 3 visits
    Staff time, half a day
    Staff time (about 12 hours)
    Staff time of our GIS tech
    Staff time from the land use office
    Our town planner's staff time, 6 hours
    Town planner, 5 hours of staff time
    Staff hours: 14
    2 days of staff time on their open space plan
    Staff time for solar permitting
    Staff time: town engineer, site visit
    Staff time (DPW crew, 2 days)
    Staff time (ZEO)
    Staff time to help with RFP
    Staff time helping write the ordinance
    Staff time about the grant application
    Staff time on stormwater mapping, 10 hrs
    Wetlands agent gave 3 hours of staff time
    Lent our GIS tech for a day
    Planner lent to Kent for 2 days
    Loaned our town planner for half a day
    Staff time - Avon planner met twice with Canton
    Staff time from Simsbury's planning department
    Town staff time: 20 hours over 3 months
    Staff time, weekly calls
    Staff time: tree warden, 2 site visits
    staff assistance with zoning regulations
    staff support from the building department
    Staff advice by phone, 3 calls
    Director of Public Works: 8 hours of staff time
    Land use clerk's staff time (2 hrs)
    Municipal staff time, several meetings
    Engineering staff time
    Planning staff time, spring 2024
    Town clerk gave them about 5 hours of staff time
    Staff time: assessor helped with the tree inventory
    Health department staff time
    hours of municipal staff lent to the other town
    Staff time: planner worked with them on their POCD
    Staff time (planner)
    Staff time - town planner, approx. 15 hrs
    Staff time: planner + engineer
    Staff time, GIS maps
    Staff time, reviewing draft regulations
    Staff time – reviewed their draft POCD chapter
    Staff time: two site visits and several calls
    Staff time: 4 meetings
    Staff time, zoom calls
    Staff time (20 hrs) on brownfields grant application
    Zoning enforcement officer gave 6 hours of staff time
    Building official spent 5 hours of staff time on solar permits
    Our assessor lent 3 hours of staff time
    Staff time by sustainability coordinator
    Staff time, Energy Committee liaison
    staff time x 3
    about ten hours of staff time
    20 staff hours
    Staff hrs: 12.5
    Staff assistance
"""
NO_HELP_FOR_CERTAIN = """
    presentation slides
    presentation file
    presentation pdf
    presentation link
    presentation handout
    presentation materials
    link to presentation
    downloaded our presentation
    read our presentation
    saw our presentation
    viewed our presentation
    attended our presentation
    taped presentation
    presentation (video)
    presentation posted
    presentation to board, recorded
    presentation; webinar recording
    invited to presentation
    prepared a presentation
    draft presentation
    presentation to follow
    presentation next month
    presentation set for June
    presentation rescheduled
    missed the presentation
    presentation cxl
    presentation nixed
    presentation: N
    ✗ presentation
    presentation; nobody attended
    they presented to us
    presentation by mentee
    staff was present
    all present
    presented check
    staff time (consultant)
    staff time via consultant
    staff time - contracted
    staff time, outsourced
    staff from Eversource
    COG staff
    0 hours staff
    staff time: 0
    zero staff time
    lack of staff time
    staff time: n/a
    presentation (x), staff time ( )
    staff time available
    staff time if needed
    staff time upon request
    staff time budgeted
    waiting for staff time
    saved staff time
    grant for staff time
    mentee staff time
    their own staff time
    trained their staff
    presentation or webinar
    staff time or presentation
    staff time or webinar
    presentation or staff time
    presentation on Facebook
    presentation on file
    presentation on our website
    presentation on hold
    presentation on request
    presentation on Dropbox
    presentation on YouTube
    staff time on a contract basis
    staff time on hold
    presentation in two weeks
    presentation in 3 months
    presentation 6/1/2030
    presentation deck
    copy of presentation
    presentation template
    presentation outline
    helped with a presentation
    reviewed their presentation
    drafted presentation
    discussed a presentation to their board
    discussion of presentation
    questions about presentation
    spoke with their planner
    talk with their engineer
    briefed the planner
    staff at meeting
    staff who met
    staff and board
    staff time needed
    staff time approved
    staff time to be arranged
    staff time on paper only
    staff time requested
    staff time in kind
    staff time (proposed)
    staff time log
    staff time estimate
    staff time budget
    staff time - $500
    staff time 0 hrs
    presentation to present
    presentation to the public
    regional presentation
    presentation by consultant
    presentation by Eversource
    presentation by UConn
    presentation by COG
    watched our presentation
    PowerPoint
    ppt
    PowerPoint to planner
    staff time unpaid
    staff shortage
    staff time short
    staff time from our consultant
    staff time from Eversource
    staff time from the COG
    staff time from the regional planner
    volunteer time, no staff
    staff time by volunteer
    staff time tbd
    staff time (pending)
    [ ] staff time
    ☐ presentation
    presentation ☐
    presentation = no
    presentation vs. staff time
    presentation about to be given
    gives a presentation Thursday
    presenting in June
    presents to board in June
    to present to board
    present to the board
    present at meeting
    everyone present at meeting
    presentation to us
    presentation of award
    presented plaque to mayor
    presented bill
    presented petition
    presentation by residents
    read about presentation
    came to presentation
    came to the talk
    went to presentation
    came to our board presentation
    planning presentation
    planning a presentation to board
    prepping talk to board
    schedule staff time
    staff time donated by private firm
    staff hours 9-5 closed
    staff help wanted
    shared presentation
    sent staff time estimate
    staff directory
    staff lent their ear
    presentation, but on YouTube
    would-be presentation
    half-finished presentation
    presentation half done
    presentation pt 0
    e-mail presentation
    emailed presentation
    presentation e-mailed
    presentation by e-mail
    presentation by phone
    board presentation recording
    presentation to 0 people
    staff time; nothing came of it
    meeting with board + Q&A next week
    meeting with board + Q&A recorded
    webinar / presentation slides
    staff time that we paid for
    presentation for download
    presentation: see link
    see presentation
    ask for presentation
    had hoped for presentation
    presentation to staff
    staff time from intern
    staff time; unused
    offered staff time
    presentation by zoom recording
    presentation, low turnout none came
    canned presentation
    presentation canned
    presentation to be determined
    presentation (draft)
    presentation v2
    presentation.pptx
    presentation_final
    Presentation #2 file
    got presentation from them
    presentation received
    received staff time
    presentation copied
    staff time not used
    staff time wasn't used
    staff time returned
    staff time declined
    staff time (virtual intern)
    staff time at conference
    presentation at CCM
    presentation at COG meeting
    presentation to COG board
    presentation to CRCOG
    presentation at regional meeting
    presentation to all towns
    presentation to several towns
    presentation to other towns
    presentation to many towns
    presentation for towns
    presentation, several towns
    presentation to 12 towns
    staff time from CRCOG
    staff time by RiverCOG planner
    staff time by engineering firm
    staff time - Weston & Sampson
    staff time from SLR
    staff time of our summer fellow
    staff time ?
    staff time 50%
    staff time, maybe
    staff time (hold)
    staff time - hold
    staff time; see notes
    staff time with pay
    staff time for a fee
    staff time for pay
    staff time sold
    presentation half
    first presentation of two
    1 of 2 presentations
    presentation after the meeting
    presentation before meeting
    presentation w/o discussion
    presentation for discussion
    presentation under discussion
    presentation in discussion
    presentation is in discussion
    presentation as discussed
    discussed presentation
    discussed staff time
    discussed staff time with planner
    met to discuss staff time
    questions about staff time
    met about staff time
    talks about staff time
    presentation to planner's dog
    spoke at meeting
    spoke at their wedding
    talk at meeting
    meeting talk
    presentation question
    presentation questions
    staff time question
    staff time questions
    staff time, questions
    staff time discussion
    staff time, then discussion
    time with staff
    lent their presentation
    presentation on solar website
    presentation about what consultants do
    residents gave a presentation
    staff time from residents
    garden club presentation
    staff time over
    staff support group
    talk with board chair
    staff, meeting
    presentation after hours
    staff time and/or presentation
"""


def lines(table):
    return [line.strip() for line in table.strip().splitlines()]


@pytest.mark.parametrize("said", lines(PLAIN_PRESENTATIONS))
def test_presentation_that_is_told_plainly_asks_nothing(said):
    assert forms(said) == Forms(("presentation",))


@pytest.mark.parametrize("said", lines(PLAIN_STAFF_TIME))
def test_staff_time_that_is_told_plainly_asks_nothing(said):
    assert forms(said) == Forms(("staff_time",))


def test_both_forms_in_one_plain_sentence_are_read():
    assert forms("Staff time (6 hrs) and a presentation to P&Z with Q&A") == Forms(("staff_time", "presentation"))


@pytest.mark.parametrize("said", lines(NO_HELP_FOR_CERTAIN))
def test_form_that_earns_points_is_not_taken_from_words_that_may_say_another_thing(said):
    assert isinstance(forms(said), NoForm)


@pytest.mark.parametrize(
    ("said", "options"),
    [
        # A word that nobody foresaw leaves the form likely: one click.
        ("presentation, zebra mussels", ("presentation",)),
        ("presenting in June", ("presentation",)),
        ("staff time (kayak launch)", ("staff_time",)),
        ("staff time (kayak launch); presentation", ("staff_time; presentation",)),
        # Said of whom, it may be nobody's staff; and what denies the form suggests nothing.
        ("staff time from Eversource", ()),
        ("presentation slides", ()),
        ("staff time: 0", ()),
        ("presentation in two weeks", ()),
        ("staff time - $500", ()),
        ("presentation or webinar", ("presentation", "webinar")),
        ("staff time or presentation", ("presentation", "staff_time")),
    ],
)
def test_form_beside_unknown_words_is_suggested_where_it_is_likely(said, options):
    assert forms(said).options == options


@pytest.mark.parametrize(
    ("said", "known"),
    [
        ("presentation to P&Z, 5/6/26", True),
        ("presentation to P&Z, 5/8/26", False),
        ("presentation to P&Z, May 2026", True),
        ("presentation to P&Z, June 2026", False),
        ("staff time in 2025", True),
        ("staff time in 2026", False),
        ("staff time, 4/12", True),
    ],
)
def test_help_on_a_day_that_is_not_over_for_certain_asks(said, known, monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 5, 7))
    assert isinstance(forms(said), Forms) is known


@pytest.mark.parametrize("begun", ["presentation to", "staff time on", "about the", "talk with", "in a few", "staff ("])
def test_long_text_of_support_is_looked_at_in_no_time(begun):
    started = perf_counter()
    assert isinstance(forms(f"{begun} " * (490 // (len(begun) + 1))), NoForm)
    assert isinstance(forms(f"{begun} " * 500), NoForm)
    assert perf_counter() - started < 1


# --- actions -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    ["3.12 Enhance Pollinator Pathways", "#3.12", "Action 3.12", "SCT Action # 3.12", "3.12: Pollinators",
     "Enhance Pollinator Pathways", "enhance the pollinator pathways.", "3.12 (Enhance Pollinator Pathways)"],
)  # fmt: skip
def test_action_is_understood_with_its_title_or_by_it_alone_and_noted(text):
    assert values.action([text], 2024) == Understood("3.12", f"{text!r} read as 3.12")


def test_title_of_another_list_of_the_same_numbering_is_understood():
    assert values.action(["Create Watershed Management Plan"], 2024).value == "3.2"


@pytest.mark.parametrize(
    ("cells", "reason", "suggestion", "options"),
    [
        (["Enhance Polinator Pathways"], "is not an action number; write category and number, as in 3.12", "3.12",
         ("3.12",)),
        (["3-12"], "is not an action number; write category and number, as in 3.12", "3.12", ("3.12",)),
        (["3.12 Promote Dark Skies"], "'Promote Dark Skies' is action 3.13, not 3.12; write the one that is meant", "",
         ("3.13", "3.12")),
        (["3.12", "Promote Dark Sky"], "'Promote Dark Sky' is action 3.13, not 3.12; write the one that is meant", "",
         ("3.13", "3.12")),
        (["3.12 and 5.4"], "names several actions (3.12 and 5.4); write a row for each", "", ("3.12", "5.4")),
        (["3.12.1"], "3.12.1 is a step of an action; write the action's number", "3.12", ("3.12",)),
        (["3.12?"], "the question mark says that it is not certain; confirm the number", "3.12", ("3.12",)),
        (["3.12 (2019)"], "names 2019, when actions had other numbers; write the number of now, or 2019 as "
         "the programme year", "", ()),
        (["14.1"], "there is no category 14 in 2024; categories run from 1 to 13", "", ()),
        (["3.0"], "is not an action number; write category and number, as in 3.12", "", ()),
        ([date(2024, 3, 12)], "is a date; a spreadsheet may have made it from an action number", "3.12", ("3.12",)),
        (["2.1 Provide Watershed Education"], "2.1 'Provide Watershed Education' is from the list before 2021, when "
         "all numbers changed; write the number of now", "3.1", ("3.1",)),
        (["Hold a Sustainability Event"], "is a title of the list before 2021; write the number that it has now", "",
         ()),
        (["Benchmark and Track Energy Use"], "is an action whose number was not seen; write category and number, as "
         "in 3.12", "", ()),
    ],
)  # fmt: skip
def test_action_that_is_not_certain_asks(cells, reason, suggestion, options):
    assert asks(values.action(cells, 2024)) == (reason, suggestion, options)


def test_number_that_a_spreadsheet_stored_as_3_1_asks_whether_it_was_3_10():
    lost = ("may have been 3.10: spreadsheets drop the last zero; choose the one meant", "",
            ("3.1", "3.10"))  # fmt: skip
    assert asks(values.action([3.1], 2024)) == lost
    assert asks(values.action(["3.1"], 2024, zeros_lost=True)) == lost
    assert values.action(["3.1"], 2024) == Understood("3.1")


@pytest.mark.parametrize(
    ("title", "number"),
    [("Facilitate Invasive Species Education and Management", "3.10"), ("Provide Watershed Education", "3.1")],
)
def test_title_beside_the_number_settles_whether_it_was_3_10(title, number):
    assert values.action([3.1, title], 2024).value == number


@pytest.mark.parametrize(("cell", "number"), [(3.12, "3.12"), (5.4, "5.4")])
def test_stored_number_that_can_only_be_itself_is_read(cell, number):
    assert values.action([cell], 2024) == Understood(number)


def test_plausible_number_that_is_not_listed_is_kept_with_a_note():
    told = "7.4 is in no list of these years seen so far and was kept"
    assert values.action(["7.4"], 2024) == Understood("7.4", told)


def test_number_that_only_a_draft_of_the_list_has_is_kept_and_told():
    told = "12.2 was only seen in a draft of the list, not in the final one; check it"
    assert values.action(["12.2"], 2024) == Understood("12.2", told)
    title = "Strengthen Municipal Workforce Capacity to Address Homelessness"
    assert values.action([f"12.2 {title}"], 2024).note == f"'12.2 {title}' read as 12.2; {told}"
    data = "Collect and Share Homelessness Data"
    assert values.action([data], 2024).note == f"{data!r} read as 12.3; {told.replace('12.2', '12.3')}"
    assert values.action(["6.1"], 2024) == Understood("6.1")


@pytest.mark.parametrize("junk", [",", "1.", "([", "about ", "3.1 ", "no, ", "ste ", "total "])
def test_cell_of_a_page_of_text_asks_at_once(junk):
    page = junk * (30_000 // len(junk))
    for meaning in (values.place(page), values.support(page), values.action([page], 2024), values.day("started", page)):
        assert isinstance(meaning, Unclear)


@pytest.mark.parametrize("digits", ["000000045000123", "0" * 12 + "45000", "9" * 60, "45000" + "9" * 20])
def test_long_number_is_no_date(digits):
    found = dates.span(digits)
    assert found == Span(date(2023, 3, 15), date(2023, 3, 15)) if int(digits) == 45000 else isinstance(found, NoDay)


def test_year_of_two_digits_far_ahead_has_no_suggestion():
    assert dates.span("5/1/98").suggestion == ""


def test_misspelled_town_is_told_shortly_and_a_place_without_its_state_at_length():
    assert asks(values.place("Simsbery"))[0] == "is no Connecticut town"
    assert asks(values.place("Xanadu"))[0].endswith("a place in another state is written 'Northampton, MA'")


@pytest.mark.parametrize("text", ["staff time", "other support", "presentation with discussion"])
def test_form_of_support_is_understood_as_we_say_it(text):
    assert isinstance(values.support(text), Understood)


@pytest.mark.parametrize("said", ["none", "N/A", "-", "No.", "nobody"])
def test_word_for_nothing_in_place_of_partners_is_no_partner_but_in_our_own_file(said):
    assert values.names(said) == values.Understood("", f"{said!r} read as empty")
    assert values.names(said, ours=True) == values.Understood(said)


def test_partner_whose_name_begins_with_a_word_for_nothing_is_one():
    assert values.names("None Such Farm; no.") == values.Understood("None Such Farm; no.")


def test_title_of_another_action_beside_a_number_that_may_have_lost_its_zero_offers_all_three():
    said = values.action((3.1, "Enhance Pollinator Pathways"), 2024)
    assert asks(said) == (
        "'Enhance Pollinator Pathways' is action 3.12, and the number may have been 3.10: spreadsheets drop the last "
        "zero; choose the one meant",
        "",
        ("3.12", "3.1", "3.10"),
    )


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        ("Pollinator Pathways", "3.12", "taken as 3.12 Enhance Pollinator Pathways, as its title says"),
        ("Action: Snow Mgmt.", "3.14", "taken as 3.14 Implement Sustainable Snow Management, as its title says"),
        ("Public Transit & Mobility Strategies", "6.5",
         "taken as 6.5 Promote Public Transit and Other Mobility Strategies, as its title says"),
    ],
)  # fmt: skip
def test_shortened_title_that_can_be_no_other_is_understood_and_told_in_full(text, number, note):
    assert values.action([text], 2024) == Understood(number, f"{text!r} {note}")


def test_shortened_title_of_the_list_before_2021_is_understood_in_a_year_of_it_alone():
    told = "taken as 7.1 (2019 list) Hold a Sustainability Event, as its title says"
    assert values.action(["Sustainability Event"], 2019) == Understood("7.1", f"'Sustainability Event' {told}")
    assert isinstance(values.action(["Sustainability Event"], 2024), Unclear)


def test_shortened_title_of_an_action_without_a_seen_number_asks_for_it():
    reason = "is an action whose number was not seen; write category and number, as in 3.12"
    assert asks(values.action(["Community Gardens"], 2024)) == (reason, "", ())


def test_shortened_title_of_an_action_of_a_draft_is_understood_and_told():
    cell = "People experiencing homelessness: outcomes"
    told = "12.6 was only seen in a draft of the list, not in the final one; check it"
    title = "12.6 Improve Outcomes for People Experiencing Homelessness"
    assert values.action([cell], 2024) == Understood("12.6", f"{cell!r} taken as {title}, as its title says; {told}")


def test_two_cells_make_no_shortened_title():
    assert isinstance(values.action(["Equity", "Training"], 2024), Unclear)
    assert values.action(["Equity Training"], 2024).value == "1.2"


def test_shortened_title_of_mentoring_itself_asks_for_the_action():
    reason = "8.5 is mentoring itself, not the action that was implemented; write that one"
    assert asks(values.action(["CT Mentorship with Municipalities"], 2024)) == (reason, "", ())


def test_shortened_title_settles_of_which_list_it_is():
    assert values.says_title(["Pollinator Pathways"], "3.12", 2024)
    assert not values.says_title(["Pollinator Pathways"], "3.13", 2024)
    assert not values.says_title(["Pollinators"], "3.12", 2024)


@pytest.mark.parametrize(
    ("text", "number"), [("Open Space", "3.4"), ("Watershed Prot.", "3.3"), ("Invasive Species", "3.10")]
)
def test_half_of_a_title_suggests_its_action_and_asks(text, number):
    assert asks(values.action((text,), 2024))[1:] == (number, (number,))


def test_workshop_before_a_board_is_probably_a_presentation():
    assert forms("workshop with the planning commission").options == ("presentation",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("talk", ("presentation",)),
        ("2 talks to the board", ("presentation",)),
        ("talk on composting", ("presentation",)),
        ("guest speaker", ("presentation",)),
        ("speaker at their council", ("presentation",)),
        ("briefing", ("presentation",)),
        ("staff from Avon", ("staff_time",)),
        ("staff: 5 hours", ("staff_time",)),
    ],
)
def test_word_that_is_a_form_by_itself_is_one(text, names):
    assert forms(text) == Forms(names)


@pytest.mark.parametrize(
    "text",
    ["pep talk", "small talk", "talk on the phone", "phone talks", "speaker phone", "staff retreat", "staff briefing"],
)
def test_word_of_a_form_that_is_part_of_another_thing_asks(text):
    assert not isinstance(forms(text), Forms)


def test_number_far_beyond_every_list_asks_and_offers_the_nearest():
    reason = "is numbered higher than any action that we know of; write the one that is meant"
    assert values.action(["3.99"], 2024) == Unclear(reason, "", ("3.9", "3.99"))
    assert isinstance(values.action(["3.19"], 2024), Understood)
    assert isinstance(values.action(["3.20"], 2024), Unclear)
    assert values.action(["3.99"], 2024, trusted=True).value == "3.99"


def test_topic_offers_its_actions_and_suggests_one_only_where_no_other_title_has_it():
    reason = "is not an action number; write category and number, as in 3.12"
    assert asks(values.action(["snow"], 2024)) == (reason, "3.14", ("3.14",))
    assert asks(values.action(["trees"], 2024)) == (reason, "", ("3.9",))  # no Complete Streets
    assert asks(values.action(["arts"], 2024)) == (reason, "", ("4.2", "4.4"))
    assert asks(values.action(["vehicle"], 2024)) == (reason, "", ("6.4", "6.6"))
    assert asks(values.action(["program"], 2024)) == (reason, "", ())


def test_title_of_before_2021_is_told_and_offers_what_it_may_be_now():
    reason = "is a title of the list before 2021; write the number that it has now"
    assert asks(values.action(["Recycle Additional Materials and Compost Organics"], 2024)) == (reason, "", ("9.4",))


def test_name_of_a_place_offers_no_action():
    assert values.action(["farms"], 2024).options == ("5.3",)
    assert values.action(["Quaker Farms"], 2024).options == ()


@pytest.mark.parametrize("typed", ["2/3/26", "Feb 3, 26"])
def test_day_that_a_person_gave_with_two_digits_is_of_this_century(typed):
    asked = values.day("started", typed)
    assert asks(asked)[1] == "2026-02-03"
    assert values.of_this_century("started", typed, asked) == Understood(
        Span(date(2026, 2, 3), date(2026, 2, 3)), f"{typed!r} read as"
    )


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("Y", questions.DONE_WHEN),
        ("Done.", questions.DONE_WHEN),
        ("Y - adopted last year", ""),
        ("done, see minutes", ""),
        ("complete when the grant arrives", ""),
        ("Y/N", ""),
        ("Y, but not adopted", ""),
        ("Done?", ""),
        ("done partly", ""),
    ],
)
def test_what_says_done_and_no_more_is_asked_about_with_the_others_and_what_says_more_by_itself(text, question):
    assert values.day("implemented_on", text).question == question


@pytest.mark.parametrize(
    ("field", "text", "day"),
    [
        ("started", "The first meeting was on 9/18/2023.", date(2023, 9, 18)),
        ("started", "It started on February 27, 2024", date(2024, 2, 27)),
        ("started", "They met in May 2024", date(2024, 5, 1)),
        ("started", "kicked off in the spring of 2024", date(2024, 3, 1)),
        ("last_active", "Wrapped up on March 15, 2024.", date(2024, 3, 15)),
        ("last_active", "last met 15 April 2025", date(2025, 4, 15)),
        ("implemented_on", "Yes, the town adopted it on March 20, 2024.", date(2024, 3, 20)),
        ("implemented_on", "in place since 7/16/2024", date(2024, 7, 16)),
    ],
)
def test_day_in_a_sentence_that_says_nothing_else_is_read(field, text, day):
    meant = values.day(field, text)
    assert (meant.value.first, meant.note) == (day, f"{text!r} read as")


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("started", "It ended on 5/6/2024"),
        ("started", "started about 5/6/2024"),
        ("started", "met on 5/6/2024 and 6/7/2024"),
        ("started", "Sometime in the spring of 2025, nobody remembered the day."),
        ("last_active", "since June 1, 2025"),
        ("last_active", "Last met on April 30, 2024; still going"),
        ("last_active", "first met on April 30, 2024"),
        ("implemented_on", "Planned for June 2025"),
        ("implemented_on", "not adopted on June 1, 2025"),
        ("implemented_on", "adopted in principle on June 1, 2025"),
        ("implemented_on", "Passed over on 3/4/2025"),
        ("implemented_on", "now June 1, 2025"),
        ("implemented_on", "The first meeting was on 9/18/2023."),
        ("implemented_on", "the town of June 1, 2025"),
    ],
)
def test_day_in_a_sentence_that_may_say_more_asks(field, text):
    assert isinstance(values.day(field, text), Unclear)


@pytest.mark.parametrize("text", ["Still going on.", "open", "not yet", "on-going"])
def test_words_for_help_that_goes_on(text):
    assert values.day("last_active", text) == Understood(None, f"{text!r} read as still active")


@pytest.mark.parametrize(
    "text",
    [
        "Not yet received",
        "not received yet",
        "Never submitted",
        "not been turned in",
        "Not applicable",
        "still missing",
    ],
)
def test_words_for_a_paper_that_is_not_there(text):
    assert values.flag(text) == Understood(False, f"{text!r} read as no")


@pytest.mark.parametrize("text", ["received, not yet signed", "not in order", "not sure", "still received"])
def test_words_that_may_say_either_of_a_paper_ask(text):
    assert isinstance(values.flag(text), Unclear)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("presentation to RTM + staff time", "presentation; staff_time"),
        ("presentation to the Representative Town Meeting", "presentation"),
    ],
)
def test_town_meeting_of_representatives_is_who_was_presented_to(text, form):
    assert values.support(text).value == form
