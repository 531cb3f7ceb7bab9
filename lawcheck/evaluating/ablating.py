"""What each group of signals is worth: the cross-validated figures without it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from lawcheck.catalogue import Catalogue
from lawcheck.evaluating.fitting import fit
from lawcheck.evaluating.observing import Observed
from lawcheck.evaluating.scoring import Figures, score
from lawcheck.evaluating.validating import cross_validate

GROUPS = {
    "all signals": frozenset[str](),
    "without base rates": frozenset({"base_rate"}),
    "without similarity": frozenset({"similarity", "heading"}),
    "without the company of other elements": frozenset({"siblings", "coverage"}),
    "without counts and strength": frozenset({"pattern_count", "pattern_score", "weak_pattern"}),
    "patterns alone": frozenset({"base_rate", "similarity", "heading", "siblings", "coverage", "topic", "essential"}),
}


def ablate(observed: Sequence[Observed], catalogue: Catalogue) -> dict[str, Figures]:
    """Figures cross-validated by country, with all signals and with each group left out."""
    golds = [o.gold for o in observed]
    return {name: score(golds, cross_validate(observed, catalogue, partial(fit, without=without))) for name, without in GROUPS.items()}
