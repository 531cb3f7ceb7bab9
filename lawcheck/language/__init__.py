"""Words of a text: spaCy's rule-based tokenizer, simplemma's lemmas, Snowball's stems."""

from lawcheck.language.words import Language, Words, supported_languages

__all__ = ["Language", "Words", "supported_languages"]
