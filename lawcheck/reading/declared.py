"""Structure as a file declares it, before the text is laid out and offsets are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from lawcheck.model import Kind

GROUPS = frozenset([Kind.BOOK, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.DIVISION, Kind.SUBDIVISION, Kind.CROSSHEADING, Kind.SCHEDULE])
FRONT = frozenset([Kind.PREFACE, Kind.PREAMBLE, Kind.CONCLUSIONS])
# Kinds that stand without a number; any other unnumbered, untitled element only wraps text.
_STAND_ALONE = frozenset([*FRONT, Kind.SECTION, Kind.ARTICLE, Kind.SCHEDULE, Kind.DEFINITION, Kind.PROVISO, Kind.WRAPUP])


@dataclass
class Declared:
    """An element of the law as its file declares it.

    ``label`` is the number as printed ("Article 3", "(1)"), ``sign`` the word of its citation where the format
    knows better than the language ("reg."). ``content`` mixes blocks of text and elements, in order.
    ``mute`` marks a heading that the text itself contains, such as the term of a definition.
    """

    kind: Kind
    label: str = ""
    heading: str = ""
    eid: str = ""
    sign: str = ""
    mute: bool = False
    content: list[str | Declared] = field(default_factory=list)

    @property
    def parted(self) -> bool:
        """Whether it holds elements, not text alone."""
        return any(isinstance(c, Declared) for c in self.content)


def settle(parent: Declared, child: Declared) -> None:
    """Put a finished child into its parent; a mere wrapper gives its content and vanishes."""
    wrapper = not child.label and not child.heading and child.kind not in _STAND_ALONE
    if wrapper and (not child.parted or not parent.parted):
        parent.content.extend(child.content)
    elif child.content or child.label or child.heading:
        parent.content.append(child)
