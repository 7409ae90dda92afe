"""Codes for the help given that a sheet itself explains, below its table or above it: ``A = presentation``."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sct_dash.records import values
from sct_dash.records.schema import said
from sct_dash.records.sheets import Row, shown
from sct_dash.records.values import Meaning, Understood

_CODE = r"[^\W_]{1,4}"
_EXPLAINED = re.compile(
    rf"(?<!\w)(?P<code>{_CODE})\s*(?:=|:|\s[-–]\s)\s*(?P<words>[^:=]+?)(?=[,;|\s]+{_CODE}\s*(?:=|:)|[;|\n]|$)"
)
"""One of the codes that a text explains."""
_PARTED = re.compile(r"[^\w]+|\band\b")


def explained(rows: Iterable[Row]) -> dict[str, str]:
    """What each code means, by its small letters, in rows that are no records; a code explained twice is left out."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for code, meant in _explanations(rows):
        if found.setdefault(code.casefold(), meant) != meant:
            doubtful.add(code.casefold())
    return {code: meant for code, meant in found.items() if code not in doubtful}


def is_line(row: Row) -> bool:
    """Whether a row is a code and what it means, and nothing else."""
    texts = _texts(row)
    return len(texts) == 2 and bool(re.fullmatch(rf"{_CODE}([+&/]{_CODE})?", texts[0])) and " " in texts[1]


def _texts(row: Row) -> list[str]:
    return [text for text in map(shown, row) if text]


def _explanations(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        texts = _texts(row)
        if len(texts) == 2 and re.fullmatch(_CODE, texts[0]):
            yield texts[0], texts[1]
        for text in texts:
            yield from ((match["code"], match["words"].strip()) for match in _EXPLAINED.finditer(text))


def support(text: str, codes: Mapping[str, str]) -> Meaning:
    """The forms of support of a cell, of which a code stands for what the sheet explains it to be.

    Returns
    -------
    Meaning
        As `values.support` gives it; codes are understood where all of the cell are and each means forms of support.
    """
    meant = values.support(text)
    if isinstance(meant, Understood) or not codes:
        return meant
    parts = [codes.get(part) for part in _PARTED.split(text.casefold()) if part]
    forms = [values.support(part) if part else None for part in parts]
    if not forms or not all(isinstance(form, Understood) and form.value for form in forms):
        return meant
    value = "; ".join(dict.fromkeys(name for form in forms for name in str(form.value).split("; ")))
    return Understood(value, f"{text!r} read as {said('support', value)}, as the sheet explains")
