"""From lines to candidates: every label that may open a provision, with what speaks for and against it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from lawcheck.model import Kind
from lawcheck.segmenting.labels import Form, Label, definition_of, inline_labels, labels_of
from lawcheck.segmenting.lines import Line
from lawcheck.segmenting.wording import Wording

_LAST_WORD = re.compile(r"([^\s,;:()“”\"]+)\W*$")
_CLOSES = re.compile(r"[”\"»’“][\s.;,)\]]*(?:(?:and|or|et|und|oder|y)\s*)?(?:\([^()]{0,80}\))?$")
_OPENED = re.compile(r"(?<=[^\s—–(“])\s?[“«](?!\()")
_LAST = frozenset('”"»’“.;,)]dr')
_MARKS = frozenset('”"»’“')
_COLONS = (":", "—", "–", "-", ".", ",")
_RUN_IN = re.compile(r"(?P<heading>[A-Z][^.;:()]{5,80}?)\s+(?:-\s+|(?=\(1\)\s))(?=[A-Z(])")
# What a reading costs for lack of a clear start of paragraph, by Line.opens.
_ACCEPT = (2.6, 0.5, 0.0)
_REJECT = (0.0, 1.2, 4.0)
_CITED = 4.5


class Quote(IntEnum):
    """What a line says of quoted text, such as the sections that an amending law inserts."""

    NONE = 0
    EXPECTED = 1  # the words before announce it
    MARKED = 2  # ... and it starts with a quotation mark


@dataclass(slots=True)
class Candidate:
    """A label in its place. ``accept`` and ``reject`` are costs; ``follows`` means straight after another label."""

    line: int
    start: int
    label: Label
    accept: float
    reject: float
    follows: bool = False
    lead_in: bool = False
    full_stop: bool = False
    indent: int | None = None
    amending: bool = False


@dataclass(slots=True)
class Scanned:
    """Candidates of one line, with the quoted text that opens before or closes after it."""

    line: int
    candidates: list[Candidate]
    opens: Quote = Quote.NONE
    closes: bool = False
    start: int = 0


def scan(lines: list[Line], first: int, wording: Wording, unnumbered: bool = False) -> list[Scanned]:
    """Scan the lines from ``first`` on; lines that say nothing of the structure are left out.

    With ``unnumbered``, lines that look like headings open sections: for texts whose section numbers were lost.
    """
    found: list[Scanned] = []
    defining = quoting = False
    if unnumbered:
        first = next((i + 1 for i in range(first, len(lines)) if wording.enacting.search(lines[i].text)), first)
    for index in range(first, len(lines)):
        line = lines[index]
        text = line.text
        if line.furniture or is_marginal(text):
            continue
        labels = labels_of(text, wording)
        before = _before(lines, index)
        above = lines[before].text if before >= first else ""
        defining = _defining(defining, labels, text, wording)
        if not labels and line.opens and (term := definition_of(text, wording, defining)):
            labels = [term]
            defining = True
        elif not labels and line.opens and wording.provisos.match(text):
            labels = [Label(Form.PROVISO, "", (("proviso", ()),), 0, 0)]
        if unnumbered and not labels and (heading := _title(lines, index, wording)) is not None:
            labels = [Label(Form.SECTION, "", (("heading", ()),), 0, 0, Kind.SECTION, heading=heading)]
            defining = False
        opens = _opening_quote(_paragraph_above(lines, index, first) if _announces(above, text) else "", text, labels, wording)
        closes = text[-1] in '”"»’.;,)]dr' and _CLOSES.search(text) is not None
        quoting = quoting or bool(opens)
        candidates = _candidates(index, line, labels, above, wording, quoting)
        if candidates or opens:
            found.append(Scanned(index, candidates, opens, start=line.start))
        if "(" in text or "." in text:
            found.extend(_inline(index, line, labels[-1].end if labels else 0, wording))
        if closes:
            found.append(Scanned(index, [], closes=True))
    return found


def is_marginal(text: str) -> bool:
    """Whether a line is a marginal note that the reader of the file marked as one."""
    return text[0] == "[" and text[1:9].lower() in ("marginal", "side not", "sidenote")


def _announces(above: str, text: str) -> bool:
    """Whether a line may announce quoted text: by a colon, or by a mark that opens the next."""
    return above[-1:] in (":", "—", "–", "-") or (above[-1:] in (".", ",") and text[0] in '“"„«‘')


def _before(lines: list[Line], index: int) -> int:
    """The line that the text of a line goes on from, marginal notes skipped."""
    at = lines[index].before
    while at >= 0 and is_marginal(lines[at].text):
        at = lines[at].before
    return at


def _title(lines: list[Line], index: int, wording: Wording) -> str | None:
    """The title that a line gives the text below it (or, with what is returned, after it on the same line)."""
    text = lines[index].text
    if lines[index].opens < 2 or not text[0].isupper():
        return None
    run_in = _RUN_IN.match(text)
    if run_in and not wording.verbs.search(run_in["heading"]):
        return run_in["heading"]
    if not 3 < len(text) < 100 or text[-1] in ".;,—-" or index + 1 >= len(lines):
        return None
    below = lines[index + 1]
    words = text.rstrip(":").split()
    stands = below.opens == 2 and len(below.text) > len(text) and not wording.verbs.search(text) and len(words) < 14 and not text.isupper()
    return "" if stands and not text.startswith("In ") else None


def _paragraph_above(lines: list[Line], index: int, first: int) -> str:
    """The words before a line, over at most four lines of one paragraph."""
    words: list[str] = []
    at = _before(lines, index)
    while at >= first and len(words) < 4:
        words.append(lines[at].text)
        if lines[at].opens == 2 and lines[at].blank:
            break
        at = _before(lines, at)
    return " ".join(reversed(words))


def _defining(defining: bool, labels: list[Label], text: str, wording: Wording) -> bool:
    fresh = bool(labels) and labels[0].form in (Form.SECTION, Form.GROUP, Form.SCHEDULE, Form.NUMBER)
    if defining and not fresh:
        return True
    return wording.definition_sections.search(text, 0, 160) is not None


def _opening_quote(above: str, text: str, labels: list[Label], wording: Wording) -> Quote:
    marked = text[0] in '“"„«‘' and (bool(labels and labels[0].quoted) or not _closed_within(text))
    if not above or above[-1] not in _COLONS or not wording.amends.search(above[-400:]):
        return Quote.MARKED if marked and labels and labels[0].quoted and labels[0].form is not Form.DEFINITION else Quote.NONE
    return Quote.MARKED if marked or text[0] in '“"„«‘' else Quote.EXPECTED


def _unbalanced(text: str) -> bool:
    """Whether a line closes a quotation that it did not open; marks that only start a paragraph open nothing."""
    if text[0] == "“" and text.count("“") == 1 and "”" not in text:
        return False
    if "„" in text or text.rstrip(".;, ").endswith("“"):
        # German marks: the one that opens elsewhere closes here.
        return text.count("“") > text.count("„")
    opened = len(_OPENED.findall(text))
    closed = text.count("”") + text.count("»")
    return closed > opened if closed else '"' in text


def _closed_within(text: str) -> bool:
    return any(c in text[1:] for c in '”"»’')


def _candidates(index: int, line: Line, labels: list[Label], above: str, wording: Wording, quoting: bool) -> list[Candidate]:
    if not labels:
        return []
    first = labels[0]
    accept, reject = _ACCEPT[line.opens], _REJECT[line.opens]
    rest = line.text[labels[-1].end :].lstrip()
    if first.weak:
        accept, reject = accept + 0.4, min(reject, 1.2)
    if first.form in (Form.DEFINITION, Form.PROVISO):
        reject = min(reject, 1.5)
    elif first.form in (Form.GROUP, Form.SCHEDULE):
        accept = accept / 2
    if line.opens < 2:
        last = _LAST_WORD.search(above[-40:])
        word = last.group(1).lower() if last else ""
        if word in wording.references:
            accept, reject = accept + _CITED, min(reject, 0.5)
        elif word in wording.joins and above[-len(word) - 2 : -len(word) - 1] not in ";,":
            accept, reject = accept + _CITED / 2, min(reject, 0.3)
    if line.opens < 2 and first.form is Form.SUB and rest[:1].islower() and first.number[:1].isdigit():
        accept += 1.5
    if rest[:1] in (",", ";", ")") or (first.form is Form.SUB and line.opens < 2 and rest.startswith(("and ", "or ", "to "))):
        accept, reject = accept + 2.0, min(reject, 0.5)
    made = []
    amending = quoting and wording.amending.search(line.text[labels[-1].end :][:400]) is not None
    lead_in = above[-1:] in (":", "—", "–", "-", "―")
    for position, label in enumerate(labels):
        start = line.start + (label.start if position else 0)
        follows = position > 0
        made.append(
            Candidate(
                line=index,
                start=start,
                label=label,
                accept=0.0 if follows else accept,
                reject=1.5 if follows and label.heading else 2.5 if follows else reject,
                follows=follows,
                lead_in=follows or lead_in,
                full_stop=not follows and above[-1:] == ".",
                indent=None if follows else line.indent,
                amending=amending,
            )
        )
    return made


def _inline(index: int, line: Line, since: int, wording: Wording) -> list[Scanned]:
    found: list[Scanned] = []
    for chain in inline_labels(line.text, since, wording)[:60]:
        first = chain[0]
        before = line.text[: first.start].rstrip()
        heads_text = before.endswith(("—", "-", "–")) and before.rstrip("—–- ").endswith(".")
        accept, reject = (0.0, 1.5) if heads_text or first.form is Form.SECTION else (0.8, 0.0) if first.weak else (0.1, 0.5)
        opens = Quote.EXPECTED if before.endswith(":") and wording.amends.search(before[-400:]) else Quote.NONE
        made = [Candidate(index, line.start + c.start, c, accept if c is first else 0.0, reject, follows=c is not first, lead_in=True) for c in chain]
        found.append(Scanned(index, made, opens, start=line.start + first.start))
    return found
