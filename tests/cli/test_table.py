"""What a reader of the command sees."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from tests.chart.factories import bridge, hostile
from timeline.cli import table as module
from timeline.cli.table import table


def shown(monkeypatch: pytest.MonkeyPatch, width: int) -> list[str]:
    monkeypatch.setattr(module, "_console", lambda to_terminal: Console(file=io.StringIO(), width=width))
    return table(bridge()).splitlines()


@pytest.mark.parametrize("width", [60, 100, 160])
def test_a_terminal_of_any_width_holds_every_event(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    lines = shown(monkeypatch, width)
    assert max(map(len, lines)) <= width
    words = " ".join(" ".join(lines).split())
    assert "Divers inspect the old piers" in words
    assert "denied by Lena Holt" in words


def test_steps_that_are_the_same_are_numbered_once(monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = [line[:3].strip() for line in shown(monkeypatch, 160) if line[:3].strip().isdigit()]
    assert numbers == [str(step) for step in range(1, 11)]


def test_a_reason_is_one_sentence_and_a_conflict_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(monkeypatch, 160)
    assert any(line.rstrip().endswith("puts the vote one day later.") for line in lines)
    (start,) = [i for i, line in enumerate(lines) if line.startswith("Conflicts (1)")]
    assert lines[start + 1].strip().startswith("Lena Holt puts the meeting before the plan")
    assert all("against it: " in line for line in lines[start + 2 :])


def test_a_pipe_gets_a_line_for_every_event() -> None:
    lines = table(bridge(), to_terminal=False).splitlines()
    assert sum(line.startswith((" ", "1")) and line.split()[0].isdigit() for line in lines) == 11


def test_an_article_cannot_write_terminal_markup() -> None:
    assert "</script><img src=x" in table(hostile(), to_terminal=False)
