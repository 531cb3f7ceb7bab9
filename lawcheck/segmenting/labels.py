"""Numbers as laws print them: what style a label has, and which label follows which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lawcheck.model import Kind

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
_GROUPS = {
    "book": Kind.BOOK,
    "part": Kind.PART,
    "title": Kind.TITLE,
    "chapter": Kind.CHAPTER,
    "division": Kind.DIVISION,
    "subdivision": Kind.SUBDIVISION,
    "schedule": Kind.SCHEDULE,
    "annex": Kind.SCHEDULE,
    "livre": Kind.BOOK,
    "titre": Kind.TITLE,
    "chapitre": Kind.CHAPTER,
    "partie": Kind.PART,
    "libro": Kind.BOOK,
    "título": Kind.TITLE,
    "capítulo": Kind.CHAPTER,
    "parte": Kind.PART,
    "глава": Kind.CHAPTER,
    "раздел": Kind.PART,
    "الفصل": Kind.CHAPTER,
    "الباب": Kind.PART,
}
_GROUP = re.compile(
    rf"\s*(?P<word>{'|'.join(_GROUPS)})\s+(?P<number>[\dIVXLC]+[A-Z]?|\w+)\b[\s.:—–-]*(?P<rest>.*)$",
    re.IGNORECASE,
)
_SCHEDULE = re.compile(r"\s*(?:(?P<number>FIRST|SECOND|THIRD|FOURTH|FIFTH)\s+)?SCHEDULES?\b[\s.:—–-]*(?P<rest>.{0,80})$")
_SECTION = re.compile(
    r"""
    \s*(?P<word>§|sections?\b|sec\.|articles?\b|art\.|artículo\b|artigo\b|статья\b|المادة)?\s*
    (?P<number>\d+(?:[.-]\d+)*[¹²³]?[A-Z]{0,3}(?:\s(?:bis|ter|quater))?|1er|الأولى|الثانية)
    (?P<mark>\s*(?:[.:)]|\.?\s*[—–-])|(?=\s*\()|(?=\s+(?-i:[A-Z])[^.;]{3,110}$))?\s*(?P<rest>.*)$
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_BRACKETED = re.compile(r"\s*\((?P<label>\d{1,3}[A-Z]{0,2}|[a-z]{1,5}|[A-Z]{1,4})\)\s*")
_DEFINITION = re.compile(r"\s*[\"“‘']{1,2}(?P<term>[^\"”’']{2,80})[\"”’']\s*[,\w(]")


@dataclass(frozen=True, slots=True)
class Label:
    """A label at the start of a line; ``end`` is the offset in the line where the text goes on."""

    kind: Kind
    number: str
    end: int
    worded: bool = False


def group_label(line: str) -> Label | None:
    """Part, chapter, schedule and the like, where the line opens one."""
    found = _GROUP.match(line)
    if found and len(line) < 160 and (found["word"][0].isupper() or not found["word"].isascii()):
        number = found["number"]
        if re.fullmatch(r"[\dIVXLCivxlc]+[A-Z]?", number) or (number.istitle() and not found["rest"]):
            return Label(_GROUPS[found["word"].lower()], number, found.start("rest"))
    found = _SCHEDULE.match(line)
    if found and len(line) < 100:
        return Label(Kind.SCHEDULE, found["number"] or "", found.start("rest"))
    return None


def section_label(line: str) -> Label | None:
    """A section or article, where the line may open one."""
    found = _SECTION.match(line)
    if found is None:
        return None
    word = (found["word"] or "").lower()
    if not word and (found["mark"] is None or ")" in found["mark"]):
        return None
    article = word.startswith(("art", "стат", "الم"))
    return Label(Kind.ARTICLE if article else Kind.SECTION, found["number"].strip(), found.start("rest"), bool(word))


def bracketed_labels(line: str) -> list[tuple[str, int]]:
    """Labels such as (1)(a)(i) at the start of a line, each with the offset after it."""
    labels: list[tuple[str, int]] = []
    at = 0
    while found := _BRACKETED.match(line, at):
        labels.append((found["label"], found.end()))
        at = found.end()
    return labels


def definition_term(line: str) -> str | None:
    """The term, where the line is a definition such as: "child" means ..."""
    found = _DEFINITION.match(line)
    return found["term"].strip() if found else None


def styles(label: str) -> list[tuple[str, int]]:
    """Every reading of a label: (style, ordinal)."""
    readings: list[tuple[str, int]] = []
    if label[0].isdigit():
        return [("digit", int(re.match(r"\d+", label).group()))]  # type: ignore[union-attr]
    case = "upper" if label.isupper() else "lower"
    low = label.lower()
    if len(set(low)) == 1 and len(low) <= 3:
        readings.append((f"{case} letter", ord(low[0]) - 96 + 26 * (len(low) - 1)))
    if all(c in _ROMAN for c in low):
        readings.append((f"{case} roman", _roman(low)))
    return readings or [(f"{case} letter", ord(low[0]) - 96)]


def _roman(text: str) -> int:
    total = 0
    for here, after in zip(text, text[1:] + " ", strict=True):
        value = _ROMAN[here]
        total += -value if _ROMAN.get(after, 0) > value else value
    return total
