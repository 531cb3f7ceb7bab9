"""Lines of a text, and which of them start a paragraph: print breaks lines where they are full, drafters where they end."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PAGE_NUMBER = re.compile(r"\W*(?:(?:page|p\.|seite|стр\.?)\s*)?\d{1,4}(?:\s*(?:of|/|de|von|из)\s*\d{1,4})?\W*$", re.IGNORECASE)
_NUMBERED = re.compile(r"\W*\d{1,4}[A-Za-z]?[.)]\s")
_DIGITS = re.compile(r"\d+")
_ENDS = frozenset('.;:,—–-”"»!?)]')
_STOPS = frozenset(".;:")
# Shares and widths that tell hard-wrapped text; a paragraph per line gives far longer lines.
_WIDEST_WRAP = 140
_NARROWEST_WRAP = 30


@dataclass(frozen=True, slots=True)
class Line:
    """A line with content. ``start`` is its offset (at the indent), ``indent`` its leading blanks.

    ``opens`` says how sure it is that a paragraph starts here: 2 certainly, 1 perhaps, 0 hardly. ``before`` is the line
    before it (its index, furniture skipped; -1 at the top), ``furniture`` marks running heads and page numbers.
    """

    start: int
    indent: int
    text: str
    blank: bool
    opens: int
    before: int
    furniture: bool


def split_lines(text: str) -> list[Line]:
    """The lines with content, in order."""
    raw: list[tuple[int, int, str, bool]] = []
    at, blank = 0, True
    for line in text.split("\n"):
        stripped = line.strip()
        if stripped:
            lead = len(line) - len(line.lstrip())
            raw.append((at + lead, _width(line[:lead]), stripped, blank))
        blank = not stripped
        at += len(line) + 1
    furniture = _furniture(raw)
    width = _wrap_width(raw)
    trusted = _blank_lines_mean_paragraphs(raw)
    lines: list[Line] = []
    before = -1
    for index, (start, indent, content, blank) in enumerate(raw):
        above = raw[before] if before >= 0 else None
        # A blank line beside a page number belongs to the page, not to the paragraph.
        split = blank and trusted and (index == 0 or not furniture[index - 1])
        opens = 2 if split or above is None else _opens(above, content, width)
        goes_on = above is not None and content[0].islower() and content[1:2] not in (")", ".") and above[2][-1] not in _STOPS
        if goes_on and not split and (width or not trusted):
            # Proportional type breaks lines short of any column: a small letter goes on with the sentence.
            opens = 0
        lines.append(Line(start, indent, content, split, opens, before, furniture[index]))
        if not furniture[index]:
            before = index
    return lines


def _width(lead: str) -> int:
    return len(lead.expandtabs(4)) if "\t" in lead else len(lead)


def _opens(above: tuple[int, int, str, bool], content: str, width: int) -> int:
    if not width:
        return 2
    first = content.split(None, 1)[0]
    _, indent, last, _ = above
    if indent + len(last) + 1 + len(first) <= width - 1:
        return 2
    return 1 if last[-1] in _ENDS else 0


def _wrap_width(raw: list[tuple[int, int, str, bool]]) -> int:
    """The column at which lines were wrapped; 0 where each paragraph stands on one line."""
    widths = sorted(i + len(t) for _, i, t, _ in raw)
    if not widths:
        return 0
    high = widths[int(len(widths) * 0.97) - 1 if len(widths) > 30 else -1]
    if not _NARROWEST_WRAP <= high <= _WIDEST_WRAP:
        return 0
    # Wrapped text has many nearly full lines, and lines that go on in the next.
    full = sum(w >= high * 0.85 for w in widths)
    return high if full >= len(widths) * 0.25 and len(widths) > 4 else 0


def _blank_lines_mean_paragraphs(raw: list[tuple[int, int, str, bool]]) -> bool:
    """Not where extraction set a blank line after every line."""
    after = [t for _, _, t, blank in raw[1:] if blank]
    small = sum(t[0].islower() and t[1:2] not in (")", ".") for t in after)
    return small <= 0.25 * len(after)


def _furniture(raw: list[tuple[int, int, str, bool]]) -> list[bool]:
    """Running heads and feet: short lines that come back with only a number changed, and page numbers among them."""
    keys = [(_DIGITS.sub("#", t) if len(t) < 100 and not _NUMBERED.match(t) else "") for _, _, t, _ in raw]
    counts: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        if key and len(key) > 1:
            counts.setdefault(key, []).append(index)
    marks = [False] * len(raw)
    numbers = [i for i, (_, _, t, _) in enumerate(raw) if len(t) < 24 and _PAGE_NUMBER.match(t)]
    pages = _increasing(raw, numbers)
    for index in pages:
        marks[index] = True
    near = {i + d for i in pages for d in (-2, -1, 1, 2)}
    for key, where in counts.items():
        repeated = len(where) >= 3 and sum(i in near for i in where) >= 0.8 * len(where)
        if repeated and len(key) > 8:
            for index in where:
                marks[index] = True
    return marks


def _increasing(raw: list[tuple[int, int, str, bool]], numbers: list[int]) -> list[int]:
    """Lines that are page numbers: they count up by one, at even distances."""
    kept: list[int] = []
    last = -1
    for index in numbers:
        found = _DIGITS.search(raw[index][2])
        value = int(found.group()) if found else -1
        if not kept or value == last + 1:
            kept.append(index)
            last = value
    return kept if len(kept) >= 3 else []
