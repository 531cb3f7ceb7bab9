"""The assessment as rows, one per element, for spreadsheets and CSV."""

from __future__ import annotations

import csv
import io

from lawcheck.model import Assessment
from lawcheck.reporting.document import printable
from lawcheck.reporting.entries import Entry, entries
from lawcheck.reporting.places import Places
from lawcheck.reporting.wording import pillar_name

ELEMENT_COLUMNS = (
    "Requirement",
    "Title",
    "Pillar",
    "Obligation",
    "Sources",
    "Finding",
    "To verify",
    "Element",
    "Statement",
    "Essential",
    "In the law",
    "Provision",
    "Quotation",
    "Recommendation",
)
# A spreadsheet takes a cell that begins so for a formula or a command.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LONGEST_CELL = 32_000


def element_rows(assessment: Assessment) -> list[tuple[str, ...]]:
    """One row per element in the order of ``ELEMENT_COLUMNS``."""
    return [row for entry in entries(assessment, Places(assessment)) for row in _rows(entry)]


def _rows(entry: Entry) -> list[tuple[str, ...]]:
    f = entry.finding
    head = (f.requirement, f.title, pillar_name(f.pillar), entry.obligation, "; ".join(f.sources), entry.status, "yes" if f.needs_review else "no")
    rows: list[tuple[str, ...]] = []
    for row in entry.elements:
        quotes = [q.evidence.quote for q in entry.quotes if row.element.id in q.evidence.elements] if row.element.present else []
        essential = "yes" if row.element.essential else "no"
        rows.append((*head, row.element.id, row.element.statement, essential, row.state, row.where, cell("\n\n".join(quotes)), entry.recommendation))
    return rows


def cell(text: str) -> str:
    """Text that fits into one cell."""
    text = printable(text)
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def to_csv(assessment: Assessment, *, date: str = "") -> str:
    """Write comma-separated values with a byte order mark, which spreadsheets need to see UTF-8.

    Cells that a spreadsheet would run as a formula begin with an apostrophe.
    """
    return write_csv((ELEMENT_COLUMNS, *element_rows(assessment)))


def write_csv(rows: tuple[tuple[str, ...], ...]) -> str:
    """Rows as CSV, formulas inert."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([inert(printable(value)) for value in row] for row in rows)
    return "\ufeff" + out.getvalue()


def inert(text: str) -> str:
    """Text that a spreadsheet shows instead of running it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) or text.startswith(_FORMULA_STARTS) else text
