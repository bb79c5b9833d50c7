"""Rows that an earlier version wrote are read by this one."""

from __future__ import annotations

import gzip
import json
import zlib

from sqlalchemy import text

from api.head import head
from api.storage.database import Database
from api.storage.timelines import TimelineStore
from api.work.packing import unpack

ID = "tl_aaaaaaaaaaaaaaaaaaaaaaaa"
ROW = {
    "id": ID,
    "owner": "",
    "visibility": "private",
    "created": 1_714_564_800_123_456,
    "modified": 1_714_564_801_000_000,
    "revision": 2,
    "etag": "e" * 24,
    "content": "c",
    "version": "0.1.0",
    "published": "2022-10-12",
    "title": None,
    "url": None,
    "source": None,
    "events": 1,
    "words": "rain",
}


def test_documents_packed_by_zlib_become_answers(empty: Database) -> None:
    empty.migrate("0001")
    with empty.engine.begin() as connection:
        names = ", ".join(ROW)
        connection.execute(
            text(f"INSERT INTO timelines ({names}) VALUES ({', '.join(f':{name}' for name in ROW)})"), ROW
        )
        for number in (1, 2):
            complete, shown = (
                zlib.compress(json.dumps({"format": "timeline/1", "complete": whole, "state": number}).encode())
                for whole in (True, False)
            )
            connection.execute(
                text(
                    "INSERT INTO revisions (timeline, number, created, author, kind, complete, shown) "
                    "VALUES (:timeline, :number, 0, '', 'created', :complete, :shown)"
                ),
                {"timeline": ID, "number": number, "complete": complete, "shown": shown},
            )
    empty.migrate()
    store = TimelineStore(empty)
    kept, read = store.kept(ID), store.read(ID)
    assert kept is not None
    assert read is not None
    stored, state = read
    answer = json.loads(gzip.decompress(kept.body))
    assert answer == {**head(stored), "format": "timeline/1", "complete": False, "state": 2}
    assert (kept.etag, answer["created"]) == ("e" * 24, "2024-05-01T12:00:00.123456Z")
    assert json.loads(unpack(state)) == {"format": "timeline/1", "complete": True, "state": 2}
    assert store.read_revision(ID, 1) is not None
