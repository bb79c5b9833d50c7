"""Migrations, and the pragmas that durability needs."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from api.access import Scope
from api.storage.database import Database
from api.storage.keys import KeyStore
from api.storage.tables import Base


def test_migrations_make_the_tables_that_the_code_has(migrated: Database) -> None:
    with migrated.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []


def test_migrating_again_changes_nothing(migrated: Database) -> None:
    migrated.migrate()


def test_sqlite_waits_for_the_disk(migrated: Database) -> None:
    if migrated.is_sqlite:
        with migrated.engine.connect() as connection:
            assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"
            assert connection.execute(text("PRAGMA synchronous")).scalar() == 2
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_keys_are_hashed_found_and_revoked(database: Database) -> None:
    keys = KeyStore(database)
    key, secret = keys.create("newsroom", [Scope.READ])
    assert keys.find(secret) == key
    assert keys.find(secret + "x") is None
    assert key.owner == key.id
    with database.reading() as session:
        rows = session.execute(text("SELECT * FROM api_keys")).all()
    assert secret not in repr(rows)
    assert keys.all() == [key]
    assert keys.revoke(key.id)
    assert not keys.revoke(key.id)
    assert keys.find(secret) is None


def test_a_key_may_replace_another_one(database: Database) -> None:
    keys = KeyStore(database)
    first, _ = keys.create("old", [Scope.READ])
    second, _ = keys.create("new", [Scope.READ, Scope.WRITE], owner=first.owner)
    assert second.owner == first.owner
    assert second.id != first.id
