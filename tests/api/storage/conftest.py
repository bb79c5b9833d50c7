"""Every test here runs against SQLite and against a real PostgreSQL server."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from api.storage.database import Database
from api.storage.tables import Base

SERVER = "TIMELINE_TEST_DATABASE_URL"
KINDS = ["sqlite", "postgresql"]
LOOPBACK = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"


@contextmanager
def postgresql() -> Iterator[str]:
    """The URL of a fresh schema on the server; it is dropped afterwards."""
    url = os.environ.get(SERVER, LOOPBACK)
    schema = f"test_{secrets.token_hex(6)}"
    engine = create_engine(url, connect_args={"connect_timeout": 3}, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            connection.execute(text(f"CREATE SCHEMA {schema}"))
    except OperationalError as error:
        _without_server(f"no PostgreSQL server at {engine.url!r} ({SERVER} names another): {error.orig}")
    try:
        yield f"{url}{'&' if '?' in url else '?'}options=-csearch_path%3D{schema}"
    finally:
        with engine.connect() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
        engine.dispose()


def _without_server(reason: str) -> None:
    """These tests may be skipped on somebody's machine, never where changes are judged."""
    if os.environ.get("CI", "").lower() in ("1", "true"):
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def fresh(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database of this kind."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'timeline.db'}"
    else:
        with postgresql() as url:
            yield url


@pytest.fixture(scope="package", params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with fresh(request.param, tmp_path_factory.mktemp("storage")) as url:
        yield url


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of its own, without tables."""
    with fresh(request.param, tmp_path) as url:
        database = Database(url)
        yield database
        database.close()


@pytest.fixture(scope="package")
def migrated(url: str) -> Iterator[Database]:
    database = Database(url)
    database.migrate()
    yield database
    database.close()


@pytest.fixture
def database(migrated: Database) -> Iterator[Database]:
    """Empty tables."""
    yield migrated
    with migrated.writing() as session:
        for table in reversed(Base.metadata.sorted_tables):
            session.execute(table.delete())
