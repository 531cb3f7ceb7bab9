"""The words that differ between two texts, readable side by side."""

from __future__ import annotations

import re

from lawcheck.reporting.document import Run, Words, marked

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# An equal stretch of this many words or fewer between two changes is read as part of the change.
_ISLAND = 2
# Equal stretches longer than this many tokens are shortened to their ends.
_LONG, _KEPT = 160, 40

Step = tuple[str, str, str]


def side_by_side(old: str, new: str, *, shorten: bool = True) -> tuple[Words, Words]:
    """The old text with what was struck out, the new text with what was put in."""
    left: list[Run] = []
    right: list[Run] = []
    for kind, before, after in steps(_flow(old), _flow(new)):
        if kind == "equal":
            text = _shortened(before) if shorten else before
            left.append(Run(text))
            right.append(Run(text))
            continue
        if before:
            left.append(Run(before, "delete"))
        if after:
            right.append(Run(after, "insert"))
    return tuple(left), tuple(right)


def steps(old: str, new: str) -> list[Step]:
    """The way from the old text to the new one: ("equal" | "change", old words, new words)."""
    from rapidfuzz.distance import Indel

    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    raw: list[tuple[bool, list[str], list[str]]] = []
    for code in Indel.opcodes(a, b):
        equal = code.tag == "equal"
        before, after = a[code.src_start : code.src_end], b[code.dest_start : code.dest_end]
        if raw and raw[-1][0] == equal:
            raw[-1][1].extend(before)
            raw[-1][2].extend(after)
        else:
            raw.append((equal, list(before), list(after)))
    return [("equal" if equal else "change", "".join(before), "".join(after)) for equal, before, after in _without_islands(raw)]


def _without_islands(raw: list[tuple[bool, list[str], list[str]]]) -> list[tuple[bool, list[str], list[str]]]:
    """Join changes that only a word or two keeps apart."""
    merged: list[tuple[bool, list[str], list[str]]] = []
    for at, (equal, before, after) in enumerate(raw):
        inside = 0 < at < len(raw) - 1
        if equal and inside and sum(t[0].isalnum() for t in before) <= _ISLAND:
            equal = False
        if merged and merged[-1][0] == equal:
            merged[-1][1].extend(before)
            merged[-1][2].extend(after)
        else:
            merged.append((equal, list(before), list(after)))
    return merged


def _flow(text: str) -> str:
    return "".join(run.text for run in marked(text.strip(), 0, ()))


def _shortened(text: str) -> str:
    tokens = _TOKEN.findall(text)
    return text if len(tokens) <= _LONG else f"{''.join(tokens[:_KEPT])} […] {''.join(tokens[-_KEPT:])}"
