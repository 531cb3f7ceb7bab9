"""The regional review as a page with the evidence on click, and as a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lawcheck.comparing.matrix import Matrix
from lawcheck.comparing.matrix_report import compose_matrix, heat_map, summary
from lawcheck.model import Evidence, Finding
from lawcheck.reporting.document import Run, Words, quoted
from lawcheck.reporting.documents import render_document
from lawcheck.reporting.html import environment
from lawcheck.reporting.places import Places
from lawcheck.reporting.rows import cell
from lawcheck.reporting.wording import OBLIGATION_WORDS, STATUS_WORDS, absent, pillar_name
from lawcheck.reporting.writing import check_formats, write_file

MATRIX_FORMATS = ("html", "xlsx", "docx", "pdf", "md")
_QUOTES = 3
_QUOTE_LENGTH = 700


def write_matrix(matrix: Matrix, formats: Sequence[str], folder: Path, stem: str = "matrix", *, date: str = "") -> list[Path]:
    """Write the review into a folder and return the paths.

    Raises:
        OutputError: the folder cannot be written, or a format is unknown.
    """
    check_formats(formats, MATRIX_FORMATS)
    return [write_file(folder / f"{stem}.{f}", render_matrix(matrix, f, date=date)) for f in formats]


def render_matrix(matrix: Matrix, format: str, *, date: str = "") -> str | bytes:
    """The review in one of ``MATRIX_FORMATS``."""
    if format == "html":
        return _page(matrix, date)
    return _workbook(matrix) if format == "xlsx" else render_document(compose_matrix(matrix, date=date), format)


def _page(matrix: Matrix, date: str) -> str:
    rest = compose_matrix(matrix, date=date).blocks
    at = next(i for i, b in enumerate(rest) if getattr(b, "text", "") == "Shared gaps")
    return (
        environment()
        .get_template("matrix.html.j2")
        .render(
            matrix=matrix,
            date=date,
            summary=summary(matrix),
            groups=[(pillar_name(p), heat_map(matrix, p), [r for r in matrix.rows if r.pillar == p]) for p in matrix.pillars()],
            rest=rest[at:],
            words={s.value: w for s, w in STATUS_WORDS.items()},
            obligations={o.value: w for o, w in OBLIGATION_WORDS.items()},
            absent=absent,
            quotes=lambda country, finding: _quotes(matrix, country, finding),
        )
    )


def _quotes(matrix: Matrix, country: int, finding: Finding) -> list[tuple[str, Words]]:
    places = Places(matrix.countries[country].assessment)
    return [(places.cite(e), _short(e)) for e in finding.evidence[:_QUOTES]]


def _short(evidence: Evidence) -> Words:
    """The quote, cut where it is long."""
    made: list[Run] = []
    left = _QUOTE_LENGTH
    for run in quoted(evidence):
        if left <= 0:
            return (*made, Run("…"))
        made.append(Run(run.text[:left], run.style))
        left -= len(run.text)
    return (*made, Run("…")) if left < 0 else tuple(made)


def _workbook(matrix: Matrix) -> bytes:
    from openpyxl import Workbook

    from lawcheck.reporting.spreadsheet import fill_sheet, save

    names = [c.name for c in matrix.countries]
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Matrix"
    head = ("Requirement", "Title", "Pillar", "Obligation", "Sources", *names, "Countries with a gap")
    rows = [
        (
            r.requirement,
            r.title,
            pillar_name(r.pillar),
            OBLIGATION_WORDS[r.obligation],
            "; ".join(r.sources),
            *(STATUS_WORDS[f.status] for f in r.findings),
            str(r.gaps),
        )
        for r in matrix.rows
    ]
    fill_sheet(sheet, head, rows, (26, 36, 18, 15, 18, *(14,) * len(names), 12), status_columns=range(5, 5 + len(names)))
    for row in sheet.iter_rows(min_row=2, min_col=len(head), max_col=len(head)):
        row[0].value = int(row[0].value)
    quotes = [
        (r.requirement, country.name, STATUS_WORDS[f.status], "yes" if f.needs_review else "no", Places(country.assessment).cite(e), cell(e.quote))
        for r in matrix.rows
        for country, f in zip(matrix.countries, r.findings, strict=True)
        for e in f.evidence
    ]
    fill_sheet(
        book.create_sheet("Quotations"),
        ("Requirement", "Country", "Finding", "To verify", "Citation", "Quotation"),
        quotes,
        (26, 18, 13, 10, 22, 100),
        status_columns=(2,),
    )
    lacking = [
        (
            r.requirement,
            r.title,
            OBLIGATION_WORDS[r.obligation],
            "; ".join(n for n, f in zip(names, r.findings, strict=True) if f.status in {"partial", "missing", "conflict"}),
        )
        for r in matrix.shared_gaps()
    ]
    fill_sheet(book.create_sheet("Shared gaps"), ("Requirement", "Title", "Obligation", "Where"), lacking, (26, 40, 15, 60))
    practices = [
        (p.row.requirement, p.row.title, "; ".join(p.met_in), "; ".join(p.lacking_in), f"{p.country}, {p.evidence.citation}", cell(p.evidence.quote))
        for p in matrix.practices()
    ]
    fill_sheet(book.create_sheet("Good practices"), ("Requirement", "Title", "Met in", "Lacking in", "Example", "Words"), practices, (26, 40, 24, 24, 24, 100))
    texts = [(c.name, law.title, law.path, law.sha256) for c in matrix.countries for law in c.assessment.laws]
    fill_sheet(book.create_sheet("Texts"), ("Country", "Law", "File", "SHA-256"), texts, (20, 50, 50, 70))
    return save(book, "Regional review")
