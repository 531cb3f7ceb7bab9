"""The command line: reads arguments, calls the stages, prints."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lawcheck import api
from lawcheck.cli.benchmark import benchmark
from lawcheck.cli.catalogue import catalogue_app
from lawcheck.cli.coverage import coverage_command
from lawcheck.cli.evaluate import evaluate_app, fit_command
from lawcheck.cli.false_alarms import false_alarms_command
from lawcheck.cli.report import FormatOption, date_words, report, split_formats
from lawcheck.cli.segment import segment
from lawcheck.errors import LawcheckError
from lawcheck.model import Status

app = typer.Typer(
    help="Assess national law against the UN Trafficking Protocol and the UNODC Model Law.",
    no_args_is_help=True,
)
app.add_typer(catalogue_app, name="catalogue")
app.add_typer(evaluate_app, name="evaluate")
evaluate_app.command("false-alarms")(false_alarms_command)
app.command("fit")(fit_command)
app.command("benchmark")(benchmark)
app.command("coverage")(coverage_command)
app.command("report")(report)
app.command("segment")(segment)
_Catalogue = Annotated[str, typer.Option(help="Name of a catalogue, or a folder of your own.")]
_Jurisdiction = Annotated[str, typer.Option(help="Two-letter code of the country.")]
_Language = Annotated[str, typer.Option(help="Language of the law, or auto.")]


@app.command()
def assess(
    laws: Annotated[list[Path], typer.Argument(help="One or several files; together they are one assessment.")],
    catalogue: _Catalogue = "anti-trafficking",
    jurisdiction: _Jurisdiction = "",
    tradition: Annotated[str, typer.Option(help="common, civil or mixed; guessed where not given.")] = "",
    language: _Language = "auto",
    format: FormatOption = "html",
    out: Annotated[Path | None, typer.Option(help="Folder for the reports; without it the report is printed.")] = None,
    ocr: Annotated[bool, typer.Option("--ocr", help="Recognise pages that are pictures; needs Tesseract.")] = False,
    tracked: Annotated[str, typer.Option(help="Tracked changes in Word files: accepted, original or final.")] = "accepted",
    fail_on: Annotated[str, typer.Option(help="mandatory: exit with 1 where a mandatory requirement is not met.")] = "",
) -> None:
    """Assess a law and report what is met, partly met, not found or in conflict."""
    from lawcheck.reporting import print_report, write
    from lawcheck.reporting.terminal import print_summary

    console = Console()
    read = [api.read_law(p, jurisdiction=jurisdiction, tradition=tradition or None, language=language, ocr=ocr, tracked=tracked) for p in laws]
    assessment = api.assess(read, catalogue=catalogue)
    if out is None:
        print_report(assessment, console)
    else:
        print_summary(assessment, console)
        for path in write(assessment, split_formats(format), out, laws[0].stem, date=date_words()):
            console.print(f"wrote {path}", soft_wrap=True)
    gap = {Status.MISSING, Status.PARTIAL, Status.CONFLICT}
    if fail_on and any(f.status in gap and f.obligation == fail_on for f in assessment.findings):
        raise typer.Exit(1)


@app.command()
def explain(law: Path, requirement: str, catalogue: _Catalogue = "anti-trafficking") -> None:
    """Show every signal behind one finding."""
    from lawcheck.catalogue import load_catalogue

    loaded = api.read_law(law)
    chosen = load_catalogue(catalogue)
    if requirement not in {r.id for r in chosen.requirements}:
        raise LawcheckError(f"{requirement}: no such requirement. See lawcheck catalogue list.")
    finding = next(f for f in api.assess([loaded], catalogue=chosen).findings if f.requirement == requirement)
    typer.echo(f"{finding.title}: {finding.status.value}, confidence {finding.confidence:.2f}. {finding.explanation}")
    for key, signals in api.observe([loaded], chosen).items():
        if signals.requirement != requirement:
            continue
        typer.echo(f"{key}: likeness {signals.similarity:.2f}, heading {signals.heading:.2f}")
        for match in (*signals.matches, *signals.similar):
            words = " / ".join(loaded.text[a:b] for a, b in match.spans) if match.detector != "similarity" else ""
            typer.echo(f"  {match.detector} {match.score:.2f} {match.eid}: {match.why} -> {words}")


def main() -> None:
    """Run the command line; errors made on purpose are one line and exit code 2."""
    try:
        app()
    except LawcheckError as error:
        typer.echo(f"lawcheck: {error}", err=True)
        sys.exit(2)
