"""The commands that keep records, as a person or a machine calls them."""

import json
import re
from datetime import date

import pytest
from builders import csv_of, record, records

from sct_dash import cli, clock, facts, words
from sct_dash.exports import records as files
from sct_dash.records import learned, memory, readers, schema
from sct_dash.records.corrections import Correction, Corrections
from sct_dash.records.store import open_store

AVON, CANTON = record(record_id="R1", mentee="Avon"), record(record_id="R2", mentee="Canton")


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


@pytest.fixture
def imported(run, file):
    assert run("import", file(csv_of(AVON, CANTON)), "--by", "Ana", "--why", "first sheet")[0] == 0


def answer(done):
    code, out, err = done
    assert (code, err) == (0, "")
    return json.loads(out)


def one_line(done):
    """What a mistake is answered with."""
    code, out, err = done
    assert (code, out, err.count("\n")) == (2, "", 1)
    return err.strip()


def test_import_takes_the_accepted_rows_and_says_how_many_it_left_out(run, file):
    bad = schema.cells(records(CANTON)).assign(mentee="Nowhere").to_csv(index=False, header=False)
    code, out, err = run("import", file(csv_of(AVON) + bad.encode()), "--by", "Ana", "--json")
    assert code == 0
    assert json.loads(out) == {"step": 1, "added": 1, "changed": 0, "unchanged": 0, "quarantined": 1}
    assert err.startswith("1 row was left out; see: python -m sct_dash check ")
    assert err.endswith("1 row waits for an answer under Bring in a sheet on the Records page.\n")
    sheet = open_store().left_open()[0]
    assert (sheet.file, sheet.rows, sheet.step.by) == ("records.csv", 1, "Ana")
    assert open_store().file_left_open(sheet.name) == csv_of(AVON) + bad.encode()


@pytest.mark.usefixtures("imported")
def test_next_months_import_tells_new_from_changed_from_unchanged(run, file):
    sheet = file(csv_of(AVON, CANTON | {"notes": "x"}, record(record_id="R3", mentee="Bolton")))
    told = answer(run("import", sheet, "--by", "Bo", "--json"))
    assert told == {"step": 2, "added": 1, "changed": 1, "unchanged": 1, "quarantined": 0}
    assert answer(run("import", sheet, "--by", "Bo", "--json"))["step"] is None
    assert run("import", sheet, "--by", "Bo")[1] == "Nothing to do: 3 rows unchanged.\n"


def test_a_file_of_which_no_row_can_be_read_is_not_imported(run, file):
    bad = schema.cells(records(AVON)).assign(mentee="Nowhere").to_csv(index=False)
    code, _, err = run("import", file(bad.encode()), "--by", "Ana")
    assert (code, err.splitlines()[-1]) == (2, "records.csv: none of its 1 row could be read.")
    assert not facts.LOCAL.exists()


@pytest.mark.usefixtures("imported")
def test_history_lists_steps_the_newest_first(run):
    answer(run("undo", "--by", "Bo", "--json"))
    told = answer(run("history", "--json"))
    assert [list(step) for step in told] == [["step", "at", "by", "why", "added", "changed", "undone"]] * 2
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", step.pop("at")) for step in told)
    assert told == [
        {"step": 2, "by": "Bo", "why": "", "added": 0, "changed": 0, "undone": False},
        {"step": 1, "by": "Ana", "why": "first sheet", "added": 2, "changed": 0, "undone": True},
    ]


@pytest.mark.usefixtures("imported")
def test_history_of_a_record_tells_what_each_step_did_to_it(run, file):
    run("import", file(csv_of(AVON | {"notes": "a call"})), "--by", "Bo")
    told = answer(run("history", "--record", "R1", "--json"))
    assert [(step["step"], step["added"], step["changed"]) for step in told] == [(2, 0, 1), (1, 1, 0)]
    assert "     notes from empty to “a call”\n" in run("history", "--record", "R1")[1]
    assert one_line(run("history", "--record", "R9")) == "There is no record 'R9' in the store, and never was."


def test_history_of_an_empty_store_is_empty(run):
    assert answer(run("history", "--json")) == []
    assert run("history")[1] == "Nothing was done yet.\n"


