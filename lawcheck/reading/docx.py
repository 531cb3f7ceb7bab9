"""Word documents: paragraphs and tables in order, automatic numbers written out, tracked changes accepted."""

from __future__ import annotations

from collections import defaultdict
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from lawcheck.errors import DamagedFile


def docx_text(path: str, data: bytes) -> str:
    """Text of a Word document, one line per paragraph.

    Raises:
        DamagedFile: the file cannot be parsed.
    """
    try:
        document = Document(BytesIO(data))
    except Exception as error:  # python-docx lets through whatever its zip and XML layers raise
        raise DamagedFile(path, "the Word file is damaged", "Open it in Word and save it again.") from error
    numbering = _Numbering(document)
    return "\n".join(numbering.label(p) + _text(p) for p in document.element.body.iter(qn("w:p")))


def _text(paragraph: Any) -> str:
    parts = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        if any(a.tag == qn("w:del") for a in node.iterancestors()):
            continue
        parts.append(node.text or "" if node.tag == qn("w:t") else ("\n" if node.tag == qn("w:br") else " "))
    return "".join(parts)


class _Numbering:
    """Counts automatic numbers as Word would, from ``numbering.xml``."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {a.get(qn("w:abstractNumId")): a for a in root.iter(qn("w:abstractNum"))}
        for num in root.iter(qn("w:num")):
            reference = num.find(qn("w:abstractNumId"))
            definition = abstract.get(reference.get(qn("w:val"))) if reference is not None else None
            if definition is not None:
                self._levels[num.get(qn("w:numId"))] = dict(_level(e) for e in definition.iter(qn("w:lvl")))

    def label(self, paragraph: Any) -> str:
        """The number Word prints before this paragraph, with a blank after it; "" where there is none."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number = properties.find(qn("w:numId")) if properties is not None else None
        levels = self._levels.get(number.get(qn("w:val"))) if number is not None else None
        if not levels or number is None:
            return ""
        depth_node = properties.find(qn("w:ilvl"))
        depth = int(depth_node.get(qn("w:val"))) if depth_node is not None else 0
        counts = self._counts[number.get(qn("w:val"))]
        counts[depth] = counts.get(depth, levels.get(depth, ("", "", 1))[2] - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        text = levels.get(depth, ("decimal", "", 1))[1]
        for level, (style, _, start) in levels.items():
            text = text.replace(f"%{level + 1}", _written(counts.get(level, start), style))
        return text + " " if text else ""


def _level(element: Any) -> tuple[int, tuple[str, str, int]]:
    def value(name: str, default: str) -> str:
        node = element.find(qn(name))
        return str(node.get(qn("w:val"))) if node is not None else default

    key = int(element.get(qn("w:ilvl")))
    return key, (value("w:numFmt", "decimal"), value("w:lvlText", ""), int(value("w:start", "1")))


def _written(number: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters if style == "lowerLetter" else letters.upper()
    if style in ("lowerRoman", "upperRoman"):
        roman = "".join(_roman_parts(number))
        return roman if style == "lowerRoman" else roman.upper()
    return "" if style in ("bullet", "none") else str(number)


def _roman_parts(number: int) -> list[str]:
    parts = []
    for value, sign in (
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ):
        while number >= value:
            parts.append(sign)
            number -= value
    return parts
