"""Words that every report shares: names of statuses, the order of gaps, verbs of advice."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.model import Finding, Obligation, Status

STATUS_WORDS = {
    Status.MET: "Met",
    Status.PARTIAL: "Partly met",
    Status.MISSING: "Not found",
    Status.CONFLICT: "Conflict",
    Status.NOT_ASSESSED: "Not assessed",
}
ADVICE = {
    Obligation.MANDATORY: "The State is urged to provide for",
    Obligation.QUALIFIED: "The State may wish to consider",
    Obligation.RECOMMENDED: "The State is invited to consider",
}
_ORDER = {Status.CONFLICT: 0, Status.MISSING: 1, Status.PARTIAL: 2, Status.NOT_ASSESSED: 3, Status.MET: 4}
_DUTY = {Obligation.MANDATORY: 0, Obligation.QUALIFIED: 1, Obligation.RECOMMENDED: 2}


def gaps(findings: Sequence[Finding]) -> list[Finding]:
    """Findings that are not met: mandatory ones first, conflicts before absences."""
    open_points = [f for f in findings if f.status is not Status.MET]
    return sorted(open_points, key=lambda f: (_DUTY[f.obligation], _ORDER[f.status]))


def absent(finding: Finding) -> list[str]:
    """What the law lacks, essential elements first."""
    lacking = sorted((e for e in finding.elements if not e.present), key=lambda e: not e.essential)
    return [e.statement if e.essential else f"{e.statement} (optional)" for e in lacking]
