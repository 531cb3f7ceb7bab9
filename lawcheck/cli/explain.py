"""``lawcheck explain``: why one finding is what it is."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawcheck import api
from lawcheck.errors import LawcheckError

_Catalogue = Annotated[str, typer.Option(help="Name of a catalogue, or a folder of your own.")]


def explain(
    law: Annotated[Path, typer.Argument(help="File of the law: PDF, Word, HTML, XML, Markdown or text.")],
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
