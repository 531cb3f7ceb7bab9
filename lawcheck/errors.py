"""What can go wrong, as a tree of types. Every message names the file and what to do about it.

LawcheckError
├── InputError            a file that the user gave cannot be used
│   ├── MissingFile
│   ├── EmptyFile
│   ├── UnsupportedFormat
│   ├── DamagedFile
│   ├── ProtectedFile     password needed
│   ├── NoTextLayer       scanned pages
│   └── UnsafeFile        bombs, external entities, oversized input
├── CatalogueError        a catalogue is faulty or unknown
├── ModelError            a fitted model is missing or does not fit the catalogue
└── OutputError           a report could not be written
"""

from __future__ import annotations


class LawcheckError(Exception):
    """Base of all errors that lawcheck raises on purpose."""


class InputError(LawcheckError):
    """A file that cannot be used. ``path`` names it, ``remedy`` says what to do."""

    def __init__(self, path: str, problem: str, remedy: str) -> None:
        """Compose the one-line message ``path: problem. remedy``."""
        super().__init__(f"{path}: {problem}. {remedy}")
        self.path = path
        self.problem = problem
        self.remedy = remedy


class MissingFile(InputError):
    """There is no such file."""


class EmptyFile(InputError):
    """The file has no content."""


class UnsupportedFormat(InputError):
    """The content is in no format that lawcheck reads."""


class DamagedFile(InputError):
    """The content starts like a known format but cannot be parsed."""


class ProtectedFile(InputError):
    """The file is encrypted."""


class NoTextLayer(InputError):
    """Pages are pictures only."""


class UnsafeFile(InputError):
    """The file would exhaust the machine or reach outside itself."""


class CatalogueError(LawcheckError):
    """A catalogue cannot be used; the message lists every fault with file and line."""


class ModelError(LawcheckError):
    """A fitted model cannot be used."""


class OutputError(LawcheckError):
    """A report could not be written."""
