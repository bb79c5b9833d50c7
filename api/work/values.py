"""What goes into a worker and comes out of it: plain values."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum


class SourceKind(StrEnum):
    TEXT = "text"
    HTML = "html"
    TIMEML = "timeml"
    PAGE = "page"  # still to be fetched: the content is its address


@dataclass(frozen=True, slots=True)
class Source:
    """What was posted, before anything of it is understood. Bytes tell their encoding themselves."""

    kind: SourceKind
    content: str | bytes
    published: str | None = None
    title: str | None = None
    url: str | None = None
    zone: str | None = None

    def digest(self) -> str:
        """The same for the same article. Two posts with one digest are one computation."""
        content = self.content if isinstance(self.content, bytes) else self.content.encode("utf-8", "surrogatepass")
        about = [self.kind.value, self.published, self.title, self.url, self.zone]
        digest = hashlib.sha256(json.dumps(about).encode())
        digest.update(content)
        return digest.hexdigest()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A timeline as it is stored: its state, packed; the document of what is shown, as JSON; what listings need."""

    state: bytes
    shown: bytes
    published: str
    title: str | None
    url: str | None
    source: str | None
    events: int
    words: str
    seconds: tuple[tuple[str, float], ...] = ()
