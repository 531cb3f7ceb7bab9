"""The assessment as a workbook: summary with charts, one row per element, one per quotation, sources."""

from __future__ import annotations

import datetime
import io
from collections.abc import Collection, Sequence
from typing import Any

from lawcheck.model import Assessment, Status
from lawcheck.reporting.annexes import sources
from lawcheck.reporting.composing import coverage, overview
from lawcheck.reporting.document import Table, is_rtl, plain
from lawcheck.reporting.entries import entries
from lawcheck.reporting.packing import repack
from lawcheck.reporting.places import Places
from lawcheck.reporting.rows import ELEMENT_COLUMNS, cell, element_rows
from lawcheck.reporting.wording import STATUS_WORDS, law_name, pillar_name

_EPOCH = datetime.datetime(2000, 1, 1)
# Fill per status word; the word itself stands in the cell, so colour is never alone.
FILLS = {
    STATUS_WORDS[Status.MET]: "CFE8D8",
    STATUS_WORDS[Status.PARTIAL]: "FBE7B5",
    STATUS_WORDS[Status.MISSING]: "F6D5D5",
    STATUS_WORDS[Status.CONFLICT]: "E2A9A9",
}
_ELEMENT_WIDTHS = (26, 30, 18, 15, 18, 13, 10, 22, 40, 10, 13, 18, 70, 60)


def to_xlsx(assessment: Assessment, *, date: str = "") -> bytes:
    """The workbook as bytes; the same assessment gives the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    _summary(book.active, assessment, date)
    elements = element_rows(assessment)
    fill_sheet(book.create_sheet("Elements"), ELEMENT_COLUMNS, elements, _ELEMENT_WIDTHS, status_columns=(5,))
    found = entries(assessment, Places(assessment))
    rows = [
        (
            e.finding.requirement,
            e.finding.title,
            pillar_name(e.finding.pillar),
            e.obligation,
            "; ".join(e.finding.sources),
            e.status,
            "yes" if e.finding.needs_review else "no",
            e.alert,
            e.recommendation,
            e.decision,
        )
        for e in found
    ]
    head = ("Requirement", "Title", "Pillar", "Obligation", "Sources", "Finding", "To verify", "Conflict", "Recommendation", "Decision")
    fill_sheet(book.create_sheet("Requirements"), head, rows, (26, 34, 18, 15, 20, 13, 10, 40, 70, 50), status_columns=(5,))
    quotes = [
        (
            e.finding.requirement,
            law_name(assessment.laws[q.evidence.law]),
            q.evidence.citation,
            str(q.evidence.page or ""),
            q.shows,
            cell(q.evidence.quote),
            q.evidence.eid,
        )
        for e in found
        for q in e.quotes
    ]
    fill_sheet(
        book.create_sheet("Quotations"), ("Requirement", "Law", "Citation", "Page", "Shows", "Quotation", "Identifier"), quotes, (26, 30, 16, 7, 40, 90, 34)
    )
    table = next(b for b in sources(assessment) if isinstance(b, Table))
    fill_sheet(book.create_sheet("Texts"), table.head, [tuple(plain(c) for c in row) for row in table.rows], (44, 44, 70))
    return save(book, "Gap report")


def save(book: Any, title: str) -> bytes:
    """A workbook as bytes, with fixed dates."""
    book.properties.title = title
    book.properties.creator = "lawcheck"
    book.properties.created = book.properties.modified = _EPOCH
    out = io.BytesIO()
    book.save(out)
    return repack(_fix_modified(out.getvalue()))


def _fix_modified(content: bytes) -> bytes:
    """The library stamps the time of saving over ours; put ours back."""
    import re
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            data = given.read(name)
            if name == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", data)
            made.writestr(name, data)
    return out.getvalue()


def fill_sheet(sheet: Any, head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], *, status_columns: Collection[int] = ()) -> None:
    """Fill a sheet with text cells, a frozen header and filters; nothing in it can be a formula."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    bold, head_fill = Font(bold=True), PatternFill("solid", fgColor="ECE8DE")
    top, rtl = Alignment(wrap_text=True, vertical="top"), Alignment(wrap_text=True, vertical="top", readingOrder=2, horizontal="right")
    fills = {word: PatternFill("solid", fgColor=colour) for word, colour in FILLS.items()}
    for column, name in enumerate(head, 1):
        box = put_text(sheet.cell(1, column), name)
        box.font, box.fill, box.alignment = bold, head_fill, top
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    for at, row in enumerate(rows, 2):
        for column, text in enumerate(row, 1):
            box = put_text(sheet.cell(at, column), text)
            box.alignment = rtl if is_rtl(text) else top
            if column - 1 in status_columns and text in fills:
                box.fill = fills[text]
    sheet.freeze_panes = "C2" if len(head) > 4 else "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{max(2, len(rows) + 1)}"
    sheet.print_title_rows = "1:1"
    _fit_width(sheet)


def _fit_width(sheet: Any) -> None:
    """Print on landscape pages, as wide as the sheet."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def put_text(box: Any, text: str) -> Any:
    """Put text into a cell as text, whatever it begins with."""
    box.value = cell(text)
    box.data_type = "s"
    if text.startswith(("=", "+", "-", "@")):
        box.quotePrefix = True
    return box


def _summary(sheet: Any, assessment: Assessment, date: str) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.title = "Summary"
    for letter, width in zip("ABCDEFGH", (34, *(13,) * 7), strict=True):
        sheet.column_dimensions[letter].width = width
    _fit_width(sheet)
    put_text(sheet.cell(1, 1), "Gap report").font = Font(bold=True, size=16)
    put_text(sheet.cell(2, 1), "; ".join(law_name(law) for law in assessment.laws))
    put_text(sheet.cell(3, 1), f"Assessed against: {assessment.catalogue.title or assessment.catalogue.id}{f'. {date}' if date else ''}")
    text = put_text(sheet.cell(4, 1), " ".join(overview(assessment)))
    sheet.merge_cells("A4:H4")
    text.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.row_dimensions[4].height = 80
    at = 6
    for table in coverage(assessment):
        at = _counts(sheet, table, at)


def _counts(sheet: Any, table: Table, at: int) -> int:
    """Put a table of counts with its bar chart at a row; return the next free row."""
    from openpyxl.chart import BarChart, Reference
    from openpyxl.styles import Font

    for column, name in enumerate(table.head, 1):
        sheet.cell(at, column, name).font = Font(bold=True)
    for offset, row in enumerate(table.rows, 1):
        put_text(sheet.cell(at + offset, 1), plain(row[0]))
        for column, value in enumerate(row[1:], 2):
            sheet.cell(at + offset, column, int(plain(value)))
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title = table.caption
    body = len(table.rows) - 1
    chart.add_data(Reference(sheet, min_col=2, max_col=len(table.head) - 1, min_row=at, max_row=at + body), titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=at + 1, max_row=at + body))
    chart.y_axis.delete = chart.x_axis.delete = False
    chart.x_axis.scaling.orientation = "maxMin"
    for series, name in zip(chart.series, table.head[1:-1], strict=True):
        series.graphicalProperties.solidFill = {"Met": "2C6E49", "Partly met": "F2C14E", "Not found": "FFFFFF", "Conflict": "8B1A1A"}.get(name, "CFCFCF")
        series.graphicalProperties.line.solidFill = "1B1B1B"
    chart.height, chart.width, chart.gapWidth = 7, 16, 50
    sheet.add_chart(chart, f"{chr(ord('A') + len(table.head) + 1)}{at}")
    return at + max(len(table.rows) + 3, 16)
