"""What saving a sheet would do, shown before it is done; and the saving, of records or of decisions alone."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from sct_dash import network, words
from sct_dash.exports import quarantine
from sct_dash.records import exact_starts, last_sheet, learned, losses, mappings, no_more, schema
from sct_dash.records.memory import Memory
from sct_dash.records.readers import Glance, Reading
from sct_dash.ui import at_hand, deciding, gone, keeping, left_open, signed_in, tables
from sct_dash.ui.at_hand import AtHand
from sct_dash.ui.deciding import Pairs
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import ImportPlan, OpenSheet, StepResult, TakenOff

_PLAN, _SAVE, _KEPT = "sheet_plan", "save_sheet", "decisions_kept"
_ICONS = {
    losses.SET_BACK: ":material/history:",
    losses.DAYS: ":material/event_busy:",
    losses.PAPERS: ":material/unpublished:",
    losses.TEXTS: ":material/find_replace:",
}
_CAN_BE_KEPT = "No record changes. What you decided can be kept for the next sheet like this."
_DECISIONS_KEPT = "What you decided is kept for the next sheet like this. No record changed."
_NO_SAMPLE = " They replace the sample."


@dataclass(frozen=True)
class _Decided:
    """What was decided about a sheet.

    Attributes
    ----------
    same
        Which new rows are records corrected.
    take
        Of which clashes the sheet's is taken.
    off
        Which new rows are left out.
    keep_blanks
        Whether a field that the sheet leaves blank stays as it is.
    """

    same: Pairs = ()
    take: Pairs = ()
    off: tuple[str, ...] = ()
    keep_blanks: bool = False


_NOTHING_YET = _Decided()


@dataclass(frozen=True)
class _Planned:
    """What was said that saving a reading would do, by what was decided; and what of it was taken off by hand."""

    reading: Reading
    version: str
    rows: pd.DataFrame
    plans: dict[_Decided, "ImportPlan"]
    taken_off: tuple["TakenOff", ...]


def preview_and_save(reading: Reading, glance: Glance, at: AtHand) -> None:
    """Show what saving would do, ask what it leaves to decide, and save."""
    known = last_sheet.decisions(glance.layout)
    if not reading.accepted:
        _keep(reading, glance, at, known, frozenset(), None)
        return
    from sct_dash.records.store import OpenSheet

    store = keeping.the_store()
    sheet = OpenSheet.of(reading, at.content)
    decided, plan = _decide(reading, known, at.stamp)
    rows = _plan(reading, known).rows
    st.markdown(_sums(plan, decided.off, store.is_empty(), reading.to_look_at))
    taken_away = losses.told(plan, losses.brought_before(known))
    for loss in taken_away:
        st.warning(plain(loss.sentence), icon=_ICONS[loss.kind])
    _preview(plan, changes_open=bool(taken_away))
    deciding.kept(plan)
    lost = gone.no_longer(_gone(reading, known, plan), reading, at.stamp)
    changes = bool(plan.added or plan.changed or plan.clashes or plan.blanks or lost.ticked)
    opens = store.plan_open(sheet, plan.names)
    for one in opens.replaced:
        st.caption(plain(f"{left_open.finding(one)} no more: this sheet stands for it."))
    if not changes and _keep(reading, glance, at, known, plan.names, sheet if opens.is_news else None):
        return
    changes = changes or opens.is_news
    with st.container(horizontal=True):
        who = keeping.who()
        why = st.text_input("What is this sheet?", reading.name, key=f"why-{at.stamp}", width=320)
    subject = f"sheet {at.stamp}"

    def write(seen: str) -> None:
        """Save, and take off what was ticked as it stood in the store's version `seen`."""
        st.session_state.pop(_PLAN, None)
        saved = keeping.save(
            lambda: store.import_records(
                rows, who, why, plan.version, reading.says, take=decided.take, same=decided.same,
                off=decided.off, gone=lost.as_seen_in(seen), keep_blanks=decided.keep_blanks, sheet=sheet,
            ),
            lambda result: _saved(result) + _left_out(reading, lost, result.removed),
            subject,
            region=network.region_of(rows),
        )  # fmt: skip
        if saved:
            keeping.close()
            _remember(reading, glance, at, plan.names)
            st.rerun()

    if lost.is_met_by(keeping.met(subject)):
        keeping.conflict(subject, write, "Save and take it off anyway", lost.subject, lost.others)
        return
    keeping.tell_conflict(subject)
    with st.container(horizontal=True, vertical_alignment="center"):
        clicked = st.button(
            "Save the records", type="primary", disabled=not changes, icon=":material/save:", key=_SAVE,
            help=None if changes else "No record changes.",
        )  # fmt: skip
        _download(reading, glance, at)
    if clicked and who:
        write(lost.version)
    elif clicked:
        told = signed_in.refusal() or "Give your name, which is kept with every change; then save."
        st.error(plain(told), icon=":material/error:")


