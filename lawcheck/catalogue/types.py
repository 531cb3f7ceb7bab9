"""What a catalogue says, as typed data. Pattern texts are kept as written; matching compiles them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lawcheck.model import CatalogueReference, Obligation


@dataclass(frozen=True, slots=True)
class QuantityTest:
    """A bound on a quantity that the provision states (months, years of age, days, or a fine as an alternative)."""

    measure: str
    at_least: float | None = None
    at_most: float | None = None
    equals: float | None = None
    alternative: bool = False


@dataclass(frozen=True, slots=True)
class PatternRule:
    """One pattern with the conditions under which it counts; see docs/patterns.md."""

    match: str = ""
    within: str = "provision"
    heading: str = ""
    unless: str = ""
    section: str = ""
    unless_section: str = ""
    unless_heading: str = ""
    law: str = ""
    role: tuple[str, ...] = ()
    declaratory: bool = False
    weak: bool = False
    quantity: QuantityTest | None = None
    implied_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that must (or must not) show the element; ``known_miss`` is a strict expected failure."""

    text: str
    holds: bool
    known_miss: str = ""
    heading: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Element:
    """A part of a requirement that a reviewer ticks off."""

    id: str
    statement: str
    essential: bool
    patterns: Mapping[str, tuple[PatternRule, ...]] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class ConflictRule:
    """A rule which, where a law has it, contradicts the requirement."""

    id: str
    statement: str
    patterns: Mapping[str, tuple[PatternRule, ...]] = field(default_factory=dict)
    examples: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """What a version of the catalogue changed for the results of a requirement."""

    version: str
    change: str


@dataclass(frozen=True, slots=True)
class Requirement:
    """What the instruments ask of a law on one point."""

    id: str
    title: str
    pillar: str
    obligation: Obligation
    sources: tuple[str, ...]
    statement: str
    why: str
    elements: tuple[Element, ...]
    conflicts: tuple[ConflictRule, ...] = ()
    drafting: Mapping[str, str] = field(default_factory=dict)
    status: str = "stable"
    replaced_by: str = ""
    history: tuple[Change, ...] = ()

    @property
    def parts(self) -> tuple[Element | ConflictRule, ...]:
        """The elements, then the conflicts."""
        return (*self.elements, *self.conflicts)


@dataclass(frozen=True, slots=True)
class CrosswalkEntry:
    """How a requirement relates to a paragraph ("TIPP 3(a)"): equal, narrower, broader, overlaps."""

    requirement: str
    to: str
    relation: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A paragraph that no requirement covers, and why."""

    paragraph: str
    reason: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All requirements, the term sets of each language, and the subject (``topic``) they belong to."""

    reference: CatalogueReference
    crime: str
    requirements: tuple[Requirement, ...]
    terms: Mapping[str, Mapping[str, tuple[str, ...]]]
    topic: Mapping[str, str]
    instruments: tuple[str, ...] = ()
    crosswalk: tuple[CrosswalkEntry, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def requirement(self, requirement_id: str) -> Requirement:
        """Return the requirement with that id; KeyError where there is none."""
        for requirement in self.requirements:
            if requirement.id == requirement_id:
                return requirement
        raise KeyError(requirement_id)
