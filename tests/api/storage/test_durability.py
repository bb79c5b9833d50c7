"""What was acknowledged is there after the server was killed under load."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import httpx

from api.storage.database import Database
from api.storage.timelines import TimelineStore
from tests.api.conftest import ARTICLE


def serve(url: str) -> tuple[subprocess.Popen[str], httpx.Client]:
    command = [sys.executable, "-m", "tests.api.serve_stub", url]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    client = httpx.Client(base_url=f"http://127.0.0.1:{process.stdout.readline().strip()}", timeout=20)
    return process, client


def test_an_acknowledged_timeline_survives_kill_9(url: str, database: Database) -> None:
    process, client = serve(url)
    acknowledged: list[str] = []

    def post(worker: int) -> None:
        try:
            for n in range(10_000):
                answer = client.post("/v1/timelines", json=ARTICLE | {"title": f"{worker} {n}"})
                if answer.status_code == 201:
                    acknowledged.append(answer.json()["id"])
        except httpx.HTTPError:
            pass  # the server is gone

    threads = [threading.Thread(target=post, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    deadline = time.monotonic() + 20
    while len(acknowledged) < 60 and time.monotonic() < deadline:
        time.sleep(0.005)
    process.kill()
    for thread in threads:
        thread.join()
    process.communicate()
    client.close()
    assert len(acknowledged) >= 60
    store = TimelineStore(database)
    lost = [timeline_id for timeline_id in acknowledged if store.read(timeline_id) is None]
    assert lost == []
