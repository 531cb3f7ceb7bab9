"""Write a composed document in the formats that any document can take."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from lawcheck.reporting.document import Document
from lawcheck.reporting.writing import check_formats, write_file

_RENDERERS = {"html": "html", "docx": "word", "pdf": "pdf", "md": "markdown"}
DOCUMENT_FORMATS = tuple(_RENDERERS)


def render_document(document: Document, format: str) -> str | bytes:
    """A document in one of ``DOCUMENT_FORMATS``."""
    made: str | bytes = import_module(f"lawcheck.reporting.{_RENDERERS[format]}").render(document)
    return made


def write_document(document: Document, formats: Sequence[str], folder: Path, stem: str) -> list[Path]:
    """Write a document into a folder and return the paths.

    Raises:
        OutputError: the folder cannot be written, or a format is unknown.
    """
    check_formats(formats, DOCUMENT_FORMATS)
    return [write_file(folder / f"{stem}.{f}", render_document(document, f)) for f in formats]
