"""Any report as a Word document: native styles, a table of contents, tables that repeat their header rows."""

from __future__ import annotations

import datetime
import io
from typing import Any

from docx import Document as new_document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from lawcheck.model import Assessment
from lawcheck.reporting import charts
from lawcheck.reporting.composing import compose
from lawcheck.reporting.document import SHORT_TABLE, Bullets, Document, Figure, Heading, Paragraph, Table, Words, is_rtl, plain, printable, shortened, words
from lawcheck.reporting.packing import repack

_WIDTH_CM = 16.6
_TWIPS_PER_CM = 567
_EPOCH = datetime.datetime(2000, 1, 1)
_STYLES = {
    "body": "BodyText",
    "quote": "Quote",
    "alert": "IntenseQuote",
    "label": "Label",
    "cite": "Citation",
    "lead": "Lead",
    "note": "Remark",
    "option": "Draft",
}
_MARK_FILL = "FFE08A"


def to_docx(assessment: Assessment, *, date: str = "") -> bytes:
    """The gap report as the bytes of a DOCX file."""
    return render(compose(assessment, date=date))


def _without_old_styles(file: Any) -> None:
    """Drop the copy of the styles that Word 2010 kept in the template: Word repairs a file whose two copies differ."""
    for name, relation in list(file.part.rels.items()):
        if relation.reltype.endswith("/stylesWithEffects"):
            del file.part.rels[name]


def render(document: Document) -> bytes:
    """Write a document; the same document gives the same bytes."""
    file = new_document()
    _without_old_styles(file)
    _page(file, document)
    _styles(file)
    body = file.element.body
    ending = body[-1]
    writer = _Writer(file, ending)
    writer.front(document)
    for block in document.blocks:
        writer.block(block)
    file.core_properties.title = printable(f"{document.title}: {document.subtitle}")[:250]
    file.core_properties.author = "lawcheck"
    file.core_properties.comments = ""
    file.core_properties.created = file.core_properties.modified = _EPOCH
    out = io.BytesIO()
    file.save(out)
    return repack(out.getvalue())


class _Writer:
    """Appends blocks before the section properties that end the body."""

    def __init__(self, file: Any, ending: Any) -> None:
        self._file = file
        self._ending = ending
        self._bookmark = 0

    def add(self, element: Any) -> None:
        self._ending.addprevious(element)

    def front(self, document: Document) -> None:
        self.add(paragraph(words(document.title), "Title"))
        self.add(paragraph(words(document.subtitle), "Subtitle"))
        for name, value in document.front:
            self.add(paragraph(words(f"{name}: {value}"), "BodyText"))
        if document.contents:
            self.add(paragraph(words("Contents"), "ContentsHeading"))
            headings = [b for b in document.blocks if isinstance(b, Heading)]
            for element in _contents(headings):
                self.add(element)

    def block(self, block: Any) -> None:
        if isinstance(block, Heading):
            self.add(self._heading(block))
        elif isinstance(block, Paragraph):
            self.add(paragraph(block.words, _STYLES[block.style]))
        elif isinstance(block, Bullets):
            for item in block.items:
                self.add(paragraph(item, "ListBullet"))
        elif isinstance(block, Table):
            if block.caption:
                self.add(paragraph(words(block.caption), "Caption", keep=True))
            self.add(_table(block))
            self.add(paragraph((), "AfterTable"))
        else:
            self._figure(block)

    def _heading(self, heading: Heading) -> Any:
        element = paragraph(words(heading.text), f"Heading{heading.level}")
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self._bookmark))
        start.set(qn("w:name"), _anchor(self._bookmark))
        self._bookmark += 1
        element.insert(1, start)
        element.append(end)
        return element

    def _figure(self, figure: Figure) -> None:
        holder = self._file.add_paragraph(style="Figure")
        picture = holder.add_run().add_picture(io.BytesIO(charts.png(figure.chart)), width=Cm(_WIDTH_CM))
        described = picture._inline.docPr
        described.set("descr", printable(figure.alt))
        described.set("name", printable(figure.caption))
        self.add(holder._p)
        self.add(paragraph(words(figure.caption), "Caption"))


