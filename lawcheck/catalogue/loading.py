"""Read a catalogue folder into typed data; every fault is reported with file and line."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from lawcheck.catalogue.types import (
    Catalogue,
    ConflictRule,
    Element,
    Example,
    PatternRule,
    QuantityTest,
    Requirement,
)
from lawcheck.errors import CatalogueError
from lawcheck.model import CatalogueReference, InstrumentReference, Obligation
from lawcheck.resources import data_folder

_SafeLoader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _StrictLoader(_SafeLoader):  # type: ignore[misc]
    """A safe loader that refuses duplicate keys and keys that are not text."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[str, Any]:
        seen: set[str] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            place = f"line {key_node.start_mark.line + 1}"
            if not isinstance(key, str):
                raise yaml.YAMLError(f"{place}: key {key!r} is not text; put it in quotes")
            if key in seen:
                raise yaml.YAMLError(f"{place}: key {key!r} occurs twice; merge the two entries")
            seen.add(key)
        result: dict[str, Any] = super().construct_mapping(node, deep=True)
        return result


def available_catalogues() -> tuple[str, ...]:
    """Names of the catalogues that travel with lawcheck."""
    root = data_folder("provisions")
    return tuple(sorted(p.parent.name for p in root.glob("*/catalogue.yaml")))


def load_catalogue(name_or_folder: str | Path = "anti-trafficking") -> Catalogue:
    """Load a catalogue by name, or from a folder of one's own.

    Raises:
        CatalogueError: there is no such catalogue, or its files have faults (all of them are listed).
    """
    folder = _find_folder(name_or_folder)
    files = sorted(folder.glob("*.yaml")) + sorted(folder.glob("terms/*.yaml"))
    faults: list[str] = []
    data = {path: _parse(path, faults) for path in files}
    if faults:
        raise CatalogueError("\n".join(faults))
    head = data[folder / "catalogue.yaml"]
    requirements = [_requirement(entry, path, faults) for path in files if path.parent == folder for entry in (data[path].get("requirements") or [])]
    terms = {p.stem: _terms(data[p]) for p in files if p.parent.name == "terms"}
    if faults:
        raise CatalogueError("\n".join(faults))
    return Catalogue(
        reference=CatalogueReference(head["id"], str(head["version"]), _digest(folder, files), head["title"], _instruments(head)),
        crime=head.get("crime", ""),
        requirements=tuple(r for r in requirements if r is not None),
        terms=terms,
        topic=head.get("topic", {}),
    )


def _find_folder(name_or_folder: str | Path) -> Path:
    for folder in (data_folder("provisions") / str(name_or_folder), Path(name_or_folder)):
        if (folder / "catalogue.yaml").is_file():
            return folder
    names = ", ".join(available_catalogues())
    raise CatalogueError(f"{name_or_folder}: no such catalogue. Use one of {names}, or a folder with a catalogue.yaml.")


def _parse(path: Path, faults: list[str]) -> dict[str, Any]:
    try:
        loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=_StrictLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.append(f"{path.name}: {error}")
        return {}
    if not isinstance(loaded, dict):
        faults.append(f"{path.name}: the file must be a mapping; start it with a key")
        return {}
    return loaded


def _digest(folder: Path, files: list[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _terms(data: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(str(phrase) for phrase in phrases) for name, phrases in data.items()}


def _instruments(head: Mapping[str, Any]) -> tuple[InstrumentReference, ...]:
    entries = head.get("instruments") or ()
    return tuple(InstrumentReference(str(i["id"]), str(i["title"]), str(i.get("year", "")), str(i.get("citation", ""))) for i in entries)


def _requirement(entry: Mapping[str, Any], path: Path, faults: list[str]) -> Requirement | None:
    try:
        return Requirement(
            id=entry["id"],
            title=entry["title"],
            pillar=entry["pillar"],
            obligation=Obligation(entry["obligation"]),
            sources=tuple(entry["sources"]),
            statement=entry["statement"],
            why=str(entry.get("why", "")).strip(),
            elements=tuple(_element(e) for e in entry["elements"]),
            conflicts=tuple(_conflict(c) for c in entry.get("conflicts") or ()),
            drafting={k: str(v).strip() for k, v in (entry.get("drafting") or {}).items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        name = entry.get("id", "entry without id") if isinstance(entry, Mapping) else "entry"
        faults.append(f"{path.name}: {name}: missing or wrong value: {error}")
        return None


def _element(entry: Mapping[str, Any]) -> Element:
    return Element(
        id=entry["id"],
        statement=entry["statement"],
        essential=bool(entry["essential"]),
        patterns=_patterns(entry),
        examples=_examples(entry),
    )


def _conflict(entry: Mapping[str, Any]) -> ConflictRule:
    return ConflictRule(entry["id"], entry["statement"], _patterns(entry), _examples(entry))


def _patterns(entry: Mapping[str, Any]) -> dict[str, tuple[PatternRule, ...]]:
    return {language: tuple(_rule(rule) for rule in rules) for language, rules in (entry.get("patterns") or {}).items()}


def _rule(rule: str | Mapping[str, Any]) -> PatternRule:
    if isinstance(rule, str):
        return PatternRule(match=rule)
    values = dict(rule)
    if "quantity" in values:
        values["quantity"] = QuantityTest(**values["quantity"])
    for key in ("implied_by", "role"):
        if key in values:
            values[key] = (values[key],) if isinstance(values[key], str) else tuple(values[key])
    return PatternRule(**values)


def _examples(entry: Mapping[str, Any]) -> tuple[Example, ...]:
    return tuple(
        Example(str(e["text"]).strip(), bool(e["holds"]), e.get("known_miss", ""), e.get("heading", ""), e.get("language", "en"))
        for e in entry.get("examples") or ()
    )
