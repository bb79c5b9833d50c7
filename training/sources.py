"""Which corpora teach which head, and with what weight."""

from __future__ import annotations

from pathlib import Path

from training.corpora import Pair, read_causes, read_dense, read_matres, read_tbaq
from training.gold import Annotator, Page
from training.split import held_out
from training.storyline import read_storylines

# TDDiscourse has eight times the pairs of TimeBank-Dense on the same documents; causes and plots are hints of order.
DISCOURSE_WEIGHT = 0.3
TLINK_WEIGHT = 0.7
HINT_WEIGHT = 0.5


def gold_pages(corpora: Path, without: str | None = None) -> tuple[list[Page], list[Page]]:
    """Pages to train on and pages held out. `without` names a corpus ("AQUAINT") whose pages are held out whole."""
    documents = read_tbaq(corpora)
    unseen = held_out(corpora, documents)
    matres = read_matres(corpora, documents)
    dense = {
        **read_dense(corpora / "timebank-dense" / "train.tsv"),
        **read_dense(corpora / "timebank-dense" / "dev.tsv"),
    }
    discourse = [read_dense(corpora / "tddiscourse" / f"{name}Train.tsv") for name in ("TDDMan", "TDDAuto")]
    causes = read_causes(corpora)
    train, test = [], []
    for name, document in documents.items():
        away = name in unseen or document.corpus == without
        annotator = Annotator(document)
        annotator.triggers()
        annotator.pairs("matres", matres.get(name, ()))
        annotator.pairs("dense", dense.get(name, ()))
        if not away:
            if name not in dense:
                links = [Pair(*link) for link in document.tlinks]
                annotator.pairs("dense", links, TLINK_WEIGHT, closed=True)
            for pairs in discourse:
                annotator.pairs("dense", pairs.get(name, ()), DISCOURSE_WEIGHT, closed=True)
            annotator.pairs("matres", causes.get(name, ()), HINT_WEIGHT, closed=True)
        (test if away else train).append(annotator.page)
    return train, test


def storyline_pages(corpora: Path) -> list[Page]:
    """EventStoryLine's plot links, as order."""
    documents, links = read_storylines(corpora)
    pages = []
    for name, document in documents.items():
        annotator = Annotator(document)
        annotator.pairs("matres", links[name], HINT_WEIGHT, closed=True)
        pages.append(annotator.page)
    return pages
