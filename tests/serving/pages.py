"""A client of the review page, as our own page would behave."""

import datetime
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from lawcheck.model import Assessment
from lawcheck.reviewing import Review, Store
from lawcheck.serving import Guard, create_app
from tests.reviewing.cases import assessment

NOW = datetime.datetime(2026, 11, 24, 10, 0, tzinfo=datetime.UTC)


class Page:
    """A browser on our page: right host, right origin, the page's token."""

    def __init__(self, folder: Path, held: Assessment | None = None, *, key: str = "", catalogue: str = "") -> None:
        self.guard = Guard(key=key)
        self.review = Review(held or assessment(), Store(folder / "act.decisions.sqlite"))
        self.client = TestClient(create_app(self.review, self.guard, catalogue=catalogue, clock=lambda: NOW), base_url="http://127.0.0.1")
        self.sent = 0

    def get(self, address: str, **options: Any):
        return self.client.get(address, **options)

    def post(self, address: str, content: dict[str, Any], headers: dict[str, str] | None = None):
        self.sent += 1
        given = {"origin": "http://127.0.0.1", "x-lawcheck-token": self.guard.token, **(headers or {})}
        return self.client.post(address, json={"token": f"token-{self.sent:06}", **content}, headers={k: v for k, v in given.items() if v})

    def decide(self, requirement: str = "offence.force", **content: Any):
        return self.post(f"/finding/{requirement}", {"reviewer": "Ana", "verdict": "accepted", "expected": 0, **content})