def report_kept() -> None:
    """Say once that decisions were kept without a record that changed."""
    if said := st.session_state.pop(_KEPT, None):
        st.success(said, icon=":material/check:")


def _plan(reading: Reading, known: Memory, decided: _Decided = _NOTHING_YET) -> _Planned:
    """What saving would do; at the click on Save the plan that was on the screen, not a newer one.

    A row may be in the way of a record that the sheet had before: it can be ticked to go, and else saving says so.
    """
    store, before = keeping.the_store(), losses.brought_before(known)
    kept: _Planned | None = st.session_state.get(_PLAN)
    clicked, version = st.session_state.get(_SAVE, False) or keeping.is_decided(), store.version()
    if kept is None or kept.reading is not reading or not (clicked or kept.version == version):
        rows = exact_starts.known(reading, keeping.records_now(), store.started_by_hand())
        first = store.plan_import(rows, reading.says, gone=before)
        kept = _Planned(reading, version, rows, {_NOTHING_YET: first}, store.taken_off(first))
        st.session_state[_PLAN] = kept
    if decided not in kept.plans:
        kept.plans[decided] = store.plan_import(
            kept.rows, reading.says, decided.take, decided.same, decided.off, before, decided.keep_blanks
        )
    return kept


def _decide(reading: Reading, known: Memory, stamp: str) -> tuple[_Decided, "ImportPlan"]:
    """Ask what next month's sheet leaves to decide; what was decided, and what saving then does."""

    def planned(decided: _Decided) -> "ImportPlan":
        return _plan(reading, known, decided).plans[decided]

    decided = _Decided(off=deciding.taken_off(_plan(reading, known).taken_off, stamp))
    plan = planned(decided)
    same = deciding.corrected(keeping.the_store().corrections(plan, _gone(reading, known, plan)), stamp)
    plan = planned(decided := replace(decided, same=same))
    keep_blanks = deciding.blanks(plan, stamp)
    plan = planned(decided := replace(decided, keep_blanks=keep_blanks))
    decided = replace(decided, take=deciding.clashes(plan, stamp))
    return decided, planned(decided)


def _gone(reading: Reading, known: Memory, plan: "ImportPlan") -> frozenset[str]:
    """The records that the sheet had before; asked again where its last import was undone."""
    return no_more.no_more(reading, known, plan.names, keeping.records_now())


def _saved(result: "StepResult") -> str:
    counts = (result.added, "new"), (result.changed, "changed"), (result.unchanged, "unchanged")
    told = [f"{number:,} {what}" for number, what in counts if number]
    return f"Saved: {words.listing(told) or 'no record changed'}."


