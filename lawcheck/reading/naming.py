"""Names of provisions: bare numbers, eIds after the Akoma Ntoso naming convention, citations after the law's language."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

from lawcheck.model import Kind

# Abbreviations of the naming convention; kinds that it does not know keep their own name.
ABBREVIATIONS = {
    Kind.ARTICLE: "art",
    Kind.SCHEDULE: "att",
    Kind.CHAPTER: "chp",
    Kind.CLAUSE: "cl",
    Kind.DIVISION: "dvs",
    Kind.ITEM: "point",
    Kind.PARAGRAPH: "para",
    Kind.SECTION: "sec",
    Kind.SUBDIVISION: "subdvs",
    Kind.SUBPARAGRAPH: "subpara",
    Kind.SUBSECTION: "subsec",
    Kind.DEFINITION: "def",
    Kind.CROSSHEADING: "crossheading",
    Kind.OTHER: "hcontainer",
}
_SIDES = " \t\n()[]{}.,:;“”„\"'‘’«»–—-−*"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_RUN = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_MOST = 60
_LONG = 12  # words of a heading that names a section in citations
# "Article 37 (ex Article 38)": the number that a treaty's article had before.
_FORMER = re.compile(r"\s*\(ex\s[^()]*\)")


def bare_number(label: str) -> str:
    """The number in a printed label: "Article 3." gives "3", "(1)" gives "1", "§ 8 bis" gives "8 bis"."""
    words = _data()[0]
    kept = [word.strip(_SIDES) for word in _FORMER.sub("", label).split()]
    return " ".join(word for word in kept if word and word.casefold() not in words)


def eid_part(kind: Kind, number: str) -> str:
    """One step of an eId: "sec_8", "art_465-1"; without the number where there is none."""
    plain = _RAISED_RUN.sub(lambda found: "-" + found.group().translate(_RAISED), number)
    clean = re.sub(r"[^\w]+", "-", re.sub("[º°ª]", "", plain)).replace("_", "-").strip("-")[:_MOST]
    name = ABBREVIATIONS.get(kind, kind.value)
    return f"{name}_{clean}" if clean else name


class Names:
    """Hands out unique eIds: a repeated name gets an ordinal, as does one without a number."""

    def __init__(self) -> None:
        """Start a law in which no name is taken."""
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def give(self, kind: Kind, number: str, above: str, declared: str = "") -> str:
        """The eId of a provision below ``above``; the one that the file declares where it is free."""
        if declared and declared not in self._taken:
            self._taken.add(declared)
            return declared
        part = eid_part(kind, number)
        base = f"{above}__{part}" if above else part
        eid, count = base, self._counts.get(base, 1)
        if not number and kind not in (Kind.PREFACE, Kind.PREAMBLE, Kind.CONCLUSIONS):
            eid = f"{base}_{count}"
        while eid in self._taken:
            count += 1
            eid = f"{base}_{count}"
        self._counts[base] = count
        self._taken.add(eid)
        return eid


def cite(kind: Kind, label: str, above: str, above_kind: Kind | None, language: str, sign: str = "", heading: str = "") -> str:
    """Cite a provision after its kind and the law's language; ``above`` is the citation of its parent.

    ``sign`` replaces the language's word for a section, such as "reg." for a regulation. A section without a number
    is cited by its ``heading``: “Definitions”(1).
    """
    forms = _data()[1].get(language, _data()[1]["en"])
    number, printed = bare_number(label), label.strip().rstrip(".:;,–—- ")
    filled = {"n": number, "label": printed}
    if kind is Kind.SCHEDULE:
        return forms["schedule"].format(**filled).strip()
    if above_kind is Kind.PREAMBLE and number:
        return forms["recital"].format(**filled)
    if kind in (Kind.SECTION, Kind.ARTICLE, Kind.RULE) and number:
        key = "section" if label.strip().startswith("§") else kind.value
        head = f"{sign} {number}" if sign else forms.get(key, forms["article"]).format(**filled)
        return f"{above}, {head}" if above_kind is Kind.SCHEDULE else head
    if not number:
        words = heading.strip(" .:—–-").split() if kind in (Kind.SECTION, Kind.ARTICLE, Kind.RULE) else []
        named = f"“{' '.join(words[:_LONG])}{'…' if len(words) > _LONG else ''}”" if words else ""
        return ", ".join(filter(None, [above, named]))
    if above_kind is Kind.SCHEDULE:
        return above + forms["in_schedule"].format(**filled)
    lettered = "" if kind.value in forms or not number.isalpha() else forms.get("lettered", "")
    return above + (lettered or forms.get(kind.value, forms["below"])).format(**filled)


@lru_cache(maxsize=1)
def _data() -> tuple[frozenset[str], dict[str, dict[str, str]]]:
    data = yaml.safe_load(Path(__file__).with_name("naming.yaml").read_text(encoding="utf-8"))
    return frozenset(w.casefold() for w in data["words"]), data["citations"]


def opens_with_label(text: str) -> bool:
    """Whether a line starts with a number or a structure word: such a line is never the rest of another."""
    return _label_pattern().match(text) is not None


def ends_with_reference(text: str) -> bool:
    """Whether a line breaks off inside a reference, after "subsection": what follows is its number, not a label."""
    last = text.rsplit(maxsplit=1)[-1:]
    return bool(last) and last[0].islower() and last[0].removesuffix("s") in _data()[0] | {"under"}


@lru_cache(maxsize=1)
def _label_pattern() -> re.Pattern[str]:
    # Written as in a heading: "Section 2" or "SECTION 2" opens one, "section 2" refers to one.
    written = {form for w in _data()[0] if len(w) > 3 for form in (w.capitalize(), w.upper())}
    words = "|".join(sorted(map(re.escape, written), key=len, reverse=True))
    return re.compile(
        rf"""
        [“"'«‘\[]*\s*
        (?: \(\w{{1,5}}\)                                   # (1) (a) (iv), but not the rest of "under (1) and (2)"
            (?!\s*[,;)]|\s*(?:and|or|to|of|et|ou|y|e|und|oder|и|или)\b)
          | \w{{1,3}}\)                                     # a) 1) iv)
          | \d+(?:[.\-]\d+)*[A-Za-z]{{0,3}}\s?(?:[.)—–]|-\s) # 1. 12A. 225-4-1. 3 —
          | \d{{1,3}}(?:\.\d+)*[A-Z]{{0,2}}\s+(?:\[|[$€£]\d|[A-ZÀ-ÖØ-Þ]\w)  # 33 [Repealed]  5 Fees
          | [IVXLC]+\s?(?:[.)—–]|-\s)                       # II. IV –
          | §
          | (?:Art|ART|Sec|SEC)\.\s*\d
          | (?:{words})\s+(?:\d|[IVXLC]+\b|premier|(?:[Ff]ir|[Ee]r)st|FIRST|الأول|الثان)
          | [-–—•*]\s
        )
        """,
        re.VERBOSE,
    )
