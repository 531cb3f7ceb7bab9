"""One requirement as the report presents it: every format shows these same facts in these same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lawcheck.model import Assessment, ElementFinding, Evidence, Finding, Status
from lawcheck.reporting.advising import Option, drafting_options, recommend
from lawcheck.reporting.document import Words, quoted
from lawcheck.reporting.places import Places
from lawcheck.reporting.wording import DUTIES, OBLIGATION_WORDS, STATUS_WORDS, enumerate_words, pillars, sentence, spell_source

# A status less certain than this, 0..1, is called doubtful in the reasons for a check.
_DOUBTFUL = 0.6


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the law with their citation in full."""

    evidence: Evidence
    citation: str
    words: Words
    shows: str


@dataclass(frozen=True, slots=True)
class ElementRow:
    """One element: whether the law has it, and where."""

    element: ElementFinding
    state: str
    where: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Everything the report says on one requirement."""

    finding: Finding
    status: str
    obligation: str
    duty: str
    sources: tuple[str, ...]
    verdict: str
    decision: str
    alert: str
    check: str
    quotes: tuple[Quote, ...]
    elements: tuple[ElementRow, ...]
    recommendation: str
    options: tuple[Option, ...]


def entries(assessment: Assessment, places: Places) -> tuple[Entry, ...]:
    """All requirements in the order of the catalogue."""
    return tuple(_entry(f, assessment, places) for f in assessment.findings)


def by_pillar(found: Sequence[Entry]) -> dict[str, list[Entry]]:
    """Entries by pillar, pillars in the order of reports."""
    groups: dict[str, list[Entry]] = {p: [] for p in pillars([e.finding for e in found])}
    for entry in found:
        groups[entry.finding.pillar].append(entry)
    return groups


def _entry(finding: Finding, assessment: Assessment, places: Places) -> Entry:
    return Entry(
        finding=finding,
        status=STATUS_WORDS[finding.status],
        obligation=OBLIGATION_WORDS[finding.obligation],
        duty=DUTIES[finding.obligation],
        sources=tuple(spell_source(s, assessment) for s in finding.sources),
        verdict=_verdict(finding, places),
        decision=_decision(finding),
        alert=_alert(finding, places),
        check=_check(finding),
        quotes=tuple(_quote(finding, e, places) for e in finding.evidence),
        elements=tuple(_element(finding, e, places) for e in finding.elements),
        recommendation=recommend(finding, assessment, places),
        options=tuple(drafting_options(finding, assessment, places)),
    )


def _decision(finding: Finding) -> str:
    """Who decided the finding in place of the assessment, and why; empty where nobody did."""
    if finding.override is None:
        return ""
    given = finding.override
    who = enumerate_words([p for p in (given.by, given.date) if p]).replace(" and ", ", ")
    return f"Decided by {who or 'a reviewer'}: {sentence(given.reason)} The text alone had been read as: {STATUS_WORDS[given.assessed].lower()}."


def _verdict(finding: Finding, places: Places) -> str:
    where = enumerate_words(list(dict.fromkeys(places.name(e.law, e.citation) for e in finding.evidence if e.citation))[:3])
    if finding.override is not None and finding.status is not finding.override.assessed:
        return f"Relevant provisions: {where}." if where else "The texts submitted do not speak to this."
    if finding.status is Status.NOT_ASSESSED:
        return sentence(finding.explanation)
    if finding.status is Status.MISSING:
        return "No provision on this point was found in the text."
    if finding.status is Status.CONFLICT:
        return f"A provision appears to say the contrary{f': see {where}' if where else ''}."
    if finding.status is Status.PARTIAL:
        return f"The law provides for this in part{f', in {where}' if where else ''}."
    return f"The law provides for this{f' in {where}' if where else ''}."


def _alert(finding: Finding, places: Places) -> str:
    if not finding.conflicts:
        return ""
    rules = "; ".join(c.statement for c in finding.conflicts)
    ids = {c.id for c in finding.conflicts}
    where = enumerate_words([places.name(e.law, e.citation) for e in finding.evidence if ids & set(e.elements)])
    return f"Contrary rule{f' in {where}' if where else ''}: {rules}."


def _check(finding: Finding) -> str:
    """Why a person should look, in one sentence; empty where nobody needs to."""
    if not finding.needs_review:
        return ""
    if finding.status is Status.NOT_ASSESSED:
        return "This requirement has to be assessed by hand."
    if finding.conflicts:
        return "Read the quoted provision in its context: does it really contradict the instrument, or is it confined by another rule?"
    loose = [e.statement for e in finding.elements if e.present and e.needs_review]
    if loose:
        return f"The wording of the law differs from the usual wording on: {'; '.join(loose)}. Confirm that the quoted provision means this."
    if finding.status is Status.MET:
        return "Confirm that the quoted provisions cover every element; the wording leaves room for doubt."
    if finding.status is Status.MISSING:
        return "Confirm that no other provision, or other law of the State, covers this point."
    return "Confirm the elements that were not found; the law may express them in other words."


def _quote(finding: Finding, evidence: Evidence, places: Places) -> Quote:
    statements = {e.id: e.statement for e in finding.elements} | {c.id: c.statement for c in finding.conflicts}
    shows = "; ".join(statements[i] for i in evidence.elements if i in statements)
    return Quote(evidence, places.cite(evidence), quoted(evidence), shows)


def _element(finding: Finding, element: ElementFinding, places: Places) -> ElementRow:
    state = "Found" if element.present else "Not found"
    if finding.status is Status.NOT_ASSESSED:
        state = "Not assessed"
    where = "; ".join(dict.fromkeys(places.cite(e) for e in finding.evidence if element.id in e.elements))
    return ElementRow(element, state, where if element.present else "")
