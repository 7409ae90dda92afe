"""Zip files whose bytes depend on their content alone, never on the hour they were made."""

import io
import zipfile
from collections.abc import Iterable

_FIRST_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of every entry; the earliest that a zip file can say."""


def packed(files: Iterable[tuple[str, bytes]], squeezed: bool = True) -> bytes:
    """Put files, each a name and its bytes, into a zip in the order given.

    Parameters
    ----------
    squeezed
        Whether to compress them; files that are zips themselves become no smaller.
    """
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files:
            entry = zipfile.ZipInfo(name, _FIRST_ZIP_DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED if squeezed else zipfile.ZIP_STORED
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            archive.writestr(entry, content)
    return target.getvalue()
