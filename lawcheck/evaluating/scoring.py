"""Figures of merit: elements, statuses, gaps, evidence, review and calibration."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lawcheck.evaluating.gold import GoldLaw, section_of
from lawcheck.model import Assessment, Finding, Status

_T = TypeVar("_T")
_SCORED = ("met", "partial", "missing")


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures on a set of findings; shares lie between 0 and 1, None where nothing could be counted."""

    element_precision: float | None
    element_recall: float | None
    element_f1: float | None
    status_accuracy: float | None
    status_macro_f1: float | None
    status_kappa: float | None
    gap_precision: float | None
    gap_recall: float | None
    met_precision: float | None
    met_recall: float | None
    conflict_precision: float | None
    conflict_recall: float | None
    evidence_hit1: float | None
    evidence_hit3: float | None
    unflagged: float | None
    unflagged_accuracy: float | None
    calibration_error: float | None
    without_quote: int


@dataclass(frozen=True, slots=True)
class _Pair:
    finding: Finding
    status: str
    elements: tuple[tuple[bool, bool, float], ...]
    conflicts: tuple[set[str], set[str]]
    sections: frozenset[str]


def score(laws: Sequence[GoldLaw], assessments: Sequence[Assessment]) -> Figures:
    """Compare assessments with the labels of the same laws, all findings pooled."""
    pairs = [_pair(f, law) for law, a in zip(laws, assessments, strict=True) for f in a.findings]
    elements = [e for p in pairs for e in p.elements]
    precision, recall, f1 = _prf(elements)
    statuses = [(p.finding.status.value, p.status) for p in pairs]
    gap = _prf((s != "met", g != "met", 0.0) for s, g in statuses)
    met = _prf((s == "met", g == "met", 0.0) for s, g in statuses)
    conflict = _prf((c in p.conflicts[0], c in p.conflicts[1], 0.0) for p in pairs for c in p.conflicts[0] | p.conflicts[1])
    sure = [(s, g) for p, (s, g) in zip(pairs, statuses, strict=True) if not p.finding.needs_review]
    shown = [p for p in pairs if p.sections and p.finding.evidence]
    return Figures(
        element_precision=precision,
        element_recall=recall,
        element_f1=f1,
        status_accuracy=_share(statuses, lambda x: x[0] == x[1]),
        status_macro_f1=_macro_f1(statuses),
        status_kappa=_kappa(statuses),
        gap_precision=gap[0],
        gap_recall=gap[1],
        met_precision=met[0],
        met_recall=met[1],
        conflict_precision=conflict[0],
        conflict_recall=conflict[1],
        evidence_hit1=_share(shown, lambda p: _hit(p, 1)),
        evidence_hit3=_share(shown, lambda p: _hit(p, 3)),
        unflagged=len(sure) / len(pairs) if pairs else None,
        unflagged_accuracy=_share(sure, lambda x: x[0] == x[1]),
        calibration_error=_calibration_error([(e[2], e[1]) for e in elements]),
        without_quote=sum(e.present and not any(e.id in v.elements for v in p.finding.evidence) for p in pairs for e in p.finding.elements),
    )


def _pair(finding: Finding, law: GoldLaw) -> _Pair:
    label = law.labels[finding.requirement]
    elements = tuple((e.present, label.elements[e.id], e.confidence) for e in finding.elements)
    conflicts = ({c.id for c in finding.conflicts}, set(label.conflicts))
    return _Pair(finding, label.status, elements, conflicts, frozenset(map(section_of, label.evidence)))


def _hit(pair: _Pair, first: int) -> bool:
    return any(section_of(e.citation) in pair.sections for e in pair.finding.evidence[:first])


def _prf(rows: Iterable[tuple[bool, bool, float]]) -> tuple[float | None, float | None, float | None]:
    rows = list(rows)
    both = sum(found and true for found, true, _ in rows)
    found, true = sum(r[0] for r in rows), sum(r[1] for r in rows)
    f1 = 2 * both / (found + true) if found + true else None
    return (both / found if found else None, both / true if true else None, f1)


def _share(items: Sequence[_T], test: Callable[[_T], bool]) -> float | None:
    return sum(map(test, items)) / len(items) if items else None


def _macro_f1(statuses: Sequence[tuple[str, str]]) -> float | None:
    values = [f for name in _SCORED if (f := _prf((s == name, g == name, 0.0) for s, g in statuses)[2]) is not None]
    return sum(values) / len(values) if values else None


def _kappa(statuses: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa."""
    total = len(statuses)
    if not total:
        return None
    agreed = sum(s == g for s, g in statuses) / total
    chance = sum(sum(s == n for s, _ in statuses) * sum(g == n for _, g in statuses) for n in Status) / total**2
    return (agreed - chance) / (1 - chance) if chance < 1 else 1.0


def _calibration_error(rows: Sequence[tuple[float, bool]], bins: int = 10) -> float | None:
    """Expected calibration error: mean gap between stated probability and observed share over equal-width bins."""
    if not rows:
        return None
    error = 0.0
    for b in range(bins):
        inside = [(p, t) for p, t in rows if b / bins <= p < (b + 1) / bins or (b == bins - 1 and p == 1)]
        if inside:
            error += abs(sum(p for p, _ in inside) - sum(t for _, t in inside)) / len(rows)
    return error
