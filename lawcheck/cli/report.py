"""lawcheck report: render a saved assessment."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawcheck.errors import InputError, MissingFile

if TYPE_CHECKING:
    from lawcheck.model import Assessment

FormatOption = Annotated[
    str, typer.Option(help="Formats, separated by commas: html, docx, pdf, xlsx, csv, md, json; untoc for the draft review questionnaire.")
]
DateOption = Annotated[str, typer.Option(help="Date to print in the reports; today where not given, none for no date.")]


def report(
    assessment: Annotated[Path, typer.Argument(help="An assessment saved with lawcheck assess --format json.")],
    format: FormatOption = "html",
    out: Annotated[Path, typer.Option(help="Folder for the reports.")] = Path(),
    date: DateOption = "",
) -> None:
    """Render a saved assessment in other formats."""
    from lawcheck.reporting import write

    for path in write(load_assessment(assessment), split_formats(format), out, assessment.stem, date=date_words(date)):
        typer.echo(f"wrote {path}")


def split_formats(text: str) -> list[str]:
    """The formats of an option, without blanks or repeats."""
    return list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))


def date_words(given: str = "") -> str:
    """The date that reports print: as given, else today (or SOURCE_DATE_EPOCH, for builds that must repeat to the byte)."""
    if given:
        return "" if given == "none" else given
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    day = datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date() if epoch.isdigit() else datetime.date.today()
    return f"{day.day} {day:%B %Y}"


def load_assessment(path: Path) -> Assessment:
    """Read a saved assessment.

    Raises:
        InputError: there is no such file, or it is no assessment.
    """
    from lawcheck.reporting import from_json

    if not path.is_file():
        raise MissingFile(str(path), "there is no such file", "Make one with lawcheck assess --format json.")
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), "this cannot be read as an assessment", "Make one with lawcheck assess --format json.") from error
    return from_json(text, str(path))
