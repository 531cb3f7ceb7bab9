"""The comparison of two drafts as a document: what was lost comes first."""

from __future__ import annotations

from pathlib import PurePath

from lawcheck.comparing.differences import side_by_side
from lawcheck.comparing.drafts import Comparison, Direction, FindingChange
from lawcheck.comparing.pairing import Pair, Relation, Section
from lawcheck.model import Assessment, Evidence, Status
from lawcheck.reporting.document import Bars, Block, Bullets, Document, Figure, Heading, Paragraph, Run, Table, quoted, say, words
from lawcheck.reporting.places import Places, label
from lawcheck.reporting.wording import OBLIGATION_WORDS, STATUS_WORDS, count, enumerate_words, law_name, pillar_name, pillars, sentence

_RELATION_WORDS = (
    (Relation.CHANGED, "amended"),
    (Relation.ADDED, "new"),
    (Relation.REMOVED, "removed"),
    (Relation.MOVED, "only renumbered"),
    (Relation.SAME, "as before"),
)
_TITLES = {
    Direction.LOST: ("Findings lost", "On these requirements the new text provides less than the old one."),
    Direction.GAINED: ("Findings gained", "On these requirements the new text provides more than the old one."),
    Direction.SHIFTED: ("Changed in part", "The finding is the same, but other elements support it."),
    Direction.UNCERTAIN: ("Not comparable", "One of the texts was not assessed on these requirements."),
}


def compose_comparison(comparison: Comparison, *, date: str = "", brief: bool = False) -> Document:
    """Compose the document; ``date`` is printed as given. ``brief`` leaves out what did not change and the texts."""
    old, new = _name(comparison.old), _name(comparison.new)
    if old == new:
        old, new = (f"{name} ({PurePath(a.laws[0].path).name})" for name, a in ((old, comparison.old), (new, comparison.new)))
    blocks: list[Block] = [*_summary(comparison, old, new)]
    for direction, (title, lead) in _TITLES.items():
        chosen = [c for c in comparison.changes if c.direction is direction]
        if chosen:
            blocks += [Heading(1, title), say(lead, "lead")]
            for change in chosen:
                blocks += _change(change, comparison)
    if not brief:
        blocks += _unchanged(comparison)
        blocks += _provisions(comparison)
    front = (("Old text", old), ("New text", new), ("Assessed against", comparison.new.catalogue.title), ("Date", date))
    return Document("Drafts compared", f"{old} → {new}", new, tuple(blocks), date=date, front=tuple(f for f in front if f[1]))


def _name(assessment: Assessment) -> str:
    return "; ".join(law_name(law) for law in assessment.laws)


def _summary(comparison: Comparison, old: str, new: str) -> list[Block]:
    tally = {d: sum(c.direction is d for c in comparison.changes) for d in Direction}
    total = len(comparison.changes)
    text = f"Of {total} requirements, the new text gains on {tally[Direction.GAINED]} and loses on {tally[Direction.LOST]}"
    text += f"; {tally[Direction.UNCHANGED]} are unchanged"
    text += f" and {count(tally[Direction.SHIFTED], 'changes', 'change')} in part." if tally[Direction.SHIFTED] else "."
    relations = {r: sum(p.relation is r for p in comparison.pairs) for r in Relation}
    if comparison.pairs:
        told = [(r, name) for r, name in _RELATION_WORDS if relations[r]]
        text += f" The provisions: {enumerate_words([f'{relations[r]} {name}' for r, name in told])}."
    statuses = list(STATUS_WORDS)
    values = tuple(tuple(sum(f.status is s for f in a.findings) for s in statuses) for a in (comparison.old, comparison.new))
    used = [i for i in range(len(statuses)) if any(v[i] for v in values)]
    chart = Bars(
        ("Old text", "New text"), tuple(statuses[i].value for i in used), tuple(tuple(v[i] for i in used) for v in values), "Findings under both texts"
    )
    rows = tuple((words(name), *(words(str(v[i])) for i in used)) for name, v in zip(("Old text", "New text"), values, strict=True))
    alt = "; ".join(
        f"{n}: {', '.join(f'{v[i]} {STATUS_WORDS[statuses[i]].lower()}' for i in used)}" for n, v in zip(("Old text", "New text"), values, strict=True)
    )
    share = 0.7 / len(used)
    return [
        Heading(1, "Summary"),
        say(text),
        *(say(remark, "note") for remark in comparison.remarks),
        Figure(chart, "Findings under both texts", f"Findings under both texts. {alt}."),
        Table(("Text", *(STATUS_WORDS[statuses[i]] for i in used)), rows, (0.3, *(share,) * len(used))),
    ]


