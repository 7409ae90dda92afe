"""What a person decided about a sheet's columns, remembered for the next file with the same headers."""

import json
from pathlib import Path

from sct_dash import atomic, facts
from sct_dash.errors import UserError
from sct_dash.records.headers import Mapping

_NAME = "mappings.json"
"""In `facts.LOCAL`; one line a shape: the field of each column."""


def remembered(shape: str, file: Path | None = None) -> Mapping | None:
    """The mapping that was decided for these headers; None when nobody has.

    Raises
    ------
    UserError
        When the file of mappings is damaged.
    """
    fields = _all(file or facts.LOCAL / _NAME).get(shape)
    return None if fields is None else Mapping(tuple(fields))


def remember(shape: str, mapping: Mapping, file: Path | None = None) -> None:
    """Use this mapping for every file with these headers from now on."""
    file = file or facts.LOCAL / _NAME

    def with_it(content: bytes | None) -> bytes:
        kept = _read(file.name, content) | {shape: list(mapping.fields)}
        lines = [f"{json.dumps(name)}: {json.dumps(fields)}" for name, fields in sorted(kept.items())]
        return ("{\n" + ",\n".join(lines) + "\n}\n").encode()

    atomic.update(file, with_it)


def _all(file: Path) -> dict[str, list[str]]:
    return _read(file.name, file.read_bytes() if file.exists() else None)


def _read(name: str, content: bytes | None) -> dict[str, list[str]]:
    if content is None:
        return {}
    damaged = UserError(f"{name}: is damaged; delete it from data/local, and the columns are asked about again.")
    try:
        kept = json.loads(content)
        for fields in kept.values():
            Mapping(tuple(fields))
    except (ValueError, AttributeError, TypeError) as error:
        raise damaged from error
    return kept
