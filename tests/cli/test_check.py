from __future__ import annotations

import json
from pathlib import Path

import pytest

from timeline.cli.app import run

TEXT = "The council rejected the stadium on Monday. On Friday thousands of fans protested.\n"


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return str(path)


def test_verdicts_come_in_the_order_asked(article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claims = tmp_path / "claims.txt"
    claims.write_text(
        "# two\nThe fans protested after the council rejected the stadium.\n\nThe fans protested in May.\n"
    )
    first = "Did the fans protest before the council rejected the stadium?"
    arguments = ["check", article, "--published", "2024-05-12", "--claim", first]
    assert run([*arguments, "--claims", str(claims), "--format", "json"]) == 0
    verdicts = json.loads(capsys.readouterr().out)
    assert verdicts[0]["claim"] == first
    assert [v["verdict"] for v in verdicts] == ["refuted", "supported", "supported"]
    assert run(arguments) == 0
    assert "refuted" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("claim", "words"),
    [("", "the claim is empty"), ("The fans protested.", "nothing about order"), ("x " * 600, "the limit is")],
)
def test_bad_claims_are_one_line_and_code_2(
    article: str, claim: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", article, "--published", "2024-05-12", "--claim", claim]) == 2
    error = capsys.readouterr().err.strip()
    assert words in error
    assert "\n" not in error


def test_no_claim_at_all(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", article, "--published", "2024-05-12"]) == 2
    assert "--claim" in capsys.readouterr().err
