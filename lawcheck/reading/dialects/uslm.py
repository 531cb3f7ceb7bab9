"""United States Legislative Markup: public laws, statute compilations, the Code."""

from __future__ import annotations

from typing import Any

from lawcheck.model import Kind
from lawcheck.reading.declared import Declared
from lawcheck.reading.dialects.akoma import _rooted
from lawcheck.reading.dialects.choosing import StructuredLaw
from lawcheck.reading.walking import Act, Dialect, Sink, Walker, name_of, tidy

_KINDS = {
    "title": Kind.TITLE,
    "subtitle": Kind.TITLE,
    "part": Kind.PART,
    "subpart": Kind.DIVISION,
    "division": Kind.BOOK,
    "subdivision": Kind.SUBDIVISION,
    "chapter": Kind.CHAPTER,
    "subchapter": Kind.DIVISION,
    "section": Kind.SECTION,
    "article": Kind.ARTICLE,
    "subsection": Kind.SUBSECTION,
    "paragraph": Kind.PARAGRAPH,
    "subparagraph": Kind.SUBPARAGRAPH,
    "clause": Kind.CLAUSE,
    "subclause": Kind.ITEM,
    "item": Kind.ITEM,
    "subitem": Kind.ITEM,
    "subsubitem": Kind.ITEM,
    "level": Kind.OTHER,
    "appropriations": Kind.OTHER,
    "preface": Kind.PREFACE,
    "preamble": Kind.PREAMBLE,
    "appendix": Kind.SCHEDULE,
}
_NOTES = ["meta", "toc", "sidenote", "footnote", "ref_note", "page", "editorialNote", "sourceCredit", "note", "notes", "legislativeHistory"]
_APPARATUS = ["endMarker", "action", "explanationNote", "citationNote", "editionNote", "property", "statutoryNote", "changeNote", "uscNote", "layout", "img"]
_BLOCKS = ["p", "chapeau", "content", "continuation", "proviso", "longTitle", "docTitle", "officialTitle", "enactingFormula", "resolvingClause", "tr", "table"]
_ACTS = {
    **dict.fromkeys([*_NOTES, *_APPARATUS], Act.DROP),
    **dict.fromkeys([*_BLOCKS, "elided", "subheading", "signature", "signatures", "recital", "type", "docNumber", "congress", "caption"], Act.BLOCK),
    "num": Act.NUMBER,
    "heading": Act.HEADING,
    "br": Act.BREAK,
    "td": Act.CELL,
    "th": Act.CELL,
    "sup": Act.RAISED,
    "quotedContent": Act.QUOTE,
}


def read_root(root: Any) -> StructuredLaw:
    """Read a public law, a compilation or a title of the Code."""
    dialect = Dialect(kinds=_KINDS, acts=_ACTS, hooks={"proviso": _inline, "longTitle": _front, "enactingFormula": _front, "content": _content})
    walker = Walker(dialect)
    top = Declared(Kind.OTHER)
    for part in root:
        if name_of(part) in ("preface", "preamble", "main", "body", "appendix", "signatures"):
            sink = Sink(top)
            walker.child(part, sink)
            sink.flush()
    title = root.find("{*}meta/{*}title")
    language = root.find("{*}meta/{*}language")
    name = tidy(title.text or "") if title is not None else ""
    return StructuredLaw(_rooted(top), name, tidy(language.text or "").lower()[:2] if language is not None else "en")


def _inline(walker: Walker, element: Any, sink: Sink) -> None:
    """Provisos run on inside the sentence."""
    walker.inside(element, sink)


def _content(walker: Walker, element: Any, sink: Sink) -> None:
    """Content runs on after a heading; it is a block of its own only after other text."""
    sink.flush()
    walker.inside(element, sink)
    sink.flush()


def _front(walker: Walker, element: Any, sink: Sink) -> None:
    """Long title and enacting words stand in the body but belong to the front."""
    content = sink.node.content
    sink.flush()
    last = content[-1] if content else None
    if not isinstance(last, Declared) or last.kind is not Kind.PREFACE:
        last = Declared(Kind.PREFACE)
        content.append(last)
    walker.fill(element, last)
