"""The Present page's pieces: choosing and turning steps, one step in large type, the documents to take away."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from sct_dash import rulebook, story, words
from sct_dash.exports import columns as say
from sct_dash.figures import meeting, town_map
from sct_dash.records.source import Source
from sct_dash.snapshot import Snapshot
from sct_dash.story import STEPS, Number, Step, Story
from sct_dash.ui import caches, mentoring, parts, tables
from sct_dash.ui.frame import View
from sct_dash.ui.mentoring import Lists
from sct_dash.ui.text import plain

ROWS = 8
"""How many rows of a table are read from the back row; the rest is under the fold."""
_LINKED = {"bind": "query-params", "persist_state": "session"}
_TAKE = {"on_click": "ignore", "icon": ":material/download:"}
_CSS = """
<style>
.st-key-step button, .st-key-steps [data-baseweb="tag"] { text-transform: capitalize; }
.stMain h1 { font-size: clamp(1.9rem, 3.4vw, 3rem); }
.sct-numbers { display: flex; flex-wrap: wrap; gap: .5rem 2.5rem; }
.sct-numbers div { font-size: 1.35rem; line-height: 1.25; max-width: 15rem; }
.sct-numbers b { display: block; font-family: "Source Serif", Georgia, serif; font-weight: 400;
  font-size: clamp(3.2rem, 6vw, 5.4rem); line-height: 1.1; }
.st-key-said p { font-size: 1.5rem; line-height: 1.4; }
.st-key-said { padding-top: .75rem; }
.st-key-rows table { font-size: 1.3rem; }
.st-key-names p { font-size: clamp(1.3rem, 2vw, 1.9rem); line-height: 1.6; }
</style>
"""


_WAS_ALONE = "was_alone"


def stage() -> None:
    """Large type, and on wish the whole width: the menu folds away and comes back with the same switch."""
    st.html(_CSS)
    alone = st.toggle("Hide the menu", key="alone", **_LINKED)
    was_alone = st.session_state.get(_WAS_ALONE, False)
    st.session_state[_WAS_ALONE] = alone
    back = "expanded" if was_alone else "auto"  # a phone opens with the menu folded; "expanded" would cover the slide
    st.set_page_config(initial_sidebar_state="collapsed" if alone else back)


def choose_story(view: View) -> Story:
    """Draw what the story is to hold (it lives in the link) and tell it."""
    with st.popover("What to show", icon=":material/tune:"):
        keys = st.multiselect(
            "Steps, in the order you pick them", list(STEPS), default=list(STEPS), key="steps",
            **_LINKED,
        )  # fmt: skip
        since = st.date_input(
            "What changed since, such as the last meeting", None, key="since", format="MM/DD/YYYY",
            min_value=rulebook.editions()[0].in_force_from, max_value=view.choice.application_date, **_LINKED,
        )  # fmt: skip
        number = st.slider("Introductions to propose", 0, 12, story.PROPOSED, key="introductions", **_LINKED)
    source, lists = caches.current_source(), mentoring.kept_lists()
    region, day = view.snapshot.region, view.choice.application_date
    return _told((source.version, lists.version), region, day, since, number, tuple(keys), source, lists)


@st.cache_resource(max_entries=64, show_spinner="Putting the story together…")
def _told(
    versions: tuple[str, str],  # noqa: ARG001 (a cache key)
    region: str | None,
    day: date,
    since: date | None,
    introductions: int,
    keys: Sequence[str],
    _source: Source,
    _lists: Lists,
) -> Story:
    taken = caches.take(_source, day, region)
    plan = None
    if introductions and "introductions" in keys:
        plan = story.proposal(taken, introductions, _lists.experience, _lists.needs)
    earlier = caches.take(_source, since, region) if since else None
    return story.tell(taken, plan, earlier, keys or tuple(STEPS))


def turn(told: Story) -> Step:
    """Draw back, next and a link to each step; return the step to show."""
    keys = [step.key for step in told.steps]
    if st.session_state.get("step") not in (None, *keys):
        st.session_state["step"] = keys[0]
    with st.container(horizontal=True, vertical_alignment="center", key="turn"):
        back, following = st.container(width="content"), st.container(width="content")
        key = st.segmented_control(
            "Step", keys, default=keys[0], key="step", required=True, label_visibility="collapsed", width="content",
            **_LINKED,
        )  # fmt: skip
    place = keys.index(key)
    back.button(
        "Back", icon=":material/arrow_back:", shortcut="Left", disabled=place == 0, on_click=_go, args=(keys, place - 1)
    )
    following.button(
        "Next", icon=":material/arrow_forward:", shortcut="Right", type="primary", disabled=place == len(keys) - 1,
        on_click=_go, args=(keys, place + 1),
    )  # fmt: skip
    return told.steps[place]


def _go(keys: Sequence[str], place: int) -> None:
    st.session_state["step"] = keys[place]


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
    if len(step.table):
        with st.expander("The same as a table"):
            tables.show(step.table, step.columns, step.title)


def note(step: Step) -> None:
    """What the speaker says, under a fold."""
    with st.expander("Speaker's note", icon=":material/sticky_note_2:"):
        for paragraph in step.note.split("\n\n"):
            st.markdown(plain(paragraph))


def take_away(told: Story) -> None:
    """The documents, each made when it is asked for."""
    snapshot = told.snapshot
    with st.popover("Take away", icon=":material/download:"):
        for label, kind, ending, make in _documents(told):
            st.download_button(label, make, _name(kind, snapshot, ending), width="stretch", **_TAKE)


def worksheet_button(snapshot: Snapshot, town: str) -> None:
    """A town's draft worksheet."""

    def made() -> bytes:
        from sct_dash.exports import worksheet

        return worksheet.worksheet(snapshot, town)

    stem = say.file_stem("worksheet", town, snapshot.application_date, snapshot.source.sample)
    st.download_button("Worksheet draft", made, f"{stem}.docx", **_TAKE)


