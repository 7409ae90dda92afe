"""What a person decided about a sheet's columns, remembered for the next file with the same headers."""

from pathlib import Path

from sct_dash.records.by_shape import ByShape
from sct_dash.records.headers import Mapping

FILE = ByShape(
    "mappings.json", "the columns", lambda fields: Mapping(tuple(fields)), lambda mapping: list(mapping.fields)
)


def remembered(shape: str, file: Path | None = None) -> Mapping | None:
    """The mapping that was decided for these headers; None when nobody has.

    Raises
    ------
    UserError
        When the file of mappings is damaged.
    """
    return FILE.remembered(shape, file)


def remember(shape: str, mapping: Mapping, file: Path | None = None) -> None:
    """Use this mapping for every file with these headers from now on."""
    FILE.remember(shape, lambda _: mapping, file)
