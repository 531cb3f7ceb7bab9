"""lawcheck compare: two drafts of a law."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawcheck.cli.report import DateOption, date_words, load_assessment, split_formats
from lawcheck.errors import OutputError

if TYPE_CHECKING:
    from lawcheck.model import Assessment


def compare(
    old: Annotated[Path, typer.Argument(help="The old text: a law, a dossier, or a saved assessment.")],
    new: Annotated[Path, typer.Argument(help="The new text: a law, a dossier, or a saved assessment.")],
    catalogue: Annotated[str, typer.Option(help="Name of a catalogue, or a folder of your own; anti-trafficking where not given.")] = "",
    language: Annotated[str, typer.Option(help="Language of the laws, or auto.")] = "auto",
    tradition: Annotated[str, typer.Option(help="common, civil or mixed; guessed where not given.")] = "",
    format: Annotated[str, typer.Option(help="Formats to write with --out: html, docx, pdf, md.")] = "html",
    out: Annotated[Path | None, typer.Option(help="Folder for the reports; without it the comparison is printed.")] = None,
    date: DateOption = "",
    fail_on: Annotated[str, typer.Option(help="lost: exit with 1 where the new text provides less on some requirement.")] = "",
) -> None:
    """Compare two drafts: provisions across renumbering, findings gained and lost, and the words that made the difference."""
    from rich.console import Console

    from lawcheck.comparing import compare as compare_assessments
    from lawcheck.comparing.drafts import Direction
    from lawcheck.comparing.drafts_report import compose_comparison
    from lawcheck.reporting.documents import write_document
    from lawcheck.reporting.terminal import print_document

    if fail_on not in {"", "lost"}:
        raise OutputError(f"--fail-on {fail_on}: unknown. Use lost.")
    before, after = (obtain(p, catalogue=catalogue, language=language, tradition=tradition) for p in (old, new))
    comparison = compare_assessments(before, after)
    document = compose_comparison(comparison, date=date_words(date), brief=out is None)
    if out is None:
        print_document(document, Console())
    else:
        for path in write_document(document, split_formats(format), out, f"{old.stem}-{new.stem}"):
            typer.echo(f"wrote {path}")
    if fail_on and any(c.direction is Direction.LOST for c in comparison.changes):
        raise typer.Exit(1)


def obtain(path: Path, *, catalogue: str, language: str = "auto", tradition: str = "", jurisdiction: str = "") -> Assessment:
    """An assessment from a saved one, or from a law, which is assessed now.

    Raises:
        InputError: the file cannot be used.
    """
    from lawcheck import api

    if path.suffix.lower() == ".json":
        return load_assessment(path)
    if path.suffix.lower() == ".toml":
        from lawcheck.dossier import assess_dossier, load_dossier

        return assess_dossier(load_dossier(path), catalogue=catalogue or None)
    law = api.read_law(path, jurisdiction=jurisdiction, tradition=tradition or None, language=language)
    return api.assess([law], catalogue=catalogue or "anti-trafficking")
