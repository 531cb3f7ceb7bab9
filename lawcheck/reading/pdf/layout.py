"""Reading order of a page: marginal notes told from the body, columns read one after the other, footnotes set aside."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from dataclasses import dataclass, replace

from lawcheck.reading.naming import opens_with_label
from lawcheck.reading.pdf.furniture import rows_of
from lawcheck.reading.pdf.pages import Page, Piece

_SMALL = 0.88  # of the body's type size
_NARROW = 0.32  # of the page's width: the widest marginal note
_CROSSING = 0.15  # share of lines that may cross a gutter
_GUTTER = 5  # points
_MARK = re.compile(r"[(\[]?(\d{1,3}|[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[*†‡§]{1,3})\W?\s*\S")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_REFERENCE = re.compile(r"(?<![\d⁰¹²³⁴⁵⁶⁷⁸⁹])([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")


@dataclass(slots=True)
class Line:
    """A line of the body in reading order; ``edge`` is the right edge of its column, ``note`` a marginal note to it."""

    pieces: list[Piece]
    page: int
    column: int
    edge: float
    note: str = ""

    @property
    def text(self) -> str:
        """The words of the line."""
        return " ".join(p.text for p in self.pieces)


@dataclass(slots=True)
class Note:
    """A marginal note with the place where it starts."""

    text: str
    top: float
    bottom: float


@dataclass(slots=True)
class Layout:
    """What a page says, sorted."""

    lines: list[Line]
    notes: list[Note]
    footnotes: int


def body_size(pages: list[Page]) -> float:
    """The type size that most characters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page.pieces:
            sizes[round(piece.size * 2) / 2] += len(piece.text)
    return max(sizes, key=lambda s: (sizes[s], s)) if sizes else 10.0


def lay_out(page: Page, size: float, first_column: int) -> Layout:
    """Sort the pieces of a page into lines in reading order and marginal notes."""
    notes, body = _notes(page, size)
    body, marks = _without_footnotes(body, size)
    for piece in body:
        # The reference goes with its note; a raised number of an article stays.
        piece.text = _REFERENCE.sub(lambda m: "" if m[1].translate(_LOWERED) in marks else m[1], piece.text)
    body = [piece for piece in body if piece.text.strip()]
    lines: list[Line] = []
    for column, pieces in enumerate(_columns(body, page.width), start=first_column):
        edge = max((p.right for p in pieces), default=0.0)
        lines += [Line(row, page.number, column, edge) for row in rows_of(pieces)]
    return Layout(lines, _joined(notes), len(marks))


def _notes(page: Page, size: float) -> tuple[list[Piece], list[Piece]]:
    """Pieces beside the body: outside the span of its long lines, or smaller and next to a line of it."""
    widest = max((p.right - p.left for p in page.pieces), default=0.0)
    full = [p for p in page.pieces if p.right - p.left >= 0.6 * widest and p.size >= _SMALL * size]
    if len(full) < 3:
        return [], page.pieces
    left, right = _low([p.left for p in full]), -_low([-p.right for p in full])
    # A second column beside the long lines is no margin.
    columns = _gutter(page.pieces, page.width) is not None
    notes: list[Piece] = []
    for piece in page.pieces:
        narrow = piece.right - piece.left < _NARROW * page.width
        outside = piece.right < left + 2 or piece.left > right - 2
        small = piece.size < _SMALL * size and _beside(piece, page.pieces, size, wider=not outside)
        if narrow and (small or (outside and not columns and _beside(piece, page.pieces, 0))):
            notes.append(piece)
    chosen = set(map(id, notes))
    for piece in sorted(page.pieces, key=lambda p: p.top):
        # The rest of a note may reach below the line that it stands beside.
        if id(piece) not in chosen and piece.right - piece.left < _NARROW * page.width and any(_follows(piece, n) for n in notes):
            notes.append(piece)
            chosen.add(id(piece))
    return notes, [p for p in page.pieces if id(p) not in chosen]


