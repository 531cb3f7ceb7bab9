"""Evidence: the provisions that prove a finding, quoted verbatim, strongest first, no more than needed."""

from __future__ import annotations

from collections.abc import Sequence

from lawcheck.assessing.citing import cite
from lawcheck.matching.units import SECTION_LEVEL
from lawcheck.model import Evidence, Law, Match, Provision

# A quote longer than this many characters is cut to the sentence or clause around the matched words.
_LONGEST_QUOTE = 900


class Quoter:
    """Finds provisions by eId and quotes them."""

    def __init__(self, laws: Sequence[Law]) -> None:
        """Index the provisions of the laws."""
        self._laws = tuple(laws)
        self._provisions: list[dict[str, Provision]] = [{p.eid: p for p in law.walk()} for law in laws]
        self._sections: list[dict[str, Provision]] = [_sections(law) for law in laws]

    def evidence(self, shown: Sequence[tuple[str, list[Match]]], most: int) -> tuple[Evidence, ...]:
        """Quote the best provision of every element, then further ones up to ``most``, strongest first."""
        chosen: dict[tuple[int, str], list[tuple[str, Match]]] = {}
        support: dict[tuple[int, str], int] = {}
        for _, matches in shown:
            for key in {(m.law, m.eid) for m in matches}:
                support[key] = support.get(key, 0) + 1
        for element, matches in shown:
            if matches:
                best = max(matches, key=lambda m: (m.score, support[m.law, m.eid], -m.law, -m.spans[0][0]))
                chosen.setdefault((best.law, best.eid), []).append((element, best))
        ordered = sorted(chosen.items(), key=lambda c: (-len(c[1]), -max(m.score for _, m in c[1]), c[0]))
        return tuple(self._quote(key, found) for key, found in ordered[: max(most, len(chosen))])

    def _quote(self, key: tuple[int, str], found: list[tuple[str, Match]]) -> Evidence:
        number, eid = key
        law, provision = self._laws[number], self._provisions[number][eid]
        inside = tuple(sorted({s for _, m in found if m.detector != "similarity" for s in m.spans if provision.start <= s[0] < provision.end}))
        start, end = _quote_span(law.text, provision, inside)
        return Evidence(
            law=number,
            eid=eid,
            citation=cite(law, self._sections[number].get(eid), provision, inside[0][0] if inside else start),
            quote=law.text[start:end],
            start=start,
            end=end,
            page=provision.page,
            score=round(max(m.score for _, m in found), 4),
            elements=tuple(dict.fromkeys(e for e, _ in found)),
            highlights=tuple(s for s in inside if start <= s[0] and s[1] <= end),
        )


def _sections(law: Law) -> dict[str, Provision]:
    """The section or article that each provision belongs to, by eId."""
    found: dict[str, Provision] = {}

    def visit(provision: Provision, section: Provision | None) -> None:
        if provision.kind in SECTION_LEVEL:
            section = provision
        if section is not None:
            found[provision.eid] = section
        for child in provision.children:
            visit(child, section)

    for root in law.provisions:
        visit(root, None)
    return found


def _quote_span(text: str, provision: Provision, inside: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """The provision's text, trimmed of blanks; around the matched words where it is long."""
    start, end = provision.start, provision.end
    if end - start > _LONGEST_QUOTE:
        first = inside[0][0] if inside else provision.body_start
        last = min(inside[-1][1], first + _LONGEST_QUOTE) if inside else first
        start = max(start, text.rfind("\n", start, first) + 1)
        stop = text.find("\n", max(last, first), end)
        end = min(end if stop < 0 else stop, start + 2 * _LONGEST_QUOTE)
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
