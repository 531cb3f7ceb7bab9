"""Pinpoint citations of amending laws: the number of the section that a provision inserts elsewhere, where it does.

Quoted amending text opens no provisions of the amending law, yet a reader looks for the section as it will stand in the
amended one: "s. 279.01 (inserted by s. 3)".
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from lawcheck.model import Law, Provision

_SECTION = re.compile(r"^\W*(\d{1,4}[A-Z]{0,3}(?:[.-]\d{1,3})*[A-Z]{0,2})(?:\.[\s—–-]|\s*\(|\s+(?=[A-Z]))", re.MULTILINE)


def cite(law: Law, section: Provision | None, provision: Provision, at: int) -> str:
    """The citation of ``provision`` for words at offset ``at``, naming the inserted section where they lie in one."""
    if section is None:
        return provision.citation
    inserted = _inserted(law, section, at)
    if inserted is None or inserted == section.number:
        return provision.citation
    sign = section.citation.removesuffix(section.number).strip()
    return f"{sign} {inserted} (inserted by {section.citation})".strip()


def _inserted(law: Law, section: Provision, at: int) -> str | None:
    """Number of the last section that is quoted between the amending words of ``section`` and the offset."""
    amending = _amending(law.language)
    words = amending.search(law.text, section.start, at) if amending else None
    if words is None:
        return None
    numbers = _SECTION.findall(law.text[words.end() : at])
    return numbers[-1] if numbers else None


@lru_cache(maxsize=8)
def _amending(code: str) -> re.Pattern[str] | None:
    words = yaml.safe_load(Path(__file__).with_name("amending.yaml").read_text(encoding="utf-8")).get(code)
    return re.compile(words, re.IGNORECASE) if words else None
