"""Put drafting options into a draft: as a section of its own, numbered so that nothing else has to be renumbered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from lawcheck.model import Kind, Law, Provision, Tradition
from lawcheck.reviewing import RefusedDecision

_SECTIONS = frozenset({Kind.SECTION, Kind.ARTICLE, Kind.RULE})
_LATIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies")
_NUMBER = re.compile(r"(\d+)\s*(?:([A-Z]{1,2})|(" + "|".join(_LATIN) + r"))?", re.IGNORECASE)
_NUMBERED, _LETTERED = re.compile(r"(?:^|\s)\((\d{1,2})\)\s"), re.compile(r"(?:^|\s)\(([a-z])\)\s")
_BLANK_LABEL = re.compile(r"^(?:Article|Section|Art\.|S\.)\s*\[\s*\]\s*\.?\s*[-–—]?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Inserted:
    """The draft with a new section at ``start:end``."""

    text: str
    start: int
    end: int
    number: str


@dataclass(frozen=True, slots=True)
class Place:
    """A section after which another can be put."""

    eid: str
    label: str


def places(law: Law) -> list[Place]:
    """Every section of the draft, in order."""
    return [Place(p.eid, " ".join(w for w in (p.citation or p.number, p.heading) if w)) for p in _sections(law)]


def insert(law: Law, wording: str, heading: str, after: str) -> Inserted:
    """Insert ``wording`` as a section after the one with the eId ``after`` and those with letters that follow it.

    Where ``after`` is empty it is put at the end of the sections.

    Raises:
        RefusedDecision: the draft has no such section, or no sections at all.
    """
    sections = _sections(law)
    beside = next((p for p in sections if p.eid == after), sections[-1] if sections and not after else None)
    if beside is None:
        raise RefusedDecision("draft", "the draft has no such section", "Choose another place.")
    beside = _last_of_kin(beside, sections)
    number = next_number(beside, sections, law.tradition)
    printed = law.text[beside.start : beside.body_start].strip()
    label = _label(printed, beside.number, number)
    at = beside.end
    while at > beside.start and law.text[at - 1].isspace():
        at -= 1
    block = f"{label}{'' if label[-1:].isspace() else ' '}{heading}\n\n{laid_out(wording)}"
    rest = law.text[at:]
    made = f"{law.text[:at]}\n\n{block}{'' if rest.startswith(chr(10) * 2) else chr(10) * 2}{rest}"
    return Inserted(made, at + 2, at + 2 + len(block), number)


def next_number(beside: Provision, sections: list[Provision], tradition: Tradition) -> str:
    """The next free number after a section: the successor at the end, else one with a letter ("12A") or a Latin word ("12 bis")."""
    taken = {_plain(p.number) for p in sections}
    found = _NUMBER.search(beside.number)
    if found is None:
        return "[number]"
    base = int(found[1])
    highest = max((int(m[1]) for p in sections if (m := _NUMBER.search(p.number))), default=0)
    if base == highest and not (found[2] or found[3]) and beside is sections[-1]:
        return str(base + 1)
    civil = tradition is Tradition.CIVIL and not any(_letter(p.number) for p in sections)
    marks = [f" {word}" for word in _LATIN] if civil else [chr(65 + n) for n in range(26)]
    current = (found[3] or found[2] or "").lower()
    at = next((n + 1 for n, mark in enumerate(marks) if mark.strip().lower() == current), 0)
    return next((f"{base}{mark}" for mark in marks[at:] if _plain(f"{base}{mark}") not in taken), "[number]")


def _last_of_kin(beside: Provision, sections: list[Provision]) -> Provision:
    """Sections 2A and 2B stand between 2 and 3: what is put in after 2 follows them, so that numbers keep rising."""
    base = _NUMBER.search(beside.number)
    for after in sections[sections.index(beside) + 1 :]:
        found = _NUMBER.search(after.number)
        if base is None or found is None or found[1] != base[1]:
            break
        beside = after
    return beside


def laid_out(wording: str) -> str:
    """Wording with its subsections and items on lines of their own."""
    text = _BLANK_LABEL.sub("", " ".join(wording.split()))
    cuts = {at: "    " for at in _run(text, _NUMBERED, lambda n: str(n + 1))} | {at: "        " for at in _run(text, _LETTERED, lambda n: chr(97 + n))}
    bounds = [0, *sorted(c for c in cuts if c), len(text)]
    lines = [cuts.get(first, "    ") + text[first:last].strip() for first, last in pairwise(bounds)]
    return "\n".join(lines)


def _run(text: str, pattern: re.Pattern[str], name: object) -> list[int]:
    """Where the items of lists begin: numbers that run on from the first; a list may begin again."""
    assert callable(name)
    starts: list[int] = []
    run: list[int] = []
    for found in pattern.finditer(text):
        if run and found[1] == name(len(run)):
            run.append(found.start(1) - 1)
        elif found[1] == name(0):
            starts += run if len(run) > 1 else []
            run = [found.start(1) - 1]
    return [*starts, *(run if len(run) > 1 else [])]


def _sections(law: Law) -> list[Provision]:
    """Sections of the law itself, those of schedules and quoted text left out."""
    found: list[Provision] = []

    def visit(provision: Provision) -> None:
        if provision.kind in _SECTIONS:
            found.append(provision)
        elif provision.kind not in (Kind.SCHEDULE, Kind.QUOTED):
            for child in provision.children:
                visit(child)

    for root in law.provisions:
        visit(root)
    return found


def _label(printed: str, old: str, new: str) -> str:
    """The new section's label in the style of its neighbour: what stands around the number there."""
    bare = _NUMBER.search(old)
    at = printed.find(bare[0].strip() if bare else old)
    if at < 0:
        return f"{new}. "
    after = re.match(r"\s*[.:)\]°º]?\s*[-–—]?\s*", printed[at + len(bare[0].strip() if bare else old) :])
    return f"{printed[:at]}{new}{after[0] if after else ' '}"


def _plain(number: str) -> str:
    return re.sub(r"[\s.]", "", number).lower()


def _letter(number: str) -> bool:
    return re.fullmatch(r"\d+[A-Z]{1,2}", re.sub(r"[^\dA-Za-z]", "", number)) is not None
