"""``lawcheck segment``: the provisions of a law, as a tree, as JSON or as Akoma Ntoso."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from lawcheck.errors import OutputError
from lawcheck.model import Law, Provision

_FORMATS = ("tree", "json", "akn")


def segment(
    law: Annotated[Path, typer.Argument(help="File of the law: PDF, Word, HTML, XML, Markdown or text.")],
    format: Annotated[str, typer.Option(help="tree, json or akn (Akoma Ntoso 3.0).")] = "tree",
    out: Annotated[Path | None, typer.Option(help="File to write; without it the result is printed.")] = None,
    text_out: Annotated[Path | None, typer.Option(help="Write the text that offsets refer to.")] = None,
    ocr: Annotated[bool, typer.Option("--ocr", help="Recognise pages that are pictures; needs Tesseract.")] = False,
    tracked: Annotated[str, typer.Option(help="Tracked changes in Word files: accepted, original or final.")] = "accepted",
    check: Annotated[bool, typer.Option("--check", help="List gaps and repeats in the numbering; exit with 1 where there are any.")] = False,
) -> None:
    """Show the provisions of a law."""
    from lawcheck import api
    from lawcheck.reporting.writing import write_text

    if format not in _FORMATS:
        raise OutputError(f"{format}: no such format. Choose one of {', '.join(_FORMATS)}.")
    loaded = api.read_law(law, ocr=ocr, tracked=tracked)
    if text_out is not None:
        write_text(text_out, loaded.text)
    written = _written(loaded, format)
    if out is not None:
        write_text(out, written)
        typer.echo(f"wrote {out}")
    elif not check:
        sys.stdout.write(written)
    for warning in loaded.warnings:
        typer.echo(f"warning: {warning}", err=True)
    if check:
        _report_doubts(loaded)


def _report_doubts(law: Law) -> None:
    citations = {p.eid: p.citation or p.eid for p in law.walk()}
    for doubt in law.doubts:
        typer.echo(f"{citations.get(doubt.eid, doubt.eid)}: {doubt.message} (at character {doubt.start})")
    typer.echo(f"{len(law.doubts)} doubts in {sum(1 for _ in law.walk())} provisions")
    if law.doubts:
        raise typer.Exit(1)


def _written(law: Law, format: str) -> str:
    if format == "akn":
        from lawcheck.exporting import to_akoma_ntoso

        return to_akoma_ntoso(law).decode("utf-8")
    if format == "json":
        content = {"title": law.title, "language": law.language, "provisions": [_node(p) for p in law.provisions]}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return "".join(_lines(root, 0) for root in law.provisions)


def _node(p: Provision) -> dict[str, object]:
    return {
        "eid": p.eid,
        "kind": p.kind.value,
        "number": p.number,
        "heading": p.heading,
        "citation": p.citation,
        "role": p.role.value,
        "text": p.text,
        "start": p.start,
        "body_start": p.body_start,
        "end": p.end,
        "page": p.page,
        "children": [_node(c) for c in p.children],
    }


def _lines(provision: Provision, depth: int) -> str:
    words = provision.heading or " ".join(provision.text.split())[:80]
    line = f"{'  ' * depth}{provision.kind.value} {provision.number} [{provision.role.value}] {words}\n"
    return line + "".join(_lines(child, depth + 1) for child in provision.children)
