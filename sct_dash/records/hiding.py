"""Which columns and rows a workbook hides: the spreadsheet library does not tell, so the .xlsx file is asked itself."""

import io
import re
import zipfile

_HEAD = 1 << 18
"""Bytes of a sheet's part that surely hold its columns: they stand before its cells."""
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)>")
_HIDDEN = (b'hidden="1"', b'hidden="true"')
_ROW = re.compile(rb'<(?:\w+:)?row\b([^>]*\shidden="(?:1|true)"[^>]*)>')
_COLUMN = re.compile(rb"<(?:\w+:)?col\b([^>]*)>")
_ATTRIBUTE = re.compile(rb'([\w:]+)\s*=\s*"([^"]*)"')
_LAST_COLUMN = 16_384
_LETTERS = {b"&amp;": b"&", b"&lt;": b"<", b"&gt;": b">", b"&quot;": b'"', b"&apos;": b"'"}


def sheet_xml(content: bytes, sheet: str) -> bytes:
    """The part of an .xlsx file that holds a sheet; empty when the workbook does not say which."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = _part(archive, sheet)
        return archive.read(found) if found in archive.namelist() else b""


def columns(xml: bytes) -> frozenset[int]:
    """The hidden columns of a sheet, from 0; none where it does not say."""
    hidden: set[int] = set()
    for column in map(_attributes, _COLUMN.findall(xml[:_HEAD].partition(b"<sheetData")[0])):
        first, last = column.get(b"min", b""), column.get(b"max", b"")
        if column.get(b"hidden") in (b"1", b"true") and first.isdigit() and last.isdigit():
            hidden.update(range(int(first[:6]) - 1, min(int(last[:6]), _LAST_COLUMN)))
    return frozenset(hidden)


def rows(xml: bytes) -> frozenset[int]:
    """The hidden rows of a sheet, from 0, those of a filter among them; none where it does not say."""
    if not any(said in xml for said in _HIDDEN):
        return frozenset()  # the many rows of most sheets need not be gone through
    numbers = (_attributes(attributes).get(b"r", b"") for attributes in _ROW.findall(xml))
    return frozenset(int(number[:7]) - 1 for number in numbers if number.isdigit())


def _part(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part of the archive in which a sheet stands; '' when the workbook does not say."""
    book, relations = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
    if not {book, relations} <= set(archive.namelist()):
        return ""
    named = {plain(one.get(b"name", b"")): one.get(b"r:id", b"") for one in _all(_SHEET, archive.read(book))}
    targets = {one.get(b"Id", b""): one.get(b"Target", b"") for one in _all(_RELATION, archive.read(relations))}
    target = targets.get(named.get(sheet, b""), b"").decode("utf-8", "replace")
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _all(pattern: re.Pattern[bytes], xml: bytes) -> list[dict[bytes, bytes]]:
    return [_attributes(found) for found in pattern.findall(xml)]


def _attributes(xml: bytes) -> dict[bytes, bytes]:
    return dict(_ATTRIBUTE.findall(xml))


def plain(name: bytes) -> str:
    """A name as it is read, of a name as it stands in XML."""
    for written, meant in reversed(_LETTERS.items()):
        name = name.replace(written, meant)
    return name.decode("utf-8", "replace")
