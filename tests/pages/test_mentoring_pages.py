"""Find mentors and Plan: what their widgets change, and that what was kept in the store is seen."""

import pandas as pd
import pytest
import streamlit as st

from sct_dash.plan.problem import Triple
from sct_dash.records import lists

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
    assert app.title[0].value == "30 of CRCOG's 38 towns need a mentor; Hebron comes first"
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


def test_message_from_the_sample_says_that_it_is_fictional(open_page):
    app = open_page("pages/mentors.py", CRCOG)
    assert app.code[0].value.startswith("Dear colleagues in Coventry,")
    assert app.code[0].value.endswith("Sample: drafted from fictional records.")


def test_need_kept_in_the_store_puts_the_town_first_with_its_note(open_page):
    keep_needs(("Avon", "3.12", "no staff"))
    app = open_page("pages/mentors.py", CRCOG)
    assert app.title[0].value.endswith("; Avon comes first")
    assert "- Avon asked for help with action 3.12\\: no staff." in said(app)


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


# --- Plan -------------------------------------------------------------------------------------------------


def test_plan_is_proven_and_its_numbers_follow_the_limits(open_page):
    app = open_page("pages/plan.py", CRCOG)
    assert (
        app.title[0].value == "12 introductions bring CRCOG's towns 95 points; under these limits no plan brings more"
    )
    assert (metric(app, "Points gained"), metric(app, "Introductions")) == ("95", "12")
    app.number_input(key="introductions").set_value(5).run()
    assert app.title[0].value == "5 introductions bring CRCOG's towns 50 points; under these limits no plan brings more"
    assert any("Beside the plan before" in expander.label for expander in app.expander)
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
        "pages/plan.py", CRCOG, **{"locks CRCOG": kept, "forbids CRCOG": {Triple("Bloomfield", "Windsor", "")}}
    )
    assert not first.exception
    assert not app.exception
    assert any("1 agreed" in str(metric.delta) for metric in app.metric)
    assert "It is agreed already." in " ".join(said(app))
    assert "Bloomfield mentors Windsor" not in " ".join(said(app))


def test_contradictory_locks_are_one_line_and_can_be_forgotten(open_page):
    lock = Triple("Avon", "Farmington", "3.10")
    app = open_page("pages/plan.py", CRCOG, **{"locks CRCOG": {lock}, "forbids CRCOG": {lock}})
    assert not app.exception
    assert app.title[0].value == "The plan's locks contradict each other"
    assert app.error[0].value.startswith(
        "Avon cannot be locked as mentor of Farmington for 3.10\\: the same introduction"
    )
    next(button for button in app.button if button.label.startswith("Forget")).click().run()
    assert metric(app, "Introductions") == "12"


def test_plan_for_stated_needs_only_says_what_it_costs(open_page):
    keep_needs(("Avon", "", ""), ("Bolton", "3.12", ""))
    app = open_page("pages/plan.py", CRCOG)
    app.selectbox(key="plan_for").select("asked").run()
    assert not app.exception
    assert any(text.startswith("Planning for stated needs only costs ") for text in said(app))
