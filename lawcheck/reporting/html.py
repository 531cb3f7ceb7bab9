"""The gap report as one self-contained page: findings on the left, the law's text on the right."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from lawcheck.model import Assessment, LawReference
from lawcheck.reporting import charts
from lawcheck.reporting.annexes import annexes
from lawcheck.reporting.composing import METHOD, coverage, coverage_figures, first_points, overview, shown_statuses
from lawcheck.reporting.document import Bullets, Chart, Document, Heading, Paragraph, Table, is_rtl, plain, printable
from lawcheck.reporting.entries import Entry, by_pillar, entries
from lawcheck.reporting.places import Places, label, units
from lawcheck.reporting.wording import OBLIGATION_WORDS, STATUS_WORDS, gaps, law_name, pillar_name

# Beyond this many characters of law text the page shows only the provisions that are quoted, to stay below 2 MB.
_TEXT_BUDGET = 600_000


_LONGEST_PASSAGE = 20_000
_BLANK_LINES = re.compile(r"\n\s*\n\s*?(?=\n|[^\S\n]|\S)")


@dataclass(frozen=True, slots=True)
class Passage:
    """A section of a law as the page shows it; each run carries the requirements whose words it holds."""

    anchor: str
    label: str
    division: bool
    headed: bool
    runs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class LawView:
    """A law as the page shows it."""

    law: LawReference
    name: str
    passages: tuple[Passage, ...]
    shortened: bool


def to_html(assessment: Assessment, *, date: str = "") -> str:
    """Render the page; everything that comes from the law is escaped."""
    places = Places(assessment)
    found = entries(assessment, places)
    order = {f.requirement: at for at, f in enumerate(gaps(assessment.findings))}
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            a=assessment,
            date=date,
            law_names="; ".join(law_name(law) for law in assessment.laws),
            overview=overview(assessment),
            first=first_points(assessment, found),
            method=METHOD,
            figures=coverage_figures(assessment),
            tables=[replace(t, caption="") for t in coverage(assessment)],
            gaps=sorted((e for e in found if e.finding.requirement in order), key=lambda e: order[e.finding.requirement]),
            met=[e for e in found if e.finding.requirement not in order],
            total=len(found),
            pillars=[(p, pillar_name(p)) for p in by_pillar(found)],
            obligations=[(o.value, w) for o, w in OBLIGATION_WORDS.items() if any(f.obligation is o for f in assessment.findings)],
            statuses=[(s.value, STATUS_WORDS[s]) for s in shown_statuses(assessment)],
            laws=_views(assessment, found),
            anchor=lambda quote: _anchor_of(quote.evidence.law, quote.evidence.eid, places.unit(quote.evidence)),
            annexes=annexes(assessment, places),
        )
    )


def render(document: Document) -> str:
    """Any document as a self-contained page."""
    return environment().get_template("document.html.j2").render(document=document)


def environment() -> Environment:
    """Templates with autoescape on, and what they share."""
    made = Environment(loader=PackageLoader("lawcheck.reporting"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["direction"] = lambda words: "rtl" if is_rtl(plain(words)) else "auto"
    made.filters["drawing"] = drawing
    made.tests["heading"] = lambda b: isinstance(b, Heading)
    made.tests["paragraph"] = lambda b: isinstance(b, Paragraph)
    made.tests["bullets"] = lambda b: isinstance(b, Bullets)
    made.tests["table"] = lambda b: isinstance(b, Table)
    made.globals["css"] = Markup(made.get_template("base.css").render())
    made.finalize = lambda value: printable(value) if type(value) is str else value
    return made


def drawing(chart: Chart) -> Markup:
    """A chart as inline SVG, hidden from screen readers: its caption and the table beside it say the same."""
    text = charts.svg(chart)
    # Several drawings share a page: their ids must not meet.
    prefix = f"c{zlib.crc32(text.encode()):08x}-"
    text = re.sub(r'(\bid="|href="#|url\(#)', lambda m: m[1] + prefix, text)
    return Markup(text[text.index("<svg") :].replace("<svg ", '<svg aria-hidden="true" focusable="false" ', 1))


def _views(assessment: Assessment, found: Iterable[Entry]) -> list[LawView]:
    words: dict[int, list[tuple[int, int, str]]] = {}
    quoted: dict[int, list[int]] = {}
    for entry in found:
        for quote in entry.quotes:
            e = quote.evidence
            words.setdefault(e.law, []).extend((a, b, entry.finding.requirement) for a, b in e.highlights or ((e.start, e.end),))
            quoted.setdefault(e.law, []).append(e.start)
    budget = _TEXT_BUDGET // max(1, len(assessment.laws))
    return [_view(number, law, words.get(number, []), quoted.get(number, []), budget) for number, law in enumerate(assessment.laws) if law.text]


def _view(number: int, law: LawReference, words: list[tuple[int, int, str]], quoted: list[int], budget: int) -> LawView:
    sections = {u.eid for u in units(law)}
    shortened = len(law.text) > budget
    passages = []
    for at, p in enumerate(law.outline):
        # A division that holds sections contributes its heading alone: its text stands in the sections.
        end = p.end if p.eid in sections else law.outline[at + 1].start
        start = p.start
        if shortened:
            inside_quotes = [q for q in quoted if p.start <= q < end]
            if not inside_quotes:
                continue
            start, end = _window(p.start, end, inside_quotes)
        inside = [(max(a, start), min(b, end), r) for a, b, r in words if a < end and b > start]
        passages.append(Passage(_anchor(number, p.eid), label(p), p.eid not in sections, bool(p.heading), tuple(_pieces(law.text, start, end, inside))))
    return LawView(law, law_name(law), tuple(passages), shortened)


def _window(start: int, end: int, quoted: list[int]) -> tuple[int, int]:
    """The part of a section around its quotes, where it is long beyond measure."""
    if end - start <= _LONGEST_PASSAGE:
        return start, end
    first = max(start, min(quoted) - _LONGEST_PASSAGE // 10)
    return first, min(end, first + _LONGEST_PASSAGE)


def _pieces(text: str, start: int, end: int, spans: list[tuple[int, int, str]]) -> list[tuple[str, str]]:
    """Cut text at the bounds of spans: (words, requirements that claim them, joined by blanks)."""
    cuts = sorted({start, end, *(a for a, _, _ in spans), *(b for _, b, _ in spans)})
    pieces = []
    for a, b in pairwise(cuts):
        owners = sorted({r for first, last, r in spans if first <= a and b <= last})
        pieces.append((_BLANK_LINES.sub("\n\n", text[a:b]), " ".join(owners)))
    return pieces


def _anchor_of(law: int, eid: str, unit: object) -> str:
    return _anchor(law, getattr(unit, "eid", eid))


def _anchor(law: int, eid: str) -> str:
    return f"law{law}-{eid}"
