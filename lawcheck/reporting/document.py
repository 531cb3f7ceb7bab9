"""A report as a sequence of blocks, so that Word, PDF and Markdown say the same in the same order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from lawcheck.model import Evidence

# What XML 1.0 cannot carry; laws read from damaged files contain such characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
# A line that opens a new item of a list keeps its line break in a quote; other breaks are the printer's.
_PRINTERS_BREAK = re.compile(r"\n(?!\s*(?:\n|\(?\w{1,4}[).]\s|[—–•*-]\s|\d+\s))")


# A table of so many rows or fewer is kept on one page.
SHORT_TABLE = 8


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one style: "", "strong", "em", "mark", "insert" or "delete"."""

    text: str
    style: str = ""


Words = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a style: "body", "lead" (stays with what follows), "label", "cite", "quote", "alert", "option", "note"."""

    words: Words
    style: str = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without numbers."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``widths`` are shares of the page's width and add up to 1."""

    head: tuple[str, ...]
    rows: tuple[tuple[Words, ...], ...]
    widths: tuple[float, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of counts, stacked: ``values[category][series]``."""

    categories: tuple[str, ...]
    series: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    title: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A grid of statuses: ``cells[row][column]`` holds the value of a status."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[str, ...], ...]
    title: str


@dataclass(frozen=True, slots=True)
class Panels:
    """Small charts side by side, one bar per category: ``panels`` hold (title, (part, whole) per category)."""

    categories: tuple[str, ...]
    panels: tuple[tuple[str, tuple[tuple[int, int], ...]], ...]
    title: str


Chart = Bars | HeatMap | Panels


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its caption; ``alt`` says in words what it shows."""

    chart: Chart
    caption: str
    alt: str


Block = Heading | Paragraph | Bullets | Table | Figure


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. ``date`` is printed as given; empty means undated."""

    title: str
    subtitle: str
    running: str
    blocks: tuple[Block, ...]
    date: str = ""
    front: tuple[tuple[str, str], ...] = field(default=())
    contents: bool = True


def words(*parts: str | Run) -> Words:
    """Runs from plain strings and runs."""
    return tuple(Run(p) if isinstance(p, str) else p for p in parts)


def say(text: str, style: str = "body") -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph((Run(text),), style)


def plain(text: Words) -> str:
    """The words without their styles."""
    return "".join(run.text for run in text)


def printable(text: str) -> str:
    """The text without characters that no XML format can carry."""
    return _UNPRINTABLE.sub("\ufffd", text)


def shortened(text: str, most: int) -> str:
    """The text, cut at a word where it is longer than ``most`` characters."""
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0]} …"


def is_rtl(text: str) -> bool:
    """Whether most letters are read from right to left; a Latin "Art. 3" before an Arabic rule does not turn it."""
    directions = [unicodedata.bidirectional(character) for character in text]
    return sum(d in {"R", "AL"} for d in directions) > directions.count("L")


def quoted(evidence: Evidence) -> Words:
    """A quote with the words that matter marked; breaks that the printer made within a sentence become blanks."""
    return marked(evidence.quote, evidence.start, evidence.highlights)


def marked(text: str, start: int, spans: Sequence[tuple[int, int]]) -> Words:
    """``text``, which begins at offset ``start``, cut into runs at ``spans`` (offsets, sorted or not, overlapping or not)."""
    flowing = _PRINTERS_BREAK.sub(" ", text.replace("\r", " ").replace("\t", " "))
    runs: list[Run] = []
    at = 0
    for first, last in sorted((max(0, a - start), min(len(text), b - start)) for a, b in spans):
        if last <= max(first, at):
            continue
        first = max(first, at)
        runs += [Run(flowing[at:first]), Run(flowing[first:last], "mark")]
        at = last
    runs.append(Run(flowing[at:]))
    return tuple(Run(re.sub(r" {2,}", " ", r.text), r.style) for r in runs if r.text)
