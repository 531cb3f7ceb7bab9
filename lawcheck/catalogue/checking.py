"""Check YAML files against the published JSON Schemas; every error becomes a fault with its line and a remedy."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from lawcheck.catalogue.caching import SCHEMAS
from lawcheck.catalogue.faults import Fault
from lawcheck.catalogue.yamlfile import Path_, YamlFile

_TYPES = {"string": "text", "object": "a mapping", "array": "a list", "boolean": "true or false", "number": "a number"}


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema of one kind of file."""
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{kind}.schema.json").read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=8)
def _validator(kind: str) -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema(kind))


def check(file: YamlFile, kind: str) -> tuple[Fault, ...]:
    """All faults of a file against its schema."""
    return tuple(f for error in _validator(kind).iter_errors(file.data) for f in _faults(error, file))


def _faults(error: Any, file: YamlFile) -> Iterator[Fault]:
    path: Path_ = tuple(error.absolute_path)
    if error.validator in ("anyOf", "oneOf"):
        yield from _alternatives(error, file, path)
    elif error.validator == "additionalProperties" and error.validator_value is False:
        for key in sorted(set(error.instance) - set(error.schema.get("properties", ()))):
            yield _fault(file, (*path, key), f"unknown key {key!r}", _unknown_key(key, error.instance[key], error.schema))
    elif error.validator == "required":
        for key in error.validator_value:
            if key not in error.instance:
                about = error.schema.get("properties", {}).get(key, {}).get("description", "")
                yield _fault(file, path, f"the key {key!r} is missing", f"Add it. {about}".strip())
    elif error.validator == "type":
        yield _wrong_type(error, file, path)
    elif error.validator == "enum":
        options = ", ".join(map(str, error.validator_value))
        near = get_close_matches(str(error.instance), [str(v) for v in error.validator_value], 1)
        yield _fault(file, path, f"{error.instance!r} is not one of {options}", f"Did you mean {near[0]!r}?" if near else "Use one of them")
    else:
        yield _fault(file, path, _short(error), error.schema.get("description") or "See docs/extending.md")


def _short(error: Any) -> str:
    value = repr(error.instance)
    value = value if len(value) <= 60 else value[:57] + "..."
    words = {
        "minLength": "an empty text stands here",
        "minItems": "an empty list stands here",
        "minProperties": "an empty mapping stands here",
        "not": "keys that exclude each other stand together",
        "pattern": f"{value} does not have the form {error.validator_value}",
    }
    return str(words.get(error.validator, error.message))


def _alternatives(error: Any, file: YamlFile, path: Path_) -> Iterator[Fault]:
    """Report on the alternative that was meant: the one whose type fits."""
    meant = [e for e in error.context if not (e.validator == "type" and len(e.path) == 0)]
    if meant:
        branch = min(e.schema_path[0] for e in meant)
        for inner in meant:
            if inner.schema_path[0] == branch:
                yield from _faults(inner, file)
    else:
        types = " or ".join(dict.fromkeys(_TYPES.get(str(e.validator_value), str(e.validator_value)) for e in error.context))
        yield _fault(file, path, f"{_shown(error.instance, file, path)} is not {types}", _type_remedy(error.instance, "string", file, path))


def _wrong_type(error: Any, file: YamlFile, path: Path_) -> Fault:
    wanted = str(error.validator_value)
    problem = f"{_shown(error.instance, file, path)} is not {_TYPES.get(wanted, wanted)}"
    return _fault(file, path, problem, _type_remedy(error.instance, wanted, file, path))


def _shown(instance: Any, file: YamlFile, path: Path_) -> str:
    if path in file.written:
        return file.written[path] or "an empty value"
    return {"dict": "a mapping", "list": "a list", "NoneType": "an empty value"}.get(type(instance).__name__, repr(instance))


def _type_remedy(instance: Any, wanted: str, file: YamlFile, path: Path_) -> str:
    if wanted == "string" and file.written.get(path) and instance is not None:
        return f'Put it in quotes: "{file.written[path]}"'
    if wanted == "string" and isinstance(instance, dict):
        return "A colon in the text made a mapping of it: put the whole text in quotes"
    if wanted == "array":
        return "Write it as a list: [ ... ]"
    return f"Give {_TYPES.get(wanted, wanted)}"


def _unknown_key(key: str, value: Any, schema: Mapping[str, Any]) -> str:
    known = list(schema.get("properties", ()))
    if near := get_close_matches(key, known, 1):
        return f"Did you mean {near[0]!r}?"
    if value is None or " " in key:
        return "A comma or colon in the text before it made a key of it: put that text in quotes"
    return f"Known keys are {', '.join(known)}"


def _fault(file: YamlFile, path: Path_, problem: str, remedy: str) -> Fault:
    name = _entry_name(file.data, path)
    return Fault(file.name, file.line(path), f"{name}: {problem}" if name else problem, remedy.rstrip("."))


def _entry_name(data: Any, path: Path_) -> str:
    """The id of the requirement that a path leads into."""
    if len(path) < 2 or path[0] != "requirements" or not isinstance(path[1], int):
        return ""
    entry = data["requirements"][path[1]]
    return str(entry.get("id", "entry without id")) if isinstance(entry, dict) else ""
