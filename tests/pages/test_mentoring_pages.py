"""Find mentors and Plan: what their widgets change, and that what was kept in the store is seen."""

import json
import re
from datetime import date

import pandas as pd
import pytest
import streamlit as st
from builders import records
from plan_cases import planned

from sct_dash.mentors import reliance
from sct_dash.plan.problem import Triple
from sct_dash.records import lists
from sct_dash.ui import mentoring

CRCOG = {"region": "CRCOG"}


@pytest.fixture(autouse=True)
def own_store(tmp_path, monkeypatch):
    monkeypatch.setenv("SCT_DASH_DATABASE_URL", f"sqlite:///{tmp_path / 'records.db'}")


def said(app):
    return [element.value for element in (*app.markdown, *app.caption)]


def metric(app, label):
    return next(metric.value for metric in app.metric if metric.label == label)


def keep_needs(*rows):
    from sct_dash.records.store import NEEDS, open_store

    table = pd.DataFrame(rows, columns=list(lists.NEEDS_COLUMNS), dtype="str")
    open_store().import_records(table, "Ada", table=NEEDS)


def keep_experience(*rows):
    from sct_dash.records.store import EXPERIENCE, open_store

    table = pd.DataFrame(rows, columns=list(lists.EXPERIENCE_COLUMNS))
    open_store().import_records(table, "Ada", table=EXPERIENCE)


# --- Find mentors -----------------------------------------------------------------------------------------


def test_first_needy_town_is_the_one_a_mentor_is_looked_for(open_page):
    app = open_page("pages/mentors.py", CRCOG)
    assert app.title[0].value == "30 of CRCOG's 38 towns need a mentor; 5 come first alike, Hebron to Windsor"
    assert app.selectbox(key="mentee").value == "Hebron"
    assert "**80 towns could mentor Hebron with any action; Coventry comes first.**" in said(app)


def test_town_and_action_change_the_candidates(open_page):
    app = open_page("pages/mentors.py", CRCOG)
    app.selectbox(key="mentee").select("Kent").run()
    app.selectbox(key="wanted").select("3.12").run()
    assert not app.exception
    assert any(text.startswith("**24 towns could mentor Kent with 3.12 ") for text in said(app))


def test_why_not_answers_for_the_town_that_was_picked(open_page):
    app = open_page("pages/mentors.py", CRCOG)
    app.selectbox(key="why_not").select("Hebron").run()
    assert "Hebron is the town that looks for a mentor." in said(app)


def test_moving_a_weight_says_what_it_changes_and_goes_back(open_page):
    app = open_page("pages/mentors.py", CRCOG)
    app.slider(key="weight_near").set_value(8.0).run()
    changed = "Manchester and Bolton come among the first 5 in place of Bloomfield and Burlington."
    assert any(changed in text for text in said(app))
    next(button for button in app.button if button.label == "Back to the usual weights").click().run()
    assert app.slider(key="weight_near").value == 3.0


def test_fairness_shows_only_its_towns_and_what_that_costs(open_page):
    app = open_page("pages/mentors.py", CRCOG)
    app.toggle(key="fair_only").set_value(True).run()
    assert not app.exception
    assert any(text.startswith("Fairness costs ") for text in said(app))


def test_how_many_towns_need_a_mentor_stays_the_same_under_the_filter(open_page):
    app = open_page("pages/mentors.py", CRCOG | {"fair_only": "true"})
    assert re.fullmatch(
        r"30 of CRCOG's 38 towns need a mentor; \d+ of them are small, never mentored or far off, and of these Hebron, "
        "Rocky Hill and Vernon come first alike",
        app.title[0].value,
    )


def test_message_from_the_sample_says_that_it_is_fictional(open_page):
    app = open_page("pages/mentors.py", CRCOG)
    assert app.code[0].value.startswith("Dear colleagues in Coventry,")
    assert app.code[0].value.endswith("Sample: drafted from fictional records.")


def test_need_kept_in_the_store_puts_the_town_first_with_its_note(open_page):
    keep_needs(("Avon", "3.12", "no staff"))
    app = open_page("pages/mentors.py", CRCOG)
    assert app.title[0].value.endswith("; Avon comes first")
    assert "- Avon asked for help with action 3.12\\: no staff." in " ".join(said(app))


