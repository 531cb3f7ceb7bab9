"""The segmentation benchmark: laws whose structure is declared, printed as plain text, segmented, and compared."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import yaml

from lawcheck.errors import InputError
from lawcheck.evaluating.segmentation_layouts import LAYOUTS, print_law
from lawcheck.evaluating.segmentation_scoring import Tally, characters, compare, places, spans
from lawcheck.model import Provision, SourceText
from lawcheck.reading import read
from lawcheck.segmenting import segment

# A method cuts a text into a tree; the language is known.
Method = Callable[[SourceText], tuple[Provision, ...]]
# Files with fewer numbered provisions say nothing about segmentation.
_FEWEST = 3
# Where marginal notes are printed above the number.
_NOTES_ABOVE = ("justice-canada-en", "justice-canada-fr")


@dataclass(frozen=True, slots=True)
class Result:
    """How one method did on one file in one layout."""

    method: str
    file: str
    format: str
    language: str
    half: str
    layout: str
    tally: Tally
    seconds: float
    size: int


def lawcheck_method(source: SourceText) -> tuple[Provision, ...]:
    """The method under test."""
    return segment(source).provisions


def structured_laws(folder: Path) -> Iterator[tuple[str, SourceText]]:
    """Laws below ``folder`` whose files declare their structure, by ``format/file``, sorted."""
    for path in sorted(folder.glob("*/*")):
        if path.suffix not in (".xml", ".json") or path.name == "index.json":
            continue
        try:
            source = read(path)
        except InputError:
            continue
        if source.structure:
            yield f"{path.parent.name}/{path.name}", source


@lru_cache(maxsize=1)
def split() -> dict[str, str]:
    """Which half a file belongs to, "tuning" or "held-out", as recorded."""
    data = yaml.safe_load(Path(__file__).with_name("segmentation_split.yaml").read_text(encoding="utf-8"))
    return {name: half for half, names in data.items() for name in names}


def run(
    folder: Path,
    methods: dict[str, Method],
    *,
    half: str = "",
    layouts: tuple[str, ...] = LAYOUTS,
    largest: dict[str, int] | None = None,
    only: str = "",
) -> Iterator[Result]:
    """Measure every method on every file and layout; ``largest`` limits the length of text by method."""
    halves = split()
    for name, source in structured_laws(folder):
        if (half and halves.get(name) != half) or (only and only not in name):
            continue
        for layout in layouts:
            yield from _measure(name, source, layout, methods, halves.get(name, "held-out"), largest or {})


def _measure(name: str, source: SourceText, layout: str, methods: dict[str, Method], half: str, largest: dict[str, int]) -> Iterator[Result]:
    format = name.split("/")[0]
    printed = print_law(source, layout, format in _NOTES_ABOVE)
    true = places(source.structure, source.text, printed.moved)
    if len(true) < _FEWEST:
        return
    true_spans = spans(source.structure, printed.moved)
    given = replace(source, text=printed.text, structure=(), origins=(), media_type="text/plain")
    for method, cut in methods.items():
        if len(printed.text) > largest.get(method, len(printed.text)):
            continue
        began = time.process_time()
        provisions = cut(given)
        seconds = time.process_time() - began
        tally = compare(true, places(provisions, printed.text, _same))
        right, total = characters(true_spans, spans(provisions, _same), len(printed.text))
        tally = replace(tally, characters_right=right, characters=total)
        yield Result(method, name, format, source.language, half, layout, tally, seconds, len(printed.text))


def _same(offset: int) -> int:
    return offset
