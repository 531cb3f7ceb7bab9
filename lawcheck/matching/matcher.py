"""From laws to observations: which provisions speak to which element, by patterns and by similarity."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from lawcheck.catalogue.types import Catalogue, PatternRule, QuantityTest
from lawcheck.language.words import Language, language
from lawcheck.matching.engine import Hit, LawHits, PhraseIndex
from lawcheck.matching.patterns import Node, PatternReader, Together
from lawcheck.matching.quantities import find_quantities
from lawcheck.matching.similarity import SimilarityIndex, heading_likeness, stems_of
from lawcheck.matching.units import LawWords, prepare
from lawcheck.model import Kind, Law, Match, Provision, Quantity, Role

STRONG, WEAK, IMPLIED = 1.0, 0.5, 0.8
_BEST_SIMILAR = 3
_DEFINED_AS = "-defined-as"
_QUOTED = re.compile(r"\W{0,3}[\"“‘'«]\s*([^\"”’'»]{2,60}?)\s*[\"”’'»]")
# A law is about the catalogue's subject where this share of its sections names it, and devoted to it from _DEVOTED on.
_ABOUT, _DEVOTED = 0.05, 0.3
# What a match is worth in a section that does not name the subject, in a law that hardly does and in a devoted one.
_OFF_TOPIC, _WELL_OFF_TOPIC = 0.4, 0.9


@dataclass(frozen=True, slots=True)
class Signals:
    """All that was observed about one element or conflict in all laws of an assessment.

    ``similarity`` is the best cosine with any unit, ``heading`` the best likeness of a heading to the title.
    """

    requirement: str
    element: str
    matches: tuple[Match, ...]
    similar: tuple[Match, ...]
    similarity: float
    heading: float
    topic: float


@dataclass(frozen=True, slots=True)
class _CompiledRule:
    rule: PatternRule
    match: Node | None
    heading: Node | None
    unless: Node | None
    section: Node | None
    unless_section: Node | None
    unless_heading: Node | None
    law: Node | None


@dataclass(frozen=True, slots=True)
class _Target:
    requirement: str
    element: str
    conflict: bool
    title: str
    statement: str
    rules: tuple[_CompiledRule, ...]
    stems: tuple[str, ...]


class Matcher:
    """A catalogue compiled for one language."""

    def __init__(self, catalogue: Catalogue, code: str) -> None:
        """Compile every pattern of the catalogue in that language.

        Raises:
            CatalogueError: a pattern is malformed.
        """
        self.language: Language = language(code)
        self._code = code
        self._patterns = PatternReader(catalogue.terms.get(code, {}))
        self._index = PhraseIndex(self.language)
        self._topic = self._compile(catalogue.topic.get(code, "")) if catalogue.topic.get(code) else None
        self._definitions = self._compile_definitions(catalogue.terms.get(code, {}))
        self._targets = tuple(self._compile_targets(catalogue))

    def _compile(self, text: str) -> Node | None:
        if not text:
            return None
        node = self._patterns.parse(text)
        self._index.add(node)
        return node

    def _compile_definitions(self, terms: Mapping[str, tuple[str, ...]]) -> dict[str, Node]:
        """A term set "victim-defined-as" says how laws define a victim, under whatever name."""
        named = {name.removesuffix(_DEFINED_AS): f"@{name}" for name in terms if name.endswith(_DEFINED_AS)}
        return {word: node for word, pattern in named.items() if (node := self._compile(pattern)) is not None}

    def _compile_rule(self, rule: PatternRule) -> _CompiledRule:
        return _CompiledRule(
            rule=rule,
            match=self._compile(rule.match),
            heading=self._compile(rule.heading),
            unless=self._compile(rule.unless),
            section=self._compile(rule.section),
            unless_section=self._compile(rule.unless_section),
            unless_heading=self._compile(rule.unless_heading),
            law=self._compile(rule.law),
        )

    def _compile_targets(self, catalogue: Catalogue) -> Iterable[_Target]:
        for requirement in catalogue.requirements:
            parts = [(e, False) for e in requirement.elements] + [(c, True) for c in requirement.conflicts]
            for part, conflict in parts:
                rules = tuple(self._compile_rule(r) for r in part.patterns.get(self._code, ()))
                examples = " ".join(e.text for e in part.examples if e.holds)
                stems = stems_of(f"{requirement.title} {part.statement} {part.statement} {examples}", self.language)
                yield _Target(requirement.id, part.id, conflict, requirement.title, part.statement, rules, stems)

    def match(self, laws: Sequence[Law]) -> dict[str, Signals]:
        """Observe every element and conflict in the laws of this language; keys are ``requirement.element``."""
        views = [_LawView(index, prepare(law, self.language), self) for index, law in enumerate(laws) if law.language == self._code]
        on_topic_only = not any(view.about_topic for view in views)
        signals = {f"{t.requirement}.{t.element}": _signals(t, views, on_topic_only) for t in self._targets}
        for target in self._targets:
            for rule in target.rules:
                if rule.rule.implied_by:
                    _imply(signals, target, rule, views)
        return signals


class _LawView:
    """One law as the matcher sees it."""

    def __init__(self, number: int, prepared: LawWords, matcher: Matcher) -> None:
        self.number = number
        self.code = matcher.language.code
        self.prepared = prepared
        self.hits: LawHits = matcher._index.find(prepared)
        for word, definition in matcher._definitions.items():
            matcher._index.read_as(self.hits, word, self._defined_as(definition))
        self.similarity = SimilarityIndex(prepared)
        self.headings = tuple(p.heading for p in prepared.provisions if p.heading)
        self.headed = False
        self._quantities: dict[int, tuple[Quantity, ...]] = {}
        self.topic_sections = self._topic_sections(matcher._topic)
        self.topic_share = self._share()

    def _topic_sections(self, topic: Node | None) -> frozenset[int]:
        units = self.prepared.units
        if topic is None:
            return frozenset(u.section for u in units)
        inside = {units[i].section for i in self.hits.search(topic, whole_sections=True)}
        headed = {u.section for u in units if self.hits.in_headings(topic, u.headings)}
        self.headed = bool(headed)
        return frozenset(inside | headed)

    def _defined_as(self, definition: Node) -> set[str]:
        """Terms that the law defines as what ``definition`` describes."""
        provisions, units = self.prepared.provisions, self.prepared.units
        found = [provisions[units[i].provision] for i in self.hits.search(definition, whole_sections=False)]
        return {term for p in found if p.role is Role.DEFINITION and (term := _defined_term(p))}

    @property
    def about_topic(self) -> bool:
        """Whether the law treats of the catalogue's subject: a section is headed by it, or enough of them speak of it."""
        return self.headed or self.topic_share >= _ABOUT

    @property
    def weight_off_topic(self) -> float:
        """What a match in a section that does not name the subject is worth, 0..1."""
        return _OFF_TOPIC + (_WELL_OFF_TOPIC - _OFF_TOPIC) * min(1.0, self.topic_share / _DEVOTED)

    def _share(self) -> float:
        sections = {u.section for u in self.prepared.units}
        return len(self.topic_sections) / len(sections) if sections else 0.0

    def quantities(self, unit: int) -> tuple[Quantity, ...]:
        """The quantities stated in a unit."""
        if unit not in self._quantities:
            words, law = self.prepared.words, self.prepared.law
            ranges = self.prepared.units[unit].ranges
            spans = [(words.starts[a], words.ends[b - 1]) for a, b in ranges if b > a]
            text = " ".join(law.text[a:b] for a, b in spans)
            self._quantities[unit] = find_quantities(text, code=self.code)
        return self._quantities[unit]


