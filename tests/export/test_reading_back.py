"""What the article gave is read back from documents and states as it was, whatever has been corrected since."""

from __future__ import annotations

import json
from typing import Any

import pytest

from timeline import Article, Timeline, reconstruct
from timeline.corrections import apply, from_json
from timeline.export.json import OPINION, to_dict, to_stored
from timeline.export.json_reader import from_dict
from timeline.relations.model import Constraint
from timeline.relations.opinions import NAME

TEXT = (
    "A gunman shot two guards at the depot on Monday, officials said. The police arrested a driver after a chase. "
    "The company closed the depot and said that it had warned the city. A judge charged the man on Tuesday."
)


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return reconstruct(Article(TEXT, "2023-03-15"))


@pytest.fixture(scope="module")
def merged(timeline: Timeline) -> Timeline:
    """Some opinions are about an event that has another's words now, so that no row can hold them."""
    ids = [event.id for event in timeline.events]
    return apply(timeline, [from_json({"kind": "merge", "events": [ids[0], ids[3]]})])


def copied(document: dict[str, Any]) -> dict[str, Any]:
    """Through text and back."""
    found: dict[str, Any] = json.loads(json.dumps(document))
    return found


def said(timeline: Timeline) -> set[Constraint]:
    assert len(set(timeline.constraints)) == len(timeline.constraints)
    return set(timeline.constraints)


@pytest.mark.parametrize("name", ["timeline", "merged"])
@pytest.mark.parametrize("form", ["document", "state"])
def test_everything_said_is_read_back(name: str, form: str, request: pytest.FixtureRequest) -> None:
    written: Timeline = request.getfixturevalue(name)
    document = to_dict(written, everything=True) if form == "document" else to_stored(written)[0]
    again = from_dict(copied(document))
    assert said(again) == said(written)
    assert (again.events, again.expressions, again.shown) == (written.events, written.expressions, written.shown)
    assert (again.order, again.conflicts, again.relations()) == (written.order, written.conflicts, written.relations())
    assert to_dict(again, everything=True) == to_dict(written, everything=True)
    assert to_stored(again) == to_stored(written)


def test_opinions_are_rows_and_stand_in_complete_documents_only(timeline: Timeline) -> None:
    document = to_dict(timeline, everything=True)
    opinions = [c for c in timeline.constraints if c.cause.sieve == NAME]
    assert opinions
    assert document["opinions"]["fields"] == list(OPINION)
    assert len(document["opinions"]["rows"]) == len(opinions)
    rows = [dict(zip(OPINION, row, strict=True)) for row in document["opinions"]["rows"]]
    starts = {(e["id"], m["start"]) for e in document["events"] for m in e["mentions"]}
    assert all({(r["source"], r["source_at"]), (r["target"], r["target_at"])} <= starts for r in rows)
    shown = to_dict(timeline)
    assert "opinions" not in shown
    for each in (document, shown):
        assert not any(c["cause"]["sieve"] == NAME for c in each["constraints"])


def test_an_opinion_that_no_row_can_hold_stays_a_constraint(merged: Timeline) -> None:
    document = to_dict(merged, everything=True)
    rows = len(document["opinions"]["rows"])
    whole = [c for c in document["constraints"] if c["cause"]["sieve"] == NAME]
    assert rows + len(whole) == sum(c.cause.sieve == NAME for c in merged.constraints)


def test_documents_of_the_first_format_are_read(timeline: Timeline) -> None:
    """They had the opinions among the constraints."""
    document = copied(to_dict(timeline, everything=True))
    cause = {"kind": "model", "sieve": NAME, "explanation": "“shot” would start before “charged”", "spans": []}
    opinion = {"source": "e1", "target": "e2", "relation": "starts_before", "cause": cause, "confidence": 0.8}
    opinion |= {"offset": None, "asserted_by": ["author"]}
    first = {k: v for k, v in document.items() if k != "opinions"} | {"format": "timeline/1"}
    again = from_dict(first | {"constraints": [*document["constraints"], opinion]})
    assert again.constraints[-1].cause.explanation == cause["explanation"]
    assert again.events == timeline.events


@pytest.mark.parametrize(
    ("change", "words"),
    [({"format": "timeline/9"}, "not a timeline/2"), ({"complete": False}, "only the events shown")],
)
def test_what_cannot_be_read_back_is_refused(timeline: Timeline, change: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        from_dict(to_dict(timeline, everything=True) | change)


def test_the_readings_are_those_not_taken(timeline: Timeline) -> None:
    document = to_dict(timeline, everything=True)
    for expression, written in zip(timeline.expressions, document["expressions"], strict=True):
        assert [r["value"] for r in written["readings"]] == [r.value for r in expression.readings[1:]]
        assert written["value"] not in [r["value"] for r in written["readings"]]
    assert any(written["readings"] for written in document["expressions"])


def test_a_reading_that_an_analyst_prefers_is_the_one_taken(timeline: Timeline) -> None:
    monday = next(t for t in timeline.expressions if t.text == "Monday")
    preferred = monday.readings[1].value
    after = apply(timeline, [from_json({"kind": "expression", "expression": monday.id, "value": preferred})])
    again = from_dict(copied(to_dict(after, everything=True)))
    corrected = next(t for t in again.expressions if t.id == monday.id)
    assert again.expressions == after.expressions
    assert [r.value for r in corrected.readings] == [preferred, monday.value]
