"""A review: one assessment and its file of decisions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from lawcheck.errors import InputError
from lawcheck.model import Assessment
from lawcheck.reviewing.applying import reviewed
from lawcheck.reviewing.decisions import Decision, check_decision, from_data, to_data
from lawcheck.reviewing.grounds import Grounds
from lawcheck.reviewing.store import Entry, Store

FINDING = "finding:"


class Review:
    """Decisions on the findings of one assessment."""

    def __init__(self, assessment: Assessment, store: Store) -> None:
        """Tie an assessment to its decisions.

        Raises:
            InputError: the assessment does not carry the text of its laws.
        """
        if not all(law.text and law.outline for law in assessment.laws):
            raise InputError(assessment.laws[0].path, "this assessment does not carry the text of the law", "Assess the law again.")
        self.grounds = Grounds(assessment)
        self.store = store

    def decisions(self) -> dict[str, tuple[int, Decision]]:
        """Current decisions by requirement, with the number of the log entry; those on vanished requirements included."""
        held = self.store.current(FINDING)
        return {s.removeprefix(FINDING): (seq, from_data(data)) for s, (seq, data) in held.items() if data is not None}

    def decision(self, requirement: str) -> tuple[int, Decision | None]:
        """The log entry that last touched a requirement (0 for none), and the decision that stands after it."""
        seq, data = self.store.one(FINDING + requirement)
        return seq, from_data(data) if data is not None else None

    def decide(self, decision: Decision, *, token: str, expected: int | None) -> Entry:
        """Record a decision.

        Raises:
            RefusedDecision: it lacks a name or a reason.
            StaleChange: someone else decided in the meantime.
        """
        check_decision(decision)
        return self.store.change(
            FINDING + decision.requirement,
            to_data(decision),
            who=decision.reviewer,
            at=decision.at,
            what=decision.verdict.value,
            why=decision.reason,
            token=token,
            expected=expected,
        )

    def withdraw(self, requirement: str, *, who: str, at: str, why: str, token: str, expected: int | None) -> Entry:
        """Take a decision back; the log keeps it.

        Raises:
            StaleChange: someone else decided in the meantime.
        """
        return self.store.change(FINDING + requirement, None, who=who, at=at, what="withdrawn", why=why, token=token, expected=expected)

    def confirm(self, decision: Decision, *, who: str, at: str) -> Decision:
        """An earlier decision made again on the text and catalogue of today."""
        finding = self.grounds.findings[decision.requirement]
        located = tuple(p for p in map(self.grounds.locate, decision.added) if p is not None)
        known = {e.id for e in finding.elements}
        elements = {k: v for k, v in decision.elements.items() if k in known}
        basis = self.grounds.basis(finding, located)
        return replace(decision, reviewer=who, at=at, basis=basis, added=located, elements=elements, expires="")

    def state(self, today: str) -> Assessment:
        """The reviewed assessment; ``today`` is an ISO date."""
        return reviewed(self.grounds, {k: d for k, (_, d) in self.decisions().items()}, today, self.store.head()[1])


def store_path(source: Path) -> Path:
    """Where the decisions on a law or assessment are kept: beside it."""
    return source.with_name(f"{source.stem}.decisions.sqlite")


def log_data(entries: list[Entry]) -> list[dict[str, Any]]:
    """Log entries as JSON data."""
    return [{n: getattr(e, n) for n in Entry.__slots__} for e in entries]
