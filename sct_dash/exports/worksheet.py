"""A town's draft of worksheet 1 as a Word document, and those of a whole region as one zip."""

from sct_dash import archive, findings, words
from sct_dash.exports import columns, paper
from sct_dash.exports.drafts import FILL_IN, Draft, Entry, draft, drafts
from sct_dash.exports.paper import Cell, Paper
from sct_dash.figures.style import LIGHT
from sct_dash.scoring import VERDICTS
from sct_dash.snapshot import Snapshot
from sct_dash.story import sources

BEFORE_USE = (
    "This is a draft made from the COG's records, not the official form. Where worksheet 1 asks for something else or "
    "words it otherwise, the official worksheet's own fields go before what stands here. Have each entry read by the "
    "person who did the work."
)
_WIDTHS = (1.65, paper.WIDTH - 1.65)


def worksheet(snapshot: Snapshot, town: str) -> bytes:
    """Write a town's draft.

    Returns
    -------
    bytes
        A ``.docx``, the same for the same snapshot and town.
    """
    return _document(snapshot, draft(snapshot, town))


def worksheets(snapshot: Snapshot) -> bytes:
    """The drafts of all of the region's towns as one zip, by name."""
    files = ((_file(snapshot, made), _document(snapshot, made)) for made in drafts(snapshot, snapshot.towns["town"]))
    return archive.packed(files, squeezed=False)


def _file(snapshot: Snapshot, made: Draft) -> str:
    stem = columns.file_stem("worksheet", made.town, snapshot.application_date, snapshot.source.sample)
    return f"{stem}.docx"


def _document(snapshot: Snapshot, made: Draft) -> bytes:
    town = made.town
    document = Paper(snapshot, f"Worksheet draft for {town}, action 8.5")
    paper.add(document, f"Worksheet 1, a draft for {town}", "Title")
    paper.add(document, f"{findings.town(snapshot, town)}.", size=13, after=8)
    if snapshot.source.sample:
        paper.add(document, f"{words.SAMPLE_MARK}. Nothing below has happened; do not submit it.", size=11, after=8)
    paper.add_table(document, [[Cell(BEFORE_USE, shaded=True)]], [paper.WIDTH])
    _add_warning(document, made)
    for number, entry in enumerate(made.entries, start=1):
        _add_entry(document, number, entry)
    if not made.entries:
        _add_nothing(document, snapshot, made)
    _add_left_out(document, made)
    _add_signatures(document)
    paper.add(document, sources(snapshot), size=9, colour=LIGHT.quiet)
    return paper.finished(document)


def _add_warning(document: Paper, made: Draft) -> None:
    both = [entry for entry in made.entries if entry.complementary]
    other = made.complementary
    if not both:
        return
    paper.add(document, f"Before you submit: action {other.action}", "Heading 1")
    records = words.listing(f"{entry.record_id} ({entry.action})" for entry in both)
    paper.add(document, f"The records speak of action {other.action}, {other.title}: {records}. {other.warning}")


def _add_entry(document: Paper, number: int, entry: Entry) -> None:
    paper.add(document, f"Entry {number}: {entry.action}", "Heading 1")
    rows = [
        ("Partner municipality", entry.partner, ""),
        ("Other partners", words.listing(entry.organizations) or "None on record", ""),
        ("Role of the town", entry.role, ""),
        ("Dates", entry.dates, ""),
        ("Form of support", entry.support, ""),
        ("What was implemented", entry.action, entry.missing[0]),
        ("When", entry.implemented, "" if entry.implemented else entry.missing[-1]),
        ("Evidence", entry.evidence, "" if entry.evidence else entry.missing[1]),
        ("Documented", "Yes, by the records" if entry.documented else "", _account(entry)),
        *((f"Also with {other}", did, "") for other, did in zip(entry.others, entry.further, strict=True)),
        ("Text for the “Partners” box", entry.partners_box, ""),
    ]
    if entry.notes:
        rows.append(("Notes on record, not for the worksheet", entry.notes, ""))
    # Under the heading, not under the table, whose end may be the end of a page.
    paper.add(document, f"Record {entry.record_id}.", size=9, colour=LIGHT.quiet, with_next=True)
    paper.add_table(document, [cells for row in rows for cells in _rows(*row)], _WIDTHS)


def _account(entry: Entry) -> str:
    return "" if entry.documented else next(item for item in entry.missing if "own account" in item)


def _rows(name: str, said: str, gap: str) -> list[list[Cell]]:
    """A field of the entry: what the records say, and under it what is to be filled in."""
    label = Cell(name, bold=True, colour=LIGHT.quiet)
    rows = [[label, Cell(said)]] if said else []
    if gap:
        rows.append([Cell("") if said else label, Cell(f"{FILL_IN}{gap}", gap=True)])
    return rows


def _add_nothing(document: Paper, snapshot: Snapshot, made: Draft) -> None:
    paper.add(document, "No entry yet", "Heading 1")
    paper.add(document, f"No claim of {made.town} counts on {words.day(snapshot.application_date)}.")
    paper.add(document, "What would bring the first points", "Heading 2")
    for said in findings.next_points(snapshot, made.town):
        paper.add(document, said, "List Bullet")


def _add_left_out(document: Paper, made: Draft) -> None:
    if not made.left_out:
        return
    paper.add(document, "On record, but not entered", "Heading 1")
    head = [Cell(word, bold=True, colour=LIGHT.quiet, size=9.5) for word in ("Action", "Partner", "Verdict", "Why")]
    rows = [
        [Cell(f"{c.action}, {c.role}"), Cell(c.partner), Cell(VERDICTS[c.verdict]), Cell(c.reason)]
        for c in made.left_out
    ]
    paper.add_table(document, [head, *rows], (1.1, 1.4, 1.3, paper.WIDTH - 3.8), head=True)


def _add_signatures(document: Paper) -> None:
    paper.add(document, "Checked", "Heading 1")
    names = ("Checked by", "On", "For the town")
    blank = [[Cell(name, colour=LIGHT.quiet), Cell(" ")] for name in names]
    paper.add_table(document, blank, _WIDTHS)
    paper.add(document, "", after=2)
