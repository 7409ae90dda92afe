"""Memory that searches for garbage pass over."""

import gc

from sct_dash.ui import garbage


def test_searches_for_garbage_pass_over_what_was_there_when_modules_were_loaded_last(monkeypatch):
    gc.unfreeze()
    monkeypatch.setattr(garbage, "_modules", 0)
    kept = [[]]
    garbage.set_apart()
    try:
        assert gc.get_freeze_count() > 1000
        assert not any(one is kept for one in gc.get_objects())
        later = [[]]
        garbage.set_apart()
        assert any(one is later for one in gc.get_objects())  # no module was loaded since
    finally:
        gc.unfreeze()


def test_garbage_that_is_there_already_is_freed_and_not_set_apart(monkeypatch):
    import weakref

    class Knot:
        pass

    monkeypatch.setattr(garbage, "_modules", 0)
    knot = Knot()
    knot.itself, gone = knot, weakref.ref(knot)
    gc.disable()
    try:
        del knot
        garbage.set_apart()
        assert gone() is None
    finally:
        gc.enable()
        gc.unfreeze()
