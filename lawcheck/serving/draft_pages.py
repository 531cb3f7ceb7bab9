"""The drafting page: assess while typing, insert options, keep, compare and export versions."""

from __future__ import annotations

import hashlib
import time
from dataclasses import replace
from typing import Any

import anyio
from jinja2 import Template
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from lawcheck.comparing import compare
from lawcheck.comparing.drafts_report import compose_comparison
from lawcheck.exporting import to_akoma_ntoso
from lawcheck.model import Assessment, Finding, Status
from lawcheck.reporting.advising import drafting_options
from lawcheck.reporting.documents import render_document
from lawcheck.reporting.places import Places
from lawcheck.reporting.wording import gaps
from lawcheck.reviewing import RefusedDecision
from lawcheck.serving.asking import body, number, text, workspace
from lawcheck.serving.draft_files import to_word
from lawcheck.serving.drafting import Draft
from lawcheck.serving.guarding import REPORT_POLICY
from lawcheck.serving.inserting import insert, places

_VERSION = "draft:"
_MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xml": "application/akn+xml",
    "txt": "text/plain; charset=utf-8",
}


def draft_page(request: Request) -> Response:
    """The drafting page, with the last version, else the law as it was read."""
    space = workspace(request)
    laws = space.review.grounds.assessment.laws
    number = _law_number(request)
    versions = _versions(request, number)
    held = space.review.store.text(versions[-1]["sha256"]) if versions else None
    return space.page("draft.html.j2", laws=laws, number=number, text=held if held is not None else laws[number].text, versions=versions)


async def assess(request: Request) -> Response:
    """Assess the draft; of the findings only those that the page does not show already are sent."""
    space, data = workspace(request), await body(request)
    known = data.get("known", {})
    if not isinstance(known, dict):
        raise RefusedDecision("request", "known is no table", "Load the page again.")
    content, law = _text(data), number(data, "law") or 0

    def made() -> tuple[dict[str, Any], float]:
        began = time.thread_time()
        answer = _state(space.drafter.assess(content, law), known, space.templates.get_template("gap.html.j2"))
        return answer, 1000 * (time.thread_time() - began)

    answer, milliseconds = await anyio.to_thread.run_sync(made)
    return JSONResponse(answer, headers={"server-timing": f"cpu;dur={milliseconds:.0f}"})


def _state(draft: Draft, known: dict[str, Any], template: Template) -> dict[str, Any]:
    """The findings of a draft, gaps first, with the looks of those that differ from ``known`` digests."""
    where = Places(draft.assessment)
    order, changed = [], {}
    for finding in [*gaps(draft.assessment.findings), *(f for f in draft.assessment.findings if f.status is Status.MET)]:
        digest = _digest(finding)
        order.append([finding.requirement, finding.status.value])
        if known.get(finding.requirement) != digest:
            options = drafting_options(finding, draft.assessment, where)
            changed[finding.requirement] = {"digest": digest, "html": template.render(f=finding, options=options)}
    return {"order": order, "changed": changed}


async def options(request: Request) -> Response:
    """Where an option can be inserted: the sections of the draft, and the one that suits best."""
    space, data = workspace(request), await body(request)
    draft = await anyio.to_thread.run_sync(lambda: space.drafter.assess(_text(data), number(data, "law") or 0))
    finding = _finding(draft, text(data, "requirement"))
    beside = Places(draft.assessment).neighbour(finding)
    own = [(e.law, e.start) for e in finding.evidence if e.law == draft.number]
    found = places(draft.law)
    best = beside[1].eid if beside is not None and beside[0] == draft.number else ""
    if own:
        held = next((p for p in draft.law.walk() if p.eid in {x.eid for x in found} and p.start <= own[0][1] < p.end), None)
        best = held.eid if held else best
    return JSONResponse({"places": [[p.eid, p.label] for p in found], "best": best})


async def put_in(request: Request) -> Response:
    """Insert a drafting option after a section."""
    space, data = workspace(request), await body(request)
    draft = await anyio.to_thread.run_sync(lambda: space.drafter.assess(_text(data), number(data, "law") or 0))
    finding = _finding(draft, text(data, "requirement"))
    found = drafting_options(finding, draft.assessment, Places(draft.assessment))
    chosen = number(data, "option") or 0
    if not 0 <= chosen < len(found):
        raise RefusedDecision("draft", "there is no such option", "Choose another.")
    made = insert(draft.law, found[chosen].text, finding.title, text(data, "after"))
    return JSONResponse({"text": made.text, "start": made.start, "end": made.end, "number": made.number})


