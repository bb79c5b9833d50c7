"""What the stores give and take: plain values, detached from any session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from api.storage.idempotency import Attempt

ANYONE = ""  # the owner of what is stored without a key


class Visibility(StrEnum):
    """Who may read a timeline: its owner, whoever knows its id, or everybody."""

    PRIVATE = "private"
    UNLISTED = "unlisted"
    PUBLIC = "public"


@dataclass(frozen=True, slots=True)
class Stored:
    """A timeline's row, without its documents."""

    id: str
    owner: str
    visibility: Visibility
    created: datetime
    modified: datetime
    revision: int
    etag: str
    version: str
    published: str
    title: str | None
    url: str | None
    source: str | None
    events: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A timeline's answer as it is kept, in gzip, and what decides who gets it."""

    owner: str
    visibility: Visibility
    etag: str
    body: bytes


@dataclass(frozen=True, slots=True)
class NewTimeline:
    """What `TimelineStore.add` needs to know besides the outcome."""

    owner: str
    content: str
    version: str
    visibility: Visibility = Visibility.PRIVATE
    author: str = ANYONE
    attempt: Attempt | None = None


class Outdated(Exception):
    """What is to be changed has been changed by somebody else since it was read."""


class Raced(Exception):
    """Two requests with one Idempotency-Key were worked on at once, and the other one came first."""


@dataclass(frozen=True, slots=True)
class Change:
    """Who changes a timeline and how: `kind` is created, corrected or restored, `changes` the details as JSON."""

    author: str
    kind: str
    note: str | None = None
    changes: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of a timeline. `changes` is what led to it, as JSON."""

    number: int
    created: datetime
    author: str
    kind: str
    note: str | None
    changes: str | None
