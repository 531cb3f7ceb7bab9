"""Running heads and feet, page numbers, printers' marks: what stands on pages but is no part of the law."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lawcheck.reading.naming import opens_with_label
from lawcheck.reading.pdf.pages import Page, Piece

_ZONE = 0.13  # share of the page's height at its head and foot
_NUMBER = re.compile(r"\W*(?:page|p\.|página|seite|стр\.?|صفحة)?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|/|de|von|из)\s*\d{1,4})?\W*", re.IGNORECASE)
_SHARE = 0.3  # odd and even pages have heads of their own
_LONGEST = 140


@dataclass(slots=True)
class _Edge:
    page: int
    zone: str
    shape: str
    top: float
    number: int | None  # that the line starts with
    pieces: list[Piece]
    outer: bool
    apart: bool


def remove_furniture(pages: list[Page]) -> None:
    """Take running heads, feet and page numbers out of the pages, in place."""
    edges = [edge for page in pages for edge in _edges(page)]
    printed = sum(1 for page in pages if page.pieces)
    least = max(2, _SHARE * printed)
    shapes = Counter((e.zone, e.shape) for e in {(e.page, e.zone, e.shape): e for e in edges}.values() if e.shape)
    steps = Counter((e.zone, e.shape, e.number - e.page) for e in edges if e.number is not None)
    places = Counter((e.zone, round(e.top / 3)) for e in edges if e.outer and e.apart)
    for edge in edges:
        text = " ".join(p.text for p in edge.pieces)
        recurs = bool(edge.shape) and shapes[edge.zone, edge.shape] >= least
        if edge.number is not None and steps[edge.zone, edge.shape, edge.number - edge.page] < 0.4 * shapes[edge.zone, edge.shape]:
            recurs = False  # sections of the same words are numbered, but not page by page
        stands = edge.outer and edge.apart and printed > 3 and _near(places, edge) >= printed / 2 and _may_head(text)
        if text[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
            continue  # a footnote
        if recurs or stands or (edge.outer and _NUMBER.fullmatch(text)):
            gone = set(map(id, edge.pieces))
            page = pages[edge.page]
            page.pieces = [p for p in page.pieces if id(p) not in gone]


def _may_head(text: str) -> bool:
    """Whether a line may be a running head that changes from page to page, and not the first or last line of the law's text."""
    return len(text) < _LONGEST and not text[0].islower() and text[-1] not in ".;:,—" and not opens_with_label(text)


def _near(places: Counter[tuple[str, int]], edge: _Edge) -> int:
    return sum(places[edge.zone, round(edge.top / 3) + step] for step in (-1, 0, 1))


def _edges(page: Page) -> list[_Edge]:
    """Lines in the head and the foot of a page, the outermost marked."""
    rows = rows_of(page.pieces)
    found = []
    for index, row in enumerate(rows):
        top, bottom = min(p.top for p in row), max(p.bottom for p in row)
        zone = "head" if bottom < _ZONE * page.height else "foot" if top > (1 - _ZONE) * page.height else ""
        if not zone:
            continue
        inner = rows[index + 1 : index + 2] if zone == "head" else rows[index - 1 : index] if index else []
        gap = (min(p.top for p in inner[0]) - bottom if zone == "head" else top - max(p.bottom for p in inner[0])) if inner else page.height
        outer = index == 0 if zone == "head" else index == len(rows) - 1
        # A number beyond the foot's line, or above the head's, leaves the line itself outermost.
        beyond = rows[index + 1 :] if zone == "foot" else rows[:index]
        outer = outer or all(_NUMBER.fullmatch(" ".join(p.text for p in r)) for r in beyond)
        shape = " ".join(re.sub(r"[\d\W_]+", " ", " ".join(p.text for p in row)).lower().split())
        number = re.match(r"\W{0,2}(\d{1,4})\b", row[0].text)
        found.append(_Edge(page.number - 1, zone, shape, top, int(number[1]) if number else None, row, outer, gap > 0.8 * row[0].size))
    return found


def rows_of(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces that stand on one line, from left to right; lines from top to bottom."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (p.top + p.bottom, p.left)):
        if rows:
            last = rows[-1]
            middle = (piece.top + piece.bottom) / 2
            base = (last[0].top + last[0].bottom) / 2
            if abs(middle - base) < 0.35 * min(piece.bottom - piece.top, last[0].bottom - last[0].top) + 1:
                last.append(piece)
                continue
        rows.append([piece])
    return [sorted(row, key=lambda p: p.left) for row in rows]
