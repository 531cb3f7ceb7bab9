"""Render catalogues as a browsable reference: static HTML, one page per catalogue, the same headings for every requirement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from lawcheck.catalogue.comparing import rule_text
from lawcheck.catalogue.counting import count
from lawcheck.catalogue.instruments import coverage, load_instruments, paragraphs, touches
from lawcheck.catalogue.types import Catalogue, Requirement

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def render(catalogues: Sequence[Catalogue]) -> dict[str, str]:
    """All pages by file name, byte-stable. A requirement that several catalogues share is explained on the page of the first."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
    style = Markup((_TEMPLATES / "reference.css").read_text(encoding="utf-8"))
    homes: dict[str, str] = {}
    for catalogue in catalogues:
        for requirement in catalogue.requirements:
            homes.setdefault(requirement.id, catalogue.reference.id)
    overview = _overview(catalogues)
    pages = {name: environment.get_template(f"{name}.j2").render(style=style, homes=homes, **overview) for name in ("index.html", "coverage.html")}
    template = environment.get_template("reference.html.j2")
    for catalogue in catalogues:
        pages[f"{catalogue.reference.id}.html"] = template.render(style=style, shown=rule_text, **_page(catalogue, homes))
    return pages


def _overview(catalogues: Sequence[Catalogue]) -> dict[str, Any]:
    instruments = load_instruments()
    rows = []
    seen: set[str] = set()
    for catalogue in catalogues:
        for identifier in catalogue.instruments:
            if identifier in instruments and identifier not in seen:
                seen.add(identifier)
                found = coverage(catalogue, instruments[identifier])
                covered = sum(bool(c.covered_by) for c in found)
                left = sum(bool(c.left_out) and not c.covered_by for c in found)
                rows.append(
                    {
                        "id": identifier,
                        "title": instruments[identifier].title,
                        "citation": instruments[identifier].citation,
                        "draft": instruments[identifier].status == "draft",
                        "rows": found,
                        "instrument": instruments[identifier].short or instruments[identifier].title,
                        "catalogue": catalogue.reference.id,
                        "paragraphs": len(found),
                        "covered": covered,
                        "left_out": left,
                        "open": sum(c.open for c in found),
                    }
                )
    return {"catalogues": [(c, count(c)) for c in catalogues], "instruments": list(instruments.values()), "coverage": rows}


def _page(catalogue: Catalogue, homes: Mapping[str, str]) -> dict[str, Any]:
    own = [r for r in catalogue.requirements if homes[r.id] == catalogue.reference.id]
    pillars: dict[str, list[Requirement]] = {}
    for requirement in own:
        pillars.setdefault(requirement.pillar, []).append(requirement)
    return {
        "catalogue": catalogue,
        "figures": count(catalogue),
        "pillars": list(pillars.items()),
        "sources": {r.id: _sources(catalogue, r) for r in own},
        "inherited": [(r, homes[r.id]) for r in catalogue.requirements if homes[r.id] != catalogue.reference.id],
    }


def _sources(catalogue: Catalogue, requirement: Requirement) -> list[tuple[str, str, str]]:
    """Each source with its relation in the crosswalk, then further paragraphs that the crosswalk names."""
    entries = [e for e in catalogue.crosswalk if e.requirement == requirement.id]
    listed = []
    used: set[str] = set()
    for source in requirement.sources:
        near = [e for e in entries if _same_paragraph(source, e.to)]
        used.update(e.to for e in near)
        listed.append((source, near[0].relation if near else "", near[0].note if near else ""))
    return [*listed, *((e.to, e.relation, e.note) for e in entries if e.to not in used)]


def _same_paragraph(one: str, other: str) -> bool:
    name = one.split(" ", 1)[0]
    return any(touches(a, b) for a in paragraphs(one, name) for b in paragraphs(other, name))
