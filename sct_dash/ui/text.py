"""Text from a file is text: made safe for the places where Streamlit would read Markdown or HTML."""

import re

_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-!|~$:&])")


def plain(text: str) -> str:
    """Markdown that shows `text` exactly as it stands."""
    return _MARKUP.sub(r"\\\1", text.replace("\n", " "))
