"""A country's laws, prior decisions and notes in one file, so that an assessment can be repeated to the letter.

::

    country = "Maravia"
    jurisdiction = "MV"

    [[laws]]
    title = "Penal Code"
    path = "penal-code.pdf"
    in_force = 1998-07-01
    tradition = "civil"
    language = "en"

    [[overrides]]
    requirement = "victim.legal-aid"
    status = "met"
    reason = "The Legal Aid Act 2011 grants this to every victim."
    by = "A. Reviewer"
    date = 2026-03-01

    [[notes]]
    requirement = "crime.sanctions"
    text = "A bill to raise the penalty is before parliament."
"""

from __future__ import annotations

import datetime
import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from lawcheck.errors import DamagedFile, InputError, MissingFile, UnsafeFile
from lawcheck.model import Assessment, Finding, Override, Status, Tradition

_LARGEST = 1_000_000  # bytes; a dossier is a short list
_TOP = frozenset({"country", "jurisdiction", "catalogue", "language", "laws", "overrides", "notes"})
_LAW = frozenset({"title", "path", "in_force", "tradition", "language"})
_OVERRIDE = frozenset({"requirement", "status", "reason", "by", "date"})
_NOTE = frozenset({"requirement", "text"})


@dataclass(frozen=True, slots=True)
class DossierLaw:
    """A law of the dossier; ``path`` is resolved, empty values leave the choice to the reader of the file."""

    path: Path
    title: str = ""
    in_force: str = ""
    tradition: Tradition | None = None
    language: str = "auto"


@dataclass(frozen=True, slots=True)
class Dossier:
    """What a dossier says. ``overrides`` and ``notes`` are keyed by requirement."""

    path: Path
    sha256: str
    country: str
    jurisdiction: str
    catalogue: str
    laws: tuple[DossierLaw, ...]
    overrides: Mapping[str, Mapping[str, str]]
    notes: Mapping[str, tuple[str, ...]]


