"""From lines to paragraphs: lines that were broken by the page are joined, marginal notes become headings."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator

from lawcheck.reading.naming import ends_with_reference, opens_with_label
from lawcheck.reading.pdf.layout import Line, Note
from lawcheck.reading.pdf.pages import Piece
from lawcheck.reading.runs import Run

_PARAGRAPH = 1.3  # times the usual distance of lines: more opens a paragraph
_REFERENCE = re.compile(r"\(\w{1,5}\)$")
_WIDER = 1.3  # a word may be wider than its letters are on average
_HYPHENS = "-\u2010\ufffe\u00ad\x02"
_BROKEN = re.compile(rf"(\w[\w'’]*)[{_HYPHENS}]$")
_WORD = re.compile(r"\w[\w'’-]*")
_SECTION = re.compile(
    r"""
    (?P<number>\s*["“]?                       # a quoted section is headed like any other
      (?:§+\s*|(?:art|sec|art[íi]culo|artigo|article|section|artikel|статья)\w*\.?\s+)?
      \d+[A-Za-z]{0,3}(?:-\d+)*(?:\.(?=\s|\(|$)|\s*[—–-]|\b(?=\s*\()|\s*$|\.?(?=\s)))
    \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)


def attach_notes(lines: list[Line], notes: list[Note]) -> None:
    """Give each marginal note to the line of its page that it stands beside: to a numbered one, where one is near."""
    for note in notes:
        near = [line for line in lines if _distance(line, note) < 1.6 * line.pieces[0].size]
        level = [line for line in near if _distance(line, note) < 0.5 * line.pieces[0].size and opens_with_label(line.text)]
        numbered = level or [line for line in near if _SECTION.match(line.text)]
        chosen = min(numbered or near or lines, key=lambda line: _distance(line, note), default=None)
        if chosen is not None:
            chosen.note = f"{chosen.note} {note.text}".strip()


def _distance(line: Line, note: Note) -> float:
    return abs(line.pieces[0].top - note.top)


def runs_of(lines: list[Line]) -> Iterator[Run]:
    """The text of lines in reading order, as runs that know their page."""
    vocabulary = Counter(word.lower() for line in lines for word in _WORD.findall(line.text))
    leading = _leading(lines)
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        yield from _headed(line)
        text = line.pieces[-1].text
        after = lines[index + 2] if index + 2 < len(lines) else None
        joined = following is not None and _goes_on(line, following, after, leading)
        broken = _BROKEN.search(text) if joined else None
        for number, piece in enumerate(line.pieces):
            last = number == len(line.pieces) - 1
            shown = piece.text if number or not line.note else _after_number(piece.text)
            offset = piece.raw + len(piece.text) - len(shown)
            if not shown and not last:
                continue
            if last and not broken and shown[-1:] == "\ufffe":
                shown = shown[:-1] + "-"
            if last and broken and following is not None:
                shown = shown[:-1] if not _keeps(broken[1], following.text, vocabulary) else shown[:-1] + "-"
            yield Run(shown, offset, line.page, confidence=piece.confidence)
            if not last:
                yield _space(" ", piece, line.pieces[number + 1], line.page)
        dashed = joined and following is not None and (following.text[:1] in "—–" or (following.text[:1] == "(" and _REFERENCE.search(line.text)))
        if not (joined and (broken or dashed)):
            yield _space(" " if joined else "\n", line.pieces[-1], following.pieces[0] if following else None, line.page)


def _space(mark: str, before: Piece, after: Piece | None, page: int) -> Run:
    """White space between pieces; it has a source where the file has just one character there."""
    end = before.raw + len(before.text)
    return Run(mark, end if after is not None and after.raw == end + 1 else None, page, confidence=before.confidence)


def _headed(line: Line) -> Iterator[Run]:
    """A marginal note heads its section: "3." + note, then the text of the section on a new line."""
    if not line.note:
        return
    found = _SECTION.match(line.pieces[0].text)
    if found:
        yield Run(found["number"].strip() + " ", line.pieces[0].raw, line.page)
    yield Run(line.note + "\n", None, line.page)


def _after_number(text: str) -> str:
    found = _SECTION.match(text)
    return text[found.end() :] if found else text


def _leading(lines: list[Line]) -> float:
    """The usual distance from line to line."""
    steps = Counter(
        round(b.pieces[0].top - a.pieces[0].top) for a, b in itertools.pairwise(lines) if a.column == b.column and b.pieces[0].top > a.pieces[0].top
    )
    return float(steps.most_common(1)[0][0]) if steps else 12.0


def _goes_on(line: Line, following: Line, after: Line | None, leading: float) -> bool:
    """Whether a line was broken only because the column was full."""
    last, first = line.pieces[-1], following.pieces[0]
    # "(1)" at the end of a full line and "(d)" on the next are one reference.
    refers = (_REFERENCE.search(line.text) and following.text.startswith("(")) or ends_with_reference(line.text)
    labelled = opens_with_label(following.text) and not refers
    if following.note or labelled or abs(last.size - first.size) > 0.08 * last.size:
        return False
    if last.bold != first.bold and line.pieces[0].bold == last.bold:
        return False  # a heading in bold
    if line.pieces[-1].text[-1:] == "\ufffe" and following.text[:1].islower() and line.column == following.column:
        return True  # however the rest of the word is set
    width = (first.right - first.left) / max(len(first.text), 1)
    word = len(first.text.split(maxsplit=1)[0])
    if last.right + (_WIDER * word + 1) * width < line.edge - 1:
        return False
    if line.column != following.column:
        return following.text[:1].islower() or bool(following.text[:1].isalnum() and re.search(r"[^\W\d_A-Z],?$", line.text))
    if first.top - line.pieces[0].top > _PARAGRAPH * leading:
        return False
    indent = following.pieces[0].left - line.pieces[0].left
    if indent < 0.8 * first.size or opens_with_label(line.text):
        return True
    # A hanging paragraph goes on at the same indent; a new one is indented in its first line alone.
    hangs = after is not None and after.column == following.column and abs(after.pieces[0].left - following.pieces[0].left) < 0.3 * first.size
    return hangs and not re.search(r"[.;:—–]\W*$", line.text)


def _keeps(before: str, after: str, vocabulary: Counter[str]) -> bool:
    """Whether a hyphen at the end of a line belongs to the word: the law then writes it elsewhere too."""
    rest = _WORD.match(after)
    if rest is None or not after[:1].isalpha():
        return True
    whole, hyphenated = (before + rest.group()).lower(), f"{before}-{rest.group()}".lower()
    if vocabulary[whole] or not after[:1].islower():
        return not vocabulary[whole]
    return vocabulary[hyphenated] > 0
