"""Start a requirement, and a catalogue folder for it where there is none: files to fill in, never overwritten."""

from __future__ import annotations

import re
from pathlib import Path

from lawcheck.catalogue.caching import SCHEMAS
from lawcheck.catalogue.loading import load_catalogue
from lawcheck.errors import CatalogueError

_ID = re.compile(r"[a-z0-9][a-z0-9-]*(\.[a-z0-9][a-z0-9-]*)+")
_HEAD = """\
id: {name}
title: TODO title for reports
version: "0.1"
crime: trafficking in persons
instruments: [TIPP]
{extends}"""
_REQUIREMENT = """\
- id: {id}
  title: {title}
  pillar: victim-protection
  obligation: recommended
  status: draft
  sources: ["{source}"]
  statement: TODO what the law must provide, in one sentence
  why: >-
    TODO why it matters, in one paragraph that a minister can read.
  elements:
  - id: {element}
    statement: TODO what a reviewer ticks off
    essential: true
    patterns:
      en:
      - "TODO words of the law ... further words"
    examples:
    - {{text: "TODO a sentence that provides it.", holds: true}}
    - {{text: "TODO a near miss that does not.", holds: false}}
  drafting:
    common: TODO wording in the style of a common-law section.
    civil: TODO wording in the style of a civil-law article.
"""


def start_requirement(identifier: str, folder: Path, *, title: str = "", source: str = "", extends: str = "") -> list[Path]:
    """Add a requirement to fill in to the file of its topic; return the files that were written.

    Raises:
        CatalogueError: the id is malformed or taken, or the folder is no catalogue and something else is in it.
    """
    if not _ID.fullmatch(identifier):
        raise CatalogueError(f"{identifier}: this is no requirement id. Write topic.point in lower case, such as victim.interpreter.")
    written = [] if (folder / "catalogue.yaml").is_file() else _start_catalogue(folder, extends)
    if not written and any(r.id == identifier for r in load_catalogue(folder).requirements):
        raise CatalogueError(f"{identifier}: there is such a requirement already. To override one of a base, copy it to a file of your own.")
    path = folder / f"{identifier.split('.')[0]}.yaml"
    before = path.read_text(encoding="utf-8") if path.is_file() else "requirements:\n"
    entry = _REQUIREMENT.format(id=identifier, title=title or "TODO short title", source=source or "TODO article", element=identifier.rsplit(".", 1)[1])
    path.write_text(before.rstrip("\n") + "\n" + ("\n" if "- id:" in before else "") + entry, encoding="utf-8")
    return [*written, path]


def _start_catalogue(folder: Path, extends: str) -> list[Path]:
    if folder.exists() and any(folder.iterdir()):
        raise CatalogueError(f"{folder}: the folder holds other files and no catalogue.yaml. Name an empty or a new folder.")
    (folder / "terms").mkdir(parents=True, exist_ok=True)
    head, terms = folder / "catalogue.yaml", folder / "terms" / "en.yaml"
    head.write_text(_HEAD.format(name=folder.resolve().name, extends=f"extends: {extends}\n" if extends else ""), encoding="utf-8")
    terms.write_text("# Names for sets of phrases: own-victim: [victim, trafficked person]\n{}\n", encoding="utf-8")
    return [head, terms]


def write_schemas(folder: Path) -> list[Path]:
    """Write the JSON Schemas for an editor to complete and check from."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for path in sorted(SCHEMAS.glob("*.json")):
        target = folder / path.name
        target.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        written.append(target)
    return written
