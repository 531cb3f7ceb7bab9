"""The gap report as a document: summary, method, priorities, every requirement, points to verify, annexes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lawcheck.model import Assessment, Obligation, Status
from lawcheck.reporting.annexes import annexes
from lawcheck.reporting.document import Bars, Block, Bullets, Document, Figure, Heading, Paragraph, Run, Table, Words, plain, say, words
from lawcheck.reporting.entries import Entry, by_pillar, entries
from lawcheck.reporting.places import Places
from lawcheck.reporting.wording import OBLIGATION_WORDS, STATUS_WORDS, count, gaps, law_name, pillar_name, pillars

_PRIORITIES = {
    Obligation.MANDATORY: ("Mandatory requirements", "The State is urged to bring its law into line with the following, to which the instruments bind it."),
    Obligation.QUALIFIED: ("Requirements to be considered", "The State should consider the following, which the instruments ask it to weigh in good faith."),
    Obligation.RECOMMENDED: ("Recommended measures", "The State is invited to provide for the following, which the Model Law and commentaries advise."),
}
_FIRST = 10
METHOD = (
    "The text was divided into its provisions. Each provision, read with its headings and the words that introduce it, was compared with the "
    "wording by which laws are known to express each requirement. A requirement is met where every essential element was found, partly met "
    "where some were, and not found where none was. Where a provision appears to say the contrary of what an instrument asks, the report "
    "speaks of a conflict.",
    "The report rests on the text submitted and on nothing else. “Not found” means that no provision of that text was recognised; another "
    "law, regulation or settled practice may cover the point. “Met” means that the words are there; whether courts and services "
    "apply them is outside this report. Quotations are verbatim and should be read against the official text.",
    "The report prepares the judgement of a lawyer and does not replace it. Points on which the wording leaves room for doubt are marked "
    "“to verify” and listed apart.",
)


def compose(assessment: Assessment, *, date: str = "") -> Document:
    """Compose the gap report; ``date`` is printed as given."""
    places = Places(assessment)
    found = entries(assessment, places)
    laws = "; ".join(law_name(law) for law in assessment.laws)
    blocks: list[Block] = [
        *_summary(assessment, found),
        Heading(1, "Method and limits"),
        *(say(text) for text in METHOD),
        *_conflicts(found),
        *_priorities(found),
        Heading(1, "All requirements"),
    ]
    for pillar, group in by_pillar(found).items():
        blocks.append(Heading(2, pillar_name(pillar)))
        for entry in group:
            blocks += entry_blocks(entry)
    blocks += _to_verify(found)
    blocks += annexes(assessment, places)
    front = (("Assessed against", assessment.catalogue.title or assessment.catalogue.id), ("Date", date))
    return Document("Gap report", laws, laws, tuple(blocks), date=date, front=tuple(f for f in front if f[1]))


def overview(assessment: Assessment) -> list[str]:
    """The result in plain sentences."""
    totals = {s: sum(f.status is s for f in assessment.findings) for s in Status}
    subject = "The law" if len(assessment.laws) == 1 else "The laws, read together,"
    meets = "meets" if len(assessment.laws) == 1 else "meet"
    if totals[Status.NOT_ASSESSED] == len(assessment.findings):
        return [assessment.findings[0].explanation if assessment.findings else "Nothing was assessed."]
    text = [
        f"{subject} {meets} {totals[Status.MET]} of {len(assessment.findings)} requirements in full and "
        f"{count(totals[Status.PARTIAL], 'requirement', 'requirements')} in part. On {count(totals[Status.MISSING], 'requirement', 'requirements')} "
        "no provision was found."
    ]
    if totals[Status.CONFLICT]:
        text.append(f"On {count(totals[Status.CONFLICT], 'requirement', 'requirements')} a provision appears to say the contrary of what the instrument asks.")
    binding = [f for f in assessment.findings if f.obligation is Obligation.MANDATORY]
    met = sum(f.status is Status.MET for f in binding)
    if binding:
        open_points = count(len(binding) - met, "calls", "call")
        text.append(f"Of the {len(binding)} mandatory requirements, {met} {'is' if met == 1 else 'are'} met and {open_points} for action.")
    if assessment.settings.get("reviewed"):
        done, reviewers = assessment.settings["reviewed"], assessment.settings.get("reviewers", "")
        text.append(f"Reviewed: {done} findings{f', by {reviewers}' if reviewers else ''}.")
    review = sum(f.needs_review for f in assessment.findings)
    if review:
        text.append(f"{count(review, 'finding', 'findings').capitalize()} should be verified by a reader before the report is relied on.")
    return text


def coverage(assessment: Assessment) -> tuple[Table, Table]:
    """Counts by pillar and by obligation."""
    statuses = shown_statuses(assessment)
    head = tuple(STATUS_WORDS[s] for s in statuses)
    widths = (0.28, *(0.72 / (len(head) + 1),) * (len(head) + 1))

    def rows(groups: Iterable[tuple[str, str, str]]) -> tuple[tuple[Words, ...], ...]:
        made = []
        for group, key, name in groups:
            counts = assessment.summary[group].get(key, {})
            made.append((words(name), *(words(str(counts.get(s.value, 0))) for s in statuses), words(str(sum(counts.values())))))
        return tuple(made)

    by_p = rows([*(("by_pillar", p, pillar_name(p)) for p in pillars(assessment.findings)), ("total", "all", "All")])
    used = [o for o in Obligation if o.value in assessment.summary["by_obligation"]]
    by_o = rows([*(("by_obligation", o.value, OBLIGATION_WORDS[o]) for o in used), ("total", "all", "All")])
    return (
        Table(("Pillar", *head, "All"), by_p, widths, "Requirements by pillar"),
        Table(("Obligation", *head, "All"), by_o, widths, "Requirements by obligation"),
    )


def coverage_figures(assessment: Assessment) -> tuple[Figure, Figure]:
    """Charts of the coverage tables, without the totals."""
    statuses = shown_statuses(assessment)
    figures = []
    for table in coverage(assessment):
        body = table.rows[:-1]
        values = tuple(tuple(int(plain(cell)) for cell in row[1:-1]) for row in body)
        chart = Bars(tuple(plain(row[0]) for row in body), tuple(s.value for s in statuses), values, table.caption)
        alt = "; ".join(
            f"{c}: {', '.join(f'{n} {STATUS_WORDS[s].lower()}' for n, s in zip(v, statuses, strict=True) if n)}"
            for c, v in zip(chart.categories, values, strict=True)
        )
        figures.append(Figure(chart, table.caption, f"{table.caption}. {alt}."))
    return figures[0], figures[1]


def shown_statuses(assessment: Assessment) -> list[Status]:
    """The statuses in the order of reports; "not assessed" only where it occurs."""
    return [s for s in STATUS_WORDS if s is not Status.NOT_ASSESSED or any(f.status is s for f in assessment.findings)]


def _summary(assessment: Assessment, found: Sequence[Entry]) -> list[Block]:
    figures = zip(coverage_figures(assessment), coverage(assessment), strict=True)
    blocks: list[Block] = [Heading(1, "Executive summary"), say(" ".join(overview(assessment)))]
    return [*blocks, *first_points(assessment, found), *(b for figure, table in figures for b in (figure, replace(table, caption="")))]


def first_points(assessment: Assessment, found: Sequence[Entry]) -> list[Block]:
    """Conflicts, then mandatory gaps, with what to do about each; ten at most."""
    ordered = sorted(gaps(assessment.findings), key=lambda f: f.status is not Status.CONFLICT)
    first = [f for f in ordered if f.status is Status.CONFLICT or (f.obligation is Obligation.MANDATORY and f.status is not Status.NOT_ASSESSED)]
    if not first:
        return []
    advice = {e.finding.requirement: e.recommendation for e in found}
    items = tuple(words(Run(f.title, "strong"), f" ({STATUS_WORDS[f.status].lower()}). {advice[f.requirement]}") for f in first[:_FIRST])
    blocks: list[Block] = [say("The points that call for action first are these:"), Bullets(items)]
    if len(first) > _FIRST:
        blocks.append(
            say(f"{count(len(first) - _FIRST, 'further mandatory requirement is', 'further mandatory requirements are').capitalize()} not met; see below.")
        )
    return blocks


def _conflicts(found: Sequence[Entry]) -> list[Block]:
    chosen = [e for e in found if e.alert]
    if not chosen:
        return []
    blocks: list[Block] = [
        Heading(1, "Conflicts"),
        say(
            "The following provisions appear to say the contrary of what the instruments ask. They come first, "
            "because words in force can do harm that a gap does not."
        ),
    ]
    for entry in chosen:
        ids = {c.id for c in entry.finding.conflicts}
        blocks += [Paragraph(words(Run(f"{entry.finding.title}. ", "strong"), entry.alert), "alert")]
        for quote in entry.quotes:
            if ids & set(quote.evidence.elements):
                blocks += [say(quote.citation, "label"), Paragraph(quote.words, "quote")]
        blocks.append(say(entry.recommendation))
    return blocks


def _priorities(found: Sequence[Entry]) -> list[Block]:
    ordered = gaps([e.finding for e in found])
    entry = {e.finding.requirement: e for e in found}
    blocks: list[Block] = [Heading(1, "Priorities")]
    for obligation, (title, lead) in _PRIORITIES.items():
        chosen = [entry[f.requirement] for f in ordered if f.obligation is obligation and f.status is not Status.NOT_ASSESSED]
        if not any(e.finding.obligation is obligation for e in found):
            continue
        blocks.append(Heading(2, title))
        if not chosen:
            unread = any(e.finding.obligation is obligation and e.finding.status is Status.NOT_ASSESSED for e in found)
            blocks.append(say("These requirements were not assessed." if unread else "All requirements under this heading are met."))
            continue
        rows = tuple(
            (
                words(Run(e.finding.title, "strong")),
                words(e.status + (" (to verify)" if e.check else "")),
                words(e.recommendation),
                words("; ".join(e.finding.sources)),
            )
            for e in chosen
        )
        blocks += [say(lead, "lead"), Table(("Requirement", "Finding", "Recommendation", "Source"), rows, (0.24, 0.14, 0.46, 0.16))]
    return blocks


def entry_blocks(entry: Entry) -> list[Block]:
    """One requirement in full."""
    finding = entry.finding
    flag = " (to verify)" if entry.check else ""
    blocks: list[Block] = [Heading(3, f"{finding.title}: {entry.status.lower()}{flag}")]
    if entry.alert:
        blocks.append(say(entry.alert, "alert"))
    blocks += [
        say("What the instrument asks", "label"),
        say(f"{finding.statement} ({'; '.join(entry.sources)}.) {entry.duty}"),
        say("What the law says", "label"),
        say(entry.verdict),
        *(say(text, "note") for text in (entry.decision, *finding.notes) if text),
    ]
    for quote in entry.quotes:
        cited = f" – {quote.shows}" if quote.shows else ""
        blocks += [Paragraph(words(Run(quote.citation, "strong"), cited), "cite"), Paragraph(quote.words, "quote")]
    if finding.quantities:
        blocks.append(say(f"Quantities stated: {'; '.join(finding.quantities)}."))
    rows = tuple(
        (
            words(r.element.statement + ("" if r.element.essential else " (optional)")),
            words(Run(r.state, "strong" if r.state == "Not found" else "")),
            words(r.where),
        )
        for r in entry.elements
    )
    blocks.append(Table(("Element", "In the law", "Provision"), rows, (0.56, 0.16, 0.28)))
    if finding.status is not Status.MET and finding.why:
        blocks += [say("Why it matters", "label"), say(finding.why)]
    if entry.recommendation:
        blocks += [say("Recommendation", "label"), say(entry.recommendation)]
    if entry.check:
        blocks.append(Paragraph(words(Run("To verify: ", "strong"), entry.check), "note"))
    for option in entry.options:
        blocks += [say(f"Wording to start from. {option.label}", "label"), say(option.text, "option")]
    return blocks


def _to_verify(found: Sequence[Entry]) -> list[Block]:
    ordered = sorted((e for group in by_pillar(found).values() for e in group), key=lambda e: not e.alert)
    chosen = [e for e in ordered if e.check and e.finding.status is not Status.NOT_ASSESSED]
    unread = sum(e.finding.status is Status.NOT_ASSESSED for e in found)
    if not chosen and not unread:
        return []
    blocks: list[Block] = [Heading(1, "Points to verify")]
    if unread:
        blocks.append(say(f"{count(unread, 'requirement was', 'requirements were').capitalize()} not assessed and must be examined by hand."))
    if chosen:
        rows = tuple(
            (
                words(Run(e.finding.title, "strong")),
                words(e.status),
                words(e.check),
                words("; ".join(dict.fromkeys(q.citation for q in e.quotes))),
                words("☐ confirmed\n☐ changed"),
            )
            for e in chosen
        )
        blocks.append(say("A lawyer who knows the legal system should confirm these findings before the report is relied on.", "lead"))
        blocks.append(Table(("Requirement", "Finding", "What to verify", "Provisions", "Decision"), rows, (0.22, 0.12, 0.33, 0.17, 0.16)))
    return blocks
