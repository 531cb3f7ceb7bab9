"""Recommendations in the words of a reviewer: what to amend, where, and text to start from."""

from __future__ import annotations

from dataclasses import dataclass

from lawcheck.model import Assessment, Finding, Obligation, Status, Tradition
from lawcheck.reporting.places import Places
from lawcheck.reporting.wording import lacking, sentence

# (opening, whether a gerund follows) per obligation: urge, consider, invite.
_OPENINGS = {
    Obligation.MANDATORY: ("The State is urged to", False),
    Obligation.QUALIFIED: ("The State should consider", True),
    Obligation.RECOMMENDED: ("The State is invited to", False),
}
_GERUNDS = {"amend": "amending", "insert": "inserting", "repeal": "repealing"}
_UNITS = {
    Tradition.COMMON: ("section", "subsection"),
    Tradition.CIVIL: ("article", "paragraph"),
    Tradition.MIXED: ("section", "subsection"),
}
_TRADITION_WORDS = {"common": "in the style of the common law", "civil": "in the style of the civil law"}


@dataclass(frozen=True, slots=True)
class Option:
    """Wording that a drafter may start from; ``label`` says where it would go."""

    label: str
    text: str


def recommend(finding: Finding, assessment: Assessment, places: Places) -> str:
    """What to change and in which provision, in a sentence or two; empty where nothing is to be changed."""
    if finding.status is Status.NOT_ASSESSED or (finding.status is Status.MET and finding.override is not None):
        return ""
    optional = "; ".join(lacking(finding, essential=False))
    if finding.status is Status.MET:
        return f"No change is required. The law would be more complete if it also covered: {optional}." if optional else ""
    needed = "; ".join(lacking(finding, essential=True) or lacking(finding, essential=False))
    advice = _change(finding, needed, assessment, places)
    return f"{advice} It may also cover: {optional}." if optional and optional != needed else advice


def _change(finding: Finding, needed: str, assessment: Assessment, places: Places) -> str:
    section, subsection = _UNITS[_tradition(finding, assessment, places)]
    if finding.status is Status.CONFLICT:
        rules = "; ".join(c.statement for c in finding.conflicts)
        where = _where(finding, places, [c.id for c in finding.conflicts]) or f"the {section} concerned"
        also = f", and to provide for: {needed}" if needed else ""
        return _advise(finding, "repeal", f"or amend {where}, which appears to say: {rules}{also}")
    where = _where(finding, places, [e.id for e in finding.elements if e.present])
    if finding.status is Status.PARTIAL and where:
        return _advise(finding, "amend", f"{where}, or to add a {subsection} to it, so that the law also covers: {needed}")
    beside = places.neighbour(finding)
    new = f"{'an' if section[0] in 'aeiou' else 'a'} {section} that covers: {needed}"
    if beside is None:
        return _advise(finding, "insert", new)
    law, unit = beside
    heading = f" ({unit.heading})" if unit.heading else ""
    return _advise(finding, "insert", f"after {places.name(law, unit.citation)}{heading} {new}")


def drafting_options(finding: Finding, assessment: Assessment, places: Places) -> list[Option]:
    """Wording in the law's own tradition; in both where the tradition is mixed. None where the law already provides."""
    if finding.status in {Status.MET, Status.NOT_ASSESSED} or not finding.drafting:
        return []
    tradition = _tradition(finding, assessment, places)
    wanted = [t for t in ("common", "civil") if finding.drafting.get(t) and tradition.value in (t, "mixed")]
    target = _target(finding, places)
    return [Option(f"{target}, {_TRADITION_WORDS[t]}", finding.drafting[t]) for t in wanted or sorted(finding.drafting)]


def _advise(finding: Finding, verb: str, rest: str) -> str:
    opening, gerund = _OPENINGS[finding.obligation]
    rest = rest.replace("or amend", "or amending").replace(", or to add", ", or adding").replace("and to provide", "and providing") if gerund else rest
    return sentence(f"{opening} {_GERUNDS[verb] if gerund else verb} {rest}")


def _where(finding: Finding, places: Places, parts: list[str]) -> str:
    """The provision that carries the parts, as a sentence names it."""
    for evidence in finding.evidence:
        if set(evidence.elements) & set(parts) and evidence.citation:
            unit = places.unit(evidence)
            return places.name(evidence.law, unit.citation if unit is not None and unit.citation else evidence.citation)
    return ""


def _target(finding: Finding, places: Places) -> str:
    if finding.status is Status.MISSING or not finding.evidence:
        beside = places.neighbour(finding)
        return f"For insertion after {places.name(beside[0], beside[1].citation)}" if beside else "For insertion"
    parts = [c.id for c in finding.conflicts] or [e.id for e in finding.elements]
    return f"For {_where(finding, places, parts) or 'the provision concerned'}"


def _tradition(finding: Finding, assessment: Assessment, places: Places) -> Tradition:
    """Tradition of the law that would be amended."""
    if finding.evidence:
        return assessment.laws[finding.evidence[0].law].tradition
    beside = places.neighbour(finding)
    return assessment.laws[beside[0] if beside else 0].tradition
