"""From lines of text to a tree of provisions."""

from lawcheck.segmenting.segmenter import segment

__all__ = ["segment"]
