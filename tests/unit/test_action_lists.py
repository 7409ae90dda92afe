"""The official list of actions: read out of what a coordinator has, kept by year, never half."""

import io
import subprocess
import sys

import pytest
from openpyxl import Workbook

from sct_dash import actions, facts
from sct_dash.errors import UserError
from sct_dash.records import action_lists, values
from sct_dash.records.values import Unclear, Understood

LIST = b"programme_year,action,title\n2025,3.1,Plant Trees\n2025,7.4,Count Bees\n"


@pytest.fixture(autouse=True)
def lists_forgotten():
    actions.forget()
    yield
    actions.forget()


def kept():
    return (facts.LOCAL / "actions.csv").read_bytes()


def workbook(*rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_official_list_wins_for_its_year_and_leaves_the_others_alone():
    assert action_lists.load("list.csv", LIST) == "2 actions of the official list of 2025 in use now."
    assert kept() == LIST
    assert actions.title("7.4", 2025) == "Count Bees"
    assert values.action(["Plant Trees"], 2025).value == "3.1"
    assert values.action([3.1], 2025) == Understood("3.1")
    assert not actions.is_listed("3.12", 2025)
    assert actions.title("3.12", 2024) == "Enhance Pollinator Pathways"
    assert isinstance(values.action([3.1], 2024), Unclear)


def test_list_of_another_year_stays_when_one_is_loaded_and_the_same_year_is_replaced():
    action_lists.load("list.csv", LIST)
    action_lists.load("next.csv", b"Action,Title\n3.12,Pollinators First\n", 2026)
    assert actions.official_years() == (2025, 2026)
    action_lists.load("list.csv", b"Action,Title\n3.1,Plant More Trees\n", 2025)
    assert actions.title("3.1", 2025) == "Plant More Trees"
    assert actions.title("3.12", 2026) == "Pollinators First"
    assert not actions.is_listed("7.4", 2025)
    actions.drop_official(2025)
    assert actions.official_years() == (2026,)


_OTHER = """
import sys
from pathlib import Path
from sct_dash import actions, facts
facts.LOCAL = Path(sys.argv[1])
table = actions.read_official("theirs.csv", b"programme_year,action,title\\n2026,3.2,Theirs\\n")
print("ready", flush=True)
actions.keep_official(table)
"""


def test_list_that_another_program_saves_at_the_same_moment_is_kept_too(monkeypatch):
    action_lists.load("list.csv", LIST)
    ours = actions.read_official("ours.csv", b"programme_year,action,title\n2024,3.1,Ours\n")
    others, read = [], actions.read_official

    def slowly(name, content):
        if not others:
            command = [sys.executable, "-c", _OTHER, str(facts.LOCAL)]
            others.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=facts.DATA.parent))
            assert others[0].stdout.readline() == "ready\n"
            with pytest.raises(subprocess.TimeoutExpired):  # it waits until we have written
                others[0].wait(0.5)
        return read(name, content)

    monkeypatch.setattr(actions, "read_official", slowly)
    actions.keep_official(ours)
    assert others[0].wait(20) == 0
    actions.forget()
    assert actions.official_years() == (2024, 2025, 2026)


def test_list_that_cannot_be_written_is_one_line():
    facts.LOCAL.write_text("a file where the folder should be")
    with pytest.raises(UserError, match=r"^actions\.csv could not be written in "):
        action_lists.load("list.csv", LIST)


def test_workbook_with_a_title_row_and_the_words_of_its_maker_is_read():
    content = workbook(
        ["Sustainable CT actions"], [], ["Action #", "Name", "Points"], ["3. Land", None, None], ["3.12", "Bees", 10]
    )
    assert action_lists.read("list.xlsx", content, 2026).to_numpy().tolist() == [[2026, "3.12", "Bees"]]


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (b"one,two\n1,2\n", "list.csv: no row names an action column and a title column, such as Action and Title."),
        (b"Action,Title\n3.1,Trees\n", "list.csv: names no programme year; say which year the list is for."),
        (LIST + b"2025,3,Three\n", "list.csv: row 4: '3' is no action number such as 3.12."),
        (LIST + b"soon,3.2,Two\n", "list.csv: row 4: 'soon' is no programme year such as 2026."),
        (b"year,action,title\n", "list.csv: has no row with an action number and a title."),
        (
            LIST + b"2025,3.1,Again\n",
            "list.csv: row 4 names action 3.1 of 2025 a second time; a spreadsheet makes 3.1 of 3.10: format the "
            "column as text, type such numbers again, and load the file anew.",
        ),
    ],
)
def test_list_that_is_not_one_is_refused_in_one_line_and_the_one_in_use_stays(content, line):
    action_lists.load("list.csv", LIST)
    with pytest.raises(UserError) as refused:
        action_lists.load("list.csv", content)
    assert str(refused.value) == line
    assert kept() == LIST


def test_number_that_may_have_lost_its_zero_is_asked_about():
    with pytest.raises(UserError, match=r"row 3: 3\.1 may be 3\.10; a spreadsheet makes"):
        action_lists.read("list.xlsx", workbook(["Action", "Title"], [3.9, "A"], [3.1, "B"], [3.11, "C"]), 2026)
    text = workbook(["Action", "Title"], ["3.1", "A"], ["3.11", "C"])
    assert list(action_lists.read("list.xlsx", text, 2026)["action"]) == ["3.1", "3.11"]


def test_official_list_of_another_year_leaves_every_title_as_it_was():
    table = actions.listed()
    shipped = table[(table["numbering"] == 2021) & (table["action"] != "") & (table["title"] != "")].iloc[0]
    above = [f"{2060 + i // 9},1.{i % 9 + 1},Filler" for i in range(shipped.name)]  # the same row of both lists
    lines = ["programme_year,action,title", f"2059,{shipped['action']},Another title", *above, ""]
    action_lists.load("list.csv", "\n".join(lines).encode())
    assert actions.title(shipped["action"], shipped["first_year"]) == shipped["title"]
    assert actions.listed().index.is_unique


@pytest.mark.parametrize("content", [b"action\n", LIST + b"2025,3,Three\n", b"\xff\xfe\x00"])
def test_damaged_list_in_the_folder_says_so(content):
    facts.LOCAL.mkdir(exist_ok=True)
    (facts.LOCAL / "actions.csv").write_bytes(content)
    with pytest.raises(UserError, match=r"^actions\.csv: "):
        actions.listed()


def test_number_that_the_official_list_of_its_year_lacks_is_doubted():
    assert actions.doubt("3.15", 2024) == ""
    actions.keep_official(actions.read_official("a.csv", b"programme_year,action,title\n2024,3.12,Pollinators\n"))
    assert actions.doubt("3.15", 2024) == "the official list of 2024 has no action 3.15"
    assert actions.doubt("3.12", 2024) == actions.doubt("3.15", 2025) == ""
    assert actions.near("3.15", 2024) == ("3.12",)
