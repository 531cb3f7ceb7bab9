"""Where in the laws the evidence stands: the section around a quote, and the sections that nothing cites."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter

from lawcheck.model import Assessment, Evidence, Finding, LawReference, ProvisionReference
from lawcheck.reporting.wording import in_full, short_name

DIVISIONS = frozenset({"book", "part", "title", "chapter", "division", "subdivision", "schedule"})
# Parts of the text that state no rule of their own.
WITHOUT_RULES = frozenset({"preface", "preamble", "toc", "conclusions", "crosshead", "crossheading"})


class Places:
    """An index of the laws' sections by offset."""

    def __init__(self, assessment: Assessment) -> None:
        """Index the outlines of an assessment."""
        self._assessment = assessment
        self._units = [units(law) for law in assessment.laws]
        self._starts = [[u.start for u in found] for found in self._units]

    def unit(self, evidence: Evidence) -> ProvisionReference | None:
        """The section, article or other unit around a quote; None where the outline does not travel along."""
        at = bisect_right(self._starts[evidence.law], evidence.start) - 1
        if at < 0 or evidence.start >= self._units[evidence.law][at].end:
            return None
        return self._units[evidence.law][at]

    def cite(self, evidence: Evidence) -> str:
        """Citation of a quote, with the law's title where there are several laws, and the page."""
        page = f", p. {evidence.page}" if evidence.page else ""
        return f"{self.of_law(evidence.law, evidence.citation)}{page}"

    def of_law(self, law: int, citation: str) -> str:
        """A citation, with the law's title where there are several."""
        return f"{short_name(self._assessment.laws[law])}, {citation}" if len(self._assessment.laws) > 1 else citation

    def name(self, law: int, citation: str) -> str:
        """A provision as a sentence names it: "section 8(1) of the Penal Code" where there are several laws."""
        whose = f" of the {short_name(self._assessment.laws[law])}" if len(self._assessment.laws) > 1 else ""
        return f"{in_full(citation)}{whose}"

    def neighbour(self, finding: Finding) -> tuple[int, ProvisionReference] | None:
        """The section beside which a rule on the same subject belongs: the one most cited for kindred requirements."""
        family = finding.requirement.partition(".")[0]
        groups = (
            [f for f in self._assessment.findings if f.requirement.partition(".")[0] == family],
            [f for f in self._assessment.findings if f.pillar == finding.pillar],
        )
        for group in groups:
            votes: Counter[tuple[int, int]] = Counter()
            for evidence in (e for f in group for e in f.evidence):
                unit = self.unit(evidence)
                if unit is not None and unit.kind not in WITHOUT_RULES | DIVISIONS and unit.citation:
                    votes[evidence.law, self._units[evidence.law].index(unit)] += 1
            if votes:
                (law, at), _ = max(votes.items(), key=lambda v: (v[1], v[0]))
                return law, self._units[law][at]
        return None

    def concordance(self) -> list[tuple[int, ProvisionReference, list[Finding]]]:
        """Every section with the findings that quote it, in the order of the laws."""
        cited: dict[tuple[int, str], list[Finding]] = {}
        for finding in self._assessment.findings:
            for evidence in finding.evidence:
                unit = self.unit(evidence)
                if unit is not None and finding not in cited.setdefault((evidence.law, unit.eid), []):
                    cited[evidence.law, unit.eid].append(finding)
        return [
            (number, unit, cited.get((number, unit.eid), [])) for number, found in enumerate(self._units) for unit in found if unit.kind not in WITHOUT_RULES
        ]


def units(law: LawReference) -> list[ProvisionReference]:
    """The outline without divisions that hold sections; a division without any is a unit itself."""
    outline = law.outline
    return [p for at, p in enumerate(outline) if p.kind not in DIVISIONS or at + 1 == len(outline) or outline[at + 1].start >= p.end]


def label(unit: ProvisionReference) -> str:
    """A section with its heading: "s. 8 Compensation"."""
    name = unit.citation or " ".join((unit.kind, unit.number)).strip()
    return f"{name} {unit.heading}".strip()