def test_experience_kept_in_the_store_makes_a_candidate(open_page):
    keep_experience(("Kent", "7.2", 2024, "report"))
    app = open_page("pages/mentors.py", CRCOG)
    app.selectbox(key="wanted").select("7.2").run()
    assert any(text.startswith("**1 town could mentor Hebron with 7.2") for text in said(app))


def test_mentor_that_stops_leaves_its_losses(open_page):
    app = open_page("pages/mentors.py", CRCOG)
    app.selectbox(key="stops").select("Coventry").run()
    assert not app.exception
    assert any(text.startswith("Without Coventry's mentorships ") for text in said(app))


@pytest.fixture
def editor(monkeypatch):
    """Stands in for the editor of needs, which AppTest cannot edit: Avon's note becomes "mine"."""
    real = st.data_editor

    def edited(table, key, **more):
        if not key.startswith("needs-"):
            return real(table, key=key, **more)
        if table.empty or table["note"].iloc[0] == "mine":
            return table
        st.session_state[key] = {"edited_rows": {0: {"note": "mine"}}, "added_rows": [], "deleted_rows": []}
        return table.assign(note="mine")

    monkeypatch.setattr(st, "data_editor", edited)


@pytest.mark.usefixtures("editor")
def test_needs_changed_by_somebody_else_meanwhile_are_a_conflict_and_nothing_edited_is_lost(open_page):
    from sct_dash.records.store import open_store

    keep_needs(("Avon", "3.12", "no staff"))
    app = open_page("pages/mentors.py", CRCOG, who="Ana")
    keep_needs(("Avon", "3.12", "theirs"))
    app.button(key="save-needs").click().run()
    assert "note is now theirs" in app.warning[0].value
    assert open_store().needs()["note"].tolist() == ["theirs"]
    app.button(key="overwrite-needs").click().run()
    assert not app.exception
    assert open_store().needs()["note"].tolist() == ["mine"]


@pytest.mark.usefixtures("editor")
def test_needs_are_saved_although_somebody_took_another_step(open_page):
    from sct_dash.records.store import open_store

    keep_needs(("Avon", "3.12", "no staff"))
    app = open_page("pages/mentors.py", CRCOG, who="Ana")
    keep_experience(("Kent", "7.2", 2024, "report"))
    app.button(key="save-needs").click().run()
    assert [success.value for success in app.success] == ["Needs saved\\: 1 row."]
    assert open_store().needs()["note"].tolist() == ["mine"]


def type_into(monkeypatch, name, *rows):
    """Stands in for an editor, which AppTest cannot edit: these rows are typed below what is there."""
    real = st.data_editor

    def edited(table, key, **more):
        if not key.startswith(f"{name}-"):
            return real(table, key=key, **more)
        typed = [dict(zip(table.columns, row, strict=True)) for row in rows]
        st.session_state[key] = {"edited_rows": {}, "added_rows": typed, "deleted_rows": []}
        return pd.DataFrame([*table.to_dict("records"), *typed], columns=table.columns)

    monkeypatch.setattr(st, "data_editor", edited)


def test_need_without_an_action_is_kept_as_any_action(open_page, monkeypatch):
    from sct_dash.records.store import open_store

    type_into(monkeypatch, "needs", ("Avon", None, "no staff"))
    app = open_page("pages/mentors.py", CRCOG, who="Ana")
    app.button(key="save-needs").click().run()
    assert [success.value for success in app.success] == ["Needs saved\\: 1 row."]
    assert open_store().needs().to_dict("records") == [{"town": "Avon", "action": "", "note": "no staff"}]
    assert "- Avon asked for help with any action\\: no staff." in " ".join(said(app))


NEEDS_FILE = [("wishes.csv", b"town,action,note\nAvon,3.12,no staff\n", "text/csv")]


def upload(app, content=NEEDS_FILE):
    app.get("file_uploader")[0].set_value(content).run()
    assert not app.exception


