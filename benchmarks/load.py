"""Load on a running service: how many articles and reads a second, how long they take, what memory the server holds.

    python -m benchmarks.load --url http://127.0.0.1:8000 --articles 200 --rate 8 --reads 2000 [--pid PID]

Bounded, and only against loopback. Every article differs, so that each is a computation.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from collections import Counter
from ipaddress import ip_address
from pathlib import Path

import httpx
import psutil

SAMPLE = Path(__file__).parent.parent / "fixtures" / "articles" / "politics.txt"
LENGTH = 2_600


def article(number: int) -> dict[str, str]:
    """Some 2.6 KB of news that no other number gives."""
    text = SAMPLE.read_text(encoding="utf-8")
    while len(text) < LENGTH:
        text += "\n\n" + text
    return {"text": f"{text[: LENGTH - 30]}\n\nReport {number} {time.time_ns()}.", "published": "2023-03-15"}


async def post(
    client: httpx.AsyncClient, number: int, taken: list[float], statuses: Counter[int], ids: list[str]
) -> None:
    started = time.perf_counter()
    answer = await client.post("/v1/timelines", json=article(number))
    statuses[answer.status_code] += 1
    if answer.status_code == 201:
        taken.append(time.perf_counter() - started)
        ids.append(answer.json()["id"])


async def saturate(client: httpx.AsyncClient, articles: int, at_once: int) -> list[str]:
    """As many as the service takes, `at_once` under way all the time."""
    taken: list[float] = []
    statuses: Counter[int] = Counter()
    ids: list[str] = []
    numbers = iter(range(articles))

    async def work() -> None:
        for number in numbers:
            await post(client, number, taken, statuses, ids)

    started = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    seconds = time.perf_counter() - started
    print(f"posts, {at_once} at once: {len(taken) / seconds:.1f}/s  {quantiles(taken)}  {dict(statuses)}")
    return ids


async def steady(client: httpx.AsyncClient, articles: int, rate: float) -> None:
    """One every 1/rate seconds, whether or not those before are answered."""
    taken: list[float] = []
    statuses: Counter[int] = Counter()
    tasks = []
    started = time.perf_counter()
    for number in range(articles):
        await asyncio.sleep(max(0.0, started + number / rate - time.perf_counter()))
        tasks.append(asyncio.create_task(post(client, number, taken, statuses, [])))
    await asyncio.gather(*tasks)
    print(f"posts at {rate}/s: {quantiles(taken)}  {dict(statuses)}")


async def read(client: httpx.AsyncClient, ids: list[str], reads: int, at_once: int = 8) -> None:
    taken: list[float] = []
    numbers = iter(range(reads))

    async def work() -> None:
        for number in numbers:
            started = time.perf_counter()
            (await client.get(f"/v1/timelines/{ids[number % len(ids)]}")).raise_for_status()
            taken.append(time.perf_counter() - started)

    started = time.perf_counter()
    await asyncio.gather(*(work() for _ in range(at_once)))
    print(f"reads: {reads / (time.perf_counter() - started):.0f}/s  {quantiles(taken)}")


def quantiles(taken: list[float]) -> str:
    if len(taken) < 2:
        return "no answers"
    cuts = statistics.quantiles(taken, n=100)
    return f"p50 {cuts[49] * 1000:.0f} ms, p95 {cuts[94] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms"


def resident(pid: int) -> float:
    """MiB of the server and its workers."""
    process = psutil.Process(pid)
    return sum(each.memory_info().rss for each in [process, *process.children(recursive=True)]) / 2**20


async def run(options: argparse.Namespace) -> None:
    before = resident(options.pid) if options.pid else 0.0
    limits = httpx.Limits(max_connections=64)
    async with httpx.AsyncClient(base_url=options.url, timeout=120, limits=limits) as client:
        ids = await saturate(client, options.articles, options.at_once)
        if options.rate:
            await steady(client, options.articles, options.rate)
        if options.reads and ids:
            await read(client, ids, options.reads)
    if options.pid:
        print(f"resident memory: {before:.0f} MiB before, {resident(options.pid):.0f} MiB after")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--url", default="http://127.0.0.1:8000")
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--at-once", type=int, default=4)
    parser.add_argument("--rate", type=float, default=0.0, help="articles a second of the steady part")
    parser.add_argument("--reads", type=int, default=0)
    parser.add_argument("--pid", type=int, help="process of the server, to see its memory")
    options = parser.parse_args()
    host = httpx.URL(options.url).host
    if host != "localhost" and not ip_address(host).is_loopback:
        parser.error("only against loopback")
    asyncio.run(run(options))


if __name__ == "__main__":
    main()
