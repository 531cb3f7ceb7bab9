"""Print a law whose structure is known as plain text, in several layouts, keeping track of where each character went."""

from __future__ import annotations

import textwrap
from bisect import bisect_right
from collections.abc import Callable
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

    def moved(self, offset: int) -> int:
        """Where the character at ``offset`` of the source stands in the printed text."""
        at = bisect_right(self.sources, offset) - 1
        if at < 0:
            return 0
        end = self.targets[at + 1] if at + 1 < len(self.targets) else len(self.text)
        return min(self.targets[at] + offset - self.sources[at], end)


def print_law(source: SourceText, layout: str, notes_above: bool) -> Printed:
    """Print a law as ``indented``, ``flat`` or ``wrapped``; ``notes_above`` puts headings of sections above their number."""
    press = _Press()
    for root in source.structure:
        _provision(press, source, root, 0, layout, notes_above)
    if layout == "wrapped":
        _add_furniture(press, source.title or "Official Gazette")
    return press.printed()


class _Press:
    """Collects pieces of text: (source offset or None, words)."""

    def __init__(self) -> None:
        self.lines: list[list[tuple[int | None, str]]] = []

    def line(self, pieces: list[tuple[int | None, str]]) -> None:
        self.lines.append(pieces)

    def printed(self) -> Printed:
        out: list[str] = []
        sources: list[tuple[int, int]] = []
        at = 0
        for line in self.lines:
            for offset, words in line:
                if offset is not None:
                    sources.append((offset, at))
                out.append(words)
                at += len(words)
            out.append("\n")
            at += 1
        sources.sort()
        return Printed("".join(out), tuple(s for s, _ in sources), tuple(t for _, t in sources))


def _provision(press: _Press, source: SourceText, p: Provision, depth: int, layout: str, notes_above: bool) -> None:
    own_end = p.children[0].start if p.children else p.end
    above = notes_above and p.heading and p.number and p.kind in (*_SECTIONS, Kind.SUBSECTION)
    head = source.text[p.start : p.body_start]
    split = head.find(p.heading) if above else -1
    place = _lay(layout, depth)
    if split > 0:
        # The marginal note first, then the number with the text that follows it.
        place(press, p.start + split, head[split:].rstrip("\n"))
        _blocks(press, source.text, [(p.start, p.start + split), (p.body_start, own_end)], place)
    else:
        _blocks(press, source.text, [(p.start, own_end)], place)
    below = depth if p.kind in _GROUPS or p.kind in (Kind.PREFACE, Kind.PREAMBLE) else depth + 1
    for child in p.children:
        _provision(press, source, child, depth if child.kind is Kind.WRAPUP else below, layout, notes_above)


_Place = Callable[[_Press, int, str], None]


def _blocks(press: _Press, text: str, spans: list[tuple[int, int]], place: _Place) -> None:
    """Lay out lines; the first span runs on into the second, as a number does into its text."""
    lines: list[list[tuple[int, str]]] = [[]]
    for start, end in spans:
        at = start
        for number, words in enumerate(text[start:end].split("\n")):
            if number:
                lines.append([])
            if words:
                lines[-1].append((at, words))
            at += len(words) + 1
    for line in lines:
        if len(line) == 1:
            place(press, *line[0])
        elif line:
            # A number alone on its line joins the text that comes next.
            press.line([(line[0][0], line[0][1]), *((o, w) for o, w in line[1:])])


def _lay(layout: str, depth: int) -> _Place:
    if layout == "wrapped":
        return _wrapped
    lead = " " * 4 * depth if layout == "indented" else ""

    def plain(press: _Press, offset: int, words: str) -> None:
        press.line([(None, lead), (offset, words)] if lead else [(offset, words)])

    return plain


def _wrapped(press: _Press, offset: int, words: str) -> None:
    at = 0
    for line in textwrap.wrap(words, _COLUMNS, break_long_words=False, break_on_hyphens=False):
        first = line.split(" ", 1)[0]
        at = words.find(first, at)
        # Runs of blanks were joined: track each word where they were.
        pieces: list[tuple[int | None, str]] = []
        for number, word in enumerate(line.split()):
            at = words.find(word, at)
            pieces.append((offset + at, (" " if number else "") + word))
            if number:
                pieces[-1] = (offset + at - 1, " " + word)
            at += len(word)
        press.line(pieces)


def _add_furniture(press: _Press, title: str) -> None:
    head = title.split("\n")[0][:60]
    lines: list[list[tuple[int | None, str]]] = []
    for number, line in enumerate(press.lines):
        if number and number % _PAGE_LINES == 0:
            page = number // _PAGE_LINES
            lines += [[], [(None, f"{page:>40}")], [(None, f"{head}  {page + 1:>6}")], []]
        lines.append(line)
    press.lines = lines
