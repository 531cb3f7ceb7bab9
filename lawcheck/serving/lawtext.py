"""The text of a law as the page shows it: sections with their headings, cut where evidence begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lawcheck.model import Finding, LawReference, ProvisionReference
from lawcheck.reporting.document import is_rtl
from lawcheck.reporting.places import DIVISIONS

_WITHOUT_RULES = frozenset({"toc"})


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that starts at offset ``start``; ``requirements`` quote it, ``strong`` where its words matched."""

    start: int
    text: str
    requirements: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One entry of the outline with its own text."""

    anchor: str
    label: str
    level: int
    rtl: bool
    pieces: tuple[Piece, ...]


def anchor(law: int, eid: str) -> str:
    """The id of a section in the page."""
    return f"law{law}-{eid}"


def sections(number: int, law: LawReference, findings: Sequence[Finding]) -> list[Section]:
    """The sections of a law in text order; together their pieces are the law's text."""
    marks = [(e.start, e.end, f.requirement) for f in findings for e in f.evidence if e.law == number]
    strong = [h for f in findings for e in f.evidence if e.law == number for h in e.highlights]
    made, at = [], 0
    for index, part in enumerate(law.outline):
        following = law.outline[index + 1].start if index + 1 < len(law.outline) else len(law.text)
        start, end = max(at, part.start), max(at, min(part.end, following) if part.kind not in DIVISIONS else following)
        end = following if index + 1 == len(law.outline) or following >= end else end
        label = " ".join(w for w in (part.citation or part.number, part.heading) if w) or part.kind
        inside = [m for m in marks if m[0] < end and m[1] > start]
        pieces = _pieces(law.text, start, end, inside, [s for s in strong if s[0] < end and s[1] > start])
        made.append(Section(anchor(number, part.eid), label, _level(part), is_rtl(law.text[start:end]), pieces))
        at = end
    return made


def _level(part: ProvisionReference) -> int:
    return 1 if part.kind in DIVISIONS else 2


def _pieces(text: str, start: int, end: int, marks: Sequence[tuple[int, int, str]], strong: Sequence[tuple[int, int]]) -> tuple[Piece, ...]:
    bounds = {start, end}
    for span in (*((a, b) for a, b, _ in marks), *strong):
        bounds |= {min(max(offset, start), end) for offset in span}
    cuts = sorted(bounds)
    pieces = []
    for first, last in pairwise(cuts):
        names = dict.fromkeys(name for a, b, name in marks if a <= first and last <= b)
        pieces.append(Piece(first, text[first:last], " ".join(names), any(a <= first and last <= b for a, b in strong)))
    return tuple(pieces)
