"""Snapshots for the tests of story and documents: the sample's, and a region that has all there can be."""

from datetime import date
from functools import lru_cache

from builders import APPLICATION_DATE, record, records

from sct_dash import places, rulebook, snapshot
from sct_dash.records import schema
from sct_dash.records import source as sources
from sct_dash.records.source import SAMPLE_DATE, Source

EDITION = rulebook.edition("2024")
LONG_NOTE = ("The committee met twice; minutes were kept by the clerk. " * 40)[:2000]
NASTY = (
    '=HYPERLINK("http://x.test","a")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "http://example.test/a?b=1&c=2",
    "www.example.test",
    "mailto:someone@example.test",
    '{ HYPERLINK "http://x.test" }',
    "{PAGE}",
    "<a href='x'>y</a> & <w:fldSimple w:instr=\"PAGE\"/>",
    "]]> &amp; %s ${x} {{y}}",
    "nul\x00 bell\x07 tab\t line\nreturn\r form\x0c",
    "\u202eright to left",
    "😀 ✓ \ufffe end",
)


def of(*rows, name="records.csv"):
    """A source that is not the sample."""
    table = records(*rows)
    return Source(name, table, schema.version(table))


@lru_cache(maxsize=8)
def sample(region=None, day=SAMPLE_DATE):
    return snapshot.Snapshot(_sample(day).whole, region)


@lru_cache(maxsize=4)
def _sample(day):
    return snapshot.take(sources.sample(), EDITION, day)


def taken(source, region=None, day=APPLICATION_DATE):
    return snapshot.take(source, EDITION, day, region)


@lru_cache(maxsize=2)
def full(cog="CRCOG"):
    """Every town of a region mentors the next with three actions, all about to lapse, with notes of 2,000 letters."""
    towns = [town for town, of_cog in places.cog_of().items() if of_cog == cog]
    rows = [
        record(
            record_id=f"F{place:03d}-{action}",
            mentor=mentor,
            mentee=towns[(place + 1) % len(towns)],
            action=action,
            started=date(2022, 5, 1),
            implemented_on=date(2023, 12, 1),
            last_active=date(2024, 1, 10 + place % 15),
            support="presentation; staff_time",
            partners="Capitol Region Conservation and Open Space Association; Friends of the Farmington River",
            evidence="Minutes of the Conservation and Inland Wetlands Commission. " * 4,
            notes=LONG_NOTE,
        )
        for place, mentor in enumerate(towns)
        for action in ("3.10", "3.12", "5.1")
    ]
    return taken(of(*rows), cog)


@lru_cache(maxsize=1)
def hostile():
    """Each of `NASTY` in every text of a record, beside long words, right-to-left letters and a long foreign name."""
    towns = [town for town, cog in places.cog_of().items() if cog == "CRCOG"]
    rows = [
        record(
            record_id=f"N{place:02d}",
            mentor="Hartford" if place < 3 else towns[place],
            mentee="South Windsor" if place < 3 else towns[-place - 1],
            action=("3.12", "5.1", "3.10")[place % 3],
            partners="; ".join([nasty.replace(";", ","), "שלום עולם", "مرحبا بالعالم"]),
            evidence=nasty * 3,
            notes=f"{nasty} " * 30 + LONG_NOTE,
            last_active=date(2024, 1, 10),
            mentor_documented=True,
        )
        for place, nasty in enumerate(NASTY)
    ]
    far = "Some Very Long Municipality Name of Saint-Something-on-the-Hudson, NY"
    rows += [
        record(record_id="=1+1", mentee="Avon", action="8.99", support="webinar", notes="😀" * 400, partners="W" * 300),
        record(record_id="R-FAR", mentor=far, mentee="Avon", action="3.2", evidence=f"http://x.test/{'a' * 500}"),
    ]
    return taken(of(*rows, name="=cmd|' /C calc'!A0 \u202e😀.csv"), "CRCOG")
