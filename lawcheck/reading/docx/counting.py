"""Numbers in the styles that word processors know."""

from __future__ import annotations

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_ONES = [*_UNITS, *_TEENS]
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth", "twelve": "twelfth"}


def written(number: int, style: str) -> str:
    """A number as the style of a list prints it."""
    if style in ("bullet", "none"):
        return ""
    if number < 1:
        return str(number)
    letters = {
        "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
        "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        "russianLower": _RUSSIAN,
        "russianUpper": _RUSSIAN.upper(),
        "arabicAlpha": _ARABIC,
        "arabicAbjad": _ABJAD,
    }.get(style)
    if letters:
        return letters[(number - 1) % len(letters)] * min((number - 1) // len(letters) + 1, 10)
    if style in ("lowerRoman", "upperRoman") and number < 4000:
        return roman(number) if style == "lowerRoman" else roman(number).upper()
    if style == "ordinal":
        return f"{number}{'th' if 10 < number % 100 < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"
    if style in ("cardinalText", "ordinalText") and number < 100:
        return _worded(number, style == "ordinalText").capitalize()
    return f"{number:02}" if style == "decimalZero" else str(number)


def roman(number: int) -> str:
    """Lower-case roman numeral."""
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text, number = text + sign, number - value
    return text


def _worded(number: int, ordinal: bool) -> str:
    tens, ones = divmod(number, 10)
    if number < 20 or not ones:
        word = _ONES[number] if number < 20 else _TENS[tens]
        if not ordinal:
            return word
        return _ORDINALS.get(word, word[:-1] + "ieth" if word.endswith("y") else word + "th")
    return f"{_TENS[tens]}-{_worded(ones, ordinal)}"
