"""Recover the tree of provisions from lines: a label opens a provision because it continues a sequence."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field

from lawcheck.model import Doubt, Kind, Law, Provision, Role, SourceText, Tradition
from lawcheck.segmenting.labels import bracketed_labels, definition_term, group_label, section_label, styles
from lawcheck.segmenting.roles import role_of
from lawcheck.segmenting.structured import declared_law

_RANK = {
    Kind.BOOK: 0,
    Kind.TITLE: 1,
    Kind.PART: 1,
    Kind.SCHEDULE: 0,
    Kind.CHAPTER: 2,
    Kind.DIVISION: 3,
    Kind.SUBDIVISION: 4,
}
_SECTION_RANK = 10
# Front matter holds nothing: whatever is opened after it stands beside it.
_FRONT_RANK = 100
_EID = {
    Kind.SECTION: "sec",
    Kind.ARTICLE: "art",
    Kind.PART: "part",
    Kind.CHAPTER: "chp",
    Kind.SUBSECTION: "subsec",
    Kind.PARAGRAPH: "para",
    Kind.SUBPARAGRAPH: "subpara",
    Kind.DEFINITION: "def",
    Kind.SCHEDULE: "sched",
    Kind.TITLE: "title",
    Kind.DIVISION: "dvs",
    Kind.SUBDIVISION: "subdvs",
}
_DEPTH_KIND = (Kind.SUBSECTION, Kind.PARAGRAPH, Kind.SUBPARAGRAPH, Kind.ITEM, Kind.CLAUSE)
_CONTENTS = re.compile(r"arrangement of (?:sections|articles)|table of contents|^\s*contents\s*$", re.IGNORECASE)


@dataclass
class _Node:
    kind: Kind
    number: str
    rank: int
    start: int
    body_start: int
    heading: str = ""
    style: str = ""
    ordinal: int = 0
    end: int = 0
    children: list[_Node] = field(default_factory=list)


def segment(source: SourceText, *, jurisdiction: str = "", tradition: Tradition | None = None) -> Law:
    """Cut a text into provisions; never fails, and lists what it doubts."""
    if source.structure:
        return declared_law(source, jurisdiction=jurisdiction, tradition=tradition)
    text = source.text
    nodes = _Reader(text).read()
    root = _tree(nodes, len(text))
    civil = sum(n.kind is Kind.ARTICLE for n in nodes) > sum(n.kind is Kind.SECTION for n in nodes)
    chosen = tradition or (Tradition.CIVIL if civil else Tradition.COMMON)
    builder = _Builder(text, source, "art." if civil else "s.")
    provisions = tuple(builder.build(n, "", "") for n in root)
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", source.title)
    return Law(
        title=source.title,
        text=text,
        provisions=provisions,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        language=source.language,
        jurisdiction=jurisdiction,
        year=int(year.group()) if year else None,
        tradition=chosen,
        doubts=tuple(_doubts(provisions)),
        warnings=source.warnings,
        origins=source.origins,
    )


class _Reader:
    """Turns lines into a flat list of opened provisions, in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = _lines(text)
        self.nodes: list[_Node] = []
        self.open: list[_Node] = []
        self.last_section = 0

    def read(self) -> list[_Node]:
        first = self._body_line()
        if first:
            kind = Kind.CONTENTS if _CONTENTS.search(self.text[: self.lines[first][0]]) else Kind.PREFACE
            self._add(_Node(kind, "", _FRONT_RANK, 0, 0))
        for index in range(first, len(self.lines)):
            self._line(index)
        if not self.nodes:
            self._add(_Node(Kind.PREFACE, "", _FRONT_RANK, 0, 0))
        self.nodes[0].start = 0
        return self.nodes

    def _body_line(self) -> int:
        """The line where the body starts: past a table of contents that repeats every heading."""
        ones = [i for i, (_, line) in enumerate(self.lines) if (s := section_label(line)) and s.number == "1"]
        if len(ones) >= 2:
            count = sum(section_label(line) is not None for _, line in self.lines[ones[0] : ones[1]])
            if count > 3 and (self.lines[ones[1]][0] - self.lines[ones[0]][0]) / count < 130:
                return self._group_above(ones[1])
        return 0 if self._opens(0) else next((i for i in range(len(self.lines)) if self._opens(i)), 0)

    def _group_above(self, index: int) -> int:
        for back in range(index - 1, max(index - 6, 0), -1):
            if group_label(self.lines[back][1]):
                return back
        return index

    def _opens(self, index: int) -> bool:
        line = self.lines[index][1]
        return bool(group_label(line) or ((s := section_label(line)) and (s.worded or s.number.startswith("1"))))

    def _line(self, index: int) -> None:
        start, line = self.lines[index]
        if group := group_label(line):
            node = _Node(group.kind, group.number, _RANK[group.kind], start, start + len(line))
            node.heading = line[group.end :].strip()
            if group.kind is Kind.SCHEDULE:
                self.last_section = 0
            self._add(node)
            return
        section = section_label(line)
        if section and self._is_next(section.number, section.worded):
            self._section(index, start, line, section.kind, section.number, section.end)
            return
        if labels := bracketed_labels(line):
            self._labels(start, labels)
        elif (term := definition_term(line)) and self.open:
            self._definition(start, term)

    def _is_next(self, number: str, worded: bool) -> bool:
        """A section follows the last one, or repeats its number with a letter; small gaps are repeals."""
        found = re.match(r"\d+", number)
        if found is None:
            return worded
        value = int(found.group())
        step = value - self.last_section
        if worded and self.last_section == 0:
            return True
        return (0 <= step <= (40 if worded else 6) and (step > 0 or not number.isdigit())) or self.last_section == 0

    def _section(self, index: int, start: int, line: str, kind: Kind, number: str, end: int) -> None:
        found = re.match(r"\d+", number)
        self.last_section = int(found.group()) if found else self.last_section
        rest = line[end:]
        labels = bracketed_labels(rest)
        heading = "" if labels else self._heading(index, rest)
        body = start + end + (len(rest) if heading else 0)
        self._add(_Node(kind, number, _SECTION_RANK, start, body, heading))
        if labels:
            self._labels(start + end, labels)

    def _heading(self, index: int, rest: str) -> str:
        """The rest of the line where it is a heading: short, and no sentence."""
        rest = rest.strip()
        alone = index + 1 >= len(self.lines) or not self.lines[index + 1][1].strip() or len(rest) < 70
        ends = rest[-1:] in ";,:—-" or (rest.endswith(".") and re.search(r"\b(?:shall|may|means|is|are)\b", rest))
        return rest.rstrip(".") if rest and len(rest) < 140 and alone and not ends else ""

    def _labels(self, start: int, labels: list[tuple[str, int]]) -> None:
        at = start
        for label, end in labels:
            self._bracketed(label, at, start + end)
            at = start + end

    def _bracketed(self, label: str, start: int, body: int) -> None:
        readings = styles(label)
        inner = [n for n in self.open if n.rank > _SECTION_RANK]
        for node in reversed(inner):
            for style, ordinal in readings:
                if node.style == style and 0 <= ordinal - node.ordinal <= 1:
                    self._add(_Node(node.kind, label, node.rank, start, body, "", style, ordinal))
                    return
        style, ordinal = next((r for r in readings if r[1] == 1), readings[0])
        for node in reversed(inner):
            if node.style == style and ordinal > 1:
                self._add(_Node(node.kind, label, node.rank, start, body, "", style, ordinal))
                return
        rank = max([_SECTION_RANK, *(n.rank for n in self.open)]) + 1
        kind = _kind_of(style, rank)
        self._add(_Node(kind, label, rank, start, body, "", style, ordinal))

    def _definition(self, start: int, term: str) -> None:
        enclosing = [n for n in self.open if n.rank > _SECTION_RANK and n.kind is not Kind.DEFINITION]
        rank = min((n.rank for n in self.open if n.kind is Kind.DEFINITION), default=0)
        if not rank:
            last = enclosing[0].rank if enclosing and enclosing[0].style == "digit" else _SECTION_RANK
            rank = last + 1
        self._add(_Node(Kind.DEFINITION, "", rank, start, start, term, "definition"))

    def _add(self, node: _Node) -> None:
        while self.open and self.open[-1].rank >= node.rank:
            self.open.pop()
        self.open.append(node)
        self.nodes.append(node)


