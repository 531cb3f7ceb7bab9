"""Figures on a catalogue: how much is asked, by which patterns, with which examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from lawcheck.catalogue.types import Catalogue


@dataclass(frozen=True, slots=True)
class LanguageFigures:
    """What a catalogue has in one language; ``parts`` counts elements and conflicts with some pattern."""

    parts: int
    patterns: int
    hints: int
    terms: int
    examples: int
    near_misses: int
    known_misses: int


@dataclass(frozen=True, slots=True)
class CatalogueFigures:
    """Counts over a catalogue."""

    requirements: int
    elements: int
    essential: int
    conflicts: int
    by_pillar: Mapping[str, int]
    by_obligation: Mapping[str, int]
    by_status: Mapping[str, int]
    languages: Mapping[str, LanguageFigures]
    without_why: int
    without_drafting: int


def count(catalogue: Catalogue) -> CatalogueFigures:
    """Count what a catalogue holds."""
    requirements = catalogue.requirements
    parts = [p for r in requirements for p in r.parts]
    codes = sorted({code for p in parts for code in p.patterns} | {e.language for p in parts for e in p.examples})
    languages = {}
    for code in codes:
        rules = [r for p in parts for r in p.patterns.get(code, ())]
        examples = [e for p in parts for e in p.examples if e.language == code]
        languages[code] = LanguageFigures(
            parts=sum(bool(p.patterns.get(code)) for p in parts),
            patterns=len(rules),
            hints=sum(r.weak for r in rules),
            terms=len(catalogue.terms.get(code, {})),
            examples=sum(e.holds for e in examples),
            near_misses=sum(not e.holds for e in examples),
            known_misses=sum(bool(e.known_miss) for e in examples),
        )
    return CatalogueFigures(
        requirements=len(requirements),
        elements=sum(len(r.elements) for r in requirements),
        essential=sum(e.essential for r in requirements for e in r.elements),
        conflicts=sum(len(r.conflicts) for r in requirements),
        by_pillar=dict(Counter(r.pillar for r in requirements)),
        by_obligation=dict(Counter(r.obligation.value for r in requirements)),
        by_status=dict(Counter(r.status for r in requirements)),
        languages=languages,
        without_why=sum(not r.why for r in requirements),
        without_drafting=sum(not {"common", "civil"} <= r.drafting.keys() for r in requirements),
    )
