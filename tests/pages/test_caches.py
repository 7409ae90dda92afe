"""What is kept between clicks: points are counted at once and told meanwhile, records are those of the store."""

from datetime import date

import pytest
from builders import record, records

from sct_dash import network, outlook
from sct_dash.records import source as sources
from sct_dash.records.store import open_store
from sct_dash.ui import caches, keeping

FILE = "pages/records.py"
DAY = sources.SAMPLE_DATE


def test_all_that_points_are_told_by_is_counted_when_a_page_asks_for_it(monkeypatch):
    taken = caches.take(sources.sample(), DAY, "CRCOG")
    for module, name in ((network, "mentorships"), (outlook, "forecast")):
        monkeypatch.setattr(module, name, lambda *_: pytest.fail("counted later, without a word"))
    assert not taken.mentorships.empty
    assert not taken.forecast.empty


def test_nothing_is_counted_for_a_page_that_tells_no_points(monkeypatch):
    monkeypatch.setattr("sct_dash.scoring.score", lambda *_: pytest.fail("points were counted"))
    assert len(caches.take(sources.sample(), DAY, None, count=False).own_records) == 150


def test_regions_share_what_was_counted_and_dates_do_not():
    state, region = (caches.take(sources.sample(), DAY, region) for region in (None, "CRCOG"))
    assert region.whole is state.whole
    assert caches.take(sources.sample(), date(2027, 5, 1), None).whole is not state.whole


def test_points_are_counted_as_for_any_page_where_a_saving_tells_them(open_page, monkeypatch):
    store = open_store()
    store.import_records(records(record()), "Ben")
    app = open_page(FILE, {"task": "What changed"}, who="Ana")
    counted = []
    monkeypatch.setattr(caches, "_count", lambda _version, day, whole: counted.append((day, whole.source.records)))
    store.edit(records(record(notes="a call")), store.version(), "Ben")
    app.run()
    assert not counted
    app.button(key="undo-2").click().run()
    ((day, seen),) = counted
    assert (day, seen["notes"].tolist()) == (app.date_input(key="date").value, [""])


def test_records_of_the_store_are_its_own_also_where_they_are_those_of_the_sample():
    assert keeping.records_now().empty
    store = open_store()
    store.import_records(sources.sample().records, "Ben")
    assert keeping.records_now()["record_id"].tolist() == store.records()["record_id"].tolist()
    assert len(keeping.records_now()) == 150
    store.undo(by="Ben")
    assert keeping.records_now().empty
