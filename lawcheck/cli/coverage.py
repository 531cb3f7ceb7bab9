"""``lawcheck coverage``: which paragraph of an instrument is covered by which requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from lawcheck.catalogue.instruments import Coverage, Instrument


def coverage_command(
    instrument: Annotated[str, typer.Argument(help="Id of an instrument, such as TIPP, ML, CETS197; without it, all that the catalogue cites.")] = "",
    catalogue: Annotated[str, typer.Option(help="Name of a catalogue, or a folder of your own.")] = "anti-trafficking",
) -> None:
    """Show which paragraphs the catalogue covers; exit with 1 where one that binds the legislature is left out without a reason."""
    from lawcheck.catalogue import load_catalogue
    from lawcheck.catalogue.files import find_folder
    from lawcheck.catalogue.instruments import coverage, instrument_named, load_instruments

    loaded = load_catalogue(catalogue)
    folder = None if "," in catalogue else find_folder(catalogue)
    instruments = load_instruments(folder)
    chosen = [instrument_named(i, instruments) for i in ([instrument] if instrument else loaded.instruments)]
    console = Console()
    rows = {i.id: coverage(loaded, i) for i in chosen}
    for item in chosen:
        console.print(_table(item, rows[item.id]))
        _print_sum(item, rows[item.id], console)
    if any(row.open for found in rows.values() for row in found):
        raise typer.Exit(1)


def _table(instrument: Instrument, rows: tuple[Coverage, ...]) -> Table:
    table = Table(title=f"{instrument.title} ({instrument.citation})", title_justify="left")
    for name in (instrument.id, "binds", "about", "covered by"):
        table.add_column(name, overflow="fold")
    for row in rows:
        covered = "\n".join(f"{requirement} ({relation})" for requirement, relation in row.covered_by)
        covered = covered or (f"left out: {row.left_out}" if row.left_out else "NOT COVERED" if row.open else "-")
        table.add_row(row.article.number, row.article.binding, row.article.about, covered)
    return table


def _print_sum(instrument: Instrument, rows: tuple[Coverage, ...], console: Console) -> None:
    covered, left = sum(bool(r.covered_by) for r in rows), sum(bool(r.left_out) and not r.covered_by for r in rows)
    missing = [r.article.number for r in rows if r.open]
    text = f"{instrument.id}: {len(rows)} paragraphs, {covered} covered, {left} left out with a reason, {len(missing)} not covered"
    console.print(text + (f": {', '.join(missing)}" if missing else ""), soft_wrap=True)
    if instrument.status == "draft":
        console.print(f"The list of articles of {instrument.id} is a draft: it was not checked against the text.")
