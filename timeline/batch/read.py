"""The articles of one partition, one at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any, ClassVar

from timeline.article import Article
from timeline.batch.plan import Partition
from timeline.errors import BadDocument
from timeline.intake import MAX_BYTES, from_json, read_file

_ROWS = 4  # of a Parquet file, read at once: any of them may be as long as an article may be


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
            try:
                return read_file(self.raw, published=published)
            except OSError as error:
                raise BadDocument(f"cannot be read: {(error.strerror or str(error)).lower()}") from error
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
            raw = _object(_line(stream))
            default = f"{Path(partition.path).name}:{line}"
            yield Item(_take_id(raw, default), f"{partition.path}:{line}", raw)


def _line(stream: IO[bytes]) -> bytes | BadDocument:
    """One line, read to its end but not kept where it is longer than any article may be."""
    raw = part = stream.readline(MAX_BYTES)
    while part and not part.endswith(b"\n"):
        part = stream.readline(MAX_BYTES)
        if part:
            raw = b""
    return raw or BadDocument(f"the line has more than {MAX_BYTES:,} bytes")


def _rows(partition: Partition) -> Iterator[Item]:
    group = _Group.at(partition.path, partition.offset, partition.first)
    for row in range(partition.first, partition.first + partition.count):
        source = f"{partition.path}:{partition.offset}:{row}"
        given = {key: _plain(value) for key, value in group.row(row).items() if value is not None}
        yield Item(_take_id(given, f"{Path(partition.path).name}:{partition.offset}:{row}"), source, given)


def _plain(value: Any) -> Any:
    """Parquet has dates of its own; an article has them as text."""
    return value.isoformat() if isinstance(value, date) else value


class _Group:
    """The rows of one row group, read forwards a few at a time: a group may be larger than memory."""

    _last: ClassVar[_Group | None] = None  # kept, for a worker's next partition is mostly further on in the same group

    def __init__(self, path: str, number: int) -> None:
        import pyarrow.parquet as pq

        self._place = path, number
        file = pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False)
        self._batches = file.iter_batches(_ROWS, row_groups=[number])
        self._first, self._rows = 0, list[dict[str, Any]]()

    @classmethod
    def at(cls, path: str, number: int, row: int) -> _Group:
        last = cls._last
        if last is None or last._place != (path, number) or row < last._first:
            cls._last = last = cls(path, number)
        return last

    def row(self, number: int) -> dict[str, Any]:
        while number >= self._first + len(self._rows):
            self._first += len(self._rows)
            self._rows = next(self._batches).to_pylist()
        return self._rows[number - self._first]


def _object(raw: bytes | BadDocument) -> dict[str, Any] | BadDocument:
    if isinstance(raw, BadDocument):
        return raw
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
