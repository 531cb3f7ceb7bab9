"""Checked YAML files kept as JSON in the user's cache folder, so that a start need not parse and check them again.

A file is kept under the hash of its content and of the schemas, so a kept file can be stale for no other content. The
cache holds data only, is written atomically, and is ignored wherever it cannot be read or written.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

SCHEMAS = Path(__file__).resolve().parent / "schemas"
# Raise it where reading or checking changes.
_FORMAT = 1
_MOST_FILES = 300


def kept(kind: str, content: bytes) -> dict[str, Any] | None:
    """The data of a file that was found free of faults before, or None."""
    with suppress(OSError, ValueError):
        data = json.loads(_place(kind, content).read_text(encoding="utf-8"))
        if isinstance(data, dict):
            return data
    return None


def keep(kind: str, content: bytes, data: dict[str, Any]) -> None:
    """Keep the data of a file free of faults."""
    place = _place(kind, content)
    temporary = ""
    with suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place.parent, suffix=".tmp")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(data, file, ensure_ascii=False, separators=(",", ":"))
        os.replace(temporary, place)
        temporary = ""
        _prune(place.parent)
    if temporary:
        with suppress(OSError):
            os.unlink(temporary)


def _place(kind: str, content: bytes) -> Path:
    digest = hashlib.sha256(f"{_FORMAT} {kind} {_schemas()} ".encode() + content).hexdigest()
    return _folder() / f"{digest}.json"


def _folder() -> Path:
    if named := os.environ.get("XDG_CACHE_HOME"):
        base = Path(named)
    elif sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local"))
    else:
        base = Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache")
    return base / "lawcheck" / "catalogues"


@lru_cache(maxsize=1)
def _schemas() -> str:
    return hashlib.sha256(b"".join(p.read_bytes() for p in sorted(SCHEMAS.glob("*.json")))).hexdigest()


def _prune(folder: Path) -> None:
    """Remove the files that were kept longest ago."""
    files = sorted(folder.glob("*.json"), key=lambda p: p.stat().st_mtime_ns)
    for path in files[:-_MOST_FILES]:
        path.unlink(missing_ok=True)
