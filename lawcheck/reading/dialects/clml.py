"""Crown Legislation Markup Language of legislation.gov.uk: Acts, instruments and retained EU law."""

from __future__ import annotations

from typing import Any

from lawcheck.model import Kind
from lawcheck.reading.declared import Declared
from lawcheck.reading.dialects.choosing import StructuredLaw
from lawcheck.reading.walking import Act, Dialect, Sink, Walker, name_of, tidy

_KINDS = {
    "Group": Kind.BOOK,
    "Part": Kind.PART,
    "EUPart": Kind.PART,
    "EUTitle": Kind.TITLE,
    "Chapter": Kind.CHAPTER,
    "EUChapter": Kind.CHAPTER,
    "EUSection": Kind.DIVISION,
    "EUSubsection": Kind.SUBDIVISION,
    "Pblock": Kind.CROSSHEADING,
    "PsubBlock": Kind.CROSSHEADING,
    "Division": Kind.OTHER,
    "P1": Kind.SECTION,
    "P2": Kind.SUBSECTION,
    "P3": Kind.PARAGRAPH,
    "P4": Kind.SUBPARAGRAPH,
    "P5": Kind.ITEM,
    "P6": Kind.ITEM,
    "P7": Kind.ITEM,
    "Schedule": Kind.SCHEDULE,
    "Appendix": Kind.SCHEDULE,
    "Attachment": Kind.SCHEDULE,
    "PrimaryPrelims": Kind.PREFACE,
    "SecondaryPrelims": Kind.PREFACE,
    "EUPrelims": Kind.PREFACE,
    "SignedSection": Kind.CONCLUSIONS,
    "IntroductoryText": Kind.PREFACE,
}
# One step down for P1 to P5 where articles, regulations and paragraphs of schedules stand at the top.
_LOWER = {
    Kind.SECTION: Kind.PARAGRAPH,
    Kind.SUBSECTION: Kind.SUBPARAGRAPH,
    Kind.PARAGRAPH: Kind.ITEM,
    Kind.SUBPARAGRAPH: Kind.CLAUSE,
}
_UNDER_ARTICLE = {Kind.SUBSECTION: Kind.PARAGRAPH, Kind.PARAGRAPH: Kind.SUBPARAGRAPH, Kind.SUBPARAGRAPH: Kind.ITEM}
_SIGNS = {"order": "art.", "regulation": "reg.", "rule": "r."}
_NOTES = [
    "Metadata",
    "Contents",
    "Commentaries",
    "CommentaryRef",
    "Footnotes",
    "Footnote",
    "FootnoteRef",
    "MarginNotes",
    "MarginNote",
    "MarginNoteRef",
    "ExplanatoryNotes",
    "EarlierOrders",
    "Resources",
]
_APPARATUS = [
    "Versions",
    "Image",
    "Reference",
    "Correction",
    "Warning",
    "annotation",
    "svg",
    "InternalVersion",
    "ContentsTitle",
    "IncludedDocument",
    "UnappliedEffects",
    "Draft",
]
_BLOCKS = ["Text", "Para", "P", "BlockText", "ListItem", "tr", "TableText", "Title", "Subtitle", "Number", "LongTitle", "DateOfEnactment", "MadeDate"]
_MORE_BLOCKS = ["LaidDate", "ComingIntoForce", "SubjectInformation", "Signee", "PersonName", "JobTitle", "Department", "EnactingText", "Form", "Tabular"]
_ACTS = {
    **dict.fromkeys([*_NOTES, *_APPARATUS], Act.DROP),
    **dict.fromkeys([*_BLOCKS, *_MORE_BLOCKS, "MultilineTitle", "FigureText", "TitleBlock", "DateSigned", "Address", "Formula"], Act.BLOCK),
    "td": Act.CELL,
    "th": Act.CELL,
    "Superior": Act.RAISED,
    "Pnumber": Act.NUMBER,
}
_MARKS = {"parens": ("(", ")"), "parenRight": ("", ")"), "brackets": ("[", "]"), "bracketRight": ("", "]"), "period": ("", ".")}
_QUOTES = {"single": ("‘", "’"), "none": ("", "")}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def read_root(root: Any) -> StructuredLaw:
    """Read an Act, an instrument, a treaty or a regulation of the EU."""
    minor = root.find(".//{*}DocumentMinorType")
    reader = _Reader(minor.get("Value", "") if minor is not None else "")
    top = Declared(Kind.OTHER)
    sink = Sink(top)
    for part in root:
        if name_of(part) in ("Primary", "Secondary", "EURetained", "Schedules", "Body"):
            reader.walker.child(part, sink)
    sink.flush()
    title = root.find(".//{*}Metadata/{*}title")
    language = root.find(".//{*}Metadata/{*}language")
    declared = (language.text or "") if language is not None else root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    roots = [part if isinstance(part, Declared) else Declared(Kind.OTHER, content=[part]) for part in top.content]
    return StructuredLaw(roots, tidy(title.text or "") if title is not None else "", str(declared)[:2])


