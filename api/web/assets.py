"""Static files of the pages, Plotly's script and Swagger UI, under addresses that change with their content."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from timeline.chart.page import STATIC as CHART_FILES

FILES = Path(__file__).parent / "static"
PLOTLY = "plotly.js"
REFERENCE = ("swagger-ui-bundle.js", "swagger-ui.css")
_MEDIA_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is and as gzip makes it: Plotly's script is packed once, not for every reader."""

    content: bytes
    packed: bytes
    media_type: str
    version: str


@cache
def asset(name: str) -> Asset | None:
    """A file by its name, or None; names with slashes or dots in front are no names of ours."""
    content = _plotly() if name == PLOTLY else _swagger(name) if name in REFERENCE else _read(name)
    if content is None:
        return None
    version = hashlib.sha256(content).hexdigest()[:12]
    return Asset(content, gzip.compress(content, 9, mtime=0), _MEDIA_TYPES[Path(name).suffix], version)


def address(name: str) -> str:
    """Where a page finds the file. Raises KeyError for one that is not there."""
    found = asset(name)
    if found is None:
        raise KeyError(name)
    return f"/static/{name}?v={found.version}"


def _read(name: str) -> bytes | None:
    for folder in (FILES, CHART_FILES):
        files = {path.name: path for path in folder.iterdir() if path.suffix in _MEDIA_TYPES}
        if name in files:
            return files[name].read_bytes()
    return None


def _plotly() -> bytes:
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs()).encode()


def _swagger(name: str) -> bytes:
    """Swagger UI comes with a package, so that nothing is asked of another site."""
    return (files("fastapi_offline") / "static" / name).read_bytes()
