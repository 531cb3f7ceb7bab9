"""Lexical similarity: TF-IDF cosine on lemmas, and fuzzy likeness of headings (for noisy text)."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from lawcheck.language import Language
from lawcheck.matching.units import LawWords

_STOP = frozenset(
    [
        "of",
        "to",
        "and",
        "or",
        "in",
        "for",
        "by",
        "be",
        "is",
        "are",
        "was",
        "on",
        "at",
        "as",
        "it",
        "its",
        "that",
        "this",
        "which",
        "who",
        "any",
        "such",
        "other",
        "not",
        "with",
        "from",
        "his",
        "he",
        "shall",
        "may",
        "under",
        "person",
        "where",
        "if",
        "have",
        "has",
        "no",
        "s",
        "their",
        "they",
        "them",
        "one",
    ]
)


class SimilarityIndex:
    """TF-IDF vectors of a law's units."""

    def __init__(self, prepared: LawWords) -> None:
        """Weigh the stems of every unit by how rare they are in this law."""
        stems = prepared.words.stems
        bags = [Counter(s for a, b in (*u.headings, *u.ranges) for s in stems[a:b] if s not in _STOP) for u in prepared.units]
        frequency = Counter(stem for bag in bags for stem in bag)
        total = len(bags) or 1
        self._idf = {stem: math.log(1 + total / count) for stem, count in frequency.items()}
        self._rare = math.log(1 + total)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for index, bag in enumerate(bags):
            weights = {stem: (1 + math.log(count)) * self._idf[stem] for stem, count in bag.items()}
            norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
            for stem, weight in weights.items():
                self._postings[stem].append((index, weight / norm))

    def query(self, stems: Iterable[str]) -> dict[int, float]:
        """Cosine of the query with each unit that shares a word with it."""
        bag = Counter(s for s in stems if s not in _STOP)
        weights = {s: (1 + math.log(n)) * self._idf.get(s, self._rare) for s, n in bag.items()}
        norm = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        scores: dict[int, float] = defaultdict(float)
        for stem, weight in weights.items():
            for index, value in self._postings.get(stem, ()):
                scores[index] += value * weight / norm
        return scores


@lru_cache(maxsize=2048)
def heading_likeness(title: str, headings: tuple[str, ...]) -> float:
    """How like the title the best heading is, 0..1, order and noise of words aside."""
    return max((fuzz.token_set_ratio(title.lower(), h.lower()) / 100 for h in headings if len(h) > 3), default=0.0)


def stems_of(text: str, language: Language) -> tuple[str, ...]:
    """The stems of a text."""
    return tuple(language.words(text).stems)
