"""How long somebody needs who has never seen the product: a messy sheet in, nine problems put right, the new points.

No test can hold a person's watch, so the time is estimated. Hands and decisions: the Keystroke-Level Model (Card, Moran
and Newell 1980, Communications of the ACM 23, 396-410), with a decision before every click, as it is for who does not
know the page. Eyes: every line that appears in large print is read once, word by word, at the silent reading speed of
adults (Brysbaert 2019, Journal of Memory and Language 109).
"""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import pytest
from conftest import serving, settle

pytestmark = pytest.mark.browser

KEY, POINT, PRESS, HOME, DECIDE = 0.28, 1.10, 0.20, 0.40, 1.35
"""Seconds: a key of an average typist, the mouse to a target, its button, the hand to the keyboard, a decision."""
ANSWER = 0.5
"""Seconds that the product may take to answer a click."""
WORDS_A_SECOND = 238 / 60
CHOOSE_A_FILE = 2 * (DECIDE + POINT + PRESS) + POINT + PRESS
"""Seconds: the folder, the file and "Open" in the system's own window, which the browser here does not show."""

LARGE_PRINT = """() => {
    const small = "[data-testid=stCaptionContainer], [data-testid=stExpander], [data-testid=stElementToolbar]";
    const shown = document.querySelector("[data-testid=stMainBlockContainer]");
    const hidden = [...shown.querySelectorAll(small)].map(part => [part, part.style.display]);
    hidden.forEach(([part]) => { part.style.display = "none"; });
    const text = shown.innerText;
    hidden.forEach(([part, display]) => { part.style.display = display; });
    return text;
}"""
"""What stands on the page but in folds and in small print."""

HEADER = [
    "Helping Town",
    "Town Helped",
    "SCT Action #",
    "How they helped",
    "Kick-off",
    "Finished",
    "Helper write-up in?",
    "Helped write-up in?",
]
MENTORS = (
    "Avon Bethel Canton Darien Fairfield Granby Hamden Killingly Ledyard Madison Norwalk Plainville Ridgefield "
    "Southbury Tolland Vernon Wallingford Woodbury Bristol Cheshire Durham Enfield Guilford Hebron Mansfield Milford "
    "Orange Putnam Seymour Suffield Thomaston Torrington Waterford Weston Wethersfield Windham Ellington Bolton Andover"
).split()
ACTIONS = ["3.2", "3.10", "3.12", "5.4", "5.6", "3.8", "3.13", "2.2", "1.2", "5.1"]
FORMS = ["presentation", "staff time", "webinar", "presentation; staff time", "conference"]


def row(number: int) -> list[object]:
    start = date(2024, 1, 8) + timedelta(days=20 * number)
    done = start + timedelta(days=150) if number % 4 else None
    mentee = MENTORS[(number * 7 + 11) % len(MENTORS)]
    return [
        MENTORS[number],
        mentee,
        ACTIONS[number % 10],
        FORMS[number % 5],
        start,
        done,
        "NY"[number % 2],
        "NYY"[number % 3],
    ]


def messy_sheet() -> bytes:
    """39 rows and one that contradicts another, nine problems; a title above, a total and a note below."""
    rows = [row(number) for number in range(39)]
    for place, column, cell in (
        (4, 0, "Fairfeild"),  # misspelled
        (12, 1, "Southbry"),  # misspelled
        (22, 1, "Mystic"),  # a village in two towns
        (28, 0, "WestCOG"),  # no town
        (9, 2, "5.91"),  # no such action
        (21, 2, 3.1),  # perhaps 3.10
        (25, 4, "8/5/25"),  # which century
        (30, 3, "coffee chats"),  # no form of support
    ):
        rows[place][column] = cell
    rows.append([*row(17)[:5], row(17)[5] + timedelta(days=60), *row(17)[6:]])  # says something else of the same help
    book = openpyxl.Workbook()
    book.active.append(["Town-to-town mentoring log, Valley office"])
    book.active.append([])
    for cells in [HEADER, *rows, ["TOTAL", "", 40], ["Note: write-ups go to Lisa by the 15th of each month"]]:
        book.active.append(cells)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


class Stranger:
    """Reads the large print, decides before every click, types with two hands."""

    def __init__(self, page) -> None:
        self.page, self.hands, self.words, self._read = page, 0.0, 0, set()

    @property
    def seconds(self) -> float:
        return self.hands + self.words / WORDS_A_SECOND

    def read(self) -> None:
        """Every line once; where its numbers alone have changed, the numbers."""
        for line in self.page.evaluate(LARGE_PRINT).splitlines():
            form = re.sub(r"\d[\d,/.]*", "#", line)
            if line in self._read or re.fullmatch("[a-z_]+", line):  # the latter is the name of an icon
                continue
            new = r"\w" if form not in self._read else r"\d"
            self.words += sum(1 for word in line.split() if re.search(new, word))
            self._read |= {line, form}

    def click(self, name: str, role: str = "button", exact: bool = True) -> None:
        self._hand(self.page.get_by_role(role, name=name, exact=exact).first.click)
        self.read()

    def choose(self, hint: str, text: str) -> None:
        """Open a list, type what is sought, take it."""
        self._type(self.page.get_by_role("combobox", name=hint).or_(self.page.get_by_placeholder(hint)).first, text)
        self.click(text, "option")

    def type(self, label: str, text: str) -> None:
        self._type(self.page.get_by_label(label, exact=True).first, text)

    def bring(self, name: str, content: bytes) -> None:
        sheet = {"name": name, "mimeType": "application/octet-stream", "buffer": content}
        self._hand(lambda: self.page.locator("input[type=file]").first.set_input_files(sheet))
        self.hands += CHOOSE_A_FILE
        self.read()

    def _type(self, box, text: str) -> None:
        self._hand(box.click)
        box.press_sequentially(text)
        self.hands += 2 * HOME + len(text) * KEY

    def _hand(self, act: Callable[[], None]) -> None:
        act()
        self.page.wait_for_timeout(200)
        settle(self.page)
        self.hands += DECIDE + POINT + PRESS + ANSWER


def test_a_stranger_brings_in_a_messy_sheet_and_sees_the_points_in_two_and_a_half_minutes(browser, tmp_path):
    with serving(tmp_path) as address:
        page = browser.new_context(viewport={"width": 1400, "height": 1000}).new_page()
        page.goto(f"{address}/?")
        page.wait_for_selector("h1")
        settle(page)
        stranger = Stranger(page)
        stranger.click("Open your own records", "link", exact=False)
        stranger.bring("mentoring log.xlsx", messy_sheet())
        assert page.get_by_text("9 problems to look at").count() == 1
        for answer in ("Yes, all", "Stonington", "Keep 5.91", "Staff time"):
            stranger.click(answer, exact=False)
        stranger.click("3.10 Facilitate", exact=False)
        stranger.click("Row 21", exact=False)
        stranger.choose("The town", "New Canaan")
        stranger.type("Your name", "Dana Fellow")
        stranger.click("Save the records")
        said = page.locator("[data-testid=stMainBlockContainer]").inner_text()
        assert "Saved: 39 new" in said
        assert "Connecticut's towns have earned" in said
        assert stranger.seconds < 150, f"{stranger.words} words and {stranger.hands:.0f} s of hands"
        page.context.close()
