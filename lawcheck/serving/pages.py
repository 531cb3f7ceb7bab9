"""Pages and parts of pages: everything that only reads."""

from __future__ import annotations

import anyio
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from lawcheck.reporting import render
from lawcheck.reporting.wording import pillars
from lawcheck.reporting.writing import FORMATS
from lawcheck.reviewing.review import FINDING, log_data
from lawcheck.reviewing.transfer import export_decisions
from lawcheck.serving.asking import finding, workspace
from lawcheck.serving.lawtext import sections
from lawcheck.serving.views import Card, card, cards, progress

_MEDIA = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def all_cards(request: Request) -> list[Card]:
    """Every finding with its decision."""
    space = workspace(request)
    held = space.review.store.current(FINDING)
    seqs = {subject.removeprefix(FINDING): seq for subject, (seq, _) in held.items()}
    return cards(space.review.grounds, space.review.decisions(), seqs, space.today())


def one_card(request: Request) -> Card:
    """The finding that the address names, with its decision."""
    space, named = workspace(request), finding(request)
    seq, decision = space.review.decision(named.requirement)
    return card(space.review.grounds, named, decision, seq, space.today())


def review_page(request: Request) -> Response:
    """The review page."""
    space = workspace(request)
    found = all_cards(request)
    findings = [c.finding for c in found]
    laws = space.review.grounds.assessment.laws
    orphans = [d for name, (_, d) in space.review.decisions().items() if name not in space.review.grounds.findings]
    return space.page(
        "review.html.j2",
        assessment=space.review.grounds.assessment,
        laws=[(n, law, sections(n, law, findings)) for n, law in enumerate(laws)],
        groups={p: [c for c in found if c.finding.pillar == p] for p in pillars(findings)},
        progress=progress(found),
        head=space.review.store.head()[0],
        orphans=orphans,
    )


def card_part(request: Request) -> Response:
    """One finding, as it stands now."""
    space, requirement = workspace(request), finding(request).requirement
    seq, _ = space.review.store.one(FINDING + requirement)
    return space.kept(f"card:{requirement}", seq, lambda: space.page("card.html.j2", card=one_card(request)))


def progress_part(request: Request) -> Response:
    """The progress line, as it stands now."""
    space = workspace(request)
    seq, _ = space.review.store.head()
    return space.kept("progress", seq, lambda: space.page("progress.html.j2", progress=progress(all_cards(request))))


def law_part(request: Request) -> Response:
    """The text of one law with the evidence of today."""
    space = workspace(request)
    laws = space.review.grounds.assessment.laws
    number = request.path_params["number"]
    if number >= len(laws):
        return HTMLResponse("", 404)
    findings = [c.finding for c in all_cards(request)]
    return space.page("law.html.j2", number=number, law=laws[number], parts=sections(number, laws[number], findings))


def history_part(request: Request) -> Response:
    """The log of one finding."""
    space = workspace(request)
    entries = space.review.store.log(subject=FINDING + finding(request).requirement)
    return space.page("history.html.j2", entries=entries)


async def events(request: Request) -> Response:
    """The stream of changes, from the last one that the browser saw."""
    space = workspace(request)
    seen = request.headers.get("last-event-id") or request.query_params.get("after", "")
    last = int(seen) if seen.isdigit() and len(seen) < 16 else space.review.store.head()[0]
    missed = [{"seq": e.seq, "subject": e.subject, "who": e.who, "what": e.what, "token": e.token} for e in space.review.store.log(after=last)]
    return StreamingResponse(space.bus.listen(missed), media_type="text/event-stream", headers={"cache-control": "no-store", "x-accel-buffering": "no"})


async def report(request: Request) -> Response:
    """The reviewed state as a report."""
    space, format = workspace(request), request.path_params["format"]
    if format not in FORMATS:
        return JSONResponse({"error": f"Formats are {', '.join(FORMATS)}."}, 404)
    made = await anyio.to_thread.run_sync(lambda: render(space.review.state(space.today()), format, date=space.today()))
    return Response(made, media_type=_MEDIA[format], headers=_download(f"reviewed.{format}"))


def decisions(request: Request) -> Response:
    """All decisions with their log, to take elsewhere."""
    return Response(export_decisions(workspace(request).review), media_type="application/json", headers=_download("decisions.json"))


def log(request: Request) -> Response:
    """The whole log."""
    return JSONResponse(log_data(workspace(request).review.store.log()))


def _download(name: str) -> dict[str, str]:
    # Reports carry styles of their own; a sandbox keeps them harmless where they are opened from here.
    return {"content-disposition": f'attachment; filename="{name}"'}


ROUTES = [
    Route("/", review_page),
    Route("/finding/{requirement}", card_part),
    Route("/finding/{requirement}/history", history_part),
    Route("/progress", progress_part),
    Route("/law/{number:int}", law_part),
    Route("/events", events),
    Route("/report/{format}", report),
    Route("/decisions.json", decisions),
    Route("/log.json", log),
]
