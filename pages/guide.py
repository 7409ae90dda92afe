"""Guide: what action 8.5 asks, the rules as they are applied, and what the words mean."""

import streamlit as st

from sct_dash import guide as guides
from sct_dash import recognition, rulebook, words
from sct_dash.ui import caches, frame, parts, rules, tables
from sct_dash.ui.text import plain

view = frame.open_page("guide")
guide = caches.the_guide()
edition = view.snapshot.scorecard.edition
frame.title(rules.finding(edition), view)
st.markdown(plain(guide.summary))

asks, applied, compared, programme, missing, help_, glossary = st.tabs(
    [
        *("What it asks", "The rules applied", "Compare editions", "The programme"),
        *("What nobody could find", "Partners and funding", "Glossary"),
    ],
    key="section", bind="query-params",
)  # fmt: skip
with asks:
    for point in guide.points:
        with st.container(gap="xxsmall"):
            heading = plain(f"{point.number}. {point.heading}")
            st.markdown(f"**{heading}**{rules.INFERRED if point.basis == 'inferred' else ''}")
            st.markdown(plain(point.says))
            st.caption(f":green[Here:] {plain(point.here)} *Source: {plain(point.source)}.*")
with applied:
    parts.heading(edition.title)
    st.caption(plain(f"In force from {words.day(edition.in_force_from)}. {edition.in_force_note}"))
    rules.side_by_side([edition], "applied")
with compared:
    known = rulebook.editions()
    if len(known) == 1:
        st.markdown(rules.ONLY_ONE.format(edition=known[0].edition))
    else:
        names = [e.edition for e in known]
        chosen = st.multiselect("Editions", names, default=names[-2:], max_selections=2)
        rules.side_by_side([e for e in known if e.edition in chosen], "compared")
with programme:
    for fact in guide.facts:
        st.markdown(
            f"**{plain(fact.heading)}**{rules.INFERRED if fact.basis == 'inferred' else ''}  \n{plain(fact.text)}"
        )
        st.caption(f"*Source: {plain(fact.source)}.*")
    stories = recognition.success_stories()
    parts.heading(f"{words.count(len(stories), 'town has', 'towns have')} a published success story")
    dated = stories.assign(year=stories["certification"])
    tables.show(dated, ("town", "year", "note"), "Towns with a published success story of action 8.5")
with missing:
    parts.bullets(f"{lacking.item}: {lacking.text}" for lacking in guide.not_found)
with help_:
    other = guide.complementary
    parts.heading(f"Action {other.action}: {other.title}")
    st.markdown(plain(other.text))
    st.warning(plain(other.warning), icon=":material/warning:")
    for heading, listed in guides.LISTED.items():
        parts.heading(heading)
        parts.bullets(f"{entry.name}: {entry.text}" for entry in getattr(guide, listed))
with glossary:
    for term in sorted(guide.terms, key=lambda term: (term.label or term.term).casefold()):
        st.markdown(f"**{plain(term.label or term.term)}**  \n{plain(term.meaning)}")
