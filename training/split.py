"""The one split by document that every figure is measured on.

Held out from teacher and student alike: the development documents of TimeBank-Dense (which are those of
event-times and TDDiscourse too) and the documents that the QA-TempEval questions ask about, so that later stages
measure on text the model has never seen; then, to make a fifth of each of TimeBank and AQUAINT, documents drawn by
a hash of their id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from training.corpora import Document, read_dense

SHARE = 0.2


def held_out(corpora: Path, documents: dict[str, Document]) -> frozenset[str]:
    """Ids of the documents that no training sees."""
    reserved = set(read_dense(corpora / "timebank-dense" / "dev.tsv"))
    reserved |= {path.stem for path in (corpora / "qa-tempeval-train" / "question-events").glob("*.tml")}
    chosen: set[str] = set()
    for corpus in ("TimeBank", "AQUAINT"):
        ids = [document.id for document in documents.values() if document.corpus == corpus]
        chosen |= fill(ids, reserved, round(SHARE * len(ids)))
    return frozenset(chosen)


def fill(ids: Iterable[str], reserved: set[str], size: int) -> set[str]:
    """`reserved` among `ids`, and beyond them the first by hash up to `size`."""
    by_hash = sorted(ids, key=lambda name: (name not in reserved, hashlib.sha256(name.encode()).hexdigest()))
    return set(by_hash[: max(size, sum(name in reserved for name in by_hash))])
