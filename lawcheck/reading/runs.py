"""Runs of text with their origin, put together as the text of a law: normalised, with a way back to the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from lawcheck.model import Origin

_REPLACED = {
    "\u00a0": " ",
    "\u2007": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u200b": "",
    "\u00ad": "",
    "\ufeff": "",
    "\r": "",
    "\x0c": "\n",
    "\x0b": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
}
# Ligatures and presentation forms of Latin and Arabic letters stand for letters; so do composed characters.
_ODD = re.compile(
    "[" + "".join(map(re.escape, _REPLACED)) + "\x00-\x08\x0e-\x1f\ufb00-\ufb06\ufb50-\ufdff\ufe70-\ufefc]|.[\u0300-\u036f\u0653-\u0655\u3099\u309a]+"
)


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one origin; ``source`` is its offset in the raw text, None where it was supplied."""

    text: str
    source: int | None = None
    page: int | None = None
    element: str | None = None
    confidence: float | None = None


def assemble(runs: Iterable[Run]) -> tuple[str, tuple[Origin, ...]]:
    """The normalised text, and for each run of it where it came from.

    Neighbouring runs whose offsets advance in step are one origin.
    """
    text: list[str] = []
    origins: list[Origin] = []
    at = 0
    for run in runs:
        for piece, source in _normal(run):
            text.append(piece)
            end = at + len(piece)
            if piece:
                _extend(origins, Origin(at, end, source, run.page, run.element, run.confidence))
            at = end
    return "".join(text), tuple(origins)


def _normal(run: Run) -> Iterable[tuple[str, int | None]]:
    """Pieces of a run after normalisation, each with its offset in the raw text."""
    at = 0
    for found in _ODD.finditer(run.text):
        if found.start() > at:
            yield run.text[at : found.start()], _shifted(run.source, at)
        odd = found.group()
        yield _REPLACED.get(odd, _letters(odd)), _shifted(run.source, found.start())
        at = found.end()
    if at < len(run.text):
        yield unicodedata.normalize("NFC", run.text[at:]), _shifted(run.source, at)


def _letters(odd: str) -> str:
    if len(odd) == 1:
        return "" if odd < " " else unicodedata.normalize("NFKC", odd)
    return unicodedata.normalize("NFC", odd)


def _shifted(source: int | None, by: int) -> int | None:
    return None if source is None else source + by


def _extend(origins: list[Origin], new: Origin) -> None:
    last = origins[-1] if origins else None
    if last is not None and (last.page, last.element, last.confidence) == (new.page, new.element, new.confidence):
        in_step = last.source_start is not None and new.source_start is not None and last.source_start - last.start == new.source_start - new.start
        if in_step or (last.source_start is None and new.source_start is None):
            origins[-1] = Origin(last.start, new.end, last.source_start, new.page, new.element, new.confidence)
            return
    origins.append(new)
