"""Two assessments compared: findings gained, lost and unchanged, with the words that made the difference."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from lawcheck.comparing.pairing import Pair, pair_provisions
from lawcheck.model import Assessment, Evidence, Finding, Status
from lawcheck.reporting.places import Places

_RANK = {Status.CONFLICT: 0, Status.MISSING: 1, Status.PARTIAL: 2, Status.MET: 3}


class Direction(StrEnum):
    """How a finding moved from the old text to the new one."""

    LOST = "lost"
    GAINED = "gained"
    SHIFTED = "changed in part"
    UNCHANGED = "unchanged"
    UNCERTAIN = "not comparable"


@dataclass(frozen=True, slots=True)
class FindingChange:
    """One requirement under both texts; elements and conflicts are given by their statements."""

    direction: Direction
    old: Finding
    new: Finding
    gained: tuple[str, ...]
    lost: tuple[str, ...]
    words_gained: tuple[Evidence, ...]
    words_lost: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that differs between two assessments of a law."""

    old: Assessment
    new: Assessment
    changes: tuple[FindingChange, ...]
    pairs: tuple[Pair, ...]
    remarks: tuple[str, ...] = ()

    def fate(self, evidence: Evidence, *, of_old: bool) -> Pair | None:
        """The pair of sections to which a quote belongs."""
        unit = Places(self.old if of_old else self.new).unit(evidence)
        if unit is None:
            return None
        for pair in self.pairs:
            section = pair.old if of_old else pair.new
            if section is not None and section.law == evidence.law and section.reference.eid == unit.eid:
                return pair
        return None


def compare(old: Assessment, new: Assessment) -> Comparison:
    """Compare two assessments requirement by requirement, and their texts section by section."""
    before = {f.requirement: f for f in old.findings}
    changes = tuple(_change(before[f.requirement], f) for f in new.findings if f.requirement in before)
    return Comparison(old, new, changes, pair_provisions(old, new), tuple(_remarks(old, new)))


def _change(old: Finding, new: Finding) -> FindingChange:
    had = {e.id: e.statement for e in old.elements if e.present}
    has = {e.id: e.statement for e in new.elements if e.present}
    was_contrary = {c.id: c.statement for c in old.conflicts}
    is_contrary = {c.id: c.statement for c in new.conflicts}
    came = [*(i for i in has if i not in had), *(i for i in is_contrary if i not in was_contrary)]
    went = [*(i for i in had if i not in has), *(i for i in was_contrary if i not in is_contrary)]
    gained = [has[i] for i in has if i not in had] + [f"no longer: {was_contrary[i]}" for i in was_contrary if i not in is_contrary]
    lost = [had[i] for i in had if i not in has] + [f"contrary rule: {is_contrary[i]}" for i in is_contrary if i not in was_contrary]
    return FindingChange(
        _direction(old, new, bool(gained or lost)),
        old,
        new,
        tuple(gained),
        tuple(lost),
        tuple(e for e in new.evidence if set(e.elements) & set(came)),
        tuple(e for e in old.evidence if set(e.elements) & set(went)),
    )


def _direction(old: Finding, new: Finding, moved: bool) -> Direction:
    if Status.NOT_ASSESSED in {old.status, new.status}:
        return Direction.UNCHANGED if old.status is new.status else Direction.UNCERTAIN
    step = _RANK[new.status] - _RANK[old.status]
    if step:
        return Direction.GAINED if step > 0 else Direction.LOST
    return Direction.SHIFTED if moved else Direction.UNCHANGED


def _remarks(old: Assessment, new: Assessment) -> list[str]:
    remarks = []
    if old.catalogue.sha256 != new.catalogue.sha256 or old.tool.get("version") != new.tool.get("version"):
        remarks.append(
            "The two texts were assessed with different versions of the catalogue or the tool; "
            "some differences may come from that. Assess both anew to be sure."
        )
    only = {f.requirement for f in old.findings} ^ {f.requirement for f in new.findings}
    if only:
        remarks.append(f"These requirements were assessed for one text only and are left out: {', '.join(sorted(only))}.")
    if not all(law.outline for a in (old, new) for law in a.laws):
        remarks.append("One assessment carries no text of the law, so its provisions cannot be compared. Assess the law again to compare the texts.")
    return remarks
