"""Makes the PDF, Word and HTML samples from their text: ``python samples/build.py``.

The text files are the source. The same text gives the same bytes: no dates, no random names, fixed order.
Needs typst and python-docx (the dev extra).
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
_GROUP = re.compile(r"(?:PART|CHAPTER|BOOK|SCHEDULE)\b")
_SECTION = re.compile(r"(?P<label>\d+)\. (?P<heading>.+)")
_ARTICLE = re.compile(r"(?P<label>Article \d+)(?P<heading>)")
_LABEL = re.compile(r"(?P<label>\(\w+\)|\d+\.|[a-z]\)) (?P<text>.+)")


@dataclass(frozen=True)
class Block:
    """One paragraph of a law.

    ``kind`` is preface, group (a part or chapter), section or text; ``depth`` counts the indents of a text, from 0.
    """

    kind: str
    text: str
    label: str = ""
    depth: int = 0


def blocks(source: str) -> Iterator[Block]:
    """Read the plain text of a sample: four blanks an indent, numbers as printed, headings on lines of their own."""
    kind = "preface"
    opening = _ARTICLE if "\nArticle 1\n" in source else _SECTION
    lines = iter([line for line in source.splitlines() if line.strip()])
    for line in lines:
        section = opening.fullmatch(line)
        if _GROUP.match(line):
            kind = "text"
            # "CHAPTER I" has its title on the next line, "PART I - PRELIMINARY" on the same.
            group, _, title = line.partition(" - ")
            yield Block("group", title or next(lines), group)
        elif section:
            yield Block("section", section["heading"] or next(lines), section["label"])
        else:
            label = _LABEL.fullmatch(line.strip())
            depth = (len(line) - len(line.lstrip())) // 4
            yield Block(kind, label["text"] if label else line.strip(), label["label"] if label else "", depth)


# ---------------------------------------------------------------- PDF, as a gazette prints an Act

_GAZETTE = """
#set document(title: "Prevention of Trafficking in Persons Act, 2021", date: none)
#set text(font: "Libertinus Serif", size: 10.5pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: 0.55em, spacing: 0.7em)
#let running = context {
  let page = counter(page).get().first() + 56
  set text(size: 9pt)
  if calc.odd(page) [_Prevention of Trafficking in Persons_ #h(1fr) No. 11 of 2021 #h(1fr) #page]
  else [#page #h(1fr) No. 11 of 2021 #h(1fr) _Prevention of Trafficking in Persons_]
  v(-0.5em)
  line(length: 100%, stroke: 0.4pt)
}
#set page(paper: "a4", margin: (inside: 2.2cm, outside: 4.8cm, top: 2.8cm, bottom: 2.2cm), header: running)
// A marginal note stands in the outer margin: right of a right-hand page, left of a left-hand one.
#let note(body) = context {
  let odd = calc.odd(here().page())
  let width = 3cm
  place(if odd { top + right } else { top + left }, dx: if odd { width + 4mm } else { -width - 4mm },
    box(width: width, text(size: 8pt, align(left, par(justify: false, leading: 0.4em, body)))))
}
#let para(depth, label, body) = pad(left: depth * 2em, par(hanging-indent: if label == "" { 0em } else { 2em },
  if label == "" { body } else { box(width: 2em, label) + body }))
