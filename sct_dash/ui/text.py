"""Text from a file is text: made safe for the places where Streamlit would read Markdown or HTML."""

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$:&])")
_ADDRESS = re.compile(r"(?<=://)|(?<=www)(?=\.)|(?=@)", re.IGNORECASE)
_JOINER = "\u2060"
"""Seen by nobody; an address with one in it is made a link by no browser's Markdown, which looks past backslashes."""
_NO_WORDS = re.compile(r"[^\w\s.,?/'\u2060]|_")


def spoken(text: str) -> str:
    """`text` as the name of a widget, which a screen reader says as it stands: its words, and nothing of Markdown."""
    return " ".join(_NO_WORDS.sub(" ", _ADDRESS.sub(_JOINER, text)).split())


def plain(text: str) -> str:
    """Markdown that shows `text` exactly as it stands."""
    return _MARKUP.sub(r"\\\1", _ADDRESS.sub(_JOINER, text.replace("\n", " ")))
