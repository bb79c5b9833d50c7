"""Load on the service: articles and reads a second, how long they take, what memory it holds. Each beside its target.

    python -m benchmarks.load                                   # starts a service of its own; some three minutes
    python -m benchmarks.load --memory 5000                     # resident memory over so many posts, too
    python -m benchmarks.load --url http://127.0.0.1:8000 --pid PID    # one that runs already

Bounded, and only against loopback. Every article differs, so that each is a computation. Client and service share the
machine; processor time tells what the service itself takes, whatever else runs. Reads take gzip, as clients do, and are
not unpacked.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

import httpx
import psutil

ARTICLES = sorted((Path(__file__).parent.parent / "fixtures" / "articles").glob("*.txt"))
LENGTH = 2_600
SUSTAINED, P99, READS, GROWTH = 10.0, 2.0, 500.0, 5.0  # articles a second; seconds; reads a second; per cent
SHARE = 0.8  # of the sustained rate, at which the 99th percentile is taken
GZIP = b"\x1f\x8b"  # how what is packed begins
SETTLED = 500  # posts after which memory should not grow


def article(number: int) -> dict[str, str]:
    """2.6 KB of news that no other number gives."""
    text = ARTICLES[number % len(ARTICLES)].read_text(encoding="utf-8")
    while len(text) < LENGTH:
        text += "\n\n" + ARTICLES[(number + 1) % len(ARTICLES)].read_text(encoding="utf-8")
    return {"text": f"{text[: LENGTH - 40]}\n\nReport {number} {time.time_ns()}.", "published": "2023-03-15"}


@dataclass
class Answers:
    """What came back, and how long each took."""

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    places: list[str] = field(default_factory=list)

    def quantile(self, share: float) -> float:
        ordered = sorted(self.seconds) or [float("nan")]
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def __str__(self) -> str:
        cuts = ", ".join(f"p{round(100 * q)} {1000 * self.quantile(q):.0f} ms" for q in (0.5, 0.95, 0.99))
        return f"{cuts}  {dict(self.statuses)}"


async def post(client: httpx.AsyncClient, number: int, answers: Answers) -> None:
    started = time.perf_counter()
    answer = await client.post("/v1/timelines", json=article(number))
    answers.statuses[answer.status_code] += 1
    if answer.status_code == 201:
        answers.seconds.append(time.perf_counter() - started)
        answers.places.append(answer.headers["location"])


async def saturate(client: httpx.AsyncClient, articles: int, at_once: int) -> tuple[float, Answers]:
    """Articles a second where `at_once` are under way all the time."""
    answers, numbers = Answers(), iter(range(articles))

    async def work() -> None:
        for number in numbers:
            await post(client, number, answers)

    started = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return len(answers.seconds) / (time.perf_counter() - started), answers


async def steady(client: httpx.AsyncClient, articles: int, rate: float) -> Answers:
    """One every 1/rate seconds, whether or not those before are answered."""
    answers, tasks = Answers(), []
    started = time.perf_counter()
    for number in range(articles):
        await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
        tasks.append(asyncio.create_task(post(client, number, answers)))
    await asyncio.gather(*tasks)
    return answers


async def read(url: str, places: list[str], reads: int, at_once: int = 8) -> tuple[float, Answers]:
    """Timelines a second over so many connections that are kept open, each asked again as soon as it has answered.

    What comes is read to its end and left packed, by a bare reader: a client that unpacks and understands 20 times the
    text would take more of the two cores than the service does.
    """
    answers, numbers = Answers(), iter(range(reads))
    host, port = httpx.URL(url).host, httpx.URL(url).port

    async def work() -> None:
        incoming, outgoing = await asyncio.open_connection(host, port)
        for number in numbers:
            started = time.perf_counter()
            place = places[number % len(places)]
            outgoing.write(f"GET {place} HTTP/1.1\r\nHost: {host}:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode())
            status, *headers = (await incoming.readuntil(b"\r\n\r\n")).lower().split(b"\r\n")
            (size,) = (int(header.partition(b":")[2]) for header in headers if header.startswith(b"content-length:"))
            body = await incoming.readexactly(size)
            answers.statuses[int(status.split()[1]) if body[:2] == GZIP else 0] += 1
            answers.seconds.append(time.perf_counter() - started)
        outgoing.close()

    started = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    return reads / (time.perf_counter() - started), answers


def family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def resident(pid: int) -> float:
    """MiB of the service and its workers."""
    return float(sum(each.memory_info().rss for each in family(pid)) / 2**20)


def processor(pid: int) -> float:
    """Seconds of processor time that the service and its workers have taken."""
    return float(sum(sum(each.cpu_times()[:2]) for each in family(pid)))


def show(what: str, measured: str, target: str, met: bool) -> None:
    print(f"{what:44} {measured:>16}   target {target:12} {'met' if met else 'MISSED'}", flush=True)


async def run(url: str, pid: int, options: argparse.Namespace) -> None:
    limits = httpx.Limits(max_connections=64)
    async with httpx.AsyncClient(base_url=url, timeout=120, limits=limits) as client:
        await saturate(client, 8, options.at_once)  # every worker has its model
        before = processor(pid)
        rate, answers = await saturate(client, options.articles, options.at_once)
        cost = (processor(pid) - before) / options.articles
        show("articles of 2.6 KB a second, sustained", f"{rate:.1f}/s", f">= {SUSTAINED:.0f}/s", rate >= SUSTAINED)
        print(f"    {options.at_once} at once: {answers}; {1000 * cost:.0f} ms of processor time each")
        at = SHARE * (options.rate or rate)
        slow = await steady(client, max(100, round(at * options.seconds)), at)
        p99 = slow.quantile(0.99)
        only_good = set(slow.statuses) == {201}
        show(f"p99 of a post at {at:.1f}/s", f"{p99:.2f} s", f"< {P99:.0f} s", p99 < P99 and only_good)
        print(f"    {slow}")
        before = processor(pid)
        reads, got = await read(url, answers.places, options.reads)
        cost = (processor(pid) - before) / options.reads
        show("reads a second", f"{reads:.0f}/s", f">= {READS:.0f}/s", reads >= READS and set(got.statuses) == {200})
        print(f"    {got}; {1000 * cost:.2f} ms of processor time each")
        if options.memory:
            await memory(client, pid, options.memory, options.at_once)


async def memory(client: httpx.AsyncClient, pid: int, posts: int, at_once: int) -> None:
    """Resident memory, sampled at equal steps; its growth by a line through the samples after the first posts."""
    samples = []
    for done in range(0, posts, step := max(50, posts // 20)):
        await saturate(client, step, at_once)
        samples.append((done + step, resident(pid)))
        print(f"    after {done + step} posts: {samples[-1][1]:.0f} MiB", flush=True)
    settled = [sample for sample in samples if sample[0] >= SETTLED] or samples
    slope = statistics.linear_regression(*zip(*settled, strict=True)).slope if len(settled) > 1 else 0.0
    growth = 100 * slope * (settled[-1][0] - settled[0][0]) / settled[0][1]
    show(f"growth of memory over {posts} posts", f"{growth:+.1f} %", f"< {GROWTH:.0f} %", growth < GROWTH)


@contextmanager
def service(url: str | None, pid: int | None) -> Iterator[tuple[str, int]]:
    """Address and process of the service: the one that is given, or one started for the run."""
    if url is not None:
        yield url, pid or 0
        return
    with tempfile.TemporaryDirectory() as folder:
        environment = {"TIMELINE_DATABASE_URL": f"sqlite:///{folder}/timeline.db", "TIMELINE_LOG_LEVEL": "warning"}
        command = [sys.executable, "-m", "timeline", "serve", "--port", "0"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=_inherited() | environment) as process:
            try:
                assert process.stderr is not None
                found = process.stderr.readline().split()[-1]
                ready(found)
                yield found, process.pid
            finally:
                process.terminate()


def _inherited() -> dict[str, str]:
    return {**psutil.Process().environ(), "PYTHONPATH": str(Path(__file__).parent.parent)}


def ready(url: str) -> None:
    """Waits until the model is loaded."""
    while True:
        with suppress(httpx.ConnectError):
            if httpx.get(f"{url}/readyz").status_code == 200:
                return
        time.sleep(0.2)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", help="of a service that runs already; by default one is started")
    parser.add_argument("--pid", type=int, help="its process")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("--rate", type=float, default=0.0, help="sustained rate, of which 80 %% are asked; as measured")
    parser.add_argument("--seconds", type=float, default=60.0, help="length of the steady part")
    parser.add_argument("--reads", type=int, default=5_000)
    parser.add_argument("--memory", type=int, default=0, metavar="POSTS", help="posts over which memory is watched")
    options = parser.parse_args()
    if options.url is not None:
        host = httpx.URL(options.url).host
        if host != "localhost" and not ip_address(host).is_loopback:
            parser.error("only against loopback")
        if options.pid is None:
            parser.error("say which process it is: --pid")
    with service(options.url, options.pid) as (url, pid):
        asyncio.run(run(url, pid, options))


if __name__ == "__main__":
    main()
