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


DISPUTED = """Arvel's government denied on Wednesday reports that director Lene Moss spoke with the president before she
published the plan on Monday. Analyst Dag Roll reported on Tuesday that Moss had spoken with the president before she
published the plan. But Moss denied this, saying she had last talked to him two years ago."""


@pytest.fixture(scope="module")
def disputed() -> Timeline:
    return reconstruct(Article(text=DISPUTED, published="2024-05-15"))


def test_a_disputed_event_says_who_holds_what(disputed: Timeline) -> None:
    verdict = disputed.check("Moss spoke with the president before publishing the plan.")
    assert verdict.ruling is Ruling.DISPUTED
    assert {"Dag Roll", "Lene Moss"} <= {s.source[0] for s in verdict.by_source}
    assert "two years ago" in verdict.explanation


def test_those_who_deny_it_answer_a_claim_of_time_by_what_they_say_happened(disputed: Timeline) -> None:
    for year, ruling in (("2022", Ruling.SUPPORTED), ("2021", Ruling.REFUTED)):
        verdict = disputed.check(f"Moss spoke with the president in {year}.", threshold=0.0)
        moss = next(s for s in verdict.by_source if s.source == ("Lene Moss",))
        assert moss.ruling is ruling
        assert "instead" in moss.why


def test_years_are_counted_as_people_count_them() -> None:
    told = reconstruct(Article(text="Ines Aro moved to Lisbon in 1961. She came home in 1970.", published="2024-02-19"))
    assert told.check("Aro came home nine years after she moved to Lisbon.", threshold=0.0).ruling is Ruling.SUPPORTED
    assert told.check("Aro came home less than a year after she moved.", threshold=0.0).ruling is Ruling.REFUTED


def test_one_event_is_not_before_itself(timeline: Timeline) -> None:
    verdict = timeline.check("The vote came before the vote.", threshold=0.0)
    assert verdict.ruling is Ruling.UNDETERMINED
    assert "one event" in verdict.explanation


def test_an_explanation_says_nothing_twice(timeline: Timeline) -> None:
    verdict = timeline.check("The mayor resigned two days after the council rejected the stadium.", threshold=0.0)
    sentences = [s for s in verdict.explanation.split(". ") if len(s) > 30]
    assert len(sentences) == len(set(sentences))
