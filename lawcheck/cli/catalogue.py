"""``lawcheck catalogue``: list, show and test what laws are assessed against."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lawcheck.errors import LawcheckError

if TYPE_CHECKING:
    from lawcheck.catalogue.testing import ExampleResult

catalogue_app = typer.Typer(help="List, show and test catalogues.", no_args_is_help=True)
_Catalogue = Annotated[str, typer.Option(help="Name of a catalogue, or a folder of your own.")]


@catalogue_app.command("list")
def list_requirements(catalogue: _Catalogue = "anti-trafficking") -> None:
    """List the requirements of a catalogue."""
    from lawcheck.catalogue import load_catalogue

    for requirement in load_catalogue(catalogue).requirements:
        typer.echo(f"{requirement.id:40} {requirement.obligation.value:12} {requirement.title}")


@catalogue_app.command("show")
def show_requirement(
    requirement: Annotated[str, typer.Argument(help="Id of the requirement, such as victim.privacy.")], catalogue: _Catalogue = "anti-trafficking"
) -> None:
    """Show one requirement."""
    from lawcheck.catalogue import load_catalogue

    found = next((r for r in load_catalogue(catalogue).requirements if r.id == requirement), None)
    if found is None:
        raise LawcheckError(f"{requirement}: no such requirement. See lawcheck catalogue list.")
    typer.echo(f"{found.title} ({found.obligation.value}; {', '.join(found.sources)})\n{found.statement}\n{found.why}")
    for element in found.elements:
        typer.echo(f"- {element.id}{'' if element.essential else ' (optional)'}: {element.statement}")


@catalogue_app.command("test")
def test_catalogue(
    ids: Annotated[list[str] | None, typer.Argument(help="Requirements or elements, or the start of their ids; all where none is named.")] = None,
    catalogue: _Catalogue = "anti-trafficking",
) -> None:
    """Run the examples and near misses; print those that fail, and exit with 1 where any does."""
    from lawcheck.catalogue import load_catalogue
    from lawcheck.catalogue.testing import run_examples

    results = run_examples(load_catalogue(catalogue), ids or ())
    failed = [r for r in results if r.problem]
    for result in failed:
        _print_failure(result)
    known = sum(bool(r.example.known_miss) for r in results)
    typer.echo(f"{len(results) - len(failed)} of {len(results)} examples right, {len(failed)} wrong, {known} known misses")
    if failed:
        raise typer.Exit(1)


def _print_failure(result: ExampleResult) -> None:
    typer.echo(f"{result.requirement}.{result.part}: {result.problem}")
    typer.echo(f"  text:    {result.example.heading + ': ' if result.example.heading else ''}{result.example.text}")
    for hit in result.hits:
        typer.echo(f"  pattern: {hit.pattern}\n  matched: {' … '.join(hit.words)}")