def test_file_of_needs_that_waits_cannot_be_lost_by_save(open_page):
    from sct_dash.records.store import open_store

    app = open_page("pages/mentors.py", CRCOG, who="Ana")
    assert not app.button(key="save-needs").disabled
    upload(app)
    assert (app.button(key="save-needs").disabled, app.button(key="add-needs").disabled) == (True, False)
    assert "wishes.csv is not taken in yet. Add its rows to keep them." in said(app)
    app.button(key="add-needs").click().run()
    assert [success.value for success in app.success] == ["1 row of wishes.csv taken in."]
    assert open_store().needs()["note"].tolist() == ["no staff"]
    assert app.get("file_uploader")[0].value is None
    assert not app.button(key="save-needs").disabled


@pytest.mark.usefixtures("editor")
def test_list_that_was_changed_is_saved_first_and_the_file_still_waits(open_page):
    from sct_dash.records.store import open_store

    keep_needs(("Bolton", "5.4", "theirs"))
    app = open_page("pages/mentors.py", CRCOG, who="Ana")
    upload(app)
    assert (app.button(key="save-needs").disabled, app.button(key="add-needs").disabled) == (False, True)
    first = "wishes.csv is not taken in yet. Save what you changed in the list first; the file stays here until then."
    assert first in said(app)
    app.button(key="save-needs").click().run()
    assert open_store().needs()["note"].tolist() == ["mine"]
    assert (app.button(key="save-needs").disabled, app.button(key="add-needs").disabled) == (True, False)
    app.button(key="add-needs").click().run()
    assert sorted(open_store().needs()["note"]) == ["mine", "no staff"]


def test_file_waits_although_somebody_took_another_step(open_page):
    app = open_page("pages/mentors.py", CRCOG, who="Ana")
    upload(app)
    keep_experience(("Kent", "7.2", 2024, "report"))
    app.run()
    assert "wishes.csv is not taken in yet. Add its rows to keep them." in said(app)


@pytest.mark.parametrize(
    ("name", "row", "told"),
    [
        ("needs", (None, "3.12", "no staff"), "Row 1\\: choose a town."),
        ("experience", ("Avon", None, 2024, "report"), "Row 1\\: choose an action."),
    ],
)
def test_row_that_lacks_something_blocks_saving_and_is_named(open_page, monkeypatch, name, row, told):
    from sct_dash.records.store import open_store

    type_into(monkeypatch, name, row)
    app = open_page("pages/mentors.py", CRCOG, who="Ana")
    app.button(key=f"save-{name}").click().run()
    assert [error.value for error in app.error] == [told]
    assert not app.success
    assert open_store().needs().empty
    assert open_store().experience().empty


# --- Plan -------------------------------------------------------------------------------------------------


def test_plan_is_proven_and_its_numbers_follow_the_limits(open_page):
    app = open_page("pages/plan.py", CRCOG)
    assert (
        app.title[0].value
        == "12 introductions bring CRCOG's towns 95 points, the most that 12 can bring under these limits"
    )
    assert (metric(app, "Points gained"), metric(app, "Introductions")) == ("95", "12")
    app.number_input(key="introductions").set_value(5).run()
    assert app.title[0].value == "5 introductions bring CRCOG's towns 50 points, the most that five can bring"
    assert any("Compared with the plan before" in expander.label for expander in app.expander)
    app.toggle(key="free").set_value(True).run()
    assert metric(app, "Introductions") == "74"


def test_no_introduction_is_a_sentence_and_the_page_ends_there(open_page):
    app = open_page("pages/plan.py", CRCOG)
    app.number_input(key="introductions").set_value(0).run()
    assert not app.exception
    assert app.title[0].value == "The plan may hold no introduction, so it gains no points"
    assert not app.metric


def test_locked_and_ruled_out_introductions_shape_the_plan(open_page):
    first = open_page("pages/plan.py", CRCOG)
    kept = {Triple("Avon", "Farmington", "3.10")}
    app = open_page(
        "pages/plan.py",
        CRCOG,
        **{"locks CRCOG": kept, "forbids CRCOG": {Triple("Bloomfield", "Windsor", "")}, "why each": True},
    )
    assert not first.exception
    assert not app.exception
    assert any("1 agreed" in str(metric.delta) for metric in app.metric)
    assert "Avon mentors Farmington with 3.10" in " ".join(said(app))
    assert "It is agreed already." in " ".join(said(app))
    assert "Bloomfield mentors Windsor" not in " ".join(said(app))


