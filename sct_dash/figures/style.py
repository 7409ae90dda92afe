"""One look for every figure: colours for light and dark, the points ramp, nine COGs told apart twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sct_dash import places, rulebook
from sct_dash.places import OUTSIDE
from sct_dash.rulebook import Edition

if TYPE_CHECKING:
    import plotly.graph_objects as go

CLEAR = "rgba(0,0,0,0)"
"""Seen by a pointer and by nobody else."""
FONT = '"Source Sans", sans-serif'
"""The sans that Streamlit ships and loads itself."""


@dataclass(frozen=True)
class Palette:
    """The colours of one theme.

    Attributes
    ----------
    points
        The ramp from no points to the most.
    ink, soft_ink
        Mentorships; the second of two series of them.
    loss
        Only for what is about to be lost.
    """

    name: str
    ground: str
    second: str
    border: str
    text: str
    quiet: str
    accent: str
    points: tuple[str, str, str, str]
    ink: str
    soft_ink: str
    loss: str
    cog_border: str
    steps: tuple[int, ...] = ()
    """The points that a town can have under an edition; see `of_edition`."""

    def of_edition(self, edition: Edition) -> Palette:
        """The palette with its ramp laid over the points that an edition gives."""
        return replace(self, steps=edition.point_steps)

    @property
    def point_steps(self) -> tuple[int, ...]:
        """The points that stand on the ramp: the latest edition's until `of_edition` says whose."""
        return self.steps or rulebook.editions()[-1].point_steps

    def step_of(self, points: int) -> int:
        """The step of the ramp that points stand on."""
        return max(step for step in self.point_steps if step <= points)

    def of_points(self, points: int) -> str:
        """The ramp's colour for a town's points."""
        place = self.point_steps.index(self.step_of(points))
        return self.points[round(place * (len(self.points) - 1) / (len(self.point_steps) - 1))]

    def of_flow(self, column: str) -> str:
        """The colour of what a COG keeps ``inside``, of what is ``given_out`` and of what is ``received``."""
        return {"inside": self.points[2], "given_out": self.ink, "received": self.soft_ink}[column]


LIGHT = Palette(
    name="light",
    ground="#FFFFFF",
    second="#F3F5F1",
    border="#DDE3DD",
    text="#1B2B2A",
    quiet="#5B6B68",
    accent="#1F6B52",
    points=("#EDF0EA", "#CFE5D6", "#86C3A3", "#2E8562"),
    ink="#16324F",
    soft_ink="#7090B4",
    loss="#B45F06",
    cog_border="#8A968F",
)
DARK = Palette(
    name="dark",
    ground="#12191A",
    second="#1A2324",
    border="#2E3A3A",
    text="#E6ECE9",
    quiet="#9DADA8",
    accent="#2E8562",
    points=("#2E3939", "#31574A", "#3F8169", "#74CEA8"),
    ink="#A9C7E8",
    soft_ink="#5E81A6",
    loss="#F0A04B",
    cog_border="#93A39E",
)
PALETTES = {palette.name: palette for palette in (LIGHT, DARK)}

# Paul Tol's "muted" scheme (personal.sron.nl/~pault, 2021): nine hues that colour-blind eyes keep apart. On the dark
# ground the three darkest are lightened.
_HUES = ("#332288", "#88CCEE", "#44AA99", "#117733", "#999933", "#DDCC77", "#CC6677", "#882255", "#AA4499")
_ON_DARK = {"#332288": "#8F83E0", "#117733": "#4FB36F", "#882255": "#CF6A9B"}
_SYMBOLS = (*("circle", "square", "diamond", "triangle-up", "triangle-down", "pentagon", "hourglass", "star", "cross"),)


@dataclass(frozen=True)
class Mark:
    """What tells a COG apart: a hue and, as the second cue, a symbol."""

    colour: str
    symbol: str


def cog_mark(cog: str, palette: Palette = LIGHT) -> Mark:
    """The mark of a COG, the same in every figure of a theme; grey and an x outside Connecticut."""
    if cog == OUTSIDE:
        return Mark("#9A9A9A", "x")
    place = list(places.cogs().index).index(cog)
    hue = _HUES[place]
    return Mark(_ON_DARK.get(hue, hue) if palette.name == DARK.name else hue, _SYMBOLS[place])


def blank(palette: Palette, height: int | None = None, **layout: object) -> go.Figure:
    """An empty figure in the product's look; `uirevision` keeps zoom and pan when its data change.

    Parameters
    ----------
    layout
        More of its layout, which is faster given here than set on the figure.
    """
    import plotly.graph_objects as go  # 50 ms that documents, which need the colours alone, need not pay

    look = {
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FONT, "color": palette.text, "size": 13},
        "hoverlabel": {"bgcolor": palette.second, "bordercolor": palette.border, "font": {"color": palette.text}},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "uirevision": "keep",
        "clickmode": "event+select",
        "template": _template(palette),
    }
    return go.Figure(layout=look | layout)


def _template(palette: Palette) -> dict[str, object]:
    """What holds for every axis. Plotly's own template, of every chart there is, would be sent with each figure."""
    line = {"gridcolor": palette.ground, "linecolor": palette.ground, "zerolinecolor": palette.ground}
    axis = line | {"automargin": True, "ticks": "", "title": {"standoff": 15}}
    return {"layout": {"autotypenumbers": "strict", "hoverlabel": {"align": "left"}, "xaxis": axis, "yaxis": axis}}


def unseen_axes(left: float, bottom: float, right: float, top: float) -> dict[str, dict[str, object]]:
    """For a layout: both axes, from edge to edge, invisible and of one scale, as on a map."""
    unseen = {"visible": False, "constrain": "domain"}
    return {
        "xaxis": unseen | {"range": [left, right]},
        "yaxis": unseen | {"range": [bottom, top], "scaleanchor": "x", "scaleratio": 1},
    }


def lines(palette: Palette) -> dict[str, object]:
    """How a visible axis is drawn: hairline grid, quiet labels."""
    return {
        "gridcolor": palette.border,
        "linecolor": palette.border,
        "zerolinecolor": palette.border,
        "tickfont": {"color": palette.quiet},
        "title": {"font": {"color": palette.quiet}},
    }
