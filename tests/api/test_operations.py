"""Metrics, logs, the command for keys, and settings as they are documented."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from api.app import create_app
from api.logs import Libraries, logger
from api.settings import Settings
from api.tracing import Tracing
from tests.api import stub
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


def test_what_libraries_log_is_a_line_of_ours_without_what_they_put_in(capfd: pytest.CaptureFixture[str]) -> None:
    library = logging.Logger("library.of.others")
    library.addHandler(Libraries(logger("info")))
    library.info("too small to tell")
    library.warning("not a date: %s", "the council met")
    try:
        raise ValueError("the council met")
    except ValueError:
        library.exception("failed")
    warned, failed = (json.loads(line) for line in capfd.readouterr().err.splitlines())
    assert (warned["logger"], warned["message"], warned["level"]) == ("library.of.others", "not a date: %s", "warning")
    assert (failed["error"], failed["level"]) == ("ValueError", "error")
    assert "council" not in json.dumps([warned, failed])


def test_workers_say_nothing_of_an_article(settings: Settings, capfd: pytest.CaptureFixture[str]) -> None:
    """Odd pages make libraries complain; in a worker of its own nothing of that gets out."""
    broken = "<p>The council met on Tuesday.<![CDATA[<p>" * 50
    page = f"<html><body>{broken}<script type='application/ld+json'>{{council"
    html = {"Content-Type": "text/html"}
    with TestClient(create_app(settings.model_copy(update={"workers": 1}), reconstruct=stub.reconstruct)) as client:
        for params in ({"published": "2022-10-12"}, {"title": "A"}):
            answer = client.post("/v1/timelines", params=params, content=page, headers=html)
            assert answer.status_code in (201, 422)
    written = capfd.readouterr().err
    assert [json.loads(line)["event"] for line in written.splitlines()]
    assert "council" not in written


def test_spans_name_routes_and_stages_and_hold_no_text(settings: Settings) -> None:
    exporter = InMemorySpanExporter()
    with TestClient(
        create_app(settings, reconstruct=stub.reconstruct, tracing=Tracing(exporter, at_once=True))
    ) as client:
        caller = {"traceparent": "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}
        address = client.post("/v1/timelines", json=ARTICLE, headers=caller).headers["location"]
        client.get(address)
        spans = {span.name: span for span in exporter.get_finished_spans()}
    post, whole, stage = spans["POST /v1/timelines"], spans["reconstruct"], spans["stub"]
    assert post.context.trace_id == 0x0AF7651916CD43DD8448EB211C80319C
    assert post.attributes is not None
    assert post.attributes["http.response.status_code"] == 201
    assert whole.parent is not None
    assert stage.parent is not None
    assert (whole.parent.span_id, stage.parent.span_id) == (post.context.span_id, whole.context.span_id)
    assert "GET /v1/timelines/{timeline_id}" in spans
    told = " ".join(span.to_json() for span in spans.values())
    assert "council" not in told
    assert address.rpartition("/")[2] not in told


def test_without_a_setting_nothing_is_traced() -> None:
    """Neither the package is imported nor a span made."""
    code = "import sys; from api.app import create_app; create_app(); print('opentelemetry.sdk' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=PAGE.parents[1])
    assert done.stdout.strip() == "False"
