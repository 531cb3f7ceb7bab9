"""What the segmentation doubts: gaps and repeats in the numbering, headings that the contents do not list."""

from __future__ import annotations

import itertools
import re

from lawcheck.model import Doubt, Kind, Provision
from lawcheck.segmenting.ordinals import Key, letter_readings, number_key, step

_SECTIONS = frozenset([Kind.SECTION, Kind.ARTICLE, Kind.RULE])
_ENTRY = re.compile(r"^\W*(?:[^\W\d_]{1,10}\.?\s+)?(?P<number>\d+[A-Z]{0,2})[.\s]+(?P<words>[^\d\n]{4,120}?)[\s.…]*\d*$", re.MULTILINE)
_WORDS = re.compile(r"\w+")
_LIMIT = 200


def doubts_of(text: str, provisions: tuple[Provision, ...]) -> tuple[Doubt, ...]:
    """Gaps and repeats in every sequence of numbers, in text order; at most two hundred."""
    found: list[Doubt] = []
    sections = [p for root in provisions for p in _sections(root)]
    found.extend(_sequence(sections))
    for root in provisions:
        for provision in root.walk():
            if provision.kind is not Kind.CONTENTS:
                below = [c for c in provision.children if c.number and c.kind not in _SECTIONS and _key(c.number)]
                found.extend(_sequence(below))
    found.extend(_headings_not_listed(text, provisions, sections))
    return tuple(sorted(found, key=lambda d: d.start)[:_LIMIT])


def _sections(root: Provision) -> list[Provision]:
    if root.kind in _SECTIONS:
        return [root]
    return [s for child in root.children for s in _sections(child)] if root.kind is not Kind.SCHEDULE else []


def _key(number: str, letters: bool = True) -> Key:
    if number[:1].isdigit():
        return number_key(number)
    head = number.split(".")[0].split("-")[0]
    readings = letter_readings(head) if head.isalpha() and len(head) < 9 else ()
    wanted = [k for s, k in readings if (s in ("a", "A", "а", "أ", "α")) == letters]
    return (wanted or [k for _, k in readings] or [()])[0]


def _sequence(provisions: list[Provision]) -> list[Doubt]:
    by_letters = _walk(provisions, True)
    by_romans = _walk(provisions, False)
    return min(by_letters, by_romans, key=len)


def _walk(provisions: list[Provision], letters: bool) -> list[Doubt]:
    found: list[Doubt] = []
    for before, after in itertools.pairwise(provisions):
        a, b = _key(before.number, letters), _key(after.number, letters)
        if not a or not b or before.kind is not after.kind:
            continue
        if a == b:
            found.append(Doubt(after.eid, f"number {after.number} comes twice", after.start))
        elif step(a, b) >= 6 and b[0] > 1:
            found.append(Doubt(after.eid, f"numbering goes back from {before.number} to {after.number}", after.start))
        elif b[0] - a[0] > 1:
            found.append(Doubt(after.eid, f"numbering jumps from {before.number} to {after.number}", after.start))
    return found


def _headings_not_listed(text: str, provisions: tuple[Provision, ...], sections: list[Provision]) -> list[Doubt]:
    """Sections whose heading differs from the one in the arrangement of sections, and entries without a section."""
    contents = next((p for p in provisions if p.kind is Kind.CONTENTS), None)
    if contents is None:
        return []
    entries = {m["number"]: _plain(m["words"]) for m in _ENTRY.finditer(text[contents.start : contents.end])}
    numbers = {s.number for s in sections}
    found = [Doubt(contents.eid, f"the contents list {n}, which was not found", contents.start) for n in entries if n not in numbers]
    for section in sections:
        listed = entries.get(section.number)
        if listed and section.heading and not (_plain(section.heading)[:20] == listed[:20] or listed in _plain(section.heading)):
            found.append(Doubt(section.eid, f"the contents give section {section.number} another heading", section.start))
    return found


def _plain(words: str) -> str:
    return " ".join(_WORDS.findall(words.lower()))
