"""A matcher for text that is being edited: what an unchanged stretch of text showed last time is not looked for again.

The result is the same as without memory. What is kept belongs to stretches of text (lines, units), never to places
in the law, so that inserting a section does not disturb what is known of the others. Only what the last run used is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import Any, Generic, TypeVar

from spacy.tokens import Doc

from lawcheck.catalogue.types import Catalogue
from lawcheck.language import Language
from lawcheck.language.words import Words
from lawcheck.matching.engine import Hit, LawHits, PhraseIndex, Ranges, phrases
from lawcheck.matching.matcher import Matcher, Signals
from lawcheck.matching.patterns import Choice, Node, Phrase, Sequence
from lawcheck.matching.units import LawWords
from lawcheck.model import Law

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
# A pattern by identity (the catalogue keeps it alive), and whether sections are searched as a whole.
Question = tuple[int, bool]
_NOWHERE: set[int] = set()


class Memory(Generic[K, V]):
    """What was used since the last turn, and what was used in the turn before."""

    def __init__(self) -> None:
        """Start empty."""
        self._used: dict[K, V] = {}
        self._before: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """What is known of ``key``; it is kept for another turn."""
        held = self._used.get(key)
        if held is None:
            held = self._before.get(key)
            if held is not None:
                self._used[key] = held
        return held

    def keep(self, key: K, value: V) -> V:
        """Remember a value and return it."""
        self._used[key] = value
        return value

    def turn(self) -> None:
        """Forget what was not used since the last turn."""
        self._before, self._used = self._used, {}


class RememberingMatcher(Matcher):
    """A matcher that is fast where most of the text was matched before. Not for several threads at once."""

    def __init__(self, catalogue: Catalogue, code: str) -> None:
        """Compile the catalogue for a language.

        Raises:
            CatalogueError: a pattern is malformed.
        """
        super().__init__(catalogue, code)
        searched = {(id(r.match), r.rule.within == "section"): r.match for t in self._targets for r in t.rules if r.match is not None}
        if self._topic is not None:
            searched[id(self._topic), True] = self._topic
        self._remembering = _RememberingIndex(self._index, self.language, searched)
        self._index = self._remembering
        self.language = _RememberingLanguage(self.language)

    def match(self, laws: Any) -> dict[str, Signals]:
        """Observe as ``Matcher.match`` does."""
        found = super().match(laws)
        self._remembering.turn()
        if isinstance(self.language, _RememberingLanguage):
            self.language.lines.turn()
        return found


class _RememberingLanguage(Language):
    """Cuts a text line by line; no word reaches over the end of a line."""

    def __init__(self, base: Language) -> None:
        self.__dict__.update(base.__dict__)
        self._base = base
        self.lines: Memory[str, Words] = Memory()

    def words(self, text: str) -> Words:
        made = Words([], [], [], [], [], [])
        start, place = 0, 0
        for line in text.splitlines(keepends=True):
            held = self.lines.get(line)
            if held is None:
                # The marker shows how far places leap after the last word.
                held = self.lines.keep(line, self._base.words(f"{line} x"))
            made.starts.extend([at + start for at in held.starts[:-1]])
            made.ends.extend([at + start for at in held.ends[:-1]])
            made.lowers.extend(held.lowers[:-1])
            made.lemmas.extend(held.lemmas[:-1])
            made.stems.extend(held.stems[:-1])
            made.places.extend([at + place for at in held.places[:-1]])
            place += held.places[-1]
            start += len(line)
        return made


class _RememberingIndex(PhraseIndex):
    """Finds phrases provision by provision, and remembers hits of patterns by the text that they were found in."""

    def __init__(self, base: PhraseIndex, language: Language, searched: Mapping[Question, Node]) -> None:
        self._language = language
        self._ids = base._ids
        self._matchers = base._matchers
        self.searched = searched
        self.numbers: dict[int, int] = {}
        # Which questions a phrase can matter to.
        self.concerned: dict[int, list[Question]] = defaultdict(list)
        for question, node in searched.items():
            for phrase in set(phrases(node)):
                self.concerned[self._ids[phrase]].append(question)
        self._phrases: Memory[tuple[str, ...], list[tuple[int, int, int]]] = Memory()
        self.hits: Memory[tuple[int, str], tuple[Hit, ...]] = Memory()
        self.headed: Memory[tuple[int, str], bool] = Memory()
        self.profiles: Memory[str, dict[Question, tuple[Hit, ...]]] = Memory()

    def turn(self) -> None:
        self._phrases.turn()
        self.hits.turn()
        self.headed.turn()
        self.profiles.turn()

    def find(self, prepared: LawWords) -> LawHits:
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        words = prepared.words
        # Matches never reach over the bounds of a provision's heading or own text.
        for first, last in sorted({r for r in (*prepared.own, *prepared.heads) if r[0] < r[1]}):
            key = tuple(words.lowers[first:last])
            held = self._phrases.get(key)
            if held is None:
                held = self._phrases.keep(key, self._stretch(words, first, last))
            for phrase, start, end in held:
                found[phrase].append((start + first, end + first))
        for hits in found.values():
            hits.sort()
        return _RememberingHits(prepared, self, dict(found))

    def read_as(self, law: LawHits, lemma: str, defined: Iterable[str]) -> None:
        terms = sorted(defined)
        super().read_as(law, lemma, terms)
        if terms and isinstance(law, _RememberingHits):
            law.names += f"{lemma}={terms}\x02"

    def _stretch(self, words: Words, first: int, last: int) -> list[tuple[int, int, int]]:
        vocab = self._language.vocab
        forms = {"lemma": words.lemmas, "stem": words.stems, "lower": words.lowers}
        return [
            (int(vocab.strings[match]), start, end)
            for form, matcher in self._matchers.items()
            if len(matcher)
            for match, start, end in matcher(Doc(vocab, words=forms[form][first:last]))
        ]


class _RememberingHits(LawHits):
    """Answers from memory where the same words were asked the same before.

    A unit's profile is its hits on every pattern of the catalogue; only units whose words are new are searched.
    """

    def __init__(self, prepared: LawWords, index: _RememberingIndex, found: dict[int, list[tuple[int, int]]]) -> None:
        super().__init__(prepared, index._ids, found)
        self._index = index
        # The law's own names for what the catalogue speaks of: they decide what its words mean.
        self.names = ""
        # Keyed by id: phrases live as long as the catalogue, ranges as long as the law.
        self._texts: dict[int, str] = {}
        self._words: dict[int, list[int]] = {}
        self._owners: dict[int, set[int]] = {}
        self._answers: dict[Question, dict[int, tuple[Hit, ...]]] | None = None

    def forget(self) -> None:
        super().forget()
        self._owners.clear()
        self._answers = None

    def search(self, node: Node, whole_sections: bool) -> dict[int, list[Hit]]:
        question = (id(node), whole_sections)
        if question not in self._index.searched:
            return super().search(node, whole_sections)
        if self._answers is None:
            self._answers = self._profiled()
        units = self.prepared.units
        return {unit: self._here(hits, units[unit].ranges) for unit, hits in sorted(self._answers.get(question, {}).items())}

    def in_unit(self, node: Node, unit: int) -> list[Hit]:
        ranges = self.prepared.units[unit].ranges
        key = (id(node), self._key(ranges))
        held = self._index.hits.get(key)
        if held is None:
            hits = self._in_ranges(node, ranges)
            self._index.hits.keep(key, _counted(hits, ranges) if hits else ())
            return hits
        return self._here(held, ranges) if held else []

    def in_headings(self, node: Node, ranges: Ranges) -> bool:
        key = (id(node), self._key(ranges))
        held = self._index.headed.get(key)
        return self._index.headed.keep(key, bool(self._in_ranges(node, ranges))) if held is None else held

    def _profiled(self) -> dict[Question, dict[int, tuple[Hit, ...]]]:
        """All hits of the catalogue's patterns, by question and unit."""
        index, units = self._index, self.prepared.units
        answers: dict[Question, dict[int, tuple[Hit, ...]]] = defaultdict(dict)
        keys = [self._unit_key(n) for n in range(len(units))]
        known = [index.profiles.get(key) for key in keys]
        fresh = frozenset(n for n, profile in enumerate(known) if profile is None)
        made: dict[int, dict[Question, tuple[Hit, ...]]] = {n: {} for n in fresh}
        for question in self._questions(fresh) if fresh else ():
            node, whole = index.searched[question], question[1]
            near = self.possible(node) & fresh
            for unit in near & (self.prepared.whole if whole else self.touched(node)) if near else ():
                if hits := self._in_ranges(node, units[unit].ranges):
                    made[unit][question] = _counted(hits, units[unit].ranges)
        for limited in (self._owners, self._possible, self._touched):
            limited.clear()
        for unit, key in enumerate(keys):
            profile = known[unit]
            if profile is None:
                profile = index.profiles.keep(key, made[unit])
            for question, held in profile.items():
                answers[question][unit] = held
        return answers

    def _questions(self, fresh: frozenset[int]) -> list[Question]:
        """The questions that the words of the fresh units can answer; what stands elsewhere is set aside meanwhile."""
        read = {p for p, readers in self.prepared.units_with.items() if readers & fresh}
        owner = self.prepared.owner
        found = {phrase: {owner[start] for start, _ in places if owner[start] in read} for phrase, places in self.found.items()}
        for limited in (self._possible, self._touched):
            limited.clear()
        self._owners = {number: found.get(number, _NOWHERE) for number in self.ids.values()}
        present = [phrase for phrase, owners in found.items() if owners]
        return list(dict.fromkeys(q for phrase in present for q in self._index.concerned[phrase]))

    def _unit_key(self, number: int) -> str:
        unit = self.prepared.units[number]
        first, last = self.prepared.own[unit.provision]
        words = self.prepared.words
        own = "" if unit.whole_section or first >= last else self.prepared.law.text[words.starts[first] : words.ends[last - 1]]
        return f"{unit.whole_section}\x01{own}\x01{self._key(unit.ranges)}"

    def _find_possible(self, node: Node) -> frozenset[int]:
        if isinstance(node, Phrase | Choice):
            return super()._find_possible(node)
        units: frozenset[int] | None = None
        for part in node.items if isinstance(node, Sequence) else node.present:
            if not (isinstance(part, Choice) and part.optional):
                held = self.possible(part)
                units = held if units is None else units & held
                if not units:
                    # Most patterns fail at their first part; the base looks at all parts to start with the rarest.
                    return units
        return super()._find_possible(node) if units is None else units

    def _provisions(self, phrase: Phrase) -> set[int]:
        number = self._index.numbers.get(id(phrase))
        if number is None:
            number = self._index.numbers[id(phrase)] = self.ids.get(phrase, -1)
        owners = self._owners.get(number)
        if owners is None:
            owner = self.prepared.owner
            owners = self._owners[number] = {owner[start] for start, _ in self.found.get(number, ())}
        return owners

    def _here(self, hits: tuple[Hit, ...], ranges: Ranges) -> list[Hit]:
        """Hits whose words are counted within the ranges, as hits in the law."""
        words = self._words.get(id(ranges))
        if words is None:
            words = self._words[id(ranges)] = [w for first, last in ranges for w in range(first, last)]
        return [(h[0], h[1], tuple(map(words.__getitem__, h[2]))) for h in hits]

    def _key(self, ranges: Ranges) -> str:
        text = self._texts.get(id(ranges))
        if text is None:
            words, law = self.prepared.words, self.prepared.law.text
            text = "\x00".join(law[words.starts[a] : words.ends[b - 1]] for a, b in ranges if a < b)
            self._texts[id(ranges)] = text
        return f"{self.names}{text}" if self.names else text


def _counted(hits: list[Hit], ranges: Ranges) -> tuple[Hit, ...]:
    """Hits in a law, their words counted from 0 within the ranges."""
    number = {word: n for n, word in enumerate(w for first, last in ranges for w in range(first, last))}
    return tuple((h[0], h[1], tuple(number[w] for w in h[2])) for h in hits)


__all__ = ["Law", "Memory", "RememberingMatcher"]
