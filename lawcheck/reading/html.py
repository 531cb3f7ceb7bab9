"""HTML, as official sites print laws: the law without the site around it, lists with the numbers that a browser shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from lawcheck.errors import DamagedFile, UnsafeFile
from lawcheck.reading.docx.counting import written
from lawcheck.reading.naming import opens_with_label
from lawcheck.reading.runs import Run

_SECTIONS = [
    "address",
    "article",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
]
_LINES = ["h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul"]
_BLOCKS = frozenset([*_SECTIONS, *_LINES])
_MACHINERY = ["script", "style", "nav", "head", "noscript", "template", "footer", "aside", "button", "select", "option", "input", "textarea"]
_PICTURES = ["iframe", "object", "svg", "math", "img", "audio", "video", "canvas", "del", "s", "strike", "rp", "rt"]
_DROPPED = frozenset([*_MACHINERY, *_PICTURES])
_ROLES = frozenset(["navigation", "banner", "contentinfo", "search", "complementary", "dialog", "menu", "menubar", "toolbar", "alert"])
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_LISTS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "none": "none",
    "disc": "none",
}
_CHARSET = re.compile(rb"<meta[^>]+charset|^<\?xml[^>]+encoding", re.IGNORECASE)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NOTE = re.compile(r"#\W*(?:_?ftn|fn|note|footnote|cite)", re.IGNORECASE)
_DEEPEST = 250
_MAIN_SHARE = 0.6


def read_html(path: str, data: bytes) -> list[Run]:
    """Text of a page, one line per block.

    Raises:
        DamagedFile: the page cannot be parsed.
        UnsafeFile: it nests deeper than any page.
    """
    root = _parsed(path, data)
    _bounded(path, root)
    walker = _Walker()
    walker.inside(_main(root))
    walker.flush()
    return walker.runs


def _parsed(path: str, data: bytes) -> Any:
    parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        if not _CHARSET.search(data[:3000]):
            from lawcheck.reading.plain import decode

            data = decode(path, data).encode("utf-8")
            parser = html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True, encoding="utf-8")
        return html.document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError) as error:
        raise DamagedFile(path, "the page cannot be parsed", "Open it in a browser and save it again.") from error


def _bounded(path: str, root: Any) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            raise UnsafeFile(path, f"the page nests more than {_DEEPEST} levels deep", "Open it in a browser and save its text.")


def _main(root: Any) -> Any:
    """The part that holds the law, where the page marks one that holds most of its text."""
    whole = len(" ".join(root.itertext()))
    for mark in ("//main", "//*[@role='main']", "//article"):
        for found in root.xpath(mark):
            if len(" ".join(found.itertext())) > _MAIN_SHARE * whole:
                return found
    return root


class _Walker:
    """Collects lines."""

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self._line: list[str] = []
        self._place = ""
        self._label = ""

    def inside(self, element: Any) -> None:
        kept = element.tag == "pre"
        self._say(element.text, kept)
        for child in element:
            if isinstance(child.tag, str):
                self._child(child)
            self._say(child.tail, kept)

    def flush(self) -> None:
        """End a line; a number waits for the words it belongs to."""
        lines = ["".join(part).strip() for part in _split(self._line)]
        self._line.clear()
        for line in lines:
            if not line:
                continue
            if self._label:
                if not opens_with_label(line):
                    self.runs.append(Run(self._label + " ", None, element=self._place))
                self._label = ""
            self.runs.append(Run(line + "\n", None, element=self._place))

    def _child(self, element: Any) -> None:
        tag = element.tag
        if tag in _DROPPED or _out_of_sight(element):
            return
        if tag == "br":
            self._line.append("\n")
        elif tag == "ol":
            self._list(element)
        elif tag == "tr":
            self._row(element)
        elif tag == "sup":
            self._above(element)
        elif tag in _BLOCKS:
            self.flush()
            self._place = f"line {element.sourceline}"
            self.inside(element)
            self.flush()
        else:
            self.inside(element)

    def _say(self, text: str | None, kept: bool) -> None:
        if text:
            self._line.append(text if kept else re.sub(r"[ \t\r\n\f]+", " ", text))

    def _list(self, element: Any) -> None:
        """An ordered list: browsers print its numbers, unless a style takes them away or the text brings its own."""
        style = _STYLE.search(element.get("style", ""))
        kind = _STYLES.get(style[1].lower(), "decimal") if style else _LISTS.get(element.get("type", "1"), "decimal")
        count = _whole(element.get("start"), 1)
        self.flush()
        for item in element:
            if item.tag == "li" and not _out_of_sight(item):
                count = _whole(item.get("value"), count)
                number = written(count, kind)
                self._place, self._label = f"line {item.sourceline}", f"{number}." if number else ""
                count += 1
            self._child(item) if isinstance(item.tag, str) else None
            self.flush()
            self._label = ""

    def _row(self, row: Any) -> None:
        """Cells side by side; a number in a cell of its own goes with the text beside it."""
        self.flush()
        cells = []
        for cell in row.iterchildren("td", "th"):
            inner = _Walker()
            inner.inside(cell)
            inner.flush()
            if text := "".join(run.text for run in inner.runs).strip():
                cells.append(text)
        for index, text in enumerate(cells):
            last = index == len(cells) - 1
            between = "\n" if last or "\n" in text else " " if re.fullmatch(r"\W{0,2}(?:\d[\w.-]{0,7}|[ivxlcIVXLC]{1,6}|\w)\W{0,2}", text) else " | "
            self.runs.append(Run(text + between, None, element=f"line {row.sourceline}"))

    def _above(self, element: Any) -> None:
        """A raised number is part of a number such as 127¹, unless it leads to a note."""
        links = element.xpath(".//a/@href") + element.xpath("ancestor::a/@href")
        text = "".join(element.itertext()).strip()
        if any(_NOTE.search(link) for link in links):
            return
        self._line.append(text.translate(_RAISED) if text.isdigit() else text)


def _split(parts: list[str]) -> Iterator[list[str]]:
    line: list[str] = []
    for part in "".join(parts).split("\n"):
        yield [*line, re.sub(r" {2,}", " ", part)]


def _out_of_sight(element: Any) -> bool:
    return (
        "hidden" in element.attrib
        or element.get("aria-hidden") == "true"
        or element.get("role") in _ROLES
        or _HIDDEN.search(element.get("style", "")) is not None
        or (element.tag == "header" and next(element.iterancestors("main", "article"), None) is None and element.getparent().tag == "body")
    )


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.strip().lstrip("-").isdigit() and len(text) < 8 else default
