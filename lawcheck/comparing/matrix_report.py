"""The regional review as a document, a page with the evidence on click, and a workbook."""

from __future__ import annotations

from lawcheck.comparing.matrix import Matrix
from lawcheck.model import Obligation, Status
from lawcheck.reporting.annexes import sources
from lawcheck.reporting.composing import METHOD, overview
from lawcheck.reporting.document import Bars, Block, Bullets, Document, Figure, Heading, HeatMap, Panels, Paragraph, Run, Table, quoted, say, words
from lawcheck.reporting.places import Places
from lawcheck.reporting.wording import OBLIGATION_WORDS, STATUS_WORDS, absent, count, enumerate_words, gaps, pillar_name

_GAP = {Status.PARTIAL, Status.MISSING, Status.CONFLICT}


def compose_matrix(matrix: Matrix, *, date: str = "") -> Document:
    """Compose the review; ``date`` is printed as given."""
    names = [c.name for c in matrix.countries]
    blocks: list[Block] = [*summary(matrix), Heading(1, "Method and limits"), *(say(text) for text in METHOD), Heading(1, "Requirement by requirement")]
    for pillar in matrix.pillars():
        blocks += [Heading(2, pillar_name(pillar)), heat_map(matrix, pillar)]
    blocks += _shared(matrix)
    blocks += _practices(matrix)
    for number in range(len(names)):
        blocks += _annex(matrix, number)
    front = (("Countries", ", ".join(names)), ("Assessed against", matrix.countries[0].assessment.catalogue.title), ("Date", date))
    return Document("Regional review", ", ".join(names), ", ".join(names), tuple(blocks), date=date, front=tuple(f for f in front if f[1]))


def summary(matrix: Matrix) -> list[Block]:
    """The result in words, figures and a table of coverage."""
    total, shared = len(matrix.rows), matrix.shared_gaps()
    everywhere = sum(all(f.status is Status.MET for f in r.findings) for r in matrix.rows)
    nowhere = sum(not any(f.status is Status.MET for f in r.findings) for r in matrix.rows)
    contrary = [(c.name, r.title) for r in matrix.rows for c, f in zip(matrix.countries, r.findings, strict=True) if f.status is Status.CONFLICT]
    text = f"Of {total} requirements, {everywhere} are met in all {len(matrix.countries)} countries and {nowhere} in none. "
    binding = sum(r.obligation is Obligation.MANDATORY for r in shared)
    text += f"{count(len(shared), 'requirement is', 'requirements are').capitalize()} not fully met in most of them; {binding} of these are mandatory."
    blocks: list[Block] = [Heading(1, "Summary"), say(text)]
    if contrary:
        found = enumerate_words([f"{name} ({title.lower()})" for name, title in contrary[:8]])
        blocks.append(say(f"Provisions that appear to say the contrary of what an instrument asks were found in {found}.", "alert"))
    return [*blocks, _totals(matrix), _panels(matrix), _coverage(matrix)]


def _totals(matrix: Matrix) -> Figure:
    statuses = [s for s in STATUS_WORDS if any(f.status is s for r in matrix.rows for f in r.findings)]
    values = tuple(tuple(sum(r.findings[i].status is s for r in matrix.rows) for s in statuses) for i in range(len(matrix.countries)))
    chart = Bars(tuple(c.name for c in matrix.countries), tuple(s.value for s in statuses), values, "Findings by country")
    alt = "; ".join(
        f"{c.name}: {', '.join(f'{n} {STATUS_WORDS[s].lower()}' for n, s in zip(v, statuses, strict=True))}"
        for c, v in zip(matrix.countries, values, strict=True)
    )
    return Figure(chart, "Findings by country", f"Findings by country. {alt}.")


def _panels(matrix: Matrix) -> Figure:
    """Coverage by pillar: one small chart per pillar, a bar per country."""
    panels = []
    for pillar in matrix.pillars():
        shares = tuple(matrix.met(i, pillar) for i in range(len(matrix.countries)))
        panels.append((pillar_name(pillar), shares))
    title = "Requirements met, by pillar and country"
    return Figure(Panels(tuple(c.name for c in matrix.countries), tuple(panels), title), title, f"{title}. The table below gives the numbers.")


