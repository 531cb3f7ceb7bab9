"""The global best fit: a beam search over competing readings of all labels of a law.

A state is a stack of open levels. Each candidate label may continue the sequence of an open level, open a new level,
or be no label at all; each choice has a cost, and the cheapest history of the whole text wins. So "(i)" after "(h)" is
the letter if "(j)" comes next, and the roman number if "(ii)" does. Time is linear: the beam and the stack are bounded.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import IntEnum

from lawcheck.segmenting.labels import Form
from lawcheck.segmenting.ordinals import BACKWARDS, Key, is_first, step
from lawcheck.segmenting.scanning import Candidate, Quote, Scanned
from lawcheck.segmenting.wording import Wording

_WIDTH = 6
_SPREAD = 4.0
_DEEPEST = 24
# Rank of a group whose word has none: within all others.
_LOWEST = 20


class Level(IntEnum):
    """What a level of the stack is."""

    ROOT = 0
    GROUP = 1
    SCHEDULE = 2
    SECTION = 3
    SUB = 4
    DEFINITION = 5
    PROVISO = 6
    QUOTE = 7


class Frame:
    """An open level: the last number seen there, and the level it stands in."""

    __slots__ = ("depth", "indent", "key", "level", "marked", "quote", "style", "up")

    def __init__(self, level: Level, style: str, key: Key, indent: int | None, up: Frame | None, marked: bool = False) -> None:
        """Open a level inside ``up``."""
        self.level = level
        self.style = style
        self.key = key
        self.indent = indent
        self.up = up
        self.depth: int = up.depth + 1 if up else 0
        self.marked = marked
        # The quoted text that this level stands in.
        self.quote: Frame | None = self if level is Level.QUOTE else up.quote if up is not None and level >= Level.SECTION else None


@dataclass(frozen=True, slots=True)
class Opened:
    """A provision opened by a candidate (or by quoted text, where there is none) at ``depth`` below the root."""

    candidate: Candidate | None
    line: int
    start: int
    depth: int
    level: Level
    style: str
    key: Key
    cost: float


_History = tuple["_History | None", Opened]
_Memory = tuple[str, Key] | None
# cost, innermost level, last section seen, history
_State = tuple[float, Frame, _Memory, "_History | None"]
_Move = tuple[float, Level, str, Key, Frame]


class Search:
    """Finds the cheapest reading of scanned lines."""

    def __init__(self, wording: Wording, primary: frozenset[str], indented: bool) -> None:
        """Search with ``primary`` as the styles of sections; ``indented`` where indents tell levels."""
        self.ranks = wording.ranks
        self.primary = primary
        self.indented = indented

    def best(self, scanned: list[Scanned]) -> list[Opened]:
        """The provisions opened by the cheapest reading, in order."""
        root = Frame(Level.ROOT, "", (), None, None)
        beam: list[_State] = [(0.0, root, None, None)]
        for line in scanned:
            if line.opens:
                beam = self._prune([s for state in beam for s in self._quoted(state, line)])
            for candidate in line.candidates:
                beam = self._prune([s for state in beam for s in self._read(state, candidate)])
            if line.closes:
                beam = [self._closed(state) for state in beam]
        history = min(beam, key=lambda s: s[0])[3]
        opened: list[Opened] = []
        while history is not None:
            opened.append(history[1])
            history = history[0]
        return opened[::-1]

    def _prune(self, states: list[_State]) -> list[_State]:
        if len(states) == 1:
            return states
        states.sort(key=_cost)
        kept: list[_State] = []
        seen: set[object] = set()
        limit = states[0][0] + _SPREAD
        for state in states:
            if state[0] > limit or len(kept) == _WIDTH:
                break
            frame = state[1]
            same = (id(frame.up), frame.level, frame.style, frame.key, frame.indent, state[2])
            if same not in seen:
                seen.add(same)
                kept.append(state)
        return kept

    def _quoted(self, state: _State, line: Scanned) -> list[_State]:
        cost, frame, memory, history = state
        inside = frame.quote
        marked = line.opens is Quote.MARKED
        if inside is not None and inside.marked:
            return [state]
        if inside is not None or frame.level in (Level.ROOT, Level.GROUP) or frame.depth >= _DEEPEST:
            return [state]
        opened = Opened(None, line.line, line.start, frame.depth + 1, Level.QUOTE, "", (), 0.0)
        pushed = Frame(Level.QUOTE, "", (), None, frame, marked)
        return [(cost + (0.0 if marked else 0.3), pushed, memory, (history, opened)), (cost + (2.0 if marked else 1.0), frame, memory, history)]

    def _closed(self, state: _State) -> _State:
        quote = state[1].quote
        if quote is None or not quote.marked or quote.up is None:
            return state
        return (state[0], quote.up, state[2], state[3])

    def _read(self, state: _State, candidate: Candidate) -> list[_State]:
        cost, frame, memory, history = state
        if candidate.follows and (history is None or history[1].line != candidate.line or history[1].candidate is None):
            return [state]
        moves = self._moves(frame, memory, candidate)
        best = min([m[0] for m in moves]) if moves else 9.0
        if best <= 0.1 and candidate.reject >= 4.0 and not frame.quote:
            # A clear successor at the start of a paragraph: to take it for no label is out of the question.
            states: list[_State] = []
        else:
            states = [(cost + candidate.reject, frame, memory, history)]
        if candidate.label.form is Form.DEFINITION and history is not None and history[1].line == candidate.line:
            return states
        for extra, level, style, key, up in moves:
            if extra > best + _SPREAD:
                continue
            indent = candidate.indent
            key = candidate.label.until or key
            opened = Opened(candidate, candidate.line, candidate.start, up.depth + 1, level, style, key, extra)
            remembered = (style, key) if level is Level.SECTION else None if level is Level.SCHEDULE else memory
            states.append((cost + candidate.accept + extra, Frame(level, style, key, indent, up), remembered, (history, opened)))
        return states

    def _moves(self, frame: Frame, memory: _Memory, candidate: Candidate) -> list[_Move]:
        form = candidate.label.form
        if frame.depth >= _DEEPEST and form not in (Form.GROUP, Form.SCHEDULE, Form.SECTION, Form.NUMBER):
            return []
        if form is Form.GROUP:
            return self._group(frame, candidate)
        if form is Form.SCHEDULE:
            return self._schedule(frame, candidate)
        if form is Form.DEFINITION:
            return self._definition(frame, candidate)
        if form is Form.PROVISO:
            return self._proviso(frame)
        moves: list[_Move] = []
        for style, key in candidate.label.readings:
            if form in (Form.SECTION, Form.NUMBER):
                moves.extend(self._section(frame, memory, candidate, style, key))
            if form is not Form.SECTION or frame.quote:
                moves.extend(self._sub(frame, candidate, style, key))
        return moves

    def _group(self, frame: Frame, candidate: Candidate) -> list[_Move]:
        word, key = candidate.label.readings[0]
        rank = self.ranks.get(word, _LOWEST)
        moves: list[_Move] = []
        leave = 0.0
        at: Frame | None = frame
        while at is not None:
            if at.level is Level.QUOTE:
                moves.append((0.6, Level.SUB, word, key, frame if frame.level is Level.QUOTE else at))
                leave += _leave(at, frame)
            elif at.level is Level.GROUP and at.style == word and at.up:
                extra = min(step(at.key, key), 1.5)
                moves.append((leave + (min(extra, 0.8) if is_first(key) else extra), Level.GROUP, word, key, at.up))
                return moves
            elif (at.level is Level.GROUP and self.ranks.get(at.style, _LOWEST) < rank) or at.level in (Level.ROOT, Level.SCHEDULE):
                moves.append((leave + (0.0 if is_first(key) else 0.5), Level.GROUP, word, key, at))
                return moves
            at = at.up
        return moves

    def _schedule(self, frame: Frame, candidate: Candidate) -> list[_Move]:
        leave, at = 0.0, frame
        while at.up is not None:
            leave += _leave(at, frame) if at.level is Level.QUOTE else 0.0
            at = at.up
        quote = frame.quote
        inside: list[_Move] = [(0.8, Level.SUB, "schedule", (), quote)] if quote else []
        style, key = candidate.label.readings[0]
        return [*inside, (leave, Level.SCHEDULE, style, key, at)]

    def _definition(self, frame: Frame, candidate: Candidate) -> list[_Move]:
        at: Frame | None = frame
        moves: list[_Move] = []
        cost = 0.0
        while at is not None and at.level not in (Level.ROOT, Level.GROUP):
            if at.level is Level.DEFINITION and at.up:
                moves.append((cost + self._indent_step(at, candidate), Level.DEFINITION, "definition", (), at.up))
                return moves
            if at.level in (Level.SECTION, Level.SCHEDULE, Level.QUOTE) or at.style in ("(1)", "1."):
                moves.append((cost + 0.5, Level.DEFINITION, "definition", (), at))
                if at.level is not Level.SUB:
                    return moves
                cost += 1.0
            elif at is frame and candidate.lead_in:
                moves.append((0.6, Level.DEFINITION, "definition", (), at))
            at = at.up
        return moves

    def _proviso(self, frame: Frame) -> list[_Move]:
        at: Frame | None = frame
        while at is not None and at.level not in (Level.ROOT, Level.GROUP, Level.SCHEDULE):
            if at.level in (Level.SECTION, Level.QUOTE) or at.style == "(1)":
                return [(0.0, Level.PROVISO, "proviso", (), at)]
            at = at.up
        return []

    def _section(self, frame: Frame, memory: _Memory, candidate: Candidate, style: str, key: Key) -> list[_Move]:
        leave = 0.0
        at: Frame | None = frame
        while at is not None and at.level not in (Level.ROOT, Level.GROUP, Level.SCHEDULE, Level.SECTION):
            leave += _leave(at, frame) if at.level is Level.QUOTE else 0.0
            at = at.up
        if at is None:
            return []
        if style == "heading":
            return [(leave + 0.5, Level.SECTION, style, key, at.up if at.level is Level.SECTION and at.up else at)]
        foreign = 0.0 if style in self.primary else 3.0
        if at.level is Level.SECTION and at.up is not None:
            if at.style != style and not {at.style, style} <= self.primary:
                return [(leave + 4.5, Level.SECTION, style, key, at.up)] if candidate.label.form is Form.SECTION else []
            extra = step(at.key, key)
            if candidate.label.inline and extra > 0.3:
                return []
            if extra >= BACKWARDS and is_first(key):
                extra = 4.0
            return [(leave + extra + self._indent_step(at, candidate), Level.SECTION, style, key, at.up)]
        if at.level is Level.SCHEDULE:
            return [(leave + (0.3 if is_first(key) else 1.5) + 0.2 * (foreign > 0), Level.SECTION, style, key, at)]
        first = 0.0 if is_first(key) else 0.8
        if memory is not None:
            scheduled = _in_schedule(at)
            extra = step(memory[1], key) if memory[0] == style or {memory[0], style} <= self.primary else 2.5
            first = min(extra, 0.7 if is_first(key) else 5.0)
            foreign = 0.0 if scheduled else foreign
        return [(leave + first + foreign, Level.SECTION, style, key, at)]

    def _sub(self, frame: Frame, candidate: Candidate, style: str, key: Key) -> list[_Move]:
        if style == "§":
            return self._paragraph(frame, candidate, key)
        if style == "1.1":
            return self._decimal(frame, candidate, key)
        moves: list[_Move] = []
        inline = candidate.label.inline
        leave, same, inside, crossed = 0.0, False, 0.0, False
        at: Frame | None = frame
        while at is not None and at.level >= Level.SECTION:
            if at.level is Level.QUOTE:
                inside = 2.0 if candidate.amending else 0.0
                if candidate.follows and at is frame:
                    break
                leave += _leave(at, frame)
                crossed = True
            elif at.level is Level.SUB and at.style == style and at.up:
                extra = step(at.key, key)
                if extra >= BACKWARDS and is_first(key):
                    extra = 2.2
                if extra < BACKWARDS and not (inline and extra > 0.3) and not (candidate.follows and at is frame):
                    moves.append((leave + extra + self._indent_step(at, candidate), Level.SUB, style, key, at.up))
                same = same or not crossed
            at = at.up
        if style == "1." and len(candidate.label.readings) > 1 and len(key) > 1:
            # "1.1." is rather a part of "1." than the number after it.
            moves = [(m[0] + 0.35, *m[1:]) for m in moves]
        if inside:
            moves = [(m[0] + (inside if m[4].quote else 0.0), *m[1:]) for m in moves]
        if not inline or (is_first(key) and not same) or frame.level is Level.QUOTE:
            moves.extend(self._new(frame, candidate, style, key, same, inside))
        return moves

    def _paragraph(self, frame: Frame, candidate: Candidate, key: Key) -> list[_Move]:
        """The Portuguese "§ 1º" belongs to the article, whatever list stands before it."""
        at: Frame | None = frame
        while at is not None and at.level >= Level.SECTION:
            if at.level is Level.SUB and at.style == "§" and at.up:
                extra = step(at.key, key)
                return [(extra if extra < BACKWARDS or not is_first(key) else 2.2, Level.SUB, "§", key, at.up)]
            if at.level in (Level.SECTION, Level.QUOTE):
                return [(0.3 if is_first(key) else 2.0, Level.SUB, "§", key, at)]
            at = at.up
        return []

    def _decimal(self, frame: Frame, candidate: Candidate, key: Key) -> list[_Move]:
        """Read "1.1." as the first part of "1.", or the next part."""
        at: Frame | None = frame
        while at is not None and at.level in (Level.SUB, Level.DEFINITION, Level.SECTION):
            if at.style == "1.1" and at.up and step(at.key, key) < 1:
                return [(step(at.key, key), Level.SUB, "1.1", key, at.up)]
            if (at.style in ("1.", "1.1", "1)") or at.level is Level.SECTION) and at.key == key[:-1]:
                sure = candidate.lead_in or (at.level is Level.SECTION and at.style not in ("1.", "1"))
                return [(0.0 if sure else 0.6, Level.SUB, "1.1", key, at)] if key[-1] == 1 else []
            at = at.up
        return []

    def _new(self, frame: Frame, candidate: Candidate, style: str, key: Key, same: bool, inside: float) -> list[_Move]:
        quoted = frame.level is Level.QUOTE
        extra = 1.0 if is_first(key) else 0.4 if quoted else min(_late(frame, style, key), 1.4 if frame.quote else 9.0)
        extra += (1.5 if same else 0.0) + (inside if frame.quote else 0.0)
        extra += -0.4 if candidate.lead_in else 0.4 if candidate.full_stop and not quoted else 0.0
        if candidate.label.form is Form.NUMBER:
            extra += 0.3
        if candidate.label.inline:
            extra += 0.8
        if frame.level in (Level.ROOT, Level.GROUP):
            extra += 2.5
        moves: list[_Move] = [(extra + self._indent_below(frame, candidate), Level.SUB, style, key, frame)]
        if key == (2,) and not same and style in ("(1)", "1.") and frame.level is Level.SUB:
            # The first paragraph of the section has a list, but no number.
            section: Frame | None = frame
            while section is not None and section.level in (Level.SUB, Level.DEFINITION):
                section = section.up
            if section is not None and section.level is Level.SECTION:
                moves.append((2.2 + self._indent_below(section, candidate), Level.SUB, style, key, section))
        if self.indented and candidate.indent is not None and frame.level is Level.SUB and frame.up and frame.up.level >= Level.SECTION:
            # The list before has ended, and its indent says so.
            up = frame.up
            if frame.indent is not None and candidate.indent <= frame.indent and is_first(key):
                moves.append((extra + 0.8 + self._indent_below(up, candidate), Level.SUB, style, key, up))
        return moves

    def _indent_step(self, at: Frame, candidate: Candidate) -> float:
        if not self.indented or at.indent is None or candidate.indent is None:
            return 0.0
        return 0.0 if abs(at.indent - candidate.indent) <= 1 else 0.8

    def _indent_below(self, at: Frame, candidate: Candidate) -> float:
        if not self.indented or at.indent is None or candidate.indent is None:
            return 0.0
        return 0.0 if candidate.indent > at.indent else 0.3 if candidate.indent == at.indent else 0.7


def _late(frame: Frame, style: str, key: Key) -> float:
    """The cost of a list that does not start with its first number; a section's first paragraph often has none."""
    implied = frame.level is Level.SECTION and style.strip("().") == "1" and key[0] == 2
    return 2.2 if implied else 3.2 + min(math.log2(key[0] + 1), 4) * 0.3


def _cost(state: _State) -> float:
    return state[0]


def _in_schedule(frame: Frame) -> bool:
    at: Frame | None = frame
    while at is not None:
        if at.level is Level.SCHEDULE:
            return True
        at = at.up
    return False


def _leave(quote: Frame, frame: Frame) -> float:
    """Leaving quoted text costs more while its marks are open, or where nothing was found in it."""
    return 3.0 if quote.marked else 1.5 if frame is quote else 0.3