def _change(change: FindingChange, comparison: Comparison) -> list[Block]:
    old, new = change.old, change.new
    verdict = f"{STATUS_WORDS[old.status]} → {STATUS_WORDS[new.status]}"
    flag = " (to verify)" if old.needs_review or new.needs_review else ""
    blocks: list[Block] = [
        Heading(3, f"{new.title}: {verdict.lower()}{flag}"),
        say(f"{new.statement} ({OBLIGATION_WORDS[new.obligation]}; {', '.join(new.sources)}.)"),
    ]
    if change.direction is Direction.LOST and new.status is Status.CONFLICT:
        blocks.append(say(sentence(f"Contrary rule: {'; '.join(c.statement for c in new.conflicts)}"), "alert"))
    if change.gained:
        blocks += [say("Gained", "label"), Bullets(tuple(words(s) for s in change.gained))]
        blocks += _quotes(change.words_gained, comparison, of_old=False)
    if change.lost:
        blocks += [say("Lost", "label"), Bullets(tuple(words(s) for s in change.lost))]
        blocks += _quotes(change.words_lost, comparison, of_old=True)
        if new.status is Status.CONFLICT:
            ids = {c.id for c in new.conflicts}
            blocks += _quotes(tuple(e for e in new.evidence if ids & set(e.elements)), comparison, of_old=False)
    return blocks


def _quotes(evidence: tuple[Evidence, ...], comparison: Comparison, *, of_old: bool) -> list[Block]:
    """The words that made the difference, with what became of their section."""
    places = Places(comparison.old if of_old else comparison.new)
    blocks: list[Block] = []
    for piece in evidence:
        pair = comparison.fate(piece, of_old=of_old)
        which = "old text" if of_old else "new text"
        cited = f" ({which}{_fate(pair, of_old=of_old)})"
        blocks += [Paragraph(words(Run(places.cite(piece), "strong"), cited), "cite"), Paragraph(quoted(piece), "quote")]
    return blocks


def _fate(pair: Pair | None, *, of_old: bool) -> str:
    if pair is None:
        return ""
    other = pair.new if of_old else pair.old
    if other is None:
        return ", removed" if of_old else ", new provision"
    where = other.reference.citation or label(other.reference)
    return {
        Relation.CHANGED: f", {'now' if of_old else 'formerly'} {where}, amended",
        Relation.MOVED: f", {'now' if of_old else 'formerly'} {where}",
    }.get(pair.relation, "")


def _unchanged(comparison: Comparison) -> list[Block]:
    order = pillars(comparison.new.findings)
    chosen = sorted((c for c in comparison.changes if c.direction is Direction.UNCHANGED), key=lambda c: order.index(c.new.pillar))
    if not chosen:
        return []
    rows = tuple(
        (words(c.new.title), words(pillar_name(c.new.pillar)), words(OBLIGATION_WORDS[c.new.obligation]), words(STATUS_WORDS[c.new.status])) for c in chosen
    )
    return [Heading(1, "Unchanged"), Table(("Requirement", "Pillar", "Obligation", "Finding under both texts"), rows, (0.4, 0.2, 0.2, 0.2))]


def _provisions(comparison: Comparison) -> list[Block]:
    if not comparison.pairs:
        return []
    rows = tuple((words(_label(p.old)), words(_label(p.new)), words(p.relation.value)) for p in comparison.pairs)
    blocks: list[Block] = [Heading(1, "Provisions, old and new"), Table(("Old text", "New text", "Relation"), rows, (0.42, 0.42, 0.16))]
    shown = [p for p in comparison.pairs if p.relation in {Relation.CHANGED, Relation.ADDED, Relation.REMOVED}]
    if shown:
        blocks += [
            Heading(1, "Text side by side"),
            say("Words struck out stand on the left, words put in on the right; long passages without change are shortened."),
        ]
    for pair in shown:
        left, right = side_by_side(pair.old.text if pair.old else "", pair.new.text if pair.new else "")
        title = " → ".join(_label(s) for s in (pair.old, pair.new) if s is not None)
        blocks += [Heading(3, f"{title} ({pair.relation.value})"), Table(("Old text", "New text"), ((left, right),), (0.5, 0.5))]
    return blocks


def _label(section: Section | None) -> str:
    return label(section.reference) if section is not None else "–"
