"""Annex on reviewers' decisions: what the assessment had said, what was decided, by whom, and why."""

from __future__ import annotations

from lawcheck.model import Assessment
from lawcheck.reporting.document import Block, Heading, Run, Table, say, words
from lawcheck.reporting.wording import STATUS_WORDS, sentence


def decided(assessment: Assessment) -> list[Block]:
    """The annex; empty where no finding was overridden and nobody reviewed the assessment."""
    overridden = [f for f in assessment.findings if f.override is not None]
    reviewed, who = assessment.settings.get("reviewed", ""), assessment.settings.get("reviewers", "")
    if not overridden and not reviewed:
        return []
    blocks: list[Block] = [Heading(1, "Annex D. Decisions of reviewers")]
    if reviewed:
        blocks.append(say(sentence(f"Findings reviewed: {reviewed}" + (f", by {who}" if who else ""))))
    if "review_log" in assessment.settings:
        blocks.append(say(f"The log of the review ends with the entry {assessment.settings['review_log']}.", "note"))
    if not overridden:
        return [*blocks, say("No finding was overridden.")]
    rows = tuple(
        (
            words(Run(f.title, "strong")),
            words(STATUS_WORDS[f.override.assessed]),
            words(STATUS_WORDS[f.status]),
            words(", ".join(p for p in (f.override.by, f.override.date) if p)),
            words(sentence(f.override.reason)),
        )
        for f in overridden
        if f.override is not None
    )
    return [*blocks, Table(("Requirement", "Assessed as", "Decided as", "By", "Reason"), rows, (0.24, 0.13, 0.13, 0.16, 0.34))]
