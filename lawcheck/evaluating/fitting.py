"""Fit the model of assessing: a logistic regression over the signals of all elements of all laws.

Thresholds and the calibration of statuses are chosen on predictions for countries that the regression did not see.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from lawcheck.assessing import FittedModel, judge
from lawcheck.assessing.features import FEATURES, features
from lawcheck.assessing.fitted import DEFAULT_EVIDENCE_WEIGHTS
from lawcheck.assessing.judging import pillar_matches, weakest_link
from lawcheck.assessing.quoting import Quoter
from lawcheck.assessing.ranking import context
from lawcheck.catalogue import Catalogue
from lawcheck.errors import ModelError
from lawcheck.evaluating.gold import section_of
from lawcheck.evaluating.observing import Observed
from lawcheck.model import Finding

# Strength of the pull of an element's base rate towards the rate of all elements, counted in countries.
_PRIOR_COUNTRIES = 4.0
_REGULARISATION = 1.0
# A person should look at about this share of findings at most; fewer where statuses are right this often anyway.
_MOST_REVIEWED, _RIGHT_ENOUGH = 0.22, 0.99
_THRESHOLDS = tuple(round(0.30 + 0.02 * i, 2) for i in range(21))


def fit(observed: Sequence[Observed], catalogue: Catalogue, without: frozenset[str] = frozenset()) -> FittedModel:
    """Fit on the given laws; every country weighs the same. Features named in ``without`` are not used.

    Raises:
        ModelError: scikit-learn is not installed.
    """
    model = replace(_regress(observed, catalogue, without), evidence_weights=_evidence_weights(observed, catalogue))
    countries = sorted({o.gold.country for o in observed})
    if len(countries) < 2:
        return model
    unseen = {c: _regress([o for o in observed if o.gold.country != c], catalogue, without) for c in countries}
    threshold = _best_threshold(observed, catalogue, unseen)
    held_out = [(f, o) for o in observed for f in _findings(o, catalogue, replace(unseen[o.gold.country], threshold=threshold))]
    slope, shift = _calibrate(held_out)
    model = replace(model, threshold=threshold, slope=slope, shift=shift)
    return replace(model, review_below=_review_below(held_out, model))


def _regress(observed: Sequence[Observed], catalogue: Catalogue, without: frozenset[str]) -> FittedModel:
    """The regression alone; the base rate that a row sees leaves its own country out, as it will for a new law."""
    countries = sorted({o.gold.country for o in observed})
    rates = {left_out: _base_rates([o for o in observed if o.gold.country != left_out]) for left_out in countries}
    rows, truth, weights = [], [], []
    for o in observed:
        laws = sum(p.gold.country == o.gold.country for p in observed)
        for requirement in catalogue.requirements:
            for element in requirement.elements:
                key = f"{requirement.id}.{element.id}"
                rows.append(features(o.features[key], rates[o.gold.country].get(key, 0.5)))
                truth.append(o.gold.labels[requirement.id].elements[element.id])
                weights.append(1 / laws)
    used = np.array([float(name not in without) for name in FEATURES])
    fitted = _logistic(np.array(rows) * used, np.array(truth), np.array(weights))
    return FittedModel(
        weights=tuple(float(w) for w in fitted.coef_[0]),
        intercept=float(fitted.intercept_[0]),
        threshold=0.5,
        slope=1.0,
        shift=0.0,
        review_below=0.75,
        base_rates=_base_rates(observed),
    )


def _evidence_weights(observed: Sequence[Observed], catalogue: Catalogue) -> tuple[float, ...]:
    """Weights that put sections which readers cite before others that match; every element of every law weighs the same."""
    rows, truth, weights = [], [], []
    for o in observed:
        quoter = Quoter([o.law], DEFAULT_EVIDENCE_WEIGHTS)
        pillars = pillar_matches(catalogue, o.signals, quoter)
        for requirement in catalogue.requirements:
            label = o.gold.labels[requirement.id]
            cited = {section_of(e) for e in label.evidence}
            shown = [(e.id, list(o.signals[f"{requirement.id}.{e.id}"].matches)) for e in requirement.elements if label.elements[e.id]]
            around = context(shown, quoter.sections, pillars[requirement.pillar])
            for element, matches in shown:
                right = [section_of(quoter.citation(m)) in cited for m in matches]
                if any(right) and not all(right):
                    rows += [quoter.features(element, m, around) for m in matches]
                    truth += right
                    weights += [1 / len(matches)] * len(matches)
    if not rows:
        return DEFAULT_EVIDENCE_WEIGHTS
    fitted = _logistic(np.array(rows), np.array(truth), np.array(weights))
    return tuple(float(w) for w in fitted.coef_[0])


def _logistic(rows: np.ndarray, truth: np.ndarray, weights: np.ndarray | None = None) -> Any:
    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise ModelError("Fitting needs scikit-learn. Install lawcheck[train].") from error
    return LogisticRegression(C=_REGULARISATION, max_iter=2000).fit(rows, truth, sample_weight=weights)


def _findings(observed: Observed, catalogue: Catalogue, model: FittedModel) -> tuple[Finding, ...]:
    return judge([observed.law], catalogue, observed.signals, model, {}).findings


def _best_threshold(observed: Sequence[Observed], catalogue: Catalogue, unseen: dict[str, FittedModel]) -> float:
    """The threshold with the best element F1 on unseen countries."""
    rows = [
        (e.confidence, e.present, o.gold.labels[f.requirement].elements[e.id])
        for o in observed
        for f in _findings(o, catalogue, replace(unseen[o.gold.country], threshold=min(_THRESHOLDS)))
        for e in f.elements
    ]

    def f1(threshold: float) -> float:
        found = [(present and p >= threshold, true) for p, present, true in rows]
        both = sum(a and b for a, b in found)
        return 2 * both / (sum(a for a, _ in found) + sum(b for _, b in found) or 1)

    return max(_THRESHOLDS, key=lambda t: (round(f1(t), 3), -abs(t - 0.5)))


def _right(finding: Finding, observed: Observed) -> bool:
    return finding.status.value == observed.gold.labels[finding.requirement].status


def _calibrate(held_out: Sequence[tuple[Finding, Observed]]) -> tuple[float, float]:
    """Slope and shift that turn the log odds of the weakest element into those of a right status."""
    certainty = np.clip([weakest_link(f.elements) for f, _ in held_out], 0.001, 0.999)
    odds = np.log(certainty / (1 - certainty)).reshape(-1, 1)
    truth = np.array([_right(f, o) for f, o in held_out])
    if truth.all() or not truth.any():
        return 1.0, 0.0
    fitted = _logistic(odds, truth)
    return float(fitted.coef_[0][0]), float(fitted.intercept_[0])


def _review_below(held_out: Sequence[tuple[Finding, Observed]], model: FittedModel) -> float:
    """The lowest confidence from which statuses are right often enough, or what keeps the reviewed share bounded."""
    rows = sorted(((model.confidence(weakest_link(f.elements)), _right(f, o)) for f, o in held_out), reverse=True)
    fewest = int(len(rows) * (1 - _MOST_REVIEWED))
    right = sum(r for _, r in rows[:fewest])
    last = fewest
    for count in range(fewest + 1, len(rows) + 1):
        right += rows[count - 1][1]
        if right / count >= _RIGHT_ENOUGH:
            last = count
    return rows[last - 1][0]


def _base_rates(observed: Sequence[Observed]) -> dict[str, float]:
    """Share of countries with each element, pulled towards the share over all elements."""
    found: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    for o in observed:
        for requirement, label in o.gold.labels.items():
            for element, present in label.elements.items():
                found[f"{requirement}.{element}"][o.gold.country].append(present)
    means = {key: [float(np.mean(v)) for v in by_country.values()] for key, by_country in found.items()}
    overall = float(np.mean([m for values in means.values() for m in values])) if means else 0.5
    return {key: (sum(v) + _PRIOR_COUNTRIES * overall) / (len(v) + _PRIOR_COUNTRIES) for key, v in means.items()}
