"""The files of catalogues: find a folder, read its files strictly; every fault is reported at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lawcheck.catalogue.caching import keep, kept
from lawcheck.catalogue.faults import Fault, listed
from lawcheck.errors import CatalogueError
from lawcheck.resources import data_folder


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


def find_folder(name_or_folder: str | Path, beside: Path | None = None) -> Path:
    """The folder of a catalogue of ours or of the user's own (``beside``: the folder that refers to it).

    Raises:
        CatalogueError: there is none.
    """
    named = Path(name_or_folder)
    # "./anti-trafficking" is a folder of the user's own, "anti-trafficking" is ours first.
    ours = [data_folder("provisions") / named] if str(name_or_folder) == named.name else []
    for folder in [*ours, *([beside / named] if beside else []), named]:
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
