"""Named times of a language: holidays and eras, each with its names. The tagger makes a rule of each."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class Named:
    """An entry of holidays.toml or eras.toml."""

    key: str
    names: tuple[str, ...]
    data: dict[str, Any]


@lru_cache(maxsize=8)
def named(table: str, language: str = "en") -> dict[str, Named]:
    """The entries of a table, by key."""
    path = files("timeline.language") / language / f"{table}.toml"
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: Named(key, tuple(entry["names"]), entry) for key, entry in entries.items()}
