"""Text that a spreadsheet program would run as a formula, kept text by the apostrophe that such programs know.

`disarmed` and `rearmed` are each other's inverse, so a file that is written, read and written again stays the same.
"""

import re

STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What text begins with that a spreadsheet program runs."""
_ANY_START = f"[{re.escape(''.join(STARTS))}]"
_RUNS = re.compile(f"'*{_ANY_START}")
_DISARMED = re.compile(f"'+{_ANY_START}")


def disarmed(text: str) -> str:
    """Text for a cell of a CSV file: with an apostrophe in front where it would run, or already has one."""
    return f"'{text}" if _RUNS.match(text) else text


def rearmed(text: str) -> str:
    """The text that was meant by a cell of a CSV file."""
    return text[1:] if _DISARMED.match(text) else text
