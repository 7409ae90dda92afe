"""The Present page's pieces: choosing and turning steps, one step in large type, the slide alone."""

from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from sct_dash import actions, rulebook, story, words
from sct_dash.errors import UserError
from sct_dash.exports import columns as say
from sct_dash.figures import meeting
from sct_dash.plan.problem import Options
from sct_dash.records.source import Source
from sct_dash.story import STEPS, Number, Step, Story
from sct_dash.ui import agreed, caches, clicker, mentoring, parts, planning, tables
from sct_dash.ui.choices import LINKED
from sct_dash.ui.frame import View
from sct_dash.ui.mentoring import Lists
from sct_dash.ui.text import plain

_MANY = 50
"""How many names no longer fit a screen in the largest type."""
_MOST_PROPOSED = 12
"""How many introductions a meeting is shown at most."""
_LARGER = 4 / 3
"""How much larger the letters of a picture are on the slide alone."""
_WAS_ALONE, _LINKED_STEP, _GONE, _PLANS_NUMBER = "was_alone", "linked_step", "step_gone_to", "plans_number"
_CSS = """
<style>
.stApp .stMainBlockContainer { padding-top: 4.25rem; }
:root { --picture: max(17rem, calc(100vh - 34.1rem)); }
.st-key-steps_row button, .st-key-steps [data-baseweb="tag"] { text-transform: capitalize; }
.stApp .stMainBlockContainer { padding-bottom: 1.25rem; }
.stMain h1 { font-size: clamp(1.9rem, 3.4vw, 3rem); }
.sct-numbers { display: flex; flex-wrap: wrap; gap: .5rem 1rem; }
.sct-numbers div { flex: 1 1 7.5rem; font-size: 1.35rem; line-height: 1.25; max-width: 15rem; }
.sct-numbers b { display: block; font-family: "Source Serif", Georgia, serif; font-weight: 400;
  font-size: clamp(3.2rem, 5.5vw, 5.4rem); line-height: 1.1; }
.st-key-steps_row button { padding: .25rem .6rem; min-height: 2.2rem; }
.st-key-place p { font-weight: 600; white-space: nowrap; }
.st-key-said p { font-size: 1.5rem; line-height: 1.35; }
.stApp .st-key-picture { flex: none; height: var(--picture); }
.st-key-rows table { font-size: 1.3rem; line-height: 1.3; }
.st-key-rows td, .st-key-rows th { padding-top: .4rem; padding-bottom: .4rem; }
.st-key-rows [data-testid="stCaptionContainer"] p { font-size: 1.1rem; }
.st-key-legend [data-testid="stCaptionContainer"] p { font-size: .95rem; line-height: 1.35; }
.st-key-names p { font-size: clamp(1.3rem, 2vw, 1.9rem); line-height: 1.5; }
.st-key-names-many p { font-size: 1.3rem; line-height: 1.5; }
.st-key-rows [data-testid="stTable"] { overflow-x: auto; }
@media (max-width: 640px) {
  :root { --picture: 19rem; }
  .st-key-said p { font-size: 1.25rem; }
  .st-key-rows table { font-size: .82rem; }
  .st-key-rows td, .st-key-rows th { padding-left: .2rem; padding-right: .2rem; }
}
</style>
"""
_MENU_CSS = """
<style>
/* Under the slide stand the folds and the tools, which are to be seen with it. */
@media (min-width: 641px) { :root:has(.st-key-legend) { --picture: max(17rem, calc(100vh - 35.6rem)); } }
@media (min-width: 641px) and (max-height: 950px) {
  .st-key-said p { font-size: 1.35rem; }
  .st-key-rows table { font-size: 1.15rem; }
  .st-key-rows td, .st-key-rows th { padding-top: .3rem; padding-bottom: .3rem; }
}
/* Beside the menu, a narrow screen has no room for a picture and its numbers side by side. */
@media (max-width: 1100px) {
  .stMain [data-testid="stHorizontalBlock"]:has(.st-key-rows, .st-key-picture) { flex-wrap: wrap; }
  .stMain [data-testid="stHorizontalBlock"]:has(.st-key-rows, .st-key-picture) > [data-testid="stColumn"] {
    min-width: 100%;
  }
}
</style>
"""
_ALONE_CSS = """
<style>
/* Nearly all is set in rem, so that the slide alone grows with the screen as a picture does. */
@media (min-width: 641px) { html:root { font-size: clamp(14px, min(2.22vh, 1.25vw), 48px); } }
.stApp .stMainBlockContainer { padding-top: .75rem; padding-bottom: 3.5rem; max-width: none; }
.stApp [data-testid="stHeader"], .st-key-tools, .st-key-folds, .st-key-steps_row,
.stMain [data-testid="stPageLink"] { display: none; }
.st-key-turn button { min-height: 2rem; padding: 0 .6rem; }
@media (min-width: 641px) {
  :root { --picture: max(17rem, calc(100vh - 23.75rem)); }
  .st-key-turn { position: fixed; right: 1.25rem; bottom: .6rem; width: auto; z-index: 99; }
}
</style>
"""
_ALONE = "alone"


