"""Find pattern trees in the units of a law.

Phrases are found once over the whole law by spaCy's PhraseMatcher (one matcher per form of word: lemma, stem,
lower case). Sets of units then say where a pattern can match at all; only there are its parts joined.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from lawcheck.language import Language
from lawcheck.matching.patterns import Choice, Node, Phrase, Sequence
from lawcheck.matching.units import LawWords

# (first place, last place, the word indices matched)
Hit = tuple[int, int, tuple[int, ...]]
Ranges = tuple[tuple[int, int], ...]
_MOST_HITS = 60
# Parts joined by & must stand this near to each other, in words.
NEAR = 150


class PhraseIndex:
    """All phrases of a catalogue, compiled once per language."""

    def __init__(self, language: Language) -> None:
        """Start empty; phrases are added as patterns are compiled."""
        self._language = language
        self._ids: dict[Phrase, int] = {}
        self._matchers = {form: PhraseMatcher(language.vocab, attr="ORTH") for form in ("lemma", "stem", "lower")}

    def add(self, node: Node) -> None:
        """Register every phrase of a pattern tree."""
        for phrase in phrases(node):
            if phrase not in self._ids:
                self._ids[phrase] = len(self._ids)
                if forms := self._language.forms(phrase.words, phrase.form):
                    self._matchers[phrase.form].add(str(self._ids[phrase]), [Doc(self._language.vocab, words=forms)])

    def find(self, prepared: LawWords) -> LawHits:
        """Find all phrases in a law."""
        words = prepared.words
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        forms = {"lemma": words.lemmas, "stem": words.stems, "lower": words.lowers}
        strings = self._language.vocab.strings
        for form, matcher in self._matchers.items():
            if not len(matcher):
                continue
            for match_id, start, end in matcher(Doc(self._language.vocab, words=forms[form])):
                found[int(strings[match_id])].append((start, end))
        for hits in found.values():
            hits.sort()
        return LawHits(prepared, self._ids, dict(found))

    def read_as(self, law: LawHits, lemma: str, defined: Iterable[str]) -> None:
        """Let every occurrence of the ``defined`` terms in a law count as one of the word ``lemma``."""
        phrase = self._ids.get(Phrase((lemma,), "lemma"))
        if phrase is None:
            return
        lemmas = law.prepared.words.lemmas
        hits = set(law.found.get(phrase, ()))
        for term in sorted(defined):
            wanted = self._language.words(term).lemmas
            size = len(wanted)
            starts = [i for i, word in enumerate(lemmas) if wanted and word == wanted[0] and lemmas[i : i + size] == wanted]
            hits |= {(start, start + size) for start in starts}
        law.found[phrase] = sorted(hits)
        law.forget()


def phrases(node: Node) -> Iterable[Phrase]:
    """All phrases of a pattern tree, those of conditions included."""
    if isinstance(node, Phrase):
        yield node
        return
    parts = node.options if isinstance(node, Choice) else node.items if isinstance(node, Sequence) else (*node.present, *node.absent)
    for part in parts:
        yield from phrases(part)


@dataclass
class LawHits:
    """Where the phrases of a catalogue occur in one law; answers pattern questions about its units."""

    prepared: LawWords
    ids: dict[Phrase, int]
    found: dict[int, list[tuple[int, int]]]
    # Caches are keyed by id: hashing a tree costs more than the answer, and the matcher keeps its trees alive.
    _possible: dict[int, frozenset[int]] = field(default_factory=dict)
    _touched: dict[int, frozenset[int]] = field(default_factory=dict)
    _spans: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    _hits: dict[tuple[int, int], list[Hit]] = field(default_factory=dict)
    _headed: dict[tuple[int, Ranges], bool] = field(default_factory=dict)

    def search(self, node: Node, whole_sections: bool) -> dict[int, list[Hit]]:
        """Return the hits of ``node`` by unit index, in sections as a whole or in provisions in their context."""
        near = self.possible(node) & self.prepared.whole if whole_sections else self.possible(node) & self.touched(node)
        result = {}
        for index in sorted(near):
            if hits := self.in_unit(node, index):
                result[index] = hits
        return result

    def anywhere(self, node: Node) -> bool:
        """Tell whether ``node`` matches in any section as a whole."""
        return any(self.in_unit(node, i) for i in sorted(self.possible(node) & self.prepared.whole))

    def forget(self) -> None:
        """Drop what was derived from ``found``, after a change of it."""
        for cache in (self._possible, self._touched, self._spans, self._hits, self._headed):
            cache.clear()

    def possible(self, node: Node) -> frozenset[int]:
        """Units that hold all required phrases of ``node``."""
        if id(node) not in self._possible:
            self._possible[id(node)] = self._find_possible(node)
        return self._possible[id(node)]

    def _find_possible(self, node: Node) -> frozenset[int]:
        if isinstance(node, Phrase):
            return frozenset().union(*(self.prepared.units_with[p] for p in self._provisions(node)))
        if isinstance(node, Choice):
            return frozenset().union(*(self.possible(o) for o in node.options))
        parts = node.items if isinstance(node, Sequence) else node.present
        required = [self.possible(p) for p in parts if not (isinstance(p, Choice) and p.optional)]
        if not required:
            return frozenset().union(*(self.possible(p) for p in parts))
        return frozenset.intersection(*sorted(required, key=len))

    def touched(self, node: Node) -> frozenset[int]:
        """Units of the provisions whose own text holds some phrase of ``node``.

        A match in the lead-ins alone is found in the unit of the lead-in itself.
        """
        if id(node) not in self._touched:
            own = self.prepared.unit_of
            if isinstance(node, Phrase):
                found = frozenset(own[p] for p in self._provisions(node) if p in own)
            else:
                parts = node.options if isinstance(node, Choice) else node.items if isinstance(node, Sequence) else node.present
                found = frozenset().union(*(self.touched(p) for p in parts))
            self._touched[id(node)] = found
        return self._touched[id(node)]

    def _spans_of(self, phrase: Phrase) -> list[tuple[int, int]]:
        """Word ranges (first, end) of a phrase in the law."""
        spans = self._spans.get(id(phrase))
        if spans is None:
            spans = self._spans[id(phrase)] = self.found.get(self.ids.get(phrase, -1), [])
        return spans

    def _provisions(self, phrase: Phrase) -> set[int]:
        owner = self.prepared.owner
        return {owner[start] for start, _ in self._spans_of(phrase)}

    def in_unit(self, node: Node, unit: int) -> list[Hit]:
        """Hits of ``node`` in a unit, in order of place."""
        if unit not in self.possible(node):
            return []
        key = (id(node), unit)
        hits = self._hits.get(key)
        if hits is None:
            hits = self._hits[key] = self._find(node, unit)
        return hits

    def _find(self, node: Node, unit: int) -> list[Hit]:
        if isinstance(node, Phrase):
            return self._phrase(node, self.prepared.units[unit].ranges)
        if isinstance(node, Sequence):
            return _sequence(node, [self.in_unit(item, unit) for item in node.items])
        if isinstance(node, Choice):
            return sorted({h for option in node.options for h in self.in_unit(option, unit)})
        if any(self.in_unit(a, unit) for a in node.absent):
            return []
        return _together([self.in_unit(part, unit) for part in node.present])

    def in_headings(self, node: Node, ranges: Ranges) -> bool:
        """Whether ``node`` matches in the headings that lie in these word ranges."""
        key = (id(node), ranges)
        if key not in self._headed:
            self._headed[key] = bool(self._in_ranges(node, ranges))
        return self._headed[key]

    def _in_ranges(self, node: Node, ranges: Ranges) -> list[Hit]:
        if isinstance(node, Phrase):
            return self._phrase(node, ranges)
        if isinstance(node, Sequence):
            return _sequence(node, [self._in_ranges(item, ranges) for item in node.items])
        if isinstance(node, Choice):
            return sorted({h for option in node.options for h in self._in_ranges(option, ranges)})
        if any(self._in_ranges(a, ranges) for a in node.absent):
            return []
        return _together([self._in_ranges(part, ranges) for part in node.present])

    def _phrase(self, phrase: Phrase, ranges: Ranges) -> list[Hit]:
        found = self._spans_of(phrase)
        if not found:
            return []
        places = self.prepared.words.places
        hits: list[Hit] = []
        base = 0
        for first, last in ranges:
            if last <= first:
                continue
            at = bisect_left(found, (first, 0))
            offset = base - places[first]
            while at < len(found) and found[at][0] < last:
                start, end = found[at]
                if end <= last:
                    hits.append((places[start] + offset, places[end - 1] + offset, tuple(range(start, end))))
                at += 1
            base += places[last - 1] - places[first] + 1
        return hits


def _sequence(node: Sequence, found: list[list[Hit]]) -> list[Hit]:
    """Join the hits of a sequence's items where the gaps allow."""
    optional = [isinstance(i, Choice) and i.optional for i in node.items]
    if any(not hits and not free for hits, free in zip(found, optional, strict=True)):
        return []
    partial: list[tuple[Hit | None, int]] = [(None, 0)]
    for index, hits in enumerate(found):
        gap = node.gaps[index - 1] if index else 0
        grown = [_joined(p, h) for p, slack in partial for h in hits if _follows(p, h, max(gap, slack))]
        kept = [(p, max(gap, slack)) for p, slack in partial] if optional[index] else []
        partial = [*dict.fromkeys((h, 0) for h in grown), *kept][:_MOST_HITS]
    return sorted({hit for hit, _ in partial if hit is not None})


def _together(found: list[list[Hit]]) -> list[Hit]:
    """The first place where hits of all parts stand near each other."""
    if not all(found):
        return []
    anchors, *others = sorted(found, key=len)
    for anchor in anchors:
        nearest = [min(hits, key=lambda h: _distance(anchor, h)) for hits in others]
        if all(_distance(anchor, h) <= NEAR for h in nearest):
            parts = (anchor, *nearest)
            matched = tuple(sorted({w for h in parts for w in h[2]}))
            return [(min(h[0] for h in parts), max(h[1] for h in parts), matched)]
    return []


def _distance(a: Hit, b: Hit) -> int:
    """Words between two hits; 0 where they touch or overlap."""
    return max(0, b[0] - a[1] - 1, a[0] - b[1] - 1)


def _follows(before: Hit | None, after: Hit, gap: int) -> bool:
    return before is None or 0 < after[0] - before[1] <= gap + 1


def _joined(before: Hit | None, after: Hit) -> Hit:
    if before is None:
        return after
    return (before[0], after[1], before[2] + after[2])
