"""How far the figures can be trusted: bootstrap intervals by law, and the learning curve over the number of laws."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import fields

from lawcheck.catalogue import Catalogue
from lawcheck.evaluating.fitting import fit
from lawcheck.evaluating.gold import GoldLaw
from lawcheck.evaluating.observing import Observed
from lawcheck.evaluating.scoring import Figures, score
from lawcheck.evaluating.validating import judged_with
from lawcheck.model import Assessment

_SEED = 2026


def intervals(laws: Sequence[GoldLaw], judged: Sequence[Assessment], draws: int = 300) -> dict[str, tuple[float, float]]:
    """95 % bootstrap intervals of every figure, laws drawn with replacement (percentile method)."""
    chance = random.Random(_SEED)
    samples: dict[str, list[float]] = {f.name: [] for f in fields(Figures)}
    for _ in range(draws):
        drawn = [chance.randrange(len(laws)) for _ in laws]
        figures = score([laws[i] for i in drawn], [judged[i] for i in drawn])
        for name, values in samples.items():
            if (value := getattr(figures, name)) is not None:
                values.append(value)
    return {name: _middle(values) for name, values in samples.items() if values}


def _middle(values: list[float]) -> tuple[float, float]:
    ordered = sorted(values)
    return ordered[int(0.025 * (len(ordered) - 1))], ordered[round(0.975 * (len(ordered) - 1))]


def learning_curve(observed: Sequence[Observed], catalogue: Catalogue, sizes: Sequence[int], draws: int = 3) -> dict[int, Figures]:
    """Figures of models fitted on ``size`` countries and judged on the others, pooled over ``draws`` seeded choices."""
    countries = sorted({o.gold.country for o in observed})
    curve = {}
    for size in sizes:
        chance = random.Random(_SEED + size)
        laws: list[GoldLaw] = []
        judged: list[Assessment] = []
        for _ in range(draws):
            chosen = set(chance.sample(countries, size))
            model = fit([o for o in observed if o.gold.country in chosen], catalogue)
            rest = [o for o in observed if o.gold.country not in chosen]
            laws += [o.gold for o in rest]
            judged += judged_with(rest, catalogue, model)
        curve[size] = score(laws, judged)
    return curve