def _left_out(reading: Reading, lost: gone.Lost, removed: int) -> str:
    """What saving did beside the records, and what it left as it was."""
    aside, ask, stay = len(reading.set_aside), reading.to_look_at, lost.stay
    said = f" {words.count(removed, 'record')} taken off the list." if removed else ""
    said += f" {words.count(ask, 'row stays', 'rows stay')} out until answered." if ask else ""
    said += f" {words.count(aside, 'row')} set aside." if aside else ""
    return said + (
        f" {words.count(stay, 'record')} no longer in the sheet {'stays' if stay == 1 else 'stay'}." if stay else ""
    )


def _sums(plan: "ImportPlan", off: tuple[str, ...], first: bool, asking: int) -> str:
    out = f"; {words.count(asking, 'row stays', 'rows stay')} out until answered"
    stays = f" {words.count(len(off), 'row')} taken off the list before {'stays' if len(off) == 1 else 'stay'} off."
    changes = f", changes {len(plan.changed):,} and leaves {plan.unchanged:,} as "
    changes += "it is" if plan.unchanged == 1 else "they are"
    return (
        f"**Saving brings {words.count(len(plan.added), 'new record')}"
        f"{changes if plan.changed or plan.unchanged or not plan.added else ''}{out if asking else ''}."
        f"{stays if off else ''}**" + (_NO_SAMPLE if first else "")
    )


def _preview(plan: "ImportPlan", changes_open: bool) -> None:
    if plan.changed:
        with st.expander("What changes", expanded=changes_open):
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


def _keep(
    reading: Reading, glance: Glance, at: AtHand, known: Memory, names: frozenset[str], sheet: "OpenSheet | None"
) -> bool:
    """Offer to keep what was decided about a sheet that changes no record; whether there is anything to keep.

    Parameters
    ----------
    sheet
        It, where other rows of it wait from now on: which is kept in the store, under a name.
    """
    layout = glance.layout
    if layout.canonical or signed_in.refusal():
        return False
    columns = reading.mapping != (mappings.remembered(layout.shape) or layout.mapping)
    if not (columns or learned.is_news(known, reading, at.corrections)):
        return False
    st.caption(_CAN_BE_KEPT)
    who = keeping.who() if sheet else ""
    with st.container(horizontal=True, vertical_alignment="center"):
        clicked = st.button("Keep what was decided", type="primary", icon=":material/save:", key="keep_decided")
        _download(reading, glance, at)
    if clicked and sheet and not who:
        keeping.want_name("to keep it")
    elif clicked and _kept(reading, names, sheet, who):
        _remember(reading, glance, at, names)
        st.rerun()
    return True


def _kept(reading: Reading, names: frozenset[str], sheet: "OpenSheet | None", who: str) -> bool:
    """Have it said that decisions were kept, and which rows of the sheet wait kept in the store; whether it was."""
    if sheet is None:
        st.session_state[_KEPT] = _DECISIONS_KEPT
        return True
    store = keeping.the_store()
    return keeping.save(lambda: store.wait(sheet, names, who, reading.name), lambda _: _DECISIONS_KEPT)


def _download(reading: Reading, glance: Glance, at: AtHand) -> None:
    """The rows to look at; brought back, their columns are what they were decided to be here."""
    keep = {"on_click": "ignore"}
    if at.fields is not None and not (glance.layout.canonical or signed_in.refusal()):
        keep = {"on_click": mappings.remember, "args": (glance.layout.shape, reading.mapping)}
    if reading.to_look_at:
        st.download_button(
            "The rows to look at, as a sheet", lambda: quarantine.to_csv(reading), "to-look-at.csv",
            mime="text/csv", icon=":material/download:", **keep,
        )  # fmt: skip


def _remember(reading: Reading, glance: Glance, at: AtHand, names: frozenset[str]) -> None:
    """Keep every decision for the next sheet of this shape, and put this one away where nothing of it asks."""
    if not glance.layout.canonical:
        last_sheet.remember(
            glance.layout, reading.mapping, lambda known: learned.after(known, reading, at.corrections, names)
        )
    if reading.to_look_at:
        at_hand.change(saved=at.decided)
    else:
        at_hand.put_away()
