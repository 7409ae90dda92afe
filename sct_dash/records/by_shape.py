"""A file of `facts.LOCAL` that keeps something for each shape of sheet: JSON, one line a shape."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from sct_dash import atomic, facts
from sct_dash.errors import UserError

Kept = TypeVar("Kept")


@dataclass(frozen=True)
class ByShape(Generic[Kept]):
    """Such a file.

    Attributes
    ----------
    name
        The file's name.
    asked
        What people are asked about again once it is deleted.
    parsed, written
        From the JSON of a shape to what is kept for it, and back.
    """

    name: str
    asked: str
    parsed: Callable[[Any], Kept]
    written: Callable[[Kept], object]

    def remembered(self, shape: str, file: Path | None = None) -> Kept | None:
        """What is kept for a shape; None when there is nothing.

        Raises
        ------
        UserError
            When the file is damaged.
        """
        file = file or facts.LOCAL / self.name
        return self.read(file.read_bytes()).get(shape) if file.exists() else None

    def every(self, file: Path | None = None) -> tuple[Kept, ...]:
        """What is kept for every shape.

        Raises
        ------
        UserError
            When the file is damaged.
        """
        file = file or facts.LOCAL / self.name
        return tuple(self.read(file.read_bytes()).values()) if file.exists() else ()

    def remember(self, shape: str, learned: Callable[[Kept | None], Kept], file: Path | None = None) -> None:
        """Keep for a shape what `learned` makes of what is kept at that moment, by whomever."""
        file = file or facts.LOCAL / self.name

        def with_it(content: bytes | None) -> bytes:
            kept = self.read(content) if content is not None else {}
            kept[shape] = learned(kept.get(shape))
            return lines({name: self.written(one) for name, one in kept.items()})

        atomic.update(file, with_it)

    def read(self, content: bytes) -> dict[str, Kept]:
        """What such a file keeps for every shape.

        Raises
        ------
        UserError
            When it is damaged.
        """
        try:
            return {shape: self.parsed(one) for shape, one in json.loads(content).items()}
        except (ValueError, AttributeError, TypeError, KeyError, RecursionError) as error:
            line = f"{self.name}: is damaged; delete it from data/local, and {self.asked} are asked about again."
            raise UserError(line) from error


def lines(kept: Mapping[str, object]) -> bytes:
    """The file that keeps this JSON for each shape."""
    told = (f"{json.dumps(shape)}: {json.dumps(one)}" for shape, one in sorted(kept.items()))
    return ("{\n" + ",\n".join(told) + "\n}\n").encode()
