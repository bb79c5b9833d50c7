"""What was acknowledged is there after the server was killed under load."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx

from api.storage.database import Database
from api.storage.timelines import TimelineStore
from tests.api.conftest import ARTICLE


@contextmanager
def serve(url: str) -> Iterator[tuple[subprocess.Popen[str], httpx.Client]]:
    """A service in a process of its own, ended with the test, and a client of it."""
    command = [sys.executable, "-m", "tests.api.serve_stub", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            port = process.stdout.readline().strip()
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=20) as client:
                yield process, client
        finally:
            process.kill()


def test_an_acknowledged_timeline_survives_kill_9(url: str, database: Database) -> None:
    acknowledged: list[str] = []

    def post(client: httpx.Client, worker: int) -> None:
        try:
            for n in range(10_000):
                answer = client.post("/v1/timelines", json=ARTICLE | {"title": f"{worker} {n}"})
                if answer.status_code == 201:
                    acknowledged.append(answer.json()["id"])
        except httpx.HTTPError:
            pass  # the server is gone

    with serve(url) as (process, client):
        threads = [threading.Thread(target=post, args=(client, n)) for n in range(4)]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 60
        while len(acknowledged) < 60 and time.monotonic() < deadline:
            time.sleep(0.005)
        process.kill()
        for thread in threads:
            thread.join()
    assert len(acknowledged) >= 60
    store = TimelineStore(database)
    lost = [timeline_id for timeline_id in acknowledged if store.read(timeline_id) is None]
    assert lost == []
