"""What people loaded and decided beside the records: the files of `facts.LOCAL` that a backup takes along.

They are those that pages and commands write there. What somebody put there by hand stays out: it is large, its owner
has it elsewhere, and a page must not become a way to put it there.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from sct_dash import actions, atomic, facts, words
from sct_dash.records import by_shape, mappings, memory
from sct_dash.records.by_shape import ByShape

_BY_HAND = ("template.pptx", "town_shapes.geojson")

_Shapes = dict[str, Any]
"""A file of JSON that is kept by the shape of a sheet."""


@dataclass(frozen=True)
class LocalFile:
    """One of them."""

    name: str
    content: bytes


@dataclass(frozen=True)
class _Joined:
    """What a file becomes, and that in a sentence; '' when there is nothing to tell."""

    content: bytes
    told: str


def taken_along() -> tuple[LocalFile, ...]:
    """Those that are there now, always in the same order.

    Raises
    ------
    UserError
        When one is damaged: a backup with it could not be brought back.
    """
    there = [(name, facts.LOCAL / name) for name in NAMES]
    return tuple(checked(name, path.read_bytes()) for name, path in there if path.exists())


def left_out() -> tuple[str, ...]:
    """The names of those that are there and that no backup has."""
    return tuple(name for name in _BY_HAND if (facts.LOCAL / name).exists())


def checked(name: str, content: bytes) -> LocalFile:
    """A file, once it is known to be what its name says.

    Raises
    ------
    UserError
        When it is damaged.
    """
    _KINDS[name].check(content)
    return LocalFile(name, content)


def told(brought: Iterable[LocalFile]) -> tuple[str, ...]:
    """What bringing these files back would do here, a sentence each; nothing is written.

    Raises
    ------
    UserError
        When a file here is damaged, so that nothing can be joined with it.
    """
    joined = (_joined(_here(file.name), file) for file in brought)
    return tuple(one.told for one in joined if one.told)


def bring(brought: Iterable[LocalFile]) -> None:
    """Bring files back: where there is none as it was, else only what is not known here.

    Raises
    ------
    UserError
        When a file cannot be written, or one here is damaged.
    """
    for file in brought:
        atomic.update(facts.LOCAL / file.name, partial(_content, file))
    actions.forget()


def _content(file: LocalFile, here: bytes | None) -> bytes:
    return _joined(here, file).content


def _here(name: str) -> bytes | None:
    path = facts.LOCAL / name
    return path.read_bytes() if path.exists() else None


def _joined(here: bytes | None, file: LocalFile) -> _Joined:
    kind = _KINDS[file.name]
    if here is not None:
        kind.check(here)
    return kind.join(here, file.content)


def _join_actions(here: bytes | None, brought: bytes) -> _Joined:
    """Programme years that are not here come along whole; those of both stay as they are here."""
    empty = ",".join(actions.OFFICIAL_COLUMNS).encode()
    ours, theirs = (actions.read_official(actions.OFFICIAL, content) for content in (here or empty, brought))
    known = set(ours["programme_year"])
    new = theirs[~theirs["programme_year"].isin(known)]
    both = sorted(known & set(theirs["programme_year"]))
    content = brought
    if known:
        every = pd.concat([ours, new], ignore_index=True).sort_values("programme_year", kind="stable")
        content = every.to_csv(index=False, lineterminator="\n").encode() if len(new) else here
    more = sorted(set(new["programme_year"]))
    parts = [
        f"{words.listing(map(str, years))} {how}"
        for how, years in (("from the backup", more), ("unchanged", both))
        if years
    ]
    return _Joined(content, _line("Official action list", *parts))


def _join_shapes(what: str, both_say: Callable[[Any, Any], Any], here: bytes | None, brought: bytes) -> _Joined:
    """Kinds of sheet that are not known here come along; what both know is for `both_say` to join."""
    ours: _Shapes = json.loads(here or b"{}")
    theirs: _Shapes = json.loads(brought)
    new = theirs.keys() - ours.keys()
    both = {shape: both_say(ours[shape], theirs[shape]) for shape in theirs.keys() & ours.keys()}
    more = [shape for shape, joined in both.items() if joined != ours[shape]]
    content = brought
    if ours:
        content = by_shape.lines(theirs | ours | both) if new or more else here
    counts = {
        "from the backup": len(new),
        "joined with the decisions here, which win": len(more),
        "unchanged": len(both) - len(more),
    }
    kinds = ((words.count(number, "kind of sheet", "kinds of sheet"), how) for how, number in counts.items() if number)
    return _Joined(content, _line(what, *(f"{kind} {how}" for kind, how in kinds)))


def _line(what: str, *parts: str) -> str:
    return f"{what}: {'; '.join(parts)}." if parts else ""


def _decisions(ours: _Shapes, theirs: _Shapes) -> _Shapes:
    """What was decided here, before it what was decided there alone: the oldest is the first to be forgotten."""
    known = {_cell(one) for one in ours["cells"]}
    cells = [one for one in theirs["cells"] if _cell(one) not in known]
    aside = [row for row in theirs["aside"] if row not in ours["aside"]]
    sheets = [names for names in theirs["imports"] if not _is_known(names, ours["imports"])]
    more = {"cells": cells, "aside": aside, "imports": sheets}
    return theirs | ours | {name: [*found, *ours[name]] for name, found in more.items()}


def _cell(one: Sequence[str]) -> tuple[str, str, str]:
    decision = memory.Decision(*map(str, one))
    return decision.field, decision.value, decision.row


def _is_known(names: Sequence[str], ours: Iterable[Sequence[str]]) -> bool:
    """Whether a sheet that became these records is an earlier or later version of one known here."""
    theirs = set(map(str, names))
    return any(2 * len(theirs & set(map(str, own))) >= len(theirs) for own in ours)


@dataclass(frozen=True)
class _Kind:
    """How a file is checked, and joined with the one that is here."""

    check: Callable[[bytes], object]
    join: Callable[[bytes | None, bytes], _Joined]


def _shapes(file: ByShape[Any], what: str, both_say: Callable[[Any, Any], Any]) -> _Kind:
    return _Kind(file.read, partial(_join_shapes, what, both_say))


_KINDS = {
    actions.OFFICIAL: _Kind(partial(actions.read_official, actions.OFFICIAL), _join_actions),
    mappings.FILE.name: _shapes(mappings.FILE, "What columns mean", lambda ours, _: ours),
    memory.FILE.name: _shapes(memory.FILE, "Decisions about rows", _decisions),
}
NAMES = tuple(_KINDS)
"""Of every file that a backup can hold."""
