"""Fit the model of assessing: a logistic regression over the signals of all elements of all laws."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from lawcheck.assessing.features import FEATURES, features
from lawcheck.assessing.fitted import FittedModel
from lawcheck.catalogue import Catalogue
from lawcheck.errors import ModelError
from lawcheck.evaluating.observing import Observed

# Strength of the pull of an element's base rate towards the rate of all elements, counted in countries.
_PRIOR_COUNTRIES = 4.0
_REGULARISATION = 1.0
_THRESHOLD, _DOUBT = 0.5, (0.25, 0.75)


def fit(observed: Sequence[Observed], catalogue: Catalogue) -> FittedModel:
    """Fit on the given laws; every country weighs the same.

    The base rate that a training row sees leaves its own country out, as it will for a new law.

    Raises:
        ModelError: scikit-learn is not installed.
    """
    try:
        from sklearn.linear_model import LogisticRegression
    except ImportError as error:
        raise ModelError("Fitting needs scikit-learn. Install lawcheck[train].") from error
    countries = sorted({o.gold.country for o in observed})
    rates = {left_out: _base_rates([o for o in observed if o.gold.country != left_out]) for left_out in countries}
    rows, truth, weights = [], [], []
    for o in observed:
        laws = sum(p.gold.country == o.gold.country for p in observed)
        for requirement in catalogue.requirements:
            for element in requirement.elements:
                key = f"{requirement.id}.{element.id}"
                rate = rates[o.gold.country].get(key, 0.5)
                rows.append(features(o.signals, requirement, element, rate))
                truth.append(o.gold.labels[requirement.id].elements[element.id])
                weights.append(1 / laws)
    model = LogisticRegression(C=_REGULARISATION, max_iter=2000)
    model.fit(np.array(rows), np.array(truth), sample_weight=np.array(weights))
    return FittedModel(
        weights=tuple(float(w) for w in model.coef_[0]),
        intercept=float(model.intercept_[0]),
        threshold=_THRESHOLD,
        doubt_low=_DOUBT[0],
        doubt_high=_DOUBT[1],
        base_rates=_base_rates(observed),
    )


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


__all__ = ["FEATURES", "fit"]
