"""The unit of matching: a provision read in its context, as a reader of the law would read it.

A unit strings together the lead-ins above a provision, its own text, and the flush text that closes the list it
belongs to. Sections are units as a whole as well, for lists spread over paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from lawcheck.language import Language
from lawcheck.language.words import Words
from lawcheck.matching.effect import is_declaratory, is_treaty
from lawcheck.model import Kind, Law, Provision, Role

SECTION_LEVEL = frozenset({Kind.SECTION, Kind.ARTICLE, Kind.RULE})
_GROUPING = frozenset({Kind.BOOK, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.DIVISION, Kind.SUBDIVISION, Kind.CROSSHEADING})
_WITHOUT_EFFECT = frozenset({Kind.PREFACE, Kind.PREAMBLE, Kind.CONTENTS, Kind.CONCLUSIONS})


@dataclass(frozen=True, slots=True)
class Unit:
    """Stretches of words (index ranges into ``LawWords.words``) that are read as one."""

    provision: int
    section: int
    ranges: tuple[tuple[int, int], ...]
    headings: tuple[tuple[int, int], ...]
    whole_section: bool = False


@dataclass(frozen=True, slots=True)
class LawWords:
    """A law cut into words, with its provisions in text order and the units to match on.

    ``parents[i]`` is the index of provision i's parent (-1 for roots), ``sections[i]`` of its section or article
    (itself where it lies outside of one). ``own[i]``/``heads[i]`` are word ranges of own text and of the heading.
    ``owner[w]`` is the provision that word w belongs to, ``units_with[i]`` the units that read provision i's own
    text, ``unit_of`` maps a provision to its unit in context, ``section_unit`` a section to its unit as a whole;
    ``whole`` are all units of the latter kind. ``declaratory`` are the sections that only state aims.
    """

    law: Law
    words: Words
    provisions: tuple[Provision, ...]
    parents: tuple[int, ...]
    sections: tuple[int, ...]
    own: tuple[tuple[int, int], ...]
    heads: tuple[tuple[int, int], ...]
    units: tuple[Unit, ...]
    owner: tuple[int, ...]
    units_with: Mapping[int, frozenset[int]]
    unit_of: Mapping[int, int]
    section_unit: Mapping[int, int]
    whole: frozenset[int]
    declaratory: frozenset[int]


def prepare(law: Law, language: Language) -> LawWords:
    """Cut ``law`` into words and units."""
    words = language.words(law.text)
    provisions: list[Provision] = []
    parents: list[int] = []
    sections: list[int] = []
    effective: list[bool] = []

    def visit(provision: Provision, parent: int, section: int, effect: bool) -> None:
        index = len(provisions)
        provisions.append(provision)
        parents.append(parent)
        if provision.kind in SECTION_LEVEL or (section < 0 and provision.kind not in _GROUPING):
            section = index if section < 0 or provision.kind in SECTION_LEVEL else section
        sections.append(section if section >= 0 else index)
        effect = effect and provision.kind not in _WITHOUT_EFFECT and provision.role is not Role.REPEALED
        effect = effect and not (provision.kind is Kind.SCHEDULE and is_treaty(provision, law.text, language.code))
        effective.append(effect)
        for child in provision.children:
            visit(child, index, section, effect)

    for root in law.provisions:
        visit(root, -1, -1, True)
    own = [_word_range(words, p.body_start, p.children[0].start if p.children else p.end) for p in provisions]
    heads = [_word_range(words, p.start, p.body_start) for p in provisions]
    frame = _Frame(tuple(provisions), tuple(parents), tuple(sections), tuple(own), tuple(heads))
    units, read_by = _units(frame, effective)
    owner = [0] * len(words.starts)
    for index, (_, last) in enumerate(own):
        owner[heads[index][0] : last] = [index] * (last - heads[index][0])
    return LawWords(
        law=law,
        words=words,
        provisions=frame.provisions,
        parents=frame.parents,
        sections=frame.sections,
        own=frame.own,
        heads=frame.heads,
        units=units,
        owner=tuple(owner),
        units_with=defaultdict(frozenset, {i: frozenset(u) for i, u in read_by.items()}),
        unit_of={u.provision: n for n, u in enumerate(units) if not u.whole_section},
        section_unit={u.provision: n for n, u in enumerate(units) if u.whole_section},
        whole=frozenset(n for n, u in enumerate(units) if u.whole_section),
        declaratory=frozenset(i for i, p in enumerate(provisions) if is_declaratory(p, language.code)),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    provisions: tuple[Provision, ...]
    parents: tuple[int, ...]
    sections: tuple[int, ...]
    own: tuple[tuple[int, int], ...]
    heads: tuple[tuple[int, int], ...]


def _word_range(words: Words, start: int, end: int) -> tuple[int, int]:
    return bisect_left(words.starts, start), bisect_left(words.starts, end)


def _units(frame: _Frame, effective: list[bool]) -> tuple[tuple[Unit, ...], dict[int, list[int]]]:
    """The units, and for each provision the units that read its own text."""
    closing = _closing_text(frame)
    units: list[Unit] = []
    read_by: dict[int, list[int]] = defaultdict(list)
    members: dict[int, list[int]] = {}
    for index in range(len(frame.provisions)):
        if not effective[index]:
            continue
        members.setdefault(frame.sections[index], []).append(index)
        first, last = frame.own[index]
        if first < last:
            unit, readers = _unit_in_context(frame, index, closing)
            for provision in readers:
                read_by[provision].append(len(units))
            units.append(unit)
    for section, indices in members.items():
        for provision in indices:
            read_by[provision].append(len(units))
        units.append(Unit(section, section, tuple(frame.own[i] for i in indices), _headings(frame, section), True))
    return tuple(units), read_by


def _closing_text(frame: _Frame) -> dict[int, list[int]]:
    """Flush text after a list, by parent."""
    closing: dict[int, list[int]] = {}
    for index, provision in enumerate(frame.provisions):
        if provision.kind is Kind.WRAPUP:
            closing.setdefault(frame.parents[index], []).append(index)
    return closing


def _unit_in_context(frame: _Frame, index: int, closing: dict[int, list[int]]) -> tuple[Unit, list[int]]:
    section = frame.sections[index]
    chain = [index]
    while chain[-1] != section and frame.parents[chain[-1]] >= 0:
        chain.append(frame.parents[chain[-1]])
    read = chain[::-1]
    for parent in chain[1:]:
        read.extend(c for c in closing.get(parent, ()) if c > index)
    ranges = tuple(r for r in (frame.own[i] for i in read) if r[0] < r[1])
    return Unit(index, section, ranges, _headings(frame, index)), read


def _headings(frame: _Frame, index: int) -> tuple[tuple[int, int], ...]:
    ranges = []
    while index >= 0:
        if frame.provisions[index].heading:
            ranges.append(frame.heads[index])
        index = frame.parents[index]
    return tuple(reversed(ranges))
