"""What the documents say is there, is there; what is there, they say."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sct_dash import cli
from sct_dash.ui.menu import PAGES

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_page_is_in_the_menu_and_the_menu_names_no_other():
    scripts = {"app.py", *(f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py"))}
    assert {page.file for page in PAGES} == scripts


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.key)
def test_readme_says_what_each_page_answers(page):
    assert f"| {page.title} | {page.answers} |" in README


def test_readme_gives_the_two_commands():
    assert "\n    python -m pip install -r requirements.txt && python -m streamlit run app.py\n" in README
    assert "\n    python -m pip install -r requirements-dev.txt && python -m pytest\n" in README


def test_readme_documents_every_command_and_no_other():
    choices = next(action for action in cli.parser()._actions if action.choices).choices
    assert set(re.findall(r"python -m sct_dash (\w+)", README)) == set(choices)


@pytest.mark.parametrize("name", re.findall(r"\]\((?!http)([^)#]+)", README))
def test_readme_links_to_files_that_exist(name):
    assert (ROOT / name).exists()


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_is_bounded_and_has_its_reason(name):
    lines = [line for line in (ROOT / name).read_text(encoding="utf-8").splitlines() if line and line[0] not in "#-"]
    assert [line for line in lines if not re.fullmatch(r"[\w\-\[\]]+>=[\d.]+,<[\d.]+ +# .+", line)] == []


def test_command_line_starts_without_streamlit_or_plotly():
    slow = ("streamlit", "plotly", "pptx", "docx", "scipy", "sqlalchemy")
    code = f"import sys, sct_dash.cli; print([m for m in {slow} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


OFFICE = {"docx", "pptx", "openpyxl", "xlsxwriter", "python_calamine"}
ELSEWHERE = {"streamlit", "plotly", "sqlalchemy", "networkx", "urllib.request", "sct_dash.records.opendocument"}
NOT_LOADED = {
    "check": {*OFFICE, *ELSEWHERE, "scipy", "sct_dash.scoring", "sct_dash.story", "sct_dash.plan"},
    "points": {*OFFICE, *ELSEWHERE, "scipy", "sct_dash.snapshot", "sct_dash.story", "sct_dash.plan"},
    "plan": {*OFFICE, *ELSEWHERE, "sct_dash.story"},
    "deck": {*OFFICE, *ELSEWHERE} - {"pptx", "xlsxwriter", "urllib.request"},  # which python-pptx loads
    "worksheet": {*OFFICE, *ELSEWHERE, "scipy", "sct_dash.plan", "sct_dash.mentors"} - {"docx"},
    "board": {*OFFICE, *ELSEWHERE, "scipy", "sct_dash.plan", "sct_dash.mentors"} - {"docx"},
    "workbook": {*OFFICE, *ELSEWHERE, "scipy", "sct_dash.plan", "sct_dash.mentors"} - {"openpyxl"},
    "picture": {*OFFICE, *ELSEWHERE, "scipy", "sct_dash.plan", "sct_dash.mentors"},
}
"""What a command must not load from its start to its end: each takes 10 to 200 ms, and its work does not need it."""
WRITTEN = {"deck": "x.pptx", "worksheet": "x.zip", "board": "x.docx", "workbook": "x.xlsx", "picture": "x.svg"}


@pytest.mark.parametrize("command", NOT_LOADED)
def test_a_command_loads_only_what_its_work_needs(command, tmp_path):
    given = [command, "data/sample/records.csv"]
    given += ["--as-of", "2026-11-01"] if command != "check" else []
    given += ["--out", str(tmp_path / WRITTEN[command])] if command in WRITTEN else []
    code = (
        f"import sys, sct_dash.cli; code = sct_dash.cli.main({given}); "
        f"print([m for m in {sorted(NOT_LOADED[command])} if m in sys.modules], code)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[] 0"


@pytest.mark.parametrize("room", cli.ROOMS)
def test_the_command_line_knows_in_which_module_each_command_is(room):
    for command in cli.ROOMS[room]:
        choices = next(action for action in cli.parser(command)._actions if action.choices).choices
        assert tuple(choices) == cli.ROOMS[room]


def test_every_chart_and_table_has_a_text_alternative():
    drawn = {"plotly_chart", "dataframe", "data_editor", "table"}
    without = []
    for path in (*(ROOT / "sct_dash" / "ui").glob("*.py"), *(ROOT / "pages").glob("*.py"), ROOT / "app.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in drawn):
                continue
            if "alt" not in {keyword.arg for keyword in node.keywords}:
                without.append(f"{path.name}:{node.lineno}")
    assert without == []


def test_server_listens_on_this_machine_only_and_reports_to_nobody():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert config["server"]["address"] == "localhost"
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showSidebarNavigation"] is False