def stage() -> None:
    """Large type, and on wish the slide alone: all but back and next folds away until the same button is used again.

    A button, not a switch: a switch would keep the arrow keys to itself once it was clicked.
    """
    alone = _is_alone()
    st.html(_CSS + (_ALONE_CSS if alone else _MENU_CSS))
    if alone:
        st.query_params[_ALONE] = "true"
    else:
        st.query_params.pop(_ALONE, None)
    # A phone opens with the menu folded, where "expanded" would cover the slide.
    back = "expanded" if st.session_state.get(_WAS_ALONE, False) else "auto"
    st.session_state[_WAS_ALONE] = alone
    st.set_page_config(initial_sidebar_state="collapsed" if alone else back)


def hide_button() -> None:
    """Leaves the slide alone with back and next."""
    if not _is_alone():
        st.button("Hide the menu", icon=":material/fullscreen:", on_click=_set_alone, args=(True,))


def _is_alone() -> bool:
    return st.session_state.setdefault(_ALONE, st.query_params.get(_ALONE) == "true")


def _set_alone(alone: bool) -> None:
    st.session_state[_ALONE] = alone


def choose_story(view: View) -> Story:
    """Draw what the story is to hold (it lives in the link) and tell it, with what was agreed on Plan."""
    with st.popover("What to show", icon=":material/tune:"):
        keys = st.multiselect(
            "Steps, in the order you pick them", list(STEPS), default=list(STEPS), key="steps",
            **LINKED,
        )  # fmt: skip
        since = st.date_input(
            "What changed since, such as the last meeting", None, key="since", format="MM/DD/YYYY",
            min_value=rulebook.editions()[0].in_force_from, max_value=view.choice.application_date, **LINKED,
        )  # fmt: skip
        _follow_plan()
        chosen = st.number_input(
            "Introductions to propose", 0, _MOST_PROPOSED, None, placeholder=f"{story.PROPOSED}", key="proposed",
            **LINKED,
        )  # fmt: skip
        number = story.PROPOSED if chosen is None else int(chosen)
        limit = st.number_input("New mentees at most for one mentor", 0, 20, 2, key="mentor_limit", **LINKED)
        each = planning.choose_mentee_limit()
        only = st.selectbox(
            "Plan for", list(planning.FILTERS), format_func=planning.FILTERS.get, key="plan_for", **LINKED
        )
    agreed.follow_link(view)
    source, lists = caches.current_source(), mentoring.kept_lists()
    region, day = view.snapshot.region, view.choice.application_date
    locks, forbids = (tuple(sorted(agreed.kept(kind, region))) for kind in (agreed.LOCKS, agreed.FORBIDS))
    versions = (source.version, actions.revision(), lists.version)
    wishes = Options(number, int(limit), locks, forbids, mentee_limit=each)
    asked = planning.asked_of(view, lists, only)
    try:
        return _told(versions, region, day, since, wishes, only, tuple(keys), source, lists, asked)
    except UserError as error:  # what was agreed and ruled out on Plan can contradict itself
        st.error(plain(str(error)), icon=":material/error:")
        return _told(versions, region, day, since, Options(0), only, tuple(keys), source, lists, asked)