def test_what_stands_in_a_closed_fold_of_the_plan_is_not_sent_to_the_browser(open_page):
    closed = open_page("pages/plan.py", CRCOG)
    opened = open_page("pages/plan.py", CRCOG, **{"why each": True, "curve as a table": True})
    for app, sent in ((closed, False), (opened, True)):
        assert ("East Hartford mentors Hartford with 5.8" in " ".join(said(app))) == sent
        assert any("best" in table.value.columns for table in app.dataframe) == sent


def test_contradictory_locks_are_one_line_and_can_be_forgotten(open_page):
    lock = Triple("Avon", "Farmington", "3.10")
    app = open_page("pages/plan.py", CRCOG, **{"locks CRCOG": {lock}, "forbids CRCOG": {lock}})
    assert not app.exception
    assert app.title[0].value == "What was agreed contradicts what is asked for"
    assert app.error[0].value.startswith(
        "Avon cannot be agreed as mentor of Farmington for 3.10\\: the same introduction is ruled out"
    )
    next(button for button in app.button if button.label.startswith("Forget")).click().run()
    assert metric(app, "Introductions") == "12"


def test_link_brings_back_what_was_agreed_and_ruled_out(open_page):
    link = {"agreed": "Avon,Farmington,3.10", "ruled_out": "Bloomfield,Windsor,2.2;Avon,Kent", "introductions": "5"}
    app = open_page("pages/plan.py", CRCOG | link)
    assert app.session_state["locks CRCOG"] == {Triple("Avon", "Farmington", "3.10")}
    assert app.session_state["forbids CRCOG"] == {Triple("Bloomfield", "Windsor", "2.2"), Triple("Avon", "Kent", "")}
    assert metric(app, "Introductions") == "5"
    assert any("1 agreed" in str(metric.delta) for metric in app.metric)
    app.multiselect[0].unselect(Triple("Avon", "Kent", "")).run()
    assert app.query_params["ruled_out"] == "Bloomfield,Windsor,2.2"
    app.session_state["locks CRCOG"] = set()
    app.run()
    assert "agreed" not in app.query_params


def test_link_with_an_introduction_that_is_not_there_any_more_says_so(open_page):
    gone = "Avvon,Kent,3.2;Avon,Kent;Kent,Avon,5.4;Avon,Farmington,3.10"
    app = open_page("pages/plan.py", CRCOG | {"agreed": gone})
    assert not app.exception
    lines = [text for text in said(app) if text.startswith(":material/link_off:")]
    assert lines == [
        ":material/link_off: The link has Avvon,Kent,3.2 and Avon,Kent as agreed, which cannot be read any more and "
        "was left out.",
        ":material/link_off: Set aside\\: Kent cannot be agreed as mentor of Avon for 5.4\\: nothing shows that Kent "
        "knows it on November 1, 2026.",
    ]
    assert any("1 agreed" in str(metric.delta) for metric in app.metric)


def test_link_brings_back_town_action_weights_and_filter_of_find_mentors(open_page):
    wanted = "3.12 Enhance Pollinator Pathways"
    link = {"mentee": "Kent", "wanted": wanted, "weight_near": "8", "fair_only": "true", "fairness": "2"}
    app = open_page("pages/mentors.py", CRCOG | link)
    assert not app.exception
    assert (app.selectbox(key="mentee").value, app.selectbox(key="wanted").value) == ("Kent", "3.12")
    assert (app.slider(key="weight_near").value, app.slider(key="fairness").value) == (8.0, 2.0)
    assert app.toggle(key="fair_only").value is True
    assert not app.toast


@pytest.mark.parametrize("wanted", ["3.12", "3.12 A title that was another then", "3.12 enhance pollinator pathways"])
def test_link_to_an_action_goes_by_its_number_whatever_it_is_called(open_page, wanted):
    app = open_page("pages/mentors.py", CRCOG | {"mentee": "kent", "wanted": wanted})
    assert (app.selectbox(key="mentee").value, app.selectbox(key="wanted").value) == ("Kent", "3.12")
    assert any(text.startswith("**24 towns could mentor Kent with 3.12 ") for text in said(app))
    assert not app.toast
    app.query_params["wanted"] = "3.12 Enhance Pollinator Pathways"  # as a browser writes it into the link
    app.run()
    app.selectbox(key="mentee").select("Goshen").run()  # which knows 3.12: no word of a link
    app.query_params["wanted"] = "3.12 Enhance Pollinator Pathways"
    app.run()
    assert (app.selectbox(key="wanted").value, list(app.toast)) == ("Any action", [])


