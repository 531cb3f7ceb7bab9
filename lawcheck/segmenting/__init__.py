"""From lines of text to a tree of provisions."""

from lawcheck.segmenting.segmenter import check, segment

__all__ = ["check", "segment"]
