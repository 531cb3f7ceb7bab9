"""The report on a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from lawcheck.model import Assessment, Finding
from lawcheck.reporting.document import Bullets, Document, Heading, Paragraph, Words, printable
from lawcheck.reporting.document import Table as Grid
from lawcheck.reporting.wording import OBLIGATION_WORDS, STATUS_WORDS, absent, gaps, pillar_name

_SHORT = 300
OBLIGATION_NAMES = {o.value: w for o, w in OBLIGATION_WORDS.items()}


def print_summary(assessment: Assessment, console: Console) -> None:
    """Print counts by pillar and by obligation."""
    for group, title in (("by_pillar", "By pillar"), ("by_obligation", "By obligation")):
        table = Table(title=title, title_justify="left")
        table.add_column("")
        for word in STATUS_WORDS.values():
            table.add_column(word, justify="right")
        for name, counts in assessment.summary[group].items():
            table.add_row(OBLIGATION_NAMES.get(name) or pillar_name(name), *(str(counts.get(s.value, 0)) for s in STATUS_WORDS))
        console.print(table)


def print_report(assessment: Assessment, console: Console) -> None:
    """Print the summary, then the gaps, mandatory ones first."""
    console.print(Text("; ".join(law.title for law in assessment.laws), style="bold"))
    print_summary(assessment, console)
    for finding in gaps(assessment.findings):
        console.print(_paragraph(finding))


def _paragraph(finding: Finding) -> Text:
    text = Text()
    text.append(f"{STATUS_WORDS[finding.status]}: {finding.title}", style="bold")
    text.append(f"  [{OBLIGATION_WORDS[finding.obligation]}; {', '.join(finding.sources)}]")
    text.append("  to verify\n" if finding.needs_review else "\n", style="italic")
    for conflict in finding.conflicts:
        text.append(f"  contrary rule: {conflict.statement}\n", style="bold")
    for piece in finding.evidence[:3]:
        quote = " ".join(piece.quote.split())
        text.append(f"  {piece.citation}: “{quote[:_SHORT]}{'…' if len(quote) > _SHORT else ''}”\n")
    for statement in absent(finding):
        text.append(f"  not found: {statement}\n")
    return text


_RUN_STYLES = {"strong": "bold", "em": "italic", "mark": "bold underline", "insert": "bold green", "delete": "strike red"}
_BLOCK_STYLES = {"label": "bold", "alert": "bold red", "note": "italic"}


def print_document(document: Document, console: Console) -> None:
    """Print a composed document; charts are left out, the tables beside them say the same."""
    console.print(Text(f"{document.title}: {document.subtitle}", style="bold"))
    for block in document.blocks:
        if isinstance(block, Heading):
            console.print(Text(f"\n{block.text}", style="bold underline" if block.level == 1 else "bold"))
        elif isinstance(block, Bullets):
            for item in block.items:
                console.print(Text("- ").append_text(_styled(item)))
        elif isinstance(block, Grid):
            console.print(_grid(block))
        elif isinstance(block, Paragraph):
            text = _styled(block.words, _BLOCK_STYLES.get(block.style, ""))
            console.print(Padding(text, (0, 0, 0, 4)) if block.style == "quote" else text)


def _styled(words: Words, style: str = "") -> Text:
    text = Text(style=style)
    for run in words:
        text.append(printable(run.text), style=_RUN_STYLES.get(run.style, ""))
    return text


def _grid(block: Grid) -> Table:
    table = Table(title=block.caption or None, title_justify="left", show_lines=True)
    for name, width in zip(block.head, block.widths, strict=True):
        table.add_column(Text(name), ratio=round(width * 100))
    for row in block.rows:
        table.add_row(*(_styled(cell) for cell in row))
    return table
