"""Sheets with unsaved answers, kept on the server."""

from sct_dash.ui import drafts
from sct_dash.ui.at_hand import AtHand


def sheet(letters: int = 1) -> AtHand:
    return AtHand("r.csv", b"x" * letters, "stamp")


def test_draft_that_was_not_touched_longest_goes_first(monkeypatch):
    monkeypatch.setattr(drafts, "_MOST", 2)
    kept = drafts._Drafts()
    for name in ("a", "b", "a", "c"):
        kept.keep(name, sheet())
    assert list(kept.sheets) == ["a", "c"]


def test_large_drafts_make_way_but_the_last_one_stays(monkeypatch):
    monkeypatch.setattr(drafts, "_MOST_BYTES", 10)
    kept = drafts._Drafts()
    kept.keep("a", sheet(6))
    kept.keep("b", sheet(4))
    assert list(kept.sheets) == ["a", "b"]
    kept.keep("c", sheet(11))
    assert list(kept.sheets) == ["c"]
    kept.drop("c")
    kept.drop("c")
    assert list(kept.sheets) == []
