"""Judge each law with a model fitted on the other countries only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lawcheck.assessing import FittedModel, judge
from lawcheck.catalogue import Catalogue
from lawcheck.evaluating.fitting import fit
from lawcheck.evaluating.observing import Observed
from lawcheck.model import Assessment


def cross_validate(
    observed: Sequence[Observed],
    catalogue: Catalogue,
    fitting: Callable[[Sequence[Observed], Catalogue], FittedModel] = fit,
) -> list[Assessment]:
    """Assess every law with a model that never saw its country, in the order given."""
    models: dict[str, FittedModel] = {}
    for country in sorted({o.gold.country for o in observed}):
        models[country] = fitting([o for o in observed if o.gold.country != country], catalogue)
    return [_judged(o, catalogue, models[o.gold.country]) for o in observed]


def judged_with(observed: Sequence[Observed], catalogue: Catalogue, model: FittedModel) -> list[Assessment]:
    """Assess every law with one model; an honest figure only where the model saw none of them."""
    return [_judged(o, catalogue, model) for o in observed]


def _judged(observed: Observed, catalogue: Catalogue, model: FittedModel) -> Assessment:
    return judge([observed.law], catalogue, observed.signals, model, {"language": observed.law.language})
