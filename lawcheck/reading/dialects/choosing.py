"""Tell the dialect of a document by its root, and read it."""

from __future__ import annotations

import importlib
import json
from dataclasses import dataclass
from typing import Any

from lawcheck.errors import DamagedFile, UnsafeFile, UnsupportedFormat
from lawcheck.reading.declared import Declared
from lawcheck.reading.markup import parse_xml
from lawcheck.reading.walking import name_of

# Root element -> module of this package. Modules load when a document needs them.
_ROOTS = {
    "akomaNtoso": "akoma",
    "Legislation": "clml",
    "Statute": "lims",
    "Regulation": "lims",
    "Bill": "lims",
    "pLaw": "uslm",
    "statuteCompilation": "uslm",
    "uscDoc": "uslm",
    "lawDoc": "uslm",
    "bill": "uslm",
    "resolution": "uslm",
    "statutesAtLarge": "uslm",
    "LexML": "lexml",
    "ACT": "formex",
    "ANNEX": "formex",
    "CONS.ACT": "formex",
    "GENERAL": "formex",
    "document": "belarus",
}


@dataclass
class StructuredLaw:
    """What a dialect gives: declared roots in order, the title, and the language where it is declared."""

    roots: list[Declared]
    title: str = ""
    language: str = ""


def read_xml_law(path: str, data: bytes) -> StructuredLaw:
    """Read a law from XML of a known dialect.

    Raises:
        UnsupportedFormat: the dialect is not known.
        DamagedFile: the XML is not well-formed.
        UnsafeFile: it would exhaust the machine.
    """
    return _read(path, parse_xml(path, data))


def read_json_law(path: str, text: str) -> StructuredLaw:
    """Read a LexML law from its JSON form.

    Raises:
        UnsupportedFormat: the JSON is no law.
        DamagedFile: it cannot be parsed.
        UnsafeFile: it nests deeper than any law.
    """
    from lawcheck.reading.dialects.lexml import element_of

    try:
        data = json.loads(text)
        root = element_of(data)
    except RecursionError as error:
        raise UnsafeFile(path, "the JSON nests deeper than any law", "Get the law from its official source.") from error
    except ValueError as error:
        raise DamagedFile(path, "the JSON cannot be parsed", "Get the file again from its source.") from error
    if root is None:
        raise UnsupportedFormat(path, "this JSON is no law that lawcheck knows", "Give PDF, Word, HTML, XML or text.")
    return _read(path, root)


def _read(path: str, root: Any) -> StructuredLaw:
    name = name_of(root)
    # Fragments of Justice Canada documents start at the body.
    module = "lims" if name == "Body" and "Section" in {name_of(e) for e in root} else _ROOTS.get(name)
    if module is None:
        raise UnsupportedFormat(path, f"this XML dialect (root element {name}) is not known", "Save the law as HTML, PDF, Word or text.")
    law: StructuredLaw = importlib.import_module(f"lawcheck.reading.dialects.{module}").read_root(root)
    if not law.roots:
        raise UnsupportedFormat(path, f"this {name} document holds no provisions", "Give the text of the law itself.")
    return law