@pytest.mark.usefixtures("imported")
def test_undo_takes_back_the_last_step_or_the_one_that_is_named(run):
    assert answer(run("undo", "--by", "Bo", "--json")) == {
        "step": 2, "added": 0, "changed": 0, "removed": 2, "unchanged": 0,
    }  # fmt: skip
    assert run("undo", "2", "--by", "Bo")[1] == "Step 3: 2 added.\n"
    assert one_line(run("undo", "9", "--by", "Bo")) == "There is no step 9; the last one is 3."


def test_points_without_a_file_are_those_of_the_store_and_never_the_samples(run, file):
    told = one_line(run("points", "--as-of", "2026-11-01"))
    assert told == "Nothing was imported yet; name a FILE, or first: python -m sct_dash import FILE --by WHO"
    sheet = file(csv_of(AVON))
    run("import", sheet, "--by", "Ana")
    with_store = answer(run("points", "--as-of", "2026-11-01", "--json"))
    assert with_store == answer(run("points", sheet, "--as-of", "2026-11-01", "--json"))
    assert sum(town["points"] for town in with_store["towns"]) == 10


@pytest.mark.usefixtures("imported")
def test_export_import_export_gives_the_same_bytes(run, tmp_path):
    first, second, book = tmp_path / "a.csv", tmp_path / "b.csv", tmp_path / "a.xlsx"
    assert run("export", "--out", first)[1] == f"{first}: 2 records written.\n"
    assert first.read_bytes() == csv_of(AVON, CANTON)
    run("export", "--out", book)
    run("export", book, "--out", second)
    assert second.read_bytes() == first.read_bytes()
    assert book.read_bytes() == files.to_xlsx(open_store_source())
    assert answer(run("import", second, "--by", "Bo", "--json"))["unchanged"] == 2


def open_store_source():
    from sct_dash.records import source

    return source.of_store(open_store())


@pytest.mark.usefixtures("imported")
def test_export_refuses_another_kind_of_file_and_a_folder_that_cannot_be_made(run, file, tmp_path):
    told = one_line(run("export", "--out", tmp_path / "x.pdf"))
    assert told == "x.pdf: is neither .xlsx nor .csv; name the file to write with one of these."
    assert "cannot be written" in one_line(run("export", "--out", file(b"x", "f") / "x.csv"))


@pytest.mark.usefixtures("imported")
def test_a_backup_comes_back_with_its_history(run, tmp_path, monkeypatch):
    out = tmp_path / "b.zip"
    run("backup", "--out", out)
    before = run("history", "--json")
    monkeypatch.setattr(facts, "LOCAL", tmp_path / "new laptop")
    assert answer(run("restore", out, "--by", "Bo", "--json"))["added"] == 2
    assert run("history", "--json") == before
    assert "is not a backup" in one_line(run("restore", tmp_path / "records.csv", "--by", "Bo"))
    assert "cannot be read" in one_line(run("restore", tmp_path / "none.zip", "--by", "Bo"))
    assert "a backup is a .zip" in one_line(run("backup", "--out", tmp_path / "b.csv"))


@pytest.mark.parametrize("command", ["undo", "import x.csv", "restore x.zip"])
def test_who_does_it_must_be_said(run, command):
    assert "--by" in one_line(run(*command.split()))


def test_nothing_is_imported_without_a_name(run, file):
    told = one_line(run("import", file(csv_of(record(last_active=date(2026, 1, 1)))), "--by", " "))
    assert told == "Say who does this: every step is kept under a name."


def test_import_of_next_months_sheet_tells_what_it_lost_and_takes_nothing_off(run, file):
    header = b"Mentor Town,Mentee Town,Action #,Type of support,Date started\n"
    rows = [b"Simsbury,%s,3.12,staff time,5/1/2024\n" % town for town in (b"Avon", b"Canton", b"Granby")]
    run("import", file(header + b"".join(rows), "may.csv"), "--by", "Ana")
    lost = open_store().records().query("mentee == 'Canton'")["record_id"].item()
    code, _, err = run("import", file(header + rows[0] + rows[2], "june.csv"), "--by", "Ana")
    assert (code, err) == (
        0,
        "No longer in this sheet, and still among the records: "
        f"Simsbury's mentorship of Canton on 3.12 since May 1, 2024 ({lost}).\n",
    )
    assert len(open_store().records()) == 3


