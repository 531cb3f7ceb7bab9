"""Compare a segmentation with the true tree: numbered provisions by path and place, and characters by provision."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lawcheck.model import Kind, Provision

_GROUPS = frozenset([Kind.BOOK, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.DIVISION, Kind.SUBDIVISION, Kind.CROSSHEADING])
_OUTSIDE = frozenset([Kind.PREFACE, Kind.PREAMBLE, Kind.CONTENTS, Kind.CONCLUSIONS, Kind.QUOTED])
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_TAIL = re.compile(r"(?<=\d)(?:er|[ºª°o])$")
_MARKS = re.compile(r"[\s.§\-‑–—()\[\]“”\"„«»*]+")
# "Article 37 (ex Article 38)": the number before the treaty was renumbered.
_FORMER = re.compile(r"\sex\s\S+$")
TOLERANCE = 3

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A numbered provision: its path of numbers, where its number stands, and whether it is a section or an article."""

    path: Path
    start: int
    section: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts that add up over files: right, found and true provisions at section level and at all levels; characters."""

    section_right: int = 0
    section_found: int = 0
    section_true: int = 0
    right: int = 0
    found: int = 0
    true: int = 0
    characters_right: int = 0
    characters: int = 0

    def __add__(self, other: Tally) -> Tally:
        """The counts of both."""
        return Tally(*(getattr(self, f) + getattr(other, f) for f in self.__slots__))

    @property
    def section_f1(self) -> float:
        """F1 of sections or articles."""
        return _f1(self.section_right, self.section_found, self.section_true)

    @property
    def f1(self) -> float:
        """F1 of provisions at all numbered levels."""
        return _f1(self.right, self.found, self.true)

    @property
    def character_share(self) -> float:
        """Share of characters in the right deepest provision."""
        return self.characters_right / self.characters if self.characters else 1.0


def _f1(right: int, found: int, true: int) -> float:
    return 2 * right / (found + true) if found + true else 1.0


def plain_number(number: str) -> str:
    """A number without its marks: "1º" is "1", "127¹" is "127.1"."""
    raised = _RAISED_RUN.sub(lambda found: " " + found.group().translate(_RAISED), number.strip())
    return _FORMER.sub("", _MARKS.sub(" ", _TAIL.sub("", raised)).strip().casefold())


def places(roots: Iterable[Provision], text: str, moved: Callable[[int], int]) -> list[Place]:
    """All numbered provisions of a tree, in text order; starts are moved into the text that was segmented."""
    found: list[Place] = []
    for root in roots:
        _collect(root, (), False, text, moved, found)
    return found


def _collect(p: Provision, path: Path, inside: bool, text: str, moved: Callable[[int], int], found: list[Place]) -> None:
    if p.kind in _OUTSIDE:
        return
    number = plain_number(p.number)
    group = p.kind in _GROUPS
    if p.kind is Kind.SCHEDULE:
        path = ("schedule", number)
        found.append(Place(path, moved(p.start), False))
        inside = False
    elif group:
        if number and not inside:
            found.append(Place((*path, "group", number), moved(_number_at(p, text)), False))
    elif number:
        path = (*path, number)
        found.append(Place(path, moved(_number_at(p, text)), not inside))
        inside = True
    for child in p.children:
        _collect(child, path, inside, text, moved, found)


def _number_at(p: Provision, text: str) -> int:
    head = text[p.start : p.body_start]
    # A marginal note may stand above the number.
    since = len(p.heading) if p.heading and head.lstrip('[“" ').startswith(p.heading[:12]) else 0
    at = head.find(p.number, since)
    return p.start + (at if at >= 0 else 0)


def spans(roots: Iterable[Provision], moved: Callable[[int], int]) -> list[tuple[int, Path]]:
    """The numbered provision that each run of text belongs to: (start of the run, path), in text order."""
    runs: list[tuple[int, Path]] = []

    def visit(p: Provision, path: Path) -> None:
        if p.kind is Kind.SCHEDULE:
            path = ("schedule", plain_number(p.number))
        elif p.number and p.kind not in _GROUPS and p.kind not in _OUTSIDE:
            path = (*path, plain_number(p.number))
        runs.append((moved(p.start), path))
        if p.kind is Kind.QUOTED:
            return
        for child in p.children:
            visit(child, path)
            if child.kind is Kind.QUOTED:
                runs.append((moved(child.end), path))

    for root in roots:
        visit(root, ())
    runs.sort(key=lambda r: r[0])
    return runs


def compare(true: list[Place], found: list[Place]) -> Tally:
    """Count provisions whose path and start are right; each true one is matched once."""
    by_path: dict[Path, list[Place]] = {}
    for place in true:
        by_path.setdefault(place.path, []).append(place)
    right = section_right = 0
    for place in found:
        candidates = by_path.get(place.path, [])
        hit = next((c for c in candidates if abs(c.start - place.start) <= TOLERANCE), None)
        if hit is not None:
            candidates.remove(hit)
            right += 1
            section_right += hit.section
    sections = Counter(p.section for p in true)[True]
    found_sections = Counter(p.section for p in found)[True]
    return Tally(section_right, found_sections, sections, right, len(found), len(true))


def characters(true: list[tuple[int, Path]], found: list[tuple[int, Path]], length: int) -> tuple[int, int]:
    """Characters in the right deepest provision, and characters that belong to any."""
    cuts = sorted({0, length, *(s for s, _ in true), *(s for s, _ in found)})
    right = total = 0
    i = j = -1
    for start, end in itertools.pairwise(cuts):
        while i + 1 < len(true) and true[i + 1][0] <= start:
            i += 1
        while j + 1 < len(found) and found[j + 1][0] <= start:
            j += 1
        wanted = true[i][1] if i >= 0 else ()
        if wanted:
            total += end - start
            right += (end - start) * (wanted == (found[j][1] if j >= 0 else ()))
    return right, total
