"""Try an edited catalogue on labelled laws: which figures rise or fall, and the very findings that flip."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from lawcheck.api import observe
from lawcheck.assessing import judge, load_fitted
from lawcheck.catalogue.comparing import changed
from lawcheck.catalogue.types import Catalogue
from lawcheck.evaluating import Observed
from lawcheck.evaluating.gold import GoldLabel
from lawcheck.model import Finding


@dataclass(frozen=True, slots=True)
class Flip:
    """A judgement that changed: of an element or conflict, or (``part`` "status") of a whole requirement.

    ``better`` is None where the labels do not say. ``place`` cites the provision that speaks, with its words.
    """

    law: str
    requirement: str
    part: str
    before: str
    after: str
    better: bool | None
    place: str


@dataclass(frozen=True, slots=True)
class Trial:
    """Elements and statuses judged rightly per requirement, of how many, before and after; and what flipped."""

    scores: dict[str, tuple[int, int, int]]
    flips: tuple[Flip, ...]


def signals_before(observed: Observed, old: Catalogue, new: Catalogue) -> Observed:
    """The signals that the old catalogue gives; only what differs between the two is matched again."""
    if dict(old.topic) != dict(new.topic):
        return replace(observed, signals=observe([observed.law], old))
    kept = {r.id for r in new.requirements} & {r.id for r in old.requirements} - changed(old, new)
    needed = {r.id for r in old.requirements} - kept
    sources = {s.rsplit(".", 1)[0] for r in old.requirements if r.id in needed for s in _implying(old, r.id)}
    again = tuple(r for r in old.requirements if r.id in needed | sources)
    signals = {key: value for key, value in observed.signals.items() if value.requirement in kept}
    if again:
        reference = replace(old.reference, sha256=f"{old.reference.sha256} {' '.join(r.id for r in again)}")
        part = observe([observed.law], replace(old, reference=reference, requirements=again))
        signals.update({key: value for key, value in part.items() if value.requirement in needed})
    return replace(observed, signals=signals)


def _implying(catalogue: Catalogue, requirement: str) -> Iterable[str]:
    return (s for p in catalogue.requirement(requirement).parts for rules in p.patterns.values() for r in rules for s in r.implied_by)


def try_on(observed: Sequence[Observed], old: Catalogue, new: Catalogue, done: Callable[[], None] = lambda: None) -> Trial:
    """Judge each law by both catalogues; ``observed`` holds the signals of the new one."""
    scores: dict[str, tuple[int, int, int]] = {}
    flips: list[Flip] = []
    for item in observed:
        model = load_fitted(item.law.language)
        settings = {"language": item.law.language}
        earlier = signals_before(item, old, new)
        before = {f.requirement: f for f in judge([item.law], old, earlier.signals, model, settings).findings}
        after = {f.requirement: f for f in judge([item.law], new, item.signals, model, settings).findings}
        for requirement, label in item.gold.labels.items():
            old_finding, new_finding = before.get(requirement), after.get(requirement)
            right = partial(_right, label=label)
            total, was, now = scores.get(requirement, (0, 0, 0))
            scores[requirement] = (total + len(label.elements) + 1, was + right(old_finding), now + right(new_finding))
        for requirement in dict.fromkeys([*after, *before]):
            flips.extend(_flips(item, before.get(requirement), after.get(requirement), item.gold.labels.get(requirement)))
        done()
    return Trial(scores, tuple(flips))


def _right(finding: Finding | None, label: GoldLabel) -> int:
    if finding is None:
        return 0
    present = {e.id: e.present for e in finding.elements}
    return sum(present.get(e) == holds for e, holds in label.elements.items()) + (finding.status.value == label.status)


def _flips(item: Observed, before: Finding | None, after: Finding | None, label: GoldLabel | None) -> list[Flip]:
    old, new = _judgements(before), _judgements(after)
    finding = after or before
    assert finding is not None
    flips = []
    for part in dict.fromkeys([*new, *old]):
        was, now = old.get(part, "not asked"), new.get(part, "not asked")
        if was != now:
            shown = after if now in ("present", "found") or part == "status" else before
            flips.append(Flip(item.gold.document, finding.requirement, part, was, now, _better(part, was, now, label), _place(shown, part)))
    return flips


def _judgements(finding: Finding | None) -> dict[str, str]:
    if finding is None:
        return {}
    elements = {e.id: "present" if e.present else "absent" for e in finding.elements}
    return {**elements, **{c.id: "found" for c in finding.conflicts}, "status": finding.status.value}


def _better(part: str, was: str, now: str, label: GoldLabel | None) -> bool | None:
    if label is None:
        return None
    if part == "status":
        return None if label.status not in (was, now) else now == label.status
    if part in label.elements:
        return (now == "present") == label.elements[part]
    return (now == "found") == (part in label.conflicts)


def _place(finding: Finding | None, part: str) -> str:
    for evidence in finding.evidence if finding else ():
        if part == "status" or part in evidence.elements:
            words = " ".join(evidence.quote.split())
            return f"{evidence.citation}: {words[:160]}{'...' if len(words) > 160 else ''}"
    return ""
