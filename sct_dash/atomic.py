"""Writing a user's own file so that it is either the old one or the new one, never half of it."""

import os
import tempfile
from pathlib import Path


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
