from __future__ import annotations

from dataclasses import fields, replace

import pytest

from timeline import Article, reconstruct
from timeline.chronology import Timeline
from timeline.claims import Checker, Ruling, read_claim
from timeline.claims.confidence import Grounds
from timeline.claims.rereading import is_unlisted
from timeline.events.encoder import Reading
from timeline.events.reading import read
from timeline.pipeline import assemble
from timeline.syntax import Parse

TEXT = """Transport minister Edda Holm resigned on Monday, a day after the newspaper Dagur printed her letters.
Her deputy, Jon Vik, will take office on Friday. Holm spoke with reporters on Tuesday.
Vik spoke with the king on Thursday.
The ministry had awarded the contract in March. A review in May found mistakes."""


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    return reconstruct(Article(text=TEXT, published="2024-06-14"))


def taken(timeline: Timeline, claim: str) -> list[str]:
    """The triggers of the events that a claim is taken to mean."""
    verdict = timeline.check(claim, threshold=0.0)
    return [m.event.trigger.of(TEXT) if m.event is not None else "" for m in verdict.events]


def at(timeline: Timeline, claim: str) -> list[int]:
    verdict = timeline.check(claim, threshold=0.0)
    return [m.event.trigger.start if m.event is not None else -1 for m in verdict.events]


def test_the_one_who_acts_tells_two_events_apart(timeline: Timeline) -> None:
    holm, vik = TEXT.index("spoke"), TEXT.rindex("spoke")
    assert at(timeline, "Holm spoke before Vik spoke.") == [holm, vik]
    assert at(timeline, "Vik spoke after Holm spoke.") == [vik, holm]


def test_a_light_verb_stands_for_its_noun(timeline: Timeline) -> None:
    verdict = timeline.check("Vik took office after Holm resigned.", threshold=0.0)
    assert verdict.events[0].event is not None
    assert verdict.events[0].event.trigger.of(TEXT) in ("take", "office")
    assert verdict.ruling is not Ruling.SUPPORTED


def test_words_of_one_family(timeline: Timeline) -> None:
    assert taken(timeline, "The resignation came before the award of the contract.") == ["resigned", "awarded"]


def test_a_claim_may_speak_of_what_the_timeline_does_not_list(timeline: Timeline) -> None:
    """The timeline without its award is that of a reader who overlooked it."""
    start = TEXT.index("awarded")
    lost = {e.id for e in timeline.events if e.covers(start)}
    assert lost
    events = tuple(e for e in timeline.events if e.id not in lost)
    constraints = tuple(c for c in timeline.constraints if not {c.source, c.target} & lost)
    blind = assemble(timeline.article, timeline.expressions, events, constraints)
    verdict = blind.check("The ministry awarded the contract before Holm resigned.", threshold=0.0)
    award = verdict.events[0].event
    assert award is not None
    assert is_unlisted(award.id)
    assert award.trigger.start == start
    assert verdict.ruling is Ruling.SUPPORTED
    assert not any(is_unlisted(e.id) for e in blind.events)


def test_a_misspelt_name_is_that_of_the_article(timeline: Timeline) -> None:
    assert taken(timeline, "Edda Hollm resigned before the review.")[0] == "resigned"
    assert at(timeline, "Vikk spoke after Holm resigned.")[0] == -1  # four letters may be another name


def test_who_it_happened_to_tells_two_events_apart() -> None:
    text = "Divers freed a seal on Monday. A week before, rangers freed an eagle near the lake."
    found = reconstruct(Article(text=text, published="2024-06-14"))
    checker = Checker(found)

    def meant(claim: str) -> list[int]:
        return [m.event.trigger.start for m in checker.check(read_claim(claim, found.article)).events if m.event]

    assert meant("The eagle was freed before the seal was freed.") == [text.rindex("freed"), text.index("freed")]


def test_other_words_of_the_article_are_no_event(timeline: Timeline) -> None:
    verdict = timeline.check("The pilot landed before Holm resigned.", threshold=0.0)
    assert verdict.ruling is Ruling.NOT_MENTIONED


def test_grounds_never_make_less_sure() -> None:
    base = Grounds(fit=2.0, opinion=0.0, near=0.0, verbs=0.0, apart=0.0, firm=0.0)
    for ground in fields(Grounds):
        better = replace(base, **{ground.name: getattr(base, ground.name) + 1.0})
        assert better.confidence >= base.confidence


def test_a_checker_reads_the_article_once(timeline: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    times = list[int]()

    def counted(syntax: Parse) -> Reading:
        times.append(1)
        return read(syntax)

    monkeypatch.setattr("timeline.claims.rereading.read", counted)
    checker = Checker(timeline)
    for claim in ("Holm resigned before Vik spoke.", "The review came after the award."):
        checker.check(read_claim(claim, timeline.article))
    assert len(times) == 1


def test_the_order_of_the_claim_does_not_change_what_its_words_mean(timeline: Timeline) -> None:
    one = timeline.check("Vik spoke with the king before Holm resigned.", threshold=0.0)
    other = timeline.check("Vik spoke with the king after Holm resigned.", threshold=0.0)
    assert [m.event for m in one.events] == [m.event for m in other.events]
    assert one.ruling is other.ruling.opposite
