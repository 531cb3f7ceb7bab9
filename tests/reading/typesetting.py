"""Typeset a law as gazettes print it: one or two columns, notes in the margin, running heads, page numbers, footnotes."""

import random
from dataclasses import dataclass

import typst

# fmt: off
WORDS = [
    "the", "person", "authority", "minister", "vessel", "harbour", "owner", "offence", "licence", "register", "officer", "application",
    "notice", "order", "court", "may", "shall", "under", "this", "act", "within", "days", "after", "which",
    "any", "other", "such", "efficient", "affluent", "fishing", "flotilla", "office", "wide", "transportation", "administration", "commissioner",
    "responsible", "investigation",
]
# fmt: on


@dataclass(frozen=True)
class Section:
    """A section with its heading, opening words and paragraphs."""

    number: int
    heading: str
    opening: str
    paragraphs: tuple[str, ...]

    @property
    def plain(self) -> list[str]:
        """The section as flat text."""
        lines = [f"({letter}) {text}" for letter, text in zip("abcdef", self.paragraphs, strict=False)]
        return [f"{self.number}. {self.heading}", self.opening, *lines]


def law(sections: int, seed: int = 7) -> list[Section]:
    """A law of nonsense with the shape of a statute."""
    rng = random.Random(seed)

    def words(low: int, high: int) -> str:
        return " ".join(rng.choice(WORDS) for _ in range(rng.randint(low, high)))

    made = []
    for number in range(1, sections + 1):
        paragraphs = tuple(words(5, 30) + ";" for _ in range(rng.randint(0, 3)))
        end = "—" if paragraphs else "."
        made.append(Section(number, words(2, 5).capitalize(), words(20, 70).capitalize() + end, paragraphs))
    return made


_PAGE = """
#set page(width: 16cm, height: 23cm, margin: {margin}, columns: {columns},
  header: context [_Boats Act_ #h(1fr) No. 7 of 2011], footer: context align(center)[#counter(page).display()])
#set text(size: 10pt, lang: "en", hyphenate: true)
#set par(justify: true, leading: 0.6em, spacing: 1.1em)
"""


def typeset(sections: list[Section], *, columns: int = 1, notes: str = "", footnotes: bool = False) -> bytes:
    """A PDF of the law; ``notes`` is "left" or "right" for headings in the margin."""
    source = [_PAGE.format(margin="2cm", columns=columns), "#align(center)[*BOATS ACT*]\n\n"]
    for section in sections:
        if notes:
            note = f"[#set par(justify: false)\n#text(size: 7.5pt, hyphenate: false)[{section.heading}]]"
            text = [f"*{section.number}.* {section.opening}", *_paragraphs(section)]
            widths, cells = ("(2.3cm, 1fr)", [note, "[" + "".join(text) + "]"])
            if notes == "right":
                widths, cells = "(1fr, 2.3cm)", cells[::-1]
            source.append(f"#grid(columns: {widths}, column-gutter: 0.4cm, {cells[0]}, {cells[1]})\n\n")
            continue
        else:
            source.append(f"*{section.number}. {section.heading}*\n\n{section.opening}")
        if footnotes and section.number % 3 == 0:
            source.append(f"#footnote[As amended by the {section.heading} Act.]")
        source += [*_paragraphs(section), "\n\n"]
    return bytes(typst.compile("".join(source).encode()))


def _paragraphs(section: Section) -> list[str]:
    return [f"\n\n#pad(left: 1em)[({letter}) {text}]" for letter, text in zip("abcdef", section.paragraphs, strict=False)]


def photographed(pdf_source_sections: list[Section]) -> bytes:
    """A PDF whose pages are pictures of the law's pages."""
    import tempfile
    from pathlib import Path

    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(typeset(pdf_source_sections))
    with tempfile.TemporaryDirectory() as folder:
        images = []
        for number, page in enumerate(document):
            bitmap = page.render(scale=200 / 72, grayscale=True)
            rows = bytes(bitmap.buffer)
            lines = [b"\0" + rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height)]
            target = Path(folder) / f"{number}.png"
            target.write_bytes(_png(bitmap.width, bitmap.height, b"".join(lines)))
            images.append(f'#image("{target.name}", width: 100%)')
        main = Path(folder) / "main.typ"
        main.write_text("#set page(width: 16cm, height: 23cm, margin: 0cm)\n" + "\n".join(images))
        return bytes(typst.compile(str(main)))


def _png(width: int, height: int, rows: bytes) -> bytes:
    import struct
    import zlib

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
