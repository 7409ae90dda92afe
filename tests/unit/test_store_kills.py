"""A program that is killed in the middle of an import leaves all of the step or none of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = int(os.environ.get("SCT_KILLS", "40"))
"""Set SCT_KILLS=1000 to be sure; takes a minute or two."""
SCRIPT = Path(__file__).resolve().parents[1] / "kills.py"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork and SIGKILL")
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_import_killed_at_any_moment_leaves_all_of_it_or_nothing(kind, request, tmp_path):
    url = f"sqlite:///{tmp_path}/records.db" if kind == "sqlite" else request.getfixturevalue("postgresql_server")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), url, str(KILLS), "8"], capture_output=True, text=True, timeout=60 + KILLS
    )
    assert (done.returncode, done.stderr) == (0, "")
    kept, nothing = map(int, done.stdout.split())
    assert kept + nothing == KILLS
    assert min(kept, nothing) > 0  # some were killed too late and some in time: the moments were the right ones
