"""The unit of matching: a provision read in its context, as a reader of the law would read it.

A unit strings together the lead-ins above a provision, its own text, and the flush text that closes the list it
belongs to. Sections are units as a whole as well, for lists spread over paragraphs.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from lawcheck.language import Language
from lawcheck.language.words import Words
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
    """

    law: Law
    words: Words
    provisions: tuple[Provision, ...]
    parents: tuple[int, ...]
    sections: tuple[int, ...]
    own: tuple[tuple[int, int], ...]
    heads: tuple[tuple[int, int], ...]
    units: tuple[Unit, ...]


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
        effective.append(effect)
        for child in provision.children:
            visit(child, index, section, effect)

    for root in law.provisions:
        visit(root, -1, -1, True)
    own = [_word_range(words, p.body_start, p.children[0].start if p.children else p.end) for p in provisions]
    heads = [_word_range(words, p.start, p.body_start) for p in provisions]
    partial = LawWords(law, words, tuple(provisions), tuple(parents), tuple(sections), tuple(own), tuple(heads), ())
    units = _units(partial, effective)
    return LawWords(law, words, partial.provisions, partial.parents, partial.sections, partial.own, partial.heads, units)


def _word_range(words: Words, start: int, end: int) -> tuple[int, int]:
    return bisect_left(words.starts, start), bisect_left(words.starts, end)


def _units(prepared: LawWords, effective: list[bool]) -> tuple[Unit, ...]:
    closing = _closing_text(prepared)
    units: list[Unit] = []
    members: dict[int, list[int]] = {}
    for index in range(len(prepared.provisions)):
        if not effective[index]:
            continue
        members.setdefault(prepared.sections[index], []).append(index)
        first, last = prepared.own[index]
        if first < last:
            units.append(_unit_in_context(prepared, index, closing))
    for section, indices in members.items():
        if len(indices) > 1:
            ranges = tuple(prepared.own[i] for i in indices)
            units.append(Unit(section, section, ranges, _headings(prepared, section), True))
        else:
            own = prepared.own[section]
            units.append(Unit(section, section, (own,), _headings(prepared, section), True))
    return tuple(units)


def _closing_text(prepared: LawWords) -> dict[int, list[int]]:
    """Flush text after a list, by parent."""
    closing: dict[int, list[int]] = {}
    for index, provision in enumerate(prepared.provisions):
        if provision.kind is Kind.WRAPUP:
            closing.setdefault(prepared.parents[index], []).append(index)
    return closing


def _unit_in_context(prepared: LawWords, index: int, closing: dict[int, list[int]]) -> Unit:
    section = prepared.sections[index]
    chain = [index]
    while chain[-1] != section and prepared.parents[chain[-1]] >= 0:
        chain.append(prepared.parents[chain[-1]])
    ranges = [prepared.own[i] for i in reversed(chain)]
    for parent in chain[1:]:
        ranges.extend(prepared.own[c] for c in closing.get(parent, ()) if c > index)
    return Unit(index, section, tuple(r for r in ranges if r[0] < r[1]), _headings(prepared, index))


def _headings(prepared: LawWords, index: int) -> tuple[tuple[int, int], ...]:
    ranges = []
    while index >= 0:
        if prepared.provisions[index].heading:
            ranges.append(prepared.heads[index])
        index = prepared.parents[index]
    return tuple(reversed(ranges))
