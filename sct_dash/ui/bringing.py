"""Bringing in a coordinator's own sheet: drop it, say what its columns are, fix what is unclear, look, save."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sct_dash import actions, words
from sct_dash.errors import UserError
from sct_dash.exports import quarantine
from sct_dash.records import mappings, memory, notes, readers, schema
from sct_dash.records.headers import Mapping
from sct_dash.records.memory import Decision, Memory
from sct_dash.records.readers import Glance, Reading
from sct_dash.ui import at_hand, columns, deciding, keeping, parts, tables, worklist
from sct_dash.ui.at_hand import AtHand
from sct_dash.ui.deciding import Pairs
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import ImportPlan

_MANY_BYTES = 100_000
"""From here on reading takes long enough for a progress bar."""
_MOST_LINES, _FEW_LINES = 30, 3
"""Notes of a kind that are shown; so few that need no fold."""
_GLANCE, _READING, _PLAN, _SAVE = "sheet_glance", "sheet_reading", "sheet_plan", "save_sheet"


@dataclass(frozen=True)
class _Made:
    """Something with what it was made from, so that a rerun does not make it again."""

    made_from: tuple[object, ...]
    made: object


@dataclass(frozen=True)
class _Planned:
    """What was said that saving a reading would do, by what was decided."""

    reading: Reading
    version: str
    plans: dict[tuple[Pairs, Pairs], "ImportPlan"]


def bring_in(who: str) -> None:
    """The whole way from a dropped file to saved records."""
    at = at_hand.now()
    if at is None:
        _drop()
        st.caption("One row for each mentor, mentee and action. Columns and words may be your own.")
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(at.name)}**", width="content")
        st.button("Put it away", on_click=at_hand.put_away, icon=":material/close:", type="tertiary", key="put_away")
    try:
        glance = _glance(at)
        if len(glance.sheets) > 1:
            key = f"sheet-{at.stamp}-{glance.sheet}"
            st.selectbox(
                "Sheet", glance.sheets, glance.sheets.index(glance.sheet), key=key, width=320,
                on_change=at_hand.choose_sheet, args=(key,),
            )  # fmt: skip
        mapping = columns.decide(glance, at)
        reading = _reading(at, glance, mapping) if mapping else None
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        _drop()
        return
    if reading:
        _sums(reading)
        worklist.fix(reading, at)
        worklist.decided(reading)
        _understood(reading)
        _preview_and_save(reading, glance, who)


def _drop() -> None:
    # Any file may be dropped: what is no spreadsheet is told in our own line.
    st.file_uploader("A spreadsheet of mentorships, as you keep it", key=at_hand.uploader_key(), on_change=at_hand.take)


def _glance(at: AtHand) -> Glance:
    kept: _Made | None = st.session_state.get(_GLANCE)
    made_from = (at.stamp, at.sheet, actions.revision())
    if kept is None or kept.made_from != made_from:
        kept = st.session_state[_GLANCE] = _Made(made_from, readers.look(at.name, at.content, at.sheet))
    return kept.made


def _reading(at: AtHand, glance: Glance, mapping: Mapping) -> Reading:
    made_from = (at.stamp, glance.sheet, mapping, at.corrections, actions.revision())
    kept: _Made | None = st.session_state.get(_READING)
    if kept is None or kept.made_from != made_from:
        bar = st.progress(0.0, "Reading the rows…") if len(at.content) > _MANY_BYTES else None
        reading = readers.read(
            at.name, at.content, sheet=glance.sheet, mapping=mapping, corrections=at.corrections,
            on_progress=(lambda done, total: bar.progress(done / total, "Reading the rows…")) if bar else None,
        )  # fmt: skip
        if bar:
            bar.empty()
        kept = st.session_state[_READING] = _Made(made_from, reading)
    return kept.made


def _sums(reading: Reading) -> None:
    aside = f" + {len(reading.set_aside)} set aside" if reading.set_aside else ""
    st.markdown(
        f"**{plain(reading.name)}: {words.count(reading.rows_in, 'row')} = {reading.accepted} accepted "
        f"+ {len(reading.merged)} merged + {reading.to_look_at} to look at{aside}.**"
    )


def _understood(reading: Reading) -> None:
    """The notes by kind: what was assumed is one fold, mere wording another."""
    groups = [group for group in notes.grouped(reading) if group.kind not in worklist.TOLD]
    for weighty, icon, about in ((True, ":material/info:", "Please check"), (False, ":material/notes:", "Details")):
        told = [group for group in groups if group.weighty is weighty]
        lines = [line for group in told for line in group.lines]
        if weighty and 0 < len(lines) <= _FEW_LINES:
            parts.bullets(lines)
        if not told or (weighty and len(lines) <= _FEW_LINES):
            continue
        counts = words.listing(f"{group.count} {group.title[0].lower()}{group.title[1:]}" for group in told)
        with st.expander(f"{about}: {counts}", icon=icon):
            for group in told:
                st.markdown(f"**{group.title}: {group.count}**")
                parts.bullets(group.lines[:_MOST_LINES])
                if (left := len(group.lines) - _MOST_LINES) > 0:
                    st.caption(f"and {left} more like these")


def _plan(reading: Reading, filled: list[str], same: Pairs = (), take: Pairs = ()) -> "ImportPlan":
    """What saving would do; at the click on Save the plan that was on the screen, not a newer one."""
    kept: _Planned | None = st.session_state.get(_PLAN)
    clicked, version = st.session_state.get(_SAVE, False), keeping.the_store().version()
    if kept is None or kept.reading is not reading or not (clicked or kept.version == version):
        kept = st.session_state[_PLAN] = _Planned(reading, version, {})
    if (same, take) not in kept.plans:
        kept.plans[same, take] = keeping.the_store().plan_import(reading.records, filled, take, same)
    return kept.plans[same, take]


def _preview_and_save(reading: Reading, glance: Glance, who: str) -> None:
    if not reading.accepted:
        return
    store = keeping.the_store()
    filled = [name for name in reading.mapping.fields if name]
    known = memory.NOTHING if glance.layout.canonical else memory.remembered(glance.layout.shape)
    stamp = at_hand.now().stamp
    plan = _plan(reading, filled)
    same = deciding.corrected(store.corrections(plan, known.gone(plan.names)), stamp)
    take = deciding.clashes(_plan(reading, filled, same), stamp)
    plan = _plan(reading, filled, same, take)
    st.markdown(
        f"**Saving brings {words.count(len(plan.added), 'new record')}, changes {len(plan.changed)} and leaves "
        f"{plan.unchanged} as they are.**" + (" The sample is then no longer shown." if store.is_empty() else "")
    )
    _preview(plan)
    deciding.kept(plan)
    gone = _no_longer(known.gone(plan.names), reading, plan, who)
    why = st.text_input("What is this sheet?", reading.name, key=f"why-{stamp}")
    subject = f"sheet {stamp}"
    left = f" {words.count(reading.to_look_at, 'row stays', 'rows stay')} out." if reading.to_look_at else ""
    left += f" {words.count(gone, 'record')} no longer in the sheet {'stays' if gone == 1 else 'stay'}." if gone else ""

    def write() -> None:
        st.session_state.pop(_PLAN, None)
        saved = keeping.save(
            lambda: store.import_records(reading.records, who, why, plan.version, filled, take=take, same=same),
            lambda result: f"Saved: {result.added} new, {result.changed} changed, {result.unchanged} unchanged.{left}",
            subject,
        )
        if saved:
            keeping.close()
            if not glance.layout.canonical:
                mappings.remember(glance.layout.shape, reading.mapping)
                memory.remember(glance.layout.shape, lambda known: _after(known, reading, plan))
            if not reading.to_look_at:
                at_hand.put_away()
            st.rerun()

    keeping.tell_conflict(subject)
    with st.container(horizontal=True, vertical_alignment="center"):
        ready = bool(who) and bool(plan.added or plan.changed or plan.clashes)
        if st.button("Save the records", type="primary", disabled=not ready, icon=":material/save:", key=_SAVE):
            write()
        if reading.to_look_at:
            st.download_button(
                "The rows to look at, as a sheet", lambda: quarantine.to_csv(reading), "to-look-at.csv",
                mime="text/csv", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
    if not who:
        st.caption("Give your name above to save.")


def _preview(plan: "ImportPlan") -> None:
    if plan.changed:
        with st.expander("What changes"):
            text = st.column_config.TextColumn
            table = plan.changed_fields
            fields = table["field"]
            for side in ("before", "after"):
                table[side] = [schema.said(field, cell) for field, cell in zip(fields, table[side], strict=True)]
            table["field"] = fields.map(schema.label)
            names = ("subject", "field", "before", "after")
            tables.show(table, names, "What changes", before=text("Before"), after=text("After"))
    if plan.added:
        with st.expander("What is new"):
            names = ("mentor", "mentee", "action", "support", "started", "last_active", "implemented_on")
            tables.show(plan.added_rows, names, "What is new")


def _no_longer(names: frozenset[str], reading: Reading, plan: "ImportPlan", who: str) -> int:
    """The records of the sheet's last version that are not in this one, which stay until somebody takes them off."""
    store = keeping.the_store()
    records = store.records() if names else pd.DataFrame()
    gone = records[records["record_id"].isin(names)] if names else records
    if gone.empty:
        return 0
    with st.container(border=True, gap="small", key="no_longer"):
        st.markdown(f"**No longer in this sheet: {len(gone)}**")
        waiting = " One of the rows still to look at may be it." if reading.to_look_at else ""
        st.caption(f"They stay among the records unless you take them off.{waiting}")
        chosen = [record.record_id for record in gone.itertuples() if _ticked(record)]
        say = f"Take {len(chosen)} off the list" if chosen else "Take off the list"
        if not st.button(say, disabled=not (chosen and who), key="take_gone_off", icon=":material/delete:"):
            return len(gone)
    if keeping.save(
        lambda: store.remove(chosen, plan.version, who, f"no longer in {reading.name}"),
        lambda result: f"{words.count(result.removed, 'record was', 'records were')} taken off the list.",
    ):
        st.rerun()
    return len(gone)


def _ticked(record: object) -> bool:
    said = f"{record.mentor} mentors {record.mentee} on {record.action}, since {words.day(record.started)}"
    return st.checkbox(plain(said), key=f"gone-{record.record_id}")


def _after(known: Memory, reading: Reading, plan: "ImportPlan") -> Memory:
    """What is to be remembered for the next sheet of this shape."""
    corrections = at_hand.now().corrections
    forgotten = Memory(
        tuple(one for one in known.cells if (one.field, one.value) in corrections.anew),
        reading.back,
    )
    cells: list[Decision] = [one.decision for one in reading.applied]
    aside = [memory.row_key(row.cells) for row in reading.set_aside]
    return known.after(cells, aside, forgotten, plan.names, whole=not reading.to_look_at)
