"""Akoma Ntoso 3.0 and its older drafts, and the profiles built on it (LegalDocML.de, AKN4EU, Laws.Africa)."""

from __future__ import annotations

import re
from typing import Any

from lawcheck.model import Kind
from lawcheck.reading.declared import Declared
from lawcheck.reading.dialects.choosing import StructuredLaw
from lawcheck.reading.walking import Act, Dialect, Sink, Walker, name_of, tidy

_KINDS = {
    "book": Kind.BOOK,
    "tome": Kind.BOOK,
    "part": Kind.PART,
    "subpart": Kind.DIVISION,
    "title": Kind.TITLE,
    "subtitle": Kind.TITLE,
    "chapter": Kind.CHAPTER,
    "subchapter": Kind.DIVISION,
    "division": Kind.DIVISION,
    "subdivision": Kind.SUBDIVISION,
    "section": Kind.SECTION,
    "article": Kind.ARTICLE,
    "rule": Kind.RULE,
    "subrule": Kind.SUBSECTION,
    "clause": Kind.CLAUSE,
    "subclause": Kind.SUBPARAGRAPH,
    "subsection": Kind.SUBSECTION,
    "paragraph": Kind.PARAGRAPH,
    "subparagraph": Kind.SUBPARAGRAPH,
    "alinea": Kind.PARAGRAPH,
    "point": Kind.ITEM,
    "indent": Kind.ITEM,
    "item": Kind.ITEM,
    "proviso": Kind.PROVISO,
    "transitional": Kind.OTHER,
    "level": Kind.OTHER,
    "recital": Kind.ITEM,
    "preface": Kind.PREFACE,
    "preamble": Kind.PREAMBLE,
    "conclusions": Kind.CONCLUSIONS,
}
_DROPPED = ["meta", "coverPage", "toc", "authorialNote", "remark", "staticContent", "foreign", "img", "noteRef", "portionBody", "documentRef", "eop"]
_BLOCKS = ["p", "block", "blockContainer", "listIntroduction", "listWrapUp", "tr", "caption", "table", "formula", "longTitle", "signature", "interstitial"]
_ACTS = {
    **dict.fromkeys(_DROPPED, Act.DROP),
    **dict.fromkeys([*_BLOCKS, "container", "div", "li", "omissis", "wrapUp", "intro", "subheading"], Act.BLOCK),
    "num": Act.NUMBER,
    "heading": Act.HEADING,
    "br": Act.BREAK,
    "eol": Act.BREAK,
    "td": Act.CELL,
    "th": Act.CELL,
    "sup": Act.RAISED,
}
_LANGUAGES = {
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "spa": "es",
    "por": "pt",
    "rus": "ru",
    "ara": "ar",
    "deu": "de",
    "ger": "de",
    "ita": "it",
    "ell": "el",
    "gr": "el",
    "swa": "sw",
}
_ABOVE_SECTION = {"article", "section"}
_SYMBOL = re.compile(r"[\dAai]")
_NAMED = {k.value: k for k in Kind}


def read_root(root: Any) -> StructuredLaw:
    """Read the first document of an Akoma Ntoso file; its components follow as schedules."""
    walker = Walker(_dialect(_is_30(root)))
    top = Declared(Kind.OTHER)
    document = next((e for e in root if name_of(e) and name_of(e) != "meta"), root)
    _document(walker, document, top)
    for component in root.iterchildren("{*}components", "{*}component"):
        walker.fill(component, top)
    return StructuredLaw(_rooted(top), _title(root), _language(root))


def _is_30(root: Any) -> bool:
    """EIds came with 3.0; the ``id`` of older drafts follows no convention."""
    return "2.0" not in root.tag and "1.0" not in root.tag


def _dialect(declares_eids: bool) -> Dialect:
    return Dialect(
        kinds=_KINDS,
        acts=_ACTS,
        hooks={
            "hcontainer": _container,
            "crossHeading": _cross_heading,
            "quotedStructure": _quoted,
            "quotedText": _quoted_text,
            "embeddedStructure": _quoted,
            "embeddedText": _quoted_text,
            "attachment": _attachment,
            "component": _attachment,
            "ol": _list,
            "wrapUp": _wrap_up,
            "blockContainer": _block_container,
        },
        kind_of=_kind,
        eid_of=(lambda e: str(e.get("eId", ""))) if declares_eids else None,
    )


def _document(walker: Walker, document: Any, top: Declared) -> None:
    for part in document:
        name = name_of(part)
        if name in ("preface", "preamble", "conclusions", "body", "mainBody", "attachments", "components", "collectionBody", "fragmentBody"):
            sink = Sink(top)
            walker.child(part, sink)
            sink.flush()


def _rooted(top: Declared) -> list[Declared]:
    """Roots in order; loose text becomes a root of its own."""
    roots: list[Declared] = []
    for part in top.content:
        if isinstance(part, Declared):
            roots.append(part)
        elif roots and roots[-1].kind is Kind.OTHER and not roots[-1].label:
            roots[-1].content.append(part)
        else:
            roots.append(Declared(Kind.OTHER, content=[part]))
    return roots


