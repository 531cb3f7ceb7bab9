"""The JSON form of an assessment: versioned, byte-stable, read back without loss."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from lawcheck.errors import DamagedFile
from lawcheck.model import (
    Assessment,
    CatalogueReference,
    ConflictFinding,
    ElementFinding,
    Evidence,
    Finding,
    LawReference,
    Obligation,
    Status,
    Tradition,
)


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
        return Assessment(
            tool=data["tool"],
            catalogue=CatalogueReference(**data["catalogue"]),
            laws=tuple(_law(d) for d in data["laws"]),
            settings=data["settings"],
            findings=tuple(_finding(d) for d in data["findings"]),
            summary=data["summary"],
            schema=data["schema"],
        )
    except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise DamagedFile(path, "this is no lawcheck assessment", "Make one with lawcheck assess --format json.") from error


def _law(data: dict[str, Any]) -> LawReference:
    return LawReference(**{**data, "tradition": Tradition(data["tradition"]), "warnings": tuple(data["warnings"])})


def _finding(data: dict[str, Any]) -> Finding:
    return Finding(
        **{
            **data,
            "obligation": Obligation(data["obligation"]),
            "status": Status(data["status"]),
            "sources": tuple(data["sources"]),
            "quantities": tuple(data["quantities"]),
            "elements": tuple(ElementFinding(**e) for e in data["elements"]),
            "conflicts": tuple(ConflictFinding(**c) for c in data["conflicts"]),
            "evidence": tuple(_evidence(e) for e in data["evidence"]),
        }
    )


def _evidence(data: dict[str, Any]) -> Evidence:
    spans = tuple((a, b) for a, b in data["highlights"])
    return Evidence(**{**data, "elements": tuple(data["elements"]), "highlights": spans})
