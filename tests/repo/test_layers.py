"""The house's floors: data goes one way, nobody imports upwards. Prose drifts; this does not."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

FLOORS = (
    {"errors", "words", "facts", "clock", "atomic", "archive", "formulas"},
    {"places", "actions", "rulebook", "guide", "recognition"},
    {"records"},
    {"scoring"},
    {"outlook", "network", "measures", "experience"},
    {"snapshot", "findings", "waiting"},
    {"mentors", "plan"},
    {"story"},
    {"figures", "exports"},
    {"ui", "cli"},
    {"app", "pages"},
)
"""Each room stands on one floor and may import from its own and from those below."""

ONLY_IN = {
    "streamlit": {"ui", "app", "pages"},
    "plotly": {"figures", "ui"},
    "pptx": {"exports"},
    "docx": {"exports"},
    "openpyxl": {"exports"},
    "sqlalchemy": {"records"},
    "scipy": {"plan"},
}
"""Libraries that only some rooms know; `ui` names Plotly's figure class as a type."""

FILES = sorted([ROOT / "app.py", *(ROOT / "pages").glob("*.py"), *(ROOT / "sct_dash").rglob("*.py")])


def room(path: Path) -> str:
    parts = path.relative_to(ROOT).parts
    return Path(parts[1]).stem if parts[0] == "sct_dash" else Path(parts[0]).stem


def imported(path: Path) -> set[str]:
    """Every module that a file imports, at its top or inside a function."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: a relative import hides which room it enters"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def floor(name: str) -> int:
    return next(number for number, rooms in enumerate(FLOORS) if name in rooms)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_imports_only_from_its_own_floor_and_those_below(path):
    if path.name in ("__init__.py", "__main__.py") and path.parent.name == "sct_dash":
        return
    entered = {name.split(".")[1] for name in imported(path) if name.startswith("sct_dash.")}
    upwards = sorted(name for name in entered if floor(name) > floor(room(path)))
    assert upwards == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_file_uses_only_the_libraries_of_its_room(path):
    used = {name.split(".")[0] for name in imported(path)}
    strangers = sorted(library for library, rooms in ONLY_IN.items() if library in used and room(path) not in rooms)
    assert strangers == []


def test_every_room_has_a_floor():
    rooms = {
        room(path) for path in FILES if path.name not in ("__init__.py", "__main__.py") or path.parts[-3] == "sct_dash"
    }
    assert rooms <= set().union(*FLOORS)


@pytest.mark.parametrize("path", [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))], ids=lambda path: path.name)
def test_page_is_short_and_defines_nothing(path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 110
    defined = [node.name for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    assert defined == []


def test_pages_folder_is_no_package():
    assert not (ROOT / "pages" / "__init__.py").exists()