def paragraph(text: Words, style: str, *, keep: bool = False, rtl: bool | None = None) -> Any:
    """A ``w:p`` element; right-to-left where its first letters are."""
    element = OxmlElement("w:p")
    properties = OxmlElement("w:pPr")
    _set(properties, "w:pStyle", style)
    if keep:
        properties.append(OxmlElement("w:keepNext"))
    rtl = is_rtl(plain(text)) if rtl is None else rtl
    if rtl:
        properties.append(OxmlElement("w:bidi"))
    element.append(properties)
    for run in text:
        element.append(_run(printable(run.text), run.style, rtl or is_rtl(run.text)))
    return element


def _run(text: str, style: str, rtl: bool) -> Any:
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    if style in {"strong", "mark"}:
        properties.extend((OxmlElement("w:b"), OxmlElement("w:bCs")))
    if style == "em":
        properties.extend((OxmlElement("w:i"), OxmlElement("w:iCs")))
    if style == "delete":
        properties.append(OxmlElement("w:strike"))
        _set(properties, "w:color", "8B1A1A")
    if style == "insert":
        _set(properties, "w:u", "double")
    if style == "mark":
        shade = _set(properties, "w:shd", "clear")
        shade.set(qn("w:fill"), _MARK_FILL)
    if rtl:
        properties.append(OxmlElement("w:rtl"))
    if len(properties):
        run.append(properties)
    for at, line in enumerate(text.split("\n")):
        if at:
            run.append(OxmlElement("w:br"))
        piece = OxmlElement("w:t")
        piece.text = line
        piece.set(qn("xml:space"), "preserve")
        run.append(piece)
    return run


def _table(table: Table) -> Any:
    """A ``w:tbl`` element with fixed column widths; rows do not break across pages, the first is repeated."""
    made: Any = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        "</w:tblPr><w:tblGrid/></w:tbl>"
    )
    twips = [round(w * _WIDTH_CM * _TWIPS_PER_CM) for w in table.widths]
    for width in twips:
        _set(made.tblGrid, "w:gridCol", str(width), "w:w")
    made.append(_row(tuple(words(h) for h in table.head), twips, "TableHead", header=True))
    short = len(table.rows) <= SHORT_TABLE
    for at, row in enumerate(table.rows):
        last = at == len(table.rows) - 1
        made.append(_row(row, twips, "TableText", header=False, keep=short and not last))
    return made


def _row(cells: tuple[Words, ...], twips: list[int], style: str, *, header: bool, keep: bool = False) -> Any:
    row = OxmlElement("w:tr")
    properties = OxmlElement("w:trPr")
    # A row taller than a page must break; one of more than 1,500 characters may be.
    if sum(len(plain(c)) for c in cells) < 1500:
        properties.append(OxmlElement("w:cantSplit"))
    if header:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for cell, width in zip(cells, twips, strict=True):
        box = OxmlElement("w:tc")
        inner = OxmlElement("w:tcPr")
        _set(inner, "w:tcW", str(width), "w:w").set(qn("w:type"), "dxa")
        if header:
            _set(inner, "w:shd", "clear").set(qn("w:fill"), "ECE8DE")
        box.extend((inner, paragraph(cell, style, keep=keep or header)))
        row.append(box)
    return row


def _contents(headings: list[Heading]) -> list[Any]:
    """A contents field, filled with links; Word and LibreOffice put the page numbers when the field is updated."""
    listed = [(at, h) for at, h in enumerate(headings) if h.level < 3]
    made = []
    for position, (at, heading) in enumerate(listed):
        entry = paragraph((), f"toc{heading.level}")
        if position == 0:
            entry.append(_field("begin", dirty=True))
            code = OxmlElement("w:r")
            text = OxmlElement("w:instrText")
            text.set(qn("xml:space"), "preserve")
            text.text = ' TOC \\o "1-2" \\h \\z \\u '
            code.append(text)
            entry.extend((code, _field("separate")))
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _anchor(at))
        link.append(_run(printable(heading.text), "", is_rtl(heading.text)))
        entry.append(link)
        if position == len(listed) - 1:
            entry.append(_field("end"))
        made.append(entry)
    return made


def _anchor(number: int) -> str:
    return f"_Toc{700000 + number}"


def _field(kind: str, *, dirty: bool = False) -> Any:
    run = OxmlElement("w:r")
    mark = _set(run, "w:fldChar", kind, "w:fldCharType")
    if dirty:
        mark.set(qn("w:dirty"), "true")
    return run


def _set(parent: Any, tag: str, value: str, attribute: str = "w:val") -> Any:
    child = OxmlElement(tag)
    child.set(qn(attribute), value)
    parent.append(child)
    return child


