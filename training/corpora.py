"""Readers of TimeML documents and of the relation sets laid over them. Offsets count characters inside <TEXT>."""

from __future__ import annotations

import csv
import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from training.labels import TLINK_TO_DENSE, modality

DCT = "t0"


@dataclass(frozen=True, slots=True)
class EventMention:
    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Instance:
    """MAKEINSTANCE: what TimeML says of an event beside its class; None where the corpus does not know."""

    event: str
    tense: str
    aspect: str
    polarity: str | None
    modality: str


@dataclass(frozen=True, slots=True)
class Document:
    """One annotated article. `tlinks` are (id, id, relation of the six), ids of events or expressions."""

    id: str
    corpus: str
    text: str
    events: dict[str, EventMention]
    times: dict[str, tuple[int, int]]
    instances: dict[str, Instance]
    tlinks: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold relation between two events (or an event and a time) of a document, ids of <EVENT> and <TIMEX3>."""

    first: str
    second: str
    label: str


PairsByDocument = dict[str, list[Pair]]


@dataclass(slots=True)
class _Flat:
    """Text of an XML element with the offsets of its EVENT and TIMEX3 children."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    events: dict[str, EventMention] = field(default_factory=dict)
    times: dict[str, tuple[int, int]] = field(default_factory=dict)

    def add(self, text: str | None) -> None:
        self.parts.append(text or "")
        self.length += len(text or "")

    def walk(self, node: ElementTree.Element) -> None:
        start = self.length
        self.add(node.text)
        for child in node:
            self.walk(child)
            self.add(child.tail)
        if node.tag == "EVENT":
            self.events[node.attrib["eid"]] = EventMention(start, self.length, node.attrib["class"])
        elif node.tag == "TIMEX3":
            self.times[node.attrib["tid"]] = (start, self.length)


def corpora_path(argument: str | None) -> Path:
    """The folder of the corpora: the argument, else `TIMELINE_CORPORA`."""
    path = argument or os.environ.get("TIMELINE_CORPORA")
    if not path:
        raise SystemExit("Give the folder of the corpora as an argument or in TIMELINE_CORPORA.")
    return Path(path)


def read_timeml(path: Path) -> Document:
    """A TimeML file with its gold; AQUAINT's polarity is a default that nobody annotated, hence None."""
    return document_of(ElementTree.parse(path).getroot(), path.stem, path.parent.name)


def document_of(root: ElementTree.Element, name: str, corpus: str) -> Document:
    """The document of a TimeML root. Raises ValueError where it has no TEXT."""
    body = root.find("TEXT")
    if body is None:
        raise ValueError(f"{name}: no TEXT")
    flat = _Flat()
    flat.walk(body)
    instances = {node.attrib["eiid"]: _instance(node, corpus) for node in root.iter("MAKEINSTANCE")}
    return Document(
        id=name,
        corpus=corpus,
        text="".join(flat.parts),
        events=flat.events,
        times=flat.times,
        instances=instances,
        tlinks=tuple(_tlinks(root, instances)),
    )


def _instance(node: ElementTree.Element, corpus: str) -> Instance:
    get = node.attrib.get
    return Instance(
        event=node.attrib["eventID"],
        tense=get("tense", "NONE"),
        aspect=get("aspect", "NONE"),
        polarity=None if corpus == "AQUAINT" else get("polarity", "POS"),
        modality=modality(get("modality")),
    )


def _tlinks(root: ElementTree.Element, instances: dict[str, Instance]) -> Iterator[tuple[str, str, str]]:
    def node_of(link: ElementTree.Element, event: str, time: str) -> str | None:
        instance = instances.get(link.attrib.get(event, ""))
        return instance.event if instance else link.attrib.get(time)

    for link in root.iter("TLINK"):
        first = node_of(link, "eventInstanceID", "timeID")
        second = node_of(link, "relatedToEventInstance", "relatedToTime")
        label = TLINK_TO_DENSE.get(link.attrib.get("relType", ""))
        if first and second and label and first != second:
            yield first, second, label


def read_tbaq(corpora: Path) -> dict[str, Document]:
    """TimeBank and AQUAINT by document id, in a fixed order."""
    files = sorted(corpora.glob("timeml/*/*.tml"))
    return {document.id: document for document in map(read_timeml, files)}


def read_matres(corpora: Path, documents: dict[str, Document]) -> PairsByDocument:
    """MATRES over the events of `documents`; its ids are those of event instances."""
    pairs: PairsByDocument = {}
    for name in ("timebank", "aquaint"):
        for row in _rows(corpora / "matres" / f"{name}.txt"):
            document = documents.get(row[0])
            if document is None:
                continue
            first, second = (document.instances.get(f"ei{number}") for number in row[3:5])
            if first and second and first.event in document.events and second.event in document.events:
                pairs.setdefault(row[0], []).append(Pair(first.event, second.event, row[5]))
    return pairs


def read_dense(path: Path) -> PairsByDocument:
    """TimeBank-Dense or TDDiscourse: document, id, id, one of six letters."""
    pairs: PairsByDocument = {}
    for document, first, second, label in _rows(path):
        pairs.setdefault(document, []).append(Pair(first, second, label))
    return pairs


def read_causes(corpora: Path) -> PairsByDocument:
    """Causal-TimeBank as order: a cause starts before its effect. A CLINK-R is written effect first."""
    pairs: PairsByDocument = {}
    for name, first, second, kind in _rows(corpora / "causal-timebank" / "clinks.tsv"):
        label = "AFTER" if kind == "CLINK-R" else "BEFORE"
        pairs.setdefault(name.removesuffix(".tml"), []).append(Pair(first, second, label))
    return pairs


def read_newswire(corpora: Path) -> Iterator[dict[str, str]]:
    """The unlabelled newswire: `id`, `published`, `text`."""
    with gzip.open(corpora / "unlabelled" / "newswire.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_unlabelled(corpora: Path) -> Iterator[tuple[str, str]]:
    """(id, text) of the unlabelled newswire."""
    return ((row["id"], row["text"]) for row in read_newswire(corpora))


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from (row for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE) if row)
