"""Office files that are the same bytes for the same content: no clock inside, one date, the snapshot's."""

import re
import zipfile
from collections.abc import Iterable
from datetime import date
from io import BytesIO

from sct_dash import archive

CORE = "docProps/core.xml"
"""The part with title, author and dates."""
_DATES = re.compile(rb"(<dcterms:(created|modified)\b[^>]*>)[^<]*(</dcterms:\2>)")


def settled(package: bytes, day: date) -> bytes:
    """The package with every date in it set to `day`, those of workbooks inside it (charts) too."""
    return archive.packed(parts(package, day))


def parts(package: bytes, day: date) -> Iterable[tuple[str, bytes]]:
    """The package's parts, each a name and its bytes, with every date set to `day`."""
    with zipfile.ZipFile(BytesIO(package)) as read:
        for name in read.namelist():
            content = read.read(name)
            if name == CORE:
                content = dated(content, day)
            elif name.endswith(".xlsx"):
                content = settled(content, day)
            yield name, content


def dated(core: bytes, day: date) -> bytes:
    """The part with title and dates, made and changed on `day`."""
    return _DATES.sub(rb"\g<1>%sT00:00:00Z\g<3>" % day.isoformat().encode(), core)