def test_record_whose_row_still_asks_is_not_told_to_be_gone(run, file):
    header = b"Mentor Town,Mentee Town,Action #,Type of support,Date started\n"
    rows = [b"Simsbury,%s,3.12,staff time,5/1/2024\n" % town for town in (b"Avon", b"Canton", b"Granby")]
    run("import", file(header + b"".join(rows), "may.csv"), "--by", "Ana")
    rows[1] = rows[1].replace(b"staff time", b"pep talk")
    rows[2] = rows[2].replace(b"Granby", b"Granbury")
    code, _, err = run("import", file(header + b"".join(rows), "june.csv"), "--by", "Ana")
    assert code == 0
    assert "No longer" not in err


OWN = b"""Mentor Town,Mentee Town,Action #,Type of support,Date started,Notes
Simsbury,Avon,3.12,staff time,5/1/2024,first call
Simsbury,Canton,3.12,staff time,5/1/2024,
Simsbury,Granby,3.12,staff time,5/1/2024,
"""


def test_import_keeps_what_was_edited_by_hand_and_says_so_where_the_sheet_changed_too(run, file):
    run("import", file(OWN, "may.csv"), "--by", "Ana")
    store = open_store()
    row = store.records().query("mentee == 'Avon'").assign(notes="second call")
    store.edit(row, store.version(), "Bo")
    assert run("import", file(OWN, "june.csv"), "--by", "Ana") == (
        0,
        "Nothing to do: 3 rows unchanged.\n",
        "Edited here and unchanged in the sheet: 1 field stays: Simsbury's mentorship of Avon on 3.12 (notes).\n",
    )
    code, out, err = run("import", file(OWN.replace(b"first", b"third"), "july.csv"), "--by", "Ana")
    assert (code, out) == (0, "Step 3: nothing changed.\n")
    assert err == (
        "Changed here and in the sheet, and kept: Simsbury's mentorship of Avon on 3.12: "
        "notes stays second call, not third call.\n"
    )
    assert "second call" in store.records()["notes"].tolist()


@pytest.mark.parametrize("empty", [False, True])
def test_import_keeps_what_a_sheet_leaves_blank_unless_it_is_to_be_emptied_and_says_so(run, file, empty):
    more = OWN.replace(b"Canton,3.12,staff time,5/1/2024,", b"Canton,3.12,staff time,5/1/2024,second call")
    run("import", file(more, "may.csv"), "--by", "Ana")
    sparse = OWN.replace(b"Granby,3.12,staff time,5/1/2024,", b"Granby,3.12,staff time,5/1/2024,call")
    sparse = sparse.replace(b"first call", b"")
    code, out, err = run("import", file(sparse, "june.csv"), "--by", "Bo", *["--empty-blanks"] * empty)
    changed = "3 changed" if empty else "1 changed and 2 unchanged"
    assert (code, out) == (0, f"Step 2: {changed}.\n")
    done = "Emptied, as in the sheet" if empty else "Empty in the sheet, and kept"
    what = "was {} call" if empty else "stays {} call without --empty-blanks"
    assert err == "".join(
        f"{done}: Simsbury's mentorship of {town} on 3.12: notes {what.format(which)}.\n"
        for town, which in (("Avon", "first"), ("Canton", "second"))
    )
    kept = ["", "", "call"] if empty else ["first call", "second call", "call"]
    assert open_store().records()["notes"].tolist() == kept
    assert run("import", file(sparse, "june.csv"), "--by", "Bo") == (0, "Nothing to do: 3 rows unchanged.\n", "")


def test_import_of_an_edited_export_empties_what_was_emptied_there_and_says_so(run, file, tmp_path):
    run("import", file(OWN, "may.csv"), "--by", "Ana")
    run("export", "--out", tmp_path / "ours.csv")
    ours = (tmp_path / "ours.csv").read_bytes().replace(b"first call", b"")
    assert run("import", file(ours, "ours.csv"), "--by", "Bo") == (
        0,
        "Step 2: 1 changed and 2 unchanged.\n",
        "Emptied, as in the sheet: Simsbury's mentorship of Avon on 3.12: notes was first call.\n",
    )


