"""Reviewing: reviewers' decisions beside an assessment, carried over to new drafts, and signed off."""

from lawcheck.reviewing.applying import review_finding, reviewed
from lawcheck.reviewing.decisions import Basis, Decision, Passage, RefusedDecision, Verdict
from lawcheck.reviewing.grounds import Grounds, Stand, Standing
from lawcheck.reviewing.review import Review, store_path
from lawcheck.reviewing.store import Entry, StaleChange, Store

__all__ = [
    "Basis",
    "Decision",
    "Entry",
    "Grounds",
    "Passage",
    "RefusedDecision",
    "Review",
    "StaleChange",
    "Stand",
    "Standing",
    "Store",
    "Verdict",
    "review_finding",
    "reviewed",
    "store_path",
]
