"""Pages as positioned pieces of lines, in points from the top left corner."""

from __future__ import annotations

import ctypes
import itertools
import math
import re
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium_c

_LABEL_ONLY = re.compile(r"\s*[“\"'(\[]*(?:§+\s*)?[\w.-]{1,8}[.)\]:—–-]*\s*$")
_ALEF_LAM = re.compile("(?=[اأإآ]ل)..")
_ATTACHED = re.compile(r"(?<=\S)\d{1,3}(?!\d)|^\d{1,2}(?=\D)")
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# PDFium writes U+FFFE for a hyphen at the end of a line, and goes on without a line break.
_ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")
_WORD = re.compile("[^\\s\ufffe]+\ufffe?|\ufffe")
_BOLD = re.compile(rb"bold|black|heavy|-bd", re.IGNORECASE)
_TAB = 5  # times the type size: no number stands further from its text
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
    bold: bool = False


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
    if sum(len(p.text) for p in result.pieces if _ARABIC.search(p.text)) > 0.5 * sum(len(p.text) for p in result.pieces):
        # Pages read from right to left are laid out in a mirror.
        for piece in result.pieces:
            piece.left, piece.right = width - piece.right, width - piece.left
    return result


class _Measure:
    """Asks PDFium for the boxes of characters of one page."""

    def __init__(self, textpage: Any, height: float) -> None:
        self.textpage = textpage
        self.height = height
        self._box = [ctypes.c_double() for _ in range(4)]
        self._matrix = pdfium_c.FS_MATRIX()
        self._name = ctypes.create_string_buffer(128)

    def box(self, index: int) -> tuple[float, float]:
        """Left and right of a character."""
        left, right, bottom, top = self._box
        pdfium_c.FPDFText_GetCharBox(self.textpage, index, left, right, bottom, top)
        return left.value, right.value

    def split(self, raw: str, start: int, end: int) -> list[tuple[int, int]]:
        """Cut a line at gaps as wide as a gutter; a number before its text is no column of its own."""
        if pdfium_c.FPDFText_CountRects(self.textpage, start, end - start) < 2:
            return [(start, end)]
        size = self.size(start)
        cuts = [start]
        words = [(start + w.start(), start + w.end()) for w in _WORD.finditer(raw[start:end])]
        for (_, before), (after, _) in itertools.pairwise(words):
            (left, right), (following_left, following_right) = self.box(before - 1), self.box(after)
            gap = max(following_left - right, left - following_right)  # whichever way the script runs
            resized = gap > 0.6 * size and abs(self.size(before - 1) - self.size(after)) > 0.1 * size  # a marginal note close by
            if resized or (gap > max(1.3 * size, 9) and (gap > _TAB * size or not _LABEL_ONLY.match(raw[cuts[-1] : after]))):
                cuts.append(after)
        return list(zip(cuts, [*cuts[1:], end], strict=True))

    def piece(self, raw: str, start: int, end: int, raw_start: int) -> Piece | None:
        """A run of characters with its box; None where it is blank or leans."""
        while start < end and raw[start].isspace():
            start += 1
        while end > start and raw[end - 1].isspace():
            end -= 1
        if start == end or abs(pdfium_c.FPDFText_GetCharAngle(self.textpage, start)) % 6.2 > _UPRIGHT:
            return None
        middle = next(i for i in range((start + end) // 2, end) if not raw[i].isspace())  # PDFium gives blanks no size
        size, line = self.size(middle), self._baseline(middle)
        edges = [*self.box(start), *self.box(end - 1)]
        left, right = min(edges), max(edges)
        return Piece(
            self._mended(raw[start:end], start, size, line),
            left,
            right,
            line - 0.8 * size,
            line + 0.2 * size,
            size,
            raw_start + start,
            bold=self._is_bold(middle),
        )

    def _mended(self, text: str, start: int, size: float, line: float) -> str:
        """Mend what PDFium leaves: lam-alef turned around, and digits set small above the line (127¹, as amended²)."""
        for found in _ALEF_LAM.finditer(text):
            if self.box(start + found.start()) == self.box(start + found.start() + 1):
                # One glyph for both letters, which PDFium turns around with the rest of the line.
                text = text[: found.start()] + text[found.start() : found.end()][::-1] + text[found.end() :]
        for found in _ATTACHED.finditer(text):
            at = found.end()
            while at > found.start() and self._bottom(start + at - 1) < line - 0.2 * size:
                at -= 1
            text = text[:at] + text[at : found.end()].translate(RAISED) + text[found.end() :]
        return text

    def size(self, index: int) -> float:
        """Size of the type in points, as it is drawn."""
        pdfium_c.FPDFText_GetMatrix(self.textpage, index, self._matrix)
        drawn = pdfium_c.FPDFText_GetFontSize(self.textpage, index) * math.hypot(self._matrix.c, self._matrix.d)
        return float(max(drawn, 1.0))

    def _bottom(self, index: int) -> float:
        """Distance of the foot of a character's shape from the top of the page."""
        self.box(index)
        return float(self.height - self._box[2].value)

    def _baseline(self, index: int) -> float:
        """Distance of a character's base line from the top of the page."""
        across, up = self._box[0], self._box[1]
        pdfium_c.FPDFText_GetCharOrigin(self.textpage, index, across, up)
        return float(self.height - up.value)

    def _is_bold(self, index: int) -> bool:
        length = pdfium_c.FPDFText_GetFontInfo(self.textpage, index, self._name, len(self._name), None)
        return bool(length) and _BOLD.search(self._name.raw[:length]) is not None
