"""Labels at the start of a line: what may open a provision, with every reading of its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum

from lawcheck.model import Kind
from lawcheck.segmenting.ordinals import Key, letter_readings, number_key, roman
from lawcheck.segmenting.wording import Wording


class Form(IntEnum):
    """What a label may open, whatever its number."""

    SUB = 0  # "(1)", "a)", "1°": a level below a section, or a section where the law numbers them so
    NUMBER = 1  # "1.", "1 Heading": a section, or a numbered item
    SECTION = 2  # "Article 1", "§ 3a"
    GROUP = 3  # "PART II"
    SCHEDULE = 4
    DEFINITION = 5
    PROVISO = 6


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at ``start:end`` of its line; the text goes on at ``end``.

    ``readings`` pair a style ("(a)", "(i)", "1.", "article") with a place in its sequence. ``weak`` labels are often
    something else (a bare number, an initial). ``heading`` is a heading caught between two labels of one line, ``until``
    the last number of several that were repealed together ("81 to 86 [Repealed]").
    """

    form: Form
    number: str
    readings: tuple[tuple[str, Key], ...]
    start: int
    end: int
    kind: Kind = Kind.OTHER
    word: str = ""
    weak: bool = False
    quoted: bool = False
    inline: bool = False
    heading: str = ""
    until: Key = ()


