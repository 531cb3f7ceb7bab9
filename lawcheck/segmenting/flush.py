"""Text without a number after a list: flush text that closes it, notes in brackets, signatures."""

from __future__ import annotations

from lawcheck.model import Kind
from lawcheck.segmenting.headings import Page
from lawcheck.segmenting.nodes import Node
from lawcheck.segmenting.scanning import is_marginal
from lawcheck.segmenting.search import Level

_ITEMS = (Level.SUB, Level.DEFINITION)


def add_flush_text(page: Page, nodes: list[Node], last_line: int) -> list[Node]:
    """Put flush text beside the items of the list that it closes, and signatures at the end of the law."""
    made: list[Node] = []
    parents: list[Node] = []
    listed = _lists(page, nodes)
    for position, node in enumerate(nodes):
        while parents and parents[-1].depth >= node.depth:
            parents.pop()
        made.append(node)
        after = nodes[position + 1] if position + 1 < len(nodes) else None
        end = after.start if after else len(page.text)
        leaf = after is None or after.depth <= node.depth
        if leaf and node.level is not Level.QUOTE:
            closing = after is None or after.level is Level.SCHEDULE
            made.extend(_after_leaf(page, node, parents, end, listed, closing))
        parents.append(node)
    return made


def _lists(page: Page, nodes: list[Node]) -> set[int]:
    """Positions (ids) of items of lists whose items are parts of one sentence."""
    found: set[int] = set()
    for position, node in enumerate(nodes):
        if node.level in _ITEMS:
            after = nodes[position + 1].start if position + 1 < len(nodes) else len(page.text)
            words = page.text[node.body : min(after, node.body + 2000)].strip()
            if words[:1].islower() or _first_paragraph(page, node, after)[-1:] in (";", ","):
                found.add(id(node))
    return found


def _first_paragraph(page: Page, node: Node, end: int) -> str:
    last = node.line
    while last + 1 < len(page.lines) and page.lines[last + 1].start < end and page.lines[last + 1].opens < 2:
        last += 1
    line = page.lines[last]
    return page.text[node.body : min(line.start + len(line.text), end)].rstrip()


def _after_leaf(page: Page, node: Node, parents: list[Node], end: int, listed: set[int], closing: bool) -> list[Node]:
    made: list[Node] = []
    index = node.line + 1
    first = True
    while index < len(page.lines) and page.lines[index].start < end:
        line = page.lines[index]
        if line.start < node.body or line.furniture or line.opens < 2:
            index += 1
            continue
        if closing and page.wording.conclusions.match(line.text):
            made.append(Node(Kind.CONCLUSIONS, Level.ROOT, 1, line.start, line.start, index, label_start=line.start))
            return made
        depth = _flush_depth(page, node, parents, index, listed) if not made else None
        if depth is not None:
            kind = Kind.OTHER if line.text[0] == "[" and line.text[-1] == "]" else Kind.WRAPUP
            made.append(Node(kind, Level.SUB, depth, line.start, line.start, index, style="flush", label_start=line.start))
        first = False
        index += 1
    return made if not first or made else []


def _flush_depth(page: Page, node: Node, parents: list[Node], index: int, listed: set[int]) -> int | None:
    line = page.lines[index]
    text = line.text
    section = next((p for p in reversed([*parents, node]) if p.level is Level.SECTION), None)
    if section is None:
        return None
    if is_marginal(text):
        return None
    if text[0] == "[" and text[-1] == "]":
        return section.depth + 1 if node is not section else None
    if node.level not in _ITEMS or not parents or parents[-1].level not in (Level.SECTION, *_ITEMS, Level.PROVISO, Level.QUOTE):
        return None
    chain = [p for p in [*parents, node] if p.depth > section.depth]
    if line.indent and node.indent is not None and node.indent > line.indent:
        fits = [p for p in chain if id(p) in listed and p.indent is not None and p.indent >= line.indent + 2]
        return fits[0].depth if fits else node.depth
    if line.indent and node.indent is not None and line.indent > node.indent:
        return None
    if id(node) in listed and (text[0].islower() or page.text[node.body : node.body + 1].islower() or _ended(page, line.before)):
        return node.depth
    return None


def _ended(page: Page, before: int) -> bool:
    return before >= 0 and page.lines[before].text[-1:] == "."
