"""Put catalogues together: one that extends another, or several that are assessed at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from lawcheck.catalogue.types import Catalogue, Requirement
from lawcheck.model import CatalogueReference

_T = TypeVar("_T")
_Terms = dict[str, dict[str, tuple[str, ...]]]


def overridden(base: Iterable[Requirement], own: Iterable[Requirement]) -> tuple[Requirement, ...]:
    """Requirements by id, later ones in the place of earlier ones; deprecated ones are no longer asked."""
    found = {r.id: r for r in base}
    found.update({r.id: r for r in own})
    return tuple(r for r in found.values() if r.status != "deprecated")


def joined(catalogues: list[Catalogue]) -> Catalogue:
    """Several catalogues as one; what they share (by id) is kept once, as the first has it."""
    if len(catalogues) == 1:
        return catalogues[0]
    return Catalogue(
        reference=joined_reference([c.reference for c in catalogues]),
        crime=", ".join(unique(c.crime for c in catalogues)),
        requirements=first([c.requirements for c in catalogues]),
        terms=joined_terms([c.terms for c in catalogues]),
        topic=joined_topics([c.topic for c in catalogues]),
        instruments=unique(i for c in catalogues for i in c.instruments),
        crosswalk=unique(e for c in catalogues for e in c.crosswalk),
        left_out=unique(e for c in catalogues for e in c.left_out),
    )


def joined_reference(references: Sequence[CatalogueReference]) -> CatalogueReference:
    """One reference for several catalogues that are assessed at once."""
    return CatalogueReference(
        id="+".join(r.id for r in references),
        version="+".join(r.version for r in references),
        sha256=digest_of([r.sha256 for r in references]),
        title="; ".join(r.title for r in references),
        instruments=unique(i for r in references for i in r.instruments),
    )


def first(groups: Iterable[Iterable[Requirement]]) -> tuple[Requirement, ...]:
    """Requirements by id, the first where several share one."""
    found: dict[str, Requirement] = {}
    for group in groups:
        for requirement in group:
            found.setdefault(requirement.id, requirement)
    return tuple(found.values())


def joined_terms(groups: Iterable[Mapping[str, Mapping[str, tuple[str, ...]]]]) -> _Terms:
    """Term sets by language; phrases given to a name of a base are added to it."""
    joined: _Terms = {}
    for group in groups:
        for language, sets in group.items():
            held = joined.setdefault(language, {})
            for name, phrases in sets.items():
                held[name] = unique([*held.get(name, ()), *phrases])
    return joined


def joined_topics(groups: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Topics by language, any of which is enough."""
    joined: dict[str, list[str]] = {}
    for group in groups:
        for language, pattern in group.items():
            joined.setdefault(language, []).append(pattern)
    return {language: p[0] if len(set(p)) == 1 else f"({' | '.join(dict.fromkeys(p))})" for language, p in joined.items()}


def unique(items: Iterable[_T]) -> tuple[_T, ...]:
    """The items without repeats, in order."""
    return tuple(dict.fromkeys(items))


def digest_of(parts: Sequence[str]) -> str:
    """One hash over several."""
    return parts[0] if len(parts) == 1 else hashlib.sha256("\n".join(parts).encode()).hexdigest()
