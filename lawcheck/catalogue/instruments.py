"""International instruments as data, and which of their paragraphs a catalogue covers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lawcheck.catalogue.files import read_files
from lawcheck.catalogue.types import Catalogue
from lawcheck.errors import CatalogueError
from lawcheck.resources import data_folder

# Bindings that ask something of the legislature.
BINDING = frozenset({"mandatory", "qualified", "advice"})
_RANGE = re.compile(r"(?P<before>.*)\((?P<first>\w+)\)\s*[-–]\s*\((?P<last>\w+)\)$")


@dataclass(frozen=True, slots=True)
class Article:
    """A paragraph of an instrument; ``binding``: mandatory, qualified, permissive, advice (model laws) or none."""

    number: str
    binding: str
    about: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty or model law; ``status`` is draft where the list of articles was not checked against its text."""

    id: str
    title: str
    date: str
    citation: str
    kind: str
    articles: tuple[Article, ...]
    short: str = ""
    in_force: str = ""
    status: str = "reviewed"
    supersedes: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """One paragraph of an instrument: the requirements that cover it, with their relation, or why none does."""

    article: Article
    covered_by: tuple[tuple[str, str], ...]
    left_out: str = ""

    @property
    def open(self) -> bool:
        """It asks something of the legislature, and is neither covered nor left out for a reason."""
        return self.article.binding in BINDING and not self.covered_by and not self.left_out


def load_instruments(folder: Path | None = None) -> dict[str, Instrument]:
    """The instruments that travel with lawcheck and those in ``folder``/instruments, by id.

    Raises:
        CatalogueError: with all faults of all files.
    """
    places = [data_folder("provisions") / "instruments", *([folder / "instruments"] if folder else [])]
    found: dict[str, Instrument] = {}
    for place in places:
        for data in read_files(place.parent, sorted(place.glob("*.yaml"))).data.values():
            found[data["id"]] = _instrument(data)
    return found


def coverage(catalogue: Catalogue, instrument: Instrument) -> tuple[Coverage, ...]:
    """Paragraph by paragraph, what of the instrument the catalogue covers."""
    entries = _ties(catalogue, instrument)
    reasons = [(left.reason, paragraphs(left.paragraph, instrument.id)) for left in catalogue.left_out]
    rows = []
    for article in instrument.articles:
        covering = [(r, relation) for r, relation, numbers in entries if any(touches(n, article.number) for n in numbers)]
        reason = next((text for text, numbers in reasons if any(_inside(article.number, n) for n in numbers)), "")
        rows.append(Coverage(article, tuple(dict.fromkeys(covering)), reason))
    return tuple(rows)


def _ties(catalogue: Catalogue, instrument: Instrument) -> list[tuple[str, str, tuple[str, ...]]]:
    """Requirement, relation and paragraphs: from the crosswalk, and from sources that it does not mention ("cited")."""
    known = {r.id for r in catalogue.requirements}
    ties = [(e.requirement, e.relation, paragraphs(e.to, instrument.id)) for e in catalogue.crosswalk if e.requirement in known]
    mapped = {(requirement, number) for requirement, _, numbers in ties for number in numbers}
    for requirement in catalogue.requirements:
        cited = (n for source in requirement.sources for n in paragraphs(source, instrument.id))
        new = tuple(n for n in cited if not any(r == requirement.id and touches(n, m) for r, m in mapped))
        ties.extend([(requirement.id, "cited", new)] if new else [])
    return ties


def instrument_named(name: str, instruments: Mapping[str, Instrument]) -> Instrument:
    """The instrument with that id, letter case aside.

    Raises:
        CatalogueError: there is none.
    """
    for identifier, instrument in instruments.items():
        if identifier.lower() == name.lower():
            return instrument
    raise CatalogueError(f"{name}: no such instrument. Use one of {', '.join(sorted(instruments))}.")


def paragraphs(locator: str, instrument: str) -> tuple[str, ...]:
    """The paragraphs of ``instrument`` that a locator names: "TIPP 11(2)-(4)" gives 11(2), 11(3), 11(4)."""
    name, _, rest = locator.partition(" ")
    if name != instrument:
        return ()
    plain = rest.removesuffix("commentary").strip()
    found = _RANGE.match(plain)
    if found is None:
        return (plain,)
    first, last = found["first"], found["last"]
    if first.isdigit() and last.isdigit():
        steps = [str(n) for n in range(int(first), int(last) + 1)]
    else:
        steps = [chr(c) for c in range(ord(first[0]), ord(last[0]) + 1)]
    return tuple(f"{found['before']}({step})" for step in steps)


def touches(number: str, other: str) -> bool:
    """Tell whether one paragraph is the other, or part of it."""
    return _inside(number, other) or _inside(other, number)


def _inside(number: str, other: str) -> bool:
    return number == other or number.startswith(f"{other}(")


def _instrument(data: Mapping[str, Any]) -> Instrument:
    values = dict(data)
    values["articles"] = tuple(Article(**a) for a in data["articles"])
    return Instrument(**values)
