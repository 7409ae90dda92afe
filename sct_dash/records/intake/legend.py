"""Codes for the help given that a sheet itself explains, below its table or above it: ``A = presentation``."""

import re
from collections.abc import Iterable, Iterator, Mapping

from sct_dash.records import values
from sct_dash.records.schema import said
from sct_dash.records.sheets import Row, shown
from sct_dash.records.values import Meaning, Understood

_CODE = r"[^\W_]{1,4}"
_EXPLAINED = re.compile(
    rf"(?:^|[,;|\n]|\b(?:key|legend|codes?)\s*:)\s*(?P<code>{_CODE})\s*(?:=|:|\s[-–]\s)\s*(?P<words>[^:=;|\n]+?)"
    rf"(?=\s*,\s*{_CODE}\s*(?:=|:)|\s*[;|\n]|\s*$)",
    re.IGNORECASE,
)
"""One of the codes that a text explains, from its beginning or behind another one."""
_COUNT = re.compile(r"[\d.,]+")
_CODES = re.compile(rf"{_CODE}(?:\s*(?:[,;+&/]|\band\b)\s*{_CODE})*", re.IGNORECASE)
"""A cell that says codes and nothing else."""
_NO_CODES = frozenset("yes no y n x na n/a tbd".split())
_LONGEST = 500
"""Letters of a text that explains codes, at most."""


def explained(rows: Iterable[Row]) -> dict[str, str]:
    """What each code means, by its small letters, in rows that are no records; a code explained twice is left out."""
    found: dict[str, str] = {}
    doubtful: set[str] = set()
    for code, meant in _explanations(rows):
        if found.setdefault(code.casefold(), meant) != meant:
            doubtful.add(code.casefold())
    return {code: meant for code, meant in found.items() if code not in doubtful}


def is_line(row: Row) -> bool:
    """Whether a row is a code and what it means, and nothing else: no two towns, no town with a mark beside it."""
    texts = _texts(row)
    if len(texts) != 2 or not _CODES.fullmatch(texts[0]) or texts[0].casefold() in _NO_CODES:
        return False
    return not any(map(values.may_be_place, texts)) and not values.is_flag(texts[1]) and not _COUNT.fullmatch(texts[1])


def _texts(row: Row) -> list[str]:
    return [text for text in map(shown, row) if text]


def _explanations(rows: Iterable[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        texts = _texts(row)
        if is_line(row) and re.fullmatch(_CODE, texts[0]):
            yield texts[0], texts[1]
        for match in (found for text in texts for found in _EXPLAINED.finditer(text[:_LONGEST])):
            if match["code"].casefold() not in _NO_CODES:
                yield match["code"], match["words"].strip()


def support(text: str, codes: Mapping[str, str]) -> Meaning:
    """The forms of support of a cell, of which a code stands for what the sheet explains it to be.

    Returns
    -------
    Meaning
        As `values.support` gives it; codes are understood where all of the cell are and each means forms of support.
    """
    meant = values.support(text)
    if isinstance(meant, Understood) or not codes or not _CODES.fullmatch(text.strip()):
        return meant
    parts = [codes.get(part) for part in re.findall(_CODE, text.casefold()) if part != "and"]
    forms = [values.support(part) if part else None for part in parts]
    if not forms or not all(isinstance(form, Understood) and form.value for form in forms):
        return meant
    value = "; ".join(dict.fromkeys(name for form in forms for name in str(form.value).split("; ")))
    return Understood(value, f"{text!r} read as {said('support', value)}, as the sheet explains")
