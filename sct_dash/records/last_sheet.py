"""What is remembered for a sheet: from the last one with its headers, else from the one that it is a version of.

A sheet that gained a column, or whose header was put right, is the same sheet to whoever keeps it.
"""

from collections import Counter
from collections.abc import Callable

from sct_dash.records import mappings, memory
from sct_dash.records.headers import JOINED, Layout, Mapping
from sct_dash.records.mappings import Columns
from sct_dash.records.memory import Memory

_TELLING = ("mentor", "mentee", "action")
"""The fields whose columns must be in both."""
_ALIKE = 0.75
"""So much of the longer row of headers must stand in both."""


def decisions(layout: Layout) -> Memory:
    """What was decided about the rows of the sheet's last version, and what its imports became.

    Of one with other headers only the decisions: what it became is not held against this sheet.

    Raises
    ------
    UserError
        When a file of what is remembered is damaged.
    """
    if layout.canonical:
        return memory.NOTHING
    own = memory.remembered(layout.shape)
    if own != memory.NOTHING or not (alike := _alike(layout)):
        return own
    known = memory.remembered(alike)
    return Memory(known.cells, known.aside)


def mapping(layout: Layout) -> Mapping | None:
    """What the columns were decided to be in a version of the sheet that had other ones besides; None where none is.

    Raises
    ------
    UserError
        When the file of mappings is damaged.
    """
    alike = _alike(layout)
    return _carried_over(layout, mappings.every()[alike]) if alike else None


def remember(layout: Layout, columns: Mapping, learned: Callable[[Memory], Memory]) -> None:
    """Use for the next sheet with these headers what was decided about this one.

    Parameters
    ----------
    learned
        From what is remembered at that moment, by whomever, to what is to be.
    """
    before = decisions(layout)
    mappings.remember(layout.shape, columns, headers=layout.given)
    memory.remember(layout.shape, lambda known: learned(before if known == memory.NOTHING else known))


def _alike(layout: Layout) -> str:
    """The shape of the one sheet that has most of these headers; '' where none, or more than one, has enough."""
    if len(layout.given) != len(layout.headings):
        return ""
    shares = {shape: _share(layout.given, known) for shape, known in mappings.every().items()}
    best = max(shares.values(), default=0)
    found = [shape for shape, share in shares.items() if share == best]
    return found[0] if best >= _ALIKE and len(found) == 1 else ""


def _share(given: tuple[str, ...], known: Columns) -> float:
    """How much two rows of headers have in common: 0 where the columns of the towns or the action are not in both."""
    named = zip(known.headers, known.mapping.fields, strict=False)
    if any(field in _TELLING and header not in given for header, field in named):
        return 0
    return (Counter(given) & Counter(known.headers)).total() / max(len(given), len(known.headers))


def _carried_over(layout: Layout, known: Columns) -> Mapping:
    """Each column as it was decided under its header; a new one as what it certainly is, where no other is that."""
    told = dict(zip(known.headers, known.mapping.fields, strict=False))
    once = {header for header, times in (Counter(layout.given) + Counter(known.headers)).items() if times == 2}
    taken = {told[header] for header in layout.given if header in once and header in told} - set(JOINED)
    fields = []
    for header, certain in zip(layout.given, layout.mapping.fields, strict=True):
        fields.append(told[header] if header in once and header in told else "" if certain in taken else certain)
    return Mapping(tuple(fields))
