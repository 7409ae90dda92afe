"""The record: one mentor, one mentee, one action. Its columns are specified here and nowhere else."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from sct_dash import places, words
from sct_dash.formulas import disarmed
from sct_dash.places import OUTSIDE
from sct_dash.rulebook import SUPPORT


@dataclass(frozen=True)
class Column:
    """One column of a file of records.

    Attributes
    ----------
    name
        As it stands in the header.
    needed
        Whether every row must fill it.
    kind
        ``text``, ``place``, ``action``, ``year``, ``support``, ``date``, ``flag`` or ``names``.
    meaning
        For the person who fills it in.
    called
        In a sentence and on the screen, where the name's own words would not do.
    """

    name: str
    needed: bool
    kind: str
    meaning: str
    called: str = ""

    @property
    def label(self) -> str:
        """The field as a person says it: ``last active``."""
        return self.called or self.name.replace("_", " ")


COLUMNS: tuple[Column, ...] = (
    Column("record_id", False, "text", "The record's own name; made when missing, stable ever after."),
    Column("mentor", True, "place", "The municipality that helped: a Connecticut town, or 'Northampton, MA'."),
    Column("mentee", True, "place", "The municipality that was helped, named likewise."),
    Column("action", True, "action", "The number of the action they worked on, as in 3.12."),
    Column("programme_year", False, "year", "The year of the action list the number is from; 2024 when empty."),
    Column("support", True, "support", "One or more of presentation, staff_time, conference, webinar, other."),
    Column("started", True, "date", "The first day, as in 2024-05-01."),
    Column("last_active", False, "date", "The last day; empty while still active."),
    Column("implemented_on", False, "date", "The day the mentee had implemented the action; empty until then."),
    Column(
        *("mentor_documented", False, "flag", "yes when the mentor has documented its part for the worksheet."),
        "documented by the mentor",
    ),
    Column(
        *("mentee_documented", False, "flag", "yes when the mentee has documented its part for the worksheet."),
        "documented by the mentee",
    ),
    Column("partners", False, "names", "Organizations that took part, joined by '; '."),
    Column("evidence", False, "text", "Where the proof is: minutes, slides, a link."),
    Column("notes", False, "text", "Anything a successor should know."),
)
NAMES: tuple[str, ...] = tuple(column.name for column in COLUMNS)
NEEDED: tuple[str, ...] = tuple(column.name for column in COLUMNS if column.needed)
KINDS: dict[str, str] = {column.name: column.kind for column in COLUMNS}
_LABELS = {column.name: column.label for column in COLUMNS}
DEFAULT_YEAR = 2024
_DAY = re.compile(r"(19|20)\d{2}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", re.ASCII)
_DTYPES = {"text": "str", "place": "str", "action": "str", "support": "str", "names": "str"}
_DTYPES |= {"year": "int64", "date": "datetime64[s]", "flag": "bool"}


def label(name: str) -> str:
    """A field as a person says it: ``last active``, ``documented by the mentor``."""
    return _LABELS.get(name, name.replace("_", " "))


def said(name: str, cell: str) -> str:
    """A canonical cell of a field as a person says it: ``May 1, 2024``, ``staff time and webinar``."""
    if KINDS.get(name) == "date" and _DAY.fullmatch(cell):
        return words.day(date.fromisoformat(cell))
    if KINDS.get(name) == "support":
        return words.listing(SUPPORT.get(form, form) for form in cell.split("; "))
    return cell


def frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    """Records as a table.

    Parameters
    ----------
    rows
        One mapping a record, a value for each of `NAMES`: text, `datetime.date` or None, bool, int.

    Returns
    -------
    DataFrame
        One row a record in the order given, columns `NAMES`: dates ``datetime64[s]`` (NaT where empty),
        flags bool, ``programme_year`` int, the rest text ('' where empty).
    """
    columns = {
        column.name: pd.Series([row[column.name] for row in rows], dtype=_DTYPES[column.kind]) for column in COLUMNS
    }
    return pd.DataFrame(columns)


def cells(records: pd.DataFrame) -> pd.DataFrame:
    """Records as the text that a canonical file holds: ISO dates, yes/no, '' where empty."""
    written = {}
    for column in COLUMNS:
        values = records[column.name]
        if column.kind == "date":
            written[column.name] = values.dt.strftime("%Y-%m-%d").fillna("")
        elif column.kind == "flag":
            written[column.name] = values.map({True: "yes", False: "no"})
        else:
            written[column.name] = values.astype("str").map(one_line_end)
    return pd.DataFrame(written, columns=list(NAMES), dtype="str")


def one_line_end(text: str) -> str:
    """Text whose every line ends in ``\\n``: a lone ``\\r`` would break a CSV row in two."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def to_csv(records: pd.DataFrame) -> bytes:
    """The canonical file: UTF-8, header first, ``\\n`` at each line's end, no text that would run as a formula."""
    return cells(records).map(disarmed).to_csv(index=False, lineterminator="\n").encode()


def version(records: pd.DataFrame) -> str:
    """A short name for exactly these records, the same wherever they come from; what caches go by."""
    return version_of(cells(records))


def version_of(written: pd.DataFrame) -> str:
    """The `version` of records that `cells` has written already."""
    return hashlib.sha256(written.to_csv(index=False, lineterminator="\n").encode()).hexdigest()[:16]


def made_id(facts: Iterable[object]) -> str:
    """The name of a record that came without one: the same facts always give the same name."""
    return "R-" + hashlib.sha256("|".join(str(fact) for fact in facts).encode()).hexdigest()[:8]


def cog_of(names: pd.Series) -> pd.Series:
    """Each municipality's COG, or `places.OUTSIDE`."""
    return names.map(places.cog_of()).astype("str").fillna(OUTSIDE)
