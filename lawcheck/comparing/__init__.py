"""Two drafts of a law, or the laws of several countries, side by side. Everything is read from assessments."""

from lawcheck.comparing.drafts import Comparison, FindingChange, compare
from lawcheck.comparing.pairing import Pair, pair_provisions

__all__ = ["Comparison", "FindingChange", "Pair", "compare", "pair_provisions"]