def _kind(element: Any, kind: Kind, parent: Declared) -> Kind:
    name = name_of(element)
    if name in ("section", "subsection") and element.find(".//{*}article") is not None:
        # In civil codes sections group articles.
        return Kind.DIVISION if name == "section" else Kind.SUBDIVISION
    if name == "clause" and not any(name_of(a) in _ABOVE_SECTION for a in element.iterancestors()):
        return Kind.SECTION
    return kind


def _container(walker: Walker, element: Any, sink: Sink) -> None:
    name = element.get("name", "")
    if name == "toc":
        return
    kind = _NAMED.get(name, Kind.SCHEDULE if name == "annex" else Kind.OTHER)
    if name not in _NAMED or sink.quoted:
        walker.open(element, sink, kind)
        return
    sink.flush()
    node = walker.fill(element, Declared(kind, eid=str(element.get("eId", ""))))
    if kind is Kind.DEFINITION:
        _term(element, node)
    if node.content or node.label or node.heading:
        sink.node.content.append(node)


def _term(element: Any, node: Declared) -> None:
    """The term of a definition stands in its text, marked by ``def``; it is no heading on the page."""
    term = element.find(".//{*}def")
    if term is not None and not node.heading:
        node.heading, node.mute = tidy("".join(term.itertext())), True


def _cross_heading(walker: Walker, element: Any, sink: Sink) -> None:
    sink.flush()
    text = walker.flat(element)
    if sink.quoted:
        sink.say(text)
        sink.flush()
    else:
        sink.node.content.append(Declared(Kind.CROSSHEADING, heading=text, eid=str(element.get("eId", ""))))


def _quoted(walker: Walker, element: Any, sink: Sink) -> None:
    walker.quote(element, sink, element.get("startQuote", ""), element.get("endQuote", ""))


def _quoted_text(walker: Walker, element: Any, sink: Sink) -> None:
    walker.quote(element, sink, element.get("startQuote", ""), element.get("endQuote", ""), block=False)


def _attachment(walker: Walker, element: Any, sink: Sink) -> None:
    """An annex: its heading names it ("Schedule 2"), a subheading is then its heading."""
    sink.flush()
    node = Declared(Kind.SCHEDULE, eid=str(element.get("eId", "")))
    heading, subheading = (element.find(f"{{*}}{name}") for name in ("heading", "subheading"))
    if heading is not None:
        text = walker.flat(heading)
        named = subheading is not None or re.match(r"\W*\w*\s*(?:schedule|annex|anlage|allegato|anexo|appendix)", text, re.IGNORECASE)
        node.label, node.heading = (text, "") if named else ("", text)
    if subheading is not None:
        node.heading = walker.flat(subheading)
    for document in element:
        if name_of(document) not in ("heading", "subheading", "num", ""):
            _document(walker, document, node)
    if node.content or node.label or node.heading:
        sink.node.content.append(node)


def _block_container(walker: Walker, element: Any, sink: Sink) -> None:
    """A table of contents goes with the words above it."""
    if element.find("{*}toc") is None:
        sink.flush()
        walker.inside(element, sink)
        sink.flush()


def _wrap_up(walker: Walker, element: Any, sink: Sink) -> None:
    """Flush text after a list is a provision of its own."""
    sink.flush()
    if sink.quoted or not sink.node.parted:
        walker.inside(element, sink)
        sink.flush()
    else:
        sink.node.content.append(walker.fill(element, Declared(Kind.WRAPUP, eid=str(element.get("eId", "")))))


def _list(walker: Walker, element: Any, sink: Sink) -> None:
    """An ordered list: the page shows numbers that its style names, such as "a)"."""
    symbol = next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == "symbol"), "1.")
    found = _SYMBOL.search(symbol) or _SYMBOL.search("1.")
    assert found is not None
    sink.flush()
    for count, item in enumerate(element.iterchildren("{*}li"), start=int(element.get("start", "1"))):
        mark = str(count) if found.group() == "1" else chr(ord("a") + (count - 1) % 26)
        label = symbol[: found.start()] + (mark.upper() if found.group() == "A" else mark) + symbol[found.end() :]
        if sink.quoted:
            sink.say(label + " ", glued=True)
            walker.inside(item, sink)
            sink.flush()
        else:
            sink.node.content.append(walker.fill(item, Declared(Kind.ITEM, label=label)))


def _title(root: Any) -> str:
    for name in ("docTitle", "shortTitle"):
        found = root.find(f".//{{*}}preface//{{*}}{name}")
        if found is not None and (text := tidy("".join(t for t in found.itertext()))):
            return text
    alias = root.find(".//{*}FRBRWork/{*}FRBRalias")
    if alias is not None and alias.get("value"):
        return tidy(str(alias.get("value")))
    found = root.find(".//{*}preface//{*}longTitle")
    return tidy("".join(found.itertext()))[:300] if found is not None else ""


def _language(root: Any) -> str:
    found = root.find(".//{*}FRBRlanguage")
    declared = str(found.get("language", "")).rpartition("/")[2].lower() if found is not None else ""
    return _LANGUAGES.get(declared, declared if len(declared) == 2 else "")
