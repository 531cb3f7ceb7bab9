"""Markdown: its words without its marks; numbers of lists stay as written."""

from __future__ import annotations

import re
from typing import Any

from lawcheck.reading.naming import opens_with_label
from lawcheck.reading.runs import Run

_FRONT = re.compile(r"\A---\n.*?\n(?:---|\.\.\.)\n", re.DOTALL)
_TAG = re.compile(r"<[^>\n]{1,300}>")
_END = re.compile(r"[.;:—–]\W*$")
_DEEPEST = 60
_KEPT = 0.3  # share of the letters; addresses of links are many in some files


def read_markdown(text: str) -> list[Run]:
    """Text of a Markdown file, wrapped lines joined; each run names the line of the file where its block starts."""
    from markdown_it import MarkdownIt

    front = _FRONT.match(text)
    skipped = text[: front.end()].count("\n") if front else 0
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table")
    runs: list[Run] = []
    label = ""
    row: list[str] = []
    in_cell = False
    for token in parser.parse(text[front.end() :] if front else text):
        place = f"line {token.map[0] + 1 + skipped}" if token.map else None
        if token.type == "list_item_open":
            label = f"{token.info}{token.markup} " if token.info else ""
        elif token.type == "tr_close":
            runs.append(Run(" | ".join(row) + "\n", None, element=place))
            row = []
        elif token.type in ("td_open", "th_open", "td_close", "th_close"):
            in_cell = token.nesting > 0
        elif in_cell:
            row.append(_words(token))
        elif token.type in ("inline", "code_block", "fence", "html_block"):
            words = _words(token) if token.type == "inline" else _TAG.sub("", token.content) if token.type == "html_block" else token.content
            if words.strip():
                if label:
                    runs.append(Run(label, None, element=place))
                    label = ""
                runs.append(Run(words.rstrip("\n") + "\n", None, element=place))
    kept = sum(c.isalpha() for run in runs for c in run.text)
    # Marks nested beyond reason hide text from the parser: better the text with its marks.
    return runs if kept > _KEPT * sum(c.isalpha() for c in text[front.end() if front else 0 :]) else [Run(text, 0)]


def _words(token: Any) -> str:
    parts: list[str] = []
    children = token.children or []
    for index, child in enumerate(children):
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type == "softbreak":
            following = children[index + 1].content if index + 1 < len(children) else ""
            ended = _END.search("".join(parts[-2:])) or opens_with_label(following)
            parts.append("\n" if ended else " ")
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.lower().startswith("<br")):
            parts.append("\n")
        elif child.type == "image":
            parts.append(child.content)
    # Marks of emphasis that touch a dash or a letter are none to the standard, but meant as such.
    return re.sub(r"\*\*|__", "", "".join(parts))
