from __future__ import annotations

import re

from tests.chart.factories import bridge, hostile
from timeline.chart import Assets, page

ASSETS = Assets("/static/plotly.js", "/static/chart.js", "/static/chart.css", "/t/1")


def test_the_page_by_itself_asks_for_nothing() -> None:
    html = re.sub(r"<script>.*?</script>", "", page(bridge()), flags=re.S)
    assert not re.search(r"""(?:src|href)=["'](?!#|data:)""", html)
    assert "@import" not in html


def test_a_served_page_has_no_script_or_style_inside() -> None:
    html = re.sub(r'(<script type="application/json"[^>]*>).*?</script>', r"\1</script>", page(bridge(), assets=ASSETS))
    assert re.findall(r"<script(?![^>]*(?:src=|application/json))", html) == []
    assert "<style" not in html
    assert " style=" not in html
    assert " onclick" not in html


def test_the_same_timeline_gives_the_same_page() -> None:
    assert page(bridge(), assets=ASSETS) == page(bridge(), assets=ASSETS)


def test_an_article_cannot_leave_its_place() -> None:
    html = page(hostile(), assets=ASSETS)
    assert "<img" not in html
    assert html.count("</script>") == 3


def test_every_event_stands_in_the_table() -> None:
    html = page(bridge(), assets=ASSETS)
    assert len(re.findall(r'<th scope="row"', html)) == 11
    assert "said by Lena Holt, denied by Colin Marsh" in html
