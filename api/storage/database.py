"""The database: an engine with the pragmas that durability needs, read and write sessions, migrations."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVarTuple

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, Row, Select, create_engine, event, make_url, text
from sqlalchemy.orm import Session

Ts = TypeVarTuple("Ts")

MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """An engine and how to talk through it. SQLite and PostgreSQL behave alike behind it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine = _sqlite(url) if self.is_sqlite else _server(url)
        options: dict[str, Any] = {"begin": None} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        self._for_writing = self.engine.execution_options(begin="BEGIN IMMEDIATE") if self.is_sqlite else self.engine
        self._for_one = self.engine.execution_options(**options)

    def first(self, query: Select[*Ts], **values: str | int) -> Row[*Ts] | None:
        """The first row of one query, made once with `bindparam` for the values.

        Nothing else belongs to it, so there is no transaction to begin and to end.
        """
        with self._for_one.connect() as connection:
            return connection.execute(query, values).first()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        with Session(self.engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A transaction: committed at the end, rolled back on an error. SQLite takes its write lock at the start."""
        with Session(self._for_writing, expire_on_commit=False) as session, session.begin():
            yield session

    def migrate(self, to: str = "head") -> None:
        """Bring the tables up to date, or (in tests) to an earlier revision."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        with self.engine.begin() as connection:
            if not self.is_sqlite:  # two servers that start at once: one migrates, the other waits
                connection.execute(text("SELECT pg_advisory_xact_lock(7411)"))
            config.attributes["connection"] = connection
            command.upgrade(config, to)

    def ping(self) -> None:
        """Raises where the database does not answer."""
        with self.engine.connect() as connection:
            connection.execute(text("SELECT 1"))

    def close(self) -> None:
        self.engine.dispose()


def _server(url: str) -> Engine:
    return create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=30)


def _sqlite(url: str) -> Engine:
    place = make_url(url).database
    if place and place != ":memory:":
        Path(place).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": 30, "check_same_thread": False}, pool_size=10, max_overflow=30)
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _set_pragmas(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver's own BEGIN comes too late; `_begin` sends ours
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    statement = connection.get_execution_options().get("begin", "BEGIN")
    if statement is not None:
        connection.exec_driver_sql(statement)