def _follow_plan() -> None:
    """Propose as many introductions as Plan was last asked for, as far as a meeting can take them.

    So the link holds their number, as it holds Plan's other wishes. A link that says another number is heeded.
    """
    asked = _MOST_PROPOSED if st.session_state.get("free") else st.session_state.get("introductions")
    if asked is None or asked == st.session_state.get(_PLANS_NUMBER):
        return
    st.session_state[_PLANS_NUMBER] = asked
    if "proposed" not in st.query_params:
        number = min(int(asked), _MOST_PROPOSED)
        if "proposed" not in st.session_state:  # Streamlit writes a value that it is given into the link later on only
            st.query_params["proposed"] = str(number)
        st.session_state["proposed"] = number


@st.cache_resource(max_entries=64, show_spinner="Putting the story together…")
def _told(
    versions: tuple[str, str, str],  # noqa: ARG001 (a cache key)
    region: str | None,
    day: date,
    since: date | None,
    wishes: Options,
    only: str,
    keys: Sequence[str],
    _source: Source,
    _lists: Lists,
    _asked: pd.DataFrame | None,
) -> Story:
    taken = caches.take(_source, day, region)
    plan = None
    if wishes.introductions and "introductions" in keys:
        plan = story.proposal(taken, wishes.introductions, _lists.experience, _lists.needs, wishes, _asked)
    earlier = caches.take(_source, since, region) if since else None
    return story.tell(taken, plan, earlier, keys or tuple(STEPS), planning.SAID[only])


def turn(told: Story) -> Step:
    """Draw back, next, the place in the story and a link to each step; return the step to show.

    Back and next go from the step the session is at by then, not from the one they were drawn on.
    """
    keys = [step.key for step in told.steps]
    key = _step_of_the_link(keys)
    place = keys.index(key)
    with st.container(horizontal=True, vertical_alignment="center", key="turn"):
        st.button(
            "Back", icon=":material/arrow_back:", shortcut="Left", disabled=place == 0, on_click=_turn,
            args=(keys, -1),
        )  # fmt: skip
        st.button(
            "Next", icon=":material/arrow_forward:", shortcut="Right", type="primary", disabled=place == len(keys) - 1,
            on_click=_turn, args=(keys, 1),
        )  # fmt: skip
        with st.container(width="content", key="place"):
            st.markdown(told.place(told.steps[place]))
        with st.container(horizontal=True, width="content", gap="xxsmall", key="steps_row"):
            for each in keys:  # buttons leave the arrow keys to back and next, which a choice among options does not
                kind = "secondary" if each == key else "tertiary"
                st.button(each, key=f"step_{each}", type=kind, on_click=_go, args=(each,))
        if _is_alone():
            st.button("Show the menu", icon=":material/fullscreen_exit:", on_click=_set_alone, args=(False,))
        clicker.listen(partial(_turn, keys))
    return told.steps[place]


def _step_of_the_link(keys: Sequence[str]) -> str:
    """The step to show: the one just gone to; else the link's where it says another than this session wrote.

    Where a step was just gone to, the link can be late: a quick press brings along what it was before the last one.
    """
    linked, key = st.query_params.get("step"), st.session_state.get("step")
    gone = st.session_state.pop(_GONE, False)
    if not gone and linked in keys and linked != st.session_state.get(_LINKED_STEP):
        key = linked
    key = key if key in keys else keys[0]
    st.session_state["step"] = key
    if key == keys[0]:
        st.query_params.pop("step", None)
    else:
        st.query_params["step"] = key
    st.session_state[_LINKED_STEP] = st.query_params.get("step")
    return key


