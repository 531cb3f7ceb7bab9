"""Which of the matching provisions a reader would cite first, by features whose weights are fitted on labelled laws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lawcheck.model import Match, Provision, Role

EVIDENCE_FEATURES = (
    "score",
    "affinity",
    "heading",
    "patterns_in_section",
    "elements_in_section",
    "elements_in_provision",
    "pillar_in_section",
    "definition",
    "offence",
    "later",
)
_Key = TypeVar("_Key")
# Place of a provision: law, eId.
Place = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Context:
    """What surrounds the matches of one requirement: counts by section and provision, as shares of their maximum (0..1)."""

    patterns: Mapping[tuple[str, Place], float]
    elements_in_section: Mapping[Place, float]
    elements_in_provision: Mapping[Place, float]
    pillar: Mapping[Place, float]


def context(shown: Sequence[tuple[str, Sequence[Match]]], sections: Sequence[Mapping[str, Provision]], pillar: Mapping[Place, float]) -> Context:
    """Count the matches of a requirement's elements (``shown``) by section and by provision."""
    patterns: dict[tuple[str, Place], set[str]] = defaultdict(set)
    in_section: dict[Place, set[str]] = defaultdict(set)
    in_provision: dict[Place, set[str]] = defaultdict(set)
    for element, matches in shown:
        for m in matches:
            section = section_place(m, sections)
            patterns[element, section].add(m.why)
            in_section[section].add(element)
            in_provision[m.law, m.eid].add(element)
    return Context(_shares(patterns), _shares(in_section), _shares(in_provision), pillar)


def section_place(match: Match, sections: Sequence[Mapping[str, Provision]]) -> Place:
    """The section or article of a match, or its provision where it lies outside of one."""
    section = sections[match.law].get(match.eid)
    return match.law, section.eid if section is not None else match.eid


def evidence_features(
    element: str, match: Match, provision: Provision, around: Context, sections: Sequence[Mapping[str, Provision]], length: int
) -> tuple[float, ...]:
    """The values of ``EVIDENCE_FEATURES`` for one match; ``length`` is that of the law in characters."""
    section = section_place(match, sections)
    return (
        match.score,
        match.affinity,
        match.heading_affinity,
        around.patterns.get((element, section), 0.0),
        around.elements_in_section.get(section, 0.0),
        around.elements_in_provision.get((match.law, match.eid), 0.0),
        around.pillar.get(section, 0.0),
        float(provision.role in (Role.DEFINITION, Role.INTERPRETATION)),
        float(provision.role in (Role.OFFENCE, Role.PENALTY)),
        provision.start / max(length, 1),
    )


def pillar_shares(groups: Mapping[str, Sequence[Match]], sections: Sequence[Mapping[str, Provision]]) -> dict[Place, float]:
    """How much of a pillar each section speaks to: the number of its requirements matched there, as a share of the most."""
    found: dict[Place, set[str]] = defaultdict(set)
    for requirement, matches in groups.items():
        for m in matches:
            found[section_place(m, sections)].add(requirement)
    return _shares(found)


def _shares(sets: Mapping[_Key, set[str]]) -> dict[_Key, float]:
    most = max((len(s) for s in sets.values()), default=1)
    return {key: len(s) / most for key, s in sets.items()}
