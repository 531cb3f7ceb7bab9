"""Cut text into words and give each its lemma and stem."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import simplemma
import snowballstemmer
import spacy
from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

_STEMMERS = {
    "en": "english",
    "fr": "french",
    "es": "spanish",
    "pt": "portuguese",
    "ru": "russian",
    "ar": "arabic",
    "de": "german",
}
# Articles carry no meaning for matching and would make every phrase twice as long.
_SKIPPED = {"en": frozenset({"a", "an", "the"})}
# The tokenizer keeps "minor(s" and "and/or" together.
_PART = re.compile(r"\w+(?:['’]\w+)*")
_SENTENCE_END = frozenset(".?!")
# A gap operator of ordinary width must not reach over the end of a sentence.
_SENTENCE_GAP = 8


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists over the words of a text, punctuation and articles left out.

    ``starts``/``ends`` are character offsets, ``places`` word positions that leap at sentence ends.
    """

    starts: list[int]
    ends: list[int]
    lowers: list[str]
    lemmas: list[str]
    stems: list[str]
    places: list[int]


def supported_languages() -> tuple[str, ...]:
    """Languages whose words can be cut, lemmatised and stemmed."""
    return tuple(_STEMMERS)


class Language:
    """Tokenizer, lemmatiser and stemmer of one language."""

    def __init__(self, code: str) -> None:
        """Set up the language with that ISO 639-1 code."""
        self.code = code
        # Matching compares bare strings: a vocabulary without lexical attributes takes new words five times as fast.
        self.vocab = Vocab()
        self._tokenizer: Tokenizer = spacy.blank(code).tokenizer
        self._stemmer = snowballstemmer.stemmer(_STEMMERS[code])
        self._skipped = _SKIPPED.get(code, frozenset())
        self._lemma = lru_cache(maxsize=100_000)(self._find_lemma)
        self._stem = lru_cache(maxsize=100_000)(self._find_stem)

    def words(self, text: str) -> Words:
        """Cut ``text`` into words."""
        starts: list[int] = []
        ends: list[int] = []
        lowers: list[str] = []
        places: list[int] = []
        place = 0
        for token in self._tokenizer(text):
            if token.text in _SENTENCE_END:
                place += _SENTENCE_GAP
                continue
            for part in _PART.finditer(token.text):
                word = part.group().lower().replace("’", "'")
                if word in self._skipped:
                    continue
                starts.append(token.idx + part.start())
                ends.append(token.idx + part.end())
                lowers.append(word)
                places.append(place)
                place += 1
        return Words(starts, ends, lowers, [self._lemma(w) for w in lowers], [self._stem(w) for w in lowers], places)

    def forms(self, words: Iterable[str], form: str) -> list[str]:
        """The lemmas, stems or lower-case forms (``form``: "lemma", "stem", "lower") of words, cut as in a text."""
        parts = [p.group().lower().replace("’", "'") for word in words for p in _PART.finditer(word)]
        kept = [part for part in parts if part not in self._skipped]
        return kept if form == "lower" else [self._lemma(w) if form == "lemma" else self._stem(w) for w in kept]

    def _find_lemma(self, word: str) -> str:
        lemma: str = simplemma.lemmatize(word, lang=self.code)
        return lemma.lower()

    def _find_stem(self, word: str) -> str:
        stem: str = self._stemmer.stemWord(word)
        return stem


@lru_cache(maxsize=8)
def language(code: str) -> Language:
    """Return the shared ``Language`` for a code (loading word lists takes a moment)."""
    return Language(code)
