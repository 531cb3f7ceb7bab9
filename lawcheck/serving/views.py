"""What the templates show: findings as cards, progress, scores."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from lawcheck.model import Evidence, Finding, Status
from lawcheck.reporting.document import is_rtl
from lawcheck.reporting.wording import OBLIGATION_WORDS, STATUS_WORDS, pillar_name
from lawcheck.reviewing import Decision, Grounds, Stand, Standing, Verdict, review_finding
from lawcheck.serving.lawtext import anchor

# A sign beside the word, so that a status is told without colour.
STATUS_SIGNS = {Status.MET: "✓", Status.PARTIAL: "◐", Status.MISSING: "○", Status.CONFLICT: "✕", Status.NOT_ASSESSED: "?"}


@dataclass(frozen=True, slots=True)
class Card:
    """One finding before and after review."""

    machine: Finding
    finding: Finding
    decision: Decision | None
    seq: int
    stand: Stand

    @property
    def state(self) -> str:
        """Where the review of this finding is: open, marked, accepted, overridden, to_confirm or expired."""
        if self.decision is None:
            return "open"
        if self.stand.standing is not Standing.CURRENT:
            return self.stand.standing.value
        if self.decision.verdict is Verdict.OPEN:
            return "marked"
        return self.decision.verdict.value

    @property
    def done(self) -> bool:
        """Whether a reviewer judged it and the judgement stands."""
        return self.state in {"accepted", "overridden"}


STATE_WORDS = {
    "open": "Not reviewed",
    "marked": "Commented",
    "accepted": "Accepted",
    "overridden": "Overridden",
    "to_confirm": "To confirm",
    "expired": "Expired",
}


def cards(grounds: Grounds, decisions: Mapping[str, tuple[int, Decision]], seqs: Mapping[str, int], today: str) -> list[Card]:
    """All findings in the order of the catalogue."""
    held = {name: decision for name, (_, decision) in decisions.items()}
    return [card(grounds, f, held.get(f.requirement), seqs.get(f.requirement, 0), today) for f in grounds.assessment.findings]


def card(grounds: Grounds, finding: Finding, decision: Decision | None, seq: int, today: str) -> Card:
    """One finding with its decision."""
    after, stand = review_finding(grounds, finding, decision, today)
    return Card(finding, after, decision, seq, stand)


def progress(found: list[Card]) -> dict[str, Any]:
    """How far the review is, by whom, and the score before and after."""
    done = [c for c in found if c.done]
    return {
        "done": len(done),
        "total": len(found),
        "confirm": sum(c.state in {"to_confirm", "expired"} for c in found),
        "discuss": sum(bool(c.decision and c.decision.discuss) for c in found),
        "reviewers": sorted(Counter(c.decision.reviewer for c in done if c.decision).items()),
        "before": _scores([c.machine for c in found]),
        "after": _scores([c.finding for c in found]),
    }


def _scores(findings: list[Finding]) -> list[tuple[Status, int]]:
    counts = Counter(f.status for f in findings)
    return [(status, counts[status]) for status in Status if counts[status] or status is not Status.NOT_ASSESSED]


def environment() -> Environment:
    """Templates with everything escaped."""
    made = Environment(
        loader=PackageLoader("lawcheck.serving"), autoescape=select_autoescape(default=True), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.globals.update(
        status_words=STATUS_WORDS,
        status_signs=STATUS_SIGNS,
        obligation_words=OBLIGATION_WORDS,
        state_words=STATE_WORDS,
        statuses=list(Status),
        anchor=anchor,
    )
    made.filters.update(pillar=pillar_name, rtl=is_rtl, squeeze=_squeeze)
    made.tests["removed"] = _is_removed
    return made


def _squeeze(text: str) -> str:
    return " ".join(text.split())


def _is_removed(evidence: Evidence, decision: Decision | None) -> bool:
    return decision is not None and any((p.eid, p.quote) == (evidence.eid, evidence.quote) for p in decision.removed)
