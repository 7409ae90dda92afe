"""Records that a sheet has no more: not those of which a row still asks."""

import pytest

from sct_dash.records import readers
from sct_dash.records.corrections import NONE
from sct_dash.records.memory import NOTHING, Memory
from sct_dash.records.no_more import no_more

HEADER = "Mentor town,Mentee town,Action,Help,Started\n"
MAY = ("Simsbury,Avon,3.12,staff time,2024-05-01", "Simsbury,Canton,3.12,staff time,2024-05-01",
       "Hartford,Bolton,5.4,webinar,2024-06-01")  # fmt: skip


def read(*rows):
    return readers.read("sheet.csv", (HEADER + "\n".join(rows) + "\n").encode())


def gone(*rows):
    """The mentees of the May sheet's records that these rows leave out."""
    records = read(*MAY).records.assign(record_id=["R1", "R2", "R3"])
    reading = read(*rows)
    known = Memory(imports=(frozenset({"R1", "R2", "R3"}),))
    accepted = set(reading.records["mentee"])
    names = records.loc[records["mentee"].isin(accepted), "record_id"]
    lost = no_more(reading, known, set(names), records)
    return records.loc[records["record_id"].isin(lost), "mentee"].tolist()


def test_record_of_which_no_row_speaks_is_gone():
    assert gone(MAY[0], MAY[1]) == ["Bolton"]
    assert no_more(read(MAY[0]), NOTHING, set(), read(*MAY).records) == frozenset()


@pytest.mark.parametrize(
    "row",
    [
        "Hartford,Boltun,5.4,webinar,2024-06-01",
        "Hardford,Bolton,5.4,webinar,2024-06-01",
        "Hartford,Bolton,5.99,webinar,2024-06-01",
        "Hartford,Bolton,5.4,webinar,6/31/2024",
        "Hartford,Bolton,5.4,pep talk,2024-06-01",
        "Hartford,Boltun,5.4,pep talk,6/31/2024",
    ],
)
def test_record_that_an_open_row_may_be_is_not_gone(row):
    assert gone(MAY[0], MAY[1], row) == []


@pytest.mark.parametrize(
    "row",
    [
        "Hartford,Boltun,5.4,webinar,2024-06-02",
        "Hartford,Boltun,5.5,webinar,2024-06-01",
        "Avon,Bolton,5.4,pep talk,2024-06-01",
        "Hardford,Boltun,5.99,webinar,2024-06-01",
        "Hartford,Hartford,5.4,webinar,2024-06-02",
    ],
)
def test_record_that_an_open_row_cannot_be_or_hardly_tells_is_gone(row):
    assert gone(MAY[0], MAY[1], row) == ["Bolton"]


@pytest.mark.parametrize("town", ["Hartford", "Bolton", "Kent"])
def test_row_whose_town_is_its_own_mentor_may_be_the_record_with_its_action_and_start(town):
    assert gone(MAY[0], MAY[1], f"{town},{town},5.4,webinar,2024-06-01") == []


def test_row_that_was_set_aside_is_waited_for_no_more():
    records = read(*MAY).records.assign(record_id=["R1", "R2", "R3"])
    reading = readers.read("sheet.csv", (HEADER + "\n".join(MAY) + "\n").encode(), corrections=NONE.without(4))
    known = Memory(imports=(frozenset({"R1", "R2", "R3"}),))
    assert no_more(reading, known, {"R1", "R2"}, records) == {"R3"}
