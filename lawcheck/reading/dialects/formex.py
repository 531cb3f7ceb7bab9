"""Formex, the XML of the Official Journal of the European Union."""

from __future__ import annotations

from typing import Any

from lawcheck.model import Kind
from lawcheck.reading.declared import Declared
from lawcheck.reading.dialects.akoma import _rooted
from lawcheck.reading.dialects.choosing import StructuredLaw
from lawcheck.reading.walking import Act, Dialect, Sink, Walker, name_of, tidy

_KINDS = {
    "ARTICLE": Kind.ARTICLE,
    "PARAG": Kind.PARAGRAPH,
    "ITEM": Kind.ITEM,
    "CONSID": Kind.ITEM,
    "PREAMBLE": Kind.PREAMBLE,
    "FINAL": Kind.CONCLUSIONS,
    "NP": Kind.OTHER,
    "ANNEX": Kind.SCHEDULE,
}
_ACTS = {
    **dict.fromkeys(["BIB.INSTANCE", "NOTE", "TOC", "INCL.ELEMENT", "BIB.DATA", "GR.NOTES", "PAGE", "MARGIN"], Act.DROP),
    **dict.fromkeys(["P", "ALINEA", "TXT", "VISA", "PREAMBLE.INIT", "PREAMBLE.FINAL", "GR.CONSID.INIT", "ROW", "TI", "STI", "SIGNATORY", "PL.DATE"], Act.BLOCK),
    "TI.ART": Act.NUMBER,
    "NO.PARAG": Act.NUMBER,
    "NO.P": Act.NUMBER,
    "STI.ART": Act.HEADING,
    "QUOT.S": Act.QUOTE,
    "CELL": Act.CELL,
}


def read_root(root: Any) -> StructuredLaw:
    """Read an act or an annex of the Official Journal."""
    hooks = {"DIVISION": _division, "QUOT.START": _mark, "QUOT.END": _mark, "TITLE": _title, "NP": _numbered, "GR.SEQ": _division}
    walker = Walker(Dialect(kinds=_KINDS, acts=_ACTS, hooks=hooks))
    top = Declared(Kind.OTHER)
    sink = Sink(top)
    if name_of(root) == "ANNEX":
        walker.child(root, sink)
    else:
        walker.inside(root, sink)
    sink.flush()
    title = root.find("TITLE")
    language = root.find(".//LG.DOC")
    name = " ".join(walker.flat(p) for p in title.iter("P")) if title is not None else ""
    roots = _rooted(top)
    if roots and roots[0].kind is Kind.OTHER and not roots[0].label:
        roots[0].kind = Kind.PREFACE
    return StructuredLaw(roots, tidy(name)[:300], (language.text or "").lower() if language is not None else "")


def _division(walker: Walker, element: Any, sink: Sink) -> None:
    """A chapter or section: its title has a number and, below it, a heading."""
    sink.flush()
    if sink.quoted:
        walker.inside(element, sink)
        return
    title = element.find("TITLE")
    node = Declared(Kind.DIVISION)
    if title is not None:
        lines = [walker.flat(e) for e in title if name_of(e) in ("TI", "STI", "NO.GR.SEQ")]
        label = lines[0] if lines else ""
        kinds = {"chapter": Kind.CHAPTER, "title": Kind.TITLE, "part": Kind.PART, "section": Kind.DIVISION}
        known = kinds.get((label.split() or [""])[0].casefold())
        node.kind = known or Kind.CROSSHEADING
        node.label, node.heading = (label, " ".join(lines[1:])) if known else ("", " ".join(lines))
    inner = Sink(node)
    for child in element:
        if child is not title:
            walker.child(child, inner)
            inner.say(child.tail)
    inner.flush()
    sink.node.content.append(node)


def _title(walker: Walker, element: Any, sink: Sink) -> None:
    parent = name_of(element.getparent())
    if parent in ("ANNEX", "CONS.ANNEX") and not sink.quoted:
        lines = [walker.flat(e) for e in element if name_of(e) in ("TI", "STI")]
        sink.node.label, sink.node.heading = (lines or [""])[0], " ".join(lines[1:])
    else:
        sink.flush()
        walker.inside(element, sink)
        sink.flush()


def _numbered(walker: Walker, element: Any, sink: Sink) -> None:
    """A numbered paragraph takes the number for the item around it, where there is one."""
    if sink.quoted or (not sink.node.label and sink.node.kind in (Kind.ITEM, Kind.PARAGRAPH)):
        walker.inside(element, sink)
        sink.flush()
    else:
        walker.open(element, sink, Kind.ITEM)


def _mark(walker: Walker, element: Any, sink: Sink) -> None:
    """Quotation marks are named by their code point."""
    code = element.get("CODE", "")
    sink.say(chr(int(code, 16)) if len(code) == 4 and all(c in "0123456789ABCDEFabcdef" for c in code) else '"')