#let group(label, title) = block(above: 1.6em, below: 1.2em, width: 100%, sticky: true,
  align(center, [#label #if title != "" [ --- #smallcaps(title)]]))
"""


def gazette(law: Sequence[Block]) -> str:
    """Typst source of an Act with arrangement of sections, running heads and marginal notes."""
    parts = [_GAZETTE, *_masthead(law), *_arrangement(law), "#pagebreak()", *_preface(law)]
    pending: tuple[str, str] | None = None
    for block in (b for b in law if b.kind != "preface"):
        if block.kind == "group":
            parts.append(f"#group({_quoted(block.label)}, {_quoted(block.text)})")
        elif block.kind == "section":
            pending = (block.label, block.text)
        else:
            note, number = "", ""
            if pending:
                note, number = f"#note({_quoted(pending[1])})", f"#strong({_quoted(pending[0] + '.')}) "
            lead = f"#box(width: 2em, {_quoted(block.label)})" if pending and block.label else ""
            label = "" if pending else block.label
            depth = 0 if pending else block.depth
            body = f"{number}{lead}#{_quoted(block.text)}"
            parts.append(f"#block(above: {'1.1em' if pending else '0.7em'}, below: 0.7em, width: 100%)[{note}#para({depth}, {_quoted(label)}, [{body}])]")
            pending = None
    return "\n".join(parts)


def _masthead(law: Sequence[Block]) -> list[str]:
    return [
        "#align(center)[#text(size: 17pt, tracking: 1pt)[REPUBLIC OF MARAVIA]",
        "#v(-0.4em) #text(size: 12pt)[GOVERNMENT GAZETTE] #v(-0.5em) #text(size: 9.5pt)[_Supplement No. 4 (Acts)_]",
        "#v(-0.3em) #line(length: 100%) #v(0.4em)",
        f"#text(size: 13pt, weight: 700)[#upper({_quoted(law[0].text)})]]",
    ]


def _arrangement(law: Sequence[Block]) -> list[str]:
    lines = ["#align(center)[ARRANGEMENT OF SECTIONS]", "#set text(size: 9pt)", "#columns(2, gutter: 1.2em)[", "#set par(justify: false)"]
    for block in law:
        if block.kind == "group":
            lines += ["#colbreak()"] if block.label == "PART IV" else []
            title = _quoted(f"{block.label} \N{EM DASH} {block.text}")
            lines.append(f"#block(above: 1em, below: 0.6em, sticky: true, width: 100%, align(center, {title}))")
        elif block.kind == "section":
            lines.append(f"#par(hanging-indent: 1.8em)[#box(width: 1.8em, {_quoted(block.label + '.')})#{_quoted(block.text + '.')}]")
    return [*lines, "]", "#set text(size: 10.5pt)"]


def _preface(law: Sequence[Block]) -> list[str]:
    title, number, long_title, assent, enacting = (b.text for b in law if b.kind == "preface")
    return [
        f"#align(center)[#text(size: 13pt)[#upper({_quoted(title)})] #v(-0.4em) #{_quoted(number)}]",
        f"#par[#strong({_quoted(long_title)})]",
        f"#align(right, emph({_quoted(assent)}))",
        f"#par({_quoted(enacting)})",
    ]


def _quoted(text: str) -> str:
    """A typst string; text set through strings cannot be taken for markup. A closing hyphen is printed as a dash."""
    text = re.sub(r"-$", "\N{EM DASH}", text)
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def pdf(source: str) -> bytes:
    """Typeset typst source with the fonts that typst brings along."""
    import typst

    made = typst.compile(source.encode(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


# ---------------------------------------------------------------- Word, with automatic numbers


def docx(law: Sequence[Block], *, civil: bool) -> bytes:
    """A Word file in which no number is typed: parts, sections, subsections and paragraphs are multilevel lists."""
    from docx import Document
    from docx.shared import Cm

    document = Document()
    document.core_properties.author = ""
    document.core_properties.title = law[0].text
    document.core_properties.created = document.core_properties.modified = datetime(2021, 5, 14)
    group_levels = [("upperRoman", "CHAPTER %1" if civil else "PART %1 -")]
    text_levels = [("decimal", "Article %1" if civil else "%1."), ("decimal", "%2." if civil else "(%2)"), ("lowerLetter", "%3)" if civil else "(%3)")]
    groups, texts = _list(document, 90, group_levels), _list(document, 91, text_levels)
    for block in law:
        if block.kind == "group" and block.label.startswith("SCHEDULE"):
            # The Schedule counts its paragraphs anew.
            texts = _list(document, 92, text_levels)
            document.add_heading(block.label, 1)
            document.add_heading(block.text, 2)
        elif block.kind == "group":
            paragraph = document.add_heading(level=1)
            _number(paragraph, groups, 0)
            if civil:
                paragraph.add_run().add_break()
            paragraph.add_run(block.text)
        elif block.kind == "section":
            paragraph = document.add_heading(level=3)
            _number(paragraph, texts, 0)
            if civil:
                paragraph.add_run().add_break()
            paragraph.add_run(block.text)
        else:
            paragraph = document.add_paragraph(block.text, style="Title" if block is law[0] else None)
            paragraph.paragraph_format.left_indent = Cm(block.depth)
            if block.label and block.kind == "text":
                lettered = not block.label.strip("().").isdigit()
                _number(paragraph, texts, 2 if lettered else 1)
    buffer = io.BytesIO()
    document.save(buffer)
    return _repacked(buffer.getvalue())


def _list(document: Any, key: int, levels: Sequence[tuple[str, str]]) -> str:
    """Define a multilevel list and return the id by which paragraphs join it."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    inner = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/></w:lvl>'
        for i, (style, text) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    first = next(iter(root.iterchildren("{*}num")))
    first.addprevious(parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{key}"><w:multiLevelType w:val="multilevel"/>{inner}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="{key}"/></w:num>'))
    return str(key)


def _number(paragraph: Any, key: str, level: int) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    properties = paragraph._p.get_or_add_pPr()
    properties.append(parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>'))


def _repacked(data: bytes) -> bytes:
    """The same zip file with every entry dated 1980, so that the bytes do not depend on the day."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda n: (n != "[Content_Types].xml", n)):
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


# ---------------------------------------------------------------- HTML, as an official site prints a law

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title} - Legal Portal of the Republic of Sorrenia</title>
<style>body {{ font: 16px/1.5 Georgia, serif; margin: 0 }} main {{ max-width: 46em; margin: 2em auto; padding: 0 1em }}
nav, footer {{ background: #23395b; color: #fff; padding: .7em 1em }} nav a {{ color: #fff; margin-right: 1.5em }}
h2, h3, .heading {{ text-align: center }} .point {{ margin-left: 2em }}</style>
<script>document.documentElement.className = "js";</script>
</head>
<body>
<nav><a href="/">Home</a><a href="/laws">Laws in force</a><a href="/journal">Official Journal</a><a href="/search">Search</a></nav>
<main>
{body}
</main>
<footer>Ministry of Justice of the Republic of Sorrenia. The text published in the Official Journal alone is authentic.</footer>
</body>
</html>
"""


def page(law: Sequence[Block]) -> str:
    """The law as a web page with a navigation bar, anchors and a footer."""
    lines = []
    for block in law:
        label, text = html.escape(block.label), html.escape(block.text)
        if block is law[0]:
            lines.append(f"<h1>{text}</h1>")
        elif block.kind == "group":
            lines.append(f'<h2 id="{label.replace(" ", "-").lower()}">{label}<br>{text}</h2>')
        elif block.kind == "section":
            lines.append(f'<h3 id="{label.replace(" ", "-").lower()}">{label}</h3>\n<p class="heading"><strong>{text}</strong></p>')
        else:
            lines.append(f"<p{' class=' + chr(34) + 'point' + chr(34) if block.depth else ''}>{label + '&nbsp;' if label else ''}{text}</p>")
    return _PAGE.format(title=html.escape(law[0].text), body="\n".join(lines))


def build() -> dict[str, bytes]:
    """Every made file: its path under ``samples/`` and its bytes."""
    maravia = list(blocks((HERE / "maravia/act.txt").read_text(encoding="utf-8")))
    sorrenia = list(blocks((HERE / "sorrenia/law.txt").read_text(encoding="utf-8")))
    return {
        "maravia/act.pdf": pdf(gazette(maravia)),
        "maravia/act.docx": docx(maravia, civil=False),
        "sorrenia/law.docx": docx(sorrenia, civil=True),
        "sorrenia/law.html": page(sorrenia).encode(),
    }


if __name__ == "__main__":
    for name, data in build().items():
        (HERE / name).write_bytes(data)
        print(f"wrote samples/{name}, {len(data):,} bytes")
