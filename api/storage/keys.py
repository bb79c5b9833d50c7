"""API keys, hashed at rest."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from api.access import Scope
from api.storage.database import Database
from api.storage.ids import new_id, utc_now
from api.storage.tables import ApiKeyRow

PREFIX = "tlk_"


@dataclass(frozen=True, slots=True)
class ApiKey:
    id: str
    owner: str
    name: str
    scopes: frozenset[Scope]
    created: datetime
    revoked: datetime | None


_FIELDS = tuple(getattr(ApiKeyRow, field.name) for field in fields(ApiKey))
_VALID = select(*_FIELDS).where(ApiKeyRow.digest == bindparam("digest"), ApiKeyRow.revoked.is_(None))


class KeyStore:
    """A secret has 256 random bits, so one SHA-256 of it is as good as a slow hash, and cheap on every request."""

    def __init__(self, database: Database, now: Callable[[], datetime] = utc_now) -> None:
        self._database = database
        self._now = now

    def create(self, name: str, scopes: Collection[Scope], owner: str | None = None) -> tuple[ApiKey, str]:
        """A new key and its secret, which is told just this once. `owner`: that of another key, to replace it."""
        key_id, secret = new_id("key"), PREFIX + secrets.token_urlsafe(32)
        row = ApiKeyRow(
            id=key_id,
            owner=owner or key_id,
            name=name[:100],
            digest=_digest(secret),
            scopes=" ".join(sorted(scopes)),
            created=self._now(),
        )
        with self._database.writing() as session:
            session.add(row)
        return _key(row), secret

    def find(self, secret: str) -> ApiKey | None:
        """The key with this secret, unless it was revoked."""
        row = self._database.first(_VALID, digest=_digest(secret))
        return None if row is None else _key(row)

    def all(self) -> list[ApiKey]:
        with self._database.reading() as session:
            return [_key(row) for row in session.scalars(select(ApiKeyRow).order_by(ApiKeyRow.created))]

    def revoke(self, key_id: str) -> bool:
        """From now on the key opens nothing. False where there is no such key, or it was revoked before."""
        with self._database.writing() as session:
            row = session.get(ApiKeyRow, key_id)
            if row is None or row.revoked is not None:
                return False
            row.revoked = self._now()
            return True


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()


def _key(row: ApiKeyRow | Row[*tuple[Any, ...]]) -> ApiKey:
    scopes = frozenset(Scope(scope) for scope in row.scopes.split())
    return ApiKey(row.id, row.owner, row.name, scopes, row.created, row.revoked)
