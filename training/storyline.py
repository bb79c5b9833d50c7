"""EventStoryLine as order: what enables an event comes before it, what follows from it after it."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from training.corpora import Document, EventMention, Pair, PairsByDocument

# The experts' links only: the crowd's often run against their own definition.
_ORDER = {"PRECONDITION": "BEFORE", "FALLING_ACTION": "AFTER"}
_NO_SPACE_BEFORE = frozenset(".,;:!?)'’%")
_PARTICLES = frozenset(
    (
        "about",
        "against",
        "at",
        "away",
        "back",
        "by",
        "down",
        "for",
        "from",
        "in",
        "into",
        "of",
        "off",
        "on",
        "out",
        "over",
        "through",
        "to",
        "under",
        "up",
        "with",
    )
)


def read_storylines(corpora: Path) -> tuple[dict[str, Document], PairsByDocument]:
    """The documents (text rebuilt from tokens, sentences one a line) and their plot links as MATRES labels."""
    documents: dict[str, Document] = {}
    pairs: PairsByDocument = {}
    for path in sorted((corpora / "event-storyline").glob("*/*.xml")):
        document, links = _read(path)
        documents[document.id] = document
        pairs[document.id] = links
    return documents, pairs


def _read(path: Path) -> tuple[Document, list[Pair]]:
    root = ElementTree.parse(path).getroot()
    text, spans = _text(root)
    events: dict[str, EventMention] = {}
    for mark in root.findall("./Markables/*"):
        anchors = [anchor.attrib["t_id"] for anchor in mark.findall("token_anchor")]
        if "ACTION_" in mark.tag and anchors and all(anchor in spans for anchor in anchors):
            start, end = _head([spans[anchor] for anchor in anchors], text)
            events[mark.attrib["m_id"]] = EventMention(start, end, mark.tag)
    document = Document(f"storyline/{path.stem}", "storyline", text, events, {}, {}, ())
    return document, [pair for pair in _links(root) if pair.first in events and pair.second in events]


def _links(root: ElementTree.Element) -> list[Pair]:
    pairs = []
    for link in root.findall("./Relations/PLOT_LINK"):
        label = _ORDER.get(link.attrib.get("relType", ""))
        source, target = link.find("source"), link.find("target")
        if label and source is not None and target is not None and link.attrib.get("origin") == "experts":
            pairs.append(Pair(source.attrib["m_id"], target.attrib["m_id"], label))
    return pairs


def _text(root: ElementTree.Element) -> tuple[str, dict[str, tuple[int, int]]]:
    parts: list[str] = []
    spans: dict[str, tuple[int, int]] = {}
    length, sentence = 0, ""
    for token in root.iter("token"):
        word = token.text or ""
        if token.attrib["sentence"] != sentence:
            gap = "\n" if parts else ""
        else:
            gap = "" if word[:1] in _NO_SPACE_BEFORE else " "
        sentence = token.attrib["sentence"]
        parts += [gap, word]
        spans[token.attrib["t_id"]] = (length + len(gap), length + len(gap) + len(word))
        length += len(gap) + len(word)
    return "".join(parts), spans


def _head(tokens: list[tuple[int, int]], text: str) -> tuple[int, int]:
    """The word that carries the event: the verb of "gunned down", the noun of "a magnitude 6 quake"."""
    start, end = tokens[-1]
    if len(tokens) > 1 and text[start:end].lower() in _PARTICLES:
        return tokens[0]
    return start, end
