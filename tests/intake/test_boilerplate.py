"""What is cut from an article, and, more important, what is not."""

from __future__ import annotations

import pytest

from timeline.article import Article, Exclusion, Span
from timeline.boilerplate import Pattern, find_boilerplate, patterns, prepare

STORY = (
    "The ferry company Nordlinje said on Monday that it would close two of its routes.\n"
    "Its chief executive, Ida Holm, told reporters that passenger numbers had fallen since April.\n"
)
APPEAL = (
    "An important message to our readers:\n"
    "Dear friends,\n"
    "Times are hard for small papers. The harbour authority called our reports unfair on 3 May.\n"
    "Our newsroom lives on gifts, and we rely on readers like you.\n"
    "Every gift counts.\n"
    "Remind me tomorrow"
)


def cut(text: str) -> list[str]:
    return [part.span.of(text) for part in find_boilerplate(text)]


@pytest.mark.parametrize("pattern", patterns(), ids=lambda p: p.name)
class TestEveryPattern:
    def test_hits_its_examples(self, pattern: Pattern) -> None:
        assert [e for e in pattern.examples if not pattern.hits(e)] == []

    def test_leaves_the_others(self, pattern: Pattern) -> None:
        assert [e for e in pattern.others if pattern.hits(e)] == []


@pytest.mark.parametrize("other", [o for p in patterns() for o in p.others])
def test_no_pattern_hits_what_another_leaves(other: str) -> None:
    assert [p.name for p in patterns() if p.hits(other)] == []


def test_a_closing_appeal_goes_from_its_first_line_to_the_end() -> None:
    text = STORY + APPEAL
    assert find_boilerplate(text) == (Exclusion(Span(len(STORY), len(text)), "reader appeal"),)


def test_a_closing_appeal_needs_no_opening_line() -> None:
    text = STORY + "Please consider making a donation.\nCancel anytime.\n"
    assert cut(text) == ["Please consider making a donation.\nCancel anytime."]


def test_single_notices_go_where_they_stand() -> None:
    first, second = STORY.splitlines()
    text = f"Photo: Ana Ruiz / Nordpress\n{first}\nADVERTISEMENT\n{second}\nFollow us on Mastodon.\n© 2023 Harbour Post"
    assert cut(text) == [
        "Photo: Ana Ruiz / Nordpress",
        "ADVERTISEMENT",
        "Follow us on Mastodon.",
        "© 2023 Harbour Post",
    ]


def test_links_below_their_heading_go_with_it() -> None:
    text = STORY + "Related stories\nFerry prices rise again\nTwo routes saved in March\n\nThe board meets on Friday.\n"
    assert cut(text) == ["Related stories", "Ferry prices rise again", "Two routes saved in March"]


def test_a_story_about_an_appeal_stays() -> None:
    text = (
        "The Harbour Post asked its readers for money on Monday after losing a lawsuit.\n"
        "“Dear readers, we need your help. Please donate today,” the paper wrote on its front page.\n"
        "By Tuesday evening 4,000 people had given, its editor said. “Thank you for supporting us,” she added.\n"
    )
    assert cut(text) == []


def test_a_letter_that_the_story_introduces_stays() -> None:
    text = (
        STORY + "The company’s letter to its passengers reads in full:\n"
        "Dear friends,\n"
        "We have to close your route in May.\n"
        "We are committed to finding you another.\n"
    )
    assert cut(text) == []


def test_an_opener_in_mid_story_does_not_cut_what_follows() -> None:
    text = "A note from the editor\n" + STORY + "Support our journalism\n" + STORY * 4
    assert cut(text) == []


def test_an_appeal_in_the_middle_of_a_story_does_not_cut_the_rest() -> None:
    text = STORY + "Please consider making a donation.\n" + STORY
    assert cut(text) == []


def test_a_text_that_is_all_notice_is_kept() -> None:
    assert cut(APPEAL) == []
    assert cut("Sign up for our newsletter.") == []


def test_hard_wrapped_paragraphs_are_read_as_one() -> None:
    text = (
        "The ferry company said on Monday that it would close two of its\n"
        "routes, and that it hoped readers of the notice would understand.\n"
        "\n"
        "Nordpress writer Ana Ruiz, who covers shipping from the city of\n"
        "Porto for the agency, contributed to this report.\n"
    )
    assert cut(text) == [
        "Nordpress writer Ana Ruiz, who covers shipping from the city of\n"
        "Porto for the agency, contributed to this report."
    ]


def test_prepare_lists_what_it_found_beside_what_was_given() -> None:
    text = STORY + "Sign up for our newsletter."
    given = Exclusion(Span(0, 9), "by hand")
    article = prepare(Article(text, "2023-05-03", excluded=(given,)))
    assert [part.reason for part in article.excluded] == ["by hand", "subscription notice"]
    assert article.is_excluded(Span(len(text) - 3, len(text)))
    assert prepare(article) == article


def test_prepare_returns_a_clean_article_as_it_is() -> None:
    article = Article(STORY, "2023-05-03")
    assert prepare(article) is article


def test_time_is_bounded_on_texts_made_to_hurt() -> None:
    for text in ("“" * 100_000, "Support our journalism\n" * 20_000, "dear " * 100_000, "\n \n" * 100_000 + "x"):
        find_boilerplate(text)
