"""Assessments built by hand, so that tests of reports need no law to be read."""

from __future__ import annotations

from dataclasses import replace

from lawcheck.assessing import summarise
from lawcheck.model import (
    Assessment,
    CatalogueReference,
    ConflictFinding,
    ElementFinding,
    Evidence,
    Finding,
    InstrumentReference,
    LawReference,
    Obligation,
    ProvisionReference,
    Status,
    Tradition,
)

ARABIC = "يعاقب بالسجن كل من ارتكب جريمة الاتجار بالأشخاص"
RUSSIAN = "Торговля людьми наказывается лишением свободы на срок до десяти лет"
HOSTILE = '=HYPERLINK("http://evil.example","x") <script>alert(\'x\')</script> {{ 7*7 }} {% raw %} #let x = 1 $ \\ *star* | [link](x) & \x0b \x00 end'
SECTIONS = (
    "1. Short title\nThis Act is the Example Act.\n",
    "2. Offence\nA person who recruits another for exploitation commits an offence.\n",
    f"3. Penalty\n{ARABIC}\n",
    f"4. Victims\n{RUSSIAN}\n",
    f"5. {HOSTILE}\nNobody may rely on consent.\n",
    "6. Commencement\nThis Act enters into force on publication.\n",
)
TEXT = "".join(SECTIONS)


def quote(section: int, words: str, *elements: str, page: int | None = None) -> Evidence:
    """Evidence from one section, with the words marked."""
    start = sum(map(len, SECTIONS[: section - 1]))
    body = SECTIONS[section - 1].rstrip("\n")
    at = TEXT.index(words, start)
    return Evidence(0, f"sec_{section}", f"s. {section}", body, start, start + len(body), page, 0.9, elements, ((at, at + len(words)),))


def finding(name: str, pillar: str, obligation: Obligation, status: Status, *evidence: Evidence, review: bool = False) -> Finding:
    """A finding with two elements, the first of them present unless the status says otherwise."""
    present = (status in {Status.MET, Status.PARTIAL, Status.CONFLICT}, status is Status.MET)
    elements = tuple(ElementFinding(i, f"{name} {i}", True, p, 0.8) for i, p in zip(("first", "second"), present, strict=True))
    conflicts = (ConflictFinding("contrary", f"{name} is turned round"),) if status is Status.CONFLICT else ()
    return Finding(
        requirement=name,
        title=f"Title of {name}",
        pillar=pillar,
        obligation=obligation,
        sources=("TIPP 3(a)",),
        status=status,
        confidence=0.8,
        needs_review=review,
        elements=elements,
        conflicts=conflicts,
        evidence=evidence,
        explanation="Explained.",
        statement=f"Statement of {name}.",
        why=f"Why {name} matters.",
        drafting={"common": f"A person shall {name}.", "civil": f"Article [ ]. - Nul ne {name}."},
    )


def made(tradition: Tradition = Tradition.COMMON) -> Assessment:
    """One law of six sections, seven requirements in three pillars, every status."""
    findings = (
        finding("definition.acts", "criminalization", Obligation.MANDATORY, Status.MET, quote(2, "recruits another", "first", "second", page=3)),
        finding("crime.penalty", "criminalization", Obligation.MANDATORY, Status.PARTIAL, quote(3, "بالسجن", "first"), review=True),
        finding("crime.attempt", "criminalization", Obligation.MANDATORY, Status.MISSING),
        finding("victim.aid", "victim-protection", Obligation.QUALIFIED, Status.PARTIAL, quote(4, "лишением свободы", "first")),
        finding("victim.consent", "victim-protection", Obligation.MANDATORY, Status.CONFLICT, quote(5, "Nobody", "contrary", "first"), review=True),
        finding("prevention.data", "prevention", Obligation.RECOMMENDED, Status.MISSING),
        finding("prevention.other", "prevention", Obligation.RECOMMENDED, Status.NOT_ASSESSED, review=True),
    )
    outline = []
    at = 0
    for number, section in enumerate(SECTIONS, 1):
        heading = section.split("\n")[0].partition(" ")[2]
        outline.append(ProvisionReference(f"sec_{number}", "section", str(number), heading, f"s. {number}", at, at + len(section)))
        at += len(section)
    law = LawReference("Example Act <i>2020</i>", "laws/example.txt", "a" * 64, "en", "XX", tradition, ("A page was skipped.",), 2020, TEXT, tuple(outline))
    return Assessment(
        tool={"name": "lawcheck", "version": "0"},
        catalogue=CatalogueReference(
            "anti-trafficking", "1.0", "b" * 64, "Protocol and Model Law", (InstrumentReference("TIPP", "Trafficking Protocol", "2000"),)
        ),
        laws=(law,),
        settings={"language": "en"},
        findings=findings,
        summary=summarise(findings),
    )


def changed(assessment: Assessment, requirement: str, **values: object) -> Assessment:
    """The assessment with one finding changed and the summary counted again."""
    findings = tuple(replace(f, **values) if f.requirement == requirement else f for f in assessment.findings)  # type: ignore[arg-type]
    return replace(assessment, findings=findings, summary=summarise(findings))
