"""A sheet that tells the month alone of a mentorship whose day is known speaks of that mentorship."""

from datetime import date

import pandas as pd
import pytest
from builders import record, records

from sct_dash.records import exact_starts, readers, schema
from sct_dash.records.store import open_store

HEADER = "Mentor,Mentee,Action,Programme year,Type of help,Date started,Completed\n"
KNOWN = record(
    record_id="R1", mentor="Avon", mentee="Canton", action="3.12", programme_year=2024, started=date(2024, 5, 14),
    implemented_on=None,
)  # fmt: skip


def read(*rows):
    sheet = HEADER + "".join(f"{row}\n" for row in rows)
    return readers.read("sheet.csv", sheet.encode())


def row(start="May 2024", mentee="Canton", action="3.12", completed=""):
    return f"Avon,{mentee},{action},2024,staff time,{start},{completed}"


def starts(reading, *known):
    found = exact_starts.known(reading, records(*known), ())
    return [f"{day:%Y-%m-%d}" for day in found["started"]]


def test_month_alone_is_the_day_that_is_known(tmp_path):
    reading = read(row())
    assert starts(reading, KNOWN) == ["2024-05-14"]
    store = open_store(f"sqlite:///{tmp_path}/records.db")
    store.import_records(records(KNOWN), "Ana")
    plan = store.plan_import(exact_starts.known(reading, store.records(), store.started_by_hand()), reading.says)
    assert (len(plan.added), plan.names, plan.restarted) == (0, {"R1"}, ())


def test_row_with_its_new_start_has_the_name_that_goes_with_it():
    (found,) = exact_starts.known(read(row()), records(KNOWN), ()).to_dict("records")
    assert found["record_id"] == schema.made_id(("Avon", "Canton", "3.12", 2024, "2024-05-14"))


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ([row("2024-05-01")], [KNOWN]),  # a day is a day
        ([row("2024-05-01"), row("May 2024", "Granby")], [KNOWN]),
        ([row("June 2024")], [KNOWN]),
        ([row(mentee="Granby")], [KNOWN]),
        ([row(action="3.2")], [KNOWN]),
        ([row()], []),
        ([row()], [KNOWN, KNOWN | {"record_id": "R2", "started": date(2024, 5, 20)}]),  # either of them
        ([row(), row("2024-05-14")], [KNOWN]),  # the other row is it
        ([row(completed="2024-05-07")], [KNOWN]),  # it cannot have begun after that
    ],
)
def test_row_stays_as_it_was_read_where_it_is_not_surely_that_one(rows, known):
    reading = read(*rows)
    assert exact_starts.known(reading, records(*known), ()).equals(reading.records)


def test_rows_of_two_mentorships_each_take_their_own_day():
    other = KNOWN | {"record_id": "R2", "mentee": "Granby", "started": date(2024, 5, 3)}
    assert starts(read(row(), row(mentee="Granby"), row("2024-07-01", "Simsbury")), KNOWN, other) == [
        *("2024-05-14", "2024-05-03", "2024-07-01"),
    ]


def test_start_that_was_edited_by_hand_stays_the_hands_and_the_sheet_is_still_asked(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/records.db")
    store.import_records(read(row()).records, "Ana", columns=schema.NAMES)
    rows = store.records()
    store.edit(rows.assign(started=rows["started"] + pd.Timedelta(days=14)), store.version(), "Ben")
    name = rows["record_id"].item()
    assert store.started_by_hand() == {name}
    reading = read(row())
    taken = exact_starts.known(reading, store.records(), store.started_by_hand())
    assert taken.equals(reading.records)
    assert [one.field for one in store.plan_import(taken, reading.says).kept] == ["started"]


def test_row_that_names_its_record_is_that_one():
    mine = records(KNOWN | {"record_id": "R9", "started": date(2024, 5, 1)})
    sheet = schema.to_csv(mine).decode().replace("2024-05-01", "May 2024")
    reading = readers.read("ours.csv", sheet.encode())
    assert reading.rough_starts == {"R9"}
    assert exact_starts.known(reading, records(KNOWN), ()).equals(reading.records)