_LATIN = r"(?:bis|ter|quater|quinquies|sexies|septies|octies|novies|decies|undecies|duodecies)"
_NUMBER = rf"""
    \d{{1,6}}                                # 12
    (?:[-‑–.]\d{{1,4}})*                     # 225-4-1, 1.2, 279.01
    [⁰¹²³⁴⁵⁶⁷⁸⁹]*                            # 127¹
    (?:(?:er|ère|re|[ºª°])(?![^\W\d_]))?     # 1er, 1º
    (?:[-\s]?{_LATIN}\b)?                    # 8 bis, 12-quater
    (?:[A-Z]{{1,3}}(?![a-zà-ÿ'’])|[a-z](?![\w'’)]))?      # 12A, 3a
    (?:-[A-Z](?!\w))?                        # 129-A
"""
_DECIMAL = re.compile(r"\d+(?:\.[1-9]\d*)+[⁰¹²³⁴⁵⁶⁷⁸⁹]*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_AFTER_WORD = re.compile(
    rf"""
    \s*(?:no\.?\s+|n[º°]\s*)?
    (?P<number>{_NUMBER}(?:\s[A-Z](?=\s*$))? | [IVXLCDM]+(?:-?[A-Z])?(?![^\W_]) | [A-Z](?![^\W_]))
    (?P<mark>\s*(?:[.:)]\s*[-—–]*|[-—–]+))?
    """,
    re.VERBOSE,
)
_BARE = re.compile(
    rf"""
    (?P<number>{_NUMBER})
    (?: (?P<dot>\.(?=\s|[-—–]|\(|[^\W\da-z_]|["“]|$)\s*[-—–]*)      # 1.  1.—
      | (?P<degree>(?<=[°º])\)?[.\s-]*)                               # 1°  1º)
      | (?P<half>\))                                                  # 1)
      | (?P<dash>\s?[-—–](?=\s))                                      # 1 -
      | (?P<tight>(?=\s*\(\w{{1,3}}\)))                                 # 279.01 (1)
      | (?P<space>(?=\s+(?:["“\[]?[^\W\da-z_]|\$\d)))                    # 1  Short title
    )
    """,
    re.VERBOSE,
)
_ONE = r"\d{1,4}(?:\.\d{1,3})?[A-Z]?"
_SEVERAL = re.compile(rf"(?P<number>(?P<first>{_ONE})(?:\s?[-–]\s?|\s(?:to|and|et|à)\s)(?P<last>{_ONE}))(?P<dot>\.)?\s*(?=\[)")
_BRACKET = re.compile(r"\((?P<label>\d{1,4}(?:\.\d{1,3})*[A-Za-z]{0,3}|[A-Z]{1,5}|[a-z]{1,6}(?:\.\d{1,2})?|[а-яё]|[أ-ي])\)")
_LETTER = re.compile(rf"(?P<label>[a-z]{{1,2}}|[ivx]{{2,6}}|[A-Z]|[а-яёіў]|[أ-ي]|[α-ω])(?P<suffix>[-\s]{_LATIN})?(?P<mark>\)|\.(?=\s)|\s?[-—–](?=\s))")
_ROMAN = re.compile(r"(?P<label>[IVXLC]{1,7})(?P<suffix>-[A-Z]{1,2})?(?P<mark>\.\s?[-—–]*|\s?[-—–]+|\))")
_LEAD = re.compile(r"""(?:\d{0,2}\[\s*|[\["“”„‘'«*]+\s*)+(?=[\w(§])""")
# "... of this Act. First Schedule (Sections 8, 27 and 44)", where the line ends were lost.
_RUN_ON_SCHEDULE = re.compile(r"[.;]\s(?=[A-Z]\w+ (?i:schedule) \((?i:sections?|regulations?|rules?|articles?) \d)")
_FIRST_PART = re.compile(r"1\s(?=[A-Z][a-z]*(?: [a-z]|$))")
# "Regulation 55A (additional requirements for applications)": a citation, in a table perhaps.
_GLOSS = re.compile(r"\([a-z]{4,}")
_QUOTES = "\"“„‘'«"
_INLINE = re.compile(r"\((?P<label>\d{1,2}[A-Z]{0,2}|[a-z]{1,4}|A)\)(?=\s?\S)")
# What stands before a label inside a line: a stop, perhaps with "or" after it, or the last word of what runs on.
_INLINE_AFTER = re.compile(r"(?P<stop>[;.:\]—–-])\s*(?:(?:and|or|et|ou|y|o|e|und|oder)\s+)?(?:\d*\[)*[\"“]?$|(?P<word>[^\W\d_]+|\*{3,})\s$")
_INLINE_RUN_ON = re.compile(r"\((?:[ia]|A)\)\s[a-z]|\(\d\)\s[A-Z]")
_RUN_IN = re.compile(r"(?P<heading>[^.;:()]{3,140}?)(?:[.:]\s*[-—–]*\s*|\s+[-—–]*\s*)(?=\(1\)\s+[^\W\da-z_])")
_TITLE_RUN_IN = re.compile(r"(?P<heading>.{3,160}?)\s(?=1\.\s[^\W\da-z_])")
_TERM = re.compile(r"""[\["“”'‘’«]{1,2}(?P<term>[^"“”»\n]{2,120}?)["”’'»]{1,2}\s*(?P<rest>.{0,140})""")
_PLAIN_TERM = re.compile(
    r"""
    (?P<term>[A-Za-zÀ-ÿ][^.;:“”"()]{1,80}?(?:\([^()]{1,40}\))?),?\s+
    (?=(?:means|includes|(?:has|have)\ the\ (?:same\ )?meaning|does\ not\ include)\b)
    """,
    re.VERBOSE,
)


def labels_of(text: str, wording: Wording) -> list[Label]:
    """The labels that start a line, in order: "1. (1)" gives two. Empty where the line starts with none."""
    if " |" in text:
        # Cells of a table.
        return []
    lead = _LEAD.match(text)
    at = lead.end() if lead else 0
    quoted = bool(lead and any(c in _QUOTES for c in lead.group()))
    first = _first(text, at, wording)
    if first is None:
        return []
    return _chain(text, replace(first, quoted=quoted) if quoted else first, wording)


def _chain(text: str, first: Label, wording: Wording) -> list[Label]:
    chain = [first]
    if first.form is Form.GROUP:
        return chain
    if first.form is Form.SCHEDULE:
        _run_in_schedule(text, chain, wording)
        return chain
    at = first.end
    while len(chain) < 6:
        while at < len(text) and text[at] in " \t":
            at += 1
        if text.startswith("1. ", at) and len(chain) == 1 and first.form is Form.SECTION:
            # "Article 4 1. In accordance with ..."
            chain.append(Label(Form.SUB, "1", (("1.", (1,)),), at, at + 3))
            at += 3
            continue
        if first.word == "article" and len(chain) == 1 and first.number != "1" and _FIRST_PART.match(text, at):
            # "Article 4 1 In accordance with ..."
            chain.append(Label(Form.SUB, "1", (("1", (1,)),), at, at + 1))
            at += 1
            continue
        found = _BRACKET.match(text, at)
        if found is None:
            break
        chain.append(_bracketed(found))
        at = found.end()
    if len(chain) == 1 and first.form in (Form.NUMBER, Form.SECTION):
        _run_in(text, chain, wording)
    return chain