class _Reader:
    """Hooks that share what kind of document this is."""

    def __init__(self, minor: str) -> None:
        self.minor = minor
        grouped = dict.fromkeys(["Title", "Number", "Subtitle"], self._titled)
        hooks = {"P1group": self._group, "P2group": self._group, "P3group": self._group, "BlockAmendment": self._quote, "AppendText": self._append}
        lists = {"OrderedList": self._list, "UnorderedList": self._bullets, "InlineAmendment": self._inline}
        self.walker = Walker(Dialect(kinds=_KINDS, acts=_ACTS, hooks={**hooks, **grouped, **lists}, kind_of=self._kind, label_of=_printed))

    def _kind(self, element: Any, kind: Kind, parent: Declared) -> Kind:
        above = {name_of(a) for a in element.iterancestors()}
        if not name_of(element).startswith("P") or kind not in (*_LOWER, Kind.ITEM):
            return kind
        if "Schedule" in above or "Appendix" in above:
            return _LOWER.get(kind, kind)
        if self.minor == "order" or "EUBody" in above:
            return Kind.ARTICLE if kind is Kind.SECTION else _UNDER_ARTICLE.get(kind, kind)
        return kind

    def _titled(self, walker: Walker, element: Any, sink: Sink) -> None:
        """Numbers and titles of groups; elsewhere they are lines of text."""
        parent = element.getparent()
        parent = parent.getparent() if name_of(parent) == "TitleBlock" else parent
        opens = name_of(parent) in _KINDS and _KINDS[name_of(parent)] not in (Kind.PREFACE, Kind.CONCLUSIONS)
        sink.flush()
        if opens and name_of(element) == "Number":
            walker.label(element, sink)
        elif opens and name_of(element) == "Title":
            walker.heading(element, sink)
        else:
            walker.inside(element, sink)
            sink.flush()

    def _group(self, walker: Walker, element: Any, sink: Sink) -> None:
        """The title of a group heads its one provision; over several it is a cross-heading."""
        title = element.find("{*}Title")
        heading = walker.flat(title) if title is not None else ""
        members = [e for e in element if name_of(e) in _KINDS]
        sink.flush()
        if sink.quoted:
            sink.say(heading)
            sink.flush()
        holder = Declared(Kind.CROSSHEADING, heading=heading)
        inner = Sink(sink.node if sink.quoted else holder, sink.quoted)
        for child in element:
            if child is not title:
                walker.child(child, inner)
        inner.flush()
        if sink.quoted:
            return
        only = holder.content[0] if len(holder.content) == 1 else None
        if len(members) == 1 and isinstance(only, Declared) and not only.heading:
            only.heading = heading
            self._sign(only)
            sink.node.content.append(only)
            return
        for part in holder.content:
            if isinstance(part, Declared):
                self._sign(part)
        if heading:
            sink.node.content.append(holder)
        else:
            sink.node.content.extend(holder.content)

    def _sign(self, node: Declared) -> None:
        if node.kind in (Kind.SECTION, Kind.ARTICLE):
            node.sign = _SIGNS.get(self.minor, "")

    def _quote(self, walker: Walker, element: Any, sink: Sink) -> None:
        opening, closing = _QUOTES.get(element.get("Format", ""), ("“", "”"))
        walker.quote(element, sink, opening, closing)

    def _append(self, walker: Walker, element: Any, sink: Sink) -> None:
        """Words after a quotation ("; and") close its last line."""
        text = walker.flat(element)
        content = sink.node.content
        if content and isinstance(content[-1], str):
            content[-1] += text if text[:1] in ".,;:)" else " " + text
        else:
            sink.say(text)

    def _inline(self, walker: Walker, element: Any, sink: Sink) -> None:
        walker.quote(element, sink, block=False)

    def _list(self, walker: Walker, element: Any, sink: Sink) -> None:
        """Items of an ordered list: the page shows numbers that the list's style names."""
        before, after = _MARKS.get(element.get("Decoration", ""), ("", ""))
        sink.flush()
        for count, item in enumerate(element.iterchildren("{*}ListItem"), start=int(element.get("Start", "1"))):
            label = item.get("NumberOverride") or f"{before}{_counted(count, element.get('Type', 'arabic'))}{after}"
            if sink.quoted:
                sink.say(label + " ", glued=True)
                walker.inside(item, sink)
                sink.flush()
            else:
                sink.node.content.append(walker.fill(item, Declared(Kind.ITEM, label=label)))

    def _bullets(self, walker: Walker, element: Any, sink: Sink) -> None:
        """Unordered lists are text, but each item of a list of definitions is a provision."""
        defines = element.get("Class") == "Definition" and not sink.quoted
        sink.flush()
        for item in element.iterchildren("{*}ListItem"):
            if not defines:
                walker.inside(item, sink)
                sink.flush()
                continue
            node = walker.fill(item, Declared(Kind.DEFINITION, mute=True))
            node.heading = _term(node)
            sink.node.content.append(node)


def _term(node: Declared) -> str:
    """The words between the first quotation marks of a definition."""
    first = next((p for p in node.content if isinstance(p, str)), "")
    for opening, closing in ("“”", "‘’", '""'):
        _, found, rest = first.partition(opening)
        if found and closing in rest:
            return rest.partition(closing)[0]
    return " ".join(first.split()[:6])


def _printed(element: Any, text: str) -> str:
    """Marks around a number on the page: "1." at the top, "(1)" below, or those that the file declares."""
    parent = name_of(element.getparent())
    if name_of(element) != "Pnumber":
        return text
    before, after = element.get("PuncBefore"), element.get("PuncAfter")
    if before is not None or after is not None:
        return f"{before or ''}{text}{after or ''}"
    if not text or not text[0].isalnum() or " " in text:
        return text
    return f"{text}." if parent == "P1" else f"({text})"


def _counted(count: int, style: str) -> str:
    if style.startswith("alpha"):
        text = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    elif style.startswith("roman"):
        text = ""
        for value, sign in _ROMAN:
            while count >= value:
                text, count = text + sign, count - value
    else:
        return str(count)
    return text.upper() if style.endswith("upper") else text
