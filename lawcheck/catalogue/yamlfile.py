"""Read one YAML file strictly: plain data, and the line of every value; whatever YAML would mangle is refused."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from lawcheck.catalogue.faults import Fault

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LARGEST = 5_000_000
# What YAML 1.1 turns into something else than the text that stands there: "no", "12:30", "2005-05-16", "0o17", "1_000".
_MANGLED = {
    "tag:yaml.org,2002:timestamp": "a date",
    "tag:yaml.org,2002:float": "a number",
    "tag:yaml.org,2002:int": "a number",
    "tag:yaml.org,2002:bool": "true or false",
    "tag:yaml.org,2002:null": "nothing",
}
_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?$")

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlFile:
    """The data of a file; ``lines`` has the line of each value by its path, ``written`` scalars as they stand in the file."""

    name: str
    data: Any
    faults: tuple[Fault, ...] = ()
    lines: Mapping[Path_, int] = field(default_factory=dict)
    written: Mapping[Path_, str] = field(default_factory=dict)

    def line(self, path: Path_) -> int:
        """The line of a value, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_yaml(name: str, content: bytes) -> YamlFile:
    """Read a file; faults are returned, never raised."""
    if len(content) > _LARGEST:
        return YamlFile(name, {}, (Fault(name, 0, f"the file is larger than {_LARGEST // 1_000_000} MB", "Cut it into several files"),))
    try:
        root = yaml.compose(content.decode("utf-8-sig"), Loader=_Loader)
    except UnicodeDecodeError:
        return YamlFile(name, {}, (Fault(name, 0, "the file is not UTF-8 text", "Save it as UTF-8"),))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        problem = ", ".join(p for p in (error.context, error.problem) if p)
        return YamlFile(name, {}, (Fault(name, line, f"this is no YAML ({problem})", _yaml_remedy(problem)),))
    except yaml.YAMLError as error:
        return YamlFile(name, {}, (Fault(name, 0, f"this is no YAML ({' '.join(str(error).split())})", "Remove what is not text"),))
    except RecursionError:
        return _too_deep(name)
    reader = _Reader(name)
    try:
        data = reader.value(root, ()) if root is not None else None
    except RecursionError:
        return _too_deep(name)
    if not isinstance(data, dict):
        reader.fault(1, "the file is not a mapping", "Start it with a key such as 'requirements:'")
        data = {}
    return YamlFile(name, data, tuple(reader.faults), reader.lines, reader.written)


def _too_deep(name: str) -> YamlFile:
    return YamlFile(name, {}, (Fault(name, 0, "values are nested too deeply", "Close brackets that are open"),))


def _yaml_remedy(problem: str) -> str:
    if "mapping values are not allowed" in problem or "expected <block end>" in problem or "flow" in problem:
        return "Check the indentation, and put text that holds a colon, comma, bracket or quote in quotes"
    if "tab" in problem or "'\\t'" in problem:
        return "Indent with spaces"
    if "@" in problem or "`" in problem:
        return "Put the value in quotes"
    return "Check quotes and indentation around this line"


class _Reader:
    def __init__(self, name: str) -> None:
        self.name = name
        self.faults: list[Fault] = []
        self.lines: dict[Path_, int] = {}
        self.written: dict[Path_, str] = {}
        self._seen: set[int] = set()

    def fault(self, line: int, problem: str, remedy: str) -> None:
        self.faults.append(Fault(self.name, line, problem, remedy))

    def value(self, node: yaml.Node, path: Path_) -> Any:
        line = node.start_mark.line + 1
        self.lines[path] = line
        if id(node) in self._seen:
            self.fault(line, "an alias (*name) repeats another value", "Write the value out")
            return None
        self._seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if key_node.tag != "tag:yaml.org,2002:str":
                meant = f'"{key_node.value}"' if isinstance(key_node, yaml.ScalarNode) else "a word"
                self.fault(line, f"the key {meant} is not text", f"Put it in quotes: {meant}")
                continue
            key = key_node.value
            if key in result:
                self.fault(line, f"the key {key!r} occurs twice", "Merge the two entries")
                continue
            result[key] = self.value(value_node, (*path, key))
            self.lines[(*path, key)] = line
        return result

    def _scalar(self, node: yaml.Node, path: Path_) -> Any:
        text: str = node.value
        tag = node.tag
        if tag == "tag:yaml.org,2002:str":
            return text
        line = node.start_mark.line + 1
        self.written[path] = text
        if tag not in _MANGLED:
            self.fault(line, f"the tag {tag} is not plain data", "Remove the tag")
            return None
        if tag.endswith("null"):
            return None
        if tag.endswith("bool") and text in ("true", "false"):
            return text == "true"
        if _PLAIN_NUMBER.match(text) and not tag.endswith("timestamp"):
            return float(text) if "." in text else int(text)
        self.fault(line, f"YAML reads {text} as {_MANGLED[tag]}", f'Put it in quotes: "{text}"')
        return None
