"""``lawcheck evaluate``: figures against labelled laws; ``lawcheck fit``: make the model again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from typer.core import TyperGroup

if TYPE_CHECKING:
    from lawcheck.catalogue import Catalogue
    from lawcheck.evaluating import Figures, Observed
    from lawcheck.model import Assessment

_Gold = Annotated[Path, typer.Argument(help="Folder of label files (*.json).")]
_Laws = Annotated[Path, typer.Option(help="Folder of the labelled laws, one folder each.")]
_Catalogue = Annotated[str, typer.Option(help="Name of a catalogue, or a folder of your own.")]
_Errors = Annotated[bool, typer.Option("--errors", help="List every element that was judged wrongly, with the words that misled.")]
_Skip = Annotated[str, typer.Option(help="Countries to leave out, such as UG,MW.")]


_BY_LAW = ("element_precision", "element_recall", "element_f1", "status_accuracy", "status_kappa", "gap_recall", "met_recall", "evidence_hit1", "unflagged")


class _DefaultsToAccuracy(TyperGroup):
    """``lawcheck evaluate FOLDER`` is short for ``lawcheck evaluate accuracy FOLDER``."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands:
            args = ["accuracy", *args]
        return super().resolve_command(ctx, args)


evaluate_app = typer.Typer(cls=_DefaultsToAccuracy, help="Measure findings against labelled laws.", no_args_is_help=True)


@evaluate_app.command("held-out")
def held_out(
    gold: _Gold,
    laws: _Laws,
    countries: Annotated[str, typer.Option(help="Countries to judge with a model fitted on all others, such as UG,MW.")],
    catalogue: _Catalogue = "anti-trafficking",
    errors: _Errors = False,
) -> None:
    """Judge countries that were left out of everything, patterns included, by a model fitted on the others."""
    from lawcheck.evaluating import judged_with, score
    from lawcheck.evaluating.fitting import fit

    console = Console()
    observed, loaded = _observe(gold, laws, catalogue, "")
    chosen = _codes(countries)
    judged_laws = [o for o in observed if o.gold.country in chosen]
    judged = judged_with(judged_laws, loaded, fit([o for o in observed if o.gold.country not in chosen], loaded))
    if errors:
        _print_errors(judged_laws, judged, "", console)
    golds = [o.gold for o in judged_laws]
    by_law = {g.document: score([g], [a]) for g, a in zip(golds, judged, strict=True)}
    _print_figures(by_law, {"held out": score(golds, judged)}, console)


@evaluate_app.command("accuracy")
def accuracy(
    gold: _Gold,
    laws: _Laws,
    catalogue: _Catalogue = "anti-trafficking",
    skip: _Skip = "",
    errors: _Errors = False,
    requirement: Annotated[str, typer.Option(help="With --errors: only requirements that start with this.")] = "",
    card: Annotated[Path | None, typer.Option(help="Also write the figures page of the model card (Markdown) and its plot.")] = None,
    compare: Annotated[bool, typer.Option("--baselines", help="Add keyword search, BM25 and embedding cosine on the same folds.")] = False,
) -> None:
    """Print accuracy per law and overall, cross-validated by country and fitted on all."""
    from lawcheck.evaluating import cross_validate, judged_with, score
    from lawcheck.evaluating.baselines import assess_by, baselines
    from lawcheck.evaluating.fitting import fit

    console = Console()
    observed, loaded = _observe(gold, laws, catalogue, skip)
    judged = cross_validate(observed, loaded)
    if errors:
        _print_errors(observed, judged, requirement, console)
    golds = [o.gold for o in observed]
    by_law = {g.document: score([g], [a]) for g, a in zip(golds, judged, strict=True)}
    overall = {
        "cross-validated": score(golds, judged),
        "fitted on the same laws": score(golds, judged_with(observed, loaded, fit(observed, loaded))),
    }
    if compare:
        for name, scorer in baselines().items():
            overall[name] = score(golds, assess_by(scorer, observed, loaded))
    _print_figures(by_law, overall, console)
    if card is not None:
        _write_card(card, observed, loaded, judged, overall, _codes(skip))


