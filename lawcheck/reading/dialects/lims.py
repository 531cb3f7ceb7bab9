"""Justice Canada's XML of statutes, regulations and bills, in English and French."""

from __future__ import annotations

import re
from typing import Any

from lawcheck.model import Kind
from lawcheck.reading.declared import Declared
from lawcheck.reading.dialects.akoma import _rooted
from lawcheck.reading.dialects.choosing import StructuredLaw
from lawcheck.reading.naming import bare_number
from lawcheck.reading.walking import Act, Dialect, Sink, Walker, name_of, tidy

_KINDS = {
    "Section": Kind.SECTION,
    "Subsection": Kind.SUBSECTION,
    "Paragraph": Kind.PARAGRAPH,
    "Subparagraph": Kind.SUBPARAGRAPH,
    "Clause": Kind.CLAUSE,
    "Subclause": Kind.ITEM,
    "Subsubclause": Kind.ITEM,
}
_NOTES = ["HistoricalNote", "Footnote", "FootnoteRef", "RecentAmendments", "RelatedOrNotInForce", "BillHistory", "RunningHead", "Note", "ReaderNote"]
_METADATA = ["OriginatingRef", "TableOfProvisions", "Image", "ImageGroup", "Chapter", "BillNumber", "Parliament", "BillRefNumber", "StatuteYear"]
_APPARATUS = ["Summary", "ConsolidatedNumber", "Recommendation", "BillSponsor", "InstrumentNumber", "RegistrationDate", "ConsolidationDate"]
_BLOCKS = ["Text", "TitleText", "row", "Oath", "LongTitle", "ShortTitle", "GroupHeading", "BilingualItemEn", "BilingualItemFr"]
_ACTS = {
    **dict.fromkeys([*_NOTES, *_METADATA, *_APPARATUS], Act.DROP),
    **dict.fromkeys([*_BLOCKS, "Formula", "FormulaDefinition", "FormulaConnector", "ScheduleFormHeading", "SignatureBlock"], Act.BLOCK),
    "Label": Act.NUMBER,
    "MarginalNote": Act.HEADING,
    "AmendedText": Act.QUOTE,
    "ReadAsText": Act.QUOTE,
    "entry": Act.CELL,
    "Sup": Act.RAISED,
    "FormulaTerm": Act.BLOCK,
}
_NUMBER = re.compile(r"\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]{1,4}|[A-Z])(?:\.?\)|\.)?|\d{1,3}")
# First words of a heading's label -> what the heading opens.
_GROUPS = {"part": Kind.PART, "partie": Kind.PART, "division": Kind.DIVISION, "section": Kind.DIVISION, "subdivision": Kind.SUBDIVISION}
_MORE_GROUPS = {"sous-section": Kind.SUBDIVISION, "chapter": Kind.CHAPTER, "chapitre": Kind.CHAPTER, "title": Kind.TITLE, "titre": Kind.TITLE}


def read_root(root: Any) -> StructuredLaw:
    """Read a statute, a regulation, a bill, or the body of one."""
    hooks = {
        "Body": _body,
        "Definition": _definition,
        "Schedule": _schedule,
        "Identification": _front,
        "Introduction": _preamble,
        "Text": _text,
        "Provision": _provision,
        "Group": _agreed,
    }
    walker = Walker(Dialect(kinds=_KINDS, acts=_ACTS, hooks={**hooks, "Label": _label, "DefinedTermEn": _term, "DefinedTermFr": _term}))
    top = Declared(Kind.OTHER)
    for part in [root] if name_of(root) == "Body" else list(root):
        sink = Sink(top)
        walker.child(part, sink)
        sink.flush()
    names = [root.find(f"Identification/{n}") for n in ("ShortTitle", "LongTitle")]
    title = next((tidy("".join(n.itertext())) for n in names if n is not None), "")
    return StructuredLaw(_rooted(top), title, _language(root))


def _language(root: Any) -> str:
    return str(root.get("{http://www.w3.org/XML/1998/namespace}lang", ""))[:2]


def _front(walker: Walker, element: Any, sink: Sink) -> None:
    sink.node.content.append(walker.fill(element, Declared(Kind.PREFACE)))


def _preamble(walker: Walker, element: Any, sink: Sink) -> None:
    sink.node.content.append(walker.fill(element, Declared(Kind.PREAMBLE)))


