"""Everything that changes something. Each answer is sent once the change is safe on disk."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import anyio
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lawcheck.model import Status
from lawcheck.reviewing import Decision, Entry, Passage, RefusedDecision, Verdict
from lawcheck.reviewing.review import FINDING
from lawcheck.reviewing.signing import sign_off
from lawcheck.reviewing.transfer import import_decisions
from lawcheck.serving.asking import body, finding, number, text, workspace


async def decide(request: Request) -> Response:
    """Record a decision on a finding."""
    space, data, named = workspace(request), await body(request), finding(request)
    decision = _decision(request, data)
    token, expected = text(data, "token"), number(data, "expected")
    return await _recorded(request, lambda: space.review.decide(decision, token=_token(token), expected=expected or 0), named.requirement)


async def confirm(request: Request) -> Response:
    """Make an earlier decision again, on the text of today."""
    space, data, named = workspace(request), await body(request), finding(request)
    _, held = space.review.decision(named.requirement)
    if held is None:
        raise RefusedDecision(named.requirement, "there is no earlier decision", "Decide anew.")
    decision = space.review.confirm(held, who=text(data, "reviewer"), at=space.now())
    token, expected = text(data, "token"), number(data, "expected")
    return await _recorded(request, lambda: space.review.decide(decision, token=_token(token), expected=expected or 0), named.requirement)


async def withdraw(request: Request) -> Response:
    """Take a decision back."""
    space, data, named = workspace(request), await body(request), finding(request)
    who, why = text(data, "reviewer"), text(data, "reason")
    if not who:
        raise RefusedDecision(named.requirement, "the reviewer's name is missing", "Enter your name at the top of the page.")
    token, expected, at = text(data, "token"), number(data, "expected"), space.now()

    def change() -> Entry:
        return space.review.withdraw(named.requirement, who=who, at=at, why=why, token=_token(token), expected=expected or 0)

    return await _recorded(request, change, named.requirement)


async def sign(request: Request) -> Response:
    """Freeze the reviewed state under its hash."""
    space, data = workspace(request), await body(request)
    who, statement = text(data, "reviewer"), text(data, "statement")
    signed = await anyio.to_thread.run_sync(lambda: sign_off(space.review, who=who, at=space.now(), today=space.today(), statement=statement))
    space.bus.send({"seq": signed.seq, "subject": f"signed:{signed.sha256}", "who": who, "what": "signed"})
    return JSONResponse({"sha256": signed.sha256, "seq": signed.seq, "file": signed.path.name})


async def bring_in(request: Request) -> Response:
    """Import decisions that were exported elsewhere."""
    space, data = workspace(request), await body(request)
    result = await anyio.to_thread.run_sync(lambda: import_decisions(space.review, data))
    seq = space.review.store.head()[0]
    for requirement in result.imported:
        space.bus.send({"seq": seq, "subject": FINDING + requirement, "who": "import", "what": "imported"})
    return JSONResponse({"imported": result.imported, "kept": result.kept, "known": result.known})


def conflict(request: Request, entry: Entry) -> dict[str, Any]:
    """What the later of two reviewers is told."""
    after = entry.after or {}
    said = {"verdict": after.get("verdict", "withdrawn"), "status": after.get("status"), "reason": after.get("reason", ""), "comment": after.get("comment", "")}
    return {"error": f"{entry.who} changed this in the meantime.", "by": entry.who, "at": entry.at, "seq": entry.seq, "said": said}


async def _recorded(request: Request, change: Callable[[], Entry], requirement: str) -> Response:
    entry = await anyio.to_thread.run_sync(change)
    workspace(request).bus.send({"seq": entry.seq, "subject": entry.subject, "who": entry.who, "what": entry.what, "token": entry.token})
    return JSONResponse({"seq": entry.seq, "requirement": requirement})


def _decision(request: Request, data: dict[str, Any]) -> Decision:
    space, named = workspace(request), finding(request)
    grounds = space.review.grounds
    try:
        verdict = Verdict(text(data, "verdict"))
        status = Status(text(data, "status")) if data.get("status") else None
        added = tuple(_passage(request, p) for p in data.get("added", ()))
        removed = tuple(_removed(named.requirement, request, int(i)) for i in data.get("removed", ()))
        elements = {str(k): bool(v) for k, v in dict(data.get("elements", {})).items()}
    except (KeyError, TypeError, ValueError) as error:
        raise RefusedDecision(named.requirement, f"the decision cannot be read ({error})", "Load the page again.") from error
    unknown = set(elements) - {e.id for e in named.elements}
    if unknown:
        raise RefusedDecision(named.requirement, f"there is no element {', '.join(sorted(unknown))}", "Load the page again.")
    return Decision(
        requirement=named.requirement,
        verdict=verdict,
        reviewer=text(data, "reviewer"),
        at=space.now(),
        basis=grounds.basis(named, added),
        status=status,
        elements=elements,
        added=added,
        removed=removed,
        reason=text(data, "reason"),
        comment=text(data, "comment"),
        discuss=data.get("discuss") is True,
        expires=_day(named.requirement, text(data, "expires")),
    )


def _passage(request: Request, data: dict[str, Any]) -> Passage:
    return workspace(request).review.grounds.passage(int(data["law"]), int(data["start"]), int(data["end"]))


def _removed(requirement: str, request: Request, at: int) -> Passage:
    """The piece of evidence with that place in the assessment's own list."""
    evidence = workspace(request).review.grounds.findings[requirement].evidence
    if not 0 <= at < len(evidence):
        raise ValueError("no such evidence")
    e = evidence[at]
    return Passage(e.law, e.eid, e.citation, e.start, e.end, e.quote)


def _day(requirement: str, given: str) -> str:
    if not given:
        return ""
    try:
        return datetime.date.fromisoformat(given).isoformat()
    except ValueError as error:
        raise RefusedDecision(requirement, f"{given} is no date", "Write it as 2027-12-31.") from error


def _token(given: str) -> str:
    if not 8 <= len(given) <= 100:
        raise RefusedDecision("request", "the change carries no token of its own", "Load the page again.")
    return given


ROUTES = [
    Route("/finding/{requirement}", decide, methods=["POST"]),
    Route("/finding/{requirement}/confirm", confirm, methods=["POST"]),
    Route("/finding/{requirement}/withdraw", withdraw, methods=["POST"]),
    Route("/sign", sign, methods=["POST"]),
    Route("/import", bring_in, methods=["POST"]),
]
