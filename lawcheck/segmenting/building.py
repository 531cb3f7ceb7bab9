"""Freeze nodes into provisions: a tree whose spans tile the text, with eIds, citations and roles."""

from __future__ import annotations

from bisect import bisect_right

from lawcheck.model import Kind, Provision, Role, SourceText
from lawcheck.reading.naming import Names, cite
from lawcheck.segmenting.nodes import Node
from lawcheck.segmenting.roles import role_of
from lawcheck.segmenting.search import Level

_ROLELESS = frozenset([Kind.PREFACE, Kind.PREAMBLE, Kind.CONTENTS, Kind.CONCLUSIONS])
_GROUPS = frozenset([Kind.BOOK, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.DIVISION, Kind.SUBDIVISION, Kind.CROSSHEADING])


class Tree:
    """A node with the nodes below it, and where it ends."""

    __slots__ = ("children", "end", "node")

    def __init__(self, node: Node, end: int) -> None:
        """A leaf until children are added."""
        self.node = node
        self.end = end
        self.children: list[Tree] = []


def plant(nodes: list[Node], length: int) -> list[Tree]:
    """The trees of a flat list of nodes in text order."""
    roots: list[Tree] = []
    stack: list[Tree] = []
    for node in nodes:
        while stack and stack[-1].node.depth >= node.depth:
            stack.pop().end = node.start
        tree = Tree(node, length)
        (stack[-1].children if stack else roots).append(tree)
        stack.append(tree)
    return roots


class Builder:
    """Builds provisions of one law."""

    def __init__(self, source: SourceText, civil: bool) -> None:
        """``civil`` laws name the levels below an article paragraph, subparagraph, item."""
        self.source = source
        self.text = source.text
        self.language = source.language.split("-")[0] if source.language != "und" else "en"
        self.civil = civil
        self.names = Names()
        self.page_starts = [o.start for o in source.origins if o.page is not None]
        self.pages = [o for o in source.origins if o.page is not None]

    def build(self, tree: Tree, above: Provision | None, above_eid: str, cited: str, level: int = 0) -> Provision:
        """Freeze a tree below ``above``; ``cited`` is the citation of the provision it stands in."""
        node = tree.node
        level = self._level(node, level)
        kind = self._kind(tree, level)
        eid = self.names.give(kind, node.number or (node.heading if kind is Kind.DEFINITION else ""), above_eid)
        citation = self._citation(node, kind, above, cited)
        own_end = tree.children[0].node.start if tree.children else tree.end
        body = min(max(node.body, node.start), own_end)
        text = self.text[body:own_end]
        shell = Provision(eid=eid, kind=kind, number=node.number)
        children = tuple(self.build(child, shell, eid, citation, level) for child in tree.children)
        return Provision(
            eid=eid,
            kind=kind,
            number=node.number,
            heading=node.heading,
            citation=citation,
            text=text,
            start=node.start,
            body_start=body,
            end=tree.end,
            page=self._page(node.start),
            role=Role.GENERAL if kind in _ROLELESS else role_of(kind, node.heading, text, self.language),
            children=children,
        )

    def _level(self, node: Node, level: int) -> int:
        if node.level in (Level.SECTION, Level.QUOTE, Level.SCHEDULE, Level.GROUP, Level.ROOT):
            return 0
        return level + 1 if node.level is Level.SUB and node.style != "flush" else level

    def _kind(self, tree: Tree, level: int) -> Kind:
        node = tree.node
        if node.level is not Level.SUB or node.kind not in (Kind.OTHER, Kind.PARAGRAPH, Kind.SECTION) or node.style == "flush":
            return node.kind
        if self.civil:
            return (Kind.PARAGRAPH, Kind.SUBPARAGRAPH, Kind.ITEM, Kind.CLAUSE)[min(level, 4) - 1]
        if node.style.strip("().-") == "1":
            return Kind.SUBSECTION if level == 1 else Kind.PARAGRAPH if level == 2 else Kind.ITEM
        if node.style[1:2] in ("a", "A") and len(node.style.strip("().-")) == 1:
            digits = any(c.node.style == "(1)" for c in tree.children)
            return Kind.SUBSECTION if level == 1 and digits else Kind.PARAGRAPH if level <= 2 else Kind.ITEM
        return Kind.SUBPARAGRAPH if level <= 3 else Kind.CLAUSE

    def _citation(self, node: Node, kind: Kind, above: Provision | None, cited: str) -> str:
        if kind is Kind.DEFINITION:
            return f"{cited} “{node.heading}”".strip()
        if node.level is Level.QUOTE:
            return f"{cited}, inserted"
        if node.level is Level.PROVISO:
            return f"{cited} {node.heading or 'proviso'}".strip()
        if node.level is Level.GROUP:
            scheduled = cited and above is not None and above.kind is Kind.SCHEDULE
            return cited if scheduled or not node.label else node.label
        if cited.endswith(", inserted"):
            return f"{cited} {cite(kind, node.label, '', None, self.language)}".strip()
        above_kind = above.kind if above is not None else None
        if above_kind in _GROUPS and kind not in (Kind.SECTION, Kind.ARTICLE, Kind.RULE):
            above_kind = Kind.SCHEDULE if cited else above_kind
        return cite(kind, node.label or node.number, cited, above_kind, self.language)

    def _page(self, start: int) -> int | None:
        at = bisect_right(self.page_starts, start) - 1
        if at < 0 or self.pages[at].end <= start:
            return None
        return self.pages[at].page
