from __future__ import annotations

import pytest

from timeline import Article
from timeline.claims import read_claim
from timeline.claims.cues import cues
from timeline.claims.model import (
    Claim,
    ClaimKind,
    Content,
    DateRelation,
    Dating,
    Described,
    Distance,
    Extreme,
    Order,
    OrderRelation,
    SameTime,
)
from timeline.claims.reader import MAX_CHARACTERS
from timeline.claims.stems import akin, related
from timeline.errors import BadClaim
from timeline.temporal.granularity import Granularity

ARTICLE = Article(text="The council met.", published="2024-05-15")
DAY = 86_400


def read(text: str) -> Claim:
    return read_claim(text, ARTICLE)


def heads(claim: Claim) -> list[str]:
    return [event.heads[0].lemma for event in claim.events if isinstance(event, Described)]


@pytest.mark.parametrize("example", cues().examples)
def test_every_example_of_the_data_is_read(example: str) -> None:
    assert read(example).propositions


@pytest.mark.parametrize(
    ("text", "relation", "events"),
    [
        ("The mayor resigned before the council voted.", OrderRelation.BEFORE, ["resign", "vote"]),
        ("Did the strike come after the vote?", OrderRelation.AFTER, ["strike", "vote"]),
        ("After the vote, the mayor resigned.", OrderRelation.AFTER, ["resign", "vote"]),
        ("The vote preceded the strike.", OrderRelation.BEFORE, ["vote", "strike"]),
        ("The mayor resigned no later than the vote.", OrderRelation.NOT_AFTER, ["resign", "vote"]),
        ("Was the bridge closed when the train derailed?", OrderRelation.DURING, ["close", "derail"]),
    ],
)
def test_order(text: str, relation: OrderRelation, events: list[str]) -> None:
    claim = read(text)
    assert claim.kind is ClaimKind.ORDER
    assert claim.propositions == (Order(0, 1, relation),)
    assert heads(claim) == events


def test_who_acts_is_carried_over_to_a_clause_without_a_subject() -> None:
    claim = read("Meyer called the mayor before signing the order.")
    second = claim.events[1]
    assert isinstance(second, Described)
    assert second.agents == ("Meyer",)


@pytest.mark.parametrize(
    ("text", "relation", "low", "high"),
    [
        ("The strike began less than two weeks after the vote.", OrderRelation.AFTER, 0, 14 * DAY),
        ("A day after the vote, the mayor resigned.", OrderRelation.AFTER, DAY, DAY),
        ("The strike came within a week of the vote.", None, 0, 7 * DAY),
        ("More than a year passed between the vote and the strike.", None, 365 * DAY, None),
    ],
)
def test_distance(text: str, relation: OrderRelation | None, low: int, high: int | None) -> None:
    claim = read(text)
    said = claim.propositions[0]
    assert claim.kind is ClaimKind.DISTANCE
    assert isinstance(said, Distance)
    assert (said.relation, said.window.low, said.window.high) == (relation, low, high)


@pytest.mark.parametrize(
    ("text", "relation", "value"),
    [
        ("The mayor resigned in April.", DateRelation.WITHIN, "2024-04"),
        ("The mayor had resigned by 10 May.", DateRelation.NOT_AFTER, "2024-05-10"),
        ("Did the mayor resign before 2020?", DateRelation.BEFORE, "2020"),
        ("The mayor resigned last week.", DateRelation.WITHIN, "2024-W19"),
    ],
)
def test_dating(text: str, relation: DateRelation, value: str) -> None:
    said = read(text).propositions[0]
    assert isinstance(said, Dating)
    assert (said.relation, said.value) == (relation, value)


def test_sequence_first_and_same_day() -> None:
    sequence = read("The council voted, then the mayor resigned, and finally the shops closed.")
    assert sequence.propositions == (Order(0, 1, OrderRelation.BEFORE), Order(1, 2, OrderRelation.BEFORE))
    assert heads(sequence) == ["vote", "resign", "close"]
    assert read("The vote came first.").propositions == (Extreme(0, last=False),)
    assert read("Of the vote and the strike, the strike came last.").propositions == (Extreme(0, True, (1, 2)),)
    assert read("The vote and the strike were on the same day.").propositions == (SameTime(0, 1, Granularity.DAY),)
    assert read("The mayor denied it the same day.").events[1] == Content(0)


