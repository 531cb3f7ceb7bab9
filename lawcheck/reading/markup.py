"""Parse XML from strangers: no entities, no network, bounded depth."""

from __future__ import annotations

from typing import Any

from lxml import etree

from lawcheck.errors import DamagedFile, UnsafeFile

DEEPEST = 100


def parse_xml(path: str, data: bytes, *, deepest: int = DEEPEST) -> Any:
    """The root element of a document, no element of which stands more than ``deepest`` levels down.

    Raises:
        UnsafeFile: the document declares entities or nests deeper than any law.
        DamagedFile: it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        problem = str(error).lower()
        if "depth" in problem or "entit" in problem or "amplification" in problem or "huge" in problem:
            raise UnsafeFile(path, "the XML nests or expands beyond any law", "Get the law from its official source.") from error
        raise DamagedFile(path, f"the XML is not well-formed (line {error.lineno})", "Get the file again from its source.") from error
    except (etree.LxmlError, ValueError) as error:
        raise DamagedFile(path, "the XML cannot be parsed", "Get the file again from its source.") from error
    internal: Any = root.getroottree().docinfo.internalDTD
    if internal is not None and any(True for _ in internal.iterentities()):
        raise UnsafeFile(path, "the XML declares entities of its own", "Remove its DOCTYPE, or get it from its official source.")
    _bounded(path, root, deepest)
    return root


def _bounded(path: str, root: Any, deepest: int) -> None:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > deepest:
            raise UnsafeFile(path, f"the XML nests more than {deepest} levels deep", "Get the law from its official source.")
