"""Records are found by the words that a person types."""

from datetime import date

import pytest
from builders import record, records

from sct_dash.records import schema
from sct_dash.records.planned import PLANNED
from sct_dash.records.search import ONLY, searchable

ROWS = records(
    record(record_id="R1", mentor="Avon", mentee="Glastonbury", action="3.12", support="staff_time")
    | {"mentor_documented": True},
    record(
        record_id="R2", mentor="Glastonbury", mentee="Avon", action="13.1", notes="Café at the Mayor’s house in Málaga"
    ),
    record(record_id="R3", mentor="Avon", mentee="Canton", action="3.1", partners="Farmington River; Trust"),
    record(record_id="R4", mentor="Northampton, MA", mentee="Bolton", action="5.8", evidence="minutes (May)"),
)
TEXTS = searchable(ROWS)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("Still active", ["R1", "R2", "R4"]),
        ("Ended", ["R3"]),
        ("Not implemented yet", ["R2"]),
        ("Implemented, not documented by both", ["R3", "R4"]),
        ("Planned introductions", ["R5"]),
    ],
)
def test_records_of_one_kind_alone(kind, names):
    done = {"implemented_on": date(2024, 9, 1)}
    rows = records(
        record(record_id="R1") | done | {"mentor_documented": True, "mentee_documented": True},
        record(record_id="R2") | {"implemented_on": None},
        record(record_id="R3") | done | {"last_active": date(2024, 12, 1), "mentor_documented": True},
        record(record_id="R4") | done,
        record(record_id="R5", notes=PLANNED) | {"implemented_on": None},
    )
    assert rows.loc[ONLY[kind](rows), "record_id"].tolist() == names


def found(text):
    return ROWS.loc[TEXTS.having(text), "record_id"].tolist()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("", ["R1", "R2", "R3", "R4"]),
        ("  ,  ", ["R1", "R2", "R3", "R4"]),
        ("Avon Glastonbury", ["R1", "R2"]),
        ("glastonbury, AVON", ["R1", "R2"]),
        ("Avon Bolton", []),
        ("astonb", ["R1", "R2"]),
        ("northampton, ma", ["R4"]),
        ("river trust", ["R3"]),
        ("minutes may", ["R4"]),
        ("R4", ["R4"]),
    ],
)
def test_every_word_must_be_somewhere_in_the_record_in_any_order_and_case(text, names):
    assert found(text) == names


def test_action_is_found_by_its_title():
    assert found("pollinator") == ["R1"]
    assert found("POLLIN avon") == ["R1"]


@pytest.mark.parametrize(("text", "names"), [("3.1", ["R1", "R3"]), ("3.12", ["R1"]), ("13.1", ["R2"]), ("5.", ["R4"])])
def test_number_finds_those_that_begin_with_it(text, names):
    assert found(text) == names


@pytest.mark.parametrize("text", ["cafe", "CAFÉ", "cafe\u0301", "malaga", "MÁLAGA", "câfe", "mayor's", "mayor’s house"])
def test_accents_and_the_kind_of_apostrophe_do_not_matter(text):
    assert found(text) == ["R2"]


def test_support_is_found_in_its_words():
    assert found("staff time") == ["R1"]
    assert found("discussion") == ["R2", "R3", "R4"]


def test_what_is_no_text_of_the_record_is_not_found():
    assert found("yes") == []
    assert found("2024") == []  # the programme year of all of them; none began in it
    assert found("2022-05") == ["R1", "R2", "R3", "R4"]


def test_nothing_is_found_among_no_records():
    assert searchable(schema.frame([])).having("avon").tolist() == []
