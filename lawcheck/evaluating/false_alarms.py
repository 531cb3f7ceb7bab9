"""What the requirements "find" in laws on unrelated subjects: every such element is false."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lawcheck.api import assess, read_law
from lawcheck.catalogue import Catalogue
from lawcheck.errors import InputError, MissingFile
from lawcheck.model import Status


@dataclass(frozen=True, slots=True)
class FalseAlarms:
    """What was found in one unrelated law: the elements by ``requirement.element``, of how many asked."""

    law: str
    elements: tuple[str, ...]
    asked: int


def unrelated_laws(folder: Path, language: str) -> tuple[Path, ...]:
    """The laws below ``folder`` that an ``index.json`` lists in that language.

    Raises:
        MissingFile: there is no index.json below the folder.
    """
    indices = sorted(folder.glob("**/index.json"))
    if not indices:
        raise MissingFile(str(folder), "there is no index.json below this folder", "Name a folder of indexed laws.")
    entries = ((index, entry) for index in indices for entry in json.loads(index.read_text(encoding="utf-8")))
    return tuple(index.parent / entry["file"] for index, entry in entries if entry["language"] == language)


def false_alarms(laws: tuple[Path, ...], catalogue: Catalogue) -> Iterator[FalseAlarms | InputError]:
    """Assess each law; one that cannot be read gives its error instead."""
    for path in laws:
        try:
            law = read_law(path, language="en")
        except InputError as error:
            yield error
            continue
        findings = [f for f in assess([law], catalogue=catalogue).findings if f.status is not Status.NOT_ASSESSED]
        elements = [(f"{f.requirement}.{e.id}", e.present) for f in findings for e in f.elements]
        yield FalseAlarms(path.name, tuple(key for key, present in elements if present), len(elements))
