"""The forms in which a timeline can be had, and which of them a client wants."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from api.problems import Kind, Problem
from timeline.export.formats import FORMATS, Format


@cache
def available() -> tuple[Format, ...]:
    """Those whose packages are installed. That does not change while the service runs."""
    return tuple(format for format in FORMATS.values() if format.is_available)


def format_named(name: str) -> Format:
    found = FORMATS.get(name)
    if found is None or not found.is_available:
        names = ", ".join(format.name for format in available())
        raise Problem(Kind.NOT_FOUND, f"there is no export of this name; there are {names}")
    return found


def negotiate(accept: str | None) -> Format:
    """The format that a client's Accept header prefers; JSON where it does not care."""
    wanted = _preferences(accept or "*/*")
    best = max(available(), key=lambda format: _quality(format.media_type, wanted))
    if _quality(best.media_type, wanted) <= 0:
        types = ", ".join(dict.fromkeys(format.media_type for format in available()))
        raise Problem(Kind.NOT_ACCEPTABLE, f"a timeline can be had as {types}")
    return best


def _preferences(accept: str) -> dict[str, float]:
    """Media range -> quality: {"text/html": 1.0, "*/*": 0.1}."""
    found: dict[str, float] = {}
    for part in accept.split(",")[:50]:
        media, *parameters = (piece.strip().lower() for piece in part.split(";"))
        quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        try:
            found[media] = min(1.0, max(0.0, float(quality)))
        except ValueError:
            found[media] = 0.0
    return found


def _quality(media_type: str, wanted: Mapping[str, float]) -> float:
    """The most specific range that names the type decides."""
    for name in (media_type, media_type.partition("/")[0] + "/*", "*/*"):
        if name in wanted:
            return wanted[name]
    return 0.0
