"""What routes call: the stores and the workers together, as one caller may see them."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool

from api.access import Caller
from api.fetch.fetcher import Fetcher
from api.fetch.pages import at_hand
from api.problems import Kind, Problem
from api.storage.idempotency import Attempt, IdempotencyStore
from api.storage.ids import is_id
from api.storage.listing import BadCursor, Filters, Page
from api.storage.models import Kept, NewTimeline, Outdated, Raced, Revision, Stored, Visibility
from api.storage.timelines import TimelineStore
from api.work.desk import Work
from api.work.values import Source


@dataclass(frozen=True, slots=True)
class Posting:
    """An article to reconstruct, for whom, and the Idempotency-Key it came with."""

    source: Source
    visibility: Visibility
    key: str | None = None

    def attempt(self, caller: Caller) -> Attempt | None:
        if self.key is None:
            return None
        request = hashlib.sha256(f"timeline {self.source.digest()} {self.visibility}".encode()).hexdigest()
        return Attempt(caller.owner, self.key, request)


class Timelines:
    """Timelines as one caller may see them: what is not for them is not there."""

    def __init__(
        self, store: TimelineStore, keys: IdempotencyStore, work: Work, version: str, fetcher: Fetcher | None = None
    ) -> None:
        self.store = store
        self._keys = keys
        self._work = work
        self._fetcher = fetcher
        self._version = version
        self._under_way: set[tuple[str, str]] = set()
        self._lock = threading.Lock()

    async def create(self, posting: Posting, caller: Caller, *, background: bool = False) -> tuple[Stored, int]:
        """The timeline of an article, and the status to answer: 201 where it is new, 200 where it was there."""
        attempt = posting.attempt(caller)
        if attempt is None:
            return await self._create(posting, caller, None, background)
        with self._alone(attempt):
            replayed = await run_in_threadpool(self._replay, attempt, caller)
            return replayed or await self._create(posting, caller, attempt, background)

    async def _create(
        self, posting: Posting, caller: Caller, attempt: Attempt | None, background: bool
    ) -> tuple[Stored, int]:
        source = await at_hand(posting.source, self._fetcher)
        digest = source.digest()
        new = NewTimeline(caller.owner, digest, self._version, posting.visibility, caller.author, attempt)
        found = await run_in_threadpool(self.store.by_content, new.owner, new.content, new.version)
        if found is not None:
            return await run_in_threadpool(self._reuse, found, attempt)
        outcome = await self._work.reconstruct(source, background=background)
        try:
            stored, is_new = await run_in_threadpool(self.store.add, new, outcome)
        except Raced:
            raise same_key() from None
        return (stored, 201) if is_new else await run_in_threadpool(self._reuse, stored, attempt)

    def _reuse(self, found: Stored, attempt: Attempt | None) -> tuple[Stored, int]:
        if attempt is not None:
            self._keys.put(attempt, found.id, 200)
        return found, 200

    def _replay(self, attempt: Attempt, caller: Caller) -> tuple[Stored, int] | None:
        earlier = self._keys.find(attempt)
        if earlier is None:
            return None
        if earlier.request != attempt.request:
            raise Problem(Kind.KEY_REUSED, "this Idempotency-Key was used for another request")
        return self.get(earlier.resource, caller), earlier.status

    @contextmanager
    def _alone(self, attempt: Attempt) -> Iterator[None]:
        """Refuses a second request with the key while the first is worked on."""
        name = (attempt.owner, attempt.key)
        with self._lock:
            if name in self._under_way:
                raise same_key()
            self._under_way.add(name)
        try:
            yield
        finally:
            with self._lock:
                self._under_way.discard(name)

    def get(self, timeline_id: str, caller: Caller) -> Stored:
        """Raises a 404 problem for one that is not there or not for this caller."""
        stored = self.store.get(timeline_id) if is_id(timeline_id) else None
        if stored is None or not caller.sees(stored):
            raise missing()
        return stored

    def kept(self, timeline_id: str, caller: Caller) -> Kept:
        """Its answer, as it is to be sent."""
        found = self.store.kept(timeline_id) if is_id(timeline_id) else None
        if found is None or not caller.sees(found):
            raise missing()
        return found

    def read(self, timeline_id: str, caller: Caller) -> tuple[Stored, bytes]:
        """With its state, packed."""
        found = self.store.read(timeline_id) if is_id(timeline_id) else None
        if found is None or not caller.sees(found[0]):
            raise missing()
        return found

    def page(self, caller: Caller, filters: Filters, cursor: str | None, limit: int) -> Page[Stored]:
        """The caller's own."""
        clean = replace(filters, text=_clean(filters.text), source=_clean(filters.source))
        try:
            return self.store.page(caller.owner, clean, cursor, limit)
        except BadCursor:
            raise bad_cursor() from None

    def own(self, timeline_id: str, caller: Caller) -> Stored:
        """Raises a 404 problem for one that the caller may read but not change, too."""
        stored = self.get(timeline_id, caller)
        if stored.owner != caller.owner:
            raise missing()
        return stored

    def delete(self, timeline_id: str, caller: Caller) -> None:
        self.own(timeline_id, caller)
        self.store.delete(timeline_id)

    def show_to(self, timeline_id: str, caller: Caller, visibility: Visibility, etag: str | None) -> Stored:
        self.own(timeline_id, caller)
        try:
            changed = self.store.show_to(timeline_id, visibility, etag)
        except Outdated:
            raise outdated() from None
        if changed is None:
            raise missing()
        return changed

    def revisions(self, timeline_id: str, caller: Caller) -> list[Revision]:
        self.own(timeline_id, caller)
        return self.store.revisions(timeline_id)

    def read_revision(self, timeline_id: str, caller: Caller, number: int) -> bytes:
        """A state, packed."""
        self.own(timeline_id, caller)
        state = self.store.read_revision(timeline_id, number)
        if state is None:
            raise Problem(Kind.NOT_FOUND, "the timeline has no such revision")
        return state


def _clean(text: str | None) -> str | None:
    return None if text is None else text.replace("\0", " ")


def missing() -> Problem:
    return Problem(Kind.NOT_FOUND, "there is no such timeline")


def outdated() -> Problem:
    return Problem(Kind.PRECONDITION_FAILED, "the timeline has been changed since you read it")


def same_key() -> Problem:
    detail = "a request with the same Idempotency-Key is being worked on"
    return Problem(Kind.CONFLICT, detail, headers={"Retry-After": "1"})


def bad_cursor() -> Problem:
    return Problem(
        Kind.INVALID,
        "cursor: not one that a listing gave out",
        errors=[{"pointer": "/query/cursor", "detail": "not one that a listing gave out"}],
    )
