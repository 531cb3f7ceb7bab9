"""Plain text and Markdown."""

from __future__ import annotations

import re

from charset_normalizer import from_bytes

from lawcheck.errors import UnsupportedFormat

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decode(path: str, data: bytes) -> str:
    """Decode text in any usual encoding.

    Raises:
        UnsupportedFormat: the bytes are no text.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = from_bytes(data[:200_000]).best()
        text = data.decode(best.encoding, errors="replace") if best is not None else "\x00"
    if len(_CONTROL.findall(text)) > len(text) / 200:
        raise UnsupportedFormat(path, "this is not text, nor a format that lawcheck reads", "Give PDF, Word, HTML or text.")
    return text


def markdown_text(text: str) -> str:
    """Take Markdown's marks off, keeping lines and numbering as they stand."""
    text = re.sub(r"^\s{0,3}#{1,6}\s+", "", text, flags=re.MULTILINE)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(\*\*|__)(.+?)\1", r"\2", text)
    return re.sub(r"\\([\\.()\[\]#*_-])", r"\1", text)
