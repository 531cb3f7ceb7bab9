"""Assessments of the same laws by several catalogues, as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from lawcheck.assessing.judging import summarise
from lawcheck.catalogue.joining import joined_reference
from lawcheck.model import Assessment


def join(assessments: Sequence[Assessment]) -> Assessment:
    """Put the findings together; a requirement that several catalogues share is found once, as the first has it.

    Each catalogue is judged on its own, so that a finding is the same whichever catalogues stand beside it.
    """
    first = assessments[0]
    findings = {f.requirement: f for a in reversed(assessments) for f in a.findings}
    ordered = tuple(findings[i] for i in dict.fromkeys(f.requirement for a in assessments for f in a.findings))
    warnings = [tuple(dict.fromkeys(w for a in assessments for w in a.laws[n].warnings)) for n in range(len(first.laws))]
    return replace(
        first,
        catalogue=joined_reference([a.catalogue for a in assessments]),
        laws=tuple(replace(law, warnings=w) for law, w in zip(first.laws, warnings, strict=True)),
        findings=ordered,
        summary=summarise(ordered),
    )
