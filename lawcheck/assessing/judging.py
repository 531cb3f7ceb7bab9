"""From signals to findings: which elements the law provides, the status, the evidence, the words that say why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from lawcheck import __version__
from lawcheck.assessing.features import coverage_of, features, signal_features
from lawcheck.assessing.fitted import FittedModel
from lawcheck.assessing.quoting import Quoter
from lawcheck.assessing.ranking import Place, pillar_shares
from lawcheck.assessing.referring import refer
from lawcheck.assessing.stating import stated_quantities
from lawcheck.catalogue.types import Catalogue, Element, Requirement
from lawcheck.matching.matcher import SignalTable
from lawcheck.model import (
    Assessment,
    ConflictFinding,
    ElementFinding,
    Evidence,
    Finding,
    Law,
    Match,
    Status,
)

_MOST_EVIDENCE = 6


def judge(
    laws: Sequence[Law],
    catalogue: Catalogue,
    table: SignalTable,
    model: FittedModel,
    settings: dict[str, str],
) -> Assessment:
    """Judge every requirement of the catalogue once."""
    quoter = Quoter(laws, model.evidence_weights)
    pillars = pillar_matches(catalogue, table, quoter)
    coverage = coverage_of(table)
    findings = tuple(_finding(r, table, coverage, model, quoter, pillars[r.pillar], laws[0].language) for r in catalogue.requirements)
    return assemble(laws, catalogue, findings, settings)


def not_assessed(laws: Sequence[Law], catalogue: Catalogue, reason: str, settings: dict[str, str]) -> Assessment:
    """An assessment that says of every requirement why it could not be assessed."""
    findings = tuple(
        Finding(
            requirement=r.id,
            title=r.title,
            pillar=r.pillar,
            obligation=r.obligation,
            sources=r.sources,
            status=Status.NOT_ASSESSED,
            confidence=0.0,
            needs_review=True,
            elements=tuple(ElementFinding(e.id, e.statement, e.essential, False, 0.0, True) for e in r.elements),
            conflicts=(),
            evidence=(),
            explanation=reason,
            statement=r.statement,
            why=r.why,
        )
        for r in catalogue.requirements
    )
    return assemble(laws, catalogue, findings, settings)


def assemble(laws: Sequence[Law], catalogue: Catalogue, findings: tuple[Finding, ...], settings: dict[str, str]) -> Assessment:
    """Put findings, references and the summary together."""
    drafting = {r.id: r.drafting for r in catalogue.requirements}
    findings = tuple(replace(f, drafting=drafting[f.requirement]) for f in findings)
    return Assessment(
        tool={"name": "lawcheck", "version": __version__},
        catalogue=catalogue.reference,
        laws=tuple(refer(law) for law in laws),
        settings=settings,
        findings=findings,
        summary=summarise(findings),
    )


def summarise(findings: Sequence[Finding]) -> dict[str, dict[str, dict[str, int]]]:
    """Count statuses by pillar, by obligation and in all."""
    groups: dict[str, dict[str, Counter[str]]] = {"by_pillar": {}, "by_obligation": {}, "total": {}}
    for f in findings:
        for group, key in (("by_pillar", f.pillar), ("by_obligation", f.obligation.value), ("total", "all")):
            groups[group].setdefault(key, Counter())[f.status.value] += 1
    return {g: {k: dict(sorted(c.items())) for k, c in sorted(v.items())} for g, v in groups.items()}


def pillar_matches(catalogue: Catalogue, table: SignalTable, quoter: Quoter) -> dict[str, dict[Place, float]]:
    """For each pillar, how much of it every section speaks to (0..1)."""
    groups: dict[str, dict[str, list[Match]]] = {}
    for r in catalogue.requirements:
        groups.setdefault(r.pillar, {})[r.id] = [m for e in r.elements for m in table[f"{r.id}.{e.id}"].matches]
    return {pillar: pillar_shares(found, quoter.sections) for pillar, found in groups.items()}


def _finding(
    requirement: Requirement, table: SignalTable, coverage: float, model: FittedModel, quoter: Quoter, pillar: Mapping[Place, float], code: str
) -> Finding:
    elements: list[ElementFinding] = []
    shown: list[tuple[str, list[Match]]] = []
    for element in requirement.elements:
        finding, proof = _judge_element(requirement, element, table, coverage, model)
        elements.append(finding)
        if finding.present:
            shown.append((element.id, proof))
    conflicts, conflict_proof = _conflicts(requirement, table)
    status = status_of(elements, conflicts)
    evidence = _with_contrary_first(quoter.evidence(conflict_proof, _MOST_EVIDENCE, pillar), quoter.evidence(shown, _MOST_EVIDENCE, pillar))
    confidence = model.confidence(weakest_link(elements))
    return Finding(
        requirement=requirement.id,
        title=requirement.title,
        pillar=requirement.pillar,
        obligation=requirement.obligation,
        sources=requirement.sources,
        status=status,
        confidence=round(confidence, 4),
        needs_review=confidence < model.review_below or bool(conflicts),
        elements=tuple(elements),
        conflicts=tuple(conflicts),
        evidence=evidence,
        explanation=_explanation(status, elements, conflicts, evidence),
        statement=requirement.statement,
        why=requirement.why,
        quantities=stated_quantities(requirement, evidence, code),
    )


def _with_contrary_first(contrary: tuple[Evidence, ...], other: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """Evidence of conflicts, then that of elements; a provision that shows both stands once, with the elements of both."""
    shown = {(e.law, e.eid): e for e in other}
    first = []
    for piece in contrary:
        same = shown.pop((piece.law, piece.eid), None)
        first.append(piece if same is None else replace(piece, elements=tuple(dict.fromkeys((*piece.elements, *same.elements)))))
    return (*first, *shown.values())


def _judge_element(requirement: Requirement, element: Element, table: SignalTable, coverage: float, model: FittedModel) -> tuple[ElementFinding, list[Match]]:
    key = f"{requirement.id}.{element.id}"
    probability = model.probability(features(signal_features(table, requirement, element, coverage), model.base_rate(key)))
    proof = list(table[key].matches)
    present = probability >= model.threshold and bool(proof)
    return ElementFinding(element.id, element.statement, element.essential, present, round(probability, 4)), proof


def weakest_link(elements: Sequence[ElementFinding]) -> float:
    """How certain the status is, 0..1: that of the element whose other reading would change it most easily."""
    present = [e.confidence for e in elements]
    essential = [e.confidence for e in elements if e.essential]
    met = min(essential, default=0.0)
    some = max(present)
    status = status_of(elements, ())
    if status is Status.MET:
        return met
    return 1 - some if status is Status.MISSING else min(some, 1 - met)


def _conflicts(requirement: Requirement, table: SignalTable) -> tuple[list[ConflictFinding], list[tuple[str, list[Match]]]]:
    found, proof = [], []
    for rule in requirement.conflicts:
        matches = table[f"{requirement.id}.{rule.id}"].matches
        if matches and matches[0].score >= 0.6:
            found.append(ConflictFinding(rule.id, rule.statement, matches[0].score))
            proof.append((rule.id, list(matches)))
    return found, proof


def status_of(elements: Sequence[ElementFinding], conflicts: Sequence[ConflictFinding]) -> Status:
    """The status that elements and conflicts imply."""
    if any(c.decisive for c in conflicts):
        return Status.CONFLICT
    if all(e.present for e in elements if e.essential):
        return Status.MET
    return Status.PARTIAL if any(e.present for e in elements) else Status.MISSING


def _explanation(
    status: Status,
    elements: Sequence[ElementFinding],
    conflicts: Sequence[ConflictFinding],
    evidence: Sequence[Evidence],
) -> str:
    absent = [e.statement for e in elements if not e.present and e.essential]
    where = ", ".join(dict.fromkeys(e.citation for e in evidence[:3]))
    if status is Status.CONFLICT:
        return f"The law appears to say the contrary ({where}): {'; '.join(c.statement for c in conflicts)}."
    if status is Status.MET:
        return f"Every essential element was found ({where})."
    if status is Status.PARTIAL:
        return f"Some elements were found ({where}); not found: {'; '.join(absent) or 'none of the essential ones'}."
    return f"No provision was found on: {'; '.join(absent) or '; '.join(e.statement for e in elements)}."
