"""Recover the tree of provisions from plain text: lines, labels, the best reading of all numbers, then headings and flush text."""

from __future__ import annotations

import re
from dataclasses import replace

from lawcheck.model import Kind, Law, SourceText, Tradition
from lawcheck.segmenting.building import Builder, plant
from lawcheck.segmenting.doubts import doubts_of
from lawcheck.segmenting.flush import add_flush_text
from lawcheck.segmenting.front import Extent, extent
from lawcheck.segmenting.headings import Page, find_headings
from lawcheck.segmenting.labels import Form
from lawcheck.segmenting.lines import Line, split_lines
from lawcheck.segmenting.nodes import Node
from lawcheck.segmenting.ordinals import step
from lawcheck.segmenting.scanning import Scanned, scan
from lawcheck.segmenting.search import Level, Opened, Search
from lawcheck.segmenting.structured import declared_law
from lawcheck.segmenting.wording import Wording, wording

_CIVIL = frozenset(["fr", "es", "pt", "ru", "be", "uk", "ar", "de", "it", "el"])
_WORDED = ("article", "section", "rule", "§")


def segment(source: SourceText, *, jurisdiction: str = "", tradition: Tradition | None = None) -> Law:
    """Cut a text into provisions; never fails, and lists what it doubts. Declared structure is taken as it stands."""
    if source.structure:
        return declared_law(source, jurisdiction=jurisdiction, tradition=tradition)
    words = wording(source.language)
    lines = split_lines(source.text)
    nodes = find_nodes(source.text, lines, words)
    articles = sum(n.kind is Kind.ARTICLE for n in nodes)
    sections = sum(n.level is Level.SECTION for n in nodes) - articles
    civil = articles > sections or source.language.split("-")[0] in _CIVIL
    builder = Builder(source, civil)
    provisions = tuple(builder.build(tree, None, "", "") for tree in plant(nodes, len(source.text)))
    year = re.search(r"\b(1[89]\d\d|20\d\d)\b", source.title)
    return Law(
        title=source.title,
        text=source.text,
        provisions=provisions,
        path=source.path,
        sha256=source.sha256,
        media_type=source.media_type,
        language=source.language,
        jurisdiction=jurisdiction,
        year=int(year.group()) if year else None,
        tradition=tradition or (Tradition.CIVIL if civil else Tradition.COMMON),
        doubts=doubts_of(source.text, provisions),
        warnings=source.warnings,
        origins=source.origins,
    )


def find_nodes(text: str, lines: list[Line], words: Wording) -> list[Node]:
    """Every provision of the text, in order, front matter first; the first starts at 0."""
    body = extent(lines, words)
    scanned = scan(lines[: body.last], body.first, words)
    styles = _section_styles(scanned)
    _trust(scanned, styles, lines)
    search = Search(words, styles, _indented(lines))
    opened = search.best(scanned)
    if len(lines) > 8 and not any(o.level is Level.SECTION for o in opened):
        opened = search.best(scan(lines[: body.last], body.first, words, unnumbered=True))
    page = Page(text, lines, words)
    nodes = [_node(o, lines) for o in opened]
    nodes = _merge_repeats(text, find_headings(page, nodes))
    nodes = _nest_crossheadings(nodes)
    nodes = add_flush_text(page, nodes, body.last)
    nodes = _fronted(page, nodes, body)
    if body.last < len(lines):
        start = lines[body.last].start
        nodes.append(Node(Kind.CONCLUSIONS, Level.ROOT, 1, start, start, body.last, label_start=start))
    return nodes


def _section_styles(scanned: list[Scanned]) -> frozenset[str]:
    """The styles that number sections: those whose numbers run on longest through the text, worded ones first."""
    runs: dict[str, int] = {}
    last: dict[str, tuple[int, ...]] = {}
    ahead: dict[str, int] = {}
    for line in scanned:
        for candidate in line.candidates[:1]:
            if candidate.label.form in (Form.SECTION, Form.NUMBER) and candidate.accept < 2:
                style, key = candidate.label.readings[0]
                if style not in last or step(last[style], key) < 2:
                    ahead.setdefault(style, max((n for s, n in runs.items() if s in ("1.", "1")), default=0))
                    last[style] = key
                    runs[style] = runs.get(style, 0) + 1
    if not runs:
        return frozenset(["1."])
    most = max(runs.values())
    # Articles of a treaty in a schedule come after the numbered sections of the law itself.
    worded = [s for s in _WORDED if s in runs and ahead[s] < 3 and (runs[s] >= 0.5 * most if s == "section" else runs[s] >= 0.12 * most)]
    if worded:
        best = max(worded, key=lambda s: (runs[s], s == "article"))
        return frozenset([best, *(s for s in worded if {best, s} == {"article", "§"})])
    plain = {s: n for s, n in runs.items() if s in ("1.", "1")} or runs
    chosen = max(plain, key=lambda s: (plain[s], s == "1."))
    return frozenset([s for s in ("1.", "1") if plain.get(s, 0) >= 0.15 * plain[chosen]] or [chosen])


