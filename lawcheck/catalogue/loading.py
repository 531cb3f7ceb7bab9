"""Load catalogues: build what the files say, add it to what they extend, join several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from lawcheck.catalogue import building
from lawcheck.catalogue.faults import Fault, listed
from lawcheck.catalogue.files import find_folder, read_folder
from lawcheck.catalogue.instruments import load_instruments
from lawcheck.catalogue.joining import digest_of, joined, joined_terms, joined_topics, overridden, unique
from lawcheck.catalogue.types import Catalogue, CrosswalkEntry, Requirement
from lawcheck.errors import CatalogueError
from lawcheck.model import CatalogueReference, InstrumentReference, Obligation

_DEEPEST = 8


def load_catalogue(name_or_folder: str | Path = "anti-trafficking") -> Catalogue:
    """Load a catalogue by name, or from a folder of one's own; several, separated by commas, are joined.

    What several catalogues share is asked once: requirements are the same where their ids are.

    Raises:
        CatalogueError: there is no such catalogue, or its files have faults (all of them are listed).
    """
    names = str(name_or_folder).split(",")
    if len(names) > 1 and not Path(name_or_folder).is_dir():
        return joined([load_catalogue(name.strip()) for name in names if name.strip()])
    return _load(find_folder(name_or_folder), 0)


def _load(folder: Path, depth: int) -> Catalogue:
    files = read_folder(folder)
    head = files.head
    bases = base_catalogues(head, folder, depth)
    own = [(path, building.requirement(entry)) for path, entry in files.entries()]
    _refuse_repeats(own)
    crosswalk, left_out = building.crosswalk(files.data.get(Path("crosswalk.yaml"), {}))
    instruments = unique([*head.get("instruments", ()), *(i for b in bases for i in b.instruments)])
    reference = CatalogueReference(
        id=head["id"],
        version=head["version"],
        sha256=digest_of([files.digest, *(b.reference.sha256 for b in bases)]),
        title=head["title"],
        instruments=_references(instruments, folder),
    )
    inherited = joined(bases) if bases else None
    return Catalogue(
        reference=reference,
        crime=head.get("crime", inherited.crime if inherited else ""),
        requirements=overridden(_cited(inherited.requirements, crosswalk) if inherited else (), [r for _, r in own]),
        terms=joined_terms([*(b.terms for b in bases), {p.stem: building.terms(d) for p, d in files.data.items() if p.parent.name == "terms"}]),
        topic=joined_topics([*(b.topic for b in bases), head.get("topic", {})]),
        instruments=instruments,
        crosswalk=unique([*(c for b in bases for c in b.crosswalk), *crosswalk]),
        left_out=unique([*left_out, *(c for b in bases for c in b.left_out)]),
    )


def _cited(inherited: Iterable[Requirement], crosswalk: Iterable[CrosswalkEntry]) -> list[Requirement]:
    """Requirements of a base, with the paragraphs of this catalogue's instruments among their sources."""
    more: dict[str, list[str]] = {}
    for entry in crosswalk:
        more.setdefault(entry.requirement, []).append(entry.to)
    return [replace(r, sources=unique([*r.sources, *more.get(r.id, ())])) for r in inherited]


def _references(instruments: Iterable[str], folder: Path) -> tuple[InstrumentReference, ...]:
    """What reports say of the instruments, those in the folder of the catalogue included."""
    known = load_instruments(folder)
    cited = (known[i] for i in instruments if i in known)
    return tuple(InstrumentReference(i.id, i.title, i.date[:4], i.citation, i.short) for i in cited)


def base_catalogues(head: Mapping[str, Any], folder: Path, depth: int = 0) -> list[Catalogue]:
    """The catalogues, or parts of them, that a catalogue.yaml extends.

    Raises:
        CatalogueError: one of them cannot be used.
    """
    return [_base(entry, folder, depth) for entry in _as_list(head.get("extends", ()))]


def _base(entry: str | Mapping[str, Any], folder: Path, depth: int) -> Catalogue:
    """The catalogue that another one extends, or the part of it that is wanted."""
    if depth >= _DEEPEST:
        raise CatalogueError(f"{folder}/catalogue.yaml: it extends itself, over others. Take one 'extends' out.")
    wanted: Mapping[str, Any] = {"catalogue": entry} if isinstance(entry, str) else entry
    base = _load(find_folder(wanted["catalogue"], folder), depth + 1)
    only, without = wanted.get("only", ()), wanted.get("without", ())
    for name in (*only, *without):
        if not any(_named(r, [name]) for r in base.requirements):
            raise CatalogueError(f"{folder}/catalogue.yaml: {wanted['catalogue']} has no requirement {name}. Take it out, or correct it.")
    kept_ = tuple(r for r in base.requirements if (not only or _named(r, only)) and not _named(r, without))
    weights = {i: Obligation(o) for i, o in wanted.get("obligations", {}).items()}
    kept_ = tuple(replace(r, obligation=weights.get(r.id, r.obligation)) for r in kept_)
    ids = {r.id for r in kept_}
    if unknown := sorted(weights.keys() - ids):
        raise CatalogueError(f"{folder}/catalogue.yaml: {wanted['catalogue']} has no requirement {unknown[0]}. Take it out, or correct it.")
    return replace(base, requirements=kept_, crosswalk=tuple(c for c in base.crosswalk if c.requirement in ids))


def _named(requirement: Requirement, names: Iterable[str]) -> bool:
    return any(f"{requirement.id}.".startswith(f"{name.rstrip('.')}.") for name in names)


def _refuse_repeats(own: list[tuple[Path, Requirement]]) -> None:
    places: dict[str, list[str]] = {}
    for path, requirement in own:
        places.setdefault(requirement.id, []).append(path.name)
    faults = [Fault(p[1], 0, f"the requirement {i} is in {p[0]} already", "Give one of them another id") for i, p in places.items() if len(p) > 1]
    if faults:
        raise CatalogueError(listed(faults))


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]