def _coverage(matrix: Matrix) -> Table:
    rows = []
    for pillar in matrix.pillars():
        cells = [matrix.met(i, pillar) for i in range(len(matrix.countries))]
        rows.append((words(pillar_name(pillar)), *(words(f"{met} of {total}") for met, total in cells)))
    share = 0.7 / len(matrix.countries)
    return Table(("Pillar", *(c.name for c in matrix.countries)), tuple(rows), (0.3, *(share,) * len(matrix.countries)), "Requirements met")


def heat_map(matrix: Matrix, pillar: str) -> Figure:
    """The requirements of one pillar by country."""
    rows = [r for r in matrix.rows if r.pillar == pillar]
    cells = tuple(tuple(f.status.value for f in r.findings) for r in rows)
    names = tuple(c.name for c in matrix.countries)
    alt = "; ".join(f"{r.title}: {', '.join(f'{n} {STATUS_WORDS[f.status].lower()}' for n, f in zip(names, r.findings, strict=True))}" for r in rows)
    title = f"{pillar_name(pillar)} by country"
    return Figure(HeatMap(tuple(r.title for r in rows), names, cells, title), title, f"{title}. {alt}.")


def _shared(matrix: Matrix) -> list[Block]:
    rows = tuple(
        (
            words(Run(r.title, "strong")),
            words(OBLIGATION_WORDS[r.obligation]),
            words("; ".join(f"{c.name}: {STATUS_WORDS[f.status].lower()}" for c, f in zip(matrix.countries, r.findings, strict=True) if f.status in _GAP)),
            words("; ".join(r.sources)),
        )
        for r in matrix.shared_gaps()
    )
    blocks: list[Block] = [Heading(1, "Shared gaps")]
    if not rows:
        return [*blocks, say("No requirement is lacking in more than half of the countries.")]
    lead = say("These requirements are not fully met in more than half of the countries; a common effort may serve all of them.", "lead")
    return [*blocks, lead, Table(("Requirement", "Obligation", "Where", "Source"), rows, (0.28, 0.18, 0.36, 0.18))]


def _practices(matrix: Matrix) -> list[Block]:
    blocks: list[Block] = [Heading(1, "Good practices")]
    found = matrix.practices()
    if not found:
        return [*blocks, say("No requirement is met in some of the countries and lacking in others.")]
    blocks.append(say("Where some countries provide for a requirement and others do not, the words of one that does are quoted as an example."))
    by_name = {c.name: c.assessment for c in matrix.countries}
    for practice in found:
        cite = Places(by_name[practice.country]).cite(practice.evidence)
        blocks += [
            Heading(3, practice.row.title),
            say(f"Met in {enumerate_words(practice.met_in)}; to be completed in {enumerate_words(practice.lacking_in)}."),
            Paragraph(words(Run(f"{practice.country}, {cite}", "strong")), "cite"),
            Paragraph(quoted(practice.evidence), "quote"),
        ]
    return blocks


def _annex(matrix: Matrix, number: int) -> list[Block]:
    country = matrix.countries[number]
    assessment = country.assessment
    blocks: list[Block] = [Heading(1, f"Annex: {country.name}"), say(" ".join(overview(assessment)))]
    rows = tuple(
        (
            words(Run(f.title, "strong")),
            words(OBLIGATION_WORDS[f.obligation]),
            words(STATUS_WORDS[f.status]),
            words("; ".join(absent(f)) or "; ".join(c.statement for c in f.conflicts)),
        )
        for f in gaps(assessment.findings)
    )
    if rows:
        blocks.append(Table(("Requirement", "Obligation", "Finding", "Not found, or contrary"), rows, (0.27, 0.18, 0.13, 0.42)))
    kept = [b for b in sources(assessment) if isinstance(b, Table | Bullets)]
    return [*blocks, *kept[:1]]
