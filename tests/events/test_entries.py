"""What a timeline lists: entries that a reader can make something of, each once, about the right thing, dated."""

from __future__ import annotations

import pytest

from tests.events.read import event, events
from timeline import Article, reconstruct
from timeline.events.model import Factuality
from timeline.events.parser import parse
from timeline.events.salience import worth_showing
from timeline.present.rows import Row, rows


def listed(text: str) -> list[str]:
    found = events(text)
    return [e.description for e in found if e.id in worth_showing(found)]


def shown(text: str) -> list[Row]:
    return rows(reconstruct(Article(text=text, published="2024-05-15")))


@pytest.mark.parametrize(
    ("text", "trigger", "description"),
    [
        (
            "Guards fled after an attack on a camp in Lyon which left nine farmers dead.",
            "left",
            "An attack on a camp in Lyon left nine farmers dead",
        ),
        (
            "The group praised the bombings of three hotels, which wounded 57 people.",
            "wounded",
            "The bombings of three hotels wounded 57 people",
        ),
        (
            "Two directors of the firm, who pleaded guilty on Monday, were fined.",
            "pleaded",
            "Two directors of the firm pleaded guilty",
        ),
        (
            "Storms and floods on the island which have killed 90 people.",
            "killed",
            "Storms and floods on the island have killed 90 people",
        ),
        (
            "A draft of the plan on Dec. 1, issued by the ministry, named nine mines.",
            "issued",
            "A draft of the plan was issued by the ministry",
        ),
        # Those that the nearest noun is right for.
        ("A man in a car that hit two cyclists fled.", "hit", "A car hit two cyclists"),
        ("The owner of the barges that were sold fled.", "sold", "The barges were sold"),
        ("Guards fled from a fire that destroyed a mill.", "destroyed", "A fire destroyed a mill"),
        ("Karl Dorn met the judge who jailed nine farmers.", "jailed", "The judge jailed nine farmers"),
    ],
)
def test_a_clause_is_about_what_it_can_be_about(text: str, trigger: str, description: str) -> None:
    assert event(text, trigger).description == description


@pytest.mark.parametrize(
    ("text", "trigger", "description"),
    [
        ("Two trucks caught fire while unloading in Lyon.", "unloading", "Two trucks were unloading in Lyon"),
        ("Rebels shelled the port, with nine sailors killed.", "killed", "Nine sailors were killed"),
        (
            "The minister has called for the mine to be closed.",
            "called",
            "The minister has called for the mine to be closed",
        ),
        ("Police freed a man they had arrested on Monday.", "arrested", "Police had arrested a man"),
        (
            "The mine is safe, Karl Dorn told reporters on Tuesday.",
            "told",
            "Karl Dorn told reporters that the mine is safe",
        ),
        (
            "Crews flew north to repair a new, larger dam.",
            "flew",
            "Crews flew north to repair a new, larger dam",
        ),
        ("In 2002 floods in the valley killed nine farmers.", "killed", "Floods in the valley killed nine farmers"),
        ("In February Norvik cut 600 jobs at its plant.", "cut", "Norvik cut 600 jobs at its plant"),
        ("In March Prime Minister Anna Berg was arrested.", "arrested", "Prime Minister Anna Berg was arrested"),
        ("Police held the owner but his driver is on the run.", "held", "Police held the owner"),
        (
            "The club was poring over a proposal to ask the president of the northern league to become its patron.",
            "poring",
            "The club was poring over a proposal to ask the president of the northern league to become its patron",
        ),
        ("The barge, reported missing on Friday, was found.", "reported", "The barge was reported missing"),
        ("“We have sold the mine,” Karl Dorn said on Monday.", "sold", "“We have sold the mine”"),
        ("The attack left 119 people wounded.", "wounded", "119 people were wounded"),
        (
            "An attack that left at least nine people wounded began.",
            "left",
            "An attack left at least nine people wounded",
        ),
        ("In 2019 councillors from the north, angry at the plan, resigned.", "resigned", None),
    ],
)
def test_clauses_are_whole(text: str, trigger: str, description: str | None) -> None:
    found = event(text, trigger).description
    assert found == description if description else found.endswith("resigned")


