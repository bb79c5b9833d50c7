"""Read the documents that no training saw with the shipped model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from timeline.events.encoder import Encoder, Reading
from training.corpora import Document, read_tbaq
from training.gold import Annotator
from training.split import held_out

Figure = tuple[str, float | str]


def held_out_documents(corpora: Path) -> list[Document]:
    """The fifth of TimeBank and AQUAINT that the split keeps apart, in a fixed order."""
    documents = read_tbaq(corpora)
    unseen = held_out(corpora, documents)
    return [document for name, document in documents.items() if name in unseen]


def readings(documents: list[Document], encoder: Encoder) -> Iterator[tuple[Document, Annotator, Reading]]:
    """Each document with its annotation over words and the model's reading of the same words."""
    for document in documents:
        annotator = Annotator(document)
        page = annotator.page
        yield document, annotator, encoder.read(page.text, page.words, page.sentences)


def table(title: str, rows: list[Figure]) -> str:
    """Lines of a name and a figure, under a title."""
    width = max(len(name) for name, _ in rows)
    lines = [f"  {name:{width}}  {value if isinstance(value, str) else format(value, '.3f')}" for name, value in rows]
    return "\n".join([title, *lines])
