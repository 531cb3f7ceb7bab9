"""Tell the format of a file by its content; the name decides only between kinds of plain text."""

from __future__ import annotations

import re
import zipfile
from enum import StrEnum
from io import BytesIO

from lawcheck.errors import DamagedFile, UnsafeFile, UnsupportedFormat

_ROOT = re.compile(rb"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")
_COMMENTS = re.compile(rb"\A(?:<!--(?:(?!-->).)*-->\s*)+", re.DOTALL)
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\x00", b"MM\x00*", b"RIFF", b"BM")
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_LARGEST_UNPACKED = 200 * 1024 * 1024
_STEEPEST = 200  # unpacked bytes per packed byte
_MOST_ENTRIES = 5000
_HTML_ROOTS = frozenset(b"html head body div p table h1 h2 h3 ul ol span center font meta title article main".split())


class Format(StrEnum):
    """Formats that lawcheck reads; the value is the media type."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    ODT = "application/vnd.oasis.opendocument.text"
    RTF = "application/rtf"
    DOC = "application/msword"
    HTML = "text/html"
    XML = "application/xml"
    JSON = "application/json"
    MARKDOWN = "text/markdown"
    TEXT = "text/plain"


def format_of(path: str, data: bytes) -> Format:
    """The format of a file.

    Raises:
        UnsupportedFormat: it is a picture, an archive, or an office file of another kind.
        DamagedFile: an office file that cannot be opened.
        UnsafeFile: an archive that unpacks to more than any law.
    """
    if data.startswith(_PICTURES):
        raise UnsupportedFormat(path, "this is a picture", "Put it into a PDF and run lawcheck with --ocr, or give its text.")
    if b"%PDF" in data[:1024]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        return _package(path, data)
    if data.startswith(b"{\\rtf"):
        return Format.RTF
    if data.startswith(_OLD_OFFICE):
        return Format.DOC
    head = _COMMENTS.sub(b"", data[:4000].lstrip(b"\xef\xbb\xbf \t\r\n"))
    if head.startswith((b"<", b"<\x00", b"\xff\xfe<", b"\xfe\xff\x00<")):
        root = _ROOT.search(head)
        # Tags of HTML are in one case; Body with a capital is an element of Canadian statutes.
        page = root is not None and root[1].lower() in _HTML_ROOTS and not root[1].istitle()
        return Format.HTML if page else Format.XML
    if head.startswith(b"{") and b"lexml" in head.lower():
        return Format.JSON
    if b"<html" in data[:2000].lower():
        return Format.HTML
    return Format.MARKDOWN if path.lower().endswith((".md", ".markdown")) else Format.TEXT


def _package(path: str, data: bytes) -> Format:
    try:
        entries = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise DamagedFile(path, "the file is damaged", "Open it in Word and save it again.") from error
    unpacked = sum(e.file_size for e in entries)
    if unpacked > _LARGEST_UNPACKED or len(entries) > _MOST_ENTRIES or unpacked > _STEEPEST * len(data) + 1_000_000:
        raise UnsafeFile(path, "the file unpacks to more than any law", "Open it in Word and save it again.")
    names = {e.filename for e in entries}
    if "word/document.xml" in names:
        return Format.DOCX
    if "content.xml" in names and "META-INF/manifest.xml" in names:
        return Format.ODT
    raise UnsupportedFormat(path, "this is a zip file but no Word document", "Give the law itself.")
