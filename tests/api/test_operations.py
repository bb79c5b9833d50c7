"""Metrics, logs, the command for keys, and settings as they are documented."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.settings import Settings
from tests.api.conftest import ARTICLE
from timeline.cli.app import run

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"


def test_metrics_count_requests_by_route_and_time_stages(client: TestClient) -> None:
    client.get(client.post("/v1/timelines", json=ARTICLE).headers["location"])
    text = client.get("/metrics").text
    assert 'timeline_requests_total{method="POST",route="/v1/timelines",status="201"} 1.0' in text
    assert 'timeline_stage_seconds_count{stage="stub"} 1.0' in text
    assert "timeline_queue_waiting 0.0" in text
    assert "tl_" not in text


def test_each_request_is_one_log_line_without_text_or_address(
    capfd: pytest.CaptureFixture[str], client: TestClient
) -> None:
    client.post("/v1/timelines", json=ARTICLE, headers={"X-Request-ID": "r1"})
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    (line,) = [line for line in lines if line.get("request_id") == "r1"]
    assert (line["route"], line["status"], line["method"]) == ("/v1/timelines", 201, "POST")
    assert "council" not in json.dumps(lines)


def test_keys_are_made_listed_and_revoked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TIMELINE_DATABASE_URL", f"sqlite:///{tmp_path / 'keys.db'}")
    assert run(["keys", "create", "newsroom", "--scopes", "read"]) == 0
    key_id, secret = capsys.readouterr().out.split()
    assert secret.startswith("tlk_")
    assert run(["keys", "create", "next", "--replaces", key_id]) == 0
    assert run(["keys", "revoke", key_id]) == 0
    assert run(["keys", "list"]) == 0
    listed = capsys.readouterr().out
    assert "revoked" in listed
    assert secret not in listed
    for wrong in (["revoke", key_id], ["create"], ["create", "x", "--scopes", "all"], ["nonsense"]):
        assert run(["keys", *wrong]) == 2


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_documented(name: str) -> None:
    field = Settings.model_fields[name]
    assert f"| `TIMELINE_{name.upper()}` |" in PAGE.read_text(encoding="utf-8")
    assert (field.description or "") in PAGE.read_text(encoding="utf-8")
