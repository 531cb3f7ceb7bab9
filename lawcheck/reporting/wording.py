"""Words that every report shares: names of statuses and obligations, the order of gaps, citations in full."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from lawcheck.model import Assessment, Finding, LawReference, Obligation, Status

STATUS_WORDS = {
    Status.MET: "Met",
    Status.PARTIAL: "Partly met",
    Status.MISSING: "Not found",
    Status.CONFLICT: "Conflict",
    Status.NOT_ASSESSED: "Not assessed",
}
OBLIGATION_WORDS = {
    Obligation.MANDATORY: "Mandatory",
    Obligation.QUALIFIED: "To be considered",
    Obligation.RECOMMENDED: "Recommended",
}
DUTIES = {
    Obligation.MANDATORY: "The instrument obliges States Parties to provide for this.",
    Obligation.QUALIFIED: "The instrument obliges States Parties to consider this, or to provide for it as far as their law allows.",
    Obligation.RECOMMENDED: "The instruments recommend this; States Parties are not bound to it.",
}
_ORDER = {Status.CONFLICT: 0, Status.MISSING: 1, Status.PARTIAL: 2, Status.NOT_ASSESSED: 3, Status.MET: 4}
_DUTY = {Obligation.MANDATORY: 0, Obligation.QUALIFIED: 1, Obligation.RECOMMENDED: 2}
# Reports open with the offence, as treaties do; pillars of other catalogues follow in their own order.
_PILLARS = ("criminalization", "victim-protection", "immigration-and-return", "prevention", "cooperation", "general")
_SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "de", "des", "du", "la", "les", "et", "y", "del", "al", "e")
)
_SHORT_NAME = 44
_ABBREVIATIONS = (
    (re.compile(r"^ss?\.\s*"), "section "),
    (re.compile(r"^arts?\.\s*", re.IGNORECASE), "article "),
    (re.compile(r"^(?:sch|sched)\.\s*", re.IGNORECASE), "schedule "),
    (re.compile(r"^r\.\s*"), "rule "),
    (re.compile(r"^(?:para|par)\.\s*"), "paragraph "),
)


def gaps(findings: Sequence[Finding]) -> list[Finding]:
    """Findings that are not met: mandatory ones first, then conflicts, then pillar by pillar with absences before parts."""
    rank = {p: at for at, p in enumerate(pillars(findings))}
    open_points = [f for f in findings if f.status is not Status.MET]
    return sorted(open_points, key=lambda f: (_DUTY[f.obligation], f.status is not Status.CONFLICT, rank[f.pillar], _ORDER[f.status]))


def lacking(finding: Finding, *, essential: bool) -> list[str]:
    """The essential, or the optional, elements that the law lacks."""
    return [e.statement for e in finding.elements if not e.present and e.essential is essential]


def absent(finding: Finding) -> list[str]:
    """What the law lacks, essential elements first."""
    return [*lacking(finding, essential=True), *(f"{statement} (optional)" for statement in lacking(finding, essential=False))]


def pillars(findings: Sequence[Finding]) -> list[str]:
    """The pillars of an assessment in the order of reports."""
    used = list(dict.fromkeys(f.pillar for f in findings))
    return sorted(used, key=lambda p: _PILLARS.index(p) if p in _PILLARS else len(_PILLARS) + used.index(p))


def pillar_name(pillar: str) -> str:
    """A pillar as people write it: "victim-protection" becomes "Victim protection"."""
    return pillar.replace("-", " ").replace("_", " ").capitalize()


def in_full(citation: str) -> str:
    """A citation as a sentence uses it: "s. 8(1)" becomes "section 8(1)"."""
    for pattern, word in _ABBREVIATIONS:
        if pattern.match(citation):
            return pattern.sub(word, citation, count=1)
    return citation


def spell_source(source: str, assessment: Assessment) -> str:
    """A source with the instrument's name: "TIPP 3(a)" becomes "Trafficking Protocol, art. 3(a)"."""
    name, _, place = source.partition(" ")
    title = next((i.short or i.title for i in assessment.catalogue.instruments if i.id == name), name)
    return f"{title}, {'art. ' if place[:1].isdigit() else ''}{place}" if place else title


def law_name(law: LawReference) -> str:
    """A law's title; one printed in capitals is set in ordinary letters."""
    title = law.title or PurePath(law.path).name
    if title != title.upper():
        return title
    words = [w.lower() if w.lower() in _SMALL_WORDS else w.capitalize() if w.isalpha() else w for w in title.split()]
    return " ".join(words)[:1].upper() + " ".join(words)[1:]


def short_name(law: LawReference) -> str:
    """A law's title as a citation carries it: cut at a word where it is long."""
    name = law_name(law)
    return name if len(name) <= _SHORT_NAME else f"{name[:_SHORT_NAME].rsplit(' ', 1)[0]} …"


def count(number: int, one: str, many: str) -> str:
    """A number with its noun; small numbers are written out."""
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    return f"{small[number] if number < len(small) else number} {one if number == 1 else many}"


def enumerate_words(items: Sequence[str]) -> str:
    """Join with commas and a last "and"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""


def sentence(text: str) -> str:
    """Begin with a capital and end with a full stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", "…")) else ".")