def _page(file: Any, document: Document) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
    dated = f" – {document.date}" if document.date else ""
    short = shortened(document.running, 70)
    head = section.header.paragraphs[0]
    head._p.getparent().replace(head._p, paragraph(words(f"{document.title}: ", short, dated), "Header", rtl=False))
    foot = section.footer.paragraphs[0]
    for text, code in (("Page ", "PAGE"), (" of ", "NUMPAGES")):
        foot.add_run(text)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), code)
        field.append(_run("1", "", False))
        foot._p.append(field)


def _styles(file: Any) -> None:
    """Adapt the built-in styles and add a few, so that a reader can restyle the report as a whole."""
    from docx.enum.style import WD_STYLE_TYPE

    styles = file.styles
    normal = styles["Normal"]
    _font(normal, "Cambria", 10.5)
    normal.paragraph_format.space_after = Pt(4)
    for level, size in ((1, 17), (2, 13.5), (3, 11.5)):
        style = styles[f"Heading {level}"]
        _font(style, "Calibri", size)
        style.font.color.rgb = RGBColor(0x1B, 0x1B, 0x1B)
        style.paragraph_format.space_before = Pt(24 - 5 * level)
        style.paragraph_format.space_after = Pt(4)
        style.paragraph_format.keep_with_next = True
    _font(styles["Title"], "Calibri", 26)
    styles["Title"].font.color.rgb = RGBColor(0x1B, 0x1B, 0x1B)
    _font(styles["Subtitle"], "Calibri", 14)
    styles["Subtitle"].font.italic = False
    for spacing in styles["Subtitle"].element.rPr.findall(qn("w:spacing")):
        styles["Subtitle"].element.rPr.remove(spacing)
    styles["Subtitle"].font.color.rgb = RGBColor(0x4A, 0x4A, 0x4A)
    _font(styles["Header"], "Calibri", 8.5)
    _font(styles["Footer"], "Calibri", 8.5)
    quote = styles["Quote"]
    quote.font.italic = False
    quote.paragraph_format.left_indent = quote.paragraph_format.right_indent = Cm(0.8)
    alert = styles["Intense Quote"]
    alert.font.color.rgb = RGBColor(0x8B, 0x1A, 0x1A)
    alert.font.italic = False
    alert.paragraph_format.left_indent = alert.paragraph_format.right_indent = Cm(0.3)
    shape = alert.element.get_or_add_pPr()
    for old in shape.findall(qn("w:pBdr")):
        sides = "".join(f'<w:{side} w:val="single" w:sz="18" w:space="6" w:color="8B1A1A"/>' for side in ("top", "left", "bottom", "right"))
        shape.replace(old, parse_xml(f"<w:pBdr {nsdecls('w')}>{sides}</w:pBdr>"))
    caption = styles["Caption"]
    caption.font.color.rgb = RGBColor(0x1B, 0x1B, 0x1B)
    for name, size, bold, before, after, indent, keep in (
        ("Label", 9, True, 6, 1, 0, True),
        ("Citation", 10.5, False, 4, 1, 0.4, True),
        ("Lead", 10.5, False, 0, 4, 0, True),
        ("Remark", 10, False, 4, 4, 0.4, False),
        ("Draft", 10, False, 2, 6, 0.8, False),
        ("Table Text", 9, False, 1, 1, 0, False),
        ("Table Head", 9, True, 1, 1, 0, False),
        ("After Table", 4, False, 0, 4, 0, False),
        ("Figure", 10, False, 6, 2, 0, True),
        ("Contents Heading", 14, True, 12, 4, 0, True),
        ("toc 1", 10.5, True, 3, 0, 0, False),
        ("toc 2", 10, False, 0, 0, 0.6, False),
    ):
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name.startswith("toc"))
        style.base_style = normal
        _font(style, "Calibri" if name in {"Label", "Contents Heading", "Table Head"} else "Cambria", size)
        style.font.bold = bold
        shape = style.paragraph_format
        shape.space_before, shape.space_after, shape.left_indent, shape.keep_with_next = Pt(before), Pt(after), Cm(indent), keep
    styles["Draft"].font.italic = True


def _font(style: Any, name: str, size: float) -> None:
    """Set a font for every script; Times New Roman carries Arabic and Cyrillic wherever Word runs."""
    style.font.name = name
    style.font.size = Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), "Times New Roman")
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    wide = OxmlElement("w:szCs")
    wide.set(qn("w:val"), str(round(size * 2)))
    properties.find(qn("w:sz")).addnext(wide)
