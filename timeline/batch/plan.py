"""The plan of a run: which articles make up which partition.

A partition is a slice of one input: a byte range of a JSONL file, rows of a Parquet file's row group, or a few files
of a folder. It holds no articles, only where they lie, so the plan of a 5 GB file is small, and a worker anywhere that
sees the files can work a partition off by itself. The same inputs give the same plan: that is what lets a run resume.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline.errors import BadDocument

PARTITION_ARTICLES = 64
_BLOCK = 1 << 20
ARTICLE_SUFFIXES = (".txt", ".html", ".htm", ".json", ".tml")


@dataclass(frozen=True, slots=True)
class Partition:
    """`count` articles of one input. `kind` is "jsonl", "parquet" or "files".

    For JSONL, `offset` is the byte where the first line starts and `first` its line number (from 1); for Parquet,
    `offset` is the row group and `first` the row in it (from 0); for files, `paths` lists them.
    """

    index: int
    kind: str
    path: str
    first: int
    count: int
    offset: int = 0
    paths: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"part-{self.index:06d}"


@dataclass(frozen=True, slots=True)
class Plan:
    """All partitions of a run. `fingerprint` changes when an input, its size or its modification time does."""

    partitions: tuple[Partition, ...]
    fingerprint: str

    @property
    def articles(self) -> int:
        return sum(p.count for p in self.partitions)


def plan(inputs: list[Path], size: int = PARTITION_ARTICLES) -> Plan:
    """Partitions of at most `size` articles, in the order of the inputs (files of a folder by name).

    Raises BadDocument for an input that does not exist or of a kind nobody can read.
    """
    seen = hashlib.sha256(str(size).encode())
    partitions: list[Partition] = []
    for path in inputs:
        if not path.exists():
            raise BadDocument(f"no such file or folder: {path}")
        for kind, where, first, count, offset, paths in _slices(path, size):
            partitions.append(Partition(len(partitions), kind, where, first, count, offset, paths))
        seen.update(_identity(path).encode())
    return Plan(tuple(partitions), seen.hexdigest())


_Slice = tuple[str, str, int, int, int, tuple[str, ...]]


def _slices(path: Path, size: int) -> Iterator[_Slice]:
    if path.is_dir():
        yield from _folder_slices(path, size)
    elif path.suffix in (".jsonl", ".ndjson"):
        yield from _jsonl_slices(path, size)
    elif path.suffix == ".parquet":
        yield from _parquet_slices(path, size)
    elif path.suffix in ARTICLE_SUFFIXES:
        yield "files", str(path), 0, 1, 0, (str(path),)
    else:
        known = ", ".join((".jsonl", ".parquet", *ARTICLE_SUFFIXES))
        raise BadDocument(f"cannot read {path}: a batch takes folders and {known}")


def _folder_slices(path: Path, size: int) -> Iterator[_Slice]:
    files = sorted(str(p) for p in path.rglob("*") if p.suffix in ARTICLE_SUFFIXES and p.is_file())
    for first in range(0, len(files), size):
        chunk = tuple(files[first : first + size])
        yield "files", str(path), first, len(chunk), 0, chunk


def _jsonl_slices(path: Path, size: int) -> Iterator[_Slice]:
    with path.open("rb") as stream:
        line, offset, first = 0, 0, 1
        start, ended = 0, True
        while raw := stream.readline(_BLOCK):  # a line may be longer than memory
            line += ended
            offset += len(raw)
            ended = raw.endswith(b"\n")
            if ended and line - first + 1 == size:
                yield "jsonl", str(path), first, size, start, ()
                first, start = line + 1, offset
        if line >= first:
            yield "jsonl", str(path), first, line - first + 1, start, ()


def _parquet_slices(path: Path, size: int) -> Iterator[_Slice]:
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise BadDocument(f"{path}: Parquet needs pyarrow: pip install 'timeline[parquet]'") from error
    try:
        metadata = pq.read_metadata(path)
    except (OSError, ValueError) as error:
        raise BadDocument(f"not a Parquet file: {path}") from error
    for group in range(metadata.num_row_groups):
        rows = metadata.row_group(group).num_rows
        for first in range(0, rows, size):
            yield "parquet", str(path), first, min(size, rows - first), group, ()


def _identity(path: Path) -> str:
    """Name, size and modification time of an input, or of all articles of a folder."""
    files = [path] if path.is_file() else sorted(p for p in path.rglob("*") if p.suffix in ARTICLE_SUFFIXES)
    return json.dumps([[str(f), f.stat().st_size, f.stat().st_mtime_ns] for f in files])
