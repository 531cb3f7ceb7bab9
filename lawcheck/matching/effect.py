"""Provisions that have no legal effect of their own: stated aims, and treaties printed in schedules."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from lawcheck.model import Provision

# A schedule that prints a treaty says so in its title, within this many characters.
_TITLE = 300


def is_declaratory(provision: Provision, code: str) -> bool:
    """Whether the heading says that the provision states purposes, findings or policy."""
    pattern = _patterns(code).get("declaratory")
    return bool(pattern and provision.heading and pattern.fullmatch(provision.heading.strip(" .:—-")))


def is_treaty(schedule: Provision, text: str, code: str) -> bool:
    """Whether a schedule prints a treaty."""
    pattern = _patterns(code).get("treaty")
    return bool(pattern and pattern.search(text, schedule.start, min(schedule.end, schedule.start + _TITLE)))


@lru_cache(maxsize=8)
def _patterns(code: str) -> dict[str, re.Pattern[str]]:
    data = yaml.safe_load(Path(__file__).with_name("effect.yaml").read_text(encoding="utf-8")).get(code, {})
    return {name: re.compile(pattern, re.IGNORECASE) for name, pattern in data.items()}
