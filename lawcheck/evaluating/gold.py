"""Laws that readers labelled requirement by requirement, and the place of their texts."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lawcheck.errors import DamagedFile, MissingFile

_TEXTS = ("text.txt", "*.txt", "*.pdf", "*.docx", "*.html", "*.xml", "*.md")
_LOCATOR = re.compile(r"(?:s\.|ss\.|sec\.|§|art\.|article)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class GoldLabel:
    """What a reader found on one requirement; ``evidence`` holds locators, most important first."""

    status: str
    elements: Mapping[str, bool]
    conflicts: tuple[str, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldLaw:
    """A labelled law; ``country`` is what cross-validation groups by."""

    document: str
    country: str
    path: Path
    labels: Mapping[str, GoldLabel]


def load_gold(folder: Path, laws: Path, skip: Sequence[str] = ()) -> tuple[GoldLaw, ...]:
    """Load the labels in ``folder`` and find each law's text below ``laws``; ``skip`` names countries to leave unread.

    Raises:
        MissingFile: there are no labels, or a labelled law has no text.
        DamagedFile: a label file cannot be read.
    """
    files = [p for p in sorted(folder.glob("*.json")) if _country(p.stem) not in skip]
    if not files:
        raise MissingFile(str(folder), "there are no label files (*.json) here", "Name the folder that holds them.")
    return tuple(_load(path, laws) for path in files)


def section_of(locator: str) -> str:
    """The section or article that a locator or citation points into: "s. 8(1)(a)" gives "8", "Sch. 2 para 4" gives "sch"."""
    plain = _LOCATOR.sub("", locator.strip()).lower()
    if plain.startswith("sch"):
        return "sch"
    return re.split(r"[(,“]|\s(?!bis|ter|quater)", plain, maxsplit=1)[0].rstrip(".:")


def _country(document: str) -> str:
    return document.split("-")[0]


def _load(path: Path, laws: Path) -> GoldLaw:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        labels = {
            requirement: GoldLabel(label["status"], label["elements"], tuple(label["conflicts"]), tuple(label["evidence"]))
            for requirement, label in data["labels"].items()
        }
        document = data["document"]
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise DamagedFile(str(path), f"this is no label file ({error})", "See GUIDELINES.md beside the labels.") from error
    return GoldLaw(document, _country(document), _text(laws / document, laws), labels)


def _text(folder: Path, laws: Path) -> Path:
    for pattern in _TEXTS:
        for path in sorted(folder.glob(pattern)) if folder.is_dir() else sorted(laws.glob(f"{folder.name}.{pattern.split('.')[-1]}")):
            return path
    raise MissingFile(str(folder), "a labelled law has no text here", "Name the folder of the laws with --laws.")
