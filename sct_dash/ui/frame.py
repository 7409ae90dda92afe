"""What every page opens with: menu, shared choices, the sample's mark, the finding as its title."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec

import streamlit as st

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.figures.style import LIGHT, PALETTES, Palette
from sct_dash.records.source import Source
from sct_dash.snapshot import Snapshot
from sct_dash.ui import caches, garbage, keeping
from sct_dash.ui.choices import Choice, choose
from sct_dash.ui.menu import PAGES, page
from sct_dash.ui.text import plain

_P = ParamSpec("P")
_CHANGED = "Somebody changed the records meanwhile. They are shown as they are now; this click saved nothing."

# An icon named by Streamlit, emoji or Material, would be fetched from the internet.
_ICON = str(Path(__file__).with_name("icon.png"))
_RECORDS, _BRING_IN = page("records").file, "Bring in a sheet"
_SHEET = {"task": _BRING_IN}
_CSS = """
<style>
.stMain h1 { text-wrap: balance; line-height: 1.15; padding-top: 0; }
.stMain h2, .stMain h3 { text-wrap: balance; }
.stMainBlockContainer { max-width: 84rem; padding: 3.5rem 3rem 4rem; }
.stMain button[role="radio"][aria-checked="true"] { color: inherit; font-weight: 600; }
.stMain [role="tab"][aria-selected="true"] { color: inherit; }
[data-testid="stSliderThumbValue"] { color: inherit; }
[data-testid="stCaptionContainer"] { opacity: .78; }
.st-key-script, .st-key-draft { display: none; }
.sct-key { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: center; font-size: .9rem; opacity: .9; }
.sct-key span { display: inline-flex; gap: .4rem; align-items: center; white-space: nowrap; }
.sct-key i { width: .95rem; height: .95rem; border-radius: 3px; display: inline-block; }
.sct-key b { font-weight: 400; letter-spacing: -.1em; }
.st-key-questions-0 button { animation: rest-0 .9s; }
.st-key-questions-1 button { animation: rest-1 .9s; }
@keyframes rest-0 { from, 99% { pointer-events: none; opacity: .6; } }
@keyframes rest-1 { from, 99% { pointer-events: none; opacity: .6; } }
[data-testid="stPageLink"] p { white-space: normal; }
[class*="st-key-map-box"] { aspect-ratio: 1.42; min-height: 15rem; }
.st-key-map-box-cogs { aspect-ratio: .95; max-height: 34rem; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem; padding-top: 4.25rem; }
  .stMain h1 { font-size: 1.65rem; }
  .stMain h2 { font-size: 1.3rem; }
}
@page { margin: 1cm; }
@media screen { [data-testid=stLayoutWrapper]:has(> * > .stElementContainer .sct-paper) { display: none; } }
@media print {
  .stApp .stSidebar, .stApp .stAppHeader, .stMain .stButton, .stMain .stDownloadButton, .stMain .stPageLink,
  .stMain .stPopover, .stMain .stExpander:has(details:not([open])), .st-key-to-click { display: none; }
  .stMain .stMainBlockContainer { padding: 0; max-width: none; zoom: .8; }
  .stMain :is(.stVerticalBlock, .stElementContainer, [data-testid=stLayoutWrapper]) {
    height: auto; flex: none; overflow: visible;
  }
  .stMain [style*="--paper"] {
    zoom: calc(var(--paper) / .8); width: var(--wide); height: var(--high); break-inside: avoid;
  }
  .stElementContainer:has(+ [data-testid=stLayoutWrapper] > * > .stElementContainer .sct-paper) { display: none; }
  .stMain h3 { break-after: avoid; }
  .stMain .stVerticalBlock:not(:has(.stVerticalBlock, .sct-paper)) { break-inside: avoid; }
  .sct-paper { width: 100%; border-collapse: collapse; font-size: .85rem; line-height: 1.3; }
  .sct-paper :is(th, td) { padding: .05rem .3rem; border-bottom: 1px solid #DDE3DD; text-align: left; }
  .sct-paper tr { break-inside: avoid; }
}
</style>
"""
# What a browser does not do by itself, in this order:
# - Plotly selects what a pointer has hovered over. A finger does not hover: its first tap would select nothing.
# - On a phone the menu covers the page that was chosen in it.
# - When the system turns dark, Streamlit turns without a run, and charts would keep their light colors. Nothing that
#   stands open in front of the page is closed for it.
# - Charts and tables are printed as wide as they stand on the screen and cut where the paper ends. They are made to fit
#   Letter, of which margins leave at least 700 by 900 px.
_SCRIPT = """
<script>
if (!window.sctScript) {
  window.sctScript = true;
  document.addEventListener("touchstart", (event) => {
    const {clientX, clientY} = event.touches[0];
    const plot = event.target.closest && event.target.closest(".nsewdrag");
    if (plot) plot.dispatchEvent(new MouseEvent("mousemove", {clientX, clientY, bubbles: true}));
  }, {passive: true, capture: true});
  document.addEventListener("click", (event) => {
    const chosen = event.target.closest && event.target.closest("[data-testid=stSidebar] a");
    const fold = document.querySelector("[data-testid=stSidebarCollapseButton] button");
    if (chosen && fold && window.innerWidth < 768) fold.click();
  });
  window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTimeout(() => {
    const recolor = document.querySelector(".st-key-recolor button");
    if (recolor && !document.querySelector("[role=dialog]")) recolor.click();
  }, 500));
  window.addEventListener("beforeprint", () => {
    const box = "[class*=st-key-map-box]";
    for (const drawn of document.querySelectorAll(`${box}, .stPlotlyChart:not(${box} *), .stDataFrame`)) {
      const {clientWidth: wide, clientHeight: high} = drawn;
      drawn.style.setProperty("--wide", `${wide}px`);
      drawn.style.setProperty("--high", `${high}px`);
      drawn.style.setProperty("--paper", Math.min(1, 700 / wide, 900 / high));
    }
  });
}
</script>
"""


@dataclass(frozen=True)
class View:
    """What a page works with."""

    snapshot: Snapshot
    palette: Palette
    choice: Choice

    def link(self, **more: str) -> dict[str, str]:
        """Query parameters for a link to another page that keeps region and date."""
        return self.choice.link | more


def open_page(key: str, count: bool = True) -> View:
    """Draw the frame of a page and return what to fill it with.

    Every page calls this first; called again it draws the same. An error that the user can put right
    ends the page with its one line.

    Parameters
    ----------
    count
        Whether the page tells points, which are then counted before anything of it is drawn.
    """
    opened = page(key)
    st.set_page_config(
        page_title=f"{opened.title} · Mentorship in Connecticut",
        page_icon=_ICON,
        layout="wide",
    )
    st.html(_CSS)
    with st.container(key="script"):
        st.html(_SCRIPT, unsafe_allow_javascript=True)
        st.button("Light or dark", key="recolor")  # clicked by the script above
    try:
        source = caches.current_source()
        choice = _choose(source)
        snapshot = caches.take(source, choice.application_date, choice.region, count)
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        st.stop()
    with st.sidebar:
        _footer(snapshot)
        mark_has_it = source.sample and not choice.sample
        if opened.file != _RECORDS and not mark_has_it:
            sheet = choice.link | _SHEET
            st.page_link(_RECORDS, label=_BRING_IN, icon=":material/upload_file:", query_params=sheet)
    if source.sample:
        _sample_mark(choice)
    garbage.set_apart()
    palette = PALETTES.get(st.context.theme.type or "", LIGHT)
    return View(snapshot, palette.of_edition(snapshot.edition), choice)


def _choose(source: Source) -> Choice:
    """The sidebar: the menu, whose links keep the choice, and the choice."""
    with st.sidebar:
        st.markdown("### Mentorship\nSustainable CT action 8.5")
        menu = st.container(gap="xsmall")
        st.divider()
        choice = choose(source)
    with menu:
        for entry in PAGES:
            st.page_link(entry.file, label=entry.title, icon=entry.icon, query_params=choice.link, width="stretch")
    return choice


def part(draw: Callable[Concatenate[View, _P], None]) -> Callable[Concatenate[View, _P], None]:
    """A part of a page that a click in it redraws alone, which is several times as fast as the whole page.

    Where the records have changed in between, the whole page is drawn anew and says so: such a click saves nothing.
    """

    @st.fragment
    @wraps(draw)
    def redrawn(view: View, *args: _P.args, **kwargs: _P.kwargs) -> None:
        if caches.current_source().version != view.snapshot.source.version:
            st.toast(_CHANGED, icon=":material/group:")
            st.rerun()
        draw(view, *args, **kwargs)
        garbage.set_apart()

    return redrawn


def title(finding: str, view: View) -> None:
    """The page's finding as its title, and under it what it holds for."""
    window = view.snapshot.window
    region = view.choice.region or "All Connecticut"
    headline(
        finding,
        f"{region}, application date {words.day(window.last)}: counted over {words.day(window.first)} to "
        f"{words.day(window.last)}, by the rules of {view.snapshot.edition.edition}.",
    )


def headline(finding: str, below: str) -> None:
    """A finding as the page's title, and in small print under it what it is made from."""
    st.title(plain(finding), anchor=False)
    st.caption(plain(below))


def _sample_mark(choice: Choice) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge("Sample", icon=":material/experiment:", color="orange")
        st.markdown("These mentorships are fictional.", width="content")
        if choice.sample:
            st.button("Back to our records", key="leave_sample", on_click=keeping.show_sample, args=(False,))
        else:
            st.page_link(_RECORDS, label="Open your own records", query_params=choice.link | _SHEET)


def _footer(snapshot: Snapshot) -> None:
    source: Source = snapshot.source
    kind = " of a fictional sample" if source.sample else ""
    st.caption(f"{words.count(len(source.records), 'record')}{kind} · edition {snapshot.edition.edition}")
