"""Office files that are the same bytes for the same content: no clock inside, one date, the snapshot's."""

import re
import zipfile
from datetime import date
from io import BytesIO

_MARKED = (1980, 1, 1, 0, 0, 0)
"""The time of every entry of a package; the earliest that a zip file can say."""
_CORE = "docProps/core.xml"
_DATES = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")


def settled(package: bytes, day: date) -> bytes:
    """The package with every date in it set to `day`, those of workbooks inside it (charts) too."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(package)) as read, zipfile.ZipFile(written, "w") as write:
        for name in read.namelist():
            content = read.read(name)
            if name == _CORE:
                content = _DATES.sub(rb"\g<1>%sT00:00:00Z\g<3>" % day.isoformat().encode(), content)
            elif name.endswith(".xlsx"):
                content = settled(content, day)
            write.writestr(_entry(name), content)
    return written.getvalue()


def bundle(files: dict[str, bytes]) -> bytes:
    """Several files as one zip, in the order given."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as write:
        for name, content in files.items():
            write.writestr(_entry(name), content)
    return written.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MARKED)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry
