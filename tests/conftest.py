"""What every test has: no store but one of its own; and databases to try a store on."""

import itertools
import os

import databases
import pytest

from sct_dash import facts


@pytest.fixture(autouse=True)
def no_records_of_yours(monkeypatch, tmp_path):
    """Tests neither read nor write the records of whoever runs them."""
    monkeypatch.setattr(facts, "LOCAL", tmp_path / "local")
    monkeypatch.delenv("SCT_DASH_DATABASE_URL", raising=False)


@pytest.fixture(scope="session")
def postgresql_server():
    """The URL of a PostgreSQL server of these tests; without one they are skipped, but not in CI."""
    programs = databases.programs()
    if programs is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL is not installed: apt-get install postgresql")
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with databases.postgresql(programs) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def new_url(request, tmp_path):
    """Makes the URL of an empty database, on SQLite and on PostgreSQL."""
    numbers = itertools.count(1)
    if request.param == "sqlite":
        return lambda: f"sqlite:///{tmp_path}/store{next(numbers)}/records.db"
    server = request.getfixturevalue("postgresql_server")
    return lambda: databases.new_schema(server)


@pytest.fixture
def url(new_url):
    """The URL of one empty database."""
    return new_url()
