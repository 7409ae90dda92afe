"""Where places outside Connecticut are drawn: at the picture's edge, on their state's side."""

import pandas as pd

from sct_dash import places
from sct_dash.figures.arrows import Point

_SIDES = {"MA": "north", "NH": "north", "VT": "north", "ME": "north", "RI": "east"}
"""The side of the map that a state lies on; every other state is to the west."""


def outside_spots(
    ties: pd.DataFrame, left: float, right: float, bottom: float, top: float, inset: float
) -> dict[str, Point]:
    """A spot for every out-of-state end of a tie, by name along its side.

    Parameters
    ----------
    ties
        As `network.ties` gives them.
    left, right, bottom, top
        The picture's edges, in the plane's units.
    inset
        How far inside the edge a spot lies.
    """
    by_side: dict[str, list[str]] = {}
    for name in sorted({*ties["mentor"], *ties["mentee"]} - set(places.points())):
        by_side.setdefault(_SIDES.get(name[-2:], "west"), []).append(name)
    spots = {}
    for side, names in by_side.items():
        for number, name in enumerate(names, start=1):
            share = number / (len(names) + 1)
            along_x, along_y = left + share * (right - left), bottom + share * (top - bottom)
            spots[name] = {
                "north": (along_x, top - inset),
                "east": (right - inset, along_y),
                "west": (left + inset, along_y),
            }[side]
    return spots