def test_what_cannot_be_used_of_a_link_is_told_beside_what_had_to_be_understood(open_page):
    app = open_page("pages/mentors.py", {"region": "Narnia", "mentee": "Gotham", "wanted": "3.12", "why_not": "avon"})
    assert [toast.value.split(";")[0] for toast in app.toast] == [
        "There is no COG 'Narnia'",
        "The link's town was not used\\: 'Gotham' is not among those here.",
    ]
    # A browser takes away what a broken off run told, AppTest does not: it must be told by the last run itself.
    assert [sentence.split(" ")[-1] for sentence in app.session_state["told_of_link"]] == ["WestCOG.", "here."]
    assert (app.selectbox(key="wanted").value, app.selectbox(key="why_not").value) == ("3.12", "Avon")


@pytest.mark.parametrize(
    ("link", "told"),
    [
        ({"mentee": "Gotham"}, "town was not used\\: 'Gotham' is not among those here."),
        ({"wanted": "99.9"}, "action was not used\\: '99.9' is not among those here."),
        ({"weight_near": "999"}, "weight of 'Near' was not used\\: '999' is not a number from 0 to 8."),
        ({"weight_near": "nan"}, "weight of 'Near' was not used\\: 'nan' is not a number from 0 to 8."),
        ({"fairness": "much"}, "weight of fairness was not used\\: 'much' is not a number from 0 to 8."),
        ({"fair_only": "maybe"}, "choice of towns was not used\\: 'maybe' is neither true nor false."),
        ({"until_day": "soon"}, "day of points lost was not used\\: 'soon' is no date such as 2026\\-11\\-01."),
        ({"until_day": "2100-01-01"}, "day of points lost was not used\\: January 1, 2100 is after December 31, 2099."),
        ({"until_day": "2020-01-01"}, "day of points lost was not used\\: January 1, 2020 is before November 1, 2026."),
    ],
)
def test_whatever_find_mentors_cannot_use_of_a_link_is_told_once(open_page, link, told):
    app = open_page("pages/mentors.py", CRCOG | link)
    assert not app.exception
    assert [toast.value for toast in app.toast] == [f"The link's {told}"]
    assert app.title[0].value.startswith("30 of CRCOG's 38 towns need a mentor")
    assert (app.selectbox(key="mentee").value, app.selectbox(key="wanted").value) == ("Hebron", "Any action")
    app.selectbox(key="why_not").select("Hebron").run()
    assert not app.toast


def test_link_may_look_as_far_ahead_as_dates_go(open_page):
    app = open_page("pages/mentors.py", CRCOG | {"until_day": "2099-12-31"})
    assert (app.date_input(key="until_day").value, list(app.toast)) == (date(2099, 12, 31), [])


def test_day_that_the_page_itself_wrote_is_no_fault_of_a_link_when_the_application_date_passes_it(open_page):
    app = open_page("pages/mentors.py", CRCOG | {"until_day": "2026-12-01"})
    app.query_params["until_day"] = "2026-12-01"  # as a browser keeps it in the link
    app.date_input(key="date").set_value(date(2027, 1, 1)).run()
    assert (list(app.toast), list(app.exception)) == ([], [])
    app.query_params["until_day"] = ""  # as a browser says that the field was emptied
    app.run()
    assert (list(app.toast), list(app.exception)) == ([], [])


def test_how_many_towns_a_mentor_carries_is_told_of_now(open_page):
    app = open_page("pages/mentors.py", CRCOG)
    assert any("No mentor carries more than the usual limit of 3 towns now" in one.value for one in app.subheader)
    one = reliance.Reliance("Avon", (), 3, pd.DataFrame(), ())
    assert mentoring.reliance_finding((one,)) == "One mentor carries more than 3 towns now"
    assert mentoring.reliance_finding((one, one)) == "Two mentors carry more than 3 towns now"


