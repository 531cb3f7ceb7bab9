"""Which section of the old text became which section of the new one, whatever its number."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from lawcheck.model import Assessment, ProvisionReference
from lawcheck.reporting.places import WITHOUT_RULES, units

# Two sections less alike than this, 0..1, are a removal and an addition rather than an amendment.
_ALIKE = 0.5
_HEADING_WEIGHT = 0.2
_SAME_NUMBER = 0.03
_NUMBER = re.compile(r"^\W*(?:(?:section|article|art\.?|sec\.?|s\.|§)\s*)?[\dA-Z]+(?:[-.]\d+)*[A-Z]?\b[.)\s–—-]*", re.IGNORECASE)


class Relation(StrEnum):
    """What became of a section."""

    SAME = "unchanged"
    MOVED = "renumbered"
    CHANGED = "amended"
    ADDED = "new"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its law's index and its own words."""

    law: int
    reference: ProvisionReference
    text: str

    @property
    def body(self) -> str:
        """The words without number and heading, blanks evened out, for comparison."""
        return _bare(self.text, self.reference.heading)


@dataclass(frozen=True, slots=True)
class Pair:
    """An old and a new section, one of which may be absent; ``likeness`` is 0..1."""

    relation: Relation
    old: Section | None
    new: Section | None
    likeness: float


def pair_provisions(old: Assessment, new: Assessment) -> tuple[Pair, ...]:
    """Pair the sections of two texts; the result follows the new text, removed sections stand where they stood."""
    before, after = _sections(old), _sections(new)
    partners = _identical(before, after)
    partners |= _similar(before, after, partners)
    reverse = {n: o for o, n in partners.items()}
    pairs: list[Pair] = []
    waiting = [o for o in range(len(before)) if o not in partners]
    for at, section in enumerate(after):
        origin = reverse.get(at)
        while origin is not None and waiting and waiting[0] < origin:
            pairs.append(Pair(Relation.REMOVED, before[waiting.pop(0)], None, 0.0))
        pairs.append(_pair(before[origin], section) if origin is not None else Pair(Relation.ADDED, None, section, 0.0))
    pairs += [Pair(Relation.REMOVED, before[o], None, 0.0) for o in waiting]
    return tuple(pairs)


def _sections(assessment: Assessment) -> list[Section]:
    return [Section(number, u, law.text[u.start : u.end]) for number, law in enumerate(assessment.laws) for u in units(law) if u.kind not in WITHOUT_RULES]


def _identical(before: list[Section], after: list[Section]) -> dict[int, int]:
    """Partners whose words are the same; of several, those that keep their number come first, then their order."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, section in enumerate(after):
        places[section.body].append(at)
    partners: dict[int, int] = {}
    for at, section in enumerate(before):
        candidates = places.get(section.body, [])
        if candidates:
            best = next((c for c in candidates if after[c].reference.number == section.reference.number), candidates[0])
            candidates.remove(best)
            partners[at] = best
    return partners


def _similar(before: list[Section], after: list[Section], known: dict[int, int]) -> dict[int, int]:
    """Partners among the rest: most alike first, each section once."""
    from rapidfuzz import fuzz, process

    left = [i for i in range(len(before)) if i not in known]
    right = [i for i in range(len(after)) if i not in set(known.values())]
    if not left or not right:
        return {}
    bodies = process.cdist([before[i].body for i in left], [after[i].body for i in right], scorer=fuzz.ratio)
    headings = process.cdist([before[i].reference.heading.lower() for i in left], [after[i].reference.heading.lower() for i in right], scorer=fuzz.ratio)
    scored = []
    for row, o in enumerate(left):
        for column, n in enumerate(right):
            named = bool(before[o].reference.heading and after[n].reference.heading)
            weight = _HEADING_WEIGHT if named else 0.0
            score = ((1 - weight) * float(bodies[row][column]) + weight * float(headings[row][column])) / 100
            score += _SAME_NUMBER * (before[o].reference.number == after[n].reference.number)
            if score >= _ALIKE:
                scored.append((-score, o, n))
    partners: dict[int, int] = {}
    used: set[int] = set()
    for _, o, n in sorted(scored):
        if o not in partners and n not in used:
            partners[o] = n
            used.add(n)
    return partners


def _pair(old: Section, new: Section) -> Pair:
    from rapidfuzz import fuzz

    if old.body == new.body and old.reference.heading == new.reference.heading:
        same_place = old.reference.citation == new.reference.citation
        return Pair(Relation.SAME if same_place else Relation.MOVED, old, new, 1.0)
    return Pair(Relation.CHANGED, old, new, fuzz.ratio(old.body, new.body) / 100)


def _bare(text: str, heading: str) -> str:
    words = " ".join(text.split())
    words = _NUMBER.sub("", words, count=1)
    heading = " ".join(heading.split())
    return words[len(heading) :].lstrip(" .–—-:") if heading and words.startswith(heading) else words