def _trust(scanned: list[Scanned], styles: frozenset[str], lines: list[Line]) -> None:
    """A bare number is a strong label where the law numbers its sections so."""
    for line in scanned:
        for candidate in line.candidates[:1]:
            if styles == {"article"} and candidate.label.word == "section":
                # Between articles, "SECTION 1" is a heading over several.
                key = candidate.label.readings[0][1]
                candidate.label = replace(candidate.label, form=Form.GROUP, kind=Kind.DIVISION, readings=(("section", key),))
            if candidate.label.weak and candidate.label.readings[0][0] in styles and lines[candidate.line].opens == 2:
                candidate.accept, candidate.reject = 0.0, 3.0


def _indented(lines: list[Line]) -> bool:
    indents: dict[int, int] = {}
    for line in lines:
        if line.opens == 2:
            indents[line.indent] = indents.get(line.indent, 0) + 1
    common = [i for i, n in indents.items() if n >= max(3, 0.02 * len(lines))]
    return len(common) >= 2


def _node(opened: Opened, lines: list[Line]) -> Node:
    candidate = opened.candidate
    if candidate is None:
        return Node(Kind.QUOTED, Level.QUOTE, opened.depth, opened.start, opened.start, opened.line, label_start=opened.start)
    line, label = lines[opened.line], candidate.label
    kind = {Level.DEFINITION: Kind.DEFINITION, Level.PROVISO: Kind.PROVISO}.get(opened.level, label.kind)
    if opened.level is Level.SECTION and kind not in (Kind.SECTION, Kind.ARTICLE, Kind.RULE):
        kind = Kind.SECTION
    term = label.word if opened.level is Level.DEFINITION else ""
    body = line.start + label.end
    if label.heading:
        body += line.text[label.end :].find(label.heading) + len(label.heading)
    return Node(
        kind=kind,
        level=opened.level,
        depth=opened.depth,
        start=candidate.start,
        body=candidate.start if opened.level in (Level.DEFINITION, Level.PROVISO) else body,
        line=opened.line,
        number=label.number.strip(),
        label=line.text[label.start : label.end].strip(),
        heading=term or label.heading,
        style=opened.style,
        cost=opened.cost,
        label_start=candidate.start,
        label_end=line.start + label.end,
        indent=candidate.indent,
    )


def _merge_repeats(text: str, nodes: list[Node]) -> list[Node]:
    """A section that prints its number and heading twice, and text only after the second, is one section."""
    kept: list[Node] = []
    for node in nodes:
        before = kept[-1] if kept else None
        if before is not None and node.level is Level.SECTION and before.level is Level.SECTION and before.number == node.number:
            own = text[before.body : node.start].strip(" .\n[]0123456789")
            if before.depth == node.depth and ((before.heading and not own) or (not before.heading and own and len(own) < 200 and "\n" not in own)):
                before.heading = before.heading or own
                before.body, before.line = node.body, node.line
                continue
        kept.append(node)
    return kept


def _nest_crossheadings(nodes: list[Node]) -> list[Node]:
    """Sections under a cross-heading are its children, until the group that holds them ends."""
    depth = 0
    for node in nodes:
        if depth and (node.depth < depth or (node.depth == depth and node.level in (Level.GROUP, Level.SCHEDULE, Level.ROOT))):
            depth = 0
        if node.kind is Kind.CROSSHEADING and not depth:
            depth = node.depth
        elif depth:
            node.depth += 1
    return nodes


def _fronted(page: Page, nodes: list[Node], body: Extent) -> list[Node]:
    """Title page, contents and preamble before the first provision; numbered recitals stay in the preamble."""
    first = next((i for i, n in enumerate(nodes) if n.level in (Level.GROUP, Level.SECTION, Level.SCHEDULE)), len(nodes))
    recitals = nodes[:first]
    for node in recitals:
        node.depth += 1
    until = nodes[first].start if first < len(nodes) else len(page.text)
    stop = recitals[0].start if recitals else until
    front: list[Node] = []
    if stop > 0 or recitals or not nodes:
        front.append(Node(Kind.PREFACE, Level.ROOT, 1, 0, 0, 0))
    if body.contents is not None:
        start = page.lines[body.contents].start
        kept = [n for n in front if n.start < start]
        front = [*kept, Node(Kind.CONTENTS, Level.ROOT, 1, start if kept else 0, start, body.contents)]
    for index in range(body.first if body.contents is not None else 0, len(page.lines)):
        line = page.lines[index]
        if line.start >= stop:
            break
        if line.opens == 2 and page.wording.preamble.match(line.text):
            front = [n for n in front if n.start < line.start]
            front.append(Node(Kind.PREAMBLE, Level.ROOT, 1, line.start if front else 0, line.start, index))
            break
    return [*front, *recitals, *nodes[first:]]
