"""The database under a store: where it is, its tables and how they came to be, its transactions.

SQLite in a file of its own or PostgreSQL; both are written by one writer at a time.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sql
from sqlalchemy.exc import ArgumentError, DatabaseError, OperationalError

from sct_dash import facts
from sct_dash.errors import UserError

URL_VARIABLE = "SCT_DASH_DATABASE_URL"
_PATIENCE = 30
"""Seconds to wait for another writer."""
_LOCK = 0x5C7DA5
"""The number that PostgreSQL knows the writers' lock by."""

_METADATA = sql.MetaData()
META = sql.Table("sct_meta", _METADATA, sql.Column("name", sql.Text), sql.Column("value", sql.Text))
STEPS = sql.Table(
    "sct_steps",
    _METADATA,
    sql.Column("number", sql.Integer),
    sql.Column("at", sql.Text),
    sql.Column("by_whom", sql.Text),
    sql.Column("why", sql.Text),
    sql.Column("kind", sql.Text),
    sql.Column("undoes", sql.Integer),
    sql.Column("archived", sql.Integer),
)
VERSIONS = sql.Table(
    "sct_versions",
    _METADATA,
    sql.Column("kind", sql.Text),
    sql.Column("name", sql.Text),
    sql.Column("step", sql.Integer),
    sql.Column("change", sql.Text),
    sql.Column("cells", sql.Text),
)

_FIRST = (
    "CREATE TABLE sct_meta (name TEXT PRIMARY KEY, value TEXT NOT NULL)",
    "CREATE TABLE sct_steps (number INTEGER PRIMARY KEY, at TEXT NOT NULL, by_whom TEXT NOT NULL, why TEXT NOT NULL,"
    " kind TEXT NOT NULL, undoes INTEGER, archived INTEGER NOT NULL)",
    "CREATE TABLE sct_versions (kind TEXT NOT NULL, name TEXT NOT NULL, step INTEGER NOT NULL REFERENCES sct_steps,"
    " change TEXT NOT NULL, cells TEXT NOT NULL, PRIMARY KEY (kind, name, step))",
    "CREATE INDEX sct_versions_by_step ON sct_versions (step)",
    "INSERT INTO sct_meta VALUES ('schema', '1')",
)
_BROUGHT = (
    # What earlier imports wrote is what their sheets said; those that were undone tell nothing.
    "INSERT INTO sct_versions (kind, name, step, change, cells)"
    " SELECT 'brought', v.name, v.step, v.change, v.cells FROM sct_versions v JOIN sct_steps s ON s.number = v.step"
    " WHERE v.kind = 'record' AND s.kind = 'import' AND s.archived = 0"
    " AND s.number NOT IN (SELECT undoes FROM sct_steps WHERE undoes IS NOT NULL)",
)
_OPEN = ()
"""Entries of another kind may stand among the versions now, which an earlier program would not know."""
MIGRATIONS: tuple[tuple[str, ...], ...] = (_FIRST, _BROUGHT, _OPEN)
"""What brings a database from each schema version to the next, the first from nothing. Never changed, only added to."""


