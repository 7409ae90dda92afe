"""Writing a user's own file so that it is either the old one or the new one, never half of it."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from sct_dash.errors import UserError

_PATIENCE = 10
"""Seconds to wait for another's writing."""


def write(path: Path, content: bytes) -> None:
    """Replace a file's content in one step; its folder is made when missing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(draft).replace(path)
    finally:
        Path(draft).unlink(missing_ok=True)


def update(path: Path, change: Callable[[bytes | None], bytes]) -> None:
    """Replace a file's content by what `change` makes of it, with nobody else writing it in between.

    Parameters
    ----------
    change
        From the content, None where there is no such file, to the new one.

    Raises
    ------
    UserError
        When its folder cannot be written.
    """
    from filelock import FileLock  # only what writes needs it

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_name(f".{path.name}.lock"), timeout=_PATIENCE):
            write(path, change(path.read_bytes() if path.exists() else None))
    except OSError as error:
        raise UserError(f"{path.name} could not be written in {path.parent}: {error.strerror or error}.") from error
