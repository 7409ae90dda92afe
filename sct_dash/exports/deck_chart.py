"""Real PowerPoint charts, with their numbers in a workbook of their own to be edited."""

from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.util import Pt

from sct_dash import words
from sct_dash.exports import deck_parts as parts
from sct_dash.exports import text
from sct_dash.exports.deck_master import Box
from sct_dash.figures.style import LIGHT, Palette
from sct_dash.story import FLOWS, MOST_BARS, Step

_SIZE = 18
_BAR = 0.6
"""The most that a bar and the gap after it take, inches."""
_KEY = 0.42
"""Height of the line that says what the colours are, inches."""


def add_mentors(slide: Any, box: Box, step: Step) -> None:
    """A bar for each of the towns that mentor most."""
    table = step.table.head(MOST_BARS)
    data = _data(table["town"], {"Towns it mentors": table["towns"]})
    chart = _add(slide, box, XL_CHART_TYPE.BAR_CLUSTERED, data, "Towns by how many others they mentor", table, "towns")
    _set_bars(chart, [LIGHT.ink], gap=45)


def add_flows(slide: Any, box: Box, step: Step) -> None:
    """For the state each COG's mentorships inside, given and received; for a region those with each other COG."""
    table = step.table
    columns = [column for column in step.columns if column in FLOWS]
    data = _data(table["cog"], {FLOWS[column]: table[column] for column in columns})
    _add_key(slide, box, columns)
    box = Box(box.left, box.top + _KEY, box.width, box.height - _KEY)
    stacked = "inside" in columns
    kind = XL_CHART_TYPE.BAR_STACKED if stacked else XL_CHART_TYPE.BAR_CLUSTERED
    chart = _add(slide, box, kind, data, "Mentorships between regions", table, columns[0])
    _set_bars(chart, [LIGHT.of_flow(column) for column in columns], gap=40 if stacked else 30)
    if stacked:
        for series, column in zip(chart.plots[0].series, columns, strict=True):
            dark = column == "given_out"
            _set_labels(series.data_labels, LIGHT.ground if dark else LIGHT.text)


def add_points(slide: Any, box: Box, towns: pd.DataFrame, palette: Palette) -> None:
    """How many towns have how many points."""
    steps = list(palette.point_steps)
    counted = towns["points"].map(palette.step_of).value_counts().reindex(steps, fill_value=0)
    table = pd.DataFrame({"step": [f"{step} points" for step in steps], "towns": list(counted)})
    data = _data(table["step"], {"Towns": table["towns"]})
    chart = _add(slide, box, XL_CHART_TYPE.COLUMN_CLUSTERED, data, "Towns by their points", table, "towns")
    series = chart.plots[0].series[0]
    chart.plots[0].gap_width = 35
    for place, step in enumerate(steps):
        fill = series.points[place].format.fill
        fill.solid()
        fill.fore_color.rgb = parts.rgb(palette.of_points(step))
        line = series.points[place].format.line
        line.color.rgb, line.width = parts.rgb(LIGHT.cog_border), Pt(0.75)


def _data(names: pd.Series, series: dict[str, pd.Series]) -> CategoryChartData:
    data = CategoryChartData(number_format="0")
    data.categories = [str(name) for name in names]
    for name, values in series.items():
        data.add_series(name, [int(value) for value in values])
    return data


def _add(slide: Any, box: Box, kind: Any, data: CategoryChartData, says: str, table: pd.DataFrame, by: str) -> Any:
    if kind != XL_CHART_TYPE.COLUMN_CLUSTERED:  # a few bars need not fill the slide
        each = _BAR * (2 if kind == XL_CHART_TYPE.BAR_CLUSTERED and len(data) > 1 else 1)
        box = Box(box.left, box.top, box.width, min(box.height, 0.7 + each * len(table)))
    frame = slide.shapes.add_chart(kind, *box.emu, data)
    frame.name = says
    names = table.iloc[:, 0] if "town" not in table else table["town"]
    values = [f"{name} {value}" for name, value in zip(names, table[by], strict=True)]
    parts.describe(frame, f"Chart. {says}: {words.listing(values)}.")
    chart = frame.chart
    chart.has_title, chart.has_legend = False, False
    chart.font.size, chart.font.name = Pt(_SIZE), parts.BODY
    axis = chart.value_axis
    axis.visible, axis.has_major_gridlines, axis.minimum_scale = False, False, 0
    chart.category_axis.major_tick_mark = XL_TICK_MARK.NONE
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.category_axis.format.line.color.rgb = parts.rgb(LIGHT.border)
    if kind != XL_CHART_TYPE.COLUMN_CLUSTERED:
        chart.category_axis.reverse_order = True  # the first row on top, as in the table
    plot = chart.plots[0]
    plot.has_data_labels = True
    _set_labels(plot.data_labels, LIGHT.text)
    for axis_id in chart._chartSpace.xpath("//c:axId | //c:crossAx"):
        # python-pptx's are below zero, which the standard forbids; LibreOffice loses an axis with 2**31 or more.
        axis_id.set("val", str(int(axis_id.get("val")) % 2**31))
    return chart


def _set_labels(labels: Any, colour: str) -> None:
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = "0;;", False  # a zero needs no label
    labels.font.size, labels.font.color.rgb = Pt(_SIZE), parts.rgb(colour)


def _set_bars(chart: Any, colours: list[str], gap: int) -> None:
    plot = chart.plots[0]
    plot.gap_width = gap
    for series, colour in zip(plot.series, colours, strict=True):
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = parts.rgb(colour)


def _add_key(slide: Any, box: Box, columns: list[str]) -> None:
    """Which colour is what, in the order of the bars; programs do not agree on the order of a chart's own legend."""
    left = box.left
    for column in columns:
        name, colour = FLOWS[column], LIGHT.of_flow(column)
        square = Box(left, box.top + 0.08, 0.24, 0.2)
        parts.add_box(slide, square, [], f"Key: color of {name}", colour, says=f"This color: {name}")
        wide = text.width(name, _SIZE) + 0.1
        parts.add_box(slide, Box(left + 0.32, box.top, wide, 0.36), [parts.Line(name, _SIZE)], f"Key: {name}")
        left += 0.32 + wide + 0.35
