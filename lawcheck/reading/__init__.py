"""From a file to text, whatever its format; the format is judged by content, not by name."""

from lawcheck.reading.files import read

__all__ = ["read"]