def listed_triples(table):
    """Mentor, mentee and action of each row of the list of introductions."""
    return [tuple(re.split(" → |, ", said)) for said in table["said"]]


def test_ticking_an_introduction_plans_anew_around_it(open_page, monkeypatch):
    """Stands in for the list of introductions, which AppTest cannot edit: row 2 is ruled out and row 1 agreed."""
    real, ticked = st.data_editor, []

    def edited(table, key, **more):
        if not ticked:
            ticked.extend(listed_triples(table))
            st.session_state[key] = {"edited_rows": {0: {"locked": True}, 1: {"dropped": True}}}
            more["on_change"](*more["args"])
        return real(table, key=f"again-{key}", **more | {"on_change": None})

    monkeypatch.setattr(st, "data_editor", edited)
    app = open_page("pages/plan.py", CRCOG)
    app.run()
    now = [one.triple for one in app.session_state["plan_now"].introductions]
    assert app.session_state["locks CRCOG"] == {Triple(*ticked[0])}
    assert app.session_state["forbids CRCOG"] == {Triple(*ticked[1])}
    assert now[0] == ticked[0]
    assert ticked[1] not in now
    assert app.query_params["agreed"] == ",".join(ticked[0])


def test_kept_introductions_are_counted_in_and_said(open_page):
    from sct_dash.records.store import open_store

    keep_experience(("Avon", "3.12", 2024, ""), ("Kent", "3.12", 2024, ""))
    kept = records(planned(0, "Avon", "Canton", "3.12"), planned(1, "Kent", "Salisbury", "3.12"))
    open_store().import_records(kept, "Ada")
    app = open_page("pages/plan.py", CRCOG)
    assert not app.exception
    assert "1 introduction is planned already and is counted in." in said(app)


def button(app, label):
    return next(button for button in app.button if button.label == label)


def test_planned_introduction_that_has_begun_says_so_in_a_step_that_can_be_undone_and_is_not_planned_again(open_page):
    from sct_dash.records.store import open_store

    keep_experience(("Avon", "3.12", 2024, ""), ("Kent", "3.12", 2024, ""))
    rows = records(
        planned(0, "Avon", "Canton", "3.12", notes="Planned introduction, not begun yet. Call Bob."),
        planned(1, "Kent", "Salisbury", "3.12"),
    )
    open_store().import_records(rows, "Ada")
    nameless = open_page("pages/plan.py", CRCOG)
    assert button(nameless, "It has begun").disabled
    app = open_page("pages/plan.py", CRCOG, who="Ana")
    assert [expander.label for expander in app.expander if "has one begun" in expander.label] == [
        "1 planned introduction: has one begun?"
    ]
    assert any("its notes say so then" in text for text in said(app))
    button(app, "It has begun").click().run()
    assert not app.exception
    store = open_store()
    assert dict(zip(store.records()["record_id"], store.records()["notes"], strict=True))["P0"] == (
        "Planned introduction, begun. Call Bob."
    )
    assert [success.value for success in app.success] == ["Avon mentors Canton with 3.12\\: it has begun."]
    assert "1 introduction of an earlier plan has begun and is counted in." in said(app)
    assert ("Canton", "3.12") not in [one.triple[1:] for one in app.session_state["plan_now"].introductions]
    assert not [one for one in app.button if one.label == "It has begun"]
    step = store.history()[0]
    assert (step.by, step.why) == ("Ana", "it has begun")
    store.undo(by="Ana")
    assert store.records()["notes"].str.startswith("Planned introduction").all()


def test_page_that_lists_planned_introductions_asks_for_the_name_once_and_keeps_more(open_page):
    from sct_dash.records.store import open_store

    keep_experience(("Avon", "3.12", 2024, ""), ("Kent", "3.12", 2024, ""))
    open_store().import_records(records(planned(0, "Avon", "Canton", "3.12")), "Ada")
    app = open_page("pages/plan.py", CRCOG, who="Ana")
    number = int(metric(app, "Introductions"))
    button(app, "Keep them with our records").click().run()
    assert not app.exception
    assert len(open_store().records()) == 1 + number


