"""Whether a law's tree has every provision that people cited: locators such as "3(1)(a)", "Art. 149-A, § 1, II", "Sch. para 1(1)(d)"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lawcheck.model import Kind, Law, Provision
from lawcheck.segmenting.wording import wording

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_STEP = re.compile(
    r"""
    \((?P<bracket>[^()]+)\)             # (1)(a)
    | \bnote\b\s*(?P<note>\d+)?         # note 2
    | \bpara\.?\s*(?P<para>\w+)         # para 4
    | §\s*(?P<paragraph>\w+)            # § 1
    | (?P<plain>[^\s,()§]+(?:\s(?:bis|ter|quater|[A-Z])\b)?)
    """,
    re.VERBOSE,
)
_GROUPS = frozenset([Kind.BOOK, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.DIVISION, Kind.SUBDIVISION, Kind.CROSSHEADING])


@dataclass(frozen=True, slots=True)
class Resolved:
    """How many locators of one law name a provision of its tree, and which do not."""

    document: str
    found: int
    total: int
    missing: tuple[str, ...]


def locators(gold: Path) -> list[str]:
    """All locators that a gold file uses as evidence, each once, sorted."""
    data = json.loads(gold.read_text(encoding="utf-8"))
    return sorted({place for label in data["labels"].values() for place in label.get("evidence", ())})


def resolve(law: Law, locator: str) -> Provision | None:
    """The provision that a locator names, or None."""
    steps = _steps(locator)
    if not steps:
        return None
    return next((found for root in law.provisions for found in _find(root, steps)), None)


def check_law(law: Law, document: str, wanted: list[str]) -> Resolved:
    """Resolve every locator against a law's tree."""
    missing = tuple(w for w in wanted if resolve(law, w) is None)
    return Resolved(document, len(wanted) - len(missing), len(wanted), missing)


def _steps(locator: str) -> list[str]:
    words = re.sub(r"^(?:arts?|ss?|secs?|reg)\.?\s+", "", locator.strip(), flags=re.IGNORECASE)
    steps: list[str] = []
    for found in _STEP.finditer(words):
        if found["plain"] and found["plain"].lower().rstrip(".") in ("sch", "schedule"):
            steps.append("schedule")
        elif found.group(0).startswith("note"):
            steps.append("note")
            steps.extend([found["note"]] if found["note"] else [])
        else:
            steps.append(next(g for g in found.groups() if g))
    return [_plain(s) for s in steps]


def _plain(number: str) -> str:
    raised = _RAISED_RUN.sub(lambda found: "." + found.group().translate(_RAISED), number)
    bare = re.sub(r"(?<=\d)(?:er|[ºª°o])$", "", raised.strip()).casefold()
    spelled = wording("und").ordinals.get(bare)
    return bare if spelled is None else str(spelled)


def _names(provision: Provision, step: str) -> bool:
    if step == "schedule":
        return provision.kind is Kind.SCHEDULE
    if step == "note":
        return provision.kind is Kind.PROVISO
    return bool(provision.number) and provision.kind not in _GROUPS and _plain(provision.number) == step


def _find(provision: Provision, steps: list[str]) -> Iterator[Provision]:
    """Provisions below (or at) ``provision`` on the path of ``steps``; the first step may lie at any depth."""
    if _names(provision, steps[0]):
        yield from _below(provision, steps[1:])
    for child in provision.children:
        yield from _find(child, steps)


def _below(provision: Provision, steps: list[str]) -> Iterator[Provision]:
    if not steps:
        yield provision
        return
    for child in provision.children:
        if _names(child, steps[0]):
            yield from _below(child, steps[1:])
        elif not child.number or child.kind in _GROUPS:
            yield from _below(child, steps)
    numbered = [child.number for child in provision.children if child.number]
    if steps == ["1"] and numbered[:1] == ["2"]:
        # The first paragraph of a section often goes without its number: what is cited as (1) is the section's own text.
        yield provision