def _defined_term(provision: Provision) -> str:
    """What a definition defines: its heading, or the quoted words that it begins with."""
    if provision.kind is Kind.DEFINITION:
        return provision.heading
    quoted = _QUOTED.match(provision.text)
    return quoted[1] if quoted else ""


def _signals(target: _Target, views: Sequence[_LawView], on_topic_only: bool) -> Signals:
    matches: list[Match] = []
    similar: list[Match] = []
    best, heading, topic = 0.0, 0.0, 0.0
    for view in views:
        scores = view.similarity.query(target.stems)
        for rule in target.rules:
            if rule.match is not None:
                matches.extend(_rule_matches(target, rule, view, scores, on_topic_only))
        ranked = nsmallest(_BEST_SIMILAR, scores.items(), key=lambda s: (-s[1], s[0]))
        similar.extend(_similar(target, view, unit, score) for unit, score in ranked)
        best = max([best, *(score for _, score in ranked)])
        heading = max(heading, heading_likeness(target.title, view.headings))
        topic = max(topic, view.topic_share)
    similar.sort(key=lambda m: (-m.score, m.law, m.eid))
    matches.sort(key=lambda m: (-m.score, m.law, m.spans))
    return Signals(target.requirement, target.element, tuple(matches), tuple(similar), best, heading, topic)


def _similar(target: _Target, view: _LawView, unit: int, score: float) -> Match:
    provision = view.prepared.provisions[view.prepared.units[unit].provision]
    span = ((provision.start, provision.end),)
    return Match(target.requirement, target.element, view.number, provision.eid, score, span, "similarity", "wording")


def _rule_matches(target: _Target, rule: _CompiledRule, view: _LawView, scores: Mapping[int, float], on_topic_only: bool) -> list[Match]:
    assert rule.match is not None
    if rule.law is not None and not view.hits.anywhere(rule.law):
        return []
    found = []
    for unit, hits in view.hits.search(rule.match, rule.rule.within == "section").items():
        relevant = not on_topic_only or view.prepared.units[unit].section in view.topic_sections
        if relevant and _allowed(rule, view, unit):
            found.append(_match(target, rule, view, unit, hits, scores.get(unit, 0.0)))
    return found


