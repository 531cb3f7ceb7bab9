"""The benchmark on PDF: laws printed as gazettes print them, read back, segmented, and compared."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from lawcheck.evaluating.segmentation import Result, split, structured_laws
from lawcheck.evaluating.segmentation_layouts import lines_of, print_law
from lawcheck.evaluating.segmentation_scoring import Place, compare, places
from lawcheck.model import SourceText
from lawcheck.reading import read
from lawcheck.segmenting import segment

LAYOUTS = ("one column", "two columns", "marginal notes")
_PAGE = """
#set page(paper: "a4", margin: (x: 20mm, y: 22mm), columns: {columns}, header: align(center, text(size: 8pt, {title})),
  footer: context align(center, text(size: 9pt, counter(page).display())))
#set text(size: {size}pt, hyphenate: true, lang: {language})
#set par(justify: true)
#let p(depth, words) = pad(left: depth * 1em, block(spacing: 0.8em, words))
#let noted(note, words) = grid(columns: (24mm, 1fr), column-gutter: 5mm, text(size: 0.75em, note), words)
"""
_SNIPPET = 40
_SHORT = 14
# How far back a number may stand from the one before it, where columns or notes were read in another order.
_SLACK = 400
_AHEAD = 2500


def run_pdf(folder: Path, *, half: str = "", largest: int = 60_000, only: str = "") -> Iterator[Result]:
    """Measure every file up to ``largest`` characters in each page layout, beside the flat text of the same file."""
    halves = split()
    for name, source in structured_laws(folder):
        if (half and halves.get(name) != half) or len(source.text) > largest or only not in name:
            continue
        for layout in LAYOUTS:
            yield from _measure(name, source, layout, halves.get(name, "held-out"))


def _measure(name: str, source: SourceText, layout: str, half: str) -> Iterator[Result]:
    notes = layout == "marginal notes"
    if len(places(source.structure, source.text, lambda offset: offset)) < 3:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "law.pdf"
        path.write_bytes(_pdf(source, layout))
        given = replace(read(path), language=source.language)
    began = time.process_time()
    law = segment(given)
    seconds = time.process_time() - began
    aligned = _align(source, notes, given.text)
    tally = compare(aligned, places(law.provisions, given.text, lambda offset: offset))
    yield Result("lawcheck", name, name.split("/")[0], source.language, half, layout, tally, seconds, len(given.text))


def _pdf(source: SourceText, layout: str) -> bytes:
    import typst

    columns = 2 if layout == "two columns" else 1
    title = (source.title or "Official Gazette").split("\n")[0][:70]
    size = 9 if columns == 2 else 11
    parts = [_PAGE.format(columns=columns, title=_quoted(title), size=size, language=_quoted(source.language))]
    note = ""
    for line in lines_of(source, layout == "marginal notes"):
        if line.note and layout == "marginal notes":
            note = line.text
            continue
        if note:
            parts.append(f"#p({line.depth}, noted({_quoted(note)}, {_quoted(line.text)}))")
            note = ""
        else:
            parts.append(f"#p({line.depth}, {_quoted(line.text)})")
    return bytes(typst.compile("\n".join(parts).encode("utf-8")))


def _quoted(words: str) -> str:
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class _Letters:
    """Letters and digits of a text alone, with the offset of each."""

    text: str
    offsets: list[int]


def _letters(text: str) -> _Letters:
    kept = [(c, i) for i, c in enumerate(text.lower()) if c.isalnum()]
    return _Letters("".join(c for c, _ in kept), [i for _, i in kept])


def _align(source: SourceText, notes: bool, text: str) -> list[Place]:
    """True places in the text of the PDF: each number is found again by the words that follow it.

    A marginal note may have been read as standing above the number or after it.
    """
    layouts = [print_law(source, "flat", above) for above in ((True, False) if notes else (False,))]
    ways = [sorted(places(source.structure, source.text, printed.moved), key=lambda p: p.start) for printed in layouts]
    by_way = [[_following(printed.text, place.start) for place in way] for printed, way in zip(layouts, ways, strict=True)]
    letters = _letters(text)
    at = last = 0
    found: list[Place] = []
    for index, place in enumerate(ways[0]):
        options = [words[index] for words in by_way]
        since, until = max(at - _SLACK, 0), at + (place.start - last) + _AHEAD
        hits = [letters.text.find(words[:length], since, until) for length in (_SNIPPET, _SHORT) for words in options if words]
        hit = next((h for h in hits if h >= 0), -1)
        # Nowhere: it counts as missed.
        found.append(replace(place, start=letters.offsets[hit] if hit >= 0 else -1_000_000))
        if hit > at:
            at, last = hit, place.start
    return found


def _following(text: str, start: int) -> str:
    line = text[start : start + 200].split("\n")[0]
    return "".join(c for c in line.lower() if c.isalnum())
