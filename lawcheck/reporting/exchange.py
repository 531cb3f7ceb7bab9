"""The JSON form of an assessment: versioned, byte-stable, read back without loss."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from typing import Any

from lawcheck.errors import DamagedFile
from lawcheck.model import (
    SCHEMA_VERSION,
    Assessment,
    CatalogueReference,
    ConflictFinding,
    ElementFinding,
    Evidence,
    Finding,
    InstrumentReference,
    LawReference,
    Obligation,
    Override,
    ProvisionReference,
    Status,
    Tradition,
)

_REMEDY = "Make one with lawcheck assess --format json."


def to_json(assessment: Assessment) -> str:
    """Write an assessment as JSON; the same assessment gives the same bytes."""
    return json.dumps(asdict(assessment), ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, path: str = "assessment") -> Assessment:
    """Read an assessment back.

    Raises:
        DamagedFile: the text is no assessment.
    """
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise DamagedFile(path, "this is no lawcheck assessment", _REMEDY) from error
    _check(data, path)
    return Assessment(
        tool=data["tool"],
        catalogue=_catalogue(data["catalogue"]),
        laws=tuple(_law(d) for d in data["laws"]),
        settings=data["settings"],
        findings=tuple(_finding(d) for d in data["findings"]),
        summary=data["summary"],
        schema=data["schema"],
    )


def _check(data: Any, path: str) -> None:
    """Refuse what is no assessment of our version, saying where it departs from the schema."""
    import jsonschema

    version = str(data.get("schema", "")) if isinstance(data, dict) else ""
    if version and version.split(".")[0] != SCHEMA_VERSION.split(".")[0]:
        raise DamagedFile(path, f"written in version {version} of the exchange format, not {SCHEMA_VERSION}", "Assess the law again.")
    fault = next(iter(jsonschema.Draft202012Validator(schema()).iter_errors(data)), None)
    if fault is not None:
        place = "/".join(str(part) for part in fault.absolute_path)
        raise DamagedFile(path, f"this is no lawcheck assessment{f' (at {place})' if place else ''}", _REMEDY)
    for finding in data["findings"]:
        if any(e["law"] >= len(data["laws"]) for e in finding["evidence"]):
            raise DamagedFile(path, f"the evidence for {finding['requirement']} names a law that is not listed", _REMEDY)


def schema() -> dict[str, Any]:
    """The JSON Schema that every assessment obeys."""
    loaded: dict[str, Any] = json.loads(resources.files("lawcheck.reporting").joinpath("assessment.schema.json").read_text(encoding="utf-8"))
    return loaded


def _law(data: dict[str, Any]) -> LawReference:
    outline = tuple(ProvisionReference(**p) for p in data.get("outline", ()))
    return LawReference(**{**data, "tradition": Tradition(data.get("tradition", "common")), "warnings": tuple(data.get("warnings", ())), "outline": outline})


def _catalogue(data: dict[str, Any]) -> CatalogueReference:
    return CatalogueReference(**{**data, "instruments": tuple(InstrumentReference(**i) for i in data.get("instruments", ()))})


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(
        **{
            **data,
            "obligation": Obligation(data["obligation"]),
            "status": Status(data["status"]),
            "sources": tuple(data["sources"]),
            "quantities": tuple(data.get("quantities", ())),
            "override": _override(data.get("override")),
            "notes": tuple(data.get("notes", ())),
            "elements": tuple(ElementFinding(**e) for e in data["elements"]),
            "conflicts": tuple(ConflictFinding(**c) for c in data["conflicts"]),
            "evidence": tuple(_evidence(e) for e in data["evidence"]),
        }
    )


def _override(data: dict[str, Any] | None) -> Override | None:
    return Override(**{**data, "assessed": Status(data["assessed"])}) if data is not None else None


def _evidence(data: dict[str, Any]) -> Evidence:
    spans = tuple((a, b) for a, b in data.get("highlights", ()))
    return Evidence(**{**data, "elements": tuple(data.get("elements", ())), "highlights": spans})
