"""Text from a file is text: made safe for the places where Streamlit would read Markdown or HTML."""

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$:&])")
_ADDRESS = re.compile(r"(?<=://)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_JOINER = "\u2060"
"""Seen by nobody; an address with one in it is made a link by no browser's Markdown, which looks past backslashes."""


def plain(text: str) -> str:
    """Markdown that shows `text` exactly as it stands."""
    return _MARKUP.sub(r"\\\1", _ADDRESS.sub(_JOINER, text.replace("\n", " ")))
