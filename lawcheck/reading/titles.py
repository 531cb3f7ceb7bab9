"""The title of a law, as the law itself gives it or as its first lines print it."""

from __future__ import annotations

import re

from lawcheck.reading.naming import opens_with_label

# "This Act may be cited as the Anti-Trafficking in Persons Act, 2008." (laws say this in their first sections)
_SHORT_TITLE = re.compile(
    r"\b(?:this|the present)\s+(?:act|law|code|ordinance|decree|proclamation|decree-law)\s+"
    r"(?:may|shall|is to)\s+be\s+(?:called|(?:cited|known)\s+(?:for\s+all\s+purposes\s+)?as)\s+(?:the\s+)?[“\"‘]?"
    r"(?P<title>[A-Z](?:No\.|[^.;“”\"]){5,160}?)[”\"’]?\s*(?:[.;]|,?\s+and\s+(?:shall|comes?|it)\b|\s+and\s+extends\b|\n\s*\n)",
    re.IGNORECASE,
)
_TITLE_WORDS = re.compile(
    r"\b(?:act|law|code|bill|ordinance|decree|proclamation|constitution|regulations?|loi|code|décret|ordonnance|ley|código|decreto"
    r"|lei|закон|кодекс|gesetz|verordnung|legge)\b|قانون|نظام|مرسوم|قرار",
    re.IGNORECASE,
)
_NEAR_THE_TOP = 20_000


def title_of(text: str) -> str:
    """The short title that the law gives itself; else the first line that names a kind of law; else the first line."""
    head = text[:_NEAR_THE_TOP]
    if short := _SHORT_TITLE.search(head):
        return " ".join(short["title"].split()).strip(" ,")
    lines = [line.strip(" #*") for line in head.splitlines()[:60] if line.strip(" #*")]
    named = next((line for line in lines if len(line) < 160 and line[0].isalpha() and not opens_with_label(line) and _TITLE_WORDS.search(line)), "")
    return named or (lines[0][:160] if lines else "")
