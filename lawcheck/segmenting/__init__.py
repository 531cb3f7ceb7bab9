"""From lines of text to a tree of provisions; what is doubtful is listed in ``Law.doubts``."""

from lawcheck.segmenting.segmenter import segment

__all__ = ["segment"]
