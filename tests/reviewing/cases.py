"""A small assessment and decisions on it, built by hand: no law is read here."""

from dataclasses import replace
from pathlib import Path

from lawcheck.model import (
    Assessment,
    CatalogueReference,
    ConflictFinding,
    ElementFinding,
    Evidence,
    Finding,
    LawReference,
    Obligation,
    ProvisionReference,
    Status,
)
from lawcheck.reviewing import Decision, Review, Store, Verdict

SECTIONS = (
    ("sec_1", "1. Title\n\nThis Act is the Model Act. 😀\n\n"),
    ("sec_2", "2. Offence\n\nA person who recruits another by force for exploitation commits an offence.\n\n"),
    ("sec_3", "3. Consent\n\nIt is a defence that the victim agreed.\n"),
)
AT = "2026-11-24T10:00:00Z"


def law(sections: tuple[tuple[str, str], ...] = SECTIONS) -> LawReference:
    text, outline = "", []
    for eid, words in sections:
        outline.append(ProvisionReference(eid, "section", words.partition(".")[0], "", f"s. {words.partition('.')[0]}", len(text), len(text) + len(words)))
        text += words
    return LawReference("Model Act", "act.txt", "0" * 64, "en", "", text=text, outline=tuple(outline))


def evidence(reference: LawReference, eid: str, *elements: str) -> Evidence:
    part = next(p for p in reference.outline if p.eid == eid)
    quote = reference.text[part.start : part.end].strip()
    return Evidence(0, eid, part.citation, quote, part.start, part.start + len(quote), None, 1.0, elements)


def assessment(reference: LawReference | None = None, *, statement: str = "Recruiting by force is an offence.") -> Assessment:
    held = reference or law()
    known = {p.eid for p in held.outline}
    offence = Finding(
        "offence.force", "Force", "criminalization", Obligation.MANDATORY, ("TIPP 3",), Status.MET, 0.9, True,
        (ElementFinding("act", "recruiting", True, True, 0.9), ElementFinding("means", "force", True, True, 0.9)),
        (), (evidence(held, "sec_2", "act", "means"),) if "sec_2" in known else (), "Every essential element was found.", statement,
    )  # fmt: skip
    consent = Finding(
        "offence.consent", "Consent", "criminalization", Obligation.MANDATORY, ("TIPP 3(b)",), Status.CONFLICT, 0.8, True,
        (ElementFinding("no-defence", "consent is no defence", True, False, 0.2),),
        (ConflictFinding("defence", "consent is a defence"),), (evidence(held, "sec_3", "defence"),) if "sec_3" in known else (),
        "The contrary.", "Consent is irrelevant.",
    )  # fmt: skip
    aid = Finding(
        "victim.aid", "Aid", "victim-protection", Obligation.RECOMMENDED, ("ML 20",), Status.MISSING, 0.7, False,
        (ElementFinding("aid", "legal aid", True, False, 0.1),), (), (), "Nothing was found.", "Victims have legal aid.",
    )  # fmt: skip
    return Assessment({"name": "lawcheck", "version": "0"}, CatalogueReference("c", "1", "1" * 64), (held,), {"language": "en"}, (offence, consent, aid))


def review(folder: Path, held: Assessment | None = None) -> Review:
    return Review(held or assessment(), Store(folder / "act.decisions.sqlite"))


def decision(of: Review, requirement: str = "offence.force", verdict: Verdict = Verdict.ACCEPTED, **fields: object) -> Decision:
    basis = of.grounds.basis(of.grounds.findings[requirement])
    made = Decision(requirement, verdict, "Ana", AT, basis)
    return replace(made, **fields)  # type: ignore[arg-type]
