"""From the checked data of a catalogue's files to typed requirements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from lawcheck.catalogue.types import (
    Change,
    ConflictRule,
    CrosswalkEntry,
    Element,
    Example,
    LeftOut,
    PatternRule,
    QuantityTest,
    Requirement,
)
from lawcheck.model import Obligation

_Data = Mapping[str, Any]


def requirement(entry: _Data) -> Requirement:
    """Build one requirement."""
    return Requirement(
        id=entry["id"],
        title=entry["title"],
        pillar=entry["pillar"],
        obligation=Obligation(entry["obligation"]),
        sources=tuple(entry["sources"]),
        statement=entry["statement"].strip(),
        why=entry.get("why", "").strip(),
        elements=tuple(_element(e) for e in entry["elements"]),
        conflicts=tuple(ConflictRule(e["id"], e["statement"], _patterns(e), _examples(e)) for e in entry.get("conflicts", ())),
        drafting={k: v.strip() for k, v in entry.get("drafting", {}).items()},
        status=entry.get("status", "stable"),
        replaced_by=entry.get("replaced_by", ""),
        history=tuple(Change(**c) for c in entry.get("history", ())),
    )


def terms(data: _Data) -> dict[str, tuple[str, ...]]:
    """Build the term sets of one language."""
    return {name: tuple(phrases) for name, phrases in data.items()}


def crosswalk(data: _Data) -> tuple[tuple[CrosswalkEntry, ...], tuple[LeftOut, ...]]:
    """Build the crosswalk of a catalogue."""
    return tuple(CrosswalkEntry(**e) for e in data.get("crosswalk", ())), tuple(LeftOut(**e) for e in data.get("left_out", ()))


def _element(entry: _Data) -> Element:
    return Element(entry["id"], entry["statement"], entry["essential"], _patterns(entry), _examples(entry))


def _patterns(entry: _Data) -> dict[str, tuple[PatternRule, ...]]:
    return {language: tuple(_rule(rule) for rule in rules) for language, rules in entry.get("patterns", {}).items()}


def _rule(rule: str | _Data) -> PatternRule:
    if isinstance(rule, str):
        return PatternRule(match=rule)
    values = dict(rule)
    if "quantity" in values:
        values["quantity"] = QuantityTest(**values["quantity"])
    for key in ("implied_by", "role"):
        if key in values:
            values[key] = (values[key],) if isinstance(values[key], str) else tuple(values[key])
    return PatternRule(**values)


def _examples(entry: _Data) -> tuple[Example, ...]:
    return tuple(
        Example(e["text"].strip(), e["holds"], e.get("known_miss", ""), e.get("heading", ""), e.get("language", "en")) for e in entry.get("examples", ())
    )
