"""Whom a pronoun or an epithet means, where only one reading fits; unresolved where two do."""

from __future__ import annotations

import pytest

from tests.events.read import event, people


@pytest.mark.parametrize(
    ("text", "trigger", "role", "name"),
    [
        ("Kolm Energy founder Anna Berg moved to Oslo. The billionaire sold two farms.", "sold", "agent", "Anna Berg"),
        ("Anna Berg met the banker. She sold two farms.", "sold", "agent", "Anna Berg"),
        ("The teacher, Anna Berg, said that she had called the police.", "called", "agent", "Anna Berg"),
        ("Geologist Hanna Veit said that she had warned the office.", "warned", "agent", "Hanna Veit"),
        (
            "Petra Varga won her third title on Sunday, beating Lind. "
            "Varga, 27, was ill in May. She returned to the tour.",
            "returned",
            "agent",
            "Petra Varga",
        ),
        (
            "Judge Ruth Amadi said Karl Dorn lied. “You sold our ships,” she told him.",
            "told",
            "agent",
            "Ruth Amadi",
        ),
        ("A court jailed Karl Dorn for hiding the letter.", "hiding", "agent", "Karl Dorn"),
        ("Marta Szell was born in Kolm. She was appointed minister in 1990.", "appointed", "patient", "Marta Szell"),
        ("Voltara Group said it had bought a mine.", "bought", "agent", "Voltara Group"),
        ("Mrs Lund met Karl Dorn in May. She sold him a farm.", "sold", "recipient", "Karl Dorn"),
        ("Anna Berg married Karl Dorn. She left in May, and he sold the house.", "sold", "agent", "Karl Dorn"),
        ("Anna Berg left. She moved to Oslo. She sang there. She bought a farm.", "bought", "agent", "Anna Berg"),
        ("Karl Dorn met Anna Berg, who has not sung since she fell ill.", "fell", "agent", "Anna Berg"),
        (
            "Petra Lund sang. Rain fell. A claim by Anna Berg that she had paid the bank was false.",
            "paid",
            "agent",
            "Anna Berg",
        ),
        ("The jury dismissed the plea after it had met twice.", "met", "agent", "the jury"),
        ("Vaccine maker Sonja Biotech said it had sold its old mill.", "sold", "agent", "Biotech"),
        (
            "Anna Berg, a minister in the coalition of the northern states, and Karl Dorn said they had signed.",
            "signed",
            "agent",
            "Anna Berg and Karl Dorn",
        ),
        (
            "Council officials from the eastern half of Tarn spoke. They signed in June.",
            "signed",
            "agent",
            "Council officials",
        ),
        ("The bakers agreed on a price. They signed in June.", "signed", "agent", "the bakers"),
    ],
)
def test_resolved(text: str, trigger: str, role: str, name: str) -> None:
    assert (role, name) in people(event(text, trigger))


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Petra Lund met Judge Karl Dorn. A widow sued the bank. She lost the case.", "lost"),
        ("The council passed a rule in May, but it was annulled by a court.", "annulled"),
        ("Anna Berg and Petra Lund left. She sold two farms.", "sold"),
        ("The bakers met the farmers. They sold two mills.", "sold"),
        ("Two dams burst, Voltara Group said. It was followed by heavy rain.", "followed"),
        ("The dam burst and the river rose. It destroyed nine farms.", "destroyed"),
        ("“He never left the house,” Karl Dorn said.", "left"),
        ("Fjellmann denied that he had stolen the ring from Karl Dorn.", "stolen"),
    ],
)
def test_a_pronoun_that_may_mean_another_stays(text: str, trigger: str) -> None:
    (agent,) = (p for p in event(text, trigger).participants if p.text.lower() in ("he", "she", "it", "they"))
    assert agent.name is None or agent.name == "Fjellmann"


@pytest.mark.parametrize(
    ("text", "trigger", "name"),
    [
        ("Striker Anna Berg fell. The referee stopped the match.", "stopped", ("agent", "Anna Berg")),
        ("Minister Karl Dorn spoke. The president vetoed the bill.", "vetoed", ("agent", "Karl Dorn")),
        ("President Anna Berg met President Karl Dorn. The president sold two farms.", "sold", None),
        ("Anna Berg promised him a post.", "promised", ("recipient", "Anna Berg")),
        ("Anna Berg spoke. Karl Dorn's brother called and his wife left the house.", "left", ("agent", "Anna Berg")),
    ],
)
def test_left_open(text: str, trigger: str, name: tuple[str, str] | None) -> None:
    found = people(event(text, trigger))
    assert not {pair for pair in found if pair[1] in ("Anna Berg", "Karl Dorn")} - {("agent", "Anna Berg")} or name
    assert name is None or name not in found


def test_what_is_named_with_its_owner_is_theirs() -> None:
    text = "Anna Berg led the hunt. Guards praised the arrest of Karl Dorn and his driver."
    assert ("patient", "Karl Dorn") in people(event(text, "arrest"))
    assert "Karl Dorn's driver" not in event(text, "praised").description  # he was named just before
    assert "Berg" not in event(text, "praised").description


def test_an_owner_is_no_earlier_name_where_a_newcomer_acts() -> None:
    found = event("Karl Dorn resigned. A bomber drove his car into the gate.", "drove")
    assert found.description == "A bomber drove his car into the gate"


def test_passives_side_by_side_share_the_agent_behind_them() -> None:
    text = "A thief was shot and killed by guards. A painter was hired in May and praised by critics."
    assert ("agent", "guards") in people(event(text, "shot"))
    assert ("agent", "critics") not in people(event(text, "hired"))