def _go(key: str) -> None:
    st.session_state.update({"step": key, _GONE: True})


def _turn(keys: Sequence[str], by: int) -> None:
    """Go so many steps on, or back where it is below zero; the first and the last step are the ends."""
    key = st.session_state.get("step")
    place = keys.index(key) if key in keys else 0
    _go(keys[min(max(place + by, 0), len(keys) - 1)])


def show(view: View, step: Step) -> None:
    """One step in large type: its picture beside its numbers and sentences."""
    if step.picture == "names":
        _names(step)
        return
    if step.picture == "numbers":
        _numbers(step.numbers, view)
        _sentences(step)
    else:
        picture, beside = st.columns([2.1, 1], gap="large")
        with picture:
            _picture(view, step)
        with beside:
            _numbers(step.numbers, view)
            _sentences(step)
        if step.legend:
            with st.container(key="legend"):
                st.caption(plain(step.legend))


def folds(step: Step) -> None:
    """The whole table, and what the speaker says, each under a fold."""
    with st.container(key="folds"):
        left, right = st.columns(2) if _has_table(step) else (None, st.container())
    if left:
        with left.expander("The same as a table", icon=":material/table:"):
            tables.show(step.table, step.columns, step.title)
    with right.expander("Speaker's note", icon=":material/sticky_note_2:"):
        for paragraph in step.note.split("\n\n"):
            st.markdown(plain(paragraph))


def _has_table(step: Step) -> bool:
    return step.picture != "names" and len(step.table) > 0


def _picture(view: View, step: Step) -> None:
    if step.picture == "table":
        _rows(step)
        return
    snapshot, palette, larger = view.snapshot, view.palette, _LARGER if _is_alone() else 1
    figure = {
        "map": lambda: meeting.map_of(snapshot.scorecard.towns, step.table, palette, snapshot.region, larger),
        "mentors": lambda: meeting.mentors(step.table, palette, larger),
        "flows": lambda: meeting.flows(step.table, step.columns, palette, larger),
        "points": lambda: meeting.points(snapshot.towns, palette, larger),
    }[step.picture]()
    with st.container(key="picture"):
        parts.draw(figure, f"{step.title}.", f"present-{step.key}", height="stretch")
    if step.picture == "map":
        parts.map_key(palette)


def _rows(step: Step) -> None:
    """The first rows of the step's table, large."""
    # What an introduction is about takes two lines.
    head = step.table.head(story.PROPOSED if step.key == "introductions" else story.ROWS)
    shown = pd.DataFrame(say.rows(head, step.columns), columns=[say.HEADINGS[name] for name in step.columns])
    with st.container(key="rows"):
        st.table(shown.map(plain), hide_index=True, border="horizontal", alt=f"{step.title}.")
        if len(step.table) > len(head):
            where = "the slide deck has" if _is_alone() else "the table below and the slide deck have"
            st.caption(f"The first {len(head)} of {len(step.table)}; {where} them all.")


def _numbers(numbers: Sequence[Number], view: View) -> None:
    colours = {True: view.palette.loss, False: view.palette.accent}
    cards = "".join(
        f'<div><b style="color:{colours[number.loss]}">{number.value}</b>{number.label}</div>' for number in numbers
    )
    st.html(f'<div class="sct-numbers">{cards}</div>')


def _sentences(step: Step) -> None:
    with st.container(key="said"):
        for sentence in step.sentences:
            st.markdown(plain(sentence))


def _names(step: Step) -> None:
    with st.container(key="names-many" if len(step.table) > _MANY else "names"):
        st.markdown(plain(words.listing(step.table["town"])))
    _sentences(step)
