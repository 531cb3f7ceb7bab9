"""Where the body of a law starts and ends: past an arrangement of sections, before an explanatory note."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from lawcheck.segmenting.labels import Form, Label, labels_of
from lawcheck.segmenting.lines import Line
from lawcheck.segmenting.ordinals import Key, is_first, step
from lawcheck.segmenting.wording import Wording

_WORDS = re.compile(r"\w+")
_NOTE = re.compile(r"\W*(?:explanatory notes?|notes? explicatives?|exposição de motivos|justificação|endnotes?)\W*$", re.IGNORECASE)
_LEAST_ENTRIES = 3


@dataclass(frozen=True, slots=True)
class Extent:
    """Lines of the body: ``first`` to ``last`` (exclusive). ``contents`` is the first line of the arrangement, or None."""

    first: int
    last: int
    contents: int | None = None


def extent(lines: list[Line], wording: Wording) -> Extent:
    """Find the body of the law."""
    last = next((i for i in range(len(lines) // 2, len(lines)) if _NOTE.match(lines[i].text)), len(lines))
    title = next((i for i, line in enumerate(lines[: last // 2 + 1]) if len(line.text) < 80 and wording.contents.match(line.text)), None)
    since = title + 1 if title is not None else 0
    entries = _entries(lines, since, last, wording)
    body = _restart(lines, entries, title is not None)
    if body is None:
        return Extent(0, last)
    start = title if title is not None else entries[0][0]
    return Extent(_above(lines, since, body, wording), last, start)


def _entries(lines: list[Line], since: int, last: int, wording: Wording) -> list[tuple[int, Label, Key]]:
    found = []
    for index in range(since, last):
        text = lines[index].text
        if text[0] == "(" or (text[0].islower() and text[0].isascii()):
            continue
        labels = labels_of(text, wording)
        if labels and labels[0].form in (Form.SECTION, Form.NUMBER):
            found.append((index, labels[0], labels[0].readings[0][1]))
    return found


def _restart(lines: list[Line], entries: list[tuple[int, Label, Key]], titled: bool) -> int | None:
    """The line where the sections start again after a list of at least three that runs without text between."""
    if len(entries) < 2 * _LEAST_ENTRIES:
        return None
    first_line, _, first_key = entries[0]
    if not titled and not is_first(first_key):
        return None
    found: int | None = None
    for position in range(_LEAST_ENTRIES, len(entries)):
        index, label, key = entries[position]
        if key != first_key:
            continue
        listed = entries[:position]
        rising = sum(step(a[2], b[2]) < 1 for a, b in itertools.pairwise(listed))
        dense = (lines[index].start - lines[first_line].start) / position < 150
        alike = _same_words(lines[first_line].text, lines[index].text)
        if dense and rising >= 0.7 * (position - 1) and not label.inline:
            if alike:
                return index
            # The list itself may start again, for the paragraphs of a schedule: the same words are surer.
            found = index if found is None and titled else found
        if not titled:
            return None
    return found


def _same_words(one: str, other: str) -> bool:
    a, b = _WORDS.findall(one.lower())[:6], _WORDS.findall(other.lower())
    return len(a) > 1 and b[: len(a)] == a


def _above(lines: list[Line], since: int, body: int, wording: Wording) -> int:
    """Headings of parts that stand directly above the first section of the body."""
    listed = {_normal(line.text) for line in lines[since:body]}
    first = body
    for index in range(body - 1, max(since, body - 8), -1):
        text = lines[index].text
        repeated = _normal(text) in {_normal(line.text) for line in lines[since:index]} and len(text) < 160
        labels = labels_of(text, wording)
        if labels and labels[0].form is Form.GROUP:
            first = index
        elif not repeated:
            break
        elif _normal(text) in listed:
            first = index
    return first


def _normal(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))
