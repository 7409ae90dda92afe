"""One question about several cells of a column that say different things, and the answers that settle them all."""

import re
from collections.abc import Callable

import streamlit as st

from sct_dash import words
from sct_dash.records import dates, ended, questions, schema
from sct_dash.records.reading import Fault, Problem, Reading
from sct_dash.ui import answers, at_hand, cells
from sct_dash.ui.text import plain

_EXAMPLES = 4
_NUMBERS = re.compile(r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_OF_ONE_TOO = (questions.TWO_DIGITS, questions.DAY_OR_MONTH)
_ORDERS = ("Month first", "Day first")
"""What the two options of `questions.DAY_OR_MONTH` are."""
_ASKED = {
    questions.FAR_AHEAD: ("start more than a year from now", "Keep all as written"),
    questions.TOO_EARLY: ("started before Sustainable CT's first year", "Keep all as written"),
    questions.NEVER_BEGAN: ("never began, as a status says", "They began, keep the days"),
    questions.NOT_COME: ("were implemented on a day that has not come yet", ""),
    questions.NOT_DONE_WHEN: ("say not implemented, and when", "Take the days"),
    questions.NOT_TICKED: ("are not marked as going on", "They ended, day not known"),
    questions.STILL_OR_ENDED: ("say still going, and when it ended", "Take the days"),
}
"""What several rows do that ask the same, and the answer that takes what each of them offers."""
_WHENS = {
    questions.DONE_WHEN: (
        "but when was it implemented? Points count from that day on.", "Not known: no points yet", ""
    ),
    questions.ENDED_WHEN: (
        "but when did the help end? Points run out some years after it.",
        "Not known: as if on the day it began", ended.NOT_KNOWN,
    ),
}  # fmt: skip
"""What is asked where a thing is done and nobody says when, and the safe answer of those who do not know it."""


def is_one_question(problem: Problem) -> bool:
    """Whether a problem is asked here: also of one cell alone a year of two digits, the order of a day, and when."""
    fault, several = problem.faults[0], len(problem.faults) > 1
    return _asks_when(fault) or (problem.each_its_own and (several or fault.question in _OF_ONE_TOO))


def ask(reading: Reading, problem: Problem, key: str) -> Callable[[], None]:
    """Say what is asked; returns what draws the answers.

    Parameters
    ----------
    key
        Begins the names of the widgets.
    """
    fault = problem.faults[0]
    question = fault.question
    if question == questions.DAY_OR_MONTH and any(len(fault.options) > 1 for fault in problem.faults):
        return _order(reading, problem, key)
    if question in _OF_ONE_TOO:
        return _days(reading, problem, key)
    if _asks_when(fault):
        return _when(reading, problem, key)
    return _rows(reading, problem, key)


def _days(reading: Reading, problem: Problem, key: str) -> Callable[[], None]:
    """Whether each day is the one that its cell offers."""
    fault = problem.faults[0]
    years = sorted({match[0] for f in problem.faults if (match := re.search(r"20\d\d", f.suggestion))})
    mean = "does " + words.listing((f"{year[2:]} mean {year}" for year in years), limit=3)
    days = "is it" if len(problem.faults) == 1 else "are these days meant"
    asked = mean if fault.question == questions.TWO_DIGITS else days
    if len(problem.faults) == 1:
        where = cells.where_in_sheet(reading, fault.column, problem.rows)
        day = "" if fault.question == questions.TWO_DIGITS else f" {_day(fault.suggestion)}"
        st.markdown(f"**{plain(where)}:** {plain(f'{_said(fault)}: {asked}{day}?')}")
    else:
        st.markdown(f"**In {_column(reading, fault)}, {asked}?**")
        examples = [f"{_said(f)} is {cells.said(f.column, f.suggestion)}" for f in problem.faults[:_EXAMPLES]]
        st.caption(plain(f"{words.count(len(problem.faults), 'cell')}: {words.listing(examples)}"))

    def draw() -> None:
        every = "Yes" if len(problem.faults) == 1 else f"Yes, in all {len(problem.faults):,} cells"
        st.button(every, key=f"{key}-years", type="primary", on_click=_choose, args=(problem, 0))

    return draw


def _order(reading: Reading, problem: Problem, key: str) -> Callable[[], None]:
    """Whether the day or the month comes first; what each of the two would make of a cell stands in its button."""
    fault = next(fault for fault in problem.faults if len(fault.options) > 1)
    sure = _each_kind([fault for fault in problem.faults if len(fault.options) == 1])
    if len(problem.faults) == 1:
        where = cells.where_in_sheet(reading, fault.column, problem.rows)
        st.markdown(f"**{plain(where)}:** {plain(_which_year(fault))}is the day or the month first?")
    else:
        dated = f"{words.count(len(problem.faults), 'date')}: is the day or the month first?"
        st.markdown(f"**In {_column(reading, fault)}, {dated}**")
    if sure:
        st.caption(plain("; ".join(f"{_said(f)} can only be {_day(f.options[0])}" for f in sure)))

    def draw() -> None:
        for place, order in enumerate(_ORDERS):
            day = fault.options[place]
            kind = "primary" if day == fault.suggestion else "secondary"
            say = f"{order}: {_said(fault)} is {_day(day)}"
            st.button(plain(say), key=f"{key}-order-{place}", on_click=_choose, args=(problem, place), type=kind)

    return draw


def _which_year(fault: Fault) -> str:
    """What is asked beside the order where nobody knows the year either: ``5/6/07: does 07 mean 2007, and``."""
    year = fault.options[0][:4]
    return f"{_said(fault)}: does {year[2:]} mean {year}, and " if fault.reason.startswith(questions.TWO_DIGITS) else ""


def _each_kind(faults: list[Fault]) -> list[Fault]:
    """An example of those with the day first, and one with the month first; of 9/9 nobody can tell."""
    read = [(fault, dates.orders(_said(fault))) for fault in faults]
    day_first = [fault for fault, order in read if not order.month_first]
    month_first = [fault for fault, order in read if not order.day_first]
    return day_first[:1] + month_first[:1]


def _rows(reading: Reading, problem: Problem, key: str) -> Callable[[], None]:
    """What several rows have in common, with what each of them says."""
    fault = problem.faults[0]
    asked, take = _ASKED[fault.question]
    texts = dict.fromkeys(filter(None, map(_said, problem.faults)))
    said = f": {words.listing(texts, limit=_EXAMPLES)}" if texts else ""
    where = cells.where_in_sheet(reading, fault.column, problem.rows)
    st.markdown(f"**{plain(where)}:** {plain(f'{words.number(len(problem.rows))} rows {asked}{said}.')}")

    def draw() -> None:
        if take:
            st.button(take, key=f"{key}-take", on_click=_choose, args=(problem, 0))
        if fault.column not in schema.NEEDED:
            empty = "They go on" if fault.question == questions.NOT_TICKED else "Leave all empty"
            st.button(empty, key=f"{key}-empty", on_click=_give, args=(problem, ""))

    return draw


def _asks_when(fault: Fault) -> bool:
    return fault.reason.startswith(tuple(_WHENS))


def _when(reading: Reading, problem: Problem, key: str) -> Callable[[], None]:
    """On which day actions were implemented that their cells call done, or help ended that does not go on.

    What they say more may tell it.
    """
    fault = problem.faults[0]
    asked, not_known, text_of = next(how for what, how in _WHENS.items() if fault.reason.startswith(what))
    where = cells.where_in_sheet(reading, fault.column, problem.rows)
    said = words.listing(dict.fromkeys(repr(_said(one)) for one in problem.faults), limit=_EXAMPLES)
    st.markdown(f"**{plain(where)}:** {plain(said)}, {asked}")

    def draw() -> None:
        if at_end := sum(bool(one.options) for one in problem.faults):
            st.button(_at_its_end(at_end, len(problem.faults)), key=f"{key}-end", on_click=_choose, args=(problem, 0))
        if len(problem.faults) > 1:
            answers.ask(fault.column, lambda text: _give(problem, text), f"{key}-text", where=where)
        st.button(not_known, key=f"{key}-empty", on_click=_give, args=(problem, text_of))

    return draw


def _at_its_end(rows: int, asked: int) -> str:
    """The answer that it was done when the help ended, for as many of the rows as say when that was."""
    if asked == 1:
        return "The day the help ended"
    return "The day each help ended" + (f", for {rows:,} of {asked:,}" if rows < asked else "")


def _column(reading: Reading, fault: Fault) -> str:
    return plain(repr(cells.headers_of(reading, fault.column)))


def _said(fault: Fault) -> str:
    """A cell as it stands, without what stands beside its date."""
    said = cells.said(fault.column, fault.value)
    found = _NUMBERS.search(said)
    return found[0] if found and fault.question == questions.DAY_OR_MONTH else " ".join(said.split())


def _day(iso: str) -> str:
    return schema.said("started", iso)


def _choose(problem: Problem, place: int) -> None:
    at_hand.decide(lambda known: known.plus(*problem.chosen(place)))


def _give(problem: Problem, text: str) -> None:
    at_hand.decide(lambda known: known.plus(*problem.answered(text)))
