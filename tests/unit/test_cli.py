"""The command line as a person or a machine calls it."""

import json
from datetime import date

import pytest
from builders import csv_of, record

from sct_dash import cli

GOOD = record(record_id="R1", mentor="Avon", mentee="Canton", last_active=date(2026, 6, 1))


@pytest.fixture
def run(capsys):
    def called(*arguments):
        code = cli.main([str(argument) for argument in arguments])
        done = capsys.readouterr()
        return code, done.out, done.err

    return called


@pytest.fixture
def file(tmp_path):
    def written(content, name="records.csv"):
        path = tmp_path / name
        path.write_bytes(content)
        return path

    return written


def test_points_gives_all_169_towns_by_name_with_receipts(run, file):
    code, out, err = run("points", file(csv_of(GOOD)), "--as-of", "2026-11-01", "--json")
    answer = json.loads(out)
    names = [town["town"] for town in answer["towns"]]
    assert (code, err, answer["edition"], answer["as_of"]) == (0, "", "2024", "2026-11-01")
    assert (len(names), names) == (169, sorted(names))
    assert next(town for town in answer["towns"] if town["town"] == "Avon") == {
        "town": "Avon",
        "cog": "CRCOG",
        "points": 5,
        "ready_points": 0,
        "claims": [
            {
                "record_id": "R1",
                "role": "mentor",
                "partner": "Canton",
                "action": "3.12",
                "verdict": "counts",
                "reason": "Last active on June 1, 2026, inside the window that begins on November 1, 2023; "
                "implemented on June 1, 2023.",
            }
        ],
    }


def test_points_of_a_cog_gives_its_towns_only(run, file):
    _, out, _ = run("points", file(csv_of(GOOD)), "--as-of", "2026-11-01", "--cog", "metrocog", "--json")
    names = [town["town"] for town in json.loads(out)["towns"]]
    assert names == ["Bridgeport", "Easton", "Fairfield", "Monroe", "Stratford", "Trumbull"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--as-of", "2023-12-31"], "No edition of action 8.5 is known for December 31, 2023: the earliest, 2024, "
         "begins on January 1, 2024. Choose that day or a later one."),
        (["--as-of", "tomorrow"], "'tomorrow' is not a date; write it as 2026-11-01."),
        (["--as-of", "2026-11-01", "--edition", "1999"], "There is no edition '1999' of action 8.5; known: 2024."),
        (["--as-of", "2026-11-01", "--cog", "XCOG"], "There is no COG 'XCOG'; the nine are CRCOG, MetroCOG, RiverCOG, "
         "NVCOG, NECCOG, NHCOG, SCRCOG, SCCOG and WestCOG."),
    ],
)  # fmt: skip
def test_a_mistake_in_the_call_is_one_line_and_exit_code_2(run, file, arguments, line):
    assert run("points", file(csv_of(GOOD)), *arguments) == (2, "", f"{line}\n")


def test_an_edition_that_is_named_is_used_on_any_date(run, file):
    code, _, _ = run("points", file(csv_of(GOOD)), "--as-of", "2023-12-31", "--edition", "2024", "--json")
    assert code == 0


def test_a_file_that_is_not_there_is_one_line(run, tmp_path):
    code, out, err = run("points", tmp_path / "none.csv", "--as-of", "2026-11-01")
    assert (code, out, err) == (2, "", f"{tmp_path / 'none.csv'}: cannot be read: No such file or directory.\n")


def test_check_of_a_clean_file_ends_with_0(run, file):
    code, out, _ = run("check", file(csv_of(GOOD)), "--json")
    answer = json.loads(out)
    assert (code, answer["rows_in"], answer["accepted"], answer["merged"], answer["quarantined"]) == (0, 1, 1, 0, 0)
    assert answer["problems"] == []
    assert answer["records"][0]["last_active"] == "2026-06-01"
    assert answer["records"][0]["implemented_on"] == "2023-06-01"


def test_check_of_a_file_with_a_fault_ends_with_1_and_points_leaves_the_row_out(run, file):
    path = file(csv_of(GOOD, record(record_id="R2", mentor="Darren", mentee="Canton")))
    code, out, _ = run("check", path, "--json")
    answer = json.loads(out)
    assert (code, answer["accepted"], answer["quarantined"]) == (1, 1, 1)
    (problem,) = answer["problems"]
    assert {key: problem[key] for key in ("row", "column", "value", "suggestion")} == {
        "row": 3,
        "column": "mentor",
        "value": "Darren",
        "suggestion": "Darien",
    }
    code, _, err = run("points", path, "--as-of", "2026-11-01")
    assert (code, err) == (0, f"1 row was left out; see: python -m sct_dash check {path}\n")


def test_total_is_quarantined_and_a_problem_to_a_machine_though_it_asks_no_person(run, file):
    code, out, _ = run("check", file(csv_of(GOOD) + b"Total,1\n"), "--json")
    answer = json.loads(out)
    assert (code, answer["rows_in"], answer["accepted"], answer["quarantined"]) == (1, 2, 1, 1)
    assert [(problem["row"], problem["reason"]) for problem in answer["problems"]] == [(3, "is a total, not a record")]


def test_check_of_something_else_than_records_ends_with_2(run, file):
    assert run("check", file(b"")) == (2, "", "records.csv: is empty.\n")
