"""Terms of imprisonment, ages and periods that a law states, as typed values (English).

Imprisonment is counted in months, ages in years, periods in days. "Not less than" gives a minimum only where a
maximum is stated elsewhere in the same phrase; a bare term is both the usual maximum and left open below.
"""

from __future__ import annotations

import re

from lawcheck.model import Quantity

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
_NUMBERS = {word: value for value, word in enumerate((_UNITS + " eighteen nineteen").split(), start=1)}
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_NUMBER = r"(?:\d{1,3}|[a-z]+(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?)"
_TERM = re.compile(
    rf"""
    (?P<least>(?:not\ less\ than|at\ least|minimum\ (?:term|period|sentence)?\ ?of|from|of|between)\s+)?
    (?P<first>{_NUMBER})\s*(?:\(\w+\)\s*)?
    (?:(?P<unit1>years?|months?)?['’]?\s*(?:to|and|or|-|–|but\s+not\s+(?:more\s+than|exceeding))\s*
       (?:not\s+more\s+than\s+)?(?P<second>{_NUMBER})\s*(?:\(\w+\)\s*)?)?
    \s*(?P<unit>years?|months?)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PRISON = re.compile(r"imprison(?:ment|ed)?|penal servitude|\bjail|custody|deprivation of liberty|incarcerat", re.IGNORECASE)
_LIFE = re.compile(
    r"\b(?:imprison\w*|sentence|term)\b[^.;]{0,40}\b(?:for|of|to)?\s*\blife\b|\blife\s+imprisonment",
    re.IGNORECASE,
)
_AGE = re.compile(
    rf"(?:under|below|younger\s+than|less\s+than|not\s+(?:attained|reached))\s+(?:the\s+age\s+of\s+|age\s+)?(?P<age>{_NUMBER})(?:\s+years)?",
    re.IGNORECASE,
)
_PERIOD = re.compile(rf"(?P<length>{_NUMBER})\s*(?:\(\w+\)\s*)?(?P<unit>days?|weeks?|months?|years?)", re.IGNORECASE)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
# How far from the word "imprisonment" a term may stand, in characters.
_REACH = 110


def find_quantities(text: str, offset: int = 0) -> tuple[Quantity, ...]:
    """Find the quantities in ``text``; spans are shifted by ``offset``."""
    found = [*_imprisonment(text, offset), *_ages(text, offset), *_periods(text, offset)]
    return tuple(sorted(found, key=lambda q: (q.start, q.end, q.measure)))


def _number(words: str) -> float | None:
    words = words.lower().strip()
    if words.isdigit():
        return float(words)
    if words in _NUMBERS:
        return float(_NUMBERS[words])
    parts = re.split(r"[\s-]+", words)
    if parts[0] in _TENS:
        return float(_TENS[parts[0]] + (_NUMBERS.get(parts[1], 0) if len(parts) > 1 else 0))
    return None


def _imprisonment(text: str, offset: int) -> list[Quantity]:
    found = []
    prisons = [m.start() for m in _PRISON.finditer(text)]
    for life in _LIFE.finditer(text):
        found.append(Quantity("imprisonment", life.start() + offset, life.end() + offset, "months", life=True))
    if not prisons:
        return found
    for term in _TERM.finditer(text):
        if min(abs(term.start() - p) for p in prisons) > _REACH or _is_age(text, term):
            continue
        first, second = _number(term["first"]), _number(term["second"] or "")
        if first is None:
            continue
        scale = 12.0 if term["unit"].lower().startswith("year") else 1.0
        scale1 = 12.0 if (term["unit1"] or term["unit"]).lower().startswith("year") else 1.0
        span = (term.start() + offset, term.end() + offset)
        if second is not None:
            found.append(Quantity("imprisonment", *span, "months", first * scale1, second * scale))
        elif (term["least"] or "").lower().startswith(("not less", "at least", "minimum")):
            found.append(Quantity("imprisonment", *span, "months", first * scale, None))
        else:
            found.append(Quantity("imprisonment", *span, "months", None, first * scale))
    return found


def _is_age(text: str, term: re.Match[str]) -> bool:
    return re.match(r"\s*(?:of\s+age|old)\b", text[term.end() :]) is not None or re.search(r"\bage\s+of\s*$", text[: term.start() + 4]) is not None


def _ages(text: str, offset: int) -> list[Quantity]:
    found = []
    for match in _AGE.finditer(text):
        age = _number(match["age"])
        if age is not None and age <= 25 and ("age" in match.group().lower() or "year" in match.group().lower()):
            found.append(Quantity("age", match.start() + offset, match.end() + offset, "years", None, age))
    return found


def _periods(text: str, offset: int) -> list[Quantity]:
    found = []
    for match in _PERIOD.finditer(text):
        length = _number(match["length"])
        if length is not None:
            days = length * _DAYS[match["unit"].lower().rstrip("s")]
            found.append(Quantity("period", match.start() + offset, match.end() + offset, "days", days, days))
    return found