def test_what_is_called_for_is_not_done() -> None:
    assert event("The minister has called for the mine to be closed.", "closed").factuality is Factuality.PLANNED


@pytest.mark.parametrize(
    ("text", "unlisted"),
    [
        ("“We have sold the mine,” Karl Dorn told reporters in Lyon on Monday. The mine closed in May.", "told"),
        ("Guards found the stolen barges in Lyon on Monday.", "stolen"),
    ],
)
def test_what_says_nothing_is_no_entry(text: str, unlisted: str) -> None:
    found = events(text)
    assert found
    assert not any(e.covers(text.index(unlisted)) for e in found if e.id in worth_showing(found))


def test_a_headline_is_not_listed_beside_what_it_is_made_of() -> None:
    text = "Mine closed\n\nKarl Dorn closed the mine in Lyon on Monday. Miners wept.\n"
    assert [words for words in listed(text) if "closed" in words] == ["Karl Dorn closed the mine in Lyon"]
    assert "Karl Dorn resigned" in listed("Karl Dorn resigned\n\nMiners marched through Lyon on Monday. Shops shut.\n")


def test_casualties_of_a_clause_are_told_with_it() -> None:
    text = "Rebels shelled the port, with nine sailors killed and two wounded."
    assert len(listed(text)) == 1


def test_what_is_told_through_others_is_one_entry() -> None:
    assert listed("It was told again that the geologist said that the dam leaked.") == ["The dam leaked"]
    assert listed("Guards fled after the attack, which left 119 people wounded.") == [
        "Guards fled",
        "The attack left 119 people wounded",
    ]


def test_an_entry_has_the_date_of_its_clause() -> None:
    (row,) = [row for row in shown("The bridge fell. Repairs are to begin in October.") if "Repairs" in row.title]
    assert (row.title, row.date, row.factuality) == ("Repairs are to begin", "October 2024", Factuality.PLANNED)
    (row,) = shown("Rovers came from behind to beat Athletic 2-1 and reach the final on Saturday.")
    assert row.title.startswith("Rovers came from behind to beat Athletic 2-1")
    assert row.date == "Sat 11 May 2024"


def test_an_agreement_has_not_the_date_of_what_was_agreed() -> None:
    (row,) = [row for row in shown("The firm agreed to close the mine in October.") if "agreed" in row.title]
    assert row.event.lemma == "agree"


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("No agreement was reached, the minister said.", "according to the minister"),
        ("The minister has denied that he met Karl Dorn.", "denied by the minister"),
    ],
)
def test_who_says_that_something_did_not_happen_is_no_denier_of_that(text: str, standing: str) -> None:
    assert standing in {row.standing for row in shown(text)}


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        ("16:20 BST: Speaker Anna Rowe suspends the sitting.", "Speaker Anna Rowe suspends the sitting", "16:20"),
        ("10:42 a.m. ET: The jury returns to the courtroom.", "The jury returns to the courtroom", "10:42"),
        ("9.15am – Police arrive at the scene.", "Police arrive at the scene", "09:15"),
    ],
)
def test_the_time_before_a_live_entry_dates_it(text: str, title: str, date: str) -> None:
    assert [(row.title, row.date) for row in shown(text)] == [(title, f"Wed 15 May 2024, {date}")]


def test_a_clock_time_that_a_sentence_goes_on_from_is_no_label() -> None:
    syntax = parse(
        Article(text="12:05 struck.\nGuards left.\n14:10 BST: Guards fled. They hid.\n", published="2024-05-15")
    )
    assert [" ".join(t.text for t in syntax.sentence_tokens(n)) for n in range(len(syntax.sentences))] == [
        "12:05 struck .",
        "Guards left .",
        "14:10 BST : Guards fled .",
        "They hid .",
    ]
