"""Recognise the text of pages that are pictures with Tesseract, a program of its own that runs offline."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from lawcheck.errors import NoTextLayer
from lawcheck.reading.pdf.pages import Page, Piece

_DPI = 300
_LARGEST_SIDE = 6000  # pixels
_SECONDS = 120  # a page
# Two-letter codes of laws' languages -> Tesseract's names.
_LANGUAGES = {"en": "eng", "fr": "fra", "es": "spa", "pt": "por", "ru": "rus", "ar": "ara", "de": "deu", "it": "ita"}
_WORD_LEVEL = "5"


def recognise(path: str, document: Any, pages: list[Page], numbers: list[int], language: str) -> float:
    """Fill the given pages with recognised pieces, in place; the mean confidence (0..1) is returned.

    Raises:
        NoTextLayer: Tesseract, or its data for the language, is not installed.
    """
    program = shutil.which("tesseract")
    if program is None:
        raise NoTextLayer(path, "the PDF has pictures of pages, and Tesseract is not installed", "Install the package tesseract-ocr, or give the text.")
    data = _data(path, program, language)
    sure: list[float] = []
    raw = sum(len(page.raw) + 1 for page in pages)
    with tempfile.TemporaryDirectory() as folder:
        for number in numbers:
            page, picture = pages[number - 1], Path(folder) / "page.pgm"
            scale = _draw(document[number - 1], picture)
            page.pieces = _pieces(_run(path, program, [str(picture), "stdout", "-l", data, "--dpi", str(round(72 * scale)), "tsv"]), scale, raw)
            raw += sum(len(p.text) + 1 for p in page.pieces)
            sure += [p.confidence for p in page.pieces if p.confidence is not None]
    return sum(sure) / len(sure) if sure else 0.0


def _data(path: str, program: str, language: str) -> str:
    """Names of the installed data for the law's language, or for all of ours where it is not known."""
    installed = set(_run(path, program, ["--list-langs"]).split())
    wanted = [_LANGUAGES.get(language, language)] if language else [name for name in _LANGUAGES.values() if name in installed]
    if not wanted or wanted[0] not in installed:
        name = wanted[0] if wanted else "eng"
        raise NoTextLayer(path, f"Tesseract has no data for the language {language or 'en'}", f"Install the package tesseract-ocr-{name}.")
    return "+".join(wanted)


def _run(path: str, program: str, arguments: list[str]) -> str:
    try:
        done = subprocess.run([program, *arguments], capture_output=True, timeout=_SECONDS, check=True, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    except (subprocess.SubprocessError, OSError) as error:
        raise NoTextLayer(path, "text recognition failed", "Recognise the text with another program and give the result.") from error
    return done.stdout.decode("utf-8", errors="replace")


def _draw(page: Any, target: Path) -> float:
    """Draw a page in shades of grey; the scale in pixels per point is returned."""
    scale = min(_DPI / 72, _LARGEST_SIDE / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, grayscale=True)
    rows = memoryview(bitmap.buffer)
    body = b"".join(bytes(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width]) for y in range(bitmap.height))
    target.write_bytes(f"P5 {bitmap.width} {bitmap.height} 255\n".encode() + body)
    return float(scale)


def _pieces(table: str, scale: float, raw: int) -> list[Piece]:
    """Lines of words from Tesseract's table; the size of a line is the median height of its words."""
    lines: dict[tuple[str, ...], list[tuple[str, float, float, float, float, float]]] = {}
    for row in table.splitlines()[1:]:
        fields = row.split("\t")
        if len(fields) < 12 or fields[0] != _WORD_LEVEL or not fields[11].strip():
            continue
        left, top, width, height, sure = (float(f) for f in fields[6:11])
        lines.setdefault(tuple(fields[1:5]), []).append((fields[11], left / scale, top / scale, width / scale, height / scale, sure / 100))
    pieces: list[Piece] = []
    for words in lines.values():
        text = " ".join(w[0] for w in words)
        top, bottom = min(w[2] for w in words), max(w[2] + w[4] for w in words)
        right = max(w[1] + w[3] for w in words)
        sure = sum(w[5] for w in words) / len(words)
        pieces.append(Piece(text, min(w[1] for w in words), right, top, bottom, max(bottom - top, 1.0), raw, round(sure, 3)))
        raw += len(text) + 1
    usual = statistics.median(p.size for p in pieces) if pieces else 0.0
    for piece in pieces:
        # The height of a line depends on its letters; only much smaller type is of another size.
        if 0.7 * usual < piece.size < 1.4 * usual:
            piece.size = usual
    return pieces
