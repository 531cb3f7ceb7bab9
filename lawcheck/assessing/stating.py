"""Say in words which quantities the evidence states: terms of imprisonment, ages, periods, fines."""

from __future__ import annotations

from collections.abc import Iterable

from lawcheck.catalogue.types import Requirement
from lawcheck.matching.quantities import find_quantities
from lawcheck.model import Evidence, Quantity


def stated_quantities(requirement: Requirement, evidence: Iterable[Evidence], code: str) -> tuple[str, ...]:
    """The quantities that the requirement asks about and the evidence states, each with its citation, in order."""
    patterns = [*(e.patterns for e in requirement.elements), *(c.patterns for c in requirement.conflicts)]
    measures = {rule.quantity.measure for p in patterns for rule in p.get(code, ()) if rule.quantity is not None}
    stated = [f"{piece.citation}: {in_words(q)}" for piece in evidence for q in find_quantities(piece.quote, code=code) if q.measure in measures]
    return tuple(dict.fromkeys(stated))


def in_words(quantity: Quantity) -> str:
    """A quantity as a short phrase: "imprisonment, at least 2 years and at most 10 years"."""
    if quantity.life:
        return "imprisonment for life"
    if quantity.measure == "fine":
        return "a fine instead of imprisonment" if quantity.alternative else "a fine"
    if quantity.measure == "age":
        return f"under {_plain(quantity.maximum or 0)} years of age"
    if quantity.measure == "period":
        days = _plain(quantity.maximum or 0)
        return f"a period of {days} days"
    bounds = (("at least", quantity.minimum), ("at most", quantity.maximum))
    return f"imprisonment, {' and '.join(f'{word} {_term(months)}' for word, months in bounds if months is not None)}"


def _term(months: float) -> str:
    if months >= 12 and months % 12 == 0:
        years = months / 12
        return f"{_plain(years)} year{'' if years == 1 else 's'}"
    return f"{_plain(months)} month{'' if months == 1 else 's'}"


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:.1f}"
