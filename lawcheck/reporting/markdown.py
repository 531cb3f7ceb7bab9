"""The report as Markdown."""

from __future__ import annotations

import re

from lawcheck.model import Assessment, Finding
from lawcheck.reporting.wording import STATUS_WORDS, absent, gaps

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|])")


def to_markdown(assessment: Assessment) -> str:
    """Write the report; text of the law is escaped, so that it stays text."""
    laws = ", ".join(_plain(law.title) for law in assessment.laws)
    lines = [f"# Gap report: {laws}", "", f"Catalogue: {assessment.catalogue.title}", ""]
    lines += [
        "| Pillar | " + " | ".join(STATUS_WORDS.values()) + " |",
        "| --- |" + " --- |" * len(STATUS_WORDS),
    ]
    for pillar, counts in assessment.summary["by_pillar"].items():
        lines.append(f"| {pillar} | " + " | ".join(str(counts.get(s.value, 0)) for s in STATUS_WORDS) + " |")
    lines += ["", "## Gaps", ""]
    for finding in gaps(assessment.findings):
        lines += _section(finding)
    lines += ["## Requirements met", ""]
    for finding in assessment.findings:
        if finding not in gaps([finding]):
            lines += _section(finding)
    lines += ["## Inputs", ""]
    lines += [f"- {_plain(law.path)}: SHA-256 {law.sha256}" for law in assessment.laws]
    lines += [f"- catalogue {assessment.catalogue.id} {assessment.catalogue.version}: {assessment.catalogue.sha256}"]
    return "\n".join(lines) + "\n"


def _section(finding: Finding) -> list[str]:
    flag = " (to verify)" if finding.needs_review else ""
    lines = [f"### {finding.title}: {STATUS_WORDS[finding.status]}{flag}", ""]
    lines += [
        f"{finding.statement} ({finding.obligation}; {', '.join(finding.sources)})",
        "",
        _plain(finding.explanation),
        "",
    ]
    for piece in finding.evidence:
        page = f", page {piece.page}" if piece.page else ""
        lines += [f"> **{piece.citation}{page}** {_plain(' '.join(piece.quote.split()))}", ""]
    lines += [f"- not found: {text}" for text in absent(finding)]
    return [*lines, ""]


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