def test_mentee_with_more_than_it_can_count_is_said_on_the_page(open_page):
    keep_needs(("Berlin", "", ""))
    app = open_page("pages/plan.py", CRCOG)
    assert not any("Berlin has" in text for text in said(app))
    app.selectbox(key="plan_for").select("asked").run()
    assert any(text.startswith(":material/groups: Berlin has ") for text in said(app))


def test_locks_that_are_more_than_asked_for_are_listed_and_can_be_taken_back_one_by_one(open_page):
    locks = {Triple("Avon", "Farmington", "3.10"), Triple("Bloomfield", "Windsor", "2.2")}
    app = open_page("pages/plan.py", CRCOG | {"introductions": "1"}, **{"locks CRCOG": locks})
    assert app.title[0].value == "What was agreed contradicts what is asked for"
    (listed,) = (one for one in app.multiselect if one.label == "Agreed")
    assert listed.value == sorted(locks)
    listed.unselect(Triple("Bloomfield", "Windsor", "2.2")).run()
    assert app.session_state["locks CRCOG"] == {Triple("Avon", "Farmington", "3.10")}
    assert metric(app, "Introductions") == "1"


def test_introductions_keep_their_rows_while_they_are_ticked(open_page, monkeypatch):
    real, listed, due = st.data_editor, [], []

    def edited(table, key, **more):
        listed.append(listed_triples(table))
        if due:
            st.session_state[key] = {"edited_rows": {due.pop(): {"locked": True}}}
            more["on_change"](*more["args"])
        return real(table, key=f"again-{key}", **more | {"on_change": None})

    monkeypatch.setattr(st, "data_editor", edited)
    app = open_page("pages/plan.py", CRCOG)
    due.append(7)
    app.run()
    app.run()
    assert not app.exception
    assert app.session_state["locks CRCOG"] == {Triple(*listed[0][7])}
    assert listed[-1] == listed[0]
    assert app.session_state["plan_now"].introductions[0].triple == Triple(*listed[0][7])
    app.number_input(key="introductions").set_value(5).run()
    assert listed[-1] == [tuple(one.triple) for one in app.session_state["plan_now"].introductions]


def test_towns_that_gain_are_told_with_their_cog_and_the_points_of_each_side(open_page):
    app = open_page("pages/plan.py", CRCOG)
    towns = app.session_state["plan_now"].towns
    beside = towns.loc[towns["cog"] != "CRCOG", "change"].sum()
    heading = f"{len(towns)} towns gain points: 95 in CRCOG, {beside} in other regions"
    assert any(heading in text.replace("\\", "") for text in said(app) + [one.value for one in app.subheader])
    (table,) = (one.value for one in app.dataframe if [*one.value.columns][1:4] == ["before", "after", "change"])
    assert [*table["cog"]] == [*towns["cog"]]
    (shown,) = (one.proto for one in app.dataframe if [*one.value.columns][1:4] == ["before", "after", "change"])
    widths = {name: column["width"] for name, column in json.loads(shown.columns).items() if "width" in column}
    assert widths["town"] == 124  # what the longest name takes
    assert sum(widths[name] for name in table) <= 354  # what stands beside the map on a desk


def test_key_of_the_plans_map_has_no_arrow_that_no_plan_has(open_page, monkeypatch):
    drawn = []
    monkeypatch.setattr(st, "html", lambda text, **_: drawn.append(text))
    open_page("pages/plan.py", CRCOG)
    keys = [text for text in drawn if "mentor to mentee" in text]
    assert keys
    assert not any("counts for nobody" in text for text in keys)


def test_plan_for_stated_needs_only_says_what_it_costs(open_page):
    keep_needs(("Avon", "", ""), ("Bolton", "3.12", ""))
    app = open_page("pages/plan.py", CRCOG)
    app.selectbox(key="plan_for").select("asked").run()
    assert not app.exception
    assert any(text.startswith("Planning for stated needs only costs ") for text in said(app))


