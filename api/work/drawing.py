"""Tasks that write a stored timeline in some format."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager

from api.work.tasks import stored


def write(state: bytes, name: str, everything: bool) -> bytes:
    """A stored timeline as the export of this name."""
    from timeline.export.formats import FORMATS

    with _more_memory(FORMATS[name].needs is not None):
        return FORMATS[name].write(stored(state), everything=everything)


@contextmanager
def _more_memory(wanted: bool) -> Iterator[None]:
    """Pictures are drawn by a browser, which reserves more addresses than a worker may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if wanted:
        resource.setrlimit(resource.RLIMIT_AS, (hard, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
