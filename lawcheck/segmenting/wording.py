"""What numbering.yaml says of a language, compiled: words that open provisions, and words that only cite them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from lawcheck.model import Kind

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Wording:
    """How laws of one language (or of any, where it is unknown) word their structure.

    ``sections`` and ``groups`` map words in lower case to kinds; ``ranks`` give the usual depth of a group, outermost 0.
    ``ordinals`` stand after the word ("Article premier"), ``before`` before it ("FIRST SCHEDULE").
    """

    sections: dict[str, Kind]
    groups: dict[str, Kind]
    ranks: dict[str, int]
    schedules: frozenset[str]
    paragraphs: frozenset[str]
    ordinals: dict[str, int]
    before: dict[str, int]
    opening: re.Pattern[str]
    reversed_opening: re.Pattern[str]
    inline: re.Pattern[str]
    references: frozenset[str]
    parts: frozenset[str]
    joins: frozenset[str]
    verbs: re.Pattern[str]
    contents: re.Pattern[str]
    amends: re.Pattern[str]
    amending: re.Pattern[str]
    preamble: re.Pattern[str]
    enacting: re.Pattern[str]
    definition: re.Pattern[str]
    definition_sections: re.Pattern[str]
    provisos: re.Pattern[str]
    notes: re.Pattern[str]
    conclusions: re.Pattern[str]


@lru_cache(maxsize=1)
def _data() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("numbering.yaml").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def suffixes() -> dict[str, int]:
    """Order of the Latin suffixes: bis is 2, ter is 3."""
    return dict(_data()["common"]["suffixes"])


@lru_cache(maxsize=1)
def silent() -> frozenset[str]:
    """Letters after a number that say nothing about order: the "er" of "1er"."""
    return frozenset(_data()["common"]["silent"])


@lru_cache(maxsize=32)
def wording(language: str) -> Wording:
    """The wording of a language by its two-letter code; of all languages together where it is not known."""
    data = _data()
    code = language.split("-")[0].lower()
    code = {"be": "ru", "uk": "ru"}.get(code, code)
    chosen = [data[code]] if code in data and code != "common" else [d for name, d in data.items() if name != "common"]
    sections = {w: Kind(k) for d in reversed(chosen) for w, k in d["sections"].items()}
    groups = {w: Kind(k) for d in reversed(chosen) for w, k in d["groups"].items() if w not in sections}
    ranks = {w: rank for d in reversed(chosen) for rank, w in enumerate(d["groups"])}
    schedules = frozenset(w for d in chosen for w in d["schedules"])
    paragraphs = frozenset(w for d in chosen for w in d.get("paragraphs", ()))
    ordinals = {str(w).lower(): n for d in reversed(chosen) for w, n in d["ordinals"].items()}
    before = {**ordinals, **{w: n for d in chosen for w, n in d.get("before", {}).items()}}
    words = sorted({*sections, *groups, *schedules, *paragraphs}, key=len, reverse=True)
    opening = re.compile(rf"(?P<word>{'|'.join(re.escape(w) for w in words)})(?![^\W\d_])\.?", re.IGNORECASE)
    after = "|".join(re.escape(w) for w in sorted(sections | groups | dict.fromkeys(schedules, Kind.SCHEDULE), key=len, reverse=True))
    numbers = "|".join(re.escape(w) for w in sorted(before, key=len, reverse=True))
    reverse = re.compile(rf"(?P<number>{numbers}|\d+(?:st|nd|rd|th)?\.?)\s+(?P<word>{after})(?!\w)", re.IGNORECASE)
    return Wording(
        sections=sections,
        groups=groups,
        ranks=ranks,
        schedules=schedules,
        paragraphs=paragraphs,
        ordinals=ordinals,
        before=before,
        opening=opening,
        reversed_opening=reverse,
        inline=re.compile(rf"[.:;)”\"]\s?(?P<word>{'|'.join(re.escape(w) for w in sections if w != '§')})\s*\d", re.IGNORECASE),
        references=frozenset(w for d in chosen for w in d["references"]),
        parts=frozenset(w for d in chosen for w in d.get("parts", ())),
        joins=frozenset(w for d in chosen for w in d["joins"]),
        verbs=_any((re.escape(w) for d in chosen for w in d["verbs"]), r"(?<!\w)(?:{})(?!\w)"),
        contents=_any((w for d in chosen for w in d["contents"]), r"^\W*(?:{})\W*$"),
        amends=_any(w for d in chosen for w in d["amends"]),
        amending=_any(w for d in chosen for w in d["amending"]),
        preamble=_any((w for d in chosen for w in d["preamble"]), r"^\W*(?:{})"),
        enacting=_any(w for d in chosen for w in d["enacting"]),
        definition=_any((w for d in chosen for w in d["definition"]), r"(?:{})"),
        definition_sections=_any(w for d in chosen for w in d["definition_sections"]),
        provisos=_any((w for d in chosen for w in d["provisos"]), r"^\W*(?:{})"),
        notes=_any((w for d in chosen for w in d["notes"]), r"^\W*(?:{})"),
        conclusions=_any((w for d in chosen for w in d["conclusions"]), r"^\W*(?:{})"),
    )


def _any(parts: Iterable[str], frame: str = "(?:{})") -> re.Pattern[str]:
    found = list(dict.fromkeys(parts))
    return re.compile(frame.format("|".join(found)), re.IGNORECASE) if found else _NEVER
