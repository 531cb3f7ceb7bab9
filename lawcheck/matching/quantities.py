"""Terms of imprisonment, ages, periods and fines that a law states, as typed values.

Imprisonment is counted in months, ages in years, periods in days. A bare term ("imprisonment for ten years") is a
maximum, as sentencing laws of common-law countries read it; "not less than" alone leaves the maximum open. The words
are data: ``quantities.yaml``, one entry a language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from lawcheck.model import Quantity

_IN_MONTHS = {"day": 12 / 365, "week": 12 / 52, "month": 1.0, "year": 12.0}
_IN_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
_OLDEST_MINOR = 25
# How far around the word "imprisonment" its term may stand, in characters, before and after.
_BEFORE, _AFTER = 60, 260
_CLAUSE_END = re.compile(r"[.;:]\s|\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Grammar:
    numbers: dict[str, float]
    terms: re.Pattern[str]
    units: dict[str, re.Pattern[str]]
    prison: re.Pattern[str]
    life: re.Pattern[str]
    age_before: re.Pattern[str]
    age_after: re.Pattern[str]
    age: re.Pattern[str]
    threshold: re.Pattern[str]
    fine: re.Pattern[str]
    fine_instead: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Term:
    """A number or range with its unit, as read: ``bound`` is "least", "most" or ""."""

    start: int
    end: int
    bound: str
    first: float
    second: float | None
    unit: str
    unit_first: str


@lru_cache(maxsize=4096)
def find_quantities(text: str, offset: int = 0, code: str = "en") -> tuple[Quantity, ...]:
    """Find the quantities in ``text``; spans are shifted by ``offset``. Empty where the language has no entry."""
    grammar = _grammar(code)
    if grammar is None:
        return ()
    terms = _terms(text, grammar)
    found = [*_imprisonment(text, terms, grammar), *_ages(text, grammar), *_periods(terms), *_fines(text, grammar)]
    shifted = (Quantity(q.measure, q.start + offset, q.end + offset, q.unit, q.minimum, q.maximum, q.life, q.alternative) for q in found)
    return tuple(sorted(shifted, key=lambda q: (q.start, q.end, q.measure)))


@lru_cache(maxsize=8)
def _grammar(code: str) -> _Grammar | None:
    data = yaml.safe_load(Path(__file__).with_name("quantities.yaml").read_text(encoding="utf-8")).get(code)
    return _compile(_spaced(data)) if data else None


def _spaced(value: Any) -> Any:
    """Let every blank in the patterns stand for any white space."""
    if isinstance(value, dict):
        return {k: _spaced(v) for k, v in value.items()}
    return value.replace(" ", r"\s+") if isinstance(value, str) else value


def _compile(data: dict[str, Any]) -> _Grammar:
    numbers = {word: float(value) for value, word in enumerate(data["ones"], start=1)}
    tens = {word: float(value * 10) for value, word in enumerate(data["tens"], start=2)}
    word = rf"(?:(?:{'|'.join(tens)})(?:[\s-]+(?:{'|'.join(data['ones'][:9])}))?|{'|'.join(sorted(data['ones'], key=len, reverse=True))})"
    number = rf"(?:(?:{word}|\d{{1,3}})(?:\s*\(\s*(?:\d{{1,3}}|{word})\s*\))?)"
    units = "|".join(f"(?P<{{0}}{name}>{pattern})" for name, pattern in data["units"].items())
    terms = rf"""
        (?:\b(?:(?P<least>{data["at_least"]})|(?P<most>{data["at_most"]}))\s+(?:a\ (?:term|period)\ of\ )?)?
        \b(?P<first>{number})['’]?\s*(?:(?:{units.format("f_")})['’]?\s*)?
        (?:(?:{data["range"]})\s*(?P<second>{number})\s*)?
        (?<=[\s\d)-])(?:{units.format("")})\b
    """
    return _Grammar(
        numbers=numbers | tens,
        terms=_regex(terms, re.VERBOSE),
        units={name: _regex(pattern) for name, pattern in data["units"].items()},
        prison=_regex(rf"\b(?:{data['prison']})"),
        life=_regex(rf"\b(?:{data['life']})"),
        age_before=_regex(rf"(?:{data['age_before']})\s*$"),
        age_after=_regex(rf"['’]?\s*(?:{data['age_after']})\b"),
        age=_regex(
            rf"\b(?P<under>{data['under']})\s+(?P<age_of>the\s+age\s+of\s+|age\s+)?(?P<age>{number})(?P<after>\s+years?(?:\s+(?:{data['age_after']}))?)?"
        ),
        threshold=_regex(rf"['’]?\s*(?:{data['threshold_after']})\b"),
        fine=_regex(rf"\b(?:{data['fine']})"),
        fine_instead=_regex(
            rf"\b(?:{data['fine']})[^.;]{{0,200}}?,?\s\b{data['or']}\b(?:\s[^\s.;]+){{0,4}}?\s(?:{data['prison']})"
            rf"|\b(?:{data['prison']})[^.;]{{0,160}}?,?\s\b{data['or']}\b(?:\s[^\s.;]+){{0,4}}?\s(?:{data['fine']})"
        ),
    )


def _regex(pattern: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(pattern, flags | re.IGNORECASE)


def _number(words: str, grammar: _Grammar) -> float:
    plain = re.sub(r"\s*\(.*", "", words.strip().lower())
    if plain.isdigit():
        return float(plain)
    return sum(grammar.numbers.get(part, 0.0) for part in re.split(r"[\s-]+", plain))


def _terms(text: str, grammar: _Grammar) -> list[_Term]:
    terms = []
    for found in grammar.terms.finditer(text):
        names = [name for name in grammar.units if found[name]]
        first_names = [name for name in grammar.units if found[f"f_{name}"]]
        unit = names[0]
        second = _number(found["second"], grammar) if found["second"] else None
        bound = "least" if found["least"] else "most" if found["most"] else ""
        terms.append(_Term(found.start(), found.end(), bound, _number(found["first"], grammar), second, unit, (first_names or names)[0]))
    return terms


def _imprisonment(text: str, terms: list[_Term], grammar: _Grammar) -> list[Quantity]:
    lives = [Quantity("imprisonment", m.start(), m.end(), "months", life=True) for m in grammar.life.finditer(text)]
    clauses: dict[tuple[int, int], list[_Term]] = {}
    prisons = [m.span() for m in grammar.prison.finditer(text)]
    for term in terms:
        if _is_age(text, term, grammar) or grammar.threshold.match(text, term.end):
            continue
        clause = next((p for p in reversed(prisons) if _speaks_of(text, p, term)), None)
        if clause is not None:
            clauses.setdefault(clause, []).append(term)
    return lives + [q for group in clauses.values() for q in _merged(group)]


def _speaks_of(text: str, prison: tuple[int, int], term: _Term) -> bool:
    """The term stands near the word, with no end of a clause between them."""
    if term.start >= prison[1]:
        return term.start - prison[1] <= _AFTER and not _CLAUSE_END.search(text, prison[1], term.start)
    return 0 <= prison[0] - term.end <= _BEFORE and not _CLAUSE_END.search(text, term.end, prison[0])


def _merged(terms: list[_Term]) -> list[Quantity]:
    """One quantity from "not less than two years" and "not exceeding ten years" of the same clause."""
    merged: list[Quantity] = []
    for term in terms:
        low, high = _bounds(term)
        last = merged[-1] if merged else None
        if last is not None and ((last.maximum is None and low is None) or (last.minimum is None and high is None)):
            low, high = (last.minimum if low is None else low), (last.maximum if high is None else high)
            merged[-1] = Quantity("imprisonment", last.start, term.end, "months", low, high)
        else:
            merged.append(Quantity("imprisonment", term.start, term.end, "months", low, high))
    return merged


def _bounds(term: _Term) -> tuple[float | None, float | None]:
    first = term.first * _IN_MONTHS[term.unit_first if term.second is not None else term.unit]
    if term.second is not None:
        return first, term.second * _IN_MONTHS[term.unit]
    return (first, None) if term.bound == "least" else (None, first)


def _is_age(text: str, term: _Term, grammar: _Grammar) -> bool:
    before = text[max(0, term.start - 20) : term.start]
    return grammar.age_after.match(text, term.end) is not None or grammar.age_before.search(before) is not None


def _ages(text: str, grammar: _Grammar) -> list[Quantity]:
    """Ages that somebody is under: "under eighteen years", "has not attained the age of 18"."""
    found = []
    for match in grammar.age.finditer(text):
        age = _number(match["age"], grammar)
        bare = "less" in match["under"].lower() and not match["age_of"]
        spoken = match["age_of"] or match["after"]
        if spoken and age <= _OLDEST_MINOR and not (bare and not grammar.age_after.search(match["after"] or "")):
            found.append(Quantity("age", match.start(), match.end(), "years", None, age))
    return found


def _periods(terms: list[_Term]) -> list[Quantity]:
    found = []
    for term in terms:
        low = term.first * _IN_DAYS[term.unit_first if term.second is not None else term.unit]
        high = low if term.second is None else term.second * _IN_DAYS[term.unit]
        found.append(Quantity("period", term.start, term.end, "days", low, high))
    return found


def _fines(text: str, grammar: _Grammar) -> list[Quantity]:
    """Fines; ``alternative`` where the wording lets a court impose one instead of imprisonment."""
    instead = [m.span() for m in grammar.fine_instead.finditer(text)]
    found = []
    for match in grammar.fine.finditer(text):
        alternative = any(a <= match.start() < b for a, b in instead)
        found.append(Quantity("fine", match.start(), match.end(), "amount", alternative=alternative))
    return found
