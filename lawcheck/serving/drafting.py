"""The drafting page's engine: a draft is text; each state of it is assessed, only what changed is worked through again."""

from __future__ import annotations

import gc
import hashlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace

from lawcheck.assessing import judge, load_fitted
from lawcheck.catalogue import Catalogue
from lawcheck.matching.remembering import RememberingMatcher
from lawcheck.model import Assessment, Law, LawReference, SourceText
from lawcheck.reviewing import RefusedDecision
from lawcheck.segmenting import segment

LONGEST_DRAFT = 3_000_000


@dataclass(frozen=True, slots=True)
class Draft:
    """One state of a draft and its assessment; ``number`` tells which of the laws is drafted."""

    law: Law
    assessment: Assessment
    number: int


class Drafter:
    """Assesses drafts one after the other; safe to call from several threads."""

    def __init__(self, laws: tuple[LawReference, ...], load: Callable[[], Catalogue]) -> None:
        """Draft one of ``laws``, with the others beside it; the catalogue is loaded when it is first needed."""
        self._laws = laws
        self._load = load
        self._lock = threading.Lock()
        self._catalogue: Catalogue | None = None
        self._matchers: dict[str, RememberingMatcher] = {}
        self._others: dict[int, Law] = {}

    def assess(self, text: str, number: int = 0) -> Draft:
        """Assess a draft of law ``number``.

        Raises:
            RefusedDecision: there is no such law, the text is empty or too long, or its language has no patterns.
            CatalogueError: the catalogue cannot be used.
        """
        if not 0 <= number < len(self._laws):
            raise RefusedDecision("draft", "there is no such law", "Load the page again.")
        if not text.strip():
            raise RefusedDecision("draft", "the draft is empty", "Write or paste the text of the law.")
        if len(text) > LONGEST_DRAFT:
            raise RefusedDecision("draft", "the draft is too long", "Split it.")
        with self._lock:
            return self._assess(text, number)

    def segment(self, text: str, number: int = 0) -> Law:
        """The provisions of a draft."""
        reference = self._laws[number]
        source = SourceText(
            text=text,
            path=reference.path,
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            media_type="text/plain",
            language=reference.language,
            title=reference.title,
        )
        return segment(source, jurisdiction=reference.jurisdiction, tradition=reference.tradition)

    def _assess(self, text: str, number: int) -> Draft:
        if self._catalogue is None:
            self._catalogue = self._load()
        catalogue, language = self._catalogue, self._laws[number].language
        draft = self.segment(text, number)
        laws = [draft if n == number else self._other(n) for n in range(len(self._laws))]
        first = not self._matchers
        matcher = self._matcher(catalogue, language)
        assessment = judge(laws, catalogue, matcher.match(laws), load_fitted(language), {"language": language})
        if first:
            # The catalogue stays for good: the collector need not look through it after every keystroke.
            gc.collect()
            gc.freeze()
        references = (*(replace(r, tradition=self._laws[n].tradition) for n, r in enumerate(assessment.laws)),)
        return Draft(draft, replace(assessment, laws=references), number)

    def _other(self, number: int) -> Law:
        if number not in self._others:
            self._others[number] = self.segment(self._laws[number].text, number)
        return self._others[number]

    def _matcher(self, catalogue: Catalogue, language: str) -> RememberingMatcher:
        if language not in self._matchers:
            if not any(language in e.patterns for r in catalogue.requirements for e in r.elements):
                raise RefusedDecision("draft", f"the catalogue has no patterns for this language ({language})", "Use another catalogue.")
            self._matchers[language] = RememberingMatcher(catalogue, language)
        return self._matchers[language]
