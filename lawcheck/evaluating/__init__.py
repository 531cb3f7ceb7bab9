"""Measure findings against labelled laws; never fitted on what it reports."""

from lawcheck.evaluating.gold import GoldLabel, GoldLaw, load_gold
from lawcheck.evaluating.observing import Observed, observe_all
from lawcheck.evaluating.scoring import Figures, score
from lawcheck.evaluating.validating import cross_validate, judged_with

__all__ = ["Figures", "GoldLabel", "GoldLaw", "Observed", "cross_validate", "judged_with", "load_gold", "observe_all", "score"]
