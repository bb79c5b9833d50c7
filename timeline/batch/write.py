"""A partition's tables on disk, each part written whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from timeline.batch.tables import COLUMNS, TABLES, TIMELINES, Row, Tables

if TYPE_CHECKING:
    import pyarrow as pa


_SCRATCH = ".writing-"


def done(output: Path, name: str, form: str) -> bool:
    """True where the partition was written: its part of the last table is there."""
    return part(output, TIMELINES, name, form).exists()


def part(output: Path, table: str, name: str, form: str) -> Path:
    return output / table / f"{name}.{form}"


def write(output: Path, name: str, form: str, tables: Tables) -> None:
    """Write the parts of all tables, the one that marks the partition as done last. Raises OSError (a full disk)."""
    for table in TABLES:
        target = part(output, table, name, form)
        target.parent.mkdir(parents=True, exist_ok=True)
        data = _jsonl(tables.rows[table]) if form == "jsonl" else _parquet(table, tables.rows[table])
        atomic(target, data)


def clean(output: Path) -> None:
    """Remove what writers that were killed left behind."""
    for table in TABLES:
        for scratch in (output / table).glob(f"{_SCRATCH}*"):
            scratch.unlink(missing_ok=True)


def atomic(target: Path, data: bytes) -> None:
    """Either the old file or the whole new one is there, also after a crash or a power cut."""
    scratch = target.with_name(f"{_SCRATCH}{target.name}.{uuid4().hex}")
    try:
        with scratch.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        scratch.replace(target)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise


def _jsonl(rows: Iterable[Row]) -> bytes:
    return b"".join(json.dumps(row, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n" for row in rows)


def _parquet(table: str, rows: list[Row]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = {name: [_cell(kind, row[name]) for row in rows] for name, kind in COLUMNS[table]}
    sink = pa.BufferOutputStream()
    pq.write_table(pa.table(columns, schema=_schema(pa, table)), sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _schema(arrow: pa, table: str) -> pa.Schema:
    kinds = {"string": arrow.string(), "json": arrow.string(), "int64": arrow.int64()}
    kinds |= {"double": arrow.float64(), "bool": arrow.bool_()}
    return arrow.schema([(name, kinds[kind]) for name, kind in COLUMNS[table]])


def _cell(kind: str, value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if kind == "json" and value is not None else value
