"""The store of timelines."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from api.head import head
from api.storage.database import Database
from api.storage.idempotency import Attempt, IdempotencyStore
from api.storage.listing import BadCursor, Cursor, Filters
from api.storage.models import Change, NewTimeline, Outdated, Raced, Visibility
from api.storage.timelines import TimelineStore
from tests.api.storage.outcomes import outcome

NOON = datetime(2024, 5, 1, 12, 0, 0, 123456, tzinfo=UTC)


def ticking() -> Iterator[datetime]:
    moment = NOON
    while True:
        yield moment
        moment += timedelta(seconds=1)


@pytest.fixture
def store(database: Database) -> TimelineStore:
    clock = ticking()
    return TimelineStore(database, lambda: next(clock))


def new(content: str = "a", owner: str = "key_a", attempt: Attempt | None = None) -> NewTimeline:
    return NewTimeline(owner, content, "1", author=owner, attempt=attempt)


def test_what_is_added_is_read_back(store: TimelineStore) -> None:
    stored, is_new = store.add(new(), outcome())
    assert is_new
    assert store.get(stored.id) == stored
    assert store.read(stored.id) == (stored, outcome().state)
    assert (stored.created, stored.revision, stored.visibility) == (NOON, 1, Visibility.PRIVATE)


def answer(store: TimelineStore, timeline_id: str) -> dict[str, object]:
    """What is kept to be sent."""
    kept = store.kept(timeline_id)
    assert kept is not None
    found: dict[str, object] = json.loads(gzip.decompress(kept.body))
    return found


def test_the_answer_is_kept_as_it_is_sent(store: TimelineStore) -> None:
    stored, _ = store.add(new(), outcome())
    assert answer(store, stored.id) == head(stored) | {"complete": False, "word": "rain"}
    shared = store.show_to(stored.id, Visibility.PUBLIC, stored.etag)
    assert shared is not None
    assert answer(store, stored.id) == head(shared) | {"complete": False, "word": "rain"}
    revised = store.revise(stored.id, outcome("snow"), Change("key_a", "corrected"), shared.etag)
    assert revised is not None
    assert answer(store, stored.id) == head(revised) | {"complete": False, "word": "snow"}
    kept = store.kept(stored.id)
    assert kept is not None
    assert (kept.owner, kept.visibility, kept.etag) == ("key_a", Visibility.PUBLIC, revised.etag)
    assert store.kept("tl_nothing") is None


def test_the_same_content_is_stored_once_for_each_owner_and_version(store: TimelineStore) -> None:
    first, _ = store.add(new(), outcome())
    again, is_new = store.add(new(), outcome())
    assert (again, is_new) == (first, False)
    assert store.by_content("key_a", "a", "1") == first
    assert store.by_content("key_b", "a", "1") is None
    assert store.by_content("key_a", "a", "2") is None
    assert store.add(new(owner="key_b"), outcome())[1]


def test_equal_articles_added_at_once_end_up_as_one(store: TimelineStore) -> None:
    ids: list[str] = []
    threads = [threading.Thread(target=lambda: ids.append(store.add(new(), outcome())[0].id)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ids) == 8
    assert len(set(ids)) == 1


def test_deleting_takes_the_revisions_along(store: TimelineStore) -> None:
    stored, _ = store.add(new(), outcome())
    assert store.delete(stored.id)
    assert not store.delete(stored.id)
    assert store.read(stored.id) is None
    assert store.revisions(stored.id) == []
    assert store.add(new(), outcome())[1]


def test_pages_meet_without_gap_or_repetition_while_rows_come_and_go(store: TimelineStore) -> None:
    ids = [store.add(new(str(n)), outcome())[0].id for n in range(7)]
    first = store.page("key_a", Filters(), None, 3)
    store.add(new("later"), outcome())
    store.delete(ids[6])
    second = store.page("key_a", Filters(), first.next, 3)
    third = store.page("key_a", Filters(), second.next, 3)
    assert [item.id for page in (first, second, third) for item in page.items] == ids[::-1]
    assert third.next is None


def test_pages_meet_within_one_moment(database: Database) -> None:
    store = TimelineStore(database, lambda: NOON)
    ids = {store.add(new(str(n)), outcome())[0].id for n in range(5)}
    first = store.page("key_a", Filters(), None, 2)
    second = store.page("key_a", Filters(), first.next, 2)
    third = store.page("key_a", Filters(), second.next, 2)
    assert {item.id for page in (first, second, third) for item in page.items} == ids


@pytest.mark.parametrize("text", ["", "x", "!!!", "\u00e9", "a" * 200, str(Cursor(NOON, "tl_short"))])
def test_a_cursor_that_no_listing_gave_out_is_refused(store: TimelineStore, text: str) -> None:
    with pytest.raises(BadCursor):
        store.page("key_a", Filters(), text, 3)


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), {"flood", "vote", "snow"}),
        (Filters(published_from=date(2022, 10, 12)), {"vote", "snow"}),
        (Filters(published_to=date(2022, 10, 12)), {"flood", "vote"}),
        (Filters(published_from=date(2022, 10, 12), published_to=date(2022, 10, 12)), {"vote"}),
        (Filters(source="www.Example.org"), {"flood"}),
        (Filters(text="VOTE"), {"vote"}),
        (Filters(text="said about"), {"flood", "vote", "snow"}),
        (Filters(text="100% it_all"), {"flood", "vote", "snow"}),
        (Filters(text="1%0"), set()),
        (Filters(text="it?all"), set()),
    ],
)
def test_filters(store: TimelineStore, filters: Filters, found: set[str]) -> None:
    store.add(new("1"), outcome("flood", "2022-10-11"))
    store.add(new("2"), outcome("vote", "2022-10-12T23:30", "other.example"))
    store.add(new("3"), outcome("snow", "2022-10-13", None))
    store.add(new("4", owner="key_b"), outcome("theirs"))
    titles = {(item.title or "").removeprefix("About ") for item in store.page("key_a", filters, None, 10).items}
    assert titles == found


def test_revisions_are_kept_and_numbered(store: TimelineStore) -> None:
    stored, _ = store.add(new(), outcome())
    change = Change("key_a", "corrected", "a note", '{"hide": "e3"}')
    revised = store.revise(stored.id, outcome("snow", "2022-10-13"), change, stored.etag)
    assert revised is not None
    assert (revised.revision, revised.published) == (2, "2022-10-13")
    assert revised.etag != stored.etag
    assert store.read(stored.id) == (revised, outcome("snow").state)
    assert store.read_revision(stored.id, 1) == outcome().state
    assert store.read_revision(stored.id, 2) == outcome("snow").state
    assert store.read_revision(stored.id, 3) is None
    kept = [(state.number, state.kind, state.note, state.changes) for state in store.revisions(stored.id)]
    assert kept == [(1, "created", None, None), (2, "corrected", "a note", '{"hide": "e3"}')]


def test_of_two_changes_of_one_state_the_second_is_refused(store: TimelineStore) -> None:
    stored, _ = store.add(new(), outcome())
    store.revise(stored.id, outcome("snow"), Change("key_a", "corrected"), stored.etag)
    with pytest.raises(Outdated):
        store.revise(stored.id, outcome("hail"), Change("key_b", "corrected"), stored.etag)
    with pytest.raises(Outdated):
        store.show_to(stored.id, Visibility.PUBLIC, stored.etag)
    assert len(store.revisions(stored.id)) == 2


def test_of_many_changes_at_once_one_wins(store: TimelineStore) -> None:
    stored, _ = store.add(new(), outcome())
    results: list[str] = []

    def revise(n: int) -> None:
        try:
            store.revise(stored.id, outcome(f"snow {n}"), Change(f"key_{n}", "corrected"), stored.etag)
            results.append("done")
        except Outdated:
            results.append("outdated")

    threads = [threading.Thread(target=revise, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["done", *["outdated"] * 5]
    assert len(store.revisions(stored.id)) == 2


def test_who_may_read_can_be_changed(store: TimelineStore) -> None:
    stored, _ = store.add(new(), outcome())
    shown = store.show_to(stored.id, Visibility.PUBLIC, stored.etag)
    assert shown is not None
    assert (shown.visibility, shown.revision) == (Visibility.PUBLIC, 1)
    assert shown.etag != stored.etag
    assert store.show_to("tl_nothing", Visibility.PUBLIC, None) is None


def test_an_idempotency_key_is_stored_with_its_timeline(store: TimelineStore, database: Database) -> None:
    keys = IdempotencyStore(database)
    attempt = Attempt("key_a", "once", "request")
    stored, _ = store.add(new(attempt=attempt), outcome())
    earlier = keys.find(attempt)
    assert earlier is not None
    assert (earlier.resource, earlier.status, earlier.request) == (stored.id, 201, "request")
    with pytest.raises(Raced):
        store.add(new("other", attempt=attempt), outcome())
    assert store.by_content("key_a", "other", "1") is None


def test_old_idempotency_keys_are_forgotten(database: Database) -> None:
    keys = IdempotencyStore(database, lambda: NOON)
    attempt = Attempt("key_a", "once", "request")
    keys.put(attempt, "tl_1", 200)
    keys.put(attempt, "tl_2", 201)
    assert keys.find(attempt) is not None
    later = IdempotencyStore(database, lambda: NOON + timedelta(days=2))
    assert later.forget(timedelta(days=3)) == 0
    assert later.forget(timedelta(days=1)) == 1
    assert keys.find(attempt) is None


def test_text_that_a_database_cannot_hold_is_replaced(store: TimelineStore) -> None:
    odd = outcome("a\0b\ud800c")
    stored, _ = store.add(new(), odd)
    found = store.get(stored.id)
    assert found is not None
    assert found.title == "About a b?c"
