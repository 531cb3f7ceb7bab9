"""Print a law whose structure is known as plain text, in several layouts, keeping track of where each character went."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from lawcheck.model import Kind, Provision, SourceText

_GROUPS = frozenset([Kind.BOOK, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.DIVISION, Kind.SUBDIVISION, Kind.CROSSHEADING, Kind.SCHEDULE])
_SECTIONS = frozenset([Kind.SECTION, Kind.ARTICLE, Kind.RULE])
_COLUMNS = 80
_PAGE_LINES = 48
LAYOUTS = ("indented", "flat", "wrapped")


@dataclass(frozen=True, slots=True)
class Printed:
    """Text in one layout. ``moved(offset)`` gives the place in ``text`` of a character of the source."""

    text: str
    sources: tuple[int, ...]
    targets: tuple[int, ...]
    lengths: tuple[int, ...]

    def moved(self, offset: int) -> int:
        """Where the character at ``offset`` of the source stands in the printed text."""
        at = bisect_right(self.sources, offset) - 1
        if at < 0:
            return 0
        return self.targets[at] + min(offset - self.sources[at], self.lengths[at])


def print_law(source: SourceText, layout: str, notes_above: bool) -> Printed:
    """Print a law as ``indented``, ``flat`` or ``wrapped``; ``notes_above`` puts headings of sections above their number."""
    laid = [piece for line in lines_of(source, notes_above) for piece in _laid(line, layout)]
    if layout == "wrapped":
        laid = _with_furniture(laid, source.title or "Official Gazette")
    return _printed(laid)


def lines_of(source: SourceText, notes_above: bool) -> list[Line]:
    """The law line by line, a line for each paragraph."""
    lines = _Lines()
    for root in source.structure:
        _provision(lines, source, root, 0, notes_above)
    return lines.done()


# Words with the offset in the source that they come from; None for what the printer adds.
_Piece = tuple[int | None, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph at its depth; ``note`` marks a marginal note, which belongs to the paragraph after it."""

    depth: int
    pieces: tuple[_Piece, ...]
    note: bool = False

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(words for _, words in self.pieces)


class _Lines:
    """Collects the lines of the law: text goes on in the open line until it ends."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._open: list[_Piece] = []
        self._depth = 0

    def add(self, offset: int, text: str, depth: int) -> None:
        at = offset
        for number, words in enumerate(text.split("\n")):
            if number:
                self.close()
            if words:
                if not self._open:
                    self._depth = depth
                self._open.append((at, words))
            at += len(words) + 1

    def close(self, note: bool = False) -> None:
        if self._open:
            self._lines.append(Line(self._depth, tuple(self._open), note))
        self._open = []

    def done(self) -> list[Line]:
        self.close()
        return self._lines


def _provision(lines: _Lines, source: SourceText, p: Provision, depth: int, notes_above: bool) -> None:
    own_end = p.children[0].start if p.children else p.end
    above = notes_above and p.heading and p.number and p.kind in (*_SECTIONS, Kind.SUBSECTION)
    head = source.text[p.start : p.body_start]
    split = head.find(p.heading) if above else -1
    if split > 0:
        # The marginal note first, then the number with the text that follows it.
        lines.close()
        lines.add(p.start + split, head[split:].rstrip("\n"), depth)
        lines.close(note=True)
        lines.add(p.start, head[:split], depth)
        lines.add(p.body_start, source.text[p.body_start : own_end], depth)
    else:
        lines.add(p.start, source.text[p.start : own_end], depth)
    below = depth if p.kind in _GROUPS or p.kind in (Kind.PREFACE, Kind.PREAMBLE) else depth + 1
    for child in p.children:
        _provision(lines, source, child, depth if child.kind is Kind.WRAPUP else below, notes_above)


def _laid(line: Line, layout: str) -> list[list[_Piece]]:
    if layout == "wrapped":
        return _wrapped(line)
    if layout == "indented" and line.depth:
        return [[(None, " " * 4 * line.depth), *line.pieces]]
    return [list(line.pieces)]


def _wrapped(line: Line) -> list[list[_Piece]]:
    """Break a line at eighty columns; every word keeps its place in the source."""
    words: list[tuple[int, str]] = []
    for offset, text in line.pieces:
        if offset is not None:
            words.extend((offset + found.start(), found.group()) for found in re.finditer(r"\S+", text))
    broken: list[list[_Piece]] = [[]]
    width = 0
    for offset, word in words:
        if width and width + 1 + len(word) > _COLUMNS:
            broken.append([])
            width = 0
        if width:
            broken[-1].append((None, " "))
            width += 1
        broken[-1].append((offset, word))
        width += len(word)
    return broken


def _with_furniture(lines: list[list[_Piece]], title: str) -> list[list[_Piece]]:
    head = title.split("\n")[0][:60]
    done: list[list[_Piece]] = []
    for number, line in enumerate(lines):
        if number and number % _PAGE_LINES == 0:
            page = number // _PAGE_LINES
            done += [[], [(None, f"{page:>40}")], [(None, f"{head}  {page + 1:>6}")], []]
        done.append(line)
    return done


def _printed(lines: list[list[_Piece]]) -> Printed:
    out: list[str] = []
    places: list[tuple[int, int, int]] = []
    at = 0
    for line in lines:
        for offset, words in line:
            if offset is not None:
                places.append((offset, at, len(words)))
            out.append(words)
            at += len(words)
        out.append("\n")
        at += 1
    places.sort()
    return Printed("".join(out), tuple(s for s, _, _ in places), tuple(t for _, t, _ in places), tuple(n for _, _, n in places))
