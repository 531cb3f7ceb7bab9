"""``lawcheck evaluate false-alarms``: what the requirements find where there is nothing to find."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def false_alarms_command(
    folder: Annotated[Path, typer.Argument(help="Folder of laws on other subjects, with an index.json.")],
    catalogue: Annotated[str, typer.Option(help="Name of a catalogue, or a folder of your own.")] = "anti-trafficking",
    language: Annotated[str, typer.Option(help="Language of the laws to run.")] = "en",
) -> None:
    """Print the share of elements found in laws on unrelated subjects, and which."""
    from lawcheck.catalogue import load_catalogue
    from lawcheck.evaluating.false_alarms import FalseAlarms, false_alarms, unrelated_laws

    found = asked = read = 0
    for result in false_alarms(unrelated_laws(folder, language), load_catalogue(catalogue)):
        if not isinstance(result, FalseAlarms):
            typer.echo(f"not read: {result}", err=True)
            continue
        read, found, asked = read + 1, found + len(result.elements), asked + result.asked
        if result.elements:
            typer.echo(f"{result.law}: {', '.join(result.elements)}")
    typer.echo(f"{read} laws, {found} of {asked} elements found: {found / max(asked, 1):.4f}")
