"""HTML, as official sites print laws."""

from __future__ import annotations

from lxml import etree, html

from lawcheck.errors import DamagedFile

_BLOCKS = frozenset(["p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "table", "br", "dt", "dd", "blockquote", "title"])
_DROPPED = frozenset(["script", "style", "nav", "head", "noscript", "template"])


def html_text(path: str, data: bytes) -> str:
    """Text of a page, one line per block.

    Raises:
        DamagedFile: the page cannot be parsed.
    """
    try:
        root = html.document_fromstring(data, parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError) as error:
        raise DamagedFile(path, "the page cannot be parsed", "Open it in a browser and save it again.") from error
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment" or not isinstance(element.tag, str):
            continue
        dropped = element.tag in _DROPPED or any(a.tag in _DROPPED for a in element.iterancestors())
        if event == "start" and not dropped:
            parts.append(("\n" if element.tag in _BLOCKS else "") + " ".join((element.text or " ").split("\n")))
        elif event == "end":
            tail = " ".join((element.tail or "").split("\n"))
            inside = element.getparent() is not None and element.getparent().tag in _DROPPED
            parts.append(("\n" if element.tag in _BLOCKS else "") + ("" if inside else tail))
    lines = (" ".join(line.split()) for line in "".join(parts).splitlines())
    return "\n".join(line for line in lines if line)
