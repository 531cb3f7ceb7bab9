"""Read the parts of a Word file and lay out its text, one line per paragraph."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from lawcheck.errors import DamagedFile, InputError, ProtectedFile, UnsafeFile
from lawcheck.reading.docx.numbering import Numbering, W
from lawcheck.reading.markup import parse_xml
from lawcheck.reading.runs import Run

VIEWS = ("accepted", "original", "final")
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_LARGEST_PART = 80 * 1024 * 1024
_DEEPEST = 250  # tables in text boxes in tables
_LABEL = re.compile(r"\W{0,2}(?:\d[\w.-]{0,7}|[ivxlcIVXLC]{1,6}|\w)\W{0,2}")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_BROKEN = "the Word file is damaged"
_REMEDY = "Open it in Word and save it again."
# What stands in the text for each kind of mark.
_MARKS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_SKIPPED = frozenset(f"{W}{name}" for name in ("instrText", "delInstrText", "pPr", "rPr", "softHyphen", "pict", "object", "rt"))


@dataclass(frozen=True)
class WordText:
    """Runs of text, and what was left out."""

    runs: list[Run]
    warnings: tuple[str, ...]


def read_docx(path: str, data: bytes, *, tracked: str = "accepted") -> WordText:
    """Text of a Word document, one line per paragraph, with automatic numbers.

    ``tracked`` is the view of tracked changes: "accepted" and "final" show the text as if all were accepted,
    "original" as if none had been made.

    Raises:
        DamagedFile: the file cannot be parsed.
        ProtectedFile: it is encrypted.
        UnsafeFile: it would exhaust the machine.
        InputError: there is no such view.
    """
    if tracked not in VIEWS:
        raise InputError(path, f"{tracked} is no view of tracked changes", f"Use {', '.join(VIEWS)}.")
    parts = _parts(path, data)
    body = parts["word/document.xml"].find(f"{W}body")
    if body is None:
        raise DamagedFile(path, _BROKEN, _REMEDY)
    reader = _Reader(Numbering(parts.get("word/numbering.xml"), parts.get("word/styles.xml")), tracked == "original")
    runs = list(reader.blocks(body))
    warnings = []
    if reader.notes:
        warnings.append(f"footnotes were left out: {reader.notes}")
    if reader.changes:
        shown = "as they were before" if tracked == "original" else "as accepted"
        warnings.append(f"the file has tracked changes ({reader.changes}); they were read {shown}")
    return WordText(runs, tuple(warnings))


def _parts(path: str, data: bytes) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for name in ("word/document.xml", "word/numbering.xml", "word/styles.xml"):
                if name in archive.namelist():
                    with archive.open(name) as part:
                        content = part.read(_LARGEST_PART + 1)
                    if len(content) > _LARGEST_PART:
                        raise UnsafeFile(path, "the file unpacks to more than any law", _REMEDY)
                    parts[name] = parse_xml(path, content, deepest=_DEEPEST)
    except RuntimeError as error:  # zipfile's word for encryption
        raise ProtectedFile(path, "the file is protected by a password", "Save a copy without it.") from error
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        raise DamagedFile(path, _BROKEN, _REMEDY) from error
    return parts


class _Reader:
    """Walks the body; counts what it leaves out."""

    def __init__(self, numbering: Numbering, original: bool) -> None:
        self.numbering = numbering
        self.original = original
        self.gone = {f"{W}{name}" for name in (("ins", "moveTo") if original else ("del", "moveFrom"))}
        self.notes = 0
        self.changes = 0
        self._count = 0
        self._raw = 0

    def blocks(self, parent: Any) -> Iterator[Run]:
        """Paragraphs and tables below an element, in order."""
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{W}tbl":
                for row in child.iter(f"{W}tr"):
                    if next(row.iterancestors(f"{W}tbl")) is child and row.find(f"{W}trPr/{W}{'ins' if self.original else 'del'}") is None:
                        yield from self._row(row)
            elif child.tag == f"{_MARKUP}AlternateContent":
                yield from self.blocks(_chosen(child))
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo", f"{W}del", f"{W}moveFrom") and child.tag not in self.gone:
                yield from self.blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Run]:
        self._count += 1
        place = f"paragraph {self._count}"
        boxes: list[Any] = []
        text = "".join(self._text(paragraph, boxes))
        mark = paragraph.find(f"{W}pPr/{W}rPr/{W}{'ins' if self.original else 'del'}")
        joined = mark is not None
        if joined:
            self.changes += 1
        if not (joined and not text.strip()):
            label = self.numbering.label(paragraph) if text.strip() or not joined else ""
            if label:
                yield Run(label, None, element=place)
            yield Run(text + ("" if joined else "\n"), self._raw, element=place)
        self._raw += len(text) + 1
        for box in boxes:
            yield from self.blocks(box)

    def _row(self, row: Any) -> Iterator[Run]:
        """Cells side by side; a number in a cell of its own goes with the text beside it."""
        cells = []
        for cell in row.iterchildren(f"{W}tc", f"{W}sdt"):
            runs = list(self.blocks(cell))
            text = "".join(run.text for run in runs).strip()
            cells.append((text, runs[0].element if runs else None))
        filled = [(text, place) for text, place in cells if text]
        for index, (text, place) in enumerate(filled):
            last = index == len(filled) - 1
            between = "\n" if last else " " if _LABEL.fullmatch(text) else "\n" if "\n" in text else " | "
            yield Run(text + between, None, element=place)

    def _text(self, element: Any, boxes: list[Any]) -> Iterator[str]:
        """Text of runs; text boxes are set aside."""
        for child in element:
            tag = child.tag
            if tag in (f"{W}ins", f"{W}del", f"{W}moveTo", f"{W}moveFrom"):
                self.changes += 1
            if tag in self.gone or (tag in _SKIPPED and child.find(f".//{W}txbxContent") is None):
                continue
            if tag == f"{W}t" or (tag == f"{W}delText" and self.original):
                yield _raised(child)
            elif tag in _MARKS:
                yield _MARKS[tag]
            elif tag == f"{W}sym":
                yield _symbol(child)
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                self.notes += 1
            elif tag == f"{W}txbxContent":
                boxes.append(child)
            elif tag == f"{_MARKUP}AlternateContent":
                yield from self._text(_chosen(child), boxes)
            elif tag == f"{W}r" and _hidden(child):
                continue
            elif isinstance(tag, str):
                yield from self._text(child, boxes)


def _chosen(alternate: Any) -> Any:
    """One of the alternatives: a text box is written twice, for new and for old readers."""
    choice = alternate.find(f"{_MARKUP}Choice")
    fallback = alternate.find(f"{_MARKUP}Fallback")
    return choice if choice is not None else fallback if fallback is not None else []


def _hidden(run: Any) -> bool:
    hidden = run.find(f"{W}rPr/{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in ("0", "false")


def _raised(text: Any) -> str:
    """Digits set above the line belong to numbers such as 127¹."""
    words = text.text or ""
    position = text.getparent().find(f"{W}rPr/{W}vertAlign")
    above = position is not None and position.get(f"{W}val") == "superscript"
    return words.translate(_RAISED) if above and words.strip().isdigit() else words


def _symbol(element: Any) -> str:
    code = element.get(f"{W}char", "")
    value = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
    return chr(value) if 0x20 <= value < 0xE000 else "•"
