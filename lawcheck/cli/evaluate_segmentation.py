"""``lawcheck evaluate segmentation``: provisions recovered from plain text and PDF, against laws that declare their structure."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from lawcheck.errors import MissingFile

if TYPE_CHECKING:
    from lawcheck.evaluating.segmentation import Method, Result

_HEADS = ("sections F1", "all levels F1", "characters", "provisions", "files")


def segmentation(
    folder: Annotated[Path, typer.Argument(help="Folder of laws in official XML, a subfolder for each format.")],
    half: Annotated[str, typer.Option(help="held-out, tuning or all.")] = "held-out",
    layout: Annotated[str, typer.Option(help="Layouts to print, of indented, flat and wrapped.")] = "indented,flat,wrapped",
    peers: Annotated[bool, typer.Option(help="Measure other tools on the same text (flat).")] = True,
    pdf: Annotated[bool, typer.Option(help="Print the laws to PDF in three page layouts and read them back.")] = True,
    speed: Annotated[bool, typer.Option(help="Measure time and memory up to 5 MB.")] = True,
    files: Annotated[bool, typer.Option("--files", help="Also list every file.")] = False,
    gold: Annotated[Path | None, typer.Option(help="Folder of label files: check that their locators name a provision (needs --laws).")] = None,
    laws: Annotated[Path | None, typer.Option(help="Folder of the labelled laws, one folder each.")] = None,
    skip: Annotated[str, typer.Option(help="With --gold: countries to leave out, such as UG,MW.")] = "",
) -> None:
    """Measure segmentation: the laws are printed as plain text, cut again, and compared with the structure that they declare."""
    from lawcheck.evaluating.segmentation import lawcheck_method, run
    from lawcheck.evaluating.segmentation_peers import peers as find_peers

    if not folder.is_dir():
        raise MissingFile(str(folder), "there is no such folder", "Give a folder that has a subfolder for each XML format.")
    console = Console(width=120)
    chosen = "" if half == "all" else half
    found = find_peers()
    own: dict[str, Method] = {"lawcheck": lawcheck_method}
    results: list[Result] = []
    for name in layout.split(","):
        used = {**own, **found.methods} if peers and name == "flat" else own
        results.extend(run(folder, used, half=chosen, layouts=(name,), largest=found.largest))
    ours = [r for r in results if r.method == "lawcheck"]
    console.print(_table(f"By language, {half} files", "language, layout", ((f"{r.language}, {r.layout}", r) for r in ours)))
    console.print(_table(f"By format, {half} files", "format, layout", ((f"{r.format}, {r.layout}", r) for r in ours)))
    if files:
        console.print(_table("By file", "file, layout", ((f"{r.file}, {r.layout}", r) for r in ours)))
    if peers:
        _print_peers(console, results, found.absent)
    if pdf:
        _print_pdf(console, folder, chosen, ours)
    if speed:
        _print_speed(console, folder, ours)
    if gold is not None and laws is not None:
        _print_locators(console, gold, laws, [s for s in skip.split(",") if s])


def _table(title: str, key: str, rows: Iterable[tuple[str, Result]]) -> Table:
    from lawcheck.evaluating.segmentation_scoring import Tally

    sums: dict[str, tuple[Tally, int]] = {}
    for name, result in rows:
        tally, count = sums.get(name, (Tally(), 0))
        sums[name] = (tally + result.tally, count + 1)
    table = Table(title=title, title_justify="left")
    table.add_column(key)
    for head in _HEADS:
        table.add_column(head, justify="right")
    for name, (tally, count) in sorted(sums.items()):
        table.add_row(name, f"{tally.section_f1:.3f}", f"{tally.f1:.3f}", f"{tally.character_share:.3f}", str(tally.true), str(count))
    return table


def _print_peers(console: Console, results: list[Result], absent: dict[str, str]) -> None:
    flat = [r for r in results if r.layout == "flat"]
    methods = {r.method for r in flat}
    # Compared on the files that every method finished.
    common = {f for f in {r.file for r in flat} if {r.method for r in flat if r.file == f} == methods}
    console.print(_table("Other tools on the same flat text (files that all could read)", "tool", ((r.method, r) for r in flat if r.file in common)))
    for name, reason in sorted(absent.items()):
        console.print(f"{name}: {reason}")


def _print_pdf(console: Console, folder: Path, half: str, ours: list[Result]) -> None:
    from lawcheck.evaluating.segmentation_pdf import run_pdf

    pages = list(run_pdf(folder, half=half))
    files = {r.file for r in pages}
    flat = [("flat text", r) for r in ours if r.layout == "flat" and r.file in files]
    console.print(_table("Printed to PDF and read back (laws up to 60,000 characters)", "page layout", [*flat, *((r.layout, r) for r in pages)]))


def _print_speed(console: Console, folder: Path, ours: list[Result]) -> None:
    from lawcheck.evaluating.segmentation import structured_laws
    from lawcheck.evaluating.segmentation_speed import curve

    texts = [source.text for name, source in structured_laws(folder) if source.language == "en" and len(source.text) > 50_000][:3]
    table = Table(title="Speed on one core, and memory", title_justify="left")
    for head in ("characters", "seconds", "million characters/s", "peak memory / text"):
        table.add_column(head, justify="right")
    for point in curve("\n".join(texts)) if texts else ():
        memory = "-" if point.memory is None else f"{point.memory:.1f}"
        table.add_row(f"{point.characters:,}", f"{point.seconds:.2f}", f"{point.rate:.2f}", memory)
    console.print(table)
    size, seconds = sum(r.size for r in ours), sum(r.seconds for r in ours)
    if seconds:
        console.print(f"All files and layouts of this run: {size:,} characters, {size / seconds / 1e6:.2f} million/s")


def _print_locators(console: Console, gold: Path, laws: Path, skip: list[str]) -> None:
    from lawcheck import api
    from lawcheck.evaluating.segmentation_locators import check_law, locators

    table = Table(title="Locators of labelled evidence that name a provision", title_justify="left")
    for head in ("law", "found", "of", "missing"):
        table.add_column(head)
    found = total = 0
    for path in sorted(gold.glob("*.json")):
        text = laws / path.stem / "text.txt"
        if path.stem.split("-")[0] in skip or not text.is_file():
            continue
        result = check_law(api.read_law(text), path.stem, locators(path))
        found, total = found + result.found, total + result.total
        table.add_row(path.stem, str(result.found), str(result.total), ", ".join(result.missing))
    console.print(table)
    if total:
        console.print(f"{found} of {total} locators ({found / total:.1%})")
