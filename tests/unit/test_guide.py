"""The guide's words: complete, in order, and refused with one exact line when a file is wrong."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from sct_dash.errors import UserError
from sct_dash.guide import Guide, load_guide

FOLDER = Path(__file__).parents[2] / "data" / "guide"
VERDICTS = (
    "outside_program",
    "not_meaningful",
    "not_started",
    "lapsed",
    "not_implemented",
    "same_action",
    "over_cap",
    "counts",
)

ACTION = """\
title = "A title"
summary = "A summary."

[[point]]
number = 1
heading = "A heading"
says = "It says."
here = "Here."
source = "A page"
basis = "seen"

[[partner]]
name = "A partner"
text = "A text."

[[funding]]
name = "A fund"
text = "A text."

[[resource]]
name = "A resource"
text = "A text."

[complementary]
action = "8.6"
programme_year = 2024
title = "Another title"
text = "A text."
warning = "A warning."
source = "A page"
basis = "inferred"

[[not_found]]
item = "A thing"
text = "A text."

[[fact]]
heading = "A fact"
text = "A text."
source = "A page"
basis = "seen"
"""
GLOSSARY = """\
[[term]]
term = "town"
meaning = "A town."

[[term]]
term = "counts"
label = "Counts"
meaning = "It counts."
"""
SAME_FACT = '[[fact]]\nheading = "a FACT"\ntext = "B"\nsource = "C"\nbasis = "seen"\n'
TOP_KEYS = "title, summary, complementary, point, partner, funding, resource, not_found, fact."
POINT_KEYS = "number, heading, says, here, source, basis."

Write = Callable[..., Path]


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(FOLDER)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write both files to a folder of their own and return the folder."""

    def files(action: str = ACTION, glossary: str = GLOSSARY) -> Path:
        (tmp_path / "action-8-5.toml").write_text(action, encoding="utf-8")
        (tmp_path / "glossary.toml").write_text(glossary, encoding="utf-8")
        return tmp_path

    return files


def refusal(folder: Path) -> str:
    with pytest.raises(UserError) as caught:
        load_guide(folder)
    return str(caught.value)


def test_the_guide_tells_the_nineteen_points_of_the_action_page_in_their_order(guide: Guide) -> None:
    assert [point.number for point in guide.points] == list(range(1, 20))
    assert guide.points[0].heading == "Five, ten or fifteen points"
    assert guide.points[18].heading == "Seven towns with success stories"


def test_every_heading_has_three_to_six_words(guide: Guide) -> None:
    assert [p.heading for p in guide.points if not 3 <= len(p.heading.split()) <= 6] == []


def test_the_summary_has_two_or_three_sentences(guide: Guide) -> None:
    assert guide.summary.count(". ") + 1 in (2, 3)


def test_every_town_with_a_success_story_is_named_in_its_point(guide: Guide) -> None:
    towns = ("Groton", "Glastonbury", "Litchfield", "Old Lyme", "Coventry", "Darien", "Bristol")
    assert [town for town in towns if town not in guide.points[18].says] == []


def test_the_lists_of_the_action_page_are_complete(guide: Guide) -> None:
    assert len(guide.partners) == 7
    assert [entry.name for entry in guide.funding] == [
        "Municipal Grant Program",
        "Urban Act Grant Program",
        "Sustainable CT Community Match Fund",
        "Grants portal",
        "Support for Your Town",
    ]
    assert [entry.name for entry in guide.resources] == [
        "CT Regional Councils of Governments",
        "CT Regional Health Districts",
    ]


def test_what_nobody_could_find_is_said(guide: Guide) -> None:
    assert len(guide.not_found) == 8


def test_an_inferred_rule_is_marked_as_inferred(guide: Guide) -> None:
    assert [fact.heading for fact in guide.facts if fact.basis == "inferred"] == [
        "One cap for both roles",
        "A mentee in Connecticut",
    ]


def test_the_complementary_action_is_known_by_number_and_programme_year(guide: Guide) -> None:
    assert (guide.complementary.action, guide.complementary.programme_year) == ("8.6", 2024)


def test_the_eight_verdicts_stand_in_the_order_in_which_they_are_tried(guide: Guide) -> None:
    assert tuple(term.term for term in guide.verdicts) == VERDICTS
    assert guide.term("over_cap").label == "Over the cap"


def test_a_verdict_label_has_one_to_four_words(guide: Guide) -> None:
    assert [term.label for term in guide.verdicts if not 1 <= len(term.label.split()) <= 4] == []