def _low(values: list[float]) -> float:
    """A low value of a list, spared from single outliers."""
    return sorted(values)[len(values) // 10]


def _beside(piece: Piece, others: list[Piece], size: float, *, wider: bool = True) -> bool:
    """Whether a line of the body stands at the same height, clear of the piece."""
    return any(
        other.size >= _SMALL * size
        and (not wider or other.right - other.left > piece.right - piece.left or (size and opens_with_label(other.text)))
        and min(other.bottom, piece.bottom) - max(other.top, piece.top) > 0.3 * piece.size
        and (other.left > piece.right + 2 or other.right < piece.left - 2)
        for other in others
    )


def _follows(piece: Piece, note: Piece) -> bool:
    close = 0 <= piece.top - note.top < 1.6 * note.size
    return close and abs(piece.left - note.left) < 0.8 * note.size and abs(piece.size - note.size) < 0.1 * note.size and piece.top > note.top


def _joined(pieces: list[Piece]) -> list[Note]:
    """Lines of one note stand under each other at one distance."""
    notes: list[tuple[Note, Piece]] = []
    for row in rows_of(pieces):
        for piece in _merged(row):
            above = next((i for i, (_, last) in enumerate(notes) if _under(piece, last)), None)
            if above is None:
                notes.append((Note(piece.text, piece.top, piece.bottom), piece))
                continue
            note = notes[above][0]
            hyphen = re.search(r"\w[-\ufffe\u00ad\u2010]$", note.text) and piece.text[:1].islower()
            note.text = note.text[:-1] + piece.text if hyphen else f"{note.text} {piece.text}"
            note.bottom = piece.bottom
            notes[above] = (note, piece)
    return [note for note, _ in notes]


def _merged(row: list[Piece]) -> list[Piece]:
    """Words of one line of a note, which narrow justified lines set far apart."""
    merged: list[Piece] = []
    for piece in row:
        if merged and piece.left - merged[-1].right < 5 * piece.size:
            last = merged[-1]
            merged[-1] = replace(last, text=f"{last.text} {piece.text}", right=piece.right)
        else:
            merged.append(piece)
    return merged


def _under(piece: Piece, last: Piece) -> bool:
    overlap = min(piece.right, last.right) - max(piece.left, last.left)
    return 0 < piece.top - last.top < 1.7 * last.size and overlap > 0


def _without_footnotes(body: list[Piece], size: float) -> tuple[list[Piece], set[str]]:
    """Small type at the foot that starts with a mark is an editor's note."""
    rows = rows_of(body)
    first = len(rows)
    while first and all(p.size < _SMALL * size for p in rows[first - 1]):
        first -= 1
    while first < len(rows) and not _MARK.match(rows[first][0].text):
        first += 1
    if first == len(rows) or first == 0:
        return body, set()
    kept = [p for row in rows[:first] for p in row]
    if sum(len(p.text) for p in kept) < sum(len(p.text) for row in rows[first:] for p in row):
        return body, set()  # an arrangement of sections in small type, below the title
    found = [_MARK.match(piece.text) for row in rows[first:] for piece in row]
    return kept, {mark[1].translate(_LOWERED) for mark in found if mark}


def _columns(body: list[Piece], width: float) -> list[list[Piece]]:
    """Columns in reading order; lines across the gutter part what stands above and below them."""
    gutter = _gutter(body, width)
    if gutter is None:
        return [body] if body else []
    columns: list[list[Piece]] = []
    left: list[Piece] = []
    right: list[Piece] = []
    across: list[Piece] = []

    def close() -> None:
        columns.extend(part for part in (left[:], right[:]) if part)
        left.clear()
        right.clear()

    for row in rows_of(body):
        if any(p.left < gutter < p.right for p in row):
            close()
            across.extend(row)
            continue
        if across:
            columns.append(across[:])
            across.clear()
        left.extend(p for p in row if p.right <= gutter)
        right.extend(p for p in row if p.right > gutter)
    if across:
        columns.append(across[:])
    close()
    return columns


def _gutter(body: list[Piece], width: float) -> float | None:
    """The middle of a white band between two columns of text; None on a page of one column."""
    if len(body) < 10:
        return None
    low, high = min(p.left for p in body), max(p.right for p in body)
    start, stop = int(low + 0.3 * (high - low)), int(low + 0.7 * (high - low))
    crossing = _crossing(body, start, stop)
    for share in (0.0, _CROSSING / 3, _CROSSING):  # the cleanest gutter first
        for first, last in _bands(crossing, share * len(body)):
            middle = _emptiest(crossing, first, last)
            sides = [p for p in body if p.right <= middle], [p for p in body if p.left >= middle]
            if last - first >= _GUTTER and _are_columns(sides, width):
                return middle
    return None


def _bands(crossing: dict[int, int], most: float) -> list[tuple[int, int]]:
    """Runs of points that at most so many pieces stand across, the widest first."""
    bands: list[tuple[int, int]] = []
    for x, count in crossing.items():
        if count > most:
            continue
        if bands and bands[-1][1] == x - 1:
            bands[-1] = (bands[-1][0], x)
        else:
            bands.append((x, x))
    return sorted(bands, key=lambda band: band[0] - band[1])


def _emptiest(crossing: dict[int, int], first: int, last: int) -> float:
    """The middle of the part of a band that the fewest pieces stand across."""
    least = min(crossing[x] for x in range(first, last + 1))
    start, stop = _bands({x: crossing[x] for x in range(first, last + 1)}, least)[0]
    return (start + stop) / 2


def _crossing(body: list[Piece], start: int, stop: int) -> dict[int, int]:
    """How many pieces stand across each point between ``start`` and ``stop``."""
    steps: Counter[int] = Counter()
    for piece in body:
        first, last = max(start, math.floor(piece.left) + 1), min(stop, math.ceil(piece.right) - 1)
        if first <= last:
            steps[first] += 1
            steps[last + 1] -= 1
    return dict(zip(range(start, stop + 1), itertools.accumulate(steps[x] for x in range(start, stop + 1)), strict=True))


def _are_columns(sides: tuple[list[Piece], list[Piece]], width: float) -> bool:
    """Whether both sides are running text: one of long lines, the other of lines that start at its edge and say something."""
    if min(len(side) for side in sides) < 3:
        return False
    lengths = sorted(sum(len(p.text) for p in side) / len(side) for side in sides)
    spans = [max(p.right for p in side) - min(p.left for p in side) for side in sides]
    edges = [min(p.left for p in side) for side in sides]
    flush = [sum(p.left < edge + 4 * p.size for p in side) >= 0.35 * len(side) for side, edge in zip(sides, edges, strict=True)]
    if not all(flush):
        return False
    # Lists of short sections run in columns too: both sides then open with numbers, as cells of tables do not.
    numbered = all(sum(p.text[:1].isdigit() for p in side) > 0.4 * len(side) for side in sides)
    return lengths[0] > 10 and ((lengths[1] > 20 and max(spans) > 0.25 * width) or numbered)
