"""Numbers as places in a sequence: every reading of a label, and how well one number follows another."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from lawcheck.segmenting.wording import silent, suffixes

# A place in a sequence: (8,) for "8", (8, 2) for "8 bis", (12, 1) for "12A", (225, 4, 1) for "225-4-1".
Key = tuple[int, ...]

_ROMAN_FORM = re.compile(r"m{0,3}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})$")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_PIECE = re.compile(r"\d+|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[^\W\d_]+|\.(?=\d)")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CYRILLIC = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
# Costs of a step, in the search's unit: opening a new level costs 1.
REPEATED = 2.0
BACKWARDS = 6.0


@lru_cache(maxsize=8192)
def number_key(number: str) -> Key:
    """The place of a number that starts with digits: "12A", "8 bis", "225-4-1", "127¹", "279.011"."""
    key: list[int] = []
    dotted = False
    for piece in _PIECE.findall(number):
        if piece == ".":
            dotted = True
            continue
        low = piece.lower()
        if piece.isdigit() and piece[0] not in "⁰¹²³⁴⁵⁶⁷⁸⁹":
            # After a point, "01" and "011" are decimals of a number inserted later.
            key.extend([int(c) for c in piece] if dotted and piece[0] == "0" and key else [int(piece)])
        elif piece[0] in "⁰¹²³⁴⁵⁶⁷⁸⁹":
            key.append(int(piece.translate(_RAISED)))
        elif low in suffixes():
            key.append(suffixes()[low])
        elif low not in silent() or piece.isupper():
            key.extend(_letter(c) for c in low)
        dotted = False
    return tuple(key[:12])


@lru_cache(maxsize=4096)
def letter_readings(label: str) -> tuple[tuple[str, Key], ...]:
    """Every reading of a label of letters: as letters ("a"), as a roman number ("i"), as doubled letters ("aa")."""
    low = label.lower()
    case = "A" if label.isupper() else "a"
    if not low.isascii():
        return ((alphabet_style(low[0]), tuple(_letter(c) for c in low[:3])),)
    readings: list[tuple[str, Key]] = []
    if _ROMAN_FORM.fullmatch(low) and len(low) < 9:
        readings.append(("I" if case == "A" else "i", (roman(low),)))
    elif len(low) > 1 and (inserted := _inserted_roman(low)):
        readings.append(("I" if case == "A" else "i", inserted))
    if len(low) == 1:
        readings.insert(0, (case, (_letter(low),)))
    elif len(low) <= 4:
        readings.append((case, _letters(low)))
        if len(set(low)) == 1 and len(low) == 2:
            readings.append((case, (26 + _letter(low[0]),)))
            readings.append((case * 2, (_letter(low[0]),)))
    return tuple(readings)


def alphabet_style(letter: str) -> str:
    """The style of a letter of another alphabet."""
    return "а" if letter in _CYRILLIC else "أ" if letter in _ARABIC + "اإ" else "α"


def _letters(low: str) -> Key:
    """Insertions: "aa" and "ab" follow "a", "za" precedes "a"."""
    values = [_letter(c) for c in low]
    return (0, *values[1:]) if values[0] == 26 and len(values) > 1 else tuple(values)


def _inserted_roman(low: str) -> Key | None:
    """Read "iia" as the insertion after "ii"."""
    return (roman(low[:-1]), _letter(low[-1])) if low[-1] in "ab" and _ROMAN_FORM.fullmatch(low[:-1]) else None


def _letter(char: str) -> int:
    if "a" <= char <= "z":
        return ord(char) - 96
    if char in "ёйіў":
        return _CYRILLIC.find({"ё": "е", "й": "и", "і": "и", "ў": "у"}[char]) + 1
    for alphabet in (_CYRILLIC, _ARABIC, _GREEK):
        if char in alphabet:
            return alphabet.index(char) + 1
    return 1 if char in "اإآ" else 30


def roman(low: str) -> int:
    """The value of a roman number in lower case."""
    total = 0
    for here, after in zip(low, low[1:] + " ", strict=True):
        value = _ROMAN[here]
        total += -value if _ROMAN.get(after, 0) > value else value
    return total


@lru_cache(maxsize=65536)
def step(before: Key, after: Key) -> float:
    """The cost of ``after`` as the next number: 0 for the successor, more for gaps, most for going back."""
    if before == after:
        return REPEATED
    shared = 0
    for x, y in zip(before, after, strict=False):
        if x != y:
            break
        shared += 1
    if shared == len(before):
        # 3, 3A; 279, 279.01; 8, 8 bis: an insertion.
        return 0.1 if after[shared] <= 2 else 0.3 + 0.2 * math.log2(after[shared])
    if shared and len(before) == len(after) == shared + 1 and str(after[shared])[:-1] == str(before[shared]):
        return 0.3  # 34.2, 34.21, 34.3: put between the two later
    if shared and len(before) == len(after) == shared + 1 and before[shared] > 10 and after[shared] == before[shared] // 10 + 1 and after[shared] < 10:
        return 0.3
    if shared == len(after) or after[shared] < before[shared]:
        return BACKWARDS
    gap = after[shared] - before[shared]
    tail = len(after) - shared - 1
    if gap == 1:
        return 0.0 if not tail else 0.3
    return min(0.7 + 0.55 * math.log2(gap), 4.0) + 0.3 * bool(tail)


def is_first(key: Key) -> bool:
    """Whether a sequence may start here: 1, a, i; "(za)", put before "(a)" later; "0" or "1 bis" hardly."""
    return key in ((1,), (0,)) or (key[0] == 0 and len(key) > 1)
