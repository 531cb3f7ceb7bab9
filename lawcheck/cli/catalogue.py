"""``lawcheck catalogue``: list, show and test what laws are assessed against."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawcheck.errors import LawcheckError

if TYPE_CHECKING:
    from lawcheck.catalogue.testing import ExampleResult

catalogue_app = typer.Typer(help="List, show and test catalogues.", no_args_is_help=True)
_Catalogue = Annotated[str, typer.Option(help="Name of a catalogue, or a folder of your own.")]


@catalogue_app.command("list")
def list_requirements(
    catalogue: _Catalogue = "anti-trafficking",
    names: Annotated[bool, typer.Option("--names", help="List the catalogues that travel with lawcheck instead.")] = False,
) -> None:
    """List the requirements of a catalogue, or the catalogues."""
    from lawcheck.catalogue import available_catalogues, load_catalogue

    if names:
        for name in available_catalogues():
            typer.echo(f"{name:24} {load_catalogue(name).reference.title}")
        return
    for requirement in load_catalogue(catalogue).requirements:
        status = "" if requirement.status == "stable" else f" ({requirement.status})"
        typer.echo(f"{requirement.id:40} {requirement.obligation.value:12} {requirement.title}{status}")


@catalogue_app.command("show")
def show_requirement(
    requirement: Annotated[str, typer.Argument(help="Id of a requirement; see lawcheck catalogue list.")], catalogue: _Catalogue = "anti-trafficking"
) -> None:
    """Show one requirement."""
    from lawcheck.catalogue import load_catalogue

    found = next((r for r in load_catalogue(catalogue).requirements if r.id == requirement), None)
    if found is None:
        raise LawcheckError(f"{requirement}: no such requirement. See lawcheck catalogue list.")
    typer.echo(f"{found.title} ({found.obligation.value}; {found.status}; {', '.join(found.sources)})\n{found.statement}\n\n{found.why}\n")
    for element in found.elements:
        typer.echo(f"- {element.id}{'' if element.essential else ' (optional)'}: {element.statement}")
    for conflict in found.conflicts:
        typer.echo(f"! {conflict.id} (in conflict): {conflict.statement}")
    for tradition, wording in found.drafting.items():
        typer.echo(f"\nDrafting, {tradition} law: {wording}")


@catalogue_app.command("lint")
def lint_catalogue(
    catalogues: Annotated[list[str] | None, typer.Argument(help="Names or folders of catalogues; all of ours where none is named.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", help="Faults only, no warnings.")] = False,
) -> None:
    """Check catalogues: every fault with file, line and remedy; exit with 1 where there is any."""
    from lawcheck.catalogue import available_catalogues
    from lawcheck.catalogue.linting import lint

    faulty = False
    for name in catalogues or available_catalogues():
        found = lint(name)
        errors = sum(not f.warning for f in found)
        for fault in found:
            if not (quiet and fault.warning):
                typer.echo(f"{name}/{fault}")
        typer.echo(f"{name}: {errors} faults, {len(found) - errors} warnings")
        faulty = faulty or errors > 0
    if faulty:
        raise typer.Exit(1)


@catalogue_app.command("test")
def test_catalogue(
    ids: Annotated[list[str] | None, typer.Argument(help="Requirements or elements, or the start of their ids; all where none is named.")] = None,
    catalogue: _Catalogue = "anti-trafficking",
    gold: Annotated[Path | None, typer.Option(help="Folder of label files: show what the edit changes on these laws.")] = None,
    laws: Annotated[Path | None, typer.Option(help="With --gold: folder of the labelled laws.")] = None,
    against: Annotated[str, typer.Option(help="With --gold: the catalogue to compare with; the last commit where not given.")] = "",
    skip: Annotated[str, typer.Option(help="With --gold: countries to leave out, such as UG,MW.")] = "",
) -> None:
    """Run the examples and near misses; print those that fail, and exit with 1 where any does."""
    from lawcheck.catalogue import load_catalogue
    from lawcheck.catalogue.testing import run_examples

    if gold is not None:
        from lawcheck.cli.trying import try_on_gold

        try_on_gold(catalogue, gold, laws, against, skip)
        return
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


@catalogue_app.command("diff")
def diff_catalogues(
    old: Annotated[str, typer.Argument(help="Name, folder, or commit:folder. Alone: compared with its last commit.")],
    new: Annotated[str, typer.Argument(help="Name, folder, or commit:folder.")] = "",
) -> None:
    """Show what differs between two catalogues; * marks what can change results."""
    from lawcheck.catalogue.comparing import compare, opened

    with opened(old if new else f"HEAD:{old}") as before, opened(new or old) as after:
        differences = compare(before, after)
    for difference in differences:
        typer.echo(f"{'*' if difference.results else ' '} {difference.kind:8} {difference.requirement}")
        for line in difference.details:
            typer.echo(f"    {line}")
    typer.echo(f"{len(differences)} requirements differ, {sum(d.results for d in differences)} in what can change results")


@catalogue_app.command("stats")
def catalogue_stats(catalogue: _Catalogue = "anti-trafficking") -> None:
    """Count requirements, elements, patterns and examples."""
    from lawcheck.catalogue import load_catalogue
    from lawcheck.catalogue.counting import count

    loaded = load_catalogue(catalogue)
    figures = count(loaded)
    typer.echo(f"{loaded.reference.title} ({loaded.reference.id} {loaded.reference.version})")
    typer.echo(f"{figures.requirements} requirements, {figures.elements} elements ({figures.essential} essential), {figures.conflicts} conflicts")
    for title, counts in (("pillar", figures.by_pillar), ("obligation", figures.by_obligation), ("status", figures.by_status)):
        typer.echo(f"by {title}: " + ", ".join(f"{name} {n}" for name, n in counts.items()))
    parts = figures.elements + figures.conflicts
    for code, f in figures.languages.items():
        typer.echo(
            f"{code}: {f.parts} of {parts} elements and conflicts have patterns; {f.patterns} patterns ({f.hints} hints), {f.terms} term sets, "
            f"{f.examples} examples, {f.near_misses} near misses, {f.known_misses} known misses"
        )
    typer.echo(f"{figures.without_why} without why, {figures.without_drafting} without both drafting variants")


@catalogue_app.command("new")
def new_requirement(
    requirement: Annotated[str, typer.Argument(help="Id: topic.point, such as victim.interpreter.")],
    catalogue: Annotated[Path, typer.Option(help="Folder of a catalogue; it is made where there is none.")] = Path("catalogue"),
    title: Annotated[str, typer.Option(help="Short title.")] = "",
    source: Annotated[str, typer.Option(help='Instrument and paragraph, such as "TIPP 6(2)(a)".')] = "",
    extends: Annotated[str, typer.Option(help="With a new folder: the catalogue to build on.")] = "",
) -> None:
    """Start a requirement to fill in, and a catalogue folder where there is none."""
    from lawcheck.catalogue.scaffolding import start_requirement

    for path in start_requirement(requirement, catalogue, title=title, source=source, extends=extends):
        typer.echo(f"wrote {path}")
    typer.echo(f"Fill in what says TODO, then run: lawcheck catalogue lint {catalogue}; lawcheck catalogue test {requirement} --catalogue {catalogue}")


@catalogue_app.command("schema")
def export_schemas(out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("schemas")) -> None:
    """Write the JSON Schemas of catalogue files, for editors to complete and check from."""
    from lawcheck.catalogue.scaffolding import write_schemas

    for path in write_schemas(out):
        typer.echo(f"wrote {path}")


@catalogue_app.command("docs")
def render_docs(
    catalogues: Annotated[list[str] | None, typer.Argument(help="Names or folders of catalogues; all of ours where none is named.")] = None,
    out: Annotated[Path, typer.Option(help="Folder to write to.")] = Path("docs/catalogue"),
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit with 1 where the pages differ from the catalogues.")] = False,
) -> None:
    """Render the reference of the catalogues as static HTML."""
    from lawcheck.catalogue import available_catalogues, load_catalogue
    from lawcheck.catalogue.rendering import render
    from lawcheck.reporting.writing import write_text

    pages = render([load_catalogue(name) for name in catalogues or available_catalogues()])
    stale = [n for n, text in pages.items() if not (out / n).is_file() or (out / n).read_text(encoding="utf-8") != text]
    for name in stale:
        typer.echo(f"{out / name} is out of date" if check else f"wrote {write_text(out / name, pages[name])}")
    if check and stale:
        typer.echo("Run lawcheck catalogue docs.")
        raise typer.Exit(1)
