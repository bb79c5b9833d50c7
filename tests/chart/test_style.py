"""Colours that people can tell from the page, and from one another."""

from __future__ import annotations

from itertools import combinations

import pytest

from timeline.chart.style import PALETTES, Palette, Theme
from timeline.events.model import Factuality

PALETTE = pytest.mark.parametrize("palette", PALETTES.values(), ids=[theme.value for theme in PALETTES])


def linear(colour: str) -> list[float]:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@PALETTE
def test_outlines_stand_out_from_the_page(palette: Palette) -> None:
    assert all(
        contrast(hue.edge, paper) >= 3 for hue in palette.hues.values() for paper in (palette.paper, palette.band)
    )


@PALETTE
def test_words_can_be_read(palette: Palette) -> None:
    colours = [palette.ink, palette.muted, palette.alarm, *(hue.words for hue in palette.hues.values())]
    assert all(contrast(colour, paper) >= 4.5 for colour in colours for paper in (palette.paper, palette.band))


# Viénot, Brettel and Mollon (1999): what people without red, or green, cones see of linear RGB
DEFICIENCIES = {
    "no red": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "no green": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
}


@pytest.mark.parametrize("matrix", DEFICIENCIES.values(), ids=list(DEFICIENCIES))
def test_hues_differ_for_the_colour_blind(matrix: tuple[tuple[float, ...], ...]) -> None:
    """Fact, denial, plan and dispute look different; so do all pairs, if only a little (words and marks help there)."""
    hues = PALETTES[Theme.LIGHT].hues
    seen = {
        kind: [sum(m * c for m, c in zip(row, linear(hues[kind].fill), strict=True)) for row in matrix] for kind in hues
    }
    distances = {
        frozenset(pair): sum((a - b) ** 2 for a, b in zip(*(seen[kind] for kind in pair), strict=True)) ** 0.5
        for pair in combinations(hues, 2)
    }
    chief = (Factuality.ASSERTED, Factuality.DENIED, Factuality.DISPUTED, Factuality.PLANNED)
    assert min(distances[frozenset(pair)] for pair in combinations(chief, 2)) > 0.1
    assert min(distances.values()) > 0.05
