"""lawcheck matrix: several countries side by side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawcheck.cli.compare import obtain
from lawcheck.cli.report import DateOption, date_words, split_formats

if TYPE_CHECKING:
    from rich.console import Console

    from lawcheck.comparing.matrix import Matrix


def matrix(
    countries: Annotated[list[Path], typer.Argument(help="Two or more laws, dossiers (dossier.toml) or saved assessments, one per country.")],
    catalogue: Annotated[str, typer.Option(help="Name of a catalogue, or a folder of your own; anti-trafficking where not given.")] = "",
    names: Annotated[str, typer.Option(help="Names of the countries in the same order, separated by commas.")] = "",
    format: Annotated[str, typer.Option(help="Formats to write with --out: html, xlsx, docx, pdf, md.")] = "html",
    out: Annotated[Path | None, typer.Option(help="Folder for the reports; without it a table is printed.")] = None,
    date: DateOption = "",
) -> None:
    """Put the laws of several countries side by side: shared gaps, good practices, coverage by pillar."""
    from rich.console import Console as Terminal

    from lawcheck.comparing.matrix import build_matrix
    from lawcheck.comparing.matrix_files import write_matrix
    from lawcheck.errors import OutputError

    given = [n.strip() for n in names.split(",")] if names else None
    if given is not None and len(given) != len(countries):
        raise OutputError(f"--names: {len(given)} names for {len(countries)} countries. Give one name each.")
    assessments = [obtain(path, catalogue=catalogue) for path in countries]
    made = build_matrix(assessments, given)
    if out is None:
        _print(made, Terminal())
        return
    for path in write_matrix(made, split_formats(format), out, date=date_words(date)):
        typer.echo(f"wrote {path}")


def _print(made: Matrix, console: Console) -> None:
    from rich.table import Table
    from rich.text import Text

    from lawcheck.reporting.wording import STATUS_WORDS, pillar_name

    for pillar in made.pillars():
        table = Table(title=pillar_name(pillar), title_justify="left")
        for name in ("Requirement", *(c.name for c in made.countries)):
            table.add_column(Text(name))
        for row in made.rows:
            if row.pillar == pillar:
                table.add_row(Text(row.title), *(STATUS_WORDS[f.status] + ("?" if f.needs_review else "") for f in row.findings))
        console.print(table)
    console.print("A question mark stands by findings to verify.")
