"""Who says what of an event, beyond the table in fixtures/factuality: chains, cues and what is left to the author."""

from __future__ import annotations

import pytest

from timeline import Article
from timeline.events import find_events
from timeline.events.model import AUTHOR, Certainty, Event, Factuality, Polarity
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.resolve import expressions


def event(text: str, trigger: str) -> Event:
    article = Article(text=text, published="2024-05-15")
    syntax = parse(article)
    found = find_events(article, expressions(article), syntax, read(syntax))
    return next(e for e in found if e.covers(text.index(trigger)))


def test_two_sources_at_odds_make_a_dispute_with_both_on_record() -> None:
    told = event("Ines Braun said Tom Keller had taken the money. Keller denied this.", "taken")
    assert told.factuality is Factuality.DISPUTED
    assert [(a.source, a.polarity) for a in told.attributions] == [
        (("Ines Braun",), Polarity.POS),
        (("Tom Keller",), Polarity.NEG),
    ]


def test_cue_covers_the_word_that_carries_the_saying() -> None:
    text = "Orlov denied that he had met the banker."
    (held,) = event(text, "met").attributions
    assert held.cue is not None
    assert held.cue.of(text) == "denied"


def test_a_temporal_clause_stays_the_authors_word() -> None:
    text = "The palace denied reports that the king had abdicated before he left."
    (held,) = event(text, "left").attributions
    assert held.source == (AUTHOR,)
    assert held.certainty is Certainty.CERTAIN


def test_sources_nest_outermost_first() -> None:
    told = event('"Ines Braun told me that the letter was burned," Omar Haddad said.', "burned")
    assert told.sources == (("Omar Haddad", "Ines Braun"),)


def test_what_is_rejected_is_the_claim_and_not_the_accusing() -> None:
    text = "The rebels accused the army of shelling a market; the army rejected the claim."
    assert event(text, "accused").factuality is Factuality.ASSERTED
    assert event(text, "shelling").factuality is Factuality.DISPUTED


def test_source_set_into_the_clause() -> None:
    assert event("The plant, Orlov said, closed in May.", "closed").sources == (("Orlov",),)


def test_who_denies_the_charges_denies_no_other_saying() -> None:
    text = "“The ring was hidden in a mill,” Judge Ines Braun said. Keller had denied the charges."
    assert event(text, "hidden").factuality is Factuality.ASSERTED


def test_a_rejected_offer_was_made() -> None:
    assert event("The owners rejected the offer by Orlov.", "offer").factuality is Factuality.ASSERTED
    assert event("The palace dismissed reports that the king had fled.", "reports").factuality is Factuality.ASSERTED


def test_a_plan_cannot_be_denied_as_a_claim() -> None:
    text = "His lawyer, Ines Braun, said Keller would appeal. The police rejected the allegation."
    assert event(text, "appeal").factuality is Factuality.PLANNED


def test_reports_dismissed_at_large_are_not_those_just_quoted() -> None:
    text = "The inquiry said hundreds of boys had been beaten. The heads of the school dismissed reports of beatings."
    assert event(text, "beaten").factuality is Factuality.ASSERTED
    answered = "The inquiry said hundreds of boys had been beaten. The heads of the school dismissed the reports."
    assert event(answered, "beaten").factuality is Factuality.DISPUTED


def test_not_guilty_in_a_crash_denies_no_crash() -> None:
    text = "A judge found the airline not guilty of manslaughter in the crash of Flight 20."
    assert event(text, "crash").factuality is Factuality.ASSERTED


def test_a_speaker_who_stands_in_a_quotation_is_nobody() -> None:
    text = '"We the people of this town here" announced "that the mine is closed for good today."'
    assert event(text, "closed").sources == ((AUTHOR,),)


@pytest.mark.parametrize(
    ("text", "trigger", "source"),
    [
        ("The bank said exports rose in March. Imports fell, it added.", "fell", "The bank"),
        ("The bank said exports rose. Wages grew in May. Imports fell, it added.", "fell", "The bank"),
        ("A widow said the mill had burned. Nine men died, it said.", "died", "it"),
    ],
)
def test_who_goes_on_speaking_is_who_spoke_last(text: str, trigger: str, source: str) -> None:
    assert [name.lower() for chain in event(text, trigger).sources for name in chain] == [source.lower()]
