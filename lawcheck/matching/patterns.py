"""The pattern language of docs/patterns.md: from text to a small tree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lawcheck.errors import CatalogueError

DEFAULT_GAP = 12
_TOKEN = re.compile(
    r"""
    \s*(?:
      (?P<gap>\.\.\.\s*(?P<width>\d+)?)      # ... or ...30
    | (?P<open>\() | (?P<close>\)\??) | (?P<or>\|)
    | (?P<not>&\s*!) | (?P<and>&)
    | @(?P<term>[\w-]+)
    | "(?P<exact>[^"]+)"
    | (?P<word>[^\s()|&"]+)
    )""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Adjacent words compared by ``form``: "lemma", "stem" or "lower"."""

    words: tuple[str, ...]
    form: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of the options; or nothing, where optional."""

    options: tuple[Node, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Items in order; ``gaps[i]`` is how many words may stand between item i and item i + 1."""

    items: tuple[Node, ...]
    gaps: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """All of ``present`` and none of ``absent``, in any order."""

    present: tuple[Node, ...]
    absent: tuple[Node, ...] = ()


Node = Phrase | Choice | Sequence | Together


class PatternReader:
    """Parses patterns with one language's term sets; a term set is parsed once and shared."""

    def __init__(self, terms: Mapping[str, tuple[str, ...]]) -> None:
        """Take the term sets: name to phrases, each itself a pattern."""
        self._terms = terms
        self._read: dict[str, Choice] = {}
        self._reading: list[str] = []
        self._phrases: dict[Phrase, Phrase] = {}

    def parse(self, text: str) -> Node:
        """Parse one pattern.

        Raises:
            CatalogueError: the pattern is malformed or names an unknown term set.
        """
        return _Parser(text, self).parse()

    def shared(self, phrase: Phrase) -> Phrase:
        """The one object for equal phrases, so that what is known of a phrase is found out once."""
        return self._phrases.setdefault(phrase, phrase)

    def term(self, name: str, pattern: str) -> Choice:
        """The term set of that name, asked for by ``pattern``."""
        if name not in self._terms:
            raise CatalogueError(f"pattern {pattern!r}: there is no term set @{name}; add it to the terms file")
        if name in self._reading:
            raise CatalogueError(f"pattern {pattern!r}: the term set @{name} refers to itself")
        if name not in self._read:
            self._reading.append(name)
            self._read[name] = Choice(tuple(self.parse(phrase) for phrase in self._terms[name]))
            self._reading.pop()
        return self._read[name]


class _Parser:
    def __init__(self, text: str, reader: PatternReader) -> None:
        self.text = text
        self.reader = reader
        self.tokens = self._tokens()
        self.place = 0

    def _tokens(self) -> list[tuple[str, str]]:
        tokens: list[tuple[str, str]] = []
        place = 0
        text = self.text.rstrip()
        while place < len(text):
            found = _TOKEN.match(text, place)
            if found is None or found.end() == place:
                raise self._fault(f"cannot read {text[place:]!r}")
            kind = str(found.lastgroup if found.lastgroup != "width" else "gap")
            tokens.append((kind, (found["width"] or "") if kind == "gap" else found[kind]))
            place = found.end()
        return tokens

    def _fault(self, problem: str) -> CatalogueError:
        return CatalogueError(f"pattern {self.text!r}: {problem}")

    def _peek(self) -> str:
        return self.tokens[self.place][0] if self.place < len(self.tokens) else "end"

    def parse(self) -> Node:
        present = [self._sequence()]
        absent: list[Node] = []
        while self._peek() in ("and", "not"):
            kind = self._peek()
            self.place += 1
            (present if kind == "and" else absent).append(self._sequence())
        if self._peek() != "end":
            raise self._fault("an alternative or bracket stands where none can")
        if len(present) == 1 and not absent:
            return present[0]
        return Together(tuple(present), tuple(absent))

    def _sequence(self) -> Node:
        items: list[Node] = []
        gaps: list[int] = []
        gap: int | None = None
        while (kind := self._peek()) in ("word", "exact", "term", "open", "gap"):
            if kind == "gap":
                gap = int(self.tokens[self.place][1] or DEFAULT_GAP)
                self.place += 1
                continue
            item = self._item(kind)
            if items:
                gaps.append(gap or 0)
            items.append(item)
            gap = None
        if not items:
            raise self._fault("a part is empty")
        return items[0] if len(items) == 1 else Sequence(tuple(items), tuple(gaps))

    def _item(self, kind: str) -> Node:
        value = self.tokens[self.place][1]
        if kind == "word":
            return self._words()
        self.place += 1
        if kind == "exact":
            return self.reader.shared(Phrase(tuple(value.lower().split()), "lower"))
        if kind == "term":
            return self.reader.term(value, self.text)
        return self._group()

    def _words(self) -> Phrase:
        words: list[str] = []
        while self._peek() == "word":
            words.append(self.tokens[self.place][1])
            self.place += 1
        return self.reader.shared(_phrase(words))

    def _group(self) -> Choice:
        options = [self._sequence()]
        while self._peek() == "or":
            self.place += 1
            options.append(self._sequence())
        if self._peek() != "close":
            raise self._fault("a bracket is not closed")
        optional = self.tokens[self.place][1].endswith("?")
        self.place += 1
        return Choice(tuple(options), optional)


def _phrase(words: list[str]) -> Phrase:
    form = "stem" if any(w.endswith("~") for w in words) else "lemma"
    return Phrase(tuple(w.rstrip("~").lower() for w in words), form)
