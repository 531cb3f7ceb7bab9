"""Lay out declared structure as text, and freeze it into provisions whose spans tile that text."""

from __future__ import annotations

from dataclasses import dataclass

from lawcheck.model import Kind, Origin, Provision
from lawcheck.reading.declared import GROUPS, Declared
from lawcheck.reading.naming import Names, bare_number, cite


@dataclass(frozen=True, slots=True)
class Composed:
    """Text with the provisions that tile it, and the element each run came from."""

    text: str
    structure: tuple[Provision, ...]
    origins: tuple[Origin, ...]


def compose(roots: list[Declared], language: str) -> Composed:
    """Write the text of a law element by element: "1. Heading", then its text, then what is below it."""
    writer = _Writer(language)
    kept = [root for root in roots if root.content or root.label or root.heading]
    structure = tuple(writer.write(root, None, "", "") for root in kept)
    return Composed("".join(writer.pieces), structure, tuple(writer.origins))


class _Writer:
    def __init__(self, language: str) -> None:
        self.language = language
        self.pieces: list[str] = []
        self.at = 0
        self.names = Names()
        self.origins: list[Origin] = []

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.at += len(text)

    def write(self, node: Declared, above: Declared | None, eid_above: str, cited: str) -> Provision:
        """Write a node and all below it; parents' names and citations come in, spans go out."""
        start = self.at
        self._head(node)
        body = self.at
        number = bare_number(node.label)
        named = number or (node.heading if node.kind is Kind.DEFINITION else "")
        eid = self.names.give(node.kind, named, eid_above, node.eid)
        citation = self._citation(node, above, cited)
        own, rest = _split(node.content)
        self._body(own)
        own_end = self.at
        self.origins.append(Origin(start, own_end, element=eid))
        # A cross-heading may come or go without renaming what stands below it.
        below = eid_above if node.kind is Kind.CROSSHEADING else eid
        children = tuple(self.write(child, node, below, citation) for child in rest)
        return Provision(
            eid=eid,
            kind=node.kind,
            number=number,
            heading=node.heading.rstrip("—–- ").rstrip(".") if node.heading.endswith("—") else node.heading,
            citation=citation,
            text="\n".join(own) + "\n" if own else "",
            start=start,
            body_start=body if own or rest else own_end,
            end=self.at,
            children=children,
        )

    def _head(self, node: Declared) -> None:
        heading = "" if node.mute else node.heading
        if node.label:
            lone = not heading and (node.kind in GROUPS or not node.content)
            self.put(node.label + ("\n" if lone else " "))
        if heading:
            run_in = heading.endswith(("—", "–", "-")) and bool(node.content)
            self.put(heading + ("" if run_in else "\n"))

    def _body(self, own: list[str]) -> None:
        for block in own:
            self.put(block + "\n")

    def _citation(self, node: Declared, above: Declared | None, cited: str) -> str:
        if node.kind is Kind.DEFINITION:
            return f"{cited} “{node.heading}”".strip()
        if node.kind in GROUPS and node.kind is not Kind.SCHEDULE:
            inside = above is not None and cited.strip() and above.kind is Kind.SCHEDULE
            return cited if inside or not node.label else node.label.strip().rstrip(".:;,–—- ")
        # A paragraph under a cross-heading or a part of a schedule is still cited by the schedule.
        kind_above = above.kind if above is not None else None
        if kind_above in GROUPS and node.kind not in (Kind.SECTION, Kind.ARTICLE, Kind.RULE):
            kind_above = Kind.SCHEDULE if cited else kind_above
        return cite(node.kind, node.label, cited, kind_above, self.language, node.sign, node.heading)


def _split(content: list[str | Declared]) -> tuple[list[str], list[Declared]]:
    """Own text first, then children; text between or after children becomes a child of its own."""
    own: list[str] = []
    rest: list[Declared] = []
    for part in content:
        if isinstance(part, Declared):
            rest.append(part)
        elif not rest:
            own.append(part)
        elif rest[-1].kind is Kind.WRAPUP and not rest[-1].label:
            rest[-1].content.append(part)
        else:
            rest.append(Declared(Kind.WRAPUP, content=[part]))
    return own, rest
