"""What a row says elsewhere of a town or an action that is asked about: its notes, and its other end."""

import io
from datetime import date

import openpyxl
import pytest

from sct_dash import actions
from sct_dash.records.store import open_store

HEADER = "Mentor Town,Helped town,SCT action #,Type of help,Date started,Notes"
DARK, INVASIVE = (actions.label(number, 2024) for number in ("3.13", "3.10"))


def said(app):
    return "\n".join(text.value.replace("\\", "") for text in [*app.markdown, *app.caption])


def offered(app):
    """The buttons that give an action, in their order."""
    labels = (button.label.replace("\\", "") for button in app.button)
    return [label for label in labels if label.removeprefix("Keep ")[:1].isdigit()]


def row(action="3.12", notes="", mentor="Avon", mentee="Canton"):
    return f"{mentor},{mentee},{action},staff time,2024-05-01,{notes}"


def sheet(*rows, header=HEADER):
    return "\n".join([header, *rows, ""]).encode()


@pytest.mark.parametrize(
    ("action", "others"),
    [
        ("3.31", [*(actions.label(number, 2024) for number in ("3.1", "3.3", "3.11")), "Keep 3.31"]),
        ("14.2", []),
        ("", []),
        ("mural", []),
    ],
)
def test_action_that_the_notes_name_is_the_first_button_where_an_action_is_asked_for(bring, action, others):
    app = bring(sheet(row(action, "met in May about dark skies"), row("14.3", "met in May")))
    assert offered(app)[: 1 + len(others)] == [DARK, *others]
    next(button for button in app.button if button.label.replace("\\", "") == DARK).click().run()
    next(button for button in app.button if button.label == "Save the records").click().run()
    assert not app.exception
    assert open_store().records()["action"].tolist() == ["3.13"]


def test_notes_without_a_topic_or_with_many_offer_no_action(bring):
    notes = "snow; dark skies; invasives; purchasing"
    app = bring(sheet(row("14.2", "met in May"), row("14.3", notes), row("14.4", "snow")))
    assert offered(app) == [actions.label("3.14", 2024)]


def test_notes_of_a_row_of_the_list_before_2021_offer_no_action(bring):
    header = f"{HEADER},Programme year"
    app = bring(sheet(f"{row('14.2', 'trees')},2019", f"{row('14.3', 'trees')},2024", header=header))
    assert offered(app) == [actions.label("3.9", 2024)]


def test_number_as_text_is_what_it_says_whatever_the_notes_name_and_a_stored_one_offers_that_too(bring):
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.active.append(["Avon", "Canton", "3.1", "staff time", date(2024, 5, 1), "invasives"])
    book.active.append(["Avon", "Kent", 3.1, "staff time", date(2024, 5, 1), "dark skies"])
    file = io.BytesIO()
    book.save(file)
    app = bring(file.getvalue(), "sheet.xlsx")
    assert app.title[0].value == "1 problem to look at; 1 of 2 rows is ready"
    assert offered(app) == [DARK, actions.label("3.1", 2024), INVASIVE]


@pytest.mark.parametrize(
    ("mentor", "mentee", "sentence"),
    [
        (
            "Groton (Town)",
            "Groton City",
            "Groton cannot be its own mentor; the City of Groton is part of the town of Groton.",
        ),
        (
            "City of Groton",
            "Groton",
            "Groton cannot be its own mentor; the City of Groton is part of the town of Groton.",
        ),
        (
            "Naugatuck",
            "Borough of Naugatuck",
            "Naugatuck cannot be its own mentor; the Borough of Naugatuck is the town of Naugatuck.",
        ),
        (
            "Stonington",
            "Stonington Borough",
            "Stonington cannot be its own mentor; the Borough of Stonington is part of the town of Stonington.",
        ),
        ("Windham", "Willimantic", "Windham cannot be its own mentor; Willimantic is in Windham."),
        ("Mansfield", "Mansfield Center", "Mansfield cannot be its own mentor; Mansfield Center is in Mansfield."),
        ("Avon", "Town of Avon", "Avon cannot be its own mentor."),
    ],
)
def test_town_that_mentors_a_part_of_itself_is_told_what_that_is(bring, mentor, mentee, sentence):
    assert sentence in said(bring(sheet(row(mentor=mentor, mentee=mentee))))


@pytest.mark.parametrize(
    ("mentor", "mentee", "sentence"),
    [
        ("Groton", "Mystic", "Mystic lies in Groton and Stonington; Groton is the mentor already."),
        ("Mystic", "Town of Stonington", "Mystic lies in Groton and Stonington; Stonington is the mentee already."),
        ("Mystic", "Avon", "Mystic lies in Groton and Stonington."),
        ("New Canaan", "N. Canaan", "N. Canaan may be New Canaan or North Canaan; New Canaan is the mentor already."),
        ("UConn", "Mansfield", "UConn is an organization, not a town; it becomes a partner."),
    ],
)
def test_town_that_is_at_the_other_end_already_is_told_where_it_is_not_offered(bring, mentor, mentee, sentence):
    lines = said(bring(sheet(row(mentor=mentor, mentee=mentee)))).splitlines()
    assert sentence in lines
