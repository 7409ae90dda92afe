"""Marks that say again what the row above says: ``"``, ``ditto``, ``same as above``."""

import re
from functools import lru_cache

_MARKS = re.compile(
    r"""[-–—~ ]*(["“”„″〃]|''|’’|´´)( ?["“”„″〃])?[-–—~ ]*"""
    r"|(the )?same( (one|town|action))?( as (above|before|previous|last|the row above))?|(as|see) above"
    r"|ditto|dito|do|idem",
)


@lru_cache(maxsize=5_000)
def is_ditto(text: str) -> bool:
    """Whether a cell is such a mark and nothing else."""
    return bool(_MARKS.fullmatch(text.casefold().strip(" .,()")))
