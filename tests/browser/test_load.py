"""Twenty reviewers on one server for a minute: no error, no lost or doubled decision, short answers.

Each reviewer listens to the others' changes as a browser does, fetches what changed, and decides every few seconds.
"""

import asyncio
import json
import random
import shutil
import statistics
import time
from concurrent.futures import ThreadPoolExecutor

import httpx2 as httpx
import pytest

from lawcheck.resources import data_folder
from lawcheck.reviewing import Store

pytestmark = pytest.mark.slow
REVIEWERS, SECONDS, LONGEST = 20, 60, 0.2


class Reviewer:
    def __init__(self, number: int, url: str, token: str, requirements: list[str]) -> None:
        self.name = f"Reviewer {number}"
        self.random = random.Random(number)
        self.requirements = requirements
        self.client = httpx.AsyncClient(base_url=url, headers={"origin": url, "x-lawcheck-token": token}, timeout=30)
        self.known: dict[str, int] = {}
        self.acknowledged: list[str] = []
        self.refused = 0
        self.answers: list[float] = []
        self.lags: list[float] = []

    async def timed(self, method: str, address: str, **options: object) -> "httpx.Response":
        began = time.perf_counter()
        answer = await self.client.request(method, address, **options)  # type: ignore[arg-type]
        self.answers.append(time.perf_counter() - began)
        return answer

    async def listen(self, made: dict[str, float]) -> None:
        async with self.client.stream("GET", "/events?after=0", timeout=None) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    event = json.loads(line[6:])
                    if event["token"] in made:
                        self.lags.append(time.perf_counter() - made[event["token"]])
                    requirement = event["subject"].removeprefix("finding:")
                    self.known[requirement] = event["seq"]
                    assert (await self.timed("GET", f"/finding/{requirement}")).status_code == 200

    async def work(self, until: float, made: dict[str, float]) -> None:
        while time.perf_counter() < until:
            await asyncio.sleep(self.random.uniform(1, 5))
            requirement = self.random.choice(self.requirements)
            token = f"{self.name} {len(self.acknowledged) + self.refused}"
            # One in ten looks at a page that is out of date.
            seen = 0 if self.random.random() < 0.1 else self.known.get(requirement, 0)
            content = {"reviewer": self.name, "verdict": "accepted", "comment": token, "token": token, "expected": seen}
            made[token] = time.perf_counter()
            answer = await self.timed("POST", f"/finding/{requirement}", json=content)
            if answer.status_code == 200:
                self.acknowledged.append(token)
                # What a browser does when an answer was lost on the way: the same change again.
                if self.random.random() < 0.1:
                    assert (await self.timed("POST", f"/finding/{requirement}", json=content)).json()["seq"] == answer.json()["seq"]
            else:
                assert answer.status_code == 409, answer.text
                self.refused += 1
                self.known[requirement] = answer.json()["seq"]


async def hold_workshop(url: str) -> list[Reviewer]:
    async with httpx.AsyncClient(base_url=url, timeout=30) as client:
        page = (await client.get("/")).text
    token = page.split('name="lawcheck-token" content="')[1].split('"')[0]
    requirements = [part.split('"')[0] for part in page.split('data-requirement="')[1:]]
    reviewers = [Reviewer(n, url, token, requirements) for n in range(REVIEWERS)]
    made: dict[str, float] = {}
    listening = [asyncio.create_task(r.listen(made)) for r in reviewers]
    until = time.perf_counter() + SECONDS
    await asyncio.gather(*(r.work(until, made) for r in reviewers))
    await asyncio.sleep(1)
    failed = [task.exception() for task in listening if task.done() and task.exception()]
    for task in listening:
        task.cancel()
    await asyncio.gather(*listening, return_exceptions=True)
    for reviewer in reviewers:
        await reviewer.client.aclose()
    assert failed == []
    return reviewers


def test_a_workshop_of_twenty(tmp_path, serve) -> None:
    server = serve(shutil.copy(data_folder("samples") / "maravia" / "act.txt", tmp_path))
    # In a thread of its own: Playwright keeps a loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        reviewers = pool.submit(asyncio.run, hold_workshop(server.url)).result()
    server.stop()
    acknowledged = [t for r in reviewers for t in r.acknowledged]
    answers = sorted(a for r in reviewers for a in r.answers)
    lags = sorted(a for r in reviewers for a in r.lags)
    p95 = answers[int(len(answers) * 0.95)]
    print(f"\n{len(answers)} requests, {len(acknowledged)} decisions, {sum(r.refused for r in reviewers)} conflicts told")
    lag = lags[int(len(lags) * 0.95)]
    print(f"answers: median {1000 * statistics.median(answers):.0f} ms, p95 {1000 * p95:.0f} ms; others' changes seen after p95 {1000 * lag:.0f} ms")
    store = Store(tmp_path / "act.decisions.sqlite")
    tokens = [e.token for e in store.log()]
    assert sorted(tokens) == sorted(acknowledged)
    assert len(set(tokens)) == len(tokens) > REVIEWERS * 5
    assert store.broken_at() is None
    store.close()
    assert sum(r.refused for r in reviewers) > 0
    assert len(lags) >= len(acknowledged) * (REVIEWERS - 1)
    assert lag < 1
    assert p95 < LONGEST
