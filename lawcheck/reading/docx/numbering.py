"""Automatic numbers as Word prints them: they live in ``numbering.xml`` and in styles, not in the text."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from lawcheck.reading.docx.counting import written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    style: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None  # 0: never; n: after a number of level n
    legal: bool = False
    suffix: str = "tab"


@dataclass
class _List:
    """A list of the document; instances of one definition count on together unless they say otherwise."""

    definition: str
    levels: dict[int, _Level]
    starts: dict[int, int] = field(default_factory=dict)
    used: bool = False


class Numbering:
    """Counts the automatic numbers of a document, paragraph by paragraph."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        """``numbering`` and ``styles`` are the roots of those parts, None where the file has none."""
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styled_levels: dict[tuple[str, str], int] = {}
        self._styles = {s.get(f"{W}styleId"): s for s in styles.iter(f"{W}style")} if styles is not None else {}
        self._default_style = next((k for k, s in self._styles.items() if s.get(f"{W}type") == "paragraph" and s.get(f"{W}default") == "1"), "")
        if numbering is not None:
            self._load(numbering)

    def label(self, paragraph: Any) -> str:
        """What Word prints before a paragraph, with white space after it; "" where it has no number."""
        number, depth = self._place(paragraph)
        current = self._lists.get(number)
        if current is None:
            return ""
        counts = self._counts.setdefault(current.definition, {})
        if not current.used:
            current.used = True
            for started, start in current.starts.items():
                counts[started] = start - 1
        level = current.levels.get(depth, _Level())
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            after = current.levels.get(deeper, _Level()).restart
            if after is None or (depth + 1 <= after and after != 0):
                del counts[deeper]
        text = level.text
        for shown in range(_DEEPEST):
            if f"%{shown + 1}" in text:
                other = current.levels.get(shown, _Level())
                style = "decimal" if level.legal and other.style != "bullet" else other.style
                text = text.replace(f"%{shown + 1}", written(counts.setdefault(shown, other.start), style))
        if level.style == "bullet":
            text = "•" if text else ""
        return text + ("" if level.suffix == "nothing" else " ") if text.strip() else ""

    def _place(self, paragraph: Any) -> tuple[str, int]:
        """List and level of a paragraph, from itself or from its chain of styles."""
        properties = paragraph.find(f"{W}pPr")
        own = properties.find(f"{W}numPr") if properties is not None else None
        name = properties.find(f"{W}pStyle") if properties is not None else None
        style = name.get(f"{W}val") if name is not None else self._default_style
        number, depth = _value(own, "numId"), _value(own, "ilvl")
        seen: set[str] = set()
        while style and style not in seen and style in self._styles and (number is None or depth is None):
            seen.add(style)
            from_style = self._styles[style].find(f"{W}pPr/{W}numPr")
            found = _value(from_style, "numId")
            if found is not None and number is None:
                number = found
                # A style linked to a level of the list stands at that level.
                depth = depth or (str(linked) if (linked := self._styled_levels.get((number, style))) is not None else _value(from_style, "ilvl"))
            above = self._styles[style].find(f"{W}basedOn")
            style = above.get(f"{W}val") if above is not None else ""
        return number or "", min(_whole(depth, 0), _DEEPEST - 1)

    def _load(self, root: Any) -> None:
        definitions = {a.get(f"{W}abstractNumId"): a for a in root.iter(f"{W}abstractNum")}
        linked = {_value(a, "styleLink"): k for k, a in definitions.items() if _value(a, "styleLink")}
        for number in root.iter(f"{W}num"):
            key = _value(number, "abstractNumId") or ""
            definition = definitions.get(key)
            if definition is None:
                continue
            target = linked.get(_value(definition, "numStyleLink"))
            key, definition = (target, definitions[target]) if target else (key, definition)
            levels: dict[int, _Level] = {}
            for element in definition.iter(f"{W}lvl"):
                self._level(levels, element, number.get(f"{W}numId"))
            made = _List(key, levels)
            for override in number.iter(f"{W}lvlOverride"):
                level = _whole(override.get(f"{W}ilvl"), 0)
                for element in override.iter(f"{W}lvl"):
                    self._level(levels, element, number.get(f"{W}numId"))
                start = _value(override, "startOverride")
                if start is not None:
                    made.starts[level] = _whole(start, 1)
                    levels[level] = replace(levels.get(level, _Level()), start=made.starts[level])
            self._lists[number.get(f"{W}numId")] = made

    def _level(self, levels: dict[int, _Level], element: Any, number: str) -> None:
        depth = _whole(element.get(f"{W}ilvl"), 0)
        restart = _value(element, "lvlRestart")
        legal = element.find(f"{W}isLgl")
        levels[depth] = _Level(
            _value(element, "numFmt") or "decimal",
            _value(element, "lvlText") or "",
            _whole(_value(element, "start"), 1),
            _whole(restart, 0) if restart is not None else None,
            legal is not None and legal.get(f"{W}val") not in ("0", "false"),
            _value(element, "suff") or "tab",
        )
        style = _value(element, "pStyle")
        if style:
            self._styled_levels[number, style] = depth


def _value(element: Any | None, name: str) -> str | None:
    child = element.find(f"{W}{name}") if element is not None else None
    return child.get(f"{W}val") if child is not None else None


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.lstrip("-").isdigit() and len(text) < 8 else default