def inline_labels(text: str, since: int, wording: Wording) -> list[list[Label]]:
    """Labels inside a line, each with those that follow it: "...; or (iii) knowingly lets", "...)ARTICULO 22.— El Comité"."""
    found: list[list[Label]] = []
    for hit in _INLINE.finditer(text, since):
        start = hit.start()
        before = _INLINE_AFTER.search(text, max(start - 24, 0), start)
        if before is None or start == 0:
            continue
        word = before["word"]
        if word and (word.lower() in wording.references or not _INLINE_RUN_ON.match(text, start)):
            continue
        if found and start < found[-1][-1].end:
            continue
        first = Label(Form.SUB, hit["label"], _readings(hit["label"], "({})"), start, hit.end(), inline=True, weak=bool(word))
        found.append([first] if word else _chain(text, first, wording))
    for hit in wording.inline.finditer(text, max(since, 1)):
        worded = _worded(text, hit.start("word"), wording)
        if worded and worded.form is Form.SECTION and text[: worded.end].rstrip()[-1] in ".—–-:" and not text[hit.start("word")].islower():
            chain = _chain(text, replace(worded, inline=True), wording)
            found.append(chain)
            found = [f for f in found if f is chain or not hit.start("word") <= f[0].start < chain[-1].end]
    for hit in _RUN_ON_SCHEDULE.finditer(text, since):
        at = hit.end()
        opened = _before(text[at : at + 150], 0, wording)
        if opened and opened.form is Form.SCHEDULE:
            found.append([replace(opened, start=at, end=at + opened.end, inline=True)])
    return sorted(found, key=lambda f: f[0].start)


def definition_of(text: str, wording: Wording, defining: bool) -> Label | None:
    """A definition that starts the line; terms without marks count only among definitions."""
    if text[0] in "[\"“”'‘’«":
        found = _TERM.match(text)
        if found and (wording.definition.search(found["rest"]) or (defining and text[0] in '“"')):
            return Label(Form.DEFINITION, "", (("definition", ()),), 0, 0, Kind.DEFINITION, found["term"].strip(" ,"))
    elif defining and (found := _PLAIN_TERM.match(text)):
        return Label(Form.DEFINITION, "", (("definition", ()),), 0, 0, Kind.DEFINITION, found["term"].strip(" ,"))
    return None


def _first(text: str, at: int, wording: Wording) -> Label | None:
    char = text[at : at + 1]
    if char == "(":
        found = _BRACKET.match(text, at)
        return _bracketed(found) if found else None
    if char.isdigit():
        return _numbered(text, at, wording) or _before(text, at, wording)
    if not char.islower() or not char.isascii():
        worded = _worded(text, at, wording) or _before(text, at, wording)
        if worded:
            return worded
        if found := _ROMAN.match(text, at):
            return _roman(found, text)
    if found := _LETTER.match(text, at):
        return _lettered(found)
    return None


def _bracketed(found: re.Match[str]) -> Label:
    return Label(Form.SUB, found["label"], _readings(found["label"], "({})"), found.start(), found.end())


def _readings(label: str, frame: str) -> tuple[tuple[str, Key], ...]:
    if label[0].isdigit():
        return ((frame.format("1"), number_key(label)),)
    letters, _, decimal = label.partition(".")
    tail = (int(decimal),) if decimal else ()
    return tuple((frame.format(style), (*key, *tail)) for style, key in letter_readings(letters))


