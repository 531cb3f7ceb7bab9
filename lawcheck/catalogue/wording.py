"""Pattern words that can match nothing: a stem such as ``aggravat~`` that no form of the word has."""

from __future__ import annotations

import re
from collections.abc import Iterator

import simplemma

from lawcheck.language.words import language, supported_languages

_STEMMED = re.compile(r"(?<![\w~])([^\W\d_]{3,})~")
# Endings by which the words that were meant are looked up in the dictionary.
_ENDINGS = {
    "en": ("", "e", "es", "s", "ed", "ing", "ion", "ation", "ment", "er", "or", "y", "ies", "ied", "ity", "ance", "ence", "ure", "ent", "able"),
    "fr": ("", "e", "es", "er", "ir", "re", "ion", "ation", "ement", "ment", "eur", "ant", "é", "ée", "ité", "ance", "ence"),
    "es": ("", "a", "o", "e", "ar", "er", "ir", "ión", "ación", "miento", "dor", "ado", "ada", "ido", "ida", "idad", "ancia", "encia"),
    "pt": ("", "a", "o", "e", "ar", "er", "ir", "ão", "ação", "mento", "dor", "ado", "ada", "ido", "ida", "idade", "ância", "ência"),
}


def dead_stems(pattern: str, code: str) -> Iterator[tuple[str, str]]:
    """The stemmed words of a pattern that find none of the words they begin, each with a word to write instead."""
    if code not in _ENDINGS or code not in supported_languages():
        return
    words = language(code)
    for written in dict.fromkeys(w.lower() for w in _STEMMED.findall(pattern)):
        forms = [written + ending for ending in _ENDINGS[code] if simplemma.is_known(written + ending, lang=code)]
        stem = words.words(written).stems
        if forms and not any(words.words(form).stems == stem for form in forms):
            yield written, forms[0]
