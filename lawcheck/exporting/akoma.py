"""Write a law as Akoma Ntoso 3.0, valid against the official schema; reading it back gives the same tree.

The table of contents is left out: it has no effect, and tools make their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from lawcheck.exporting.metadata import add_metadata
from lawcheck.model import Kind, Law, Provision
from lawcheck.reading.naming import bare_number

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_ELEMENTS = {
    Kind.BOOK: "book",
    Kind.PART: "part",
    Kind.TITLE: "title",
    Kind.CHAPTER: "chapter",
    Kind.DIVISION: "division",
    Kind.SUBDIVISION: "subdivision",
    Kind.SECTION: "section",
    Kind.ARTICLE: "article",
    Kind.RULE: "rule",
    Kind.SUBSECTION: "subsection",
    Kind.PARAGRAPH: "paragraph",
    Kind.SUBPARAGRAPH: "subparagraph",
    Kind.ITEM: "point",
    Kind.CLAUSE: "clause",
    Kind.PROVISO: "proviso",
}
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_akoma_ntoso(law: Law) -> bytes:
    """The law as an Akoma Ntoso document, encoded in UTF-8."""
    prefixes: Any = {None: NAMESPACE}
    root = etree.Element(_tag("akomaNtoso"), nsmap=prefixes)
    act = etree.SubElement(root, _tag("act"), name="act")
    add_metadata(act, law)
    _Writer(law).write(act)
    etree.indent(root, space="  ")
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _sub(parent: Any, name: str, eid: str = "", text: str = "") -> Any:
    element = etree.SubElement(parent, _tag(name))
    if eid:
        element.set("eId", eid)
    if text:
        element.text = _legal(text)
    return element


def _legal(text: str) -> str:
    """XML holds no control characters."""
    return _ILLEGAL.sub("", text)


@dataclass(frozen=True)
class _Parts:
    """Roots sorted into the fixed frame of an act."""

    preface: list[Provision]
    preamble: list[Provision]
    body: list[Provision]
    conclusions: list[Provision]
    schedules: list[Provision]


def _parts(roots: list[Provision]) -> _Parts:
    """Front matter before, conclusions and schedules after; whatever breaks that order stays in the body."""
    rest = [r for r in roots if r.kind is not Kind.CONTENTS]
    preface = [rest.pop(0)] if rest and _plain(rest[0], Kind.PREFACE) else []
    preamble = [rest.pop(0)] if rest and rest[0].kind is Kind.PREAMBLE and _recitals_only(rest[0]) else []
    schedules: list[Provision] = []
    while rest and rest[-1].kind is Kind.SCHEDULE:
        schedules.insert(0, rest.pop())
    conclusions = [rest.pop()] if rest and _plain(rest[-1], Kind.CONCLUSIONS) else []
    return _Parts(preface, preamble, rest, conclusions, schedules)


def _plain(provision: Provision, kind: Kind) -> bool:
    return provision.kind is kind and not provision.children and not provision.number and not provision.heading


def _recitals_only(preamble: Provision) -> bool:
    """Recitals first, then at most one run of text: what the frame of a preamble holds in order."""
    *first, last = preamble.children or (preamble,)
    recitals = [*first, last] if last.kind is Kind.ITEM else first
    simple = all(c.kind is Kind.ITEM and c.number and not c.heading and not c.children for c in recitals)
    return simple and not preamble.heading and (last is preamble or last.kind is Kind.ITEM or _flush(last))


def _flush(provision: Provision) -> bool:
    return _plain(provision, Kind.WRAPUP)


class _Writer:
    def __init__(self, law: Law) -> None:
        self.law = law

    def write(self, act: Any) -> None:
        parts = _parts(list(self.law.provisions))
        for root in parts.preface:
            self._paragraphs(_sub(act, "preface", root.eid), root.text)
        for root in parts.preamble:
            self._preamble(act, root)
        body = _sub(act, "body")
        for root in parts.body:
            self._provision(body, root)
        if not parts.body:
            _sub(body, "hcontainer", "hcontainer_0").set("name", "empty")
        for root in parts.conclusions:
            self._paragraphs(_sub(act, "conclusions", root.eid), root.text)
        if parts.schedules:
            attachments = _sub(act, "attachments")
            for root in parts.schedules:
                self._schedule(attachments, root)

    def _preamble(self, act: Any, root: Provision) -> None:
        preamble = _sub(act, "preamble", root.eid)
        self._paragraphs(preamble, root.text)
        recitals = [c for c in root.children if c.kind is Kind.ITEM]
        if recitals:
            group = _sub(preamble, "recitals", f"{root.eid}__recitals")
            for child in recitals:
                recital = _sub(group, "recital", child.eid)
                _sub(recital, "num", text=self._label(child))
                self._paragraphs(recital, child.text)
        for child in root.children:
            if _flush(child):
                self._paragraphs(preamble, child.text)

    def _schedule(self, attachments: Any, root: Provision) -> None:
        attachment = _sub(attachments, "attachment", root.eid)
        _sub(attachment, "heading", text=self._label(root))
        _sub(attachment, "subheading", text=root.heading)
        document = _sub(attachment, "doc")
        document.set("name", "schedule")
        add_metadata(document, self.law, root.eid)
        body = _sub(document, "mainBody")
        self._paragraphs(body, root.text)
        for child in root.children:
            self._provision(body, child)
        if not len(body):
            _sub(body, "p")

    def _provision(self, parent: Any, provision: Provision) -> None:
        element = _sub(parent, self._element(parent, provision), provision.eid)
        if element.tag == _tag("hcontainer"):
            element.set("name", provision.kind.value)
        if label := self._label(provision):
            _sub(element, "num", text=label)
        defined = provision.kind is Kind.DEFINITION and provision.heading in _joined(provision.text)
        if provision.heading and not defined:
            _sub(element, "heading", text=provision.heading)
        term = provision.heading if defined else ""
        children = list(provision.children)
        last = children.pop() if len(children) > 1 and _flush(children[-1]) else None
        if not children:
            self._block(element, "content", provision.eid, provision.text, term)
            return
        self._block(element, "intro", provision.eid, provision.text, term)
        for child in children:
            self._provision(element, child)
        if last is not None:
            self._paragraphs(_sub(element, "wrapUp", last.eid), last.text)

    def _element(self, parent: Any, provision: Provision) -> str:
        """Name of the element; a container with its kind as name where the bare element would be read otherwise."""
        name = _ELEMENTS.get(provision.kind, "hcontainer")
        below = {p.kind for p in provision.walk()}
        groups = provision.kind in (Kind.SECTION, Kind.SUBSECTION) and Kind.ARTICLE in below
        above = {element.tag for element in (parent, *parent.iterancestors())}
        lone = provision.kind is Kind.CLAUSE and not {_tag("section"), _tag("article")} & above
        nameless = not self._label(provision) and not provision.heading
        return "hcontainer" if groups or lone or nameless else name

    def _block(self, element: Any, name: str, eid: str, text: str, term: str) -> None:
        if text.strip():
            self._paragraphs(_sub(element, name, f"{eid}__{name}"), text, term)

    def _paragraphs(self, parent: Any, text: str, term: str = "") -> None:
        """One paragraph per line; the term of a definition is marked where it stands first."""
        for line in text.split("\n"):
            line = " ".join(_legal(line).split())
            if not line:
                continue
            paragraph = _sub(parent, "p")
            before, found, after = line.partition(term) if term else (line, "", "")
            paragraph.text = before
            if found:
                mark = _sub(paragraph, "def", text=found)
                mark.tail = after
                term = ""

    def _label(self, provision: Provision) -> str:
        """The number as printed, where it can be told from the heading; else the bare number."""
        head = self.law.text[provision.start : provision.body_start]
        before, _, after = head.partition(provision.heading) if provision.heading else (head, "", "")
        for printed in (before, after):
            label = " ".join(_legal(printed).split())
            if label and bare_number(label) == provision.number:
                return label
        return provision.number


def _joined(text: str) -> str:
    return " ".join(text.split())
