"""Write reports to a folder, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lawcheck.errors import OutputError
from lawcheck.model import Assessment
from lawcheck.reporting.exchange import to_json
from lawcheck.reporting.html import to_html
from lawcheck.reporting.markdown import to_markdown

_RENDERERS = {"html": to_html, "json": to_json, "md": to_markdown}
FORMATS = tuple(_RENDERERS)


def write(assessment: Assessment, formats: Sequence[str], folder: Path, stem: str) -> list[Path]:
    """Write ``stem`` in each format into ``folder`` and return the paths.

    Raises:
        OutputError: the folder cannot be written, or a format is unknown.
    """
    unknown = [f for f in formats if f not in _RENDERERS]
    if unknown:
        raise OutputError(f"unknown format {', '.join(unknown)}. Use {', '.join(FORMATS)}.")
    return [write_text(folder / f"{stem}.{f}", _RENDERERS[f](assessment)) for f in formats]


def write_text(path: Path, text: str) -> Path:
    """Write a text file atomically.

    Raises:
        OutputError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False, newline="") as draft:
            draft.write(text)
        os.replace(draft.name, path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}). Choose another folder with --out.") from error
    return path
