from __future__ import annotations

from typing import Any

import pytest

from timeline import Article, reconstruct
from timeline.chronology import Timeline
from timeline.claims import Ruling
from timeline.corrections import apply, from_json, to_json
from timeline.corrections.compare import compare
from timeline.errors import BadCorrection
from timeline.events.model import Factuality
from timeline.export.json import to_dict
from timeline.export.json_reader import from_dict
from timeline.relations.model import Relation

TEXT = """The council of Ostrava rejected the new stadium on Monday.
On Friday thousands of fans protested in the main square, and the police arrested a man.
The fans will march again in June."""


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return reconstruct(Article(text=TEXT, published="2024-05-12"))


def at(timeline: Timeline, word: str) -> str:
    found = timeline.event_at(TEXT.index(word))
    assert found is not None
    return found.id


def corrected(timeline: Timeline, *documents: dict[str, Any]) -> Timeline:
    return apply(timeline, [from_json(document) for document in documents])


def test_an_order_is_a_constraint_that_wins_and_shows_what_it_refutes(timeline: Timeline) -> None:
    rejected, protested = at(timeline, "rejected"), at(timeline, "protested")
    assert timeline.relation(rejected, protested).kind is Relation.BEFORE
    order = {
        "kind": "order",
        "source": rejected,
        "relation": "after",
        "target": protested,
        "note": "The minutes say so",
    }
    after = corrected(timeline, order)
    assert after.relation(rejected, protested).kind is Relation.AFTER
    assert "The minutes say so" in after.relation(rejected, protested).explanation
    assert len(after.conflicts) > len(timeline.conflicts)
    assert after.constraints[-1].asserted_by == ("analyst",)
    assert timeline.relation(rejected, protested).kind is Relation.BEFORE


def test_a_time_and_a_value(timeline: Timeline) -> None:
    protested = at(timeline, "protested")
    moved = corrected(timeline, {"kind": "time", "event": protested, "time": "2024-05-08", "note": "photographs"})
    assert str(moved.when(protested).start_earliest.at) == str(moved.when(protested).hull[0])
    assert moved.check("The fans protested on 8 May 2024.").ruling is Ruling.SUPPORTED
    friday = next(t for t in timeline.expressions if t.text == "Friday")
    revalued = corrected(timeline, {"kind": "expression", "expression": friday.id, "value": "2024-05-03"})
    assert revalued.check("The fans protested on 3 May 2024.").ruling is Ruling.SUPPORTED
    assert revalued.check("The fans protested before the council rejected the stadium.").ruling is Ruling.SUPPORTED


def test_a_publication_date_moves_everything(timeline: Timeline) -> None:
    moved = corrected(timeline, {"kind": "published", "published": "2023-05-14"})
    assert moved.article.publication.value == "2023-05-14"
    assert moved.check("The fans protested in May 2023.").ruling is Ruling.SUPPORTED


def test_factuality(timeline: Timeline) -> None:
    arrested = at(timeline, "arrested")
    denied = corrected(timeline, {"kind": "factuality", "event": arrested, "factuality": "denied"})
    assert denied.event(arrested).factuality is Factuality.DENIED
    verdict = denied.check("The police arrested a man after the council rejected the stadium.")
    assert verdict.ruling is Ruling.REFUTED
    assert "analyst" in verdict.explanation


def test_merge_split_and_hide(timeline: Timeline) -> None:
    protested, march = at(timeline, "protested"), at(timeline, "march")
    merged = corrected(timeline, {"kind": "merge", "events": [march, protested]})
    assert len(merged.events) == len(timeline.events) - 1
    one = merged.event(protested)
    assert {m.text for m in one.mentions} == {"protested", "march"}
    parted = corrected(merged, {"kind": "split", "event": protested, "mentions": [TEXT.index("march")]})
    assert len(parted.events) == len(timeline.events)
    assert [m.text for m in parted.event(protested).mentions] == ["protested"]
    hidden = corrected(timeline, {"kind": "hide", "event": protested})
    assert protested not in hidden.shown
    assert protested in corrected(hidden, {"kind": "hide", "event": protested, "hidden": False}).shown


def test_a_corrected_timeline_is_written_and_read_back(timeline: Timeline) -> None:
    protested = at(timeline, "protested")
    after = corrected(timeline, {"kind": "time", "event": protested, "time": "last month"})
    document = to_dict(after, everything=True)
    assert to_dict(from_dict(document), everything=True) == document
    difference = compare(to_dict(timeline, everything=True), document)
    assert difference["expressions"]["added"] == ["a1"]
    assert "time" in difference["events"]["changed"][protested]
    assert difference["published"] is None


def test_corrections_read_back_from_json() -> None:
    document = {"kind": "order", "source": "e1", "relation": "before", "target": "e2", "offset": (0, 60), "note": "n"}
    assert to_json(from_json(document)) == document


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ([], "an object with a kind"),
        ({"kind": "rename"}, "no such kind"),
        ({"kind": "hide"}, "event"),
        ({"kind": "hide", "event": "e1", "colour": "red"}, "no field 'colour'"),
        ({"kind": "hide", "event": "e1", "note": "x" * 3_000}, "note: more than"),
        ({"kind": "hide", "event": "e999"}, "no event 'e999'"),
        ({"kind": "order", "source": "e1", "relation": "near", "target": "e2"}, "relation"),
        ({"kind": "order", "source": "e1", "relation": "before", "target": "e1"}, "between two events"),
        ({"kind": "time", "event": "e1", "time": "the stadium"}, "not a date or a time"),
        ({"kind": "expression", "expression": "t99", "value": "2020"}, "no expression 't99'"),
        ({"kind": "merge", "events": ["e1"]}, "two events or more"),
        ({"kind": "split", "event": "e1", "mentions": [3]}, "no mention that starts at 3"),
        ({"kind": "published", "published": "someday"}, "not a publication date"),
    ],
)
def test_bad_corrections_are_one_line(timeline: Timeline, document: Any, words: str) -> None:
    with pytest.raises(BadCorrection, match=words) as caught:
        corrected(timeline, document)
    assert "\n" not in str(caught.value)
