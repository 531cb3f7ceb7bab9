"""``lawcheck catalogue test --gold``: what an edit of a catalogue changes on labelled laws."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer
from rich.console import Console
from rich.progress import Progress

if TYPE_CHECKING:
    from lawcheck.catalogue.trying import Flip, Trial

_WORD = {True: "better", False: "worse", None: "not labelled"}


def try_on_gold(catalogue: str, gold: Path, laws: Path | None, against: str, skip: str) -> None:
    """Compare a catalogue with its last commit (or another) on labelled laws; exit with 1 where more fell than rose."""
    from lawcheck.catalogue.comparing import opened
    from lawcheck.catalogue.files import find_folder
    from lawcheck.catalogue.trying import try_on
    from lawcheck.evaluating import load_gold, observe_all

    labelled = load_gold(gold, laws or gold.parent.parent / "corpus" / gold.name, [s for s in skip.split(",") if s])
    with opened(against or f"HEAD:{find_folder(catalogue)}") as old, opened(catalogue) as new, Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Reading laws", total=2 * len(labelled))
        observed = observe_all(labelled, new, lambda: bar.advance(task))
        trial = try_on(observed, old, new, lambda: bar.advance(task))
    _print(trial)


def _print(trial: Trial) -> None:
    for flip in trial.flips:
        _print_flip(flip)
    risen = fallen = 0
    for requirement, (total, before, after) in trial.scores.items():
        if before != after:
            typer.echo(f"{requirement}: {before} -> {after} right of {total} ({after - before:+d})")
            risen, fallen = risen + (after > before), fallen + (after < before)
    before, after = (sum(s[i] for s in trial.scores.values()) for i in (1, 2))
    total = sum(s[0] for s in trial.scores.values())
    typer.echo(f"{risen} requirements rose, {fallen} fell; {before} -> {after} right of {total} judgements ({len(trial.flips)} flipped)")
    if after < before:
        raise typer.Exit(1)


def _print_flip(flip: Flip) -> None:
    typer.echo(f"{_WORD[flip.better]}: {flip.law} {flip.requirement}.{flip.part}: {flip.before} -> {flip.after}")
    if flip.place:
        typer.echo(f"    {flip.place}")
