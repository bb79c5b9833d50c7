from __future__ import annotations

import json

import pytest

from timeline import Article, reconstruct
from timeline.chronology import Timeline
from timeline.claims import Ruling, StructuredClaim
from timeline.claims.verdict import StepKind
from timeline.errors import BadClaim

TEXT = """The city council of Ostrava rejected the new stadium on Monday.
Two days after the vote, mayor Jana Kralova resigned. On Friday thousands of fans protested in the main square.
Building firm Stavos said that Kralova had met its chief executive before the vote, but the mayor denied meeting him.
The council will elect a new mayor in June."""


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return reconstruct(Article(text=TEXT, published="2024-05-12"))


def test_dates_order_what_they_date(timeline: Timeline) -> None:
    assert timeline.check("The fans protested after the council rejected the stadium.").ruling is Ruling.SUPPORTED
    assert timeline.check("Did the council reject the stadium after the fans protested?").ruling is Ruling.REFUTED


def test_dating(timeline: Timeline) -> None:
    assert timeline.check("The council rejected the new stadium on 6 May 2024.").ruling is Ruling.SUPPORTED
    assert timeline.check("The council rejected the new stadium in April.").ruling is Ruling.REFUTED


def test_what_the_article_lacks_is_not_mentioned(timeline: Timeline) -> None:
    verdict = timeline.check("The volcano erupted before the council rejected the stadium.")
    assert verdict.ruling is Ruling.NOT_MENTIONED
    assert verdict.events[0].event is None
    assert "volcano" in verdict.explanation


def test_what_is_only_planned_is_never_supported(timeline: Timeline) -> None:
    verdict = timeline.check("The council elected a new mayor after the fans protested.", threshold=0.0)
    assert verdict.ruling is not Ruling.SUPPORTED


def test_evidence_quotes_the_article(timeline: Timeline) -> None:
    document = timeline.check("The fans protested after the council rejected the stadium.").to_dict()
    keys = {"claim", "kind", "verdict", "confidence", "events", "evidence", "by_source", "explanation"}
    assert set(document) == keys
    json.dumps(document)
    quoted = [span for step in document["evidence"] for span in step["spans"]]
    assert quoted
    assert all(TEXT[span["start"] : span["end"]] == span["text"] for span in quoted)
    assert {step["kind"] for step in document["evidence"]} >= {StepKind.MATCH.value}
    assert all(step["rule"] for step in document["evidence"])


def test_the_threshold_withholds_but_says_where_it_leans(timeline: Timeline) -> None:
    verdict = timeline.check("The fans protested after the council rejected the stadium.", threshold=1.01)
    assert verdict.ruling is Ruling.UNDETERMINED
    assert "rather supports" in verdict.explanation


def test_a_negated_claim_turns_the_verdict(timeline: Timeline) -> None:
    verdict = timeline.check("The fans did not protest before the council rejected the stadium.")
    assert verdict.ruling is Ruling.SUPPORTED


def test_structured_claims(timeline: Timeline) -> None:
    rejected, protested = TEXT.index("rejected"), TEXT.index("protested")
    assert timeline.check(StructuredClaim(rejected, "before", protested)).ruling is Ruling.SUPPORTED
    assert timeline.check(StructuredClaim(rejected, "after", protested)).ruling is Ruling.REFUTED
    assert timeline.check(StructuredClaim(rejected, "within", time="May 2024")).ruling is Ruling.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (StructuredClaim("e999", "before", "e1"), "no event 'e999'"),
        (StructuredClaim("e1", "near", "e2"), "no such relation"),
        (StructuredClaim("e1", "before"), "another event or a time"),
        (StructuredClaim("e1", "before", time="the stadium"), "not a time"),
        (StructuredClaim(10**7, "before", "e1"), "no event stands at"),
    ],
)
def test_bad_structured_claims(timeline: Timeline, claim: StructuredClaim, words: str) -> None:
    with pytest.raises(BadClaim, match=words):
        timeline.check(claim)
