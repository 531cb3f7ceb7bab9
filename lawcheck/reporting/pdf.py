"""Any report as PDF, set by Typst with fonts that travel along; the law's words are data to it, never markup."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from lawcheck.model import Assessment
from lawcheck.reporting import charts
from lawcheck.reporting.composing import compose
from lawcheck.reporting.document import Block, Bullets, Document, Figure, Heading, Paragraph, Table, Words, is_rtl, plain, printable, shortened


def to_pdf(assessment: Assessment, *, date: str = "") -> bytes:
    """The gap report as PDF."""
    return render(compose(assessment, date=date))


def render(document: Document) -> bytes:
    """Set a document; the same document gives the same bytes."""
    import typst

    # The package declares the types of its source argument more narrowly than it accepts them.
    typeset: Any = typst.compile

    data = {
        "title": printable(document.title),
        "subtitle": _cell(((document.subtitle, ""),)),
        "running": printable(shortened(document.running, 70)),
        "date": document.date,
        "front": [list(pair) for pair in document.front],
        "contents": document.contents,
        "blocks": [_block(block) for block in document.blocks],
    }
    template = resources.files("lawcheck.reporting").joinpath("templates/report.typ").read_bytes()
    made: bytes = typeset(
        template,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        font_paths=[str(charts.font_folder())],
        ignore_system_fonts=True,
        timestamp=0,
    )
    return made


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"kind": "heading", "level": block.level, "text": printable(block.text)}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "style": block.style, **_words(block.words)}
    if isinstance(block, Bullets):
        return {"kind": "bullets", "items": [_words(item) for item in block.items]}
    if isinstance(block, Table):
        return {
            "kind": "table",
            "caption": block.caption,
            "head": list(block.head),
            "widths": list(block.widths),
            "rows": [[_words(cell) for cell in row] for row in block.rows],
        }
    return _figure(block)


def _figure(figure: Figure) -> dict[str, Any]:
    return {"kind": "figure", "svg": charts.svg(figure.chart), "caption": figure.caption, "alt": figure.alt}


def _words(text: Words) -> dict[str, Any]:
    return _cell(tuple((run.text, run.style) for run in text), rtl=is_rtl(plain(text)))


def _cell(runs: tuple[tuple[str, str], ...], *, rtl: bool = False) -> dict[str, Any]:
    return {"rtl": rtl or is_rtl("".join(t for t, _ in runs)), "runs": [{"text": printable(text), "style": style} for text, style in runs]}