def test_sources_and_denials() -> None:
    assert read("According to Meyer, the mayor resigned before the vote.").source == "Meyer"
    said = read("Meyer denied that the mayor resigned before the vote.")
    assert (said.source, said.denied) == ("Meyer", True)
    assert read("The mayor did not resign before the vote.").negated
    assert not read("The mayor resigned before the vote.").negated


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "the claim is empty"),
        ("  \n ", "the claim is empty"),
        ("The mayor resigned.", "says nothing about order or time"),
        ("before", "says nothing about order or time"),
        ("?!", "says nothing about order or time"),
        ("x" * (MAX_CHARACTERS + 1), "the limit is 1,000"),
    ],
)
def test_what_is_no_claim_is_refused_in_one_line(text: str, words: str) -> None:
    with pytest.raises(BadClaim, match=words) as caught:
        read(text)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("a", "b"), [("annexation", "annexed"), ("killings", "killed"), ("denial", "deny"), ("decision", "decided")]
)
def test_families(a: str, b: str) -> None:
    assert related(a, b)
    assert related(b, a)


def test_strangers_and_meanings() -> None:
    assert not related("department", "depart")
    assert not related("police", "policy")
    assert akin("conversation", "spoke")
    assert not akin("conversation", "earthquake")


def described(claim: Claim, number: int) -> Described:
    found = claim.events[number]
    assert isinstance(found, Described)
    return found


def test_what_lorries_did_is_what_is_said_of_cars() -> None:
    claim = read("Cars crossed the bridge after lorries did.")
    lorries = described(claim, 1)
    assert "crossed" in [word.text for word in lorries.heads]
    assert lorries.agents == ("lorries",)


def test_two_who_did_one_thing_on_the_same_day() -> None:
    claim = read("City and Rovers won on the same day.")
    assert [described(claim, number).heads[0].text for number in (0, 1)] == ["won", "won"]
    assert described(claim, 0).agents == ("City",)


def test_every_part_of_a_claim_counts() -> None:
    sequence = read("Trucks delivered bread before the recall was issued, and after that the shops closed.")
    assert sequence.propositions == (Order(0, 1, OrderRelation.BEFORE), Order(0, 2, OrderRelation.BEFORE))
    dated = read("Was the plant bought in March and closed in May?")
    assert [(d.event, d.value) for d in dated.propositions if isinstance(d, Dating)] == [(0, "2024-03"), (1, "2024-05")]


@pytest.mark.parametrize("text", ["When did the plant close, before the vote?", "Was it before or after the vote?"])
def test_what_yes_or_no_does_not_answer_is_refused(text: str) -> None:
    with pytest.raises(BadClaim, match="more than yes or no"):
        read(text)


def test_days_before_an_event_are_no_date() -> None:
    claim = read("The town shut the bridge three days after two of its guards had been killed.")
    assert claim.kind is ClaimKind.DISTANCE
    assert len(claim.events) == 2


def test_who_comes_or_goes_does_something() -> None:
    assert described(read("Inge Lund arrived before the vote."), 0).heads[0].text == "arrived"
    assert described(read("The strike came before the vote."), 0).heads[0].text == "strike"


def test_a_fire_breaks_out_and_a_minister_steps_down() -> None:
    assert described(read("A fire broke out after the vote."), 0).heads[0].text == "fire"
    assert "step down" in [word.lemma for word in described(read("The minister stepped down after the vote."), 0).heads]


@pytest.mark.parametrize(
    ("question", "events"),
    [
        ("Did the board fire managers after the audit?", ["fire", "audit"]),
        ("Did the minister order raids before the vote?", ["order", "vote"]),
        ("After the raid, did the guards search homes?", ["search", "raid"]),
        ("Is the council selling the hall before the election?", ["sell", "election"]),
        ("Are the firms suing the state after the ban?", ["sue", "ban"]),
    ],
)
def test_questions_have_the_verb_of_the_statement_they_ask_about(question: str, events: list[str]) -> None:
    """The parser, taught by news, takes these for managers of a fire, or a council that sells."""
    assert heads(read(question)) == events


def test_words_of_a_question_keep_their_places() -> None:
    claim = read("Did the board fire managers after the audit?")
    for event in claim.events:
        assert isinstance(event, Described)
        assert [word.span.of(claim.text).lower() for word in event.heads] == [word.text for word in event.heads]


@pytest.mark.parametrize(
    ("question", "modal"),
    [
        ("Is the bank selling its branch after the audit?", True),
        ("Does the plant reopen before the vote?", True),
        ("Did the bank try to sell its branch after the audit?", True),
        ("Did the bank sell its branch after the audit?", False),
        ("Has the bank sold its branch after the audit?", False),
    ],
)
def test_what_is_asked_of_now_may_be_to_come(question: str, modal: bool) -> None:
    event = read(question).events[0]
    assert isinstance(event, Described)
    assert event.modal is modal


def test_a_number_is_no_event() -> None:
    assert heads(read("157 injured before the landslide.")) == ["injure", "landslide"]


def test_a_choice_to_do_something_is_the_choice() -> None:
    assert heads(read("Did the holders meet after the decision to convert?")) == ["meet", "decision"]