def test_import_says_what_an_older_version_of_a_sheet_sets_back(run, file):
    run("import", file(OWN, "may.csv"), "--by", "Ana")
    run("import", file(OWN.replace(b"first", b"second"), "june.csv"), "--by", "Ana")
    code, out, err = run("import", file(OWN, "may.csv"), "--by", "Bo")
    assert (code, out) == (0, "Step 3: 1 changed and 2 unchanged.\n")
    assert err == (
        "This may be an older version of the sheet: it sets 1 field back to what stood there before "
        f"{words.day(clock.today())}: Simsbury's mentorship of Avon on 3.12 (notes).\n"
    )


def test_import_says_which_days_and_papers_a_sheet_takes_away(run, file):
    header = OWN.splitlines()[0] + b",Date implemented,Documented by mentor\n"
    rows = b"Simsbury,%s,3.12,staff time,5/1/2024,,%s,%s\n"
    may = b"".join(rows % (town, b"6/1/2024", b"yes") for town in (b"Avon", b"Canton"))
    run("import", file(header + may, "may.csv"), "--by", "Ana")
    june = header + rows % (b"Avon", b"", b"yes") + rows % (b"Canton", b"6/1/2024", b"no")
    no_papers = "1 record is no longer documented by a town: Simsbury's mentorship of Canton on 3.12.\n"
    err = run("import", file(june, "june.csv"), "--by", "Ana")[2]
    assert err.endswith(f"without --empty-blanks.\n{no_papers}")
    assert "loses its day" not in err
    assert open_store().records()["implemented_on"].notna().all()
    run("undo", "--by", "Ana")
    assert run("import", file(june, "june.csv"), "--by", "Ana", "--empty-blanks")[2].endswith(
        "\n1 record loses its day of implementation, and the points with it, because the sheet says none: "
        "Simsbury's mentorship of Avon on 3.12.\n" + no_papers
    )


def test_day_that_a_corrected_row_leaves_blank_stays_and_is_not_told_to_be_lost(run, file):
    implemented = OWN.replace(b",Notes", b",Date implemented").replace(b"first call", b"6/1/2024")
    run("import", file(implemented, "may.csv"), "--by", "Ana")
    later = implemented.replace(b"Avon,3.12,staff time,5/1/2024,6/1/2024", b"Avon,3.12,staff time,5/14/2024,")
    err = run("import", file(later, "june.csv"), "--by", "Ana")[2]
    assert [line.split(":")[0] for line in err.splitlines()] == [
        "Changed, as a correction",
        "Empty in the sheet, and kept",
    ]
    assert open_store().records()["implemented_on"].notna().sum() == 1


def test_import_names_every_note_that_a_sheet_of_another_shape_replaces_and_none_of_a_sheets_own(run, file):
    towns = (b"Avon", b"Canton", b"Granby", b"Bolton", b"Suffield")
    header, row = OWN.splitlines()[0], b"\nSimsbury,%s,3.12,staff time,5/1/2024,%s"
    may, june, july = (header + b"".join(row % (town, note) for town in towns) for note in (b"one", b"two", b"three"))
    run("import", file(may, "may.csv"), "--by", "Ana")
    assert run("import", file(june, "june.csv"), "--by", "Ana")[2] == ""
    strange = july.replace(b"Notes", b"Remarks")
    (told,) = run("import", file(strange, "theirs.csv"), "--by", "Bo")[2].splitlines()
    assert (
        told
        == "5 notes are replaced by other ones: "
        + words.listing(
            f"Simsbury's mentorship of {town} on 3.12 (notes)"
            for town in ("Avon", "Canton", "Granby", "Bolton", "Suffield")
        )
        + "."
    )
    assert run("import", file(strange.replace(b"three", b"four"), "theirs.csv"), "--by", "Bo")[2] == ""


def test_import_takes_a_row_corrected_in_one_field_as_a_change_and_says_so(run, file):
    run("import", file(OWN, "may.csv"), "--by", "Ana")
    later = OWN.replace(b"Avon,3.12,staff time,5/1/2024", b"Avon,3.12,staff time,5/14/2024")
    code, out, err = run("import", file(later, "june.csv"), "--by", "Ana")
    assert (code, out) == (0, "Step 2: 1 changed and 2 unchanged.\n")
    assert err == (
        "Changed, as a correction: Simsbury's mentorship of Avon on 3.12, "
        "with another start (May 14, 2024 instead of May 1, 2024).\n"
    )
    assert len(open_store().records()) == 3


