"""Evidence: the provisions that prove a finding, quoted verbatim, strongest first, no more than needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lawcheck.assessing.citing import cite
from lawcheck.assessing.ranking import Context, Place, context, evidence_features
from lawcheck.matching.units import SECTION_LEVEL
from lawcheck.model import Evidence, Law, Match, Provision

# A quote longer than this many characters is cut to the sentence or clause around the matched words.
_LONGEST_QUOTE = 900


class Quoter:
    """Finds provisions by eId, ranks them as a reader would cite them, and quotes them."""

    def __init__(self, laws: Sequence[Law], weights: Sequence[float]) -> None:
        """Index the provisions of the laws; ``weights`` are those of ``EVIDENCE_FEATURES``."""
        self._laws = tuple(laws)
        self._weights = tuple(weights)
        self._provisions: list[dict[str, Provision]] = [{p.eid: p for p in law.walk()} for law in laws]
        self.sections: list[dict[str, Provision]] = [_sections(law) for law in laws]

    def evidence(self, shown: Sequence[tuple[str, list[Match]]], most: int, pillar: Mapping[Place, float]) -> tuple[Evidence, ...]:
        """Quote the best provision of every element, then order them, the one to cite first in front."""
        around = context(shown, self.sections, pillar)
        chosen: dict[Place, list[tuple[str, Match]]] = {}
        ranks: dict[Place, float] = {}
        for element, matches in shown:
            if not matches:
                continue
            rank, best = max(((self._rank(element, m, around), m) for m in matches), key=lambda c: (c[0], -c[1].law, -c[1].spans[0][0]))
            place = (best.law, best.eid)
            chosen.setdefault(place, []).append((element, best))
            ranks[place] = max(rank, ranks.get(place, rank))
        ordered = sorted(chosen.items(), key=lambda c: (-ranks[c[0]], c[0]))
        return tuple(self._quote(key, found) for key, found in ordered[: max(most, len(chosen))])

    def _rank(self, element: str, match: Match, around: Context) -> float:
        return sum(w * v for w, v in zip(self._weights, self.features(element, match, around), strict=True))

    def features(self, element: str, match: Match, around: Context) -> tuple[float, ...]:
        """The values of ``EVIDENCE_FEATURES`` for one match."""
        provision = self._provisions[match.law][match.eid]
        return evidence_features(element, match, provision, around, self.sections, len(self._laws[match.law].text))

    def citation(self, match: Match) -> str:
        """The citation of a match's provision."""
        provision = self._provisions[match.law][match.eid]
        return cite(self._laws[match.law], self.sections[match.law].get(match.eid), provision, match.spans[0][0])

    def _quote(self, key: tuple[int, str], found: list[tuple[str, Match]]) -> Evidence:
        number, eid = key
        law, provision = self._laws[number], self._provisions[number][eid]
        inside = tuple(sorted({s for _, m in found if m.detector != "similarity" for s in m.spans if provision.start <= s[0] < provision.end}))
        start, end = _quote_span(law.text, provision, inside)
        return Evidence(
            law=number,
            eid=eid,
            citation=cite(law, self.sections[number].get(eid), provision, inside[0][0] if inside else start),
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
