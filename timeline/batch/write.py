"""A partition's tables on disk, each part written whole or not at all, in memory that one article bounds."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from timeline.batch.tables import COLUMNS, TABLES, TIMELINES, Row

if TYPE_CHECKING:
    import pyarrow as pa

_SCRATCH = ".writing-"
_GROUP = 4_000_000  # characters of JSON that Parquet rows may hold before they are written as a row group


class Part(Protocol):
    """One table of one partition, row by row."""

    def add(self, row: Row) -> None: ...
    def finish(self) -> None: ...


def done(output: Path, name: str, form: str) -> bool:
    """True where the partition was written: its part of the last table is there."""
    return part(output, TIMELINES, name, form).exists()


def part(output: Path, table: str, name: str, form: str) -> Path:
    return output / table / f"{name}.{form}"


@contextmanager
def parts(output: Path, name: str, form: str) -> Iterator[dict[str, Part]]:
    """Parts of all tables to add rows to. They appear when the block ends, the one that marks the partition as done
    last; if it ends by an exception, none does. Raises OSError (a full disk)."""
    with ExitStack() as stack:
        for table in reversed(TABLES):
            (output / table).mkdir(parents=True, exist_ok=True)
        # left in the reverse order of entering: the last table's part is renamed last
        files = {table: stack.enter_context(whole(part(output, table, name, form))) for table in reversed(TABLES)}
        made = {table: _JsonLines(file) if form == "jsonl" else _Parquet(file, table) for table, file in files.items()}
        yield made  # type: ignore[misc]
        for each in made.values():
            each.finish()


@contextmanager
def whole(target: Path) -> Iterator[IO[bytes]]:
    """A file to write: either the old one or the whole new one is there, also after a crash or a power cut."""
    scratch = target.with_name(f"{_SCRATCH}{target.name}.{uuid4().hex}")
    try:
        with scratch.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        scratch.replace(target)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def clean(output: Path) -> None:
    """Remove what writers that were killed left behind."""
    for table in TABLES:
        for scratch in (output / table).glob(f"{_SCRATCH}*"):
            scratch.unlink(missing_ok=True)


class _JsonLines:
    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def add(self, row: Row) -> None:
        self._file.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n")

    def finish(self) -> None:
        pass


class _Parquet:
    def __init__(self, file: IO[bytes], table: str) -> None:
        import pyarrow.parquet as pq

        self._columns = COLUMNS[table]
        self._writer = pq.ParquetWriter(file, self._schema, compression="zstd")
        self._rows: list[Row] = []
        self._size = 0

    def add(self, row: Row) -> None:
        cells = {name: _cell(kind, row[name]) for name, kind in self._columns}
        self._rows.append(cells)
        self._size += sum(len(cell) if isinstance(cell, str) else 8 for cell in cells.values())
        if self._size >= _GROUP:
            self._flush()

    def finish(self) -> None:
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if self._rows:
            self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._size = [], 0

    @property
    def _schema(self) -> pa.Schema:
        import pyarrow as pa

        kinds = {"string": pa.string(), "json": pa.string(), "int64": pa.int64()}
        kinds |= {"double": pa.float64(), "bool": pa.bool_()}
        return pa.schema([(name, kinds[kind]) for name, kind in self._columns])


def _cell(kind: str, value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if kind == "json" and value is not None else value
