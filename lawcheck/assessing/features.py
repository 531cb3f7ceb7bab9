"""The signals of one element as numbers, in a fixed order."""

from __future__ import annotations

import math

from lawcheck.catalogue.types import Element, Requirement
from lawcheck.matching.matcher import Signals, SignalTable

FEATURES = (
    "strong_pattern",
    "weak_pattern",
    "pattern_score",
    "pattern_count",
    "implied",
    "similarity",
    "heading",
    "topic",
    "siblings",
    "coverage",
    "essential",
    "base_rate",
)
_STRONG = 0.6


def features(signal_values: tuple[float, ...], base_rate: float) -> tuple[float, ...]:
    """The values of ``FEATURES``: those of ``signal_features`` and ``base_rate`` (a share of countries, 0..1) as log odds."""
    return (*signal_values, math.log(base_rate / (1 - base_rate)))


def signal_features(table: SignalTable, requirement: Requirement, element: Element, coverage: float) -> tuple[float, ...]:
    """The values that the law's own signals give one element; ``coverage`` is that of the whole table."""
    signals = table[f"{requirement.id}.{element.id}"]
    patterns = [m for m in signals.matches if m.detector == "pattern"]
    best = max((m.score for m in patterns), default=0.0)
    strong = best >= _STRONG
    others = [_best(table[f"{requirement.id}.{e.id}"]) >= _STRONG for e in requirement.elements if e.id != element.id]
    return (
        float(strong),
        float(bool(patterns) and not strong),
        best,
        math.log1p(len({(m.law, m.eid) for m in patterns})),
        max((m.score for m in signals.matches if m.detector == "implied"), default=0.0),
        signals.similarity,
        signals.heading,
        signals.topic,
        sum(others) / len(others) - 0.5 if others else 0.0,
        coverage,
        float(element.essential),
    )


def coverage_of(table: SignalTable) -> float:
    """Share of all that is asked for which some pattern speaks: how comprehensive the law is."""
    return sum(_best(signals) >= _STRONG for signals in table.values()) / len(table)


def _best(signals: Signals) -> float:
    return max((m.score for m in signals.matches), default=0.0)
