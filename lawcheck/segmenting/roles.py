"""What a provision does, by the explainable rules of roles.yaml."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from lawcheck.model import Kind, Role

# What a provision does shows in its first words; lists below it are provisions of their own.
_LOOKED_AT = 2000


@lru_cache(maxsize=4096)
def role_of(kind: Kind, heading: str, text: str) -> Role:
    """Judge the role of a provision from its heading and own text."""
    return explained_role(kind, heading, text)[0]


def explained_role(kind: Kind, heading: str, text: str) -> tuple[Role, str]:
    """The role of a provision, and the rule that says so in words for people."""
    if kind is Kind.DEFINITION:
        return Role.DEFINITION, "it defines a term"
    for role, why, wording, title in _rules():
        if (wording is None or wording.search(text, 0, _LOOKED_AT)) and (title is None or title.search(heading)):
            return role, why
    return Role.GENERAL, "no rule fits"


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[Role, str, re.Pattern[str] | None, re.Pattern[str] | None], ...]:
    data = yaml.safe_load(Path(__file__).with_name("roles.yaml").read_text(encoding="utf-8"))
    return tuple((Role(r["role"]), r["why"], _pattern(r.get("wording")), _pattern(r.get("heading"))) for r in data)


def _pattern(text: str | None) -> re.Pattern[str] | None:
    return re.compile(text, re.IGNORECASE | re.DOTALL) if text else None
