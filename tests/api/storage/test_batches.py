"""The store of batches."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

from api.storage.batches import BatchStore, Claimed
from api.storage.database import Database
from api.storage.models import Visibility

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def test_articles_are_claimed_once_in_order_and_settled(database: Database) -> None:
    store = BatchStore(database)
    batch = store.add("key_a", Visibility.PUBLIC, [b"1", b"2"])
    first, second = store.claim(60), store.claim(60)
    assert first == Claimed(batch.id, 0, "key_a", Visibility.PUBLIC, b"1")
    assert second is not None
    assert store.claim(60) is None
    assert store.get(batch.id) == batch
    store.settle(second, problem="{}")
    store.settle(first, timeline="tl_1")
    found = store.get(batch.id)
    assert found is not None
    assert found.counts == {"done": 1, "failed": 1}
    assert found.finished is not None
    assert [(item.state, item.timeline, item.problem) for item in store.items(batch.id, -1, 9)] == [
        ("done", "tl_1", None),
        ("failed", None, "{}"),
    ]


def test_a_claim_that_ran_out_or_was_given_up_is_another_ones(database: Database) -> None:
    store = BatchStore(database, lambda: NOON)
    store.add("key_a", Visibility.PRIVATE, [b"1"])
    assert store.claim(60) is not None
    assert BatchStore(database, lambda: NOON + timedelta(seconds=59)).claim(60) is None
    claimed = BatchStore(database, lambda: NOON + timedelta(seconds=61)).claim(60)
    assert claimed is not None
    store.unclaim(claimed)
    assert store.claim(60) is not None
    assert store.release() == 1
    assert store.claim(60) is not None


def test_two_never_claim_the_same(database: Database) -> None:
    store = BatchStore(database)
    store.add("key_a", Visibility.PRIVATE, [b"x"] * 12)
    positions: list[int] = []

    def work() -> None:
        while (claimed := store.claim(60)) is not None:
            positions.append(claimed.position)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(positions) == list(range(12))


def test_deleting_takes_the_articles_along(database: Database) -> None:
    store = BatchStore(database)
    batch = store.add("key_a", Visibility.PRIVATE, [b"1"])
    assert store.delete(batch.id)
    assert not store.delete(batch.id)
    assert store.claim(60) is None
