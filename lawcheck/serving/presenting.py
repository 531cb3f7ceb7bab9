"""Presentation mode: one requirement at a time on a workshop's screen, with the facilitator's notes and a vote."""

from __future__ import annotations

from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lawcheck.model import Finding
from lawcheck.reporting.wording import pillars
from lawcheck.reviewing import RefusedDecision
from lawcheck.serving.asking import body, finding, number, text, workspace
from lawcheck.serving.pages import one_card

CHOICES = {"yes": "Yes", "part": "In part", "no": "No"}
_MOST_VOTES = 10_000
_SUBJECT = "workshop:"


def present_page(request: Request) -> Response:
    """The page: all requirements in order, one of them shown."""
    space = workspace(request)
    return space.page(
        "present.html.j2",
        assessment=space.review.grounds.assessment,
        order=_order(request),
        head=space.review.store.head()[0],
    )


def slide_part(request: Request) -> Response:
    """One requirement."""
    space, named = workspace(request), finding(request)
    seq, held = _held(request, named.requirement)
    order = [f.requirement for f in _order(request)]
    return space.page("slide.html.j2", card=one_card(request), held=held, seq=seq, choices=CHOICES, place=order.index(named.requirement) + 1, total=len(order))


async def take(request: Request) -> Response:
    """Record the vote and the notes on a requirement."""
    space, data, named = workspace(request), await body(request), finding(request)
    who, notes, token = text(data, "reviewer"), text(data, "notes"), text(data, "token")
    votes = _votes(data.get("votes", {}))
    if not who:
        raise RefusedDecision(named.requirement, "the facilitator's name is missing", "Enter your name at the top of the page.")
    if len(notes) > 20_000 or not 8 <= len(token) <= 100:
        raise RefusedDecision(named.requirement, "the notes are too long", "Shorten them.")
    subject, expected, at = _SUBJECT + named.requirement, number(data, "expected"), space.now()
    entry = await anyio.to_thread.run_sync(
        lambda: space.review.store.change(subject, {"votes": votes, "notes": notes}, who=who, at=at, what="workshop", token=token, expected=expected or 0)
    )
    space.bus.send({"seq": entry.seq, "subject": subject, "who": who, "what": "workshop", "token": token})
    return JSONResponse({"seq": entry.seq})


def _order(request: Request) -> list[Finding]:
    """Findings pillar by pillar, as on the review page."""
    findings = workspace(request).review.grounds.assessment.findings
    return [f for pillar in pillars(findings) for f in findings if f.pillar == pillar]


def _held(request: Request, requirement: str) -> tuple[int, dict[str, Any]]:
    subject = _SUBJECT + requirement
    seq, held = workspace(request).review.store.one(subject)
    return seq, held or {"votes": dict.fromkeys(CHOICES, 0), "notes": ""}


def _votes(given: Any) -> dict[str, int]:
    if not isinstance(given, dict) or any(not isinstance(given.get(c, 0), int) or not 0 <= given.get(c, 0) <= _MOST_VOTES for c in CHOICES):
        raise RefusedDecision("vote", "the votes are no numbers", "Load the page again.")
    return {c: int(given.get(c, 0)) for c in CHOICES}


ROUTES = [
    Route("/present", present_page),
    Route("/present/{requirement}", slide_part),
    Route("/present/{requirement}", take, methods=["POST"]),
]
