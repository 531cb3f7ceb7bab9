"""The verbs, in the order of the pipeline: read_law, assess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from lawcheck.assessing import judge, load_fitted, not_assessed
from lawcheck.catalogue import Catalogue, load_catalogue
from lawcheck.matching import Matcher, SignalTable
from lawcheck.model import Assessment, Law, Tradition
from lawcheck.reading import read
from lawcheck.segmenting import segment


def read_law(
    path: str | Path,
    *,
    jurisdiction: str = "",
    tradition: Tradition | str | None = None,
    language: str = "auto",
) -> Law:
    """Read a file and cut it into provisions.

    Raises:
        InputError: the file cannot be used; the message says why and what to do.
    """
    source = read(path)
    if language != "auto":
        source = replace(source, language=language)
    return segment(source, jurisdiction=jurisdiction, tradition=Tradition(tradition) if tradition else None)


def assess(laws: Sequence[Law], *, catalogue: str | Path | Catalogue = "anti-trafficking") -> Assessment:
    """Assess one or several laws together against a catalogue."""
    loaded = catalogue if isinstance(catalogue, Catalogue) else load_catalogue(catalogue)
    code = laws[0].language
    settings = {"language": code}
    if not any(code in e.patterns for r in loaded.requirements for e in r.elements):
        reason = f"The catalogue has no patterns for this language ({code}); the law was not assessed."
        return not_assessed(laws, loaded, reason, settings)
    return judge(laws, loaded, observe(laws, loaded), load_fitted(code), settings)


def observe(laws: Sequence[Law], catalogue: Catalogue) -> SignalTable:
    """Every signal behind an assessment, by ``requirement.element``."""
    code = laws[0].language
    return _matcher(catalogue.reference.sha256, catalogue.reference.id, code, _Box(catalogue)).match(laws)


class _Box:
    """Carries a catalogue past the cache's key."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Box)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=4)
def _matcher(digest: str, name: str, code: str, box: _Box) -> Matcher:
    return Matcher(box.catalogue, code)
