"""The verbs, in the order of the pipeline: read_law, assess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from lawcheck.catalogue import Catalogue, load_catalogue
from lawcheck.model import Assessment, Law, Tradition
from lawcheck.reading import read
from lawcheck.segmenting import segment

if TYPE_CHECKING:
    # Matching takes a second to import: only what assesses waits for it.
    from lawcheck.matching import Matcher, SignalTable


def read_law(
    path: str | Path,
    *,
    jurisdiction: str = "",
    tradition: Tradition | str | None = None,
    language: str = "auto",
    ocr: bool = False,
    tracked: str = "accepted",
) -> Law:
    """Read a file and cut it into provisions.

    ``ocr`` recognises pages that are pictures (Tesseract must be installed); ``tracked`` chooses the view of a
    Word file with tracked changes: "accepted", "original" or "final".

    Raises:
        InputError: the file cannot be used; the message says why and what to do.
    """
    source = read(path, ocr=ocr, tracked=tracked, language=language)
    return segment(source, jurisdiction=jurisdiction, tradition=Tradition(tradition) if tradition else None)


def assess(laws: Sequence[Law], *, catalogue: str | Path | Catalogue = "anti-trafficking") -> Assessment:
    """Assess one or several laws together against a catalogue.

    A law in a language without patterns is left out, with a warning; where all are, nothing is assessed.
    Names of several catalogues are separated by commas; what they share is found once.
    """
    from lawcheck.assessing import join, judge, load_fitted, not_assessed
    from lawcheck.assessing.recognised import doubt_recognised

    if isinstance(catalogue, str) and "," in catalogue and not Path(catalogue).is_dir():
        return join([assess(laws, catalogue=name.strip()) for name in catalogue.split(",") if name.strip()])
    loaded = catalogue if isinstance(catalogue, Catalogue) else load_catalogue(catalogue)
    known = _languages(loaded)
    readable = [law.language for law in laws if law.language in known]
    settings = {"language": readable[0] if readable else laws[0].language}
    if not readable:
        reason = f"The catalogue has no patterns for this language ({settings['language']}); the law was not assessed."
        return not_assessed([_warned(law, reason) for law in laws], loaded, reason, settings)
    unread = "The catalogue has no patterns for the language of this law ({}); it was left out."
    laws = [law if law.language in known else _warned(law, unread.format(law.language)) for law in laws]
    judged = judge(laws, loaded, observe(laws, loaded), load_fitted(settings["language"]), settings)
    return doubt_recognised(judged, laws)


def observe(laws: Sequence[Law], catalogue: Catalogue) -> SignalTable:
    """Every signal behind an assessment, by ``requirement.element``."""
    from lawcheck.matching import merge_signals

    known = _languages(catalogue)
    codes = sorted({law.language for law in laws} & known) or sorted(known)[:1]
    reference = catalogue.reference
    return merge_signals([_matcher(reference.sha256, reference.id, code, _Box(catalogue)).match(laws) for code in codes])


def _languages(catalogue: Catalogue) -> set[str]:
    return {code for r in catalogue.requirements for e in r.elements for code in e.patterns}


def _warned(law: Law, warning: str) -> Law:
    return replace(law, warnings=(*law.warnings, warning))


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
    from lawcheck.matching import Matcher

    return Matcher(box.catalogue, code)
