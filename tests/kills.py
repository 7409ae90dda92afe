"""Kills importing programs at random moments and looks at what they leave: all of the step or none of it.

    python tests/kills.py URL COUNT SEED

prints how many imports were kept and how many left nothing; stops at the first half of a step. More than the
test does: SCT_KILLS=1000 python -m pytest tests/unit/test_store_kills.py
"""

import os
import random
import signal
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[1]), str(Path(__file__).resolve().parent)]

from builders import record, records  # noqa: E402 (found by the line above)

from sct_dash.records.store import Gone, open_store  # noqa: E402

ROWS = 200
FIRST = date(2022, 1, 1)
FRESH_AFTER = 25
"""Imports into one database; then a new one, so that making the tables is killed at, too."""


def sheet(tag, own=0):
    """`ROWS` records that all say `tag`, the last of which no other sheet has."""
    days = [*range(ROWS - 1), ROWS + own]
    return records(*(record(record_id=f"R{n}", started=FIRST + timedelta(days=n), notes=tag) for n in days))


def import_in_a_child(url, table, wait):
    """Import in a process of its own, take off what is not in the table, and kill it after `wait` seconds.

    Gives the seconds that it took.
    """
    began = time.perf_counter()
    child = os.fork()
    if child == 0:
        try:
            store = open_store(url)
            names = set(store.records()["record_id"]) - set(table["record_id"])
            store.import_records(table, "Ana", gone=Gone(tuple(names), store.version()))
        finally:
            os._exit(0)
    if wait is not None:
        time.sleep(wait)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return time.perf_counter() - began


def left(url):
    """What a store holds: its tag ('' for nothing) and its number of steps, once nobody writes any more."""
    store = open_store(url)
    with store._database.write():
        pass
    found = store.records()
    tags = set(found["notes"])
    if len(found) not in (0, ROWS) or len(tags) > 1:
        raise SystemExit(f"half a step: {len(found)} records that say {sorted(tags)}")
    return (tags.pop() if tags else ""), len(store.history())


def main(urls, count, seed):
    chance = random.Random(seed)
    kept = 0
    for number in range(count):
        if number % FRESH_AFTER == 0:
            url, tag, steps = next(urls), "", 0
            longest = max(import_in_a_child(next(urls), sheet("whole"), None) for _ in range(2))
        import_in_a_child(url, sheet(f"t{number}", number), chance.uniform(0, 1.1 * longest))
        found = left(url)
        if found not in ((tag, steps), (f"t{number}", steps + 1)):
            raise SystemExit(f"neither before nor after: {found}, after {tag!r} and {steps} steps")
        kept += found != (tag, steps)
        tag, steps = found
    print(kept, count - kept)


def numbered(url):
    """Urls of ever new databases: files beside each other, or schemas of a server."""
    number = 0
    while True:
        number += 1
        if url.startswith("sqlite"):
            yield f"{url}.{number}"
        else:
            import databases

            yield databases.new_schema(url)


if __name__ == "__main__":
    main(numbered(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