def _numbered(text: str, at: int, wording: Wording) -> Label | None:
    if several := _SEVERAL.match(text, at):
        first, last = number_key(several["first"]), number_key(several["last"])
        if first < last:
            style = "1." if several["dot"] else "1"
            return Label(Form.NUMBER, several["number"], ((style, first),), at, several.end(), Kind.SECTION, until=last)
    found = _BARE.match(text, at)
    if found is None:
        return None
    number = found["number"]
    key = number_key(number)
    if found["half"] is not None:
        return Label(Form.SUB, number, (("1)", key),), at, found.end())
    if found["degree"] is not None:
        return Label(Form.SUB, number, (("1°", key),), at, found.end())
    if found["dash"] is not None:
        return Label(Form.SUB, number, (("1-", key),), at, found.end())
    if found["space"] is not None and (_YEAR.fullmatch(number) or text.startswith((" No.", " no."), found.end())):
        # "2003 No. 1153", "1998 Act": a year.
        return None
    style = "1." if found["dot"] is not None else "1"
    places = _places(style, key)
    if style == "1." and _DECIMAL.fullmatch(number):
        places = (*places, ("1.1", key))
    return Label(Form.NUMBER, number, places, at, found.end(), Kind.SECTION, weak=found["space"] is not None)


def _lettered(found: re.Match[str]) -> Label:
    frame = {")": "{})", ".": "{}."}.get(found["mark"], "{}-")
    readings = letter_readings(found["label"])
    if found["suffix"]:
        suffix = number_key("0" + found["suffix"].strip("- "))[1:]
        readings = tuple((style, key + suffix) for style, key in readings)
    framed = tuple((frame.format(style), key) for style, key in readings)
    return Label(Form.SUB, found["label"] + (found["suffix"] or ""), framed, found.start(), found.end(), weak=frame != "{})")


def _roman(found: re.Match[str], text: str) -> Label | None:
    label, mark = found["label"], found["mark"]
    rest = text[found.end() : found.end() + 2]
    if mark == "." and not rest.startswith(" ") and rest:
        return None
    readings = letter_readings(label)
    tail = tuple(number_key("0" + found["suffix"][1:])[1:]) if found["suffix"] else ()
    frame = "{})" if mark == ")" else "{}."
    framed = tuple((frame.format(style), key + tail) for style, key in readings)
    return Label(Form.SUB, label + (found["suffix"] or ""), framed, found.start(), found.end(), weak=len(label) == 1 and mark == ".")


def _worded(text: str, at: int, wording: Wording) -> Label | None:
    """Read "Article 3", "PART II", "Schedule 1": a word of the language, then a number or an ordinal."""
    found = wording.opening.match(text, at)
    if found is None:
        return None
    word = found["word"].lower()
    number = _AFTER_WORD.match(text, found.end())
    printed, end, marked = "", found.end(), False
    key: Key = ()
    if number:
        printed, end, marked = number["number"], number.end(), number["mark"] is not None
        key = _key(printed)
    elif ordinal := _ordinal(text, found.end(), wording):
        printed, key, end = ordinal
        marked = text[:end].rstrip()[-1] in ".:-—–"
    rest = text[end:].lstrip()
    if word in wording.schedules:
        return _schedule(text, at, end, printed, key, rest)
    if not printed or (rest[:1] == "," and not marked):
        return None
    if word in wording.paragraphs and (word in ("§", "parágrafo") and wording.sections.get(word) is None):
        return Label(Form.SUB, printed, (("§", key),), at, end, Kind.PARAGRAPH, word)
    if not marked and rest and (rest[0].islower() or text[end : end + 1] == "(" or _cites(rest, wording) or _GLOSS.match(rest)):
        return None
    if marked and text[:end].rstrip()[-1] == ":" and rest[:1].islower() and word in wording.sections:
        # "Section 98A: replaced, on 18 June": a note of the editors.
        return None
    if kind := wording.sections.get(word):
        return Label(Form.SECTION, printed, _places(kind.value if word != "§" else "§", key), at, end, kind, word)
    if kind := wording.groups.get(word):
        return Label(Form.GROUP, printed, ((word, key),), at, end, kind, word) if len(text) < 240 else None
    return None


