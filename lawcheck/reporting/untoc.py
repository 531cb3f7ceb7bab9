"""The review questionnaire of the Convention and the Trafficking Protocol, filled as a draft for the focal point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import PurePath
from typing import Any

from lawcheck.model import Assessment, Finding, Status
from lawcheck.reporting.document import Block, Document, Heading, Paragraph, Run, Table, say, words
from lawcheck.reporting.places import Places
from lawcheck.reporting.rows import write_csv
from lawcheck.reporting.wording import absent, law_name, sentence, spell_source

ANSWERS = ("Yes", "Yes, in part", "No")
OPEN = "To be answered"
_COLUMNS = ("Number", "Article", "Question", "Answer (draft)", "Laws and provisions", "Explanation", "To verify")
_NOTICE = (
    "This is a draft for the focal point, filled from the texts named at the end. Every answer has to be confirmed before it is submitted: "
    "other laws, case law and practice were not read, and a “No” says only that no provision was found in these texts."
)


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its draft answer; ``answer`` is one of ``ANSWERS`` or ``OPEN``."""

    number: str
    group: str
    article: str
    text: str
    answer: str
    provisions: tuple[str, ...]
    explanation: str
    verify: bool


def questions(assessment: Assessment) -> tuple[Question, ...]:
    """Fill the questionnaire from the findings."""
    import yaml

    data = yaml.safe_load(resources.files("lawcheck.reporting").joinpath("questionnaires/untoc.yaml").read_text(encoding="utf-8"))
    findings = {f.requirement: f for f in assessment.findings}
    places = Places(assessment)
    filled: list[Question] = []
    for group in data["groups"]:
        for entry in group["questions"]:
            chosen = [findings[r] for r in entry["requirements"] if r in findings]
            filled.append(_fill(f"{len(filled) + 1}", group["title"], entry, chosen, assessment, places))
    return tuple(filled)


def compose_questionnaire(assessment: Assessment, *, date: str = "") -> Document:
    """The questionnaire as a document."""
    blocks: list[Block] = [say(_NOTICE, "alert")]
    group = ""
    for q in questions(assessment):
        if q.group != group:
            group = q.group
            blocks.append(Heading(1, group))
        boxes = "    ".join(f"{'☒' if q.answer == a else '☐'} {a}" for a in ANSWERS)
        blocks += [Heading(3, f"{q.number}. {q.text}"), say(q.article, "lead"), Paragraph(words(Run(boxes, "strong")), "body")]
        if q.provisions:
            blocks += [say("Laws and provisions", "label"), *(say(p) for p in q.provisions)]
        blocks += [say("Explanation", "label"), say(q.explanation)]
        if q.verify:
            blocks.append(Paragraph(words(Run("To verify. ", "strong"), "The wording leaves room for doubt; read the provision before confirming."), "note"))
    rows = tuple((words(law_name(law)), words(PurePath(law.path).name), words(law.sha256)) for law in assessment.laws)
    blocks += [Heading(1, "Texts read"), Table(("Law", "File", "SHA-256"), rows, (0.36, 0.22, 0.42))]
    laws = "; ".join(law_name(law) for law in assessment.laws)
    country = assessment.settings.get("country") or assessment.laws[0].jurisdiction
    front = (("State", country), ("Laws", laws), ("Status", "Draft, not submitted"), ("Date", date))
    title = "Review questionnaire, criminalization and jurisdiction (draft)"
    return Document(title, country or laws, f"DRAFT – {country or laws}", tuple(blocks), date=date, front=tuple(f for f in front if f[1]), contents=False)


def to_untoc_docx(assessment: Assessment, *, date: str = "") -> bytes:
    """The questionnaire as a Word document."""
    from lawcheck.reporting import word

    return word.render(compose_questionnaire(assessment, date=date))


def to_untoc_csv(assessment: Assessment, *, date: str = "") -> str:
    """The questionnaire as CSV, one row per question."""
    rows = [
        (q.number, q.article, q.text, q.answer, "; ".join(q.provisions), q.explanation, "yes" if q.verify or q.answer == OPEN else "no")
        for q in questions(assessment)
    ]
    return write_csv((_COLUMNS, *rows))


def _fill(number: str, group: str, entry: dict[str, Any], findings: Sequence[Finding], assessment: Assessment, places: Places) -> Question:
    answer = _answer(findings)
    article = "; ".join(spell_source(a, assessment) for a in entry["article"].split("; "))
    verify = any(f.needs_review for f in findings)
    return Question(number, group, article, entry["text"], answer, tuple(_provisions(findings, assessment)), _explanation(findings, answer, places), verify)


def _answer(findings: Sequence[Finding]) -> str:
    statuses = {f.status for f in findings if f.status is not Status.NOT_ASSESSED}
    if not statuses or len(statuses) < len({f.status for f in findings}):
        return OPEN
    if statuses == {Status.MET}:
        return ANSWERS[0]
    some = statuses & {Status.MET, Status.PARTIAL} or any(e.present for f in findings for e in f.elements)
    return ANSWERS[1] if some else ANSWERS[2]


def _provisions(findings: Sequence[Finding], assessment: Assessment) -> list[str]:
    """Per law, the provisions that answer the question."""
    made = []
    for number, law in enumerate(assessment.laws):
        cited = dict.fromkeys(e.citation for f in findings for e in f.evidence if e.law == number and e.citation)
        if cited:
            made.append(f"{law_name(law)}: {', '.join(cited)}")
    return made


def _explanation(findings: Sequence[Finding], answer: str, places: Places) -> str:
    if answer == OPEN:
        return "The assessment does not cover this question; the focal point answers it."
    parts = []
    for finding in findings:
        if finding.override is not None:
            parts.append(sentence(finding.override.reason))
        if finding.conflicts:
            parts.append(f"A provision appears to say the contrary: {'; '.join(c.statement for c in finding.conflicts)}.")
        lacking = absent(finding)
        if finding.status is Status.MISSING:
            parts.append("No provision on this point was found.")
        elif finding.status is not Status.MET and lacking:
            parts.append(f"Not found: {'; '.join(lacking)}.")
    return " ".join(parts) or "The provisions cited cover every element of the question."
