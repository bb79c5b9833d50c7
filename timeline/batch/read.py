"""The articles of one partition, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from timeline.article import Article
from timeline.batch.plan import Partition
from timeline.errors import BadDocument
from timeline.intake import from_json, read_file


@dataclass(frozen=True, slots=True)
class Item:
    """One article still to be read: its id, where it stands, and its raw form: a path, its fields, or what is wrong."""

    id: str
    source: str
    raw: Path | dict[str, Any] | BadDocument

    def article(self, published: str | None) -> Article:
        """Raises a TimelineError that says what is wrong with it."""
        if isinstance(self.raw, BadDocument):
            raise self.raw
        if isinstance(self.raw, Path):
            return read_file(self.raw, published=published)
        return from_json(self.raw, published=published)


def items(partition: Partition) -> Iterator[Item]:
    """The partition's items in order; nothing is parsed yet, so that a bad one is an error of its own."""
    readers = {"files": _files, "jsonl": _lines, "parquet": _rows}
    yield from readers[partition.kind](partition)


def _files(partition: Partition) -> Iterator[Item]:
    root = Path(partition.path)
    for path in map(Path, partition.paths):
        name = path.name if root.is_file() else path.relative_to(root).as_posix()
        yield Item(name, str(path), path)


def _lines(partition: Partition) -> Iterator[Item]:
    with Path(partition.path).open("rb") as stream:
        stream.seek(partition.offset)
        for line in range(partition.first, partition.first + partition.count):
            raw = _object(stream.readline())
            default = f"{Path(partition.path).name}:{line}"
            yield Item(_take_id(raw, default), f"{partition.path}:{line}", raw)


def _rows(partition: Partition) -> Iterator[Item]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(partition.path) as file:
        table = file.read_row_group(partition.offset).slice(partition.first, partition.count)
    for row, fields in enumerate(table.to_pylist(), start=partition.first):
        source = f"{partition.path}:{partition.offset}:{row}"
        given = {key: value for key, value in fields.items() if value is not None}
        yield Item(_take_id(given, f"{Path(partition.path).name}:{partition.offset}:{row}"), source, given)


def _object(raw: bytes) -> dict[str, Any] | BadDocument:
    try:
        value = json.loads(raw)
    except (ValueError, RecursionError) as error:
        return BadDocument(f"not a line of JSON: {error}")
    return value if isinstance(value, dict) else BadDocument("a line must hold one JSON object")


def _take_id(fields: dict[str, Any] | BadDocument, default: str) -> str:
    """The id that the article was given, taken out of its fields, or one made of where it stands."""
    if isinstance(fields, BadDocument) or "id" not in fields:
        return default
    return str(fields.pop("id")) or default