def picture_button(snapshot: Snapshot) -> None:
    """The map for the newsletter."""
    st.download_button("Map as a picture", lambda: _svg(snapshot, "map"), _name("map", snapshot, "svg"), **_TAKE)


def _documents(told: Story) -> Sequence[tuple[str, str, str, object]]:
    snapshot = told.snapshot

    def deck() -> bytes:
        from sct_dash.exports import deck

        return deck.deck(told, town_map.shapes())

    def board() -> bytes:
        from sct_dash.exports import board

        return board.board(snapshot)

    def workbook() -> bytes:
        from sct_dash.exports import workbook

        return workbook.workbook(snapshot)

    def worksheets() -> bytes:
        from sct_dash.exports import worksheet

        return worksheet.worksheets(snapshot)

    return (
        ("Slide deck of these steps", "deck", "pptx", deck),
        ("Board page", "board", "docx", board),
        ("Workbook", "workbook", "xlsx", workbook),
        ("Map as a picture", "map", "svg", lambda: _svg(snapshot, "map")),
        ("COG to COG as a picture", "network", "svg", lambda: _svg(snapshot, "network")),
        ("Worksheet drafts of all towns", "worksheets", "zip", worksheets),
    )


def _svg(snapshot: Snapshot, kind: str) -> bytes:
    from sct_dash.exports import picture

    return picture.picture(snapshot, town_map.shapes(), kind)


def _name(kind: str, snapshot: Snapshot, ending: str) -> str:
    stem = say.file_stem(kind, snapshot.region_name, snapshot.application_date, snapshot.source.sample)
    return f"{stem}.{ending}"


def _picture(view: View, step: Step) -> None:
    snapshot, palette = view.snapshot, view.palette
    if step.picture == "map":
        figure = meeting.map_of(snapshot.scorecard.towns, step.table, palette, snapshot.region)
        with st.container(key="map-box-present"):
            parts.draw(figure, f"Map. {step.title}.", "present-map", height="stretch")
        parts.map_key(palette)
    elif step.picture == "table":
        _rows(step)
    elif len(step.table):
        figure = {
            "mentors": lambda: meeting.mentors(step.table, palette),
            "flows": lambda: meeting.flows(step.table, step.columns, palette),
            "points": lambda: meeting.points(snapshot.towns, palette),
        }[step.picture]()
        parts.draw(figure, f"{step.title}.", f"present-{step.key}")


def _rows(step: Step) -> None:
    """The first rows of the step's table, large."""
    import pandas as pd

    head = step.table.head(ROWS)
    shown = pd.DataFrame(say.rows(head, step.columns), columns=[say.HEADINGS[name] for name in step.columns])
    with st.container(key="rows"):
        st.table(shown.map(plain), hide_index=True, border="horizontal", alt=f"{step.title}.")
    if len(step.table) > ROWS:
        st.caption(f"The first {ROWS} of {len(step.table)}; all of them below.")


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
    with st.container(key="names"):
        st.markdown(plain(words.listing(step.table["town"])))
    _sentences(step)