def test_import_takes_a_row_that_differs_in_two_fields_as_new_and_says_what_it_looks_like(run, file):
    run("import", file(OWN, "may.csv"), "--by", "Ana")
    later = OWN.replace(b"Avon,3.12,staff time,5/1/2024", b"Bolton,3.2,staff time,5/1/2024")
    code, _, err = run("import", file(later, "june.csv"), "--by", "Ana")
    assert (code, len(open_store().records())) == (0, 4)
    assert err.startswith(
        "Looks like Simsbury's mentorship of Avon on 3.12, with another mentee (Bolton instead of Avon) and "
        "another action (3.2 instead of 3.12); taken in as a new record, and the old one stays.\nNo longer in this"
    )


def test_record_taken_off_by_hand_stays_off_and_is_told_unless_it_is_to_be_brought_back(run, file):
    run("import", file(OWN, "may.csv"), "--by", "Ana")
    store = open_store()
    store.remove(store.records().query("mentee == 'Canton'")["record_id"].tolist(), store.version(), "Bo")
    on = words.day(clock.today())
    told = f"Simsbury's mentorship of Canton on 3.12 was taken off the list by Bo on {on}; it"
    code, out, err = run("import", file(OWN, "june.csv"), "--by", "Ana")
    assert (code, out, err) == (
        0, "Nothing to do: 2 rows unchanged.\n", f"{told} stays off without --bring-back.\n"
    )  # fmt: skip
    code, out, err = run("import", file(OWN, "june.csv"), "--by", "Ana", "--bring-back")
    assert (code, out, err) == (0, "Step 3: 1 added and 2 unchanged.\n", f"{told} is back.\n")


def test_record_that_an_undone_import_took_away_comes_with_the_next_one_and_nothing_is_asked(run, file):
    run("import", file(OWN, "may.csv"), "--by", "Ana")
    run("undo", "--by", "Ana")
    assert run("import", file(OWN, "may.csv"), "--by", "Ana")[1:] == ("Step 3: 3 added.\n", "")


def test_undo_of_an_import_says_that_what_was_decided_about_its_sheet_is_kept(run, file):
    misspelled = OWN + b"Simsbry,Bolton,3.12,staff time,5/1/2024,\n"
    decided = Corrections((Correction(5, "mentor", "Simsbury"),))
    reading = readers.read("may.csv", misspelled, corrections=decided)
    memory.remember(reading.layout.shape, lambda known: learned.after(known, reading, decided, ()))
    run("import", file(misspelled, "may.csv"), "--by", "Ana")
    code, out, err = run("undo", "--by", "Bo")
    assert (code, out, err) == (0, "Step 2: 4 removed.\n", "What was decided about the sheet is kept.\n")
    assert run("undo", "2", "--by", "Bo")[2] == ""
    other = OWN.replace(b"Notes", b"Remarks").replace(b"Date started", b"Begun on").replace(b"3.12", b"5.4")
    run("import", file(other, "other.csv"), "--by", "Ana")
    assert run("undo", "--by", "Bo")[2] == ""


def test_record_that_was_renamed_here_and_taken_off_is_known_by_what_its_sheet_says(run, file):
    run("import", file(OWN.replace(b"Canton,3.12", b"Kent,3.12"), "may.csv"), "--by", "Ana")
    run("import", file(OWN, "june.csv"), "--by", "Ana")
    store = open_store()
    assert len(store.records()) == 3
    store.remove(store.records().query("mentee == 'Canton'")["record_id"].tolist(), store.version(), "Bo")
    assert "was taken off the list by Bo" in run("import", file(OWN, "july.csv"), "--by", "Ana")[2]
    assert len(store.records()) == 2


def test_history_names_the_towns_and_the_hour(run, file):
    run("import", file(csv_of(AVON)), "--by", "Ana")
    assert re.search(r" at 1?\d:\d\d [AP]M: Hartford's mentorship of Avon on 3\.12: 1 added ", run("history")[1])
