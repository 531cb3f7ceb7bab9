"""Walk an XML document into declared structure, steered by a table that says what each element of the dialect does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from lawcheck.model import Kind
from lawcheck.reading.declared import Declared, settle

_SPACE = re.compile(r"\s+")
_CLEAN = str.maketrans({"\u00a0": " ", "\u00ad": None, "\ufeff": None, "\u2009": " ", "\u202f": " "})
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class Act(Enum):
    """What an element does to the text; elements of no entry are inline."""

    DROP = auto()  # not of the law: metadata, notes, contents
    NUMBER = auto()
    HEADING = auto()
    BLOCK = auto()  # on lines of its own
    BREAK = auto()
    QUOTE = auto()  # amending text on lines of its own: opens no provisions
    CELL = auto()
    RAISED = auto()


Hook = Callable[["Walker", Any, "Sink"], None]


@dataclass(frozen=True)
class Dialect:
    """The table of an XML dialect.

    ``kinds`` are elements that open provisions; ``acts`` what others do; ``hooks`` are for the few that need
    code. ``kind_of`` may change the kind by context, ``label_of`` adds marks that the page shows around a number.
    """

    kinds: Mapping[str, Kind]
    acts: Mapping[str, Act]
    hooks: Mapping[str, Hook] = field(default_factory=dict)
    kind_of: Callable[[Any, Kind, Declared], Kind] | None = None
    label_of: Callable[[Any, str], str] | None = None
    eid_of: Callable[[Any], str] | None = None


class Sink:
    """Where text goes: into the node that is open, as blocks."""

    def __init__(self, node: Declared, quoted: bool = False) -> None:
        """Open a sink on ``node``; ``quoted`` text opens no provisions."""
        self.node = node
        self.quoted = quoted
        self._line: list[str] = []
        self.glued = False

    def say(self, text: str | None, *, glued: bool = False) -> None:
        """Add inline text; ``glued`` text, such as a number, stays on the line of what follows."""
        if text:
            self._line.append(text)
            if glued or text.strip():
                self.glued = glued

    @property
    def waiting(self) -> bool:
        """Whether there is text that no block holds yet."""
        return any(part.strip() for part in self._line)

    def flush(self) -> None:
        """End the block, unless it ends with glued text."""
        if self._line and not self.glued:
            block = tidy("".join(self._line))
            self._line.clear()
            if block:
                self.node.content.append(block)

    def close(self) -> None:
        """End the block, whatever it is."""
        self.glued = False
        self.flush()


def tidy(text: str) -> str:
    """Collapse white space, take out invisible marks, normalise to NFC."""
    return unicodedata.normalize("NFC", _SPACE.sub(" ", text.translate(_CLEAN)).strip())


def name_of(element: Any) -> str:
    """Local name of an element, whatever its namespace; "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class Walker:
    """Reads elements into nodes after the table of a dialect."""

    def __init__(self, dialect: Dialect) -> None:
        """Walk documents of ``dialect``."""
        self.dialect = dialect

    def fill(self, element: Any, node: Declared) -> Declared:
        """Read the content of an element into a node and give it back."""
        sink = Sink(node)
        self.inside(element, sink)
        sink.close()
        return node

    def flat(self, element: Any) -> str:
        """The text of an element on one line, without what the dialect drops."""
        node = Declared(Kind.OTHER)
        sink = Sink(node, quoted=True)
        self.inside(element, sink)
        sink.close()
        return " ".join(part for part in node.content if isinstance(part, str))

    def inside(self, element: Any, sink: Sink) -> None:
        """Read what is inside an element into a sink."""
        sink.say(element.text)
        for child in element:
            self.child(child, sink)
            sink.say(child.tail)

    def child(self, element: Any, sink: Sink) -> None:
        """Read one element after its entry in the table."""
        name = name_of(element)
        if not name:
            return
        if hook := self.dialect.hooks.get(name):
            hook(self, element, sink)
        elif kind := self.dialect.kinds.get(name):
            self.open(element, sink, kind)
        else:
            self._act(element, sink, self.dialect.acts.get(name))

    def open(self, element: Any, sink: Sink, kind: Kind) -> None:
        """Open a provision; in quoted text only a new line."""
        sink.flush()
        if sink.quoted:
            self.inside(element, sink)
            sink.flush()
            return
        if self.dialect.kind_of:
            kind = self.dialect.kind_of(element, kind, sink.node)
        node = Declared(kind, eid=self.dialect.eid_of(element) if self.dialect.eid_of else "")
        settle(sink.node, self.fill(element, node))

    def label(self, element: Any, sink: Sink) -> None:
        """Take the number of the open node, or print it where the node has one or the text is quoted."""
        text = self.flat(element)
        if self.dialect.label_of:
            text = self.dialect.label_of(element, text)
        if sink.quoted or sink.node.label:
            sink.say(f"{text} " if sink.glued else f" {text} ", glued=True)
        else:
            sink.flush()
            sink.node.label = text

    def heading(self, element: Any, sink: Sink) -> None:
        """Take the heading of the open node, or print it."""
        text = self.flat(element)
        if sink.quoted or sink.node.heading or sink.node.content:
            sink.say(f" {text} " if text and not text.endswith("—") else text, glued=text.endswith("—"))
            sink.flush()
        else:
            sink.flush()
            sink.node.heading = text

    def quote(self, element: Any, sink: Sink, opening: str = "", closing: str = "", block: bool = True) -> None:
        """Print amending text with its marks; whatever it contains opens nothing."""
        if block:
            sink.flush()
        before, sink.quoted = sink.quoted, True
        sink.say(opening, glued=True)
        self.inside(element, sink)
        self._close(sink, closing)
        sink.quoted = before
        if block:
            sink.flush()

    @staticmethod
    def _close(sink: Sink, closing: str) -> None:
        """Put a closing mark at the end of the last line, not on one of its own."""
        content = sink.node.content
        if closing and not sink.waiting and content and isinstance(content[-1], str):
            content[-1] += closing
        else:
            sink.say(closing)

    def _act(self, element: Any, sink: Sink, act: Act | None) -> None:
        match act:
            case Act.DROP:
                return
            case Act.NUMBER:
                self.label(element, sink)
            case Act.HEADING:
                self.heading(element, sink)
            case Act.QUOTE:
                self.quote(element, sink)
            case Act.BLOCK:
                sink.flush()
                self.inside(element, sink)
                sink.flush()
            case Act.BREAK:
                sink.flush()
            case Act.CELL:
                text = self.flat(element)
                sink.say(f"{text} | " if element.getnext() is not None else text)
            case Act.RAISED:
                text = "".join(element.itertext())
                sink.say(text.translate(_RAISED) if text.strip().isdigit() else text)
            case None:
                self.inside(element, sink)
