"""The signals of one element as numbers, in a fixed order."""

from __future__ import annotations

import math

from lawcheck.matching.matcher import Signals

FEATURES = (
    "strong_pattern",
    "weak_pattern",
    "pattern_count",
    "pattern_on_topic",
    "implied",
    "similarity",
    "similarity_squared",
    "heading",
    "topic",
    "essential",
    "base_rate",
)


def features(signals: Signals, essential: bool, base_rate: float) -> tuple[float, ...]:
    """Return the values of ``FEATURES``; ``base_rate`` is a share of laws, 0..1, entered as log odds."""
    patterns = [m for m in signals.matches if m.detector == "pattern"]
    implied = [m for m in signals.matches if m.detector == "implied"]
    best = max((m.score for m in patterns), default=0.0)
    strong = any(m.score >= 0.6 for m in patterns)
    return (
        float(strong),
        float(bool(patterns) and not strong),
        math.log1p(len({(m.law, m.eid) for m in patterns})),
        best,
        max((m.score for m in implied), default=0.0),
        signals.similarity,
        signals.similarity**2,
        signals.heading,
        signals.topic,
        float(essential),
        math.log(base_rate / (1 - base_rate)),
    )