def _kind_of(style: str, rank: int) -> Kind:
    if style == "digit" and rank == _SECTION_RANK + 1:
        return Kind.SUBSECTION
    if style.endswith("letter"):
        return Kind.PARAGRAPH
    if style.endswith("roman"):
        return Kind.SUBPARAGRAPH
    return _DEPTH_KIND[min(rank - _SECTION_RANK - 1, len(_DEPTH_KIND) - 1)]


def _lines(text: str) -> list[tuple[int, str]]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    return lines


def _tree(nodes: list[_Node], length: int) -> list[_Node]:
    roots: list[_Node] = []
    stack: list[_Node] = []
    for node in nodes:
        while stack and stack[-1].rank >= node.rank:
            stack.pop().end = node.start
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    for node in stack:
        node.end = length
    return roots


class _Builder:
    """Freezes nodes into provisions with eIds, citations and roles."""

    def __init__(self, text: str, source: SourceText, sign: str) -> None:
        self.text = text
        self.source = source
        self.sign = sign
        self.seen: dict[str, int] = {}

    def build(self, node: _Node, above: str, cited: str) -> Provision:
        eid = self._eid(node, above)
        citation = self._citation(node, cited)
        own_end = node.children[0].start if node.children else node.end
        body = min(node.body_start, own_end)
        text = self.text[body:own_end]
        children = tuple(self.build(c, eid, citation) for c in node.children)
        special = node.kind in (Kind.PREFACE, Kind.CONTENTS)
        return Provision(
            eid=eid,
            kind=node.kind,
            number=node.number,
            heading=node.heading,
            citation=citation,
            text=text,
            start=node.start,
            body_start=body,
            end=node.end,
            page=self._page(node.start),
            role=Role.GENERAL if special else role_of(node.kind, node.heading, text),
            children=children,
        )

    def _eid(self, node: _Node, above: str) -> str:
        number = re.sub(r"[^\w-]+", "-", node.number or (node.heading if node.kind is Kind.DEFINITION else "")).strip("-")
        part = _EID.get(node.kind, node.kind.value) + (f"_{number.lower()}" if number else "")
        inside = above if node.kind not in (Kind.SECTION, Kind.ARTICLE) else above.split("__sec_")[0]
        eid = f"{inside}__{part}" if inside else part
        self.seen[eid] = self.seen.get(eid, 0) + 1
        return eid if self.seen[eid] == 1 else f"{eid}_dup{self.seen[eid]}"

    def _citation(self, node: _Node, cited: str) -> str:
        if node.rank == _SECTION_RANK:
            return f"{cited.split(', ')[0]}, para. {node.number}" if cited.startswith("Sch.") else f"{self.sign} {node.number}"
        if node.kind is Kind.SCHEDULE:
            return f"Sch. {node.number}".strip()
        if node.rank < _SECTION_RANK:
            return cited if cited.startswith("Sch.") else f"{node.kind.value.capitalize()} {node.number}".strip()
        if node.kind is Kind.DEFINITION:
            return f"{cited} “{node.heading}”"
        return f"{cited}({node.number})"

    def _page(self, start: int) -> int | None:
        for origin in self.source.origins:
            if origin.start <= start < origin.end:
                return origin.page
        return None


def _doubts(provisions: tuple[Provision, ...]) -> list[Doubt]:
    sections = [p for root in provisions for p in root.walk() if p.kind in (Kind.SECTION, Kind.ARTICLE)]
    doubts = []
    for before, after in itertools.pairwise(sections):
        a, b = re.match(r"\d+", before.number), re.match(r"\d+", after.number)
        if a and b and int(b.group()) - int(a.group()) > 1:
            doubts.append(Doubt(after.eid, f"numbering jumps from {before.number} to {after.number}", after.start))
    return doubts