class Database:
    """One database, opened for each transaction anew.

    Parameters
    ----------
    url
        ``sqlite:///file``, ``postgresql://…``; None for what the environment names, or else the local file.

    Raises
    ------
    UserError
        When the URL names no database of these two kinds.
    """

    def __init__(self, url: str | None = None) -> None:
        named = url or os.environ.get(URL_VARIABLE)
        self.url = _url(named) if named else sql.URL.create("sqlite", database=str(facts.LOCAL / "records.db"))
        self.is_sqlite = self.url.drivername == "sqlite"
        self._engine = _engine(self.url, self.is_sqlite)
        self._seen = False

    @property
    def name(self) -> str:
        """The database for a sentence, without its password."""
        return Path(self.url.database).name if self.is_sqlite else self.url.render_as_string(hide_password=True)

    def exists(self) -> bool:
        """Whether anything was ever written; an older database is brought up to date on the way.

        Raises
        ------
        UserError
            When it cannot be opened, or a newer program wrote it.
        """
        if self.is_sqlite and not Path(self.url.database).exists():
            self._seen = False
        elif not self._seen:
            with self._connection() as connection:
                schema = self._schema(connection)
            if 0 < schema < len(MIGRATIONS):
                with self.write():
                    pass
            self._seen = schema > 0
        return self._seen

    @contextmanager
    def read(self) -> Iterator[sql.Connection]:
        """A transaction that sees one moment."""
        options = {} if self.is_sqlite else {"isolation_level": "REPEATABLE READ"}
        with self._connection(**options) as connection:
            yield connection

    @contextmanager
    def write(self) -> Iterator[sql.Connection]:
        """A transaction that no other writer's overlaps: all of it is kept, or none."""
        if self.is_sqlite:
            self._make_folder()
        with self._connection(sct_writes=True) as connection:
            if not self.is_sqlite:
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_PATIENCE}s'")
                connection.execute(sql.select(sql.func.pg_advisory_xact_lock(_LOCK)))
            self._migrate(connection)
            yield connection

    @contextmanager
    def _connection(self, **options: object) -> Iterator[sql.Connection]:
        try:
            with self._engine.connect().execution_options(**options) as connection, connection.begin():
                yield connection
        except DatabaseError as error:
            if not _for_the_user(error):
                raise
            reason = " ".join(str(error.orig).split()).rstrip(".?")
            raise UserError(f"The records in {self.name} cannot be reached: {reason}.") from error

    def _make_folder(self) -> None:
        folder = Path(self.url.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{folder}: the records cannot be kept there: {error.strerror}.") from error

    def _schema(self, connection: sql.Connection) -> int:
        """The version of the tables; 0 when there are none."""
        if not sql.inspect(connection).has_table(META.name):
            return 0
        schema = int(connection.scalar(sql.select(META.c.value).where(META.c.name == "schema")))
        if schema > len(MIGRATIONS):
            raise UserError(
                f"The records in {self.name} were written by a newer version of this program (schema {schema}, "
                f"this one knows {len(MIGRATIONS)}); update the program."
            )
        return schema

    def _migrate(self, connection: sql.Connection) -> None:
        schema = self._schema(connection)
        for number, statements in enumerate(MIGRATIONS[schema:], start=schema + 1):
            for statement in statements:
                connection.exec_driver_sql(statement)
            connection.execute(sql.update(META).where(META.c.name == "schema").values(value=str(number)))
        if schema == 0:
            connection.execute(sql.insert(META).values(name="store", value=secrets.token_hex(4)))


def _for_the_user(error: DatabaseError) -> bool:
    """Whether it is about the database (gone, locked, full, damaged, forbidden) and not about our SQL."""
    forbidden = getattr(error.orig, "sqlstate", None) == "42501"
    return type(error) in (DatabaseError, OperationalError) or forbidden


def _url(text: str) -> sql.URL:
    try:
        url = sql.make_url(text)
    except ArgumentError as error:
        raise UserError(
            f"{URL_VARIABLE} is not the address of a database; write postgresql://user@host/name."
        ) from error
    if url.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return url.set(drivername="postgresql+psycopg")
    if url.drivername in ("sqlite", "sqlite+pysqlite") and url.database not in (None, "", ":memory:"):
        return url.set(drivername="sqlite")
    raise UserError(f"{URL_VARIABLE}: {url.drivername} is not supported; use postgresql:// or sqlite:/// and a file.")


def _engine(url: sql.URL, is_sqlite: bool) -> sql.Engine:
    if not is_sqlite:
        return sql.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    engine = sql.create_engine(url, poolclass=sql.NullPool, connect_args={"timeout": _PATIENCE})

    @sql.event.listens_for(engine, "connect")
    def _leave_transactions_to_us(connection, _record) -> None:
        connection.isolation_level = None

    @sql.event.listens_for(engine, "begin")
    def _begin(connection: sql.Connection) -> None:
        writes = connection.get_execution_options().get("sct_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine
