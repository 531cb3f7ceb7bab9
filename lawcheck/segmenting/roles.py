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
def role_of(kind: Kind, heading: str, text: str, language: str = "und") -> Role:
    """Judge the role of a provision from its heading and own text."""
    return explained_role(kind, heading, text, language)[0]


def explained_role(kind: Kind, heading: str, text: str, language: str = "und") -> tuple[Role, str]:
    """The role of a provision, and the rule that says so in words for people."""
    if kind is Kind.DEFINITION:
        return Role.DEFINITION, "it defines a term"
    words, title = text[:_LOOKED_AT].lower(), heading.lower()
    for role, why, in_text, in_heading in _rules(language == "en"):
        if (in_text is None or in_text.search(words)) and (in_heading is None or in_heading.search(title)):
            return role, why
    return Role.GENERAL, "no rule fits"


_Rule = tuple[Role, str, re.Pattern[str] | None, re.Pattern[str] | None]


@lru_cache(maxsize=2)
def _rules(english: bool) -> tuple[_Rule, ...]:
    data = yaml.safe_load(Path(__file__).with_name("roles.yaml").read_text(encoding="utf-8"))
    return tuple((Role(r["role"]), r["why"], _pattern(r, "wording", english), _pattern(r, "heading", english)) for r in data)


def _pattern(rule: dict[str, str], key: str, english: bool) -> re.Pattern[str] | None:
    parts = [rule[k] for k in (key, *(() if english else (key + "_other",))) if k in rule]
    return re.compile("|".join(parts), re.DOTALL) if parts else None