def _cites(rest: str, wording: Wording) -> bool:
    """Whether the word after the number makes the whole a citation: "§ 5 Absatz 2 wird ..."."""
    word = rest.split(None, 1)[0].rstrip(".,;:").lower()
    return word in wording.parts


def _places(style: str, key: Key) -> tuple[tuple[str, Key], ...]:
    """Both places of "98AA", which stands after 98A in some countries, before it in others."""
    if len(key) == 3 and key[1] == 1:
        return ((style, key), (style, (key[0], 0, key[2])))
    return ((style, key),)


def _key(printed: str) -> Key:
    if printed[0].isdigit():
        return number_key(printed)
    head, _, tail = printed.partition("-")
    low = head.lower()
    readings = letter_readings(head)
    roman_first = next((k for s, k in readings if s in ("I", "i")), None)
    key = roman_first or (readings[0][1] if readings else (roman(low),))
    return key + (number_key("0" + tail)[1:] if tail else ())


def _ordinal(text: str, at: int, wording: Wording) -> tuple[str, Key, int] | None:
    words = text[at : at + 60].split()
    for count in (3, 2, 1):
        name = " ".join(words[:count]).rstrip(".:-—–,")
        if len(words) >= count and name.lower() in wording.ordinals:
            start = text.index(words[0], at)
            end = start + len(" ".join(text[start : start + 60].split()[:count]))
            while end < len(text) and text[end] in " .:-—–":
                end += 1
            return name, (wording.ordinals[name.lower()],), end
    return None


def _before(text: str, at: int, wording: Wording) -> Label | None:
    """Read "FIRST SCHEDULE", "Erster Abschnitt": the ordinal stands before the word."""
    found = wording.reversed_opening.match(text, at)
    if found is None or (len(text) > 160 and found["word"].lower() not in wording.sections):
        return None
    word, number = found["word"].lower(), found["number"]
    key = number_key(number) if number[0].isdigit() else (wording.before[number.lower()],)
    rest = text[found.end() :].lstrip()
    if kind := wording.sections.get(word):
        # "Sole Article"; but "Second section" is text.
        sole = number.istitle() and number.lower() in wording.before and number.lower() not in wording.ordinals
        return Label(Form.SECTION, number, ((kind.value, key),), at, found.end(), kind, word) if sole and text[found.start("word")].isupper() else None
    if word in wording.schedules:
        return _schedule(text, at, found.end(), number, key, rest)
    if rest and rest[0].islower():
        return None
    return Label(Form.GROUP, number.rstrip("."), ((word, key),), at, found.end(), wording.groups[word], word)


def _schedule(text: str, at: int, end: int, printed: str, key: Key, rest: str) -> Label | None:
    word = text[at:end].split(None, 1)[0]
    if rest and (rest[0].islower() or rest[0] in ",;"):
        return None
    if not rest.startswith("(") and (len(text) > (320 if word.isupper() else 160) or text.endswith((".", ";"))):
        return None
    doubtful = not printed and not (word.isupper() or not rest or rest[0] == "(")
    return Label(Form.SCHEDULE, printed, (("schedule", key),), at, end, Kind.SCHEDULE, word.lower(), weak=doubtful)


def _run_in(text: str, chain: list[Label], wording: Wording) -> None:
    """A heading between the number and the first subsection: "6. Disclosure of interest (1) If a member ..."."""
    found = _RUN_IN.match(text, chain[0].end)
    if found is None or not found["heading"].strip()[:1].isupper():
        return
    last = found["heading"].split()[-1].lower()
    bracket = _BRACKET.match(text, found.end())
    if bracket and last not in wording.references and not wording.verbs.search(found["heading"]):
        chain[0] = replace(chain[0], heading=found["heading"].strip())
        chain.append(_bracketed(bracket))


def _run_in_schedule(text: str, chain: list[Label], wording: Wording) -> None:
    """A schedule whose title and first paragraph were run together in one line."""
    found = _TITLE_RUN_IN.match(text, chain[0].end)
    first = _numbered(text, found.end(), wording) if found else None
    if found and first:
        chain[0] = replace(chain[0], heading=found["heading"].strip())
        chain.extend(_chain(text, first, wording))