def load_dossier(path: str | Path) -> Dossier:
    """Read a dossier.

    Raises:
        InputError: the file is missing or faulty, or names a law outside its folder.
    """
    path = Path(path)
    if not path.is_file():
        raise MissingFile(str(path), "there is no such file", "Check the path.")
    if path.stat().st_size > _LARGEST:
        raise UnsafeFile(str(path), "a dossier of more than 1 MB is no list of laws", "Check that this is the dossier.")
    content = path.read_bytes()
    try:
        data = tomllib.loads(content.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DamagedFile(str(path), f"this is no TOML: {error}", "Correct the line.") from error
    _known(data, _TOP, path, "the dossier")
    entries = _tables(data, "laws", path)
    if not entries:
        raise InputError(str(path), "it names no law", "Add a [[laws]] table with a path.")
    fallback = _text(data, "language", path) or "auto"
    return Dossier(
        path=path,
        sha256=hashlib.sha256(content).hexdigest(),
        country=_text(data, "country", path),
        jurisdiction=_text(data, "jurisdiction", path),
        catalogue=_text(data, "catalogue", path) or "anti-trafficking",
        laws=tuple(_law(entry, path, fallback) for entry in entries),
        overrides=_overrides(_tables(data, "overrides", path), path),
        notes=_notes(_tables(data, "notes", path), path),
    )


def assess_dossier(dossier: Dossier, *, catalogue: str | None = None) -> Assessment:
    """Assess all laws of a dossier together, then put its overrides and notes in.

    Raises:
        InputError: a law cannot be read, or an override names no requirement of the catalogue.
    """
    from lawcheck import api

    laws = []
    for entry in dossier.laws:
        law = api.read_law(entry.path, jurisdiction=dossier.jurisdiction, tradition=entry.tradition, language=entry.language)
        shown = entry.path.relative_to(dossier.path.resolve().parent).as_posix()
        laws.append(replace(law, title=entry.title or law.title, path=shown))
    assessment = api.assess(laws, catalogue=catalogue or dossier.catalogue)
    references = tuple(replace(law, in_force=entry.in_force) for law, entry in zip(assessment.laws, dossier.laws, strict=True))
    settings = {**assessment.settings, "dossier": dossier.path.name, "dossier_sha256": dossier.sha256}
    if dossier.country:
        settings["country"] = dossier.country
    return apply_decisions(replace(assessment, laws=references, settings=settings), dossier)


def apply_decisions(assessment: Assessment, dossier: Dossier) -> Assessment:
    """Put overrides and notes into the findings and count again; what the assessment had said is kept beside them.

    Raises:
        InputError: an override or note names no requirement of the assessment.
    """
    from lawcheck.assessing import summarise

    known = {f.requirement for f in assessment.findings}
    unknown = [name for name in (*dossier.overrides, *dossier.notes) if name not in known]
    if unknown:
        raise InputError(str(dossier.path), f"no such requirement: {', '.join(unknown)}", "See lawcheck catalogue list.")
    findings = tuple(_decided(f, dossier) for f in assessment.findings)
    return replace(assessment, findings=findings, summary=summarise(findings))


def _decided(finding: Finding, dossier: Dossier) -> Finding:
    notes = dossier.notes.get(finding.requirement, ())
    decision = dossier.overrides.get(finding.requirement)
    if decision is None:
        return replace(finding, notes=notes)
    override = Override(finding.status, decision["reason"], decision.get("by", ""), decision.get("date", ""))
    return replace(finding, status=Status(decision["status"]), needs_review=False, override=override, notes=notes)


def _law(entry: Mapping[str, Any], path: Path, fallback: str) -> DossierLaw:
    _known(entry, _LAW, path, "a law")
    given = _text(entry, "path", path)
    if not given:
        raise InputError(str(path), "a law has no path", 'Add path = "file" to every [[laws]] table.')
    folder = path.resolve().parent
    place = (folder / given).resolve()
    if not place.is_relative_to(folder):
        raise UnsafeFile(str(path), f"the law {given} lies outside the dossier's folder", "Put the laws into the folder of the dossier, or below it.")
    tradition = _text(entry, "tradition", path)
    if tradition and tradition not in {t.value for t in Tradition}:
        raise InputError(str(path), f"tradition {tradition!r} is unknown", "Use common, civil or mixed.")
    return DossierLaw(
        path=place,
        title=_text(entry, "title", path),
        in_force=_text(entry, "in_force", path),
        tradition=Tradition(tradition) if tradition else None,
        language=_text(entry, "language", path) or fallback,
    )


def _overrides(entries: list[Mapping[str, Any]], path: Path) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for entry in entries:
        _known(entry, _OVERRIDE, path, "an override")
        values = {key: _text(entry, key, path) for key in _OVERRIDE if key in entry}
        name = values.get("requirement", "")
        if not name or not values.get("reason") or values.get("status") not in {s.value for s in Status}:
            allowed = ", ".join(s.value for s in Status)
            raise InputError(str(path), f"override {name or 'without requirement'}: it needs requirement, reason and a status", f"Statuses are {allowed}.")
        if name in found:
            raise InputError(str(path), f"{name} is overridden twice", "Keep one of the two overrides.")
        found[name] = values
    return found


def _notes(entries: list[Mapping[str, Any]], path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        _known(entry, _NOTE, path, "a note")
        name, text = _text(entry, "requirement", path), _text(entry, "text", path)
        if not name or not text:
            raise InputError(str(path), "a note needs requirement and text", "Complete it.")
        found[name] = (*found.get(name, ()), text)
    return found


def _tables(data: Mapping[str, Any], key: str, path: Path) -> list[Mapping[str, Any]]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise InputError(str(path), f"{key} is no list of tables", f"Write each as [[{key}]].")
    return value


def _text(data: Mapping[str, Any], key: str, path: Path) -> str:
    value = data.get(key, "")
    if isinstance(value, datetime.date):
        return value.isoformat()
    if not isinstance(value, str):
        raise InputError(str(path), f"{key} = {value!r} is no text", "Put it in quotes.")
    return value.strip()


def _known(data: Mapping[str, Any], allowed: frozenset[str], path: Path, what: str) -> None:
    unknown = sorted(set(data) - allowed)
    if unknown:
        raise InputError(str(path), f"{what} has the unknown key {', '.join(unknown)}", f"Use {', '.join(sorted(allowed))}.")
