"""Run the examples and near misses of a catalogue against its patterns.

Each example is read as the only section of a small law on the catalogue's subject. The element (or conflict) must be
found there, or must not. A hint (``weak: true``) is enough to find an example, and never fails a near miss: alone it only
calls for review. A known miss is a strict expected failure: once it passes, it is reported until it is taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lawcheck.catalogue.types import Catalogue, ConflictRule, Element, Example, Requirement
from lawcheck.errors import CatalogueError
from lawcheck.matching import Matcher
from lawcheck.model import Kind, Law, Match, Provision
from lawcheck.segmenting.roles import role_of

# What the judge needs to see in a match before it counts a conflict; a hint scores below, an implied element above.
_COUNTS = 0.6


@dataclass(frozen=True, slots=True)
class Hit:
    """A pattern that matched, and the words of the example that it matched."""

    pattern: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """How one example fared; ``problem`` is empty where it did as it should."""

    requirement: str
    part: str
    example: Example
    hits: tuple[Hit, ...]
    problem: str


def run_examples(catalogue: Catalogue, only: Sequence[str] = ()) -> tuple[ExampleResult, ...]:
    """Run all examples, or those of the requirements and elements that ``only`` names.

    ``only`` takes ids ("crime.attempt", "crime.attempt.attempt") and the start of ids ("crime").

    Raises:
        CatalogueError: a pattern is malformed, or ``only`` names nothing in the catalogue.
    """
    _check_names(catalogue, only)
    results: list[ExampleResult] = []
    for requirement in catalogue.requirements:
        parts = [p for p in requirement.parts if p.examples and _wanted(f"{requirement.id}.{p.id}", only)]
        for language in sorted({e.language for p in parts for e in p.examples}):
            results.extend(_run(catalogue, requirement, parts, language))
    return tuple(results)


def _wanted(key: str, only: Sequence[str]) -> bool:
    return not only or any(f"{key}.".startswith(f"{name.rstrip('.')}.") for name in only)


def _check_names(catalogue: Catalogue, only: Sequence[str]) -> None:
    keys = [f"{r.id}.{p.id}" for r in catalogue.requirements for p in r.parts]
    for name in only:
        if not any(_wanted(key, [name]) for key in keys):
            raise CatalogueError(f"{name}: no such requirement or element. See lawcheck catalogue list.")


def _run(catalogue: Catalogue, requirement: Requirement, parts: Iterable[Element | ConflictRule], language: str) -> Iterator[ExampleResult]:
    matcher = Matcher(_only(catalogue, requirement), language)
    for part in parts:
        for example in part.examples:
            if example.language == language:
                law = small_law(example)
                matches = matcher.match([law])[f"{requirement.id}.{part.id}"].matches
                yield _result(requirement.id, part.id, example, law, matches)


def _only(catalogue: Catalogue, requirement: Requirement) -> Catalogue:
    """The catalogue cut down to one requirement and those that imply it; every text is on its subject."""
    sources = {s.rsplit(".", 1)[0] for p in requirement.parts for rules in p.patterns.values() for r in rules for s in r.implied_by}
    kept = tuple(r for r in catalogue.requirements if r is requirement or r.id in sources)
    return replace(catalogue, requirements=kept, topic={})


def small_law(example: Example) -> Law:
    """A law whose only section is the example."""
    start = f"1. {example.heading}\n" if example.heading else "1. "
    text = start + example.text
    role = role_of(Kind.SECTION, example.heading, example.text)
    section = Provision("sec_1", Kind.SECTION, "1", example.heading, "s. 1", example.text, 0, len(start), len(text), None, role)
    return Law("", text, (section,), language=example.language)


def _result(requirement: str, part: str, example: Example, law: Law, matches: Sequence[Match]) -> ExampleResult:
    counted = matches if example.holds else [m for m in matches if m.score >= _COUNTS]
    hits = tuple(Hit(m.why, tuple(law.text[a:b] for a, b in m.spans)) for m in counted)
    return ExampleResult(requirement, part, example, hits, _problem(example, bool(hits)))


def _problem(example: Example, found: bool) -> str:
    right = found == example.holds
    if example.known_miss:
        return "known miss that is now right: take out known_miss" if right else ""
    if right:
        return ""
    return "not found, though it holds" if example.holds else "found, though it does not hold"