def test_limit_for_one_mentee_is_none_until_it_is_given_and_stands_in_the_link(open_page):
    keep_needs(("Berlin", "", ""))
    app = open_page("pages/plan.py", CRCOG | {"free": "true"})
    app.selectbox(key="plan_for").select("asked").run()
    assert app.number_input(key="mentee_limit").value is None
    assert int(metric(app, "Introductions")) > 3
    app.number_input(key="mentee_limit").set_value(3).run()
    assert metric(app, "Introductions") == "3"
    assert not any(text.startswith(":material/groups:") for text in said(app))
    linked = open_page("pages/plan.py", CRCOG | {"free": "true", "mentee_limit": "1"})
    assert linked.number_input(key="mentee_limit").value == 1
    mentees = [one.mentee for one in linked.session_state["plan_now"].introductions]
    assert len(mentees) == len(set(mentees))


@pytest.mark.parametrize("town", ["Avon", "Canton"])
def test_planned_introduction_is_no_mentorship_yet_in_a_towns_receipt(open_page, town):
    from sct_dash.records.store import open_store

    open_store().import_records(records(planned(0, "Avon", "Canton", "3.12")), "Ada")
    app = open_page("pages/town.py", {"town": town})
    (line,) = [text for text in said(app) if "Record P0" in text]
    assert line.startswith("Avon will mentor Canton. Planned introduction, which has not begun")


def test_link_brings_back_whom_was_asked_about_and_who_might_stop(open_page):
    app = open_page("pages/mentors.py", CRCOG | {"why_not": "hebron", "stops": "Coventry"})
    assert not app.exception
    assert "Hebron is the town that looks for a mentor." in said(app)
    assert any(text.startswith("Without Coventry's mentorships ") for text in said(app))
    nowhere = open_page("pages/mentors.py", CRCOG | {"stops": "Nowhere"})
    assert nowhere.selectbox(key="stops").value is None
    assert [toast.value for toast in nowhere.toast] == [
        "The link's mentor that stops was not used\\: 'Nowhere' is not among those here."
    ]


def test_limit_for_one_mentee_comes_along_to_the_meeting(open_page):
    link = CRCOG | {"step": "introductions", "plan_for": "Stated needs only", "proposed": "8"}
    keep_needs(("Berlin", "", ""), ("Hebron", "", ""))
    number = [
        open_page("pages/present.py", link | limit).title[0].value.split()[0] for limit in ({}, {"mentee_limit": "1"})
    ]
    assert number == ["8", "2"]


def test_list_of_introductions_stays_while_it_is_ticked_and_is_a_new_one_when_it_shows_something_else(
    open_page, monkeypatch
):
    real, keys, shown, due = st.data_editor, [], [], []

    def edited(table, key, **more):
        keys.append(key)
        shown.append(table)
        if due:
            st.session_state[key] = {"edited_rows": due.pop()}
            more["on_change"](*more["args"])
        return real(table, key=f"again-{key}", **more | {"on_change": None})

    monkeypatch.setattr(st, "data_editor", edited)
    app = open_page("pages/plan.py", CRCOG)
    rows = [Triple(*triple) for triple in listed_triples(shown[0])]

    def tick(boxes):
        due.append(boxes)
        app.run()
        app.run()
        assert not app.exception
        return app.session_state["locks CRCOG"]

    assert tick({3: {"locked": True}}) == {rows[3]}
    assert tick({3: {"locked": True}, 5: {"locked": True}}) == {rows[3], rows[5]}
    assert tick({5: {"locked": True}}) == {rows[5]}  # a browser forgets a tick that was taken back
    assert tick({}) == set()
    assert set(keys) == {keys[0]}
    assert not any(table["locked"].any() for table in shown)

    app.session_state["locks CRCOG"] = {rows[5]}
    app.run()
    assert keys[-1] != keys[0]
    assert list(shown[-1].index[shown[-1]["locked"]]) == [5]
    assert tick({5: {"locked": False}}) == set()
    assert tick({5: {"locked": False}, 0: {"dropped": True}}) == set()
    assert app.session_state["forbids CRCOG"] == {rows[0]}
    assert len(set(keys)) == 3
    assert rows[0] not in listed_triples(shown[-1])


def test_reason_stands_right_beside_the_town_so_that_a_phone_shows_both(open_page):
    app = open_page("pages/mentors.py", CRCOG)
    tables = [list(table.value.columns) for table in app.dataframe]
    assert [columns[:2] for columns in tables if "why" in columns] == [["town", "why"]] * 2
