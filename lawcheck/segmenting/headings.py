"""Headings: on the line of the number, run in before a dash, below it, or in a marginal note above it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from lawcheck.model import Kind
from lawcheck.segmenting.lines import Line
from lawcheck.segmenting.nodes import Node
from lawcheck.segmenting.search import Level
from lawcheck.segmenting.wording import Wording

_MARGINAL = re.compile(r"\[(?:marginal|side)\s*note\s*:?\s*[“\"]?(?P<note>.*?)[”\"]?\]$", re.IGNORECASE)
_RUN_IN = re.compile(r"[-—–\s]*(?P<heading>[^\W\d_][^.:;—–]{2,160}?)(?:\.\s*[-—–]+|\s?[—–]|\.:)\s*(?=\S)")
_SENTENCE = re.compile(r"[-—–\s]*(?P<heading>[^\W\d_][^.:;—–]{2,90})\.\s+(?=[^\W\d_])")
_CAUGHT = re.compile(r"\s*[^\W\d_][^.:;]{2,140}[.:]?\s*[-—–]+\s*$|\s*[A-Z][^.:;]{2,140}\.\s*$")
_BRACKETED = re.compile(r"\s*\((?P<heading>[^()]{3,200})\)\.?\s*$")
_DASHES = " \t-—–―.:"
_LONGEST = 260
_OPEN_ENDS = frozenset(";:,—–-")


@dataclass(slots=True)
class Page:
    """The text with its lines, and the words of its language."""

    text: str
    lines: list[Line]
    wording: Wording


def find_headings(page: Page, nodes: list[Node]) -> list[Node]:
    """Give nodes their headings; headings above groups of sections become nodes of their own."""
    for position, node in enumerate(nodes):
        end = nodes[position + 1].start if position + 1 < len(nodes) else len(page.text)
        if node.level in (Level.GROUP, Level.SCHEDULE, Level.SECTION, Level.SUB) and not node.heading:
            _own_heading(page, node, end, position + 1 < len(nodes) and nodes[position + 1].depth > node.depth)
    sections = [n for n in nodes if n.level is Level.SECTION]
    titled = sum(bool(n.heading) for n in sections)
    above = titled < 0.5 * len(sections)
    return _headings_above(page, nodes, above)


def _own_heading(page: Page, node: Node, end: int, has_children: bool) -> None:
    line = page.lines[node.line]
    line_end = line.start + len(line.text)
    rest = page.text[node.body : min(line_end, end)]
    if end <= line_end and rest.strip():
        # The next label stands on the same line: a heading may be caught between them.
        if _CAUGHT.match(rest) and not page.wording.verbs.search(rest):
            node.heading, node.body = _clean(rest.strip(_DASHES)), end
        return
    if not rest.strip(_DASHES):
        _heading_below(page, node, end, has_children)
        return
    if node.level is Level.SECTION and (run := _run_in(page, node, rest)):
        node.heading, node.body = run[0], node.body + run[1]
        return
    last = _paragraph_end(page, node.line, end, 4)
    final = page.lines[last]
    stop = min(final.start + len(final.text), end)
    if _is_heading(page, node, node.body, stop, last, end, has_children):
        node.heading = _clean(page.text[node.body : stop])
        node.body = stop


def _run_in(page: Page, node: Node, rest: str) -> tuple[str, int] | None:
    found = _RUN_IN.match(rest)
    if found is None and node.kind is Kind.ARTICLE and page.text[node.label_start : node.body].rstrip()[-1:] in "-—–.:":
        found = _SENTENCE.match(rest)
        if found and len(found["heading"].split()) > 12:
            return None
    if found and found["heading"][0].isupper() and not page.wording.verbs.search(found["heading"]):
        return found["heading"].strip(), found.end()
    return None


def _paragraph_end(page: Page, line: int, end: int, most: int) -> int:
    """The last line of the paragraph that starts on ``line``."""
    last = line
    while last + 1 < len(page.lines) and last - line < most:
        after = page.lines[last + 1]
        if after.start >= end or after.opens == 2 or after.furniture:
            break
        last += 1
    return last


def _is_heading(page: Page, node: Node, start: int, stop: int, last: int, end: int, has_children: bool) -> bool:
    words = page.text[start:stop].strip(" \t-—–")
    if not words or len(words) > _LONGEST or words[-1] in _OPEN_ENDS:
        return False
    if not (words[0].isupper() or not words[0].isalpha() or not words[0].islower()):
        return False
    following = page.text[stop:end].strip()
    if following[:1].islower() and following[1:2] not in (")", "."):
        return False
    if node.level in (Level.GROUP, Level.SCHEDULE):
        return True
    if _BRACKETED.match(words) and following:
        return True
    if not following and not has_children:
        # The only words of a provision are its text, unless they are no sentence.
        return node.level is Level.SECTION and words[-1] not in ".!?" and len(words) < 120
    verb = page.wording.verbs.search(words) is not None
    if node.level is Level.SUB:
        return not verb and words[-1] not in ".)]" and len(words) < 110 and len(words.split()) > 1 and words[0].isupper() and bool(following)
    if words[-1] == "." or words.endswith(".]"):
        return not verb and len(words) < 200 and ". " not in words
    return not verb or len(words) < 130


def _heading_below(page: Page, node: Node, end: int, has_children: bool) -> None:
    if node.level is Level.SUB:
        return
    first = node.line + 1
    if first >= len(page.lines) or page.lines[first].start >= end:
        return
    last = _paragraph_end(page, first, end, 3)
    start, final = page.lines[first].start, page.lines[last]
    stop = min(final.start + len(final.text), end)
    words = page.text[start:stop].strip()
    if node.level in (Level.GROUP, Level.SCHEDULE):
        fits = len(words) < 200 and words[-1] not in ";:," and (words[-1] != "." or len(words) < 90)
    else:
        fits = words[-1] not in ".;:,—" and len(words) < 160 and (bool(page.text[stop:end].strip()) or has_children) and not words[0].islower()
        fits = fits and (page.wording.verbs.search(words) is None or len(words) < 80)
        fits = fits or (_BRACKETED.match(words) is not None and bool(page.text[stop:end].strip()))
    if fits:
        node.heading, node.body = _clean(words), stop


def _clean(words: str) -> str:
    joined = " ".join(words.split()).strip(" \t-—–―")
    if found := _BRACKETED.match(joined):
        joined = found["heading"]
    return joined[:-1] if joined.endswith(".") and not joined.endswith("..") else joined


def _headings_above(page: Page, nodes: list[Node], above: bool) -> list[Node]:
    made: list[Node] = []
    for position, node in enumerate(nodes):
        floor = nodes[position - 1].body if position else 0
        digits = node.level is Level.SUB and node.style in ("(1)",) and node.depth > 1
        if node.level is Level.SECTION or digits:
            notes = _notes_above(page, node, floor)
            inside = position > 0 and nodes[position - 1].line == node.line
            if notes and not inside:
                if above and node.heading and page.wording.verbs.search(node.heading):
                    # In a law with marginal notes, a sentence after the number is no heading.
                    node.heading, node.body = "", node.label_end
                made.extend(_apply(page, node, notes, above or (not node.heading and digits)))
        made.append(node)
    return made


def _notes_above(page: Page, node: Node, floor: int) -> list[tuple[int, int]]:
    """Lines directly above a provision that look like headings, as (first, last) line indices, nearest first."""
    notes: list[tuple[int, int]] = []
    last = page.lines[node.line].before
    while last >= 0 and page.lines[last].start >= floor and len(notes) < 2:
        first = last
        while first > 0 and page.lines[first].opens < 2 and last - first < 3 and page.lines[page.lines[first].before].start >= floor:
            first = page.lines[first].before
        start, stop = page.lines[first].start, page.lines[last].start + len(page.lines[last].text)
        words = page.text[start:stop].strip()
        if _MARGINAL.match(words):
            return notes or [(first, last)]
        if page.lines[first].opens < 2 or not _stands_alone(page, words):
            break
        notes.append((first, last))
        last = page.lines[first].before
    return notes


def _stands_alone(page: Page, words: str) -> bool:
    if not words[0].isupper() and words[0].isascii():
        return False
    if len(words) > 150 or words[-1] in '.;:,—–-])”"' or words[0] in '[(“"*':
        return False
    if page.wording.notes.match(words) or page.wording.conclusions.match(words):
        return False
    return page.wording.verbs.search(words) is None or len(words) < 70


def _apply(page: Page, node: Node, notes: list[tuple[int, int]], above: bool) -> list[Node]:
    first, last = notes[0]
    start = page.lines[first].start
    words = page.text[start : page.lines[last].start + len(page.lines[last].text)]
    marginal = _MARGINAL.match(words.strip())
    crossing = notes[1:] if above and not node.heading else notes
    if marginal or (above and not node.heading):
        node.heading = _clean(marginal["note"] if marginal else words)
        node.start = start
        crossing = notes[1:]
    if node.level is not Level.SECTION or not crossing or marginal:
        return []
    top, low = crossing[-1][0], crossing[0][1]
    begin, stop = page.lines[top].start, page.lines[low].start + len(page.lines[low].text)
    return [Node(Kind.CROSSHEADING, Level.GROUP, node.depth, begin, stop, top, heading=_clean(page.text[begin:stop]), style="crossheading", label_start=begin)]
