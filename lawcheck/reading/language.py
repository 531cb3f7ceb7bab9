"""The language of a text."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

_LANGUAGES = ("en", "fr", "es", "pt", "ru", "ar", "de", "it")
_SAMPLE = 20_000  # characters


def language_of(text: str) -> str:
    """Two-letter code of the language that most of the text is in; "und" where it has no words."""
    sample = text[:_SAMPLE] if len(text) < 3 * _SAMPLE else text[len(text) // 2 : len(text) // 2 + _SAMPLE]
    if not any(c.isalpha() for c in sample):
        return "und"
    return str(_classifier()(sample)[0])


@lru_cache(maxsize=1)
def _classifier() -> Callable[[str], Any]:
    """The model takes a moment to load, so it loads when a text needs it."""
    import py3langid

    py3langid.set_languages(list(_LANGUAGES))
    return py3langid.classify  # type: ignore[no-any-return]
