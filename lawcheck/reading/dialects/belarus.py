"""The XML of the codes of Belarus: sections, chapters, articles and their parts, with the text in attributes."""

from __future__ import annotations

import re
from typing import Any

from lawcheck.model import Kind
from lawcheck.reading.declared import Declared
from lawcheck.reading.dialects.choosing import StructuredLaw
from lawcheck.reading.walking import name_of, tidy

_NUMBER = re.compile(r"(?P<label>\d[\d./]*[.)])\s*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_EDITORIAL = ("snoski", "rekvizit", "changes")
_FRONT = ("title", "date", "number", "getpower")


def read_root(root: Any) -> StructuredLaw:
    """Read a code."""
    info = {e.get("class"): tidy(e.get("text", "").replace("|", " ")) for e in root.iterfind("docinfo/info")}
    roots: list[Declared] = []
    front: list[str | Declared] = [info[name] for name in _FRONT if info.get(name)]
    if front:
        roots.append(Declared(Kind.PREFACE, content=front))
    body = root.find("text")
    for child in body if body is not None else []:
        roots.append(_group(child) if name_of(child) in ("razdel", "chapter") else _article(child))
    return StructuredLaw([r for r in roots if r.content or r.heading or r.label], info.get("title", ""), "ru")


def _group(element: Any) -> Declared:
    label, _, heading = element.get("text", "").partition("|")
    if not heading and (found := re.match(r"(\S+\s+[\dIVXLC/]+)\s+(.+)", label)):
        label, heading = found.groups()
    node = Declared(Kind.PART if name_of(element) == "razdel" else Kind.CHAPTER, label=_raise(tidy(label)), heading=tidy(heading.replace("|", " ")))
    for child in element:
        node.content.append(_group(child) if name_of(child) in ("razdel", "chapter") else _article(child))
    return node


def _article(element: Any) -> Declared:
    number = _raise(element.get("id", ""))
    node = Declared(Kind.ARTICLE, label=f"Статья {number}." if number else "", heading=tidy(element.get("text", "").replace("|", " ")))
    point: Declared | None = None
    for part in element:
        name, text = part.get("class", ""), tidy(part.get("text", "").replace("|", " "))
        found = _NUMBER.match(text)
        if name in _EDITORIAL or not text:
            continue
        if name == "comment":
            # A note to an article has legal force; it ends the numbered parts.
            point = None
            node.content.append(text)
        elif name == "point" and found and not _misplaced(found["label"], point):
            point = Declared(Kind.PARAGRAPH, label=_raise(found["label"]), content=[text[found.end() :]])
            node.content.append(point)
        elif name in ("point", "underpoint") and found:
            item = Declared(Kind.ITEM, label=_raise(found["label"]), content=[text[found.end() :]])
            (point or node).content.append(item)
        else:
            (point or node).content.append(text)
    return node


def _misplaced(label: str, point: Declared | None) -> bool:
    """The codes say themselves that parts end with a dot and their items with a bracket; some files class items as parts."""
    return label.endswith(")") and point is not None and point.label.endswith(".")


def _raise(text: str) -> str:
    """Numbers of inserted articles are printed raised: 465/1 is 465¹."""
    return re.sub(r"/(\d+)", lambda found: found.group(1).translate(_RAISED), text)
