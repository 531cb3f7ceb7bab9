"""Write reports to a folder, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from lawcheck.errors import OutputError
from lawcheck.model import Assessment

# format -> (module, function, ending of the file); a module is loaded when its format is asked for.
_RENDERERS = {
    "html": ("html", "to_html", ".html"),
    "json": ("exchange", "to_json", ".json"),
    "md": ("markdown", "to_markdown", ".md"),
    "docx": ("word", "to_docx", ".docx"),
    "pdf": ("pdf", "to_pdf", ".pdf"),
    "xlsx": ("spreadsheet", "to_xlsx", ".xlsx"),
    "csv": ("rows", "to_csv", ".csv"),
}
FORMATS = tuple(_RENDERERS)
# Questionnaires fill several files each.
_QUESTIONNAIRES = {"untoc": (("untoc", "to_untoc_docx", "-untoc.docx"), ("untoc", "to_untoc_csv", "-untoc.csv"))}


def write(assessment: Assessment, formats: Sequence[str], folder: Path, stem: str, *, date: str = "") -> list[Path]:
    """Write ``stem`` in each format into ``folder`` and return the paths; ``date`` is printed in the reports.

    Raises:
        OutputError: the folder cannot be written, or a format is unknown.
    """
    check_formats(formats, (*FORMATS, *_QUESTIONNAIRES))
    wanted = [r for f in formats for r in _QUESTIONNAIRES.get(f, (_RENDERERS.get(f),)) if r is not None]
    return [write_file(folder / f"{stem}{ending}", _made(assessment, module, function, date)) for module, function, ending in wanted]


def render(assessment: Assessment, format: str, *, date: str = "") -> str | bytes:
    """One report in one of ``FORMATS``."""
    module, function, _ = _RENDERERS[format]
    return _made(assessment, module, function, date)


def _made(assessment: Assessment, module: str, function: str, date: str) -> str | bytes:
    renderer = getattr(import_module(f"lawcheck.reporting.{module}"), function)
    made: str | bytes = renderer(assessment) if module == "exchange" else renderer(assessment, date=date)
    return made


def check_formats(formats: Sequence[str], known: Sequence[str]) -> None:
    """Refuse formats that are not known.

    Raises:
        OutputError: with the formats that are.
    """
    unknown = [f for f in formats if f not in known]
    if unknown:
        raise OutputError(f"unknown format {', '.join(unknown)}. Use {', '.join(known)}.")


def write_file(path: Path, content: str | bytes) -> Path:
    """Write a file atomically, readable as any other file of the user.

    Raises:
        OutputError: the file cannot be written.
    """
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    draft = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("wb", dir=path.parent, delete=False, prefix=f".{path.name}.") as file:
            draft = file.name
            file.write(data)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(draft, 0o666 & ~mask)
        os.replace(draft, path)
    except OSError as error:
        if draft and os.path.exists(draft):
            os.unlink(draft)
        raise OutputError(f"{path}: cannot be written ({error.strerror}). Choose another folder with --out.") from error
    return path


def write_text(path: Path, text: str) -> Path:
    """Write a text file atomically.

    Raises:
        OutputError: the file cannot be written.
    """
    return write_file(path, text)
