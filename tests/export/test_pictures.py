"""Pictures, drawn by the machine's Chromium."""

from __future__ import annotations

import os
import struct
from xml.etree import ElementTree

import pytest

from tests.chart.factories import bridge
from timeline.chart import images


@pytest.fixture(autouse=True)
def chromium() -> None:
    if images.browser() is None:
        reason = "no Chromium on this machine (apt install chromium; `make browser` does it for root)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


def test_an_svg_holds_every_label() -> None:
    root = ElementTree.fromstring(images.to_svg(bridge()))
    assert root.tag.endswith("svg")
    text = " ".join(root.itertext())
    assert "Divers inspect the old piers" in text
    assert "April 2021" in text


def test_a_png_has_twice_the_pixels() -> None:
    png = images.to_png(bridge())
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">I", png[16:20]) == (1800,)


def test_without_a_browser_the_reason_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(images, "browser", lambda: None)
    with pytest.raises(images.NoBrowser, match="Chromium"):
        images.to_svg(bridge())


def test_the_same_timeline_gives_the_same_svg() -> None:
    assert images.to_svg(bridge()) == images.to_svg(bridge())


def test_settling_an_svg_leaves_words_alone() -> None:
    words = "defs-123abc clip123abc trace123abc"
    text = f'<text data-unformatted="{words}" clip-path="url(#clip123abc)">{words}</text>'
    settled = ElementTree.fromstring(images._settled(f'<svg id="defs-123abc">{text}</svg>'.encode()))
    (shown,) = settled
    assert shown.text == shown.get("data-unformatted") == words
    assert settled.get("id") == "defs-n0"
    assert shown.get("clip-path") == "url(#clipn0)"
