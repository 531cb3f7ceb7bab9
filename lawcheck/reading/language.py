"""The language of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

_SAMPLE = 20_000  # characters
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SHARE = 0.12  # of all words are frequent words of the language
_LEAD = 1.5  # times as many as of any other language
_LITTLE = 300  # characters


def language_of(text: str) -> str:
    """Two-letter code of the language that most of the text is in; "und" where it has no words.

    Frequent words decide at once for the languages that laws are assessed in; what they leave open, a
    statistical model does.
    """
    sample = text[:_SAMPLE] if len(text) < 3 * _SAMPLE else text[len(text) // 2 : len(text) // 2 + _SAMPLE]
    words = [word.replace("’", "'") for word in _WORD.findall(sample.lower())]
    if not words:
        return "und"
    counts: Counter[str] = Counter()
    for word in words:
        counts.update(_languages_of().get(word, ()))
    (first, most), (_, second), *_ = [*counts.most_common(2), ("", 0), ("", 0)]
    if len(sample) > _LITTLE and most > _SHARE * len(words) and most > _LEAD * second:
        return first
    return str(_classifier(len(sample) > _LITTLE)(sample)[0])


@lru_cache(maxsize=1)
def _languages_of() -> dict[str, tuple[str, ...]]:
    """Each frequent word with the languages it is frequent in."""
    found: dict[str, tuple[str, ...]] = {}
    for code, words in _data().items():
        for word in words:
            found[word] = (*found.get(word, ()), code)
    return found


@lru_cache(maxsize=1)
def _data() -> dict[str, list[str]]:
    data: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("language.yaml").read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=2)
def _classifier(any_language: bool) -> Callable[[str], Any]:
    """The model takes half a second to load. A short text is taken to be in one of our languages."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    if not any_language:
        identifier.set_languages(list(_data()))
    return identifier.classify  # type: ignore[no-any-return]
