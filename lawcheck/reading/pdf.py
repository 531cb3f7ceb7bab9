"""PDF with a text layer: pages as lines, without running heads and page numbers."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2 as pdfium

from lawcheck.errors import DamagedFile, NoTextLayer, ProtectedFile

_HYPHEN = re.compile(r"(\w)(?:\ufffe|\u00ad|-)\n(?=[a-z])")


def pdf_pages(path: str, data: bytes) -> list[str]:
    """Text of each page.

    Raises:
        ProtectedFile: a password is needed.
        DamagedFile: the file cannot be parsed.
        NoTextLayer: the pages are pictures.
    """
    try:
        document = pdfium.PdfDocument(data)
        pages = [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise ProtectedFile(path, "the PDF is protected by a password", "Save a copy without it.") from error
        raise DamagedFile(path, "the PDF is damaged", "Open it in a PDF reader and save or print it again.") from error
    if not any(page.strip() for page in pages):
        raise NoTextLayer(path, "the PDF has pictures of pages but no text", "Run text recognition (OCR) on it first.")
    return [_HYPHEN.sub(r"\1", page) for page in _without_furniture(pages)]


def _without_furniture(pages: list[str]) -> list[str]:
    """Drop first and last lines that recur on most pages, digits aside, and bare page numbers."""
    split = [page.splitlines() for page in pages]
    edges = Counter(_shape(line) for lines in split for line in {*lines[:2], *lines[-2:]})
    recurring = {shape for shape, count in edges.items() if count >= 3 and count > len(pages) / 3}
    kept = []
    for lines in split:
        edge = {0, 1, len(lines) - 1, len(lines) - 2}
        kept.append("\n".join(s for i, s in enumerate(lines) if not (i in edge and _furniture(s, recurring))))
    return kept


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line.strip())


def _furniture(line: str, recurring: set[str]) -> bool:
    return _shape(line) in recurring or re.fullmatch(r"\W*\d{1,4}\W*", line) is not None