def test_the_glossary_has_every_word_the_dashboard_uses(guide: Guide) -> None:
    words = (
        "town, COG, region, mentor, mentee, action, programme year, record, mentorship, introduction, tie, "
        "claim, verdict, receipt, points, ready points, documented, application date, window, edition, "
        "lapse, lapsing, worksheet"
    )
    assert [term.term for term in guide.terms if not term.label] == words.split(", ")


def test_no_text_has_a_link_or_a_dash_chain() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.toml"))
    assert re.findall(r"https?:|www\.|—", text) == []


def test_a_word_that_is_not_in_the_glossary_is_a_bug(guide: Guide) -> None:
    with pytest.raises(KeyError, match="lunch"):
        guide.term("lunch")


def test_a_small_guide_is_read_whole(write: Write) -> None:
    small = load_guide(write())
    assert (small.title, small.summary) == ("A title", "A summary.")
    assert small.terms[0].label == ""
    assert small.verdicts == (small.term("counts"),)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            'title = "A title"\n',
            'title = "A title"\ncolor = "green"\n',
            "unknown key 'color'; allowed: " + TOP_KEYS,
        ),
        (
            'summary = "A summary."\n',
            "",
            "key 'summary' is missing; needed: " + TOP_KEYS,
        ),
        (
            'says = "It says."\n',
            'says = "It says."\nsay = "Again."\n',
            "point 1: unknown key 'say'; allowed: " + POINT_KEYS,
        ),
        (
            'here = "Here."\n',
            "",
            "point 1: key 'here' is missing; needed: " + POINT_KEYS,
        ),
        ("number = 1\n", "number = 2\n", "point 1: number is 2; allowed: 1."),
        ("number = 1\n", 'number = "1"\n', "point 1: number: is '1'; allowed: a whole number."),
        ("number = 1\n", "number = true\n", "point 1: number: is True; allowed: a whole number."),
        ('says = "It says."', 'says = " "', "point 1: says: is blank; allowed: text."),
        ('title = "A title"', "title = 85", "title: is 85; allowed: text."),
        (
            'basis = "inferred"',
            'basis = "guessed"',
            "complementary: basis is 'guessed'; allowed: seen or inferred.",
        ),
        ("[[partner]]", "[partner]", "partner: must be a list of tables, each under [[partner]]."),
        (
            '[[fact]]\nheading = "A fact"\n',
            f'{SAME_FACT}[[fact]]\nheading = "A fact"\n',
            "fact 2: heading 'A fact' is there already; allowed: once.",
        ),
    ],
)
def test_a_faulty_guide_is_refused_with_file_key_and_what_is_allowed(
    write: Write, old: str, new: str, line: str
) -> None:
    assert ACTION.count(old) == 1
    assert refusal(write(action=ACTION.replace(old, new))) == f"action-8-5.toml: {line}"


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        (
            'term = "counts"',
            'term = "Town"',
            "term 2: term 'Town' is there already; allowed: once.",
        ),
        ('label = "Counts"', 'lable = "C"', "term 2: unknown key 'lable'; allowed: term, meaning, label."),
        ('meaning = "A town."\n', "", "term 1: key 'meaning' is missing; needed: term, meaning."),
        ('label = "Counts"', 'label = ""', "term 2: label: is blank; allowed: text."),
    ],
)
def test_a_faulty_glossary_is_refused_with_file_key_and_what_is_allowed(
    write: Write, old: str, new: str, line: str
) -> None:
    assert GLOSSARY.count(old) == 1
    assert refusal(write(glossary=GLOSSARY.replace(old, new))) == f"glossary.toml: {line}"


def test_a_value_in_place_of_a_table_is_refused(write: Write) -> None:
    start = ACTION.index("[complementary]")
    without = ACTION[:start] + ACTION[ACTION.index("[[not_found]]") :]
    assert refusal(write(action='complementary = "8.6"\n' + without)) == (
        "action-8-5.toml: complementary: must be a table."
    )


def test_a_missing_file_is_named_with_its_folder(write: Write) -> None:
    folder = write()
    (folder / "glossary.toml").unlink()
    assert refusal(folder) == f"glossary.toml: not found in {folder}."


def test_a_file_that_is_not_toml_is_named(write: Write) -> None:
    assert refusal(write(glossary="[[term\n")).startswith("glossary.toml: is not readable TOML: ")
