"""What a person decided about a sheet's columns, remembered for the next file with the same headers."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sct_dash import facts
from sct_dash.records.by_shape import ByShape
from sct_dash.records.headers import Mapping


@dataclass(frozen=True)
class Columns:
    """What is remembered of a sheet's columns.

    Attributes
    ----------
    mapping
        What each is.
    headers
        How they are headed; none where that was not kept yet.
    """

    mapping: Mapping
    headers: tuple[str, ...] = ()


def _parsed(its: Any) -> Columns:
    if isinstance(its, list):  # as it was kept before headers were
        return Columns(Mapping(tuple(map(str, its))))
    return Columns(Mapping(tuple(map(str, its["fields"]))), tuple(map(str, its["headers"])))


def _written(known: Columns) -> object:
    fields = list(known.mapping.fields)
    return {"fields": fields, "headers": list(known.headers)} if known.headers else fields


FILE = ByShape("mappings.json", "the columns", _parsed, _written)


def remembered(shape: str, file: Path | None = None) -> Mapping | None:
    """The mapping that was decided for these headers; None when nobody has.

    Raises
    ------
    UserError
        When the file of mappings is damaged.
    """
    known = FILE.remembered(shape, file)
    return known.mapping if known else None


def every() -> dict[str, Columns]:
    """What is remembered, by the shape of each sheet.

    Raises
    ------
    UserError
        When the file of mappings is damaged.
    """
    file = facts.LOCAL / FILE.name
    return FILE.read(file.read_bytes()) if file.exists() else {}


def remember(shape: str, mapping: Mapping, file: Path | None = None, headers: tuple[str, ...] = ()) -> None:
    """Use this mapping for every file with these headers from now on."""
    FILE.remember(shape, lambda _: Columns(mapping, headers), file)
