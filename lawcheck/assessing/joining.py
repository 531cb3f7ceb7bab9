"""Assessments of the same laws by several catalogues, as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lawcheck.assessing.judging import summarise
from lawcheck.catalogue.joining import joined_reference
from lawcheck.model import Assessment, Finding, Obligation

_WEIGHT = {Obligation.MANDATORY: 0, Obligation.QUALIFIED: 1, Obligation.RECOMMENDED: 2}


def join(assessments: Sequence[Assessment]) -> Assessment:
    """Put the findings together; a requirement that several catalogues share is found once, as the first has it.

    Each catalogue is judged on its own, so that a finding is the same whichever catalogues stand beside it.
    """
    first = assessments[0]
    shared: dict[str, list[Finding]] = {}
    for finding in (f for a in assessments for f in a.findings):
        shared.setdefault(finding.requirement, []).append(finding)
    ordered = tuple(_shared(same) for same in shared.values())
    warnings = [tuple(dict.fromkeys(w for a in assessments for w in a.laws[n].warnings)) for n in range(len(first.laws))]
    return replace(
        first,
        catalogue=joined_reference([a.catalogue for a in assessments]),
        laws=tuple(replace(law, warnings=w) for law, w in zip(first.laws, warnings, strict=True)),
        findings=ordered,
        summary=summarise(ordered),
    )


def _shared(same: Sequence[Finding]) -> Finding:
    """One finding for what several catalogues ask, with the sources of all and the weight of the strictest."""
    obligation = min((f.obligation for f in same), key=_WEIGHT.__getitem__)
    return replace(same[0], sources=tuple(dict.fromkeys(s for f in same for s in f.sources)), obligation=obligation)
