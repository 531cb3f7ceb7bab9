"""The laws of several countries side by side: who provides what, what all lack, whose words others may borrow."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from lawcheck.errors import InputError
from lawcheck.model import Assessment, Evidence, Finding, Obligation, Status
from lawcheck.reporting.wording import pillars

_GAP = {Status.PARTIAL, Status.MISSING, Status.CONFLICT}


@dataclass(frozen=True, slots=True)
class Country:
    """A country under review; ``name`` heads its column."""

    name: str
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement; ``findings`` are in the order of the countries."""

    requirement: str
    title: str
    pillar: str
    obligation: Obligation
    sources: tuple[str, ...]
    statement: str
    findings: tuple[Finding, ...]

    @property
    def gaps(self) -> int:
        """In how many countries the requirement is not fully met."""
        return sum(f.status in _GAP for f in self.findings)


@dataclass(frozen=True, slots=True)
class Practice:
    """A requirement that some countries meet and others do not, with the words of one that does."""

    row: Row
    met_in: tuple[str, ...]
    lacking_in: tuple[str, ...]
    country: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Matrix:
    """Countries and requirements; rows are ordered by pillar."""

    countries: tuple[Country, ...]
    rows: tuple[Row, ...]

    def shared_gaps(self) -> list[Row]:
        """Requirements that no country meets in full, or fewer than half; the widest gaps and mandatory ones first."""
        wide = [r for r in self.rows if 2 * r.gaps > len(self.countries)]
        order = list(Obligation)
        return sorted(wide, key=lambda r: (order.index(r.obligation), -r.gaps))

    def practices(self) -> list[Practice]:
        """Where some provide and others do not: the most certain wording among those that do."""
        made = []
        for row in self.rows:
            having = [(c, f) for c, f in zip(self.countries, row.findings, strict=True) if f.status is Status.MET and f.evidence]
            lacking = tuple(c.name for c, f in zip(self.countries, row.findings, strict=True) if f.status in _GAP)
            if not having or not lacking:
                continue
            best, finding = max(having, key=lambda h: (not h[1].needs_review, len(h[1].evidence[0].elements), h[1].confidence))
            made.append(Practice(row, tuple(c.name for c, _ in having), lacking, best.name, finding.evidence[0]))
        return made

    def pillars(self) -> list[str]:
        """The pillars in the order of reports."""
        return pillars(self.countries[0].assessment.findings)

    def met(self, country: int, pillar: str) -> tuple[int, int]:
        """How many requirements of a pillar a country meets, and of how many."""
        chosen = [r.findings[country] for r in self.rows if r.pillar == pillar]
        return sum(f.status is Status.MET for f in chosen), len(chosen)


def build_matrix(assessments: Sequence[Assessment], names: Sequence[str] | None = None) -> Matrix:
    """Put assessments side by side; requirements that not all of them cover are left out.

    Raises:
        InputError: there are fewer than two assessments, or they have no requirement in common.
    """
    if len(assessments) < 2:
        raise InputError("matrix", "one law alone makes no comparison", "Name at least two laws, dossiers or assessments.")
    found = [{f.requirement: f for f in a.findings} for a in assessments]
    common = [f for f in assessments[0].findings if all(f.requirement in other for other in found)]
    if not common:
        raise InputError("matrix", "the assessments have no requirement in common", "Assess all laws against the same catalogue.")
    order = pillars(assessments[0].findings)
    rows = tuple(
        Row(f.requirement, f.title, f.pillar, f.obligation, f.sources, f.statement, tuple(other[f.requirement] for other in found))
        for f in sorted(common, key=lambda f: order.index(f.pillar))
    )
    given = list(names) if names is not None else [country_name(a) for a in assessments]
    return Matrix(tuple(Country(n, a) for n, a in zip(_distinct(given), assessments, strict=True)), rows)


def country_name(assessment: Assessment) -> str:
    """The country as the assessment gives it: its name, its code, or the title of its first law."""
    law = assessment.laws[0]
    return assessment.settings.get("country") or law.jurisdiction or law.title or law.path


def _distinct(names: list[str]) -> list[str]:
    """Number names that occur more than once."""
    total, seen = Counter(names), Counter[str]()
    made = []
    for name in names:
        seen[name] += 1
        made.append(name if total[name] == 1 else f"{name} ({seen[name]})")
    return made
