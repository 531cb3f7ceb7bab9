"""Annexes: provisions that no requirement concerns, concordance from law to instrument, files and versions."""

from __future__ import annotations

from pathlib import PurePath

from lawcheck.model import Assessment
from lawcheck.reporting.decided import decided
from lawcheck.reporting.document import Block, Bullets, Heading, Run, Table, say, words
from lawcheck.reporting.places import Places, label
from lawcheck.reporting.wording import law_name


def annexes(assessment: Assessment, places: Places) -> list[Block]:
    """All annexes; the first two need the outline of the laws."""
    blocks: list[Block] = []
    concordance = places.concordance()
    if concordance:
        rest = [words(places.of_law(law, label(unit))) for law, unit, findings in concordance if not findings]
        blocks += [Heading(1, "Annex A. Provisions quoted for no requirement")]
        if rest:
            blocks += [
                say(
                    "These provisions are not quoted as evidence of any requirement. Most concern matters outside the instruments; "
                    "a reader may wish to look through them."
                ),
                Bullets(tuple(rest)),
            ]
        else:
            blocks.append(say("Every provision of the text is quoted for some requirement."))
        rows = tuple(
            (
                words(places.of_law(law, label(unit))),
                words("; ".join(f.title for f in findings)),
                words("; ".join(dict.fromkeys(s for f in findings for s in f.sources))),
            )
            for law, unit, findings in concordance
            if findings
        )
        blocks.append(Heading(1, "Annex B. Concordance of the law with the instruments"))
        blocks.append(Table(("Provision", "Requirements", "Instruments"), rows, (0.3, 0.42, 0.28)) if rows else say("No provision is quoted."))
    return [*blocks, *sources(assessment), *decided(assessment)]


def sources(assessment: Assessment) -> list[Block]:
    """What the report was made from, so that anyone can check it."""
    rows = [
        (words(law_name(law), f", in force since {law.in_force}" if law.in_force else ""), words(PurePath(law.path).name), words(law.sha256))
        for law in assessment.laws
    ]
    catalogue = assessment.catalogue
    if assessment.settings.get("review_log"):
        rows.append((words("Log of the review"), words(f"{assessment.settings.get('reviewed', '')} findings"), words(assessment.settings["review_log"])))
    if "dossier_sha256" in assessment.settings:
        rows.append((words("Dossier"), words(assessment.settings["dossier"]), words(assessment.settings["dossier_sha256"])))
    rows.append((words(f"Catalogue: {catalogue.title or catalogue.id}"), words(f"{catalogue.id} {catalogue.version}"), words(catalogue.sha256)))
    blocks: list[Block] = [
        Heading(1, "Annex C. Texts and versions"),
        Table(("Text", "File or version", "SHA-256"), tuple(rows), (0.34, 0.24, 0.42)),
        say(f"Made with {assessment.tool.get('name', 'lawcheck')} {assessment.tool.get('version', '')}, exchange format {assessment.schema}."),
    ]
    warnings = [words(Run(f"{law_name(law)}: ", "strong"), w) for law in assessment.laws for w in law.warnings]
    if warnings:
        blocks += [say("Remarks on the reading of the texts:"), Bullets(tuple(warnings))]
    if catalogue.instruments:
        blocks += [
            say("Instruments cited:"),
            Bullets(tuple(words(Run(f"{i.id}: ", "strong"), ", ".join(p for p in (i.title, i.year, i.citation) if p)) for i in catalogue.instruments)),
        ]
    return blocks
