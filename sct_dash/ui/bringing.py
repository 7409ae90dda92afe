"""Bringing in a coordinator's own sheet: drop it, say what its columns are, fix what is unclear, look, save."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from sct_dash import words
from sct_dash.errors import UserError
from sct_dash.exports import quarantine
from sct_dash.records import mappings, readers, schema
from sct_dash.records.corrections import NONE, Corrections
from sct_dash.records.headers import Mapping
from sct_dash.records.readers import Glance, Reading
from sct_dash.ui import keeping, parts, tables, worklist
from sct_dash.ui.text import plain

if TYPE_CHECKING:
    from sct_dash.records.store import ImportPlan

_KINDS = ["csv", "tsv", "xlsx", "xls", "ods"]
_MANY_ROWS = 2_000
"""From here on reading takes long enough for a progress bar."""
_NOT_READ = "(not read)"
_PLAN, _SAVE = "sheet_plan", "save_sheet"


@dataclass(frozen=True)
class _Read:
    """A reading with what it was made from, so that a rerun does not make it again."""

    made_from: tuple[object, ...]
    reading: Reading


@dataclass(frozen=True)
class _Planned:
    """What was said that saving a reading would do."""

    reading: Reading
    plan: "ImportPlan"


def bring_in(who: str) -> None:
    """The whole way from a dropped file to saved records."""
    file = st.file_uploader("A spreadsheet of mentorships, as you keep it", type=_KINDS, key="sheet_file")
    if file is None:
        st.caption("One row for each mentor, mentee and action. Columns and words may be your own.")
        return
    if st.session_state.get("sheet_file_read") != file.file_id:
        st.session_state["sheet_file_read"], st.session_state["corrections"] = file.file_id, NONE
    try:
        glance = readers.look(file.name, file.getvalue(), _sheet_asked(file.file_id))
        if len(glance.sheets) > 1:
            st.selectbox(
                "Sheet", glance.sheets, glance.sheets.index(glance.sheet), key=f"sheet-{file.file_id}", width=320
            )
        mapping = _columns(glance)
        reading = _reading(file, glance.sheet, mapping)
    except UserError as error:
        st.error(plain(str(error)), icon=":material/error:")
        return
    _sums(reading)
    worklist.fix(reading)
    _preview_and_save(reading, glance, who)


def _sheet_asked(file_id: str) -> str:
    return st.session_state.get(f"sheet-{file_id}", "")


def _columns(glance: Glance) -> Mapping:
    """What each column is read as; open where something must be decided."""
    if glance.layout is None or glance.layout.canonical:
        return glance.mapping
    asked = [heading for heading in glance.layout.questions if not glance.mapping.fields[heading.place]]
    label = f"{words.count(len(asked), 'column')} to decide" if asked else "How the columns were read"
    fields = list(glance.mapping.fields)
    with st.expander(label, expanded=bool(asked), icon=":material/view_column:"):
        if glance.remembered:
            st.caption("As you decided for an earlier sheet with these columns.")
        with st.grid(columns=3, min_column_width=220):
            for heading in sorted(glance.layout.headings, key=lambda heading: heading not in asked):
                options = ["", *schema.NAMES]
                fields[heading.place] = st.selectbox(
                    plain(heading.header) or f"Column {heading.place + 1}",
                    options,
                    options.index(fields[heading.place]),
                    format_func=lambda name: name.replace("_", " ") or _NOT_READ,
                    key=f"column-{glance.layout.shape}-{heading.place}",
                    help=plain(heading.why) or None,
                )
    return Mapping(tuple(fields))


def _reading(file: object, sheet: str, mapping: Mapping) -> Reading:
    corrections: Corrections = st.session_state["corrections"]
    made_from = (file.file_id, sheet, mapping, corrections)
    kept: _Read | None = st.session_state.get("sheet_reading")
    if kept is None or kept.made_from != made_from:
        bar = st.progress(0.0, "Reading the rows…") if file.size > _MANY_ROWS * 50 else None
        reading = readers.read(
            file.name, file.getvalue(), sheet=sheet, mapping=mapping, corrections=corrections,
            on_progress=(lambda done, total: bar.progress(done / total, "Reading the rows…")) if bar else None,
        )  # fmt: skip
        if bar:
            bar.empty()
        kept = st.session_state["sheet_reading"] = _Read(made_from, reading)
    return kept.reading


def _sums(reading: Reading) -> None:
    st.markdown(
        f"**{plain(reading.name)}: {words.count(reading.rows_in, 'row')} = {reading.accepted} accepted "
        f"+ {len(reading.merged)} merged + {reading.quarantined} to look at.**"
    )
    if reading.notes or reading.merged:
        understood = len(reading.notes) + len(reading.merged)
        with st.expander(f"{words.count(understood, 'note')} on how it was understood", icon=":material/info:"):
            same = [
                f"Row {row} says the same as row {earlier} and was merged into it." for row, earlier in reading.merged
            ]
            parts.bullets([*same, *map(str, reading.notes)])


def _plan(reading: Reading, filled: list[str]) -> "ImportPlan":
    """What saving would do; at the click on Save the plan that was on the screen, not a newer one."""
    kept: _Planned | None = st.session_state.get(_PLAN)
    clicked = st.session_state.get(_SAVE, False)
    if kept and kept.reading is reading and (clicked or kept.plan.version == keeping.the_store().version()):
        return kept.plan
    plan = keeping.the_store().plan_import(reading.records, filled)
    st.session_state[_PLAN] = _Planned(reading, plan)
    return plan


def _preview_and_save(reading: Reading, glance: Glance, who: str) -> None:
    if not reading.accepted:
        return
    store = keeping.the_store()
    filled = [name for name in reading.mapping.fields if name]
    plan = _plan(reading, filled)
    st.markdown(
        f"**Saving brings {words.count(len(plan.added), 'new record')}, changes {len(plan.changed)} and leaves "
        f"{plan.unchanged} as they are.**" + (" The sample is then no longer shown." if store.is_empty() else "")
    )
    if plan.changed:
        with st.expander("What changes"):
            text = st.column_config.TextColumn
            columns = ("subject", "field", "before", "after")
            tables.show(plan.changed_fields, columns, "What changes", before=text("Before"), after=text("After"))
    if plan.added:
        with st.expander("What is new"):
            names = ("mentor", "mentee", "action", "support", "started", "last_active", "implemented_on")
            tables.show(plan.added_rows, names, "What is new")
    why = st.text_input("What is this sheet?", reading.name, key=f"why-{st.session_state['sheet_file_read']}")
    subject = f"sheet {st.session_state['sheet_file_read']}"
    left = f" {reading.quarantined} rows stay out." if reading.quarantined else ""

    def write(version: str) -> None:
        if glance.layout is not None:
            mappings.remember(glance.layout.shape, reading.mapping)
        st.session_state.pop(_PLAN, None)
        saved = keeping.save(
            lambda: store.import_records(reading.records, who, why, version, filled),
            lambda result: f"Saved: {result.added} new, {result.changed} changed, {result.unchanged} unchanged.{left}",
            subject,
        )
        if saved:
            keeping.close()
            st.rerun()

    keeping.conflict(subject, write)
    with st.container(horizontal=True, vertical_alignment="center"):
        ready = bool(who) and bool(plan.added or plan.changed)
        if st.button("Save the records", type="primary", disabled=not ready, icon=":material/save:", key=_SAVE):
            write(plan.version)
        if reading.quarantined:
            st.download_button(
                "The rows to look at, as a sheet", lambda: quarantine.to_csv(reading), "to-look-at.csv",
                mime="text/csv", on_click="ignore", icon=":material/download:",
            )  # fmt: skip
    if not who:
        st.caption("Give your name above to save.")
