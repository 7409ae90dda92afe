"""SVG by hand: the few elements that the pictures are made of, each text escaped, nothing from outside."""

from collections.abc import Iterable, Sequence

from sct_dash.exports import text
from sct_dash.figures.arrows import Point
from sct_dash.figures.style import LIGHT

INCH = 96
"""Units of a picture to the inch."""
SERIF = "Georgia, 'Source Serif 4', serif"
SANS = "Calibri, Carlito, 'Source Sans 3', 'Segoe UI', sans-serif"


def element(name: str, content: str = "", **attributes: object) -> str:
    """An element; an attribute's ``_`` stands for ``-``."""
    given = "".join(
        f" {key.rstrip('_').replace('_', '-')}={text.attribute(_said(value))}" for key, value in attributes.items()
    )
    return f"<{name}{given}>{content}</{name}>" if content else f"<{name}{given}/>"


def words_at(said: str, at: Point, size: float, **attributes: object) -> str:
    """Text at a point, in inches; `size` in points."""
    given = {"font_family": SANS, "fill": LIGHT.text} | attributes
    return element("text", text.escaped(said), x=at[0] * INCH, y=at[1] * INCH, font_size=size * INCH / 72, **given)


def path(lines: Iterable[Sequence[Point]], closed: bool = False) -> str:
    """A path's data through points in inches."""
    drawn = []
    for points in lines:
        steps = "L".join(f"{_said(x * INCH)} {_said(y * INCH)}" for x, y in points)
        drawn.append(f"M{steps}{'Z' if closed else ''}")
    return "".join(drawn)


def arrow_head(name: str, colour: str) -> str:
    """A marker for the end of a line."""
    shape = element("path", d="M0 0L8 4L0 8Z", fill=colour)
    return element(
        "marker", shape, id=name, viewBox="0 0 8 8", refX=7, refY=4, markerWidth=8, markerHeight=8,
        markerUnits="userSpaceOnUse", orient="auto",
    )  # fmt: skip


def titled(said: str) -> str:
    """An element's own text, which a pointer over it shows."""
    return element("title", text.escaped(said))


def document(width: float, height: float, title: str, description: str, content: Iterable[str]) -> bytes:
    """A whole picture, its text alternative inside.

    Parameters
    ----------
    width, height
        Inches.
    """
    parts = [
        f'<title id="title">{text.escaped(title)}</title>',
        f'<desc id="description">{text.escaped(description)}</desc>',
        element("rect", width="100%", height="100%", fill=LIGHT.ground),
        *content,
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_said(width * INCH)}" height="{_said(height * INCH)}" '
        f'viewBox="0 0 {_said(width * INCH)} {_said(height * INCH)}" role="img" aria-labelledby="title description">'
        + "\n".join(parts)
        + "</svg>\n"
    ).encode()


def _said(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
