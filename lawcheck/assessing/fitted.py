"""The fitted model: a logistic regression over the signals, shared by all elements, and its thresholds."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lawcheck.assessing.features import FEATURES
from lawcheck.assessing.ranking import EVIDENCE_FEATURES
from lawcheck.errors import ModelError
from lawcheck.resources import data_folder

# Before anything is fitted, the strength of the match decides.
DEFAULT_EVIDENCE_WEIGHTS = tuple(float(name == "score") for name in EVIDENCE_FEATURES)


@dataclass(frozen=True, slots=True)
class FittedModel:
    """Weights in the order of ``FEATURES``.

    An element is present from ``threshold`` on. The certainty of a status is that of its weakest element, calibrated by
    ``slope`` and ``shift`` on the log odds; below ``review_below`` (0..1) a person should look.
    ``evidence_weights`` rank the provisions to cite, in the order of ``EVIDENCE_FEATURES``.
    ``base_rates`` give the share of countries with an element, keyed ``requirement.element``.
    """

    weights: tuple[float, ...]
    intercept: float
    threshold: float
    slope: float
    shift: float
    review_below: float
    base_rates: Mapping[str, float]
    evidence_weights: tuple[float, ...] = DEFAULT_EVIDENCE_WEIGHTS
    default_rate: float = 0.5

    def probability(self, values: tuple[float, ...]) -> float:
        """Calibrated probability that the element is present."""
        total = self.intercept + sum(w * v for w, v in zip(self.weights, values, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def confidence(self, weakest: float) -> float:
        """Calibrated probability that a status is right, from the certainty of its weakest element."""
        bounded = min(0.999, max(0.001, weakest))
        return 1 / (1 + math.exp(-(self.shift + self.slope * math.log(bounded / (1 - bounded)))))

    def base_rate(self, key: str) -> float:
        """Base rate of an element, kept off 0 and 1."""
        return min(0.98, max(0.02, self.base_rates.get(key, self.default_rate)))


def load_fitted(language: str, folder: Path | None = None) -> FittedModel:
    """Load ``models/<language>/elements.json``.

    Raises:
        ModelError: there is no such model, or it was fitted on other signals.
    """
    path = (folder or data_folder("models")) / language / "elements.json"
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, json.JSONDecodeError) as error:
        raise ModelError(f"{path.name}: no usable model for language {language!r}. Fit one with lawcheck fit.") from error
    if tuple(data["features"]) != FEATURES or tuple(data["evidence_features"]) != EVIDENCE_FEATURES:
        raise ModelError(f"{path.name}: fitted on other signals. Fit it again with lawcheck fit.")
    return FittedModel(
        weights=tuple(data["weights"]),
        intercept=data["intercept"],
        threshold=data["threshold"],
        slope=data["slope"],
        shift=data["shift"],
        review_below=data["review_below"],
        base_rates=data["base_rates"],
        evidence_weights=tuple(data["evidence_weights"]),
    )


def to_json(model: FittedModel) -> str:
    """The file form of a model, byte-stable."""
    data = {
        "features": list(FEATURES),
        "weights": [round(w, 6) for w in model.weights],
        "intercept": round(model.intercept, 6),
        "threshold": model.threshold,
        "slope": round(model.slope, 6),
        "shift": round(model.shift, 6),
        "review_below": round(model.review_below, 6),
        "evidence_features": list(EVIDENCE_FEATURES),
        "evidence_weights": [round(w, 6) for w in model.evidence_weights],
        "base_rates": {k: round(v, 4) for k, v in sorted(model.base_rates.items())},
    }
    return json.dumps(data, indent=1) + "\n"
