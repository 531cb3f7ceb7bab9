"""Open a file, find out what it is, and hand it to the reader of its format."""

from __future__ import annotations

import hashlib
import re
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import py3langid

from lawcheck.errors import EmptyFile, MissingFile, UnsafeFile, UnsupportedFormat
from lawcheck.model import Origin, SourceText
from lawcheck.reading.composing import compose
from lawcheck.reading.dialects import read_json_law, read_xml_law
from lawcheck.reading.docx import docx_text
from lawcheck.reading.html import html_text
from lawcheck.reading.pdf import pdf_pages
from lawcheck.reading.plain import decode, markdown_text

_LARGEST = 100 * 1024 * 1024
_LARGEST_UNPACKED = 200 * 1024 * 1024
_LANGUAGES = ["en", "fr", "es", "pt", "ru", "ar", "de", "it"]
_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*")
_TRANSLATED = str.maketrans({"\u00a0": " ", "\u00ad": None, "\ufeff": None, "ﬁ": "fi", "ﬂ": "fl", "\r": None, "\x0c": "\n"})


def read(path: str | Path) -> SourceText:
    """Read a law from a file.

    Raises:
        InputError: one of its subclasses, where the file cannot be used.
    """
    path = Path(path)
    data = _bytes(path)
    if structured := _structured(str(path), data):
        return structured
    media_type, pages = _pages(str(path), data)
    cleaned = [unicodedata.normalize("NFC", page.replace("\r\n", "\n").translate(_TRANSLATED)) for page in pages]
    text = "\n".join(cleaned)
    if not text.strip():
        raise EmptyFile(str(path), "the file has no text", "Give a file that holds the law.")
    origins, start = [], 0
    for number, page in enumerate(cleaned, start=1):
        known = number if media_type == "application/pdf" else None
        origins.append(Origin(start, min(len(text), start + len(page) + 1), page=known))
        start += len(page) + 1
    return SourceText(
        text=text,
        path=str(path),
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        language=_language(text),
        title=_title(text),
        origins=tuple(origins),
    )


def _structured(path: str, data: bytes) -> SourceText | None:
    """A law whose file declares its structure: XML, or LexML as JSON."""
    head = data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n")
    root = _ROOT.search(head)
    if head.startswith((b"<", b"<\x00", b"\xff\xfe<", b"\xfe\xff\x00<")) and not (root and root[1].lower() == b"html"):
        if not head.startswith(b"<?xml") and b"<html" in data[:2000].lower():
            return None
        law, media_type = read_xml_law(path, data), "application/xml"
    elif head.startswith(b"{") and b"lexml" in head:
        law, media_type = read_json_law(path, decode(path, data)), "application/json"
    else:
        return None
    language = law.language
    composed = compose(law.roots, language or "en")
    if not language:
        language = _language(composed.text)
        composed = compose(law.roots, language)
    return SourceText(
        text=composed.text,
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media_type,
        language=language,
        title=law.title or _title(composed.text),
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


def _pages(path: str, data: bytes) -> tuple[str, list[str]]:
    if data.startswith(_PICTURES):
        raise UnsupportedFormat(path, "this is a picture", "Run text recognition on it first and give the result.")
    if data[:1024].lstrip().startswith(b"%PDF"):
        return "application/pdf", pdf_pages(path, data)
    if data.startswith(b"PK\x03\x04"):
        return _package(path, data)
    head = data[:2000].lower()
    if b"<html" in head or b"<!doctype html" in head:
        return "text/html", [html_text(path, data)]
    text = decode(path, data)
    if text.lstrip().startswith("<?xml"):
        raise UnsupportedFormat(path, "this XML dialect is not known", "Save the law as HTML, PDF, Word or text.")
    if path.lower().endswith((".md", ".markdown")):
        return "text/markdown", [markdown_text(text)]
    return "text/plain", [text]


def _package(path: str, data: bytes) -> tuple[str, list[str]]:
    try:
        entries = zipfile.ZipFile(BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        entries = []
    if sum(e.file_size for e in entries) > _LARGEST_UNPACKED:
        raise UnsafeFile(path, "the file unpacks to more than 200 MB", "Open it in Word and save it again.")
    if entries and not any(e.filename == "word/document.xml" for e in entries):
        raise UnsupportedFormat(path, "this is a zip file but no Word document", "Give the law itself.")
    return "application/vnd.openxmlformats-officedocument.wordprocessingml.document", [docx_text(path, data)]


def _language(text: str) -> str:
    identifier = py3langid.langid
    py3langid.set_languages(_LANGUAGES)
    code, _ = identifier.classify(text[:20000]) if hasattr(identifier, "classify") else py3langid.classify(text[:20000])
    return str(code)


def _title(text: str) -> str:
    lines = [line.strip(" #*") for line in text.splitlines()[:60] if line.strip(" #*")]
    for line in lines:
        if any(w in line.lower() for w in (" act", "law", "code", "bill", "ordinance", "decree")) and len(line) < 160:
            return line
    return lines[0][:160] if lines else ""
