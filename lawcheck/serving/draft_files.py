"""A draft as a Word document: headings where the law has them, list levels by indentation."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from lawcheck.model import Kind, Law, Provision
from lawcheck.reporting.document import is_rtl, printable
from lawcheck.reporting.packing import repack

_DIVISIONS = frozenset({Kind.BOOK, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.DIVISION, Kind.SUBDIVISION, Kind.SCHEDULE, Kind.CROSSHEADING})
_SECTIONS = frozenset({Kind.SECTION, Kind.ARTICLE, Kind.RULE})
# The schema of Word fixes the order of a paragraph's properties.
_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:textAlignment", "w:outlineLvl", "w:rPr", "w:sectPr")


def to_word(law: Law, name: str = "") -> bytes:
    """The law as a Word document; the same law gives the same bytes."""
    import docx

    document = docx.Document()
    document.core_properties.title = printable(law.title)
    document.core_properties.comments = printable(name)
    _direct(document.add_heading(printable(law.title or "Draft"), level=0), law.title)
    for root in law.provisions:
        _write(document, law, root, 0)
    buffer = BytesIO()
    document.save(buffer)
    return repack(buffer.getvalue())


def _write(document: Any, law: Law, provision: Provision, depth: int) -> None:
    first = provision.children[0].start if provision.children else provision.end
    if provision.kind in _DIVISIONS or provision.kind in _SECTIONS:
        label = " ".join(law.text[provision.start : provision.body_start].split())
        if label:
            _direct(document.add_heading(printable(label), level=1 if provision.kind in _DIVISIONS else 2), label)
        body = law.text[provision.body_start : first]
        below = 0
    else:
        body = law.text[provision.start : first]
        below = depth + 1
    for block in body.split("\n\n"):
        words = printable(" ".join(block.split()))
        if words:
            paragraph = document.add_paragraph(words)
            paragraph.paragraph_format.left_indent = _indent(max(0, below - 1))
            _direct(paragraph, words)
    for child in provision.children:
        _write(document, law, child, below)


def _direct(paragraph: Any, words: str) -> None:
    """Let a paragraph run from right to left where its script does."""
    from docx.oxml import OxmlElement

    if is_rtl(words):
        paragraph._p.get_or_add_pPr().insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)
        for run in paragraph.runs:
            run.font.rtl = True


def _indent(level: int) -> Any:
    from docx.shared import Cm

    return Cm(0.8 * level)