def _write_card(
    path: Path, observed: Sequence[Observed], catalogue: Catalogue, judged: list[Assessment], overall: dict[str, Figures], left_out: list[str]
) -> None:
    from lawcheck.evaluating.ablating import ablate
    from lawcheck.evaluating.card import CardData, calibration, to_markdown, to_svg
    from lawcheck.evaluating.uncertainty import intervals, learning_curve
    from lawcheck.reporting.writing import write_text

    golds = [o.gold for o in observed]
    most = len({g.country for g in golds}) - 1
    sizes = [n for n in (2, 4, 6, 8, 10, 12) if n <= most]
    data = CardData(golds, judged, overall, intervals(golds, judged), learning_curve(observed, catalogue, sizes), ablate(observed, catalogue), left_out)
    write_text(path, to_markdown(data))
    write_text(path.with_name("calibration.svg"), to_svg(calibration(golds, judged)))


def _codes(skip: str) -> list[str]:
    return [s for s in skip.split(",") if s]


def fit_command(
    gold: _Gold, laws: _Laws, out: Annotated[Path, typer.Option(help="File to write.")], catalogue: _Catalogue = "anti-trafficking", skip: _Skip = ""
) -> None:
    """Fit the model of a language on labelled laws and write it."""
    from lawcheck.assessing.fitted import to_json
    from lawcheck.evaluating.fitting import fit
    from lawcheck.reporting.writing import write_text

    observed, loaded = _observe(gold, laws, catalogue, skip)
    typer.echo(f"wrote {write_text(out, to_json(fit(observed, loaded)))}")


def _observe(gold: Path, laws: Path, catalogue: str, skip: str) -> tuple[tuple[Observed, ...], Catalogue]:
    from lawcheck.catalogue import load_catalogue
    from lawcheck.evaluating import load_gold, observe_all

    loaded = load_catalogue(catalogue)
    labelled = load_gold(gold, laws, _codes(skip))
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Reading laws", total=len(labelled))
        return observe_all(labelled, loaded, lambda: progress.advance(task)), loaded


def _print_figures(by_law: dict[str, Figures], overall: dict[str, Figures], console: Console) -> None:
    wide = Console(width=max(console.width, 170))
    table = Table(title="By law, cross-validated by country", title_justify="left")
    table.add_column("", no_wrap=True)
    for name in _BY_LAW:
        table.add_column(name.replace("_", " "), justify="right")
    for name, figures in by_law.items():
        table.add_row(name, *(_shown(getattr(figures, column)) for column in _BY_LAW))
    wide.print(table)
    table = Table(title="All laws", title_justify="left")
    table.add_column("")
    for name in overall:
        table.add_column(name, justify="right")
    for field in fields(next(iter(overall.values()))):
        table.add_row(field.name.replace("_", " "), *(_shown(getattr(figures, field.name)) for figures in overall.values()))
    wide.print(table)


def _shown(value: float | int | None) -> str:
    return "-" if value is None else str(value) if isinstance(value, int) else f"{value:.3f}"


def _print_errors(observed: Sequence[Observed], judged: Sequence[Assessment], only: str, console: Console) -> None:
    for o, assessment in zip(observed, judged, strict=True):
        for finding in assessment.findings:
            if not finding.requirement.startswith(only):
                continue
            label = o.gold.labels[finding.requirement]
            for element in finding.elements:
                if element.present != label.elements[element.id]:
                    kind = "FALSE" if element.present else "MISSED"
                    key = f"{finding.requirement}.{element.id}"
                    typer.echo(f"{kind} {key} in {o.gold.document} p={element.confidence:.2f}; label cites {', '.join(label.evidence)}")
                    _print_words(o, key)
            wrong = {c.id for c in finding.conflicts} ^ set(label.conflicts)
            for name in sorted(wrong):
                kind = "MISSED" if name in label.conflicts else "FALSE"
                typer.echo(
                    f"{kind} CONFLICT {finding.requirement}.{name} in {o.gold.document}; status by label {label.status}, cites {', '.join(label.evidence)}"
                )
                _print_words(o, f"{finding.requirement}.{name}")


def _print_words(observed: Observed, key: str) -> None:
    for match in observed.signals[key].matches[:3]:
        words = " / ".join(" ".join(observed.law.text[a:b].split()) for a, b in match.spans)
        typer.echo(f"    {match.score:.2f} {match.eid}: {match.why}\n        -> {words[:200]}")
