"""Open a file, find out what it is, and hand it to the reader of its format. Readers load when a file needs them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lawcheck.errors import EmptyFile, MissingFile, UnsafeFile, UnsupportedFormat
from lawcheck.model import SourceText
from lawcheck.reading.language import language_of
from lawcheck.reading.runs import Run, assemble
from lawcheck.reading.sniffing import Format, format_of
from lawcheck.reading.titles import title_of

_LARGEST = 100 * 1024 * 1024
_LONGEST = 30_000_000  # characters; the longest codes in force have about 5 million


@dataclass(frozen=True)
class _Reading:
    runs: Sequence[Run]
    title: str = ""
    warnings: tuple[str, ...] = ()


def read(path: str | Path, *, ocr: bool = False, tracked: str = "accepted", language: str = "auto") -> SourceText:
    """Read a law from a file.

    ``ocr`` recognises pages that are pictures; ``tracked`` chooses the view of a Word file with tracked
    changes: "accepted", "original" or "final" (accepted, with comments' anchors gone); ``language`` overrides detection.

    Raises:
        InputError: one of its subclasses, where the file cannot be used.
    """
    path = Path(path)
    data = _bytes(path)
    kind = format_of(str(path), data)
    if kind in (Format.XML, Format.JSON):
        return _structured(str(path), data, kind, language)
    reading = _read(str(path), data, kind, ocr=ocr, tracked=tracked, language="" if language == "auto" else language)
    text, origins = assemble(reading.runs)
    if not text.strip():
        raise EmptyFile(str(path), "the file has no text", "Give a file that holds the law.")
    if len(text) > _LONGEST:
        raise UnsafeFile(str(path), f"the text is longer than {_LONGEST // 1_000_000} million characters", "Split it into its laws.")
    return SourceText(
        text=text,
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind.value,
        language=language_of(text) if language == "auto" else language,
        title=title_of(text) or reading.title,
        origins=origins,
        warnings=reading.warnings,
    )


def _read(path: str, data: bytes, kind: Format, *, ocr: bool, tracked: str, language: str) -> _Reading:
    if kind is Format.PDF:
        from lawcheck.reading.pdf import read_pdf

        pdf = read_pdf(path, data, ocr=ocr, language=language)
        return _Reading(pdf.runs, pdf.title, pdf.warnings)
    if kind in (Format.RTF, Format.ODT, Format.DOC):
        from lawcheck.reading.office import to_docx

        data, kind = to_docx(path, data, kind), Format.DOCX
    if kind is Format.DOCX:
        from lawcheck.reading.docx import read_docx

        word = read_docx(path, data, tracked=tracked)
        return _Reading(word.runs, warnings=word.warnings)
    if kind is Format.HTML:
        from lawcheck.reading.html import read_html

        return _Reading(read_html(path, data))
    from lawcheck.reading.plain import decode

    text = decode(path, data).replace("\r\n", "\n").replace("\r", "\n")
    if kind is Format.MARKDOWN:
        from lawcheck.reading.markdown import read_markdown

        return _Reading(read_markdown(text))
    return _Reading([Run(text, 0)])


def _structured(path: str, data: bytes, kind: Format, language: str) -> SourceText:
    """A law whose file declares its structure."""
    from lawcheck.reading.composing import compose
    from lawcheck.reading.dialects import read_json_law, read_xml_law

    if kind is Format.XML:
        law = read_xml_law(path, data)
    else:
        from lawcheck.reading.plain import decode

        law = read_json_law(path, decode(path, data))
    declared = law.language if language == "auto" else language
    composed = compose(law.roots, declared or "en")
    if not declared:
        declared = language_of(composed.text)
        composed = compose(law.roots, declared)
    return SourceText(
        text=composed.text,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=kind.value,
        language=declared,
        title=law.title or title_of(composed.text),
        origins=composed.origins,
        structure=composed.structure,
    )


def _bytes(path: Path) -> bytes:
    if path.is_dir():
        raise UnsupportedFormat(str(path), "this is a folder", "Name the file of the law inside it.")
    if not path.is_file():
        raise MissingFile(str(path), "there is no such file", "Check the path.")
    if path.stat().st_size > _LARGEST:
        raise UnsafeFile(str(path), "the file is larger than 100 MB", "Split it, or export the text alone.")
    data = path.read_bytes()
    if not data.strip():
        raise EmptyFile(str(path), "the file is empty", "Give a file that holds the law.")
    return data
