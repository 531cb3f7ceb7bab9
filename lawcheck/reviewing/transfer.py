"""Decisions taken elsewhere and brought back: JSON, with the log that proves them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from lawcheck.errors import DamagedFile
from lawcheck.reviewing.decisions import check_decision, from_data, to_data
from lawcheck.reviewing.review import FINDING, Review, log_data

FORMAT = "lawcheck decisions 1"


@dataclass
class Imported:
    """Requirements whose decision came in, those where the one here is newer, and entries that were known already."""

    imported: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    known: int = 0


def export_decisions(review: Review) -> str:
    """All current decisions and the whole log, as JSON."""
    assessment = review.grounds.assessment
    content = {
        "format": FORMAT,
        "laws": [{"title": law.title, "sha256": law.sha256} for law in assessment.laws],
        "catalogue": {"id": assessment.catalogue.id, "version": assessment.catalogue.version, "sha256": assessment.catalogue.sha256},
        "decisions": [{"seq": seq, "decision": to_data(d)} for _, (seq, d) in sorted(review.decisions().items())],
        "log": log_data(review.store.log()),
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1) + "\n"


def import_decisions(review: Review, content: Any) -> Imported:
    """Take in decisions; of two on one requirement the later stands, and the log keeps both.

    Raises:
        DamagedFile: this is no export of decisions; nothing is taken in.
    """
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("log"), list):
        raise DamagedFile("import", "this is no export of decisions", "Export them on the review page.")
    try:
        entries = [
            (str(e["subject"]), str(e["token"]), check_decision(from_data(e["after"])))
            for e in content["log"]
            if str(e["subject"]).startswith(FINDING) and e["after"] is not None
        ]
    except (KeyError, TypeError) as error:
        raise DamagedFile("import", "this is no export of decisions", "Export them on the review page.") from error
    last = {subject: (token, decision) for subject, token, decision in entries}
    known = {e.token for e in review.store.log()}
    result = Imported()
    held = review.decisions()
    for subject, (token, decision) in last.items():
        requirement = subject.removeprefix(FINDING)
        if decision.requirement != requirement:
            raise DamagedFile("import", f"the entry on {requirement} decides {decision.requirement}", "Export them again.")
        here = held.get(requirement)
        if token in known:
            result.known += 1
        elif here is not None and here[1].at > decision.at:
            result.kept.append(requirement)
        else:
            why = f"imported: {decision.reason}" if decision.reason else "imported"
            review.store.change(subject, to_data(decision), who=decision.reviewer, at=decision.at, what=decision.verdict.value, why=why, token=token)
            result.imported.append(requirement)
    return result
