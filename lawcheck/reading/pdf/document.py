"""Open a PDF, read its pages, recognise those that are pictures where asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from lawcheck.errors import DamagedFile, NoTextLayer, ProtectedFile
from lawcheck.reading.pdf.furniture import remove_furniture
from lawcheck.reading.pdf.layout import Line, body_size, lay_out
from lawcheck.reading.pdf.pages import Page, read_page
from lawcheck.reading.pdf.paragraphs import attach_notes, runs_of
from lawcheck.reading.runs import Run

_FEW = 25  # characters: fewer on a page that holds a picture, and the page is a scan


@dataclass(frozen=True)
class PdfText:
    """Runs of text, and what the reader should know about how they were found."""

    runs: list[Run]
    title: str
    warnings: tuple[str, ...]


def read_pdf(path: str, data: bytes, *, ocr: bool = False, language: str = "") -> PdfText:
    """Text of a PDF in reading order.

    ``ocr`` has pages without text recognised by Tesseract; ``language`` is a hint for it.

    Raises:
        ProtectedFile: a password is needed.
        DamagedFile: the file cannot be parsed.
        NoTextLayer: the pages are pictures, and ``ocr`` was not asked for or is not installed.
    """
    try:
        document = pdfium.PdfDocument(data)
        pages, scans = _pages(document)
        title = str(document.get_metadata_value("Title") or "")
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ProtectedFile(path, "the PDF is protected by a password", "Save a copy without it.") from error
        raise DamagedFile(path, "the PDF is damaged", "Open it in a PDF reader and save or print it again.") from error
    warnings = []
    if scans and ocr:
        from lawcheck.reading.pdf.scans import recognise

        sure = recognise(path, document, pages, scans, language)
        warnings.append(f"pages {_list(scans)} are pictures; their text was recognised ({sure:.0%} sure) and needs review")
    elif scans and not any(p.pieces for p in pages if p.number not in scans):
        raise NoTextLayer(path, "the PDF has pictures of pages but no text", "Run lawcheck with --ocr, or text recognition (OCR) on it first.")
    elif scans:
        warnings.append(f"pages {_list(scans)} are pictures and were not read; run with --ocr to recognise them")
    lines, footnotes = _lines(pages)
    if footnotes:
        warnings.append(f"notes at the foot of pages were left out: {footnotes}")
    if not lines:
        raise NoTextLayer(path, "the PDF has no text", "Run lawcheck with --ocr, or text recognition (OCR) on it first.")
    return PdfText(list(runs_of(lines)), title, tuple(warnings))


def _pages(document: Any) -> tuple[list[Page], list[int]]:
    pages: list[Page] = []
    scans: list[int] = []
    raw = 0
    for number, page in enumerate(document, start=1):
        read = read_page(page, number, raw)
        raw += len(read.raw) + 1
        if sum(len(p.text) for p in read.pieces) < _FEW and _pictured(page):
            scans.append(number)
        pages.append(read)
        page.close()
    return pages, scans


def _pictured(page: Any) -> bool:
    """Whether pictures cover a good part of the page."""
    width, height = page.get_size()
    covered = 0.0
    for item in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = item.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered > 0.3 * width * height)


def _lines(pages: list[Page]) -> tuple[list[Line], int]:
    remove_furniture(pages)
    size = body_size(pages)
    lines: list[Line] = []
    footnotes = column = 0
    for page in pages:
        layout = lay_out(page, size, column)
        attach_notes(layout.lines, layout.notes)
        lines += layout.lines
        footnotes += layout.footnotes
        column = lines[-1].column + 1 if lines else column
    return lines, footnotes


def _list(numbers: list[int]) -> str:
    """Page numbers as people write them: 1-3, 7."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and ranges[-1][1] == number - 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in ranges)