async def save(request: Request) -> Response:
    """Keep a version of the draft."""
    space, data = workspace(request), await body(request)
    who, name, law = text(data, "reviewer"), text(data, "name"), number(data, "law") or 0
    if not who:
        raise RefusedDecision("draft", "the name of who saves is missing", "Enter your name at the top of the page.")
    token = text(data, "token")
    if not 8 <= len(token) <= 100:
        raise RefusedDecision("request", "the change carries no token of its own", "Load the page again.")
    content = _text(data)

    def keep() -> int:
        draft = space.drafter.assess(content, law)
        statuses = {f.requirement: f.status.value for f in draft.assessment.findings}
        sha256 = space.review.store.keep_text(content)
        after = {"name": name[:200], "sha256": sha256, "statuses": statuses, "law": law}
        entry = space.review.store.change(f"{_VERSION}{law}:{token}", after, who=who, at=space.now(), what="version", why=name, token=token)
        return entry.seq

    seq = await anyio.to_thread.run_sync(keep)
    return JSONResponse({"seq": seq})


def versions_part(request: Request) -> Response:
    """The list of versions."""
    number = _law_number(request)
    return workspace(request).page("versions.html.j2", versions=_versions(request, number), number=number)


def version(request: Request) -> Response:
    """A version as Word, Akoma Ntoso or plain text."""
    space, format = workspace(request), request.path_params["format"]
    number, content, name = _version(request, request.path_params["seq"])
    if format not in _MEDIA:
        raise HTTPException(404, "Formats are docx, xml and txt.")
    if format == "txt":
        made: bytes = content.encode("utf-8", "replace")
    else:
        law = space.drafter.segment(content, number)
        made = to_word(law, name) if format == "docx" else to_akoma_ntoso(law)
    return Response(made, media_type=_MEDIA[format], headers={"content-disposition": f'attachment; filename="draft-{request.path_params["seq"]}.{format}"'})


async def comparison(request: Request) -> Response:
    """Two versions compared finding by finding; version 0 is the law as it was read."""
    space = workspace(request)
    old, new = (_version(request, request.path_params[n]) for n in ("old", "new"))

    def made() -> str:
        before, after = (_named(space.drafter.assess(content, number), name) for number, content, name in (old, new))
        return str(render_document(compose_comparison(compare(before, after), date=space.today()), "html"))

    return HTMLResponse(await anyio.to_thread.run_sync(made), headers={"content-security-policy": REPORT_POLICY})


def _named(draft: Draft, name: str) -> Assessment:
    """The assessment of a version, which goes by its name instead of the file's."""
    laws = tuple(replace(law, path=name or "unnamed") if n == draft.number else law for n, law in enumerate(draft.assessment.laws))
    return replace(draft.assessment, laws=laws)


def _text(data: dict[str, Any]) -> str:
    value = data.get("text")
    if not isinstance(value, str):
        raise RefusedDecision("request", "text is no text", "Load the page again.")
    return value.replace("\r\n", "\n")


def _finding(draft: Draft, requirement: str) -> Finding:
    found = next((f for f in draft.assessment.findings if f.requirement == requirement), None)
    if found is None:
        raise RefusedDecision("draft", f"there is no requirement {requirement}", "Load the page again.")
    return found


def _digest(finding: Finding) -> str:
    """Identity of what the page shows of a finding; places in the text do not count."""
    shown = (finding.status.value, [(e.id, e.present) for e in finding.elements], [c.id for c in finding.conflicts])
    return hashlib.sha256(repr((shown, [(e.citation, e.quote) for e in finding.evidence], finding.needs_review)).encode("utf-8", "surrogatepass")).hexdigest()[
        :16
    ]


def _law_number(request: Request) -> int:
    given = request.query_params.get("law", "0")
    laws = workspace(request).review.grounds.assessment.laws
    if not given.isdigit() or int(given) >= len(laws):
        raise HTTPException(404, "There is no such law.")
    return int(given)


def _versions(request: Request, number: int) -> list[dict[str, Any]]:
    """The versions of a law's draft, oldest first."""
    store = workspace(request).review.store
    held = sorted(store.current(f"{_VERSION}{number}:").values(), key=lambda v: v[0])
    entries = {e.seq: e for e in store.log() if e.what == "version"} if held else {}
    return [{"seq": seq, "who": entries[seq].who, "at": entries[seq].at, **content} for seq, content in held]


def _version(request: Request, seq: int) -> tuple[int, str, str]:
    """Law number, text and name of a version."""
    space = workspace(request)
    if seq == 0:
        number = _law_number(request)
        return number, space.review.grounds.assessment.laws[number].text, "as it was read"
    entries = space.review.store.log(after=seq - 1, most=1)
    content = space.review.store.text(entries[0].after["sha256"]) if entries and entries[0].seq == seq and entries[0].what == "version" else None
    if content is None:
        raise HTTPException(404, "There is no such version.")
    return int(entries[0].after["law"]), content, str(entries[0].after["name"])


ROUTES = [
    Route("/draft", draft_page),
    Route("/draft/versions", versions_part),
    Route("/draft/version/{seq:int}.{format}", version),
    Route("/draft/compare/{old:int}/{new:int}", comparison),
    Route("/draft/assess", assess, methods=["POST"]),
    Route("/draft/options", options, methods=["POST"]),
    Route("/draft/insert", put_in, methods=["POST"]),
    Route("/draft/save", save, methods=["POST"]),
]
