"""The documents from the command line: the same bytes as from the pages, or one line that says what to do."""

from datetime import date

import pandas as pd
import pytest
from builders import csv_of, record, records
from meetings import sample

from sct_dash import story, words
from sct_dash.cli import main
from sct_dash.exports import board, deck, picture, workbook, worksheet
from sct_dash.figures import town_map
from sct_dash.records import source as sources

AS_OF = ["--as-of", "2026-11-01"]
SAMPLE = str(sources.SAMPLE)


def expected(command):
    its, shapes = sample("MetroCOG"), town_map.shapes()
    return {
        "deck": lambda: deck.deck(story.tell(its, story.proposal(its)), shapes),
        "board": lambda: board.board(its),
        "workbook": lambda: workbook.workbook(its),
        "picture": lambda: picture.picture(its, shapes),
        "worksheet": lambda: worksheet.worksheets(its),
    }[command]()


@pytest.mark.parametrize(
    ("command", "ending"),
    [("deck", "pptx"), ("board", "docx"), ("workbook", "xlsx"), ("picture", "svg"), ("worksheet", "zip")],
)
def test_command_writes_the_same_bytes_as_the_engine(tmp_path, capsys, command, ending):
    out = tmp_path / f"made.{ending}"
    assert main([command, SAMPLE, *AS_OF, "--cog", "metrocog", "--out", str(out)]) == 0
    assert out.read_bytes() == expected(command)
    assert capsys.readouterr().out.strip() == str(out)


def test_worksheet_of_one_town_understands_its_names(tmp_path):
    out = tmp_path / "fairfield.docx"
    assert main(["worksheet", SAMPLE, *AS_OF, "--town", "Town of Fairfield", "--out", str(out)]) == 0
    assert out.read_bytes() == worksheet.worksheet(sample(), "Fairfield")


def test_copy_of_the_sample_is_still_marked_as_one(tmp_path):
    copy, out = tmp_path / "my-records.csv", tmp_path / "map.svg"
    copy.write_bytes(sources.SAMPLE.read_bytes())
    assert main(["picture", str(copy), *AS_OF, "--out", str(out)]) == 0
    assert words.SAMPLE_MARK in out.read_text()


def test_deck_proposes_by_the_experience_that_the_store_keeps_unless_a_file_is_named(tmp_path, monkeypatch):
    from sct_dash.records.store import EXPERIENCE, open_store

    rows = [("Kent", "3.12", 2024, "report")]
    listed = pd.DataFrame(rows, columns=["town", "action", "programme_year", "source"])
    open_store().import_records(records(record(implemented_on=None)), "Ana")
    open_store().import_records(listed, "Ana", table=EXPERIENCE)
    seen = []
    monkeypatch.setattr(deck, "deck", lambda told, _: seen.append([left.key for left in told.left_out]) or b"deck")
    own = tmp_path / "own.csv"
    own.write_bytes(csv_of(record(implemented_on=None)))
    for file in ([], [str(own)]):
        assert main(["deck", *file, *AS_OF, "--cog", "crcog", "--out", str(tmp_path / "made.pptx")]) == 0
    assert seen == [["since"], ["since", "introductions"]]


def test_own_records_are_not(tmp_path):
    own, out = tmp_path / "own.csv", tmp_path / "map.svg"
    own.write_bytes(csv_of(record()))
    assert main(["picture", str(own), *AS_OF, "--kind", "network", "--out", str(out)]) == 0
    assert words.SAMPLE_MARK not in out.read_text()


def test_deck_follows_the_steps_asked_for(tmp_path):
    out = tmp_path / "short.pptx"
    call = ["deck", SAMPLE, *AS_OF, "--steps", "thanks, since", "--since", "2026-06-01", "--introductions", "0"]
    assert main([*call, "--out", str(out)]) == 0
    told = story.tell(sample(), earlier=sample(None, date(2026, 6, 1)), keys=["thanks", "since"])
    assert out.read_bytes() == deck.deck(told, town_map.shapes())


@pytest.mark.parametrize(
    ("call", "line"),
    [
        (["deck", SAMPLE, *AS_OF, "--out", "x.ppt"], "x.ppt: this command writes a .pptx; name the file so."),
        (["worksheet", SAMPLE, *AS_OF, "--town", "Avon", "--out", "x.zip"], "x.zip: this command writes a .docx"),
        (["worksheet", SAMPLE, *AS_OF, "--town", "Rye, NY", "--out", "x.docx"], "Rye, NY is not in Connecticut"),
        (["worksheet", SAMPLE, *AS_OF, "--town", "Avn", "--out", "x.docx"], "no Connecticut town has this name"),
        (["deck", SAMPLE, *AS_OF, "--steps", "map,end", "--out", "x.pptx"], "'end' is no step; the steps are finding"),
        (
            ["deck", SAMPLE, *AS_OF, "--since", "2026-11-01", "--out", "x.pptx"],
            "--since 2026-11-01 is not before --as-of",
        ),
        (["board", SAMPLE, *AS_OF, "--cog", "XYZ", "--out", "x.docx"], "There is no COG 'XYZ'"),
    ],
)
def test_mistake_ends_with_one_line_exit_code_2_and_no_file(tmp_path, monkeypatch, capsys, call, line):
    monkeypatch.chdir(tmp_path)
    assert main(call) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith(line)
    assert "\n" not in said
    assert list(tmp_path.iterdir()) == []
