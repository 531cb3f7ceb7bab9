"""From matches to findings."""

from lawcheck.assessing.fitted import FittedModel, load_fitted
from lawcheck.assessing.joining import join
from lawcheck.assessing.judging import judge, not_assessed, summarise

__all__ = ["FittedModel", "join", "judge", "load_fitted", "not_assessed", "summarise"]
