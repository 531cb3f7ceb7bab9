"""Any report as Markdown."""

from __future__ import annotations

import re

from lawcheck.model import Assessment
from lawcheck.reporting.composing import compose
from lawcheck.reporting.document import Block, Bullets, Document, Heading, Paragraph, Run, Table, Words, is_rtl, printable

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
# What would begin a list, a heading or a rule at the start of a line.
_LINE_START = re.compile(r"^(\s*)([-+=]|\d+[.)])", re.MULTILINE)
_STYLES = {"strong": "**", "em": "*", "mark": "**", "insert": "**", "delete": "~~"}


def to_markdown(assessment: Assessment, *, date: str = "") -> str:
    """Write the gap report; text of the law is escaped, so that it stays text."""
    return render(compose(assessment, date=date))


def render(document: Document) -> str:
    """Write a document."""
    lines = [f"# {escape(document.title)}", "", f"**{escape(document.subtitle)}**", ""]
    lines += [line for name, value in document.front for line in (f"{name}: {escape(value)}", "")]
    for block in document.blocks:
        lines += [*_block(block), ""]
    return "\n".join(lines).rstrip() + "\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is."""
    marked = _MARKS.sub(r"\\\1", printable(text))
    return _LINE_START.sub(lambda m: m[1] + (f"\\{m[2]}" if len(m[2]) == 1 else f"{m[2][:-1]}\\{m[2][-1]}"), marked)


def _block(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return [f"{'#' * (block.level + 1)} {escape(' '.join(block.text.split()))}"]
    if isinstance(block, Bullets):
        return [f"- {_line(item)}" for item in block.items]
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Paragraph):
        return _paragraph(block)
    return [f"*{escape(block.alt)}*"]


def _paragraph(block: Paragraph) -> list[str]:
    if block.style == "quote":
        text = _words(block.words)
        opening = ['> <div dir="rtl">', ">"] if is_rtl("".join(r.text for r in block.words)) else []
        lines = [f"> {line}".rstrip() for line in text.split("\n")]
        return [*opening, *lines, *([">", "> </div>"] if opening else [])]
    if block.style == "label":
        return [f"**{_line(block.words)}**"]
    if block.style == "alert":
        return [f"> **Conflict.** {_line(block.words)}"]
    if block.style == "option":
        return [f"> {line}".rstrip() for line in _words(block.words).split("\n")]
    return [_words(block.words)]


def _table(table: Table) -> list[str]:
    lines = [f"**{escape(table.caption)}**", ""] if table.caption else []
    lines += ["| " + " | ".join(escape(h) for h in table.head) + " |", "|" + " --- |" * len(table.head)]
    return [*lines, *("| " + " | ".join(_line(cell) for cell in row) + " |" for row in table.rows)]


def _line(words: Words) -> str:
    return " ".join(_words(words).split())


def _words(words: Words) -> str:
    return "".join(_run(run) for run in words)


def _run(run: Run) -> str:
    """Marks stand close to the words: blanks at the ends of a run go outside them."""
    mark = _STYLES.get(run.style, "")
    core = run.text.strip()
    if not mark or not core:
        return escape(run.text)
    before, _, after = run.text.partition(core)
    return f"{before}{mark}{escape(core)}{mark}{after}"
