"""``lawcheck assess``: the main job."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress

from lawcheck import api
from lawcheck.cli.report import FormatOption, date_words, split_formats
from lawcheck.errors import InputError
from lawcheck.model import Assessment, Finding, Law, Obligation, Status, Tradition

# From the weightiest: --fail-on qualified counts the mandatory requirements too.
_WEIGHT = (Obligation.MANDATORY, Obligation.QUALIFIED, Obligation.RECOMMENDED)


def assess(
    laws: Annotated[
        list[Path], typer.Argument(help="Files of the law: PDF, Word, HTML, XML, Markdown or text. Several files are one assessment. Or one dossier.toml.")
    ],
    catalogue: Annotated[
        str, typer.Option(help="Name of a catalogue, or a folder of your own; several with commas between; anti-trafficking where not given.")
    ] = "",
    jurisdiction: Annotated[str, typer.Option(help="Two-letter code of the country; it is printed in the report.")] = "",
    tradition: Annotated[Tradition | None, typer.Option(help="Legal tradition, for citations; guessed where not given.")] = None,
    language: Annotated[str, typer.Option(help="Two-letter code of the law's language; auto finds it out.")] = "auto",
    format: FormatOption = "html",
    out: Annotated[Path | None, typer.Option(help="Folder for the reports; without it the report is printed.")] = None,
    ocr: Annotated[bool, typer.Option("--ocr", help="Recognise pages that are pictures; needs Tesseract.")] = False,
    tracked: Annotated[str, typer.Option(help="Tracked changes in Word files: accepted, original or final.")] = "accepted",
    fail_on: Annotated[
        Obligation | None,
        typer.Option(help="Exit with 1 where a requirement of this obligation, or of a weightier one, is not met."),
    ] = None,
) -> None:
    """Assess a law and report what is met, partly met, not found or in conflict."""
    from lawcheck.reporting import print_report, write
    from lawcheck.reporting.terminal import print_summary

    console = Console()
    read = partial(api.read_law, jurisdiction=jurisdiction, tradition=tradition, language=language, ocr=ocr, tracked=tracked)
    assessment = _assess(laws, catalogue, read)
    if out is None:
        print_report(assessment, console)
    else:
        print_summary(assessment, console)
        for path in write(assessment, split_formats(format), out, laws[0].stem, date=date_words()):
            console.print(f"wrote {path}", soft_wrap=True)
    if fail_on is not None and fails(assessment.findings, fail_on):
        raise typer.Exit(1)


def _assess(laws: list[Path], catalogue: str, read: Callable[[Path], Law]) -> Assessment:
    """Assess the files together, or the laws that a dossier names."""
    if any(p.suffix.lower() == ".toml" for p in laws):
        from lawcheck.dossier import assess_dossier, load_dossier

        if len(laws) > 1:
            raise InputError(str(laws[0]), "a dossier stands alone", "Name all laws in the dossier.")
        return assess_dossier(load_dossier(laws[0]), catalogue=catalogue or None)
    screen = Console(stderr=True)
    with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
        task = progress.add_task("Reading", total=len(laws) + 1)
        loaded = []
        for path in laws:
            progress.update(task, description=f"Reading {path.name}")
            loaded.append(read(path))
            progress.advance(task)
        progress.update(task, description="Assessing")
        return api.assess(loaded, catalogue=catalogue or "anti-trafficking")


def fails(findings: Sequence[Finding], fail_on: Obligation) -> bool:
    """Whether a requirement of this obligation, or of a weightier one, is not met; what was not assessed is not met."""
    counted = _WEIGHT[: _WEIGHT.index(fail_on) + 1]
    return any(f.status is not Status.MET and f.obligation in counted for f in findings)