def _allowed(rule: _CompiledRule, view: _LawView, unit: int) -> bool:
    prepared, hits = view.prepared, view.hits
    headings = prepared.units[unit].headings
    section = prepared.section_unit[prepared.units[unit].section]
    if prepared.units[unit].section in prepared.declaratory and not rule.rule.declaratory:
        return False
    if rule.rule.role and prepared.provisions[prepared.units[unit].provision].role not in rule.rule.role:
        return False
    if rule.heading is not None and not hits.in_headings(rule.heading, headings):
        return False
    if rule.section is not None and not _in_section(rule.section, hits, section, headings):
        return False
    if rule.unless is not None and hits.in_unit(rule.unless, unit):
        return False
    if rule.unless_section is not None and hits.in_unit(rule.unless_section, section):
        return False
    if rule.unless_heading is not None and hits.in_headings(rule.unless_heading, headings):
        return False
    return rule.rule.quantity is None or any(_fits(q, rule.rule.quantity) for q in view.quantities(unit))


def _in_section(node: Node, hits: LawHits, section: int, headings: tuple[tuple[int, int], ...]) -> bool:
    """Whether a condition holds of a section read with its headings; its parts may lie in either."""
    if not isinstance(node, Together):
        return bool(hits.in_unit(node, section)) or hits.in_headings(node, headings)
    return all(_in_section(p, hits, section, headings) for p in node.present) and not any(_in_section(a, hits, section, headings) for a in node.absent)


def _fits(quantity: Quantity, test: QuantityTest) -> bool:
    if quantity.measure != test.measure or (test.alternative and not quantity.alternative):
        return False
    if test.at_least is None and test.at_most is None and test.equals is None:
        return True
    if quantity.life:
        return test.at_most is None and test.equals is None
    value = quantity.maximum if quantity.maximum is not None else quantity.minimum
    if value is None:
        return False
    low = test.at_least is None or value >= test.at_least
    high = test.at_most is None or value <= test.at_most
    return low and high and (test.equals is None or value == test.equals)


def _match(target: _Target, rule: _CompiledRule, view: _LawView, unit: int, hits: list[Hit], affinity: float) -> Match:
    prepared = view.prepared
    provision = prepared.provisions[_deepest(prepared, unit, hits)]
    words = sorted({w for hit in hits[:5] for w in hit[2]})
    spans = _merge([(prepared.words.starts[w], prepared.words.ends[w]) for w in words], prepared.law.text)
    on_topic = prepared.units[unit].section in view.topic_sections
    score = (WEAK if rule.rule.weak else STRONG) * (1.0 if on_topic else view.weight_off_topic)
    return Match(
        target.requirement,
        target.element,
        view.number,
        provision.eid,
        score,
        spans,
        "pattern",
        rule.rule.match,
        round(affinity, 4),
        round(heading_likeness(f"{target.title} {target.statement}", (prepared.provisions[prepared.units[unit].section].heading,)), 4),
    )


def _deepest(prepared: LawWords, unit: int, hits: list[Hit]) -> int:
    """The provision that carries the match: the smallest that holds all its words, else the unit's own."""
    words = {w for w in hits[0][2]}
    index = prepared.units[unit].provision
    if not prepared.units[unit].whole_section:
        return index
    inside = [
        i for i, (first, last) in enumerate(prepared.own) if prepared.sections[i] == prepared.units[unit].section and all(first <= w < last for w in words)
    ]
    return inside[0] if inside else index


def _merge(spans: list[tuple[int, int]], text: str) -> tuple[tuple[int, int], ...]:
    """Join spans that only blanks or punctuation separate."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and not any(c.isalnum() for c in text[merged[-1][1] : start]):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def _imply(signals: dict[str, Signals], target: _Target, rule: _CompiledRule, views: Sequence[_LawView]) -> None:
    if rule.unless is not None and any(v.hits.anywhere(rule.unless) for v in views):
        return
    key = f"{target.requirement}.{target.element}"
    held = signals[key]
    for source in rule.rule.implied_by:
        best = next((m for m in signals[source].matches if m.score >= WEAK), None) if source in signals else None
        if best is not None:
            why = f"follows from {source}"
            match = Match(
                target.requirement,
                target.element,
                best.law,
                best.eid,
                IMPLIED * best.score,
                best.spans,
                "implied",
                why,
            )
            signals[key] = Signals(
                held.requirement,
                held.element,
                (*held.matches, match),
                held.similar,
                held.similarity,
                held.heading,
                held.topic,
            )


def merge_signals(tables: Sequence[Mapping[str, Signals]]) -> dict[str, Signals]:
    """Join what was observed in laws of several languages."""
    merged = dict(tables[0])
    for table in tables[1:]:
        for key, more in table.items():
            held = merged[key]
            merged[key] = Signals(
                held.requirement,
                held.element,
                _strongest(held.matches + more.matches),
                _strongest(held.similar + more.similar),
                max(held.similarity, more.similarity),
                max(held.heading, more.heading),
                max(held.topic, more.topic),
            )
    return merged


def _strongest(matches: Iterable[Match]) -> tuple[Match, ...]:
    return tuple(sorted(matches, key=lambda m: (-m.score, m.law, m.spans)))


SignalTable = Mapping[str, Signals]
