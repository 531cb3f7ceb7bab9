"""What a provision does, by the explainable rules of roles.yaml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from lawcheck.model import Kind, Role


def role_of(kind: Kind, heading: str, text: str) -> Role:
    """Judge the role of a provision from its heading and own text."""
    if kind is Kind.DEFINITION:
        return Role.DEFINITION
    for role, wording, title in _rules():
        if (wording is None or wording.search(text)) and (title is None or title.search(heading)):
            return role
    return Role.GENERAL


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[Role, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    data = yaml.safe_load(Path(__file__).with_name("roles.yaml").read_text(encoding="utf-8"))
    return tuple((Role(r["role"]), _pattern(r.get("wording")), _pattern(r.get("heading"))) for r in data)


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return re.compile(text, re.IGNORECASE) if text else None
