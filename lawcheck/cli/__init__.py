"""The command line: reads arguments, calls the stages, prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from lawcheck import api
from lawcheck.cli.benchmark import benchmark
from lawcheck.cli.catalogue import catalogue_app
from lawcheck.cli.evaluate import evaluate_app, fit_command
from lawcheck.cli.false_alarms import false_alarms_command
from lawcheck.errors import LawcheckError
from lawcheck.model import Finding, Law, Obligation, Provision, Status, Tradition

_MAINTAINING = "For maintainers"
app = typer.Typer(
    help="Assess national law against the UN Trafficking Protocol and the UNODC Model Law.",
    no_args_is_help=True,
)
app.add_typer(catalogue_app, name="catalogue")
app.add_typer(evaluate_app, name="evaluate", rich_help_panel=_MAINTAINING)
evaluate_app.command("false-alarms")(false_alarms_command)
app.command("fit", rich_help_panel=_MAINTAINING)(fit_command)
app.command("benchmark", rich_help_panel=_MAINTAINING)(benchmark)
_Catalogue = Annotated[str, typer.Option(help="Name of a catalogue, or a folder of your own.")]
_Jurisdiction = Annotated[str, typer.Option(help="Two-letter code of the country; it is printed in the report.")]
_Language = Annotated[str, typer.Option(help="Two-letter code of the law's language; auto finds it out.")]
_Law = Annotated[Path, typer.Argument(help="File of the law: PDF, Word, HTML, XML, Markdown or text.")]
# From the weightiest: --fail-on qualified counts the mandatory requirements too.
_WEIGHT = (Obligation.MANDATORY, Obligation.QUALIFIED, Obligation.RECOMMENDED)


@app.command()
def assess(
    laws: Annotated[list[Path], typer.Argument(help="Files of the law: PDF, Word, HTML, XML, Markdown or text. Several files are one assessment.")],
    catalogue: _Catalogue = "anti-trafficking",
    jurisdiction: _Jurisdiction = "",
    tradition: Annotated[Tradition | None, typer.Option(help="Legal tradition, for citations; guessed where not given.")] = None,
    language: _Language = "auto",
    format: Annotated[str, typer.Option(help="Formats to write with --out: html,json,md.")] = "html",
    out: Annotated[Path | None, typer.Option(help="Folder for the reports; without it the report is printed.")] = None,
    fail_on: Annotated[
        Obligation | None,
        typer.Option(help="Exit with 1 where a requirement of this obligation, or of a weightier one, is not met."),
    ] = None,
) -> None:
    """Assess a law and report what is met, partly met, not found or in conflict."""
    from lawcheck.reporting import print_report, write
    from lawcheck.reporting.terminal import print_summary

    console = Console()
    read = [api.read_law(p, jurisdiction=jurisdiction, tradition=tradition, language=language) for p in laws]
    assessment = api.assess(read, catalogue=catalogue)
    if out is None:
        print_report(assessment, console)
    else:
        print_summary(assessment, console)
        for path in write(assessment, format.split(","), out, laws[0].stem):
            console.print(f"wrote {path}", soft_wrap=True)
    if fail_on is not None and fails(assessment.findings, fail_on):
        raise typer.Exit(1)


def fails(findings: Sequence[Finding], fail_on: Obligation) -> bool:
    """Whether a requirement of this obligation, or of a weightier one, is not met; what was not assessed is not met."""
    counted = _WEIGHT[: _WEIGHT.index(fail_on) + 1]
    return any(f.status is not Status.MET and f.obligation in counted for f in findings)


@app.command()
def segment(
    law: _Law,
    format: Annotated[str, typer.Option(help="tree or json.")] = "tree",
    text_out: Annotated[Path | None, typer.Option(help="Write the text that offsets refer to.")] = None,
) -> None:
    """Show the provisions of a law."""
    from lawcheck.reporting.writing import write_text

    loaded = api.read_law(law)
    if text_out is not None:
        write_text(text_out, loaded.text)
    if format == "json":
        typer.echo(json.dumps(_law_json(loaded), ensure_ascii=False, indent=1))
        return
    for root in loaded.provisions:
        _print_tree(root, 0)


def _law_json(law: Law) -> dict[str, object]:
    return {"title": law.title, "language": law.language, "provisions": [_node(p) for p in law.provisions]}


def _node(p: Provision) -> dict[str, object]:
    return {
        "eid": p.eid,
        "kind": p.kind.value,
        "number": p.number,
        "heading": p.heading,
        "text": p.text,
        "start": p.start,
        "end": p.end,
        "page": p.page,
        "children": [_node(c) for c in p.children],
    }


def _print_tree(provision: Provision, depth: int) -> None:
    words = provision.heading or " ".join(provision.text.split())[:80]
    typer.echo(f"{'  ' * depth}{provision.kind.value} {provision.number} [{provision.role.value}] {words}")
    for child in provision.children:
        _print_tree(child, depth + 1)


@app.command()
def explain(
    law: _Law,
    requirement: Annotated[str, typer.Argument(help="Id of a requirement, such as victim.privacy; lawcheck catalogue list prints them.")],
    catalogue: _Catalogue = "anti-trafficking",
) -> None:
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


@app.command()
def report(
    assessment: Annotated[Path, typer.Argument(help="JSON that lawcheck assess --format json wrote.")],
    format: Annotated[str, typer.Option(help="html,json,md.")] = "html",
    out: Annotated[Path, typer.Option(help="Folder for the reports.")] = Path(),
) -> None:
    """Render a saved assessment in other formats."""
    from lawcheck.errors import MissingFile
    from lawcheck.reporting import from_json, write

    if not assessment.is_file():
        raise MissingFile(str(assessment), "there is no such file", "Make one with lawcheck assess --format json.")
    loaded = from_json(assessment.read_bytes().decode(errors="replace"), str(assessment))
    for path in write(loaded, format.split(","), out, assessment.stem):
        typer.echo(f"wrote {path}")


def main() -> None:
    """Run the command line; errors made on purpose are one line and exit code 2."""
    try:
        app()
    except LawcheckError as error:
        typer.echo(f"lawcheck: {error}", err=True)
        sys.exit(2)
