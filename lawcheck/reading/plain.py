"""Plain text in any usual encoding."""

from __future__ import annotations

import codecs
import re

from lawcheck.errors import UnsupportedFormat

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What statutes are kept in where it is not Unicode.
_USUAL = ["cp1252", "cp1251", "koi8_r", "cp866", "cp1256", "iso8859_6", "iso8859_2", "cp1250", "iso8859_5", "cp850", "mac_roman", "mac_cyrillic"]
_SAMPLE = 100_000  # bytes
_MOST_CONTROLS = 1 / 200


def decode(path: str, data: bytes) -> str:
    """Decode text in any usual encoding.

    Raises:
        UnsupportedFormat: the bytes are no text.
    """
    text = _decoded(data)
    if text is None or len(_CONTROL.findall(text[:1_000_000])) > _MOST_CONTROLS * min(len(text), 1_000_000):
        raise UnsupportedFormat(path, "this is not text, nor a format that lawcheck reads", "Give PDF, Word, HTML, XML, Markdown or text.")
    return text


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, errors="replace")
    if wide := _wide(data):
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start > _SAMPLE and error.end - error.start <= 4:
            return data.decode("utf-8", errors="replace")  # one bad byte in a long text
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], cp_isolation=_USUAL).best()
    return data.decode(best.encoding, errors="replace") if best is not None else None


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of white space and Latin letters is zero."""
    sample = data[:4000]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > len(sample) / 8 and odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) / 8 and even > 8 * odd else ""
