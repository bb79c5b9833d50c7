"""Ids and the clock of the stores."""

from __future__ import annotations

import re
import secrets
from base64 import b32encode
from datetime import UTC, datetime

_ID = re.compile(r"[a-z]{2,3}_[a-z2-7]{24}")


def utc_now() -> datetime:
    return datetime.now(UTC)


def new_id(prefix: str) -> str:
    """Not to be guessed: 120 random bits. An unlisted timeline is as secret as its id."""
    return f"{prefix}_{b32encode(secrets.token_bytes(15)).decode().lower()}"


def is_id(text: str) -> bool:
    """Whether this could be an id at all; what could not is never sent to a database."""
    return _ID.fullmatch(text) is not None
