"""The report as one self-contained HTML page."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from lawcheck.model import Assessment, Evidence
from lawcheck.reporting.wording import ADVICE, STATUS_WORDS, absent, gaps


def to_html(assessment: Assessment) -> str:
    """Render the page; everything from the law is escaped."""
    environment = Environment(
        loader=PackageLoader("lawcheck.reporting"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    template = environment.get_template("report.html.j2")
    return template.render(
        a=assessment,
        gaps=gaps(assessment.findings),
        met=[f for f in assessment.findings if f.status == "met"],
        review=[f for f in assessment.findings if f.needs_review],
        words={s.value: w for s, w in STATUS_WORDS.items()},
        advice=ADVICE,
        absent=absent,
        pieces=pieces,
    )


def pieces(evidence: Evidence) -> list[tuple[str, bool]]:
    """Cut a quote into (text, highlighted) runs."""
    runs: list[tuple[str, bool]] = []
    at = 0
    for start, end in evidence.highlights:
        first, last = start - evidence.start, end - evidence.start
        runs += [(evidence.quote[at:first], False), (evidence.quote[first:last], True)]
        at = last
    runs.append((evidence.quote[at:], False))
    return [run for run in runs if run[0]]
