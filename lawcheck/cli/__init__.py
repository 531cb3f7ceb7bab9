"""The command line: reads arguments, calls the stages, prints."""

from __future__ import annotations

import sys

import typer

from lawcheck.cli.assess import assess
from lawcheck.cli.benchmark import benchmark
from lawcheck.cli.catalogue import catalogue_app
from lawcheck.cli.compare import compare
from lawcheck.cli.coverage import coverage_command
from lawcheck.cli.evaluate import evaluate_app, fit_command
from lawcheck.cli.evaluate_segmentation import segmentation
from lawcheck.cli.explain import explain
from lawcheck.cli.false_alarms import false_alarms_command
from lawcheck.cli.matrix import matrix
from lawcheck.cli.report import report
from lawcheck.cli.review import review
from lawcheck.cli.segment import segment
from lawcheck.errors import LawcheckError

_MAINTAINING = "For maintainers"
app = typer.Typer(
    help="Assess national law against the UN Trafficking Protocol and the UNODC Model Law.",
    no_args_is_help=True,
)
# Listed by --help in this order.
app.command("assess")(assess)
app.command("explain")(explain)
app.command("report")(report)
app.command("review")(review)
app.command("compare")(compare)
app.command("matrix")(matrix)
app.command("segment")(segment)
app.add_typer(catalogue_app, name="catalogue")
app.command("coverage", rich_help_panel=_MAINTAINING)(coverage_command)
app.command("benchmark", rich_help_panel=_MAINTAINING)(benchmark)
app.command("fit", rich_help_panel=_MAINTAINING)(fit_command)
app.add_typer(evaluate_app, name="evaluate", rich_help_panel=_MAINTAINING)
evaluate_app.command("false-alarms")(false_alarms_command)
evaluate_app.command("segmentation")(segmentation)


def main() -> None:
    """Run the command line; errors made on purpose are one line and exit code 2."""
    try:
        app()
    except LawcheckError as error:
        typer.echo(f"lawcheck: {error}", err=True)
        sys.exit(2)
