"""Evidence that stands on recognised pages (OCR) is for people to check: letters may have been misread."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from lawcheck.model import Assessment, Evidence, Finding, Law


def doubt_recognised(assessment: Assessment, laws: Sequence[Law]) -> Assessment:
    """Flag for review every finding that rests on recognised text, and every "missing" in a law that has some."""
    if not any(o.confidence is not None for law in laws for o in law.origins):
        return assessment
    scanned = [_Scanned(law) for law in laws]
    findings = tuple(replace(f, needs_review=True) if _doubtful(f, scanned) else f for f in assessment.findings)
    return replace(assessment, findings=findings)


class _Scanned:
    """The runs of a law that were recognised."""

    def __init__(self, law: Law) -> None:
        self._runs = sorted((o.start, o.end) for o in law.origins if o.confidence is not None)
        self._starts = [start for start, _ in self._runs]

    def touches(self, evidence: Evidence) -> bool:
        before = bisect_right(self._starts, evidence.end - 1) - 1
        return before >= 0 and self._runs[before][1] > evidence.start


def _doubtful(finding: Finding, scanned: list[_Scanned]) -> bool:
    return not finding.evidence or any(scanned[e.law].touches(e) for e in finding.evidence)
