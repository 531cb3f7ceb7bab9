"""Pages as positioned pieces of lines, in points from the top left corner."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium_c

_LABEL_ONLY = re.compile(r"\s*[“\"'(\[]*(?:§+\s*)?[\w.-]{1,8}[.)\]:—–-]*\s*$")
_UPRIGHT = 0.2  # radians; watermarks and stamps lean more


@dataclass(slots=True)
class Piece:
    """Words of one line: ``top`` is smaller than ``bottom``; ``raw`` is the offset in the raw text."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    raw: int
    confidence: float | None = None


@dataclass(slots=True)
class Page:
    """A page; ``number`` counts from 1, ``raw`` is its text as the file orders it."""

    number: int
    width: float
    height: float
    raw: str
    pieces: list[Piece] = field(default_factory=list)


def read_page(page: Any, number: int, raw_start: int) -> Page:
    """The pieces of a page's lines. ``raw_start`` is the offset of the page in the raw text of the file."""
    textpage = page.get_textpage()
    raw = textpage.get_text_range()
    width, height = page.get_size()
    result = Page(number, width, height, raw.replace("\r\n", "\n"))
    if len(raw) != textpage.count_chars():
        raw = "".join(chr(pdfium_c.FPDFText_GetUnicode(textpage, i) or 32) for i in range(textpage.count_chars()))
    measure = _Measure(textpage, height)
    newlines = 0
    for found in re.finditer(r"[^\r\n]+", raw):
        newlines = raw.count("\r\n", 0, found.start()) if "\r\n" in raw else 0
        for start, end in measure.split(raw, found.start(), found.end()):
            piece = measure.piece(raw, start, end, raw_start - newlines)
            if piece is not None:
                result.pieces.append(piece)
    return result


class _Measure:
    """Asks PDFium for the boxes of characters of one page."""

    def __init__(self, textpage: Any, height: float) -> None:
        self.textpage = textpage
        self.height = height
        self._box = [ctypes.c_double() for _ in range(4)]
        self._loose = pdfium_c.FS_RECTF()

    def box(self, index: int) -> tuple[float, float]:
        """Left and right of a character."""
        left, right, bottom, top = self._box
        pdfium_c.FPDFText_GetCharBox(self.textpage, index, left, right, bottom, top)
        return left.value, right.value

    def split(self, raw: str, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a line at gaps as wide as a gutter; a number before its text is no column of its own."""
        if pdfium_c.FPDFText_CountRects(self.textpage, start, end - start) < 2:
            return [(start, end)]
        size = self._size(start)[2]
        cuts = [start]
        previous: float | None = None
        for index in range(start, end):
            if raw[index].isspace():
                continue
            left, right = self.box(index)
            if previous is not None and abs(left - previous) > max(1.3 * size, 9) and not _LABEL_ONLY.match(raw[cuts[-1] : index]):
                cuts.append(index)
            previous = right
        return list(zip(cuts, [*cuts[1:], end], strict=True))

    def piece(self, raw: str, start: int, end: int, raw_start: int) -> Piece | None:
        """A run of characters with its box; None where it is blank or leans."""
        while start < end and raw[start].isspace():
            start += 1
        while end > start and raw[end - 1].isspace():
            end -= 1
        if start == end or abs(pdfium_c.FPDFText_GetCharAngle(self.textpage, start)) % 6.2 > _UPRIGHT:
            return None
        top, bottom, size = self._size(start)
        left, right = self.box(start)[0], self.box(end - 1)[1]
        for index in range(end - 2, start, -1):
            if right > left:
                break
            right = self.box(index)[1]
        return Piece(raw[start:end], left, right, top, bottom, size, raw_start + start)

    def _size(self, index: int) -> tuple[float, float, float]:
        """Top, bottom and height of a character's line, whatever its own shape."""
        pdfium_c.FPDFText_GetLooseCharBox(self.textpage, index, self._loose)
        top, bottom = self.height - self._loose.top, self.height - self._loose.bottom
        return top, bottom, max(bottom - top, 1.0)
