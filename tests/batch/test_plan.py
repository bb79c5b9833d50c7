"""What a run's partitions are made of."""

from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.batch.plan import plan
from timeline.batch.read import items
from timeline.errors import BadDocument


def jsonl(path: Path, count: int) -> Path:
    lines = [json.dumps({"id": f"a{n}", "text": f"Text {n}.", "published": "2024-01-03"}) for n in range(count)]
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


@given(count=st.integers(0, 40), size=st.integers(1, 9), newline=st.booleans())
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_partitions_of_a_jsonl_file_hold_each_line_once(tmp_path: Path, count: int, size: int, newline: bool) -> None:
    path = jsonl(tmp_path / "a.jsonl", count)
    if not newline:
        path.write_bytes(path.read_bytes().rstrip(b"\n"))
    planned = plan([path], size)
    assert [item.id for part in planned.partitions for item in items(part)] == [f"a{n}" for n in range(count)]
    assert planned.articles == count
    assert all(part.count <= size for part in planned.partitions)


def test_a_bad_line_is_one_bad_item(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "One.", "published": "2024-01-03"}\n{oops\n[1]\n')
    good, broken, wrong = [item for part in plan([path]).partitions for item in items(part)]
    assert (good.id, broken.id) == ("a.jsonl:1", "a.jsonl:2")
    with pytest.raises(BadDocument, match="not a line of JSON"):
        broken.article(None)
    with pytest.raises(BadDocument, match="one JSON object"):
        wrong.article(None)


def test_rows_of_a_parquet_file_in_groups(tmp_path: Path) -> None:
    table = pa.table({"id": [f"a{n}" for n in range(7)], "text": ["x"] * 7, "published": ["2024-01-03"] * 7})
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=3)
    planned = plan([tmp_path / "a.parquet"], 2)
    assert [item.id for part in planned.partitions for item in items(part)] == [f"a{n}" for n in range(7)]


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_articles_are_read_one_at_a_time(tmp_path: Path, form: str) -> None:
    """64 megabytes in one partition, a megabyte an article, in memory for a few of them."""
    texts = [f"{n} " * 500_000 for n in range(64)]
    path = tmp_path / f"a.{form}"
    if form == "jsonl":
        path.write_text("".join(json.dumps({"text": text[:1_000_000]}) + "\n" for text in texts))
    else:
        pq.write_table(pa.table({"text": [text[:1_000_000] for text in texts]}), path)
    del texts
    tracemalloc.start()
    try:
        (part,) = plan([path]).partitions
        assert sum(1 for _ in items(part)) == 64
        assert tracemalloc.get_traced_memory()[1] < 16_000_000
    finally:
        tracemalloc.stop()


def test_files_of_a_folder_by_name(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "sub/c.tml", "note.pdf"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [item.id for part in plan([tmp_path]).partitions for item in items(part)] == ["a.html", "b.txt", "sub/c.tml"]


def test_the_fingerprint_follows_the_inputs(tmp_path: Path) -> None:
    path = jsonl(tmp_path / "a.jsonl", 3)
    before = plan([path]).fingerprint
    assert plan([path]).fingerprint == before
    jsonl(path, 4)
    assert plan([path]).fingerprint != before


@pytest.mark.parametrize("name", ["missing.jsonl", "sheet.xlsx"])
def test_inputs_nobody_can_read(tmp_path: Path, name: str) -> None:
    if name == "sheet.xlsx":
        (tmp_path / name).write_text("x")
    with pytest.raises(BadDocument, match=name):
        plan([tmp_path / name])
