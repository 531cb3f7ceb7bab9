"""Find pattern trees in the units of a law.

Phrases are found once over the whole law by spaCy's PhraseMatcher (one matcher per form of word: lemma, stem,
lower case); sequences, gaps and conditions are then joined inside each unit, starting from the rarest part.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from lawcheck.language import Language
from lawcheck.matching.patterns import Choice, Node, Phrase, Sequence, Together
from lawcheck.matching.units import LawWords, Unit

# (first place, last place, the word indices matched)
Hit = tuple[int, int, tuple[int, ...]]
_MOST_HITS = 60


class PhraseIndex:
    """All phrases of a catalogue, compiled once per language."""

    def __init__(self, language: Language) -> None:
        """Start empty; phrases are added as patterns are compiled."""
        self._language = language
        self._ids: dict[Phrase, int] = {}
        self._matchers = {form: PhraseMatcher(language.vocab, attr="ORTH") for form in ("lemma", "stem", "lower")}

    def add(self, node: Node) -> None:
        """Register every phrase of a pattern tree."""
        for phrase in _phrases(node):
            if phrase not in self._ids:
                self._ids[phrase] = len(self._ids)
                words = self._language.words(" ".join(phrase.words))
                forms = {"lemma": words.lemmas, "stem": words.stems, "lower": words.lowers}[phrase.form]
                if forms:
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


def _phrases(node: Node) -> Iterable[Phrase]:
    if isinstance(node, Phrase):
        yield node
    elif isinstance(node, Choice):
        for option in node.options:
            yield from _phrases(option)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _phrases(item)
    else:
        for part in (*node.present, *node.absent):
            yield from _phrases(part)


@dataclass
class LawHits:
    """Where the phrases of a catalogue occur in one law; answers pattern questions about its units."""

    prepared: LawWords
    ids: dict[Phrase, int]
    found: dict[int, list[tuple[int, int]]]
    _cache: dict[tuple[int, int], list[Hit]] = field(default_factory=dict)
    _words: dict[int, list[int]] = field(default_factory=dict)

    def search(self, node: Node, units: Iterable[int]) -> dict[int, list[Hit]]:
        """Return the hits of ``node`` by unit index, for those of ``units`` that have any."""
        result = {}
        for index in units:
            hits = self.in_ranges(node, self.prepared.units[index].ranges)
            if hits:
                result[index] = hits
        return result

    def candidates(self, node: Node) -> set[int]:
        """Return word indices near which ``node`` can match: those of its rarest required phrase set."""
        key = id(node)
        if key not in self._words:
            self._words[key] = sorted(self._start_words(node))
        return set(self._words[key])

    def _start_words(self, node: Node) -> set[int]:
        if isinstance(node, Phrase):
            return {start for start, _ in self.found.get(self.ids.get(node, -1), ())}
        if isinstance(node, Choice):
            return set().union(*(self._start_words(o) for o in node.options))
        parts = node.items if isinstance(node, Sequence) else node.present
        required = [self._start_words(p) for p in parts if not (isinstance(p, Choice) and p.optional)]
        if not required:
            return set().union(*(self._start_words(p) for p in parts))
        return min(required, key=len)

    def in_ranges(self, node: Node, ranges: tuple[tuple[int, int], ...]) -> list[Hit]:
        """Hits of ``node`` inside a string of word ranges, in order of place."""
        if isinstance(node, Together):
            return self._together(node, ranges)
        if isinstance(node, Sequence):
            return self._sequence(node, ranges)
        if isinstance(node, Choice):
            return sorted({h for option in node.options for h in self.in_ranges(option, ranges)})
        return self._phrase(node, ranges)

    def _phrase(self, phrase: Phrase, ranges: tuple[tuple[int, int], ...]) -> list[Hit]:
        found = self.found.get(self.ids.get(phrase, -1))
        if not found:
            return []
        places = self.prepared.words.places
        hits: list[Hit] = []
        base = 0
        for first, last in ranges:
            at = bisect_left(found, (first, 0))
            while at < len(found) and found[at][0] < last:
                start, end = found[at]
                if end <= last:
                    offset = base - places[first]
                    hits.append((places[start] + offset, places[end - 1] + offset, tuple(range(start, end))))
                at += 1
            if last > first:
                base += places[last - 1] - places[first] + 1
        return hits

    def _sequence(self, node: Sequence, ranges: tuple[tuple[int, int], ...]) -> list[Hit]:
        found = [self.in_ranges(item, ranges) for item in node.items]
        optional = [isinstance(i, Choice) and i.optional for i in node.items]
        if any(not f and not o for f, o in zip(found, optional, strict=True)):
            return []
        partial: list[tuple[Hit | None, int]] = [(None, 0)]
        for index, hits in enumerate(found):
            gap = node.gaps[index - 1] if index else 0
            grown = [_joined(p, h) for p, slack in partial for h in hits if _follows(p, h, max(gap, slack))]
            kept = [(p, max(gap, slack)) for p, slack in partial] if optional[index] else []
            partial = [*dict.fromkeys((h, 0) for h in grown), *kept][:_MOST_HITS]
        return sorted({hit for hit, _ in partial if hit is not None})

    def _together(self, node: Together, ranges: tuple[tuple[int, int], ...]) -> list[Hit]:
        if any(self.in_ranges(a, ranges) for a in node.absent):
            return []
        found = [self.in_ranges(p, ranges) for p in node.present]
        if not all(found):
            return []
        firsts = [f[0] for f in found]
        matched = tuple(sorted({w for f in firsts for w in f[2]}))
        return [(min(f[0] for f in firsts), max(f[1] for f in firsts), matched)]


def _follows(before: Hit | None, after: Hit, gap: int) -> bool:
    return before is None or 0 < after[0] - before[1] <= gap + 1


def _joined(before: Hit | None, after: Hit) -> Hit:
    if before is None:
        return after
    return (before[0], after[1], before[2] + after[2])


def units_touching(units: tuple[Unit, ...], words: set[int]) -> list[int]:
    """Indices of units that contain any of the words."""
    ordered = sorted(words)
    return [i for i, unit in enumerate(units) if any(_any_between(ordered, first, last) for first, last in unit.ranges)]


def _any_between(ordered: list[int], first: int, last: int) -> bool:
    at = bisect_left(ordered, first)
    return at < len(ordered) and ordered[at] < last
