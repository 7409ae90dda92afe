"""``mentors`` and ``plan`` from the shell: their JSON, and every mistake one line."""

import json

import pytest
from builders import csv_of, record

from sct_dash.cli import main


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "records.csv"
    path.write_bytes(csv_of(record(), record(record_id="R2", mentor="Avon", mentee="Bristol", action="5.4")))
    return str(path)


def run(capsys, *arguments):
    code = main(arguments)
    out, err = capsys.readouterr()
    return code, out, err


def test_mentors_as_json_has_the_ranked_candidates_with_reasons(capsys, file):
    code, out, err = run(
        capsys, "mentors", file, "--town", "canton", "--action", "3.12", "--as-of", "2026-11-22", "--json"
    )
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert list(answer) == ["town", "action", "candidates"]
    assert (answer["town"], answer["action"]) == ("Canton", "3.12")
    assert {one["town"] for one in answer["candidates"]} == {"Hartford", "Simsbury"}
    scores = [one["score"] for one in answer["candidates"]]
    assert scores == sorted(scores, reverse=True)
    assert answer["candidates"][0]["reasons"][0].startswith(f"{answer['candidates'][0]['town']} has put 3.12 ")


def test_mentors_for_any_action_in_words(capsys, file):
    code, out, _ = run(capsys, "mentors", file, "--town", "Canton", "--as-of", "2026-11-22")
    assert code == 0
    assert out.splitlines()[0].startswith("4 towns could mentor Canton with any action; ")


def test_experience_file_adds_candidates(capsys, file, tmp_path):
    (tmp_path / "experience.csv").write_text("town,action,programme_year,source\nGranby,3.12,2024,report\n")
    arguments = ("--town", "Canton", "--action", "3.12", "--as-of", "2026-11-22", "--json")
    _, out, _ = run(capsys, "mentors", file, *arguments, "--experience", str(tmp_path / "experience.csv"))
    assert "Granby" in [one["town"] for one in json.loads(out)["candidates"]]


def test_plan_as_json_is_proven_and_adds_up(capsys, file):
    code, out, err = run(capsys, "plan", file, "--as-of", "2026-11-22", "--introductions", "3", "--json")
    answer = json.loads(out)
    assert (code, err) == (0, "")
    assert list(answer) == ["status", "points_gained", "upper_bound", "introductions"]
    assert (answer["status"], answer["upper_bound"]) == ("optimal", answer["points_gained"])
    keys = ["mentor", "mentee", "action", "mentor_gain", "mentee_gain", "km", "reasons"]
    assert all(list(one) == keys for one in answer["introductions"])
    gains = [one["mentor_gain"] + one["mentee_gain"] for one in answer["introductions"]]
    assert (len(gains), sum(gains)) == (3, answer["points_gained"])


def test_plan_follows_region_needs_locks_and_forbids(capsys, file, tmp_path):
    (tmp_path / "needs.csv").write_text("town,action,note\nCanton,3.12,soon\nCanton,5.4,\nKent,,\n")
    code, out, _ = run(
        capsys, "plan", file, "--as-of", "2026-11-22", "--cog", "crcog", "--needs", str(tmp_path / "needs.csv"),
        "--lock", "Hartford,Canton,3.12", "--forbid", "Avon, Canton", "--mentor-limit", "1", "--json",
    )  # fmt: skip
    answer = json.loads(out)
    assert code == 0
    assert [(one["mentor"], one["mentee"], one["action"]) for one in answer["introductions"]] == [
        ("Hartford", "Canton", "3.12"),
        ("Bristol", "Canton", "5.4"),
    ]
    assert "Canton asked for help with action 3.12: soon." in answer["introductions"][0]["reasons"]


def test_plan_gives_a_mentee_no_more_than_its_limit(capsys, file, tmp_path):
    (tmp_path / "needs.csv").write_text("town,action,note\nCanton,,\n")
    asked = ("plan", file, "--as-of", "2026-11-22", "--needs", str(tmp_path / "needs.csv"), "--json")
    numbers = [
        len(json.loads(run(capsys, *asked, *limit)[1])["introductions"]) for limit in ((), ("--mentee-limit", "1"))
    ]
    assert numbers == [2, 1]


def test_plan_in_words_lists_introductions_with_reasons(capsys, file):
    code, out, _ = run(capsys, "plan", file, "--as-of", "2026-11-22", "--cog", "NHCOG", "--introductions", "1")
    lines = out.splitlines()
    assert code == 0
    assert lines[0] == "1 introduction brings NHCOG's towns 5 points, the most that one can bring."
    assert lines[1].startswith("1. ")
    assert " gains 5 points; " in out


def test_plan_in_words_says_what_mentors_elsewhere_gain(capsys, file, tmp_path):
    (tmp_path / "experience.csv").write_text("town,action,programme_year,source\nAvon,2.2,2024,report\n")
    (tmp_path / "needs.csv").write_text("town,action,note\nKent,2.2,\n")
    lists = ("--experience", str(tmp_path / "experience.csv"), "--needs", str(tmp_path / "needs.csv"))
    _, out, _ = run(capsys, "plan", file, "--as-of", "2026-11-22", "--cog", "NHCOG", *lists)
    assert out.splitlines()[:2] == [
        "1 introduction brings NHCOG's towns 5 points, the most that any number for the towns planned for can bring "
        "with at most 2 for one mentor.",
        "Mentors of other regions gain 5 points beside.",
    ]


def test_limit_of_zero_is_a_sentence_and_no_mistake(capsys, file):
    code, out, err = run(capsys, "plan", file, "--as-of", "2026-11-22", "--introductions", "0")
    assert (code, out, err) == (0, "The plan may hold no introduction, so it gains no points.\n", "")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("--lock", "Hartford,Canton"),
            "--lock 'Hartford,Canton' must be MENTOR,MENTEE,ACTION, as in Windsor,Kent,3.12.",
        ),
        (
            ("--forbid", "Hartford"),
            "--forbid 'Hartford' must be MENTOR,MENTEE or MENTOR,MENTEE,ACTION, as in Windsor,Kent,3.12.",
        ),
        (("--introductions", "ten"), "'ten' is not a whole number."),
        (("--introductions", "-2"), "The number of introductions is -2; it must be 0 or more."),
        (("--needs", "nowhere.csv"), "nowhere.csv: cannot be read: No such file or directory."),
        (("--experience", "nowhere.csv"), "nowhere.csv: cannot be read: No such file or directory."),
        (
            ("--lock", "Kent,Canton,3.12"),
            "Kent cannot be agreed as mentor of Canton for 3.12: nothing shows that Kent knows it on "
            "November 22, 2026.",
        ),
    ],
)
def test_mistake_is_one_line_and_exit_code_2(capsys, file, arguments, told):
    assert run(capsys, "plan", file, "--as-of", "2026-11-22", *arguments) == (2, "", f"{told}\n")


def test_unknown_town_is_one_line_with_a_suggestion(capsys, file):
    code, out, err = run(capsys, "mentors", file, "--town", "Kennt", "--as-of", "2026-11-22")
    assert (code, out) == (2, "")
    assert err.startswith("'Kennt': no Connecticut town has this name")
    assert err.endswith("Did you mean Kent?\n")
