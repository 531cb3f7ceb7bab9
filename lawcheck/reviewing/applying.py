"""The reviewed state: an assessment with its reviewers' decisions put in, for reports and for the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from lawcheck.assessing.judging import status_of, summarise
from lawcheck.model import Assessment, Evidence, Finding, Override, Status
from lawcheck.reviewing.decisions import Decision, Passage, Verdict
from lawcheck.reviewing.grounds import Grounds, Stand, Standing


def reviewed(grounds: Grounds, decisions: Mapping[str, Decision], today: str, log_head: str = "") -> Assessment:
    """The assessment with all decisions in it; ``today`` is an ISO date, ``log_head`` the digest of the last log entry."""
    assessment = grounds.assessment
    findings = tuple(review_finding(grounds, f, decisions.get(f.requirement), today)[0] for f in assessment.findings)
    judged = [d for d in decisions.values() if d.verdict is not Verdict.OPEN and grounds.stand(d, today).standing is Standing.CURRENT]
    settings = {
        **assessment.settings,
        "reviewed": f"{len(judged)} of {len(findings)}",
        "reviewers": ", ".join(sorted({d.reviewer for d in judged})),
    }
    if log_head:
        settings["review_log"] = log_head
    return replace(assessment, findings=findings, summary=summarise(findings), settings=settings)


def review_finding(grounds: Grounds, finding: Finding, decision: Decision | None, today: str) -> tuple[Finding, Stand]:
    """One finding after review. A decision that has to be confirmed changes nothing but is noted."""
    if decision is None:
        return finding, Stand(Standing.CURRENT)
    stand = grounds.stand(decision, today)
    notes = (*finding.notes, *_notes(decision))
    if stand.standing is not Standing.CURRENT:
        word = f"An earlier decision by {decision.reviewer} ({_day(decision)}) has to be confirmed. {stand.why}"
        return replace(finding, needs_review=True, notes=(*notes, word)), stand
    if decision.verdict is Verdict.ACCEPTED:
        return replace(finding, needs_review=False, notes=(f"Confirmed by {decision.reviewer}, {_day(decision)}.", *notes)), stand
    if decision.verdict is Verdict.OPEN:
        return replace(finding, notes=notes), stand
    return _overridden(grounds, finding, decision, notes), stand


def _overridden(grounds: Grounds, finding: Finding, decision: Decision, notes: tuple[str, ...]) -> Finding:
    elements = tuple(replace(e, present=decision.elements[e.id], needs_review=False) if e.id in decision.elements else e for e in finding.elements)
    status = decision.status
    if status is None:
        dismissed = finding.status is Status.NOT_ASSESSED and not decision.elements
        status = finding.status if dismissed else status_of(elements, finding.conflicts)
    return replace(
        finding,
        status=status,
        needs_review=False,
        elements=elements,
        conflicts=finding.conflicts if status is Status.CONFLICT else tuple(c for c in finding.conflicts if not c.decisive),
        evidence=_evidence(grounds, finding, decision),
        override=Override(finding.status, decision.reason, decision.reviewer, _day(decision)),
        notes=notes,
    )


def _evidence(grounds: Grounds, finding: Finding, decision: Decision) -> tuple[Evidence, ...]:
    removed = {(p.eid, p.quote) for p in decision.removed}
    kept = [e for e in finding.evidence if (e.eid, e.quote) not in removed]
    located = [p for p in map(grounds.locate, decision.added) if p is not None]
    return (*kept, *(_quoted(p, decision) for p in located))


def _quoted(passage: Passage, decision: Decision) -> Evidence:
    present = tuple(k for k, v in decision.elements.items() if v)
    span = (passage.start, passage.end)
    return Evidence(passage.law, passage.eid, passage.citation, passage.quote, *span, None, 1.0, present, (span,))


def _notes(decision: Decision) -> list[str]:
    notes = [f"{decision.reviewer}: {decision.comment}"] if decision.comment else []
    return [*notes, f"Marked for discussion by {decision.reviewer}."] if decision.discuss else notes


def _day(decision: Decision) -> str:
    return decision.at[:10]
