"""What decisions stand on: fingerprints of sections and requirements, and whether a decision still fits a new assessment."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from lawcheck.model import Assessment, Evidence, Finding
from lawcheck.reporting.places import Places
from lawcheck.reporting.wording import STATUS_WORDS
from lawcheck.reviewing.decisions import Basis, Decision, Passage, Verdict


class Standing(StrEnum):
    """How a decision stands towards the assessment at hand."""

    CURRENT = "current"
    TO_CONFIRM = "to_confirm"
    EXPIRED = "expired"
    ORPHANED = "orphaned"  # the catalogue no longer has the requirement


@dataclass(frozen=True, slots=True)
class Stand:
    """A standing with its reason in words."""

    standing: Standing
    why: str = ""


def fingerprint(text: str) -> str:
    """Identity of a text whatever its line breaks: 32 hexadecimal digits."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Grounds:
    """An assessment indexed by the fingerprints of its sections."""

    def __init__(self, assessment: Assessment) -> None:
        """Fingerprint every section and requirement once."""
        self.assessment = assessment
        self.findings = {f.requirement: f for f in assessment.findings}
        self._places = Places(assessment)
        self._requirements = {f.requirement: _requirement_print(f) for f in assessment.findings}
        self._prints: dict[tuple[int, str], str] = {}
        for number, law in enumerate(assessment.laws):
            for part in law.outline:
                self._prints[number, part.eid] = fingerprint(law.text[part.start : part.end])
        self._known = frozenset(self._prints.values())
        self.laws = fingerprint(" ".join(law.text for law in assessment.laws))

    def section(self, law: int, start: int) -> tuple[str, str, str]:
        """The eId, fingerprint and citation of the section around an offset; empty where there is none."""
        unit = self._places.unit(Evidence(law, "", "", "", start, start, None, 0.0))
        return ("", "", "") if unit is None else (unit.eid, self._prints.get((law, unit.eid), ""), unit.citation)

    def basis(self, finding: Finding, added: tuple[Passage, ...] = ()) -> Basis:
        """What a decision on this finding relies on."""
        places = [(e.law, e.start) for e in finding.evidence] + [(p.law, p.start) for p in added]
        sections = dict.fromkeys(self.section(law, start)[:2] for law, start in places)
        return Basis(self._requirements[finding.requirement], tuple(s for s in sections if s[1]), self.laws, finding.status)

    def stand(self, decision: Decision, today: str) -> Stand:
        """Whether a decision may be relied on for this assessment; ``today`` is an ISO date."""
        finding = self.findings.get(decision.requirement)
        if finding is None:
            return Stand(Standing.ORPHANED, "The catalogue no longer has this requirement.")
        if decision.expires and decision.expires < today:
            return Stand(Standing.EXPIRED, f"The decision was valid until {decision.expires}.")
        if decision.basis.requirement != self._requirements[finding.requirement]:
            return Stand(Standing.TO_CONFIRM, "The catalogue now words this requirement or its elements differently.")
        if decision.verdict is Verdict.ACCEPTED and decision.basis.status is not finding.status:
            was, now = (STATUS_WORDS[s].lower() for s in (decision.basis.status, finding.status))
            return Stand(Standing.TO_CONFIRM, f"What was accepted was: {was}; the assessment now says: {now}.")
        if decision.basis.laws == self.laws:
            return Stand(Standing.CURRENT)
        gone = [eid for eid, print in decision.basis.sections if print not in self._known]
        if gone:
            return Stand(Standing.TO_CONFIRM, f"The text relied on has changed: {', '.join(gone)}.")
        if not decision.basis.sections:
            return Stand(Standing.TO_CONFIRM, "The text has changed since, and the decision rested on no single provision.")
        seen = {print for _, print in decision.basis.sections}
        fresh = dict.fromkeys(c for e in finding.evidence for _, p, c in [self.section(e.law, e.start)] if p not in seen)
        if fresh:
            return Stand(Standing.TO_CONFIRM, f"The assessment now quotes other provisions: {', '.join(fresh)}.")
        return Stand(Standing.CURRENT)

    def locate(self, passage: Passage) -> Passage | None:
        """The passage where its words stand now; None where they are gone or stand in several places."""
        laws = self.assessment.laws
        if passage.law < len(laws) and laws[passage.law].text[passage.start : passage.end] == passage.quote:
            return passage
        found = [(n, law.text.find(passage.quote)) for n, law in enumerate(laws) if passage.quote and law.text.count(passage.quote) == 1]
        if len(found) != 1:
            return None
        law, start = found[0]
        eid, _, citation = self.section(law, start)
        return Passage(law, eid, citation, start, start + len(passage.quote), passage.quote)

    def passage(self, law: int, start: int, end: int) -> Passage:
        """Words of a law as a passage, trimmed of blanks.

        Raises:
            ValueError: there are no such words.
        """
        if not 0 <= law < len(self.assessment.laws):
            raise ValueError("there is no such law")
        text = self.assessment.laws[law].text
        if not 0 <= start < end <= len(text):
            raise ValueError("there are no such words")
        words = text[start:end]
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        if start >= end:
            raise ValueError("only blanks are selected")
        eid, _, citation = self.section(law, start)
        return Passage(law, eid, citation, start, end, text[start:end])


def _requirement_print(finding: Finding) -> str:
    parts = [finding.statement, finding.obligation.value, *(f"{e.id}:{e.essential}:{e.statement}" for e in finding.elements)]
    return fingerprint("\n".join(parts))
