"""Load catalogues: find the folder, read its files strictly, add to what it extends; every fault is reported at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lawcheck.catalogue import building
from lawcheck.catalogue.caching import keep, kept
from lawcheck.catalogue.faults import Fault, listed
from lawcheck.catalogue.joining import digest_of, joined, joined_terms, joined_topics, overridden, unique
from lawcheck.catalogue.types import Catalogue, Requirement
from lawcheck.errors import CatalogueError
from lawcheck.model import CatalogueReference
from lawcheck.resources import data_folder

_DEEPEST = 8


def schema_kind(relative: Path) -> str:
    """Which schema a file follows, by its place in the folder: catalogue, crosswalk, requirements, terms or instrument."""
    if relative.parent.name in ("terms", "instruments"):
        return "terms" if relative.parent.name == "terms" else "instrument"
    return relative.stem if relative.name in ("catalogue.yaml", "crosswalk.yaml") else "requirements"


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The files of a catalogue folder by their path inside it, and the hash over all of them."""

    folder: Path
    data: Mapping[Path, Mapping[str, Any]]
    digest: str

    @property
    def head(self) -> Mapping[str, Any]:
        """What catalogue.yaml says."""
        return self.data[Path("catalogue.yaml")]

    def entries(self) -> list[tuple[Path, Mapping[str, Any]]]:
        """Every requirement as written, with its file."""
        return [(path, entry) for path, data in self.data.items() for entry in data.get("requirements", ())]


def available_catalogues() -> tuple[str, ...]:
    """Names of the catalogues that travel with lawcheck."""
    root = data_folder("provisions")
    return tuple(sorted(p.parent.name for p in root.glob("*/catalogue.yaml")))


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


def find_folder(name_or_folder: str | Path, beside: Path | None = None) -> Path:
    """The folder of a catalogue of ours or of the user's own (``beside``: the folder that refers to it).

    Raises:
        CatalogueError: there is none.
    """
    places = [data_folder("provisions") / str(name_or_folder), Path(name_or_folder)]
    for folder in [*places, *([beside / str(name_or_folder)] if beside else [])]:
        if (folder / "catalogue.yaml").is_file():
            return folder
    names = ", ".join(available_catalogues())
    raise CatalogueError(f"{name_or_folder}: no such catalogue. Use one of {names}, or a folder with a catalogue.yaml.")


def catalogue_files(folder: Path) -> list[Path]:
    """The files that make up a catalogue, in a fixed order."""
    return [p for pattern in ("*.yaml", "terms/*.yaml", "instruments/*.yaml") for p in sorted(folder.glob(pattern))]


def read_folder(folder: Path) -> FolderFiles:
    """Read and check the files of one folder.

    Raises:
        CatalogueError: with all faults of all files.
    """
    return read_files(folder, catalogue_files(folder))


def read_files(folder: Path, paths: Iterable[Path]) -> FolderFiles:
    """Read and check some files of a folder.

    Raises:
        CatalogueError: with all faults of all files.
    """
    faults: list[Fault] = []
    data: dict[Path, Mapping[str, Any]] = {}
    digest = hashlib.sha256()
    for path in paths:
        relative = path.relative_to(folder)
        content = path.read_bytes()
        digest.update(relative.as_posix().encode() + b"\0" + content + b"\0")
        data[relative] = _read(relative, content, faults)
    if faults:
        raise CatalogueError(listed(faults))
    return FolderFiles(folder, data, digest.hexdigest())


def _read(relative: Path, content: bytes, faults: list[Fault]) -> Mapping[str, Any]:
    kind = schema_kind(relative)
    if (data := kept(kind, content)) is not None:
        return data
    from lawcheck.catalogue.checking import check
    from lawcheck.catalogue.yamlfile import read_yaml

    file = read_yaml(relative.as_posix(), content)
    found = file.faults or check(file, kind)
    faults.extend(found)
    if not found:
        keep(kind, content, file.data)
    return dict(file.data)


def _load(folder: Path, depth: int) -> Catalogue:
    files = read_folder(folder)
    head = files.head
    bases = [_base(entry, folder, depth) for entry in _as_list(head.get("extends", ()))]
    own = [(path, building.requirement(entry)) for path, entry in files.entries()]
    _refuse_repeats(own)
    crosswalk, left_out = building.crosswalk(files.data.get(Path("crosswalk.yaml"), {}))
    reference = CatalogueReference(head["id"], head["version"], digest_of([files.digest, *(b.reference.sha256 for b in bases)]), head["title"])
    inherited = joined(bases) if bases else None
    return Catalogue(
        reference=reference,
        crime=head.get("crime", inherited.crime if inherited else ""),
        requirements=overridden(inherited.requirements if inherited else (), [r for _, r in own]),
        terms=joined_terms([*(b.terms for b in bases), {p.stem: building.terms(d) for p, d in files.data.items() if p.parent.name == "terms"}]),
        topic=joined_topics([*(b.topic for b in bases), head.get("topic", {})]),
        instruments=unique([*(i for b in bases for i in b.instruments), *head.get("instruments", ())]),
        crosswalk=unique([*(c for b in bases for c in b.crosswalk), *crosswalk]),
        left_out=unique([*left_out, *(c for b in bases for c in b.left_out)]),
    )


def _base(entry: str | Mapping[str, Any], folder: Path, depth: int) -> Catalogue:
    """The catalogue that another one extends, or the part of it that is wanted."""
    if depth >= _DEEPEST:
        raise CatalogueError(f"{folder}/catalogue.yaml: it extends itself, over others. Take one 'extends' out.")
    wanted = {"catalogue": entry} if isinstance(entry, str) else entry
    base = _load(find_folder(wanted["catalogue"], folder), depth + 1)
    only, without = wanted.get("only", ()), wanted.get("without", ())
    for name in (*only, *without):
        if not any(_named(r, [name]) for r in base.requirements):
            raise CatalogueError(f"{folder}/catalogue.yaml: {wanted['catalogue']} has no requirement {name}. Take it out, or correct it.")
    kept_ = tuple(r for r in base.requirements if (not only or _named(r, only)) and not _named(r, without))
    ids = {r.id for r in kept_}
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
