"""The examples of the OpenAPI description, recorded from the service: `python -m docs.examples` writes them anew.

Ids, moments and ETags are replaced by fixed ones, long texts are cut, so that only what the service says changes.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from api.app import create_app
from api.openapi.describe import PARAMETERS
from api.settings import Settings

PLACE = Path(__file__).parent.parent / "api" / "openapi" / "examples.json"
TEXT = "The council rejected the new stadium on Monday. On Friday thousands of fans protested in the main square."
ARTICLE = {"text": TEXT, "published": "2024-05-12", "title": "No stadium", "url": "https://example.org/stadium"}
PAGE = (
    f'<html><head><meta property="article:published_time" content="2024-05-12"></head><body><p>{TEXT}</p></body></html>'
)
TIMEML = (
    '<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-05-12" functionInDocument="CREATION_TIME">12 May</TIMEX3>'
    f"</DCT><TEXT>{TEXT}</TEXT></TimeML>"
)
MOST = 1_500  # characters of an example that is text
MOMENT = "2024-05-12T09:00:00+00:00"


class Recorder:
    """Asks the service and notes what was said."""

    def __init__(self, client: TestClient) -> None:
        self.client = client
        self.noted: dict[str, Any] = {}

    def __call__(self, operation: str, address: str, **asked: Any) -> Any:
        """`operation` is "GET /v1/timelines/{timeline_id}", `address` the very place."""
        media = asked.get("headers", {}).get("Content-Type", "application/json")
        response = self.client.request(operation.partition(" ")[0], address, **asked)
        assert response.status_code < 300, (operation, response.text)
        noted = self.noted.setdefault(operation, {})
        body = asked.get("json", asked.get("content"))
        if body is not None:
            noted.setdefault("request", {})[media] = body
        if response.content:
            kind = response.headers["content-type"].partition(";")[0]
            answers = noted.setdefault("responses", {}).setdefault(str(response.status_code), {})
            answers[kind] = plain(response.json() if "json" in kind else response.text)
        return response


def plain(value: Any) -> Any:
    """The value with what differs from run to run made the same."""
    if isinstance(value, dict):
        return {key: MOMENT if key in ("created", "modified", "finished") and isinstance(found, str) and "T" in found
                else plain(found) for key, found in value.items()}  # fmt: skip
    if isinstance(value, list):
        return [plain(each) for each in value]
    if isinstance(value, str):
        value = re.sub(r"\b(tl|ba|key)_[a-z2-7]{24}\b", r"\1_" + "a" * 24, value)
        return value if len(value) <= MOST else value[:MOST] + " …"
    return value


def tour(ask: Recorder) -> None:
    """Every operation once."""
    posted = ask("POST /v1/timelines", "/v1/timelines", json=ARTICLE | {"visibility": "unlisted"})
    for media, body in (("text/plain", TEXT), ("text/html", PAGE), ("application/x-timeml+xml", TIMEML)):
        params = {"published": "12 mai 2024"} if media == "text/plain" else {}
        ask("POST /v1/timelines", "/v1/timelines", params=params, content=body, headers={"Content-Type": media})
    ask("POST /v1/timelines", "/v1/timelines", json=ARTICLE | {"visibility": "unlisted"})
    place, one = posted.headers["Location"], "/v1/timelines/{timeline_id}"
    ask("GET /v1/timelines", "/v1/timelines", params={"limit": 1})
    for media in ("application/json", "application/x-timeml+xml", "text/csv", "text/calendar", "text/html"):
        ask(f"GET {one}", place, headers={"Accept": media})
    for part in ("expressions", "events", "exports", "revisions"):
        ask(f"GET {one}/{part}", f"{place}/{part}")
    ask(f"GET {one}/events/{{event_id}}", f"{place}/events/e1")
    for form in ("html", "json"):
        ask(f"GET {one}/chart", f"{place}/chart", params={"format": form})
    ask(f"GET {one}/exports/{{format}}", f"{place}/exports/csv")
    ask(f"GET {one}/exports/{{format}}", f"{place}/exports/ics")
    ask(f"GET {one}/revisions/{{number}}", f"{place}/revisions/1")
    ask(f"POST {one}/claims", f"{place}/claims", json={"claim": "Did the fans protest before the council rejected it?"})
    moved = {"kind": "time", "event": "e2", "time": "2024-05-11", "note": "dated by photographs"}
    changed = ask(f"PATCH {one}", place, json={"corrections": [moved]}, headers={"If-Match": posted.headers["ETag"]})
    ask(f"GET {one}/revisions/{{number}}/changes", f"{place}/revisions/2/changes")
    ask(f"POST {one}/revisions/{{number}}/restore", f"{place}/revisions/1/restore", json={"note": "wrong photographs"},
        headers={"If-Match": changed.headers["ETag"]})  # fmt: skip
    rest(ask, posted.json()["id"])
    ask(f"DELETE {one}", place)


def rest(ask: Recorder, timeline_id: str) -> None:
    """What is not about one timeline."""
    batch = ask("POST /v1/batches", "/v1/batches", json={"articles": [ARTICLE, {"text": "It rained."}]})
    place = batch.headers["Location"]
    while ask("GET /v1/batches/{batch_id}", place).json()["finished"] is None:
        time.sleep(0.05)
    ask("GET /v1/batches/{batch_id}/items", f"{place}/items")
    ask("DELETE /v1/batches/{batch_id}", place)
    ask("POST /v1/resolve", "/v1/resolve", json={"phrase": "18 months ago", "published": "2022-10-12"})
    for path in ("/livez", "/readyz", "/metrics"):
        ask(f"GET {path}", path)
    ask("GET /problems/{slug}", f"/problems/{PARAMETERS['slug']}")
    ask("GET /embed/{timeline_id}", f"/embed/{timeline_id}")
    ask("GET /oembed", "/oembed", params={"url": f"http://testserver/t/{timeline_id}"})


def record() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(database_url=f"sqlite:///{folder}/timeline.db", workers=0, log_level="error")
        with TestClient(create_app(settings)) as client:
            ask = Recorder(client)
            tour(ask)
    return ask.noted


if __name__ == "__main__":
    PLACE.write_text(json.dumps(record(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