def _body(walker: Walker, element: Any, sink: Sink) -> None:
    """Headings stand beside the sections they head; their level says which they hold."""
    if sink.quoted:
        walker.inside(element, sink)
        return
    sink.flush()
    open_groups: list[tuple[int, Declared]] = [(0, sink.node)]
    for child in element:
        if name_of(child) == "Heading":
            level = int(child.get("level", "1"))
            while open_groups[-1][0] >= level:
                open_groups.pop()
            group = _group(walker, child)
            open_groups[-1][1].content.append(group)
            open_groups.append((level, group))
            continue
        inner = Sink(open_groups[-1][1])
        if name_of(child).startswith("Group"):
            _body(walker, child, inner)
        else:
            walker.child(child, inner)
        inner.flush()


def _group(walker: Walker, heading: Any) -> Declared:
    label = heading.find("Label")
    text = " ".join(walker.flat(e) for e in heading if name_of(e) == "TitleText")
    printed = walker.flat(label) if label is not None else ""
    word = (printed.split() or [""])[0].casefold()
    return Declared({**_GROUPS, **_MORE_GROUPS}.get(word, Kind.CROSSHEADING), label=printed, heading=text)


def _definition(walker: Walker, element: Any, sink: Sink) -> None:
    """A definition: its heading is the first term, which its text contains."""
    sink.flush()
    if sink.quoted:
        walker.inside(element, sink)
        sink.flush()
        return
    node = walker.fill(element, Declared(Kind.DEFINITION, mute=True))
    terms = [t for t in element.iter("DefinedTermEn", "DefinedTermFr")]
    node.heading = walker.flat(terms[0]) if terms else " ".join(str(node.content[0]).split()[:6]) if node.content else ""
    node.label = ""
    sink.node.content.append(node)


def _term(walker: Walker, element: Any, sink: Sink) -> None:
    walker.inside(element, sink)


def _text(walker: Walker, element: Any, sink: Sink) -> None:
    sink.flush()
    walker.inside(element, sink)
    sink.flush()


def _label(walker: Walker, element: Any, sink: Sink) -> None:
    """Labels of sections and below number them; any other is text."""
    parent = element.getparent()
    if name_of(parent) in _KINDS or (name_of(parent) == "Provision" and _is_numbered(parent)):
        walker.label(element, sink)
    else:
        sink.say(walker.flat(element) + " ")


def _is_numbered(provision: Any) -> bool:
    label = provision.find("Label")
    return label is not None and _NUMBER.fullmatch("".join(label.itertext()).strip()) is not None


def _provision(walker: Walker, element: Any, sink: Sink) -> None:
    """A paragraph of a treaty or a form in a schedule; many have numbers."""
    if _is_numbered(element):
        walker.open(element, sink, Kind.ITEM)
    else:
        sink.flush()
        walker.inside(element, sink)
        sink.flush()


def _agreed(walker: Walker, element: Any, sink: Sink) -> None:
    """An article of a treaty in a schedule, or a heading over several."""
    heading = element.find("GroupHeading")
    if sink.quoted or heading is None or not any(name_of(above) == "DocumentInternal" for above in element.iterancestors()):
        walker.inside(element, sink)
        return
    sink.flush()
    node = _group(walker, heading)
    if (node.label.split() or [""])[0].casefold() == "article":
        node.kind = Kind.ARTICLE
    inner = Sink(node)
    for child in element:
        if child is not heading:
            walker.child(child, inner)
    inner.flush()
    sink.node.content.append(node)


def _schedule(walker: Walker, element: Any, sink: Sink) -> None:
    """Schedules; those that only list provisions not in force, or amendments made elsewhere, are no part of the law."""
    if any(name_of(child) == "BillPiece" for child in element) or element.get("id") in ("NIFProvs", "RelatedProvs"):
        return
    sink.flush()
    node = Declared(Kind.SCHEDULE)
    form = element.find("ScheduleFormHeading")
    if form is not None:
        label = form.find("Label")
        node.label = walker.flat(label) if label is not None else ""
        node.heading = " ".join(walker.flat(e) for e in form if name_of(e) == "TitleText")
        if not bare_number(node.label) and not node.heading and not node.label:
            node.label = walker.flat(form)
    inner = Sink(node)
    for child in element:
        if name_of(child) != "ScheduleFormHeading":
            walker.child(child, inner)
    inner.flush()
    sink.node.content.append(node)
