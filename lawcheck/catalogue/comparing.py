"""What differs between two catalogues, and which of it can change results."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lawcheck.catalogue.files import find_folder
from lawcheck.catalogue.loading import load_catalogue
from lawcheck.catalogue.types import Catalogue, ConflictRule, Element, PatternRule, Requirement
from lawcheck.errors import CatalogueError

_TERM = re.compile(r"@([\w-]+)")
_REVISION = re.compile(r"(?P<revision>[\w./~^@-]+):(?P<folder>.+)")


@dataclass(frozen=True, slots=True)
class Difference:
    """How one requirement differs; ``results`` tells whether findings can change by it."""

    requirement: str
    kind: str
    details: tuple[str, ...]
    results: bool


@contextmanager
def opened(name: str) -> Iterator[Catalogue]:
    """Load a catalogue by name, folder, or as it was in a git commit ("HEAD:provisions/anti-trafficking").

    Raises:
        CatalogueError: there is no such catalogue, or no such commit.
    """
    found = None if Path(name).is_dir() else _REVISION.fullmatch(name)
    if found is None:
        yield load_catalogue(name)
        return
    with committed(Path(found["folder"]), found["revision"]) as folder:
        yield load_catalogue(folder)


@contextmanager
def committed(folder: Path, revision: str = "HEAD") -> Iterator[Path]:
    """The folder as it was in a git commit, in a temporary place.

    Raises:
        CatalogueError: git does not know the folder in that commit.
    """
    folder = find_folder(folder).resolve()
    command = ["git", "-C", str(folder), "archive", "--format=tar", revision, "."]
    try:
        archive = subprocess.run(command, check=True, capture_output=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise CatalogueError(f"{folder}: git has no commit {revision} of it. Name the catalogue to compare with.") from error
    with tempfile.TemporaryDirectory() as place:
        target = Path(place) / folder.name
        target.mkdir()
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(target, filter="data")
        yield find_folder(target)


def compare(old: Catalogue, new: Catalogue) -> tuple[Difference, ...]:
    """The differences, in the order of the new catalogue, removed requirements last."""
    before = {r.id: r for r in old.requirements}
    after = {r.id: r for r in new.requirements}
    differences = []
    for requirement in new.requirements:
        if requirement.id not in before:
            differences.append(Difference(requirement.id, "added", (requirement.title,), True))
            continue
        details = tuple(_details(before[requirement.id], requirement, old, new))
        if details:
            results = _asked(before[requirement.id], old) != _asked(requirement, new)
            differences.append(Difference(requirement.id, "changed", details, results))
    removed = [Difference(r.id, "removed", (r.title,), True) for r in old.requirements if r.id not in after]
    return (*differences, *removed)


def changed(old: Catalogue, new: Catalogue) -> set[str]:
    """Ids of requirements whose findings can differ."""
    return {d.requirement for d in compare(old, new) if d.results}


def _asked(requirement: Requirement, catalogue: Catalogue) -> tuple[object, ...]:
    """All of a requirement that findings depend on, with the term sets that its patterns use."""
    parts = (requirement.elements, requirement.conflicts)
    return requirement.title, requirement.obligation, parts, terms_used(requirement, catalogue.terms), tuple(sorted(catalogue.topic.items()))


def terms_used(requirement: Requirement, terms: Mapping[str, Mapping[str, tuple[str, ...]]]) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The term sets that a requirement's patterns refer to, those inside other term sets included."""
    used: dict[tuple[str, str], tuple[str, ...]] = {}
    for part in _parts(requirement).values():
        for language, rules in part.patterns.items():
            waiting = [name for rule in rules for text in _texts(rule) for name in _TERM.findall(text)]
            while waiting:
                name = waiting.pop()
                if (language, name) not in used:
                    used[language, name] = terms.get(language, {}).get(name, ())
                    waiting.extend(inner for phrase in used[language, name] for inner in _TERM.findall(phrase))
    return tuple((language, name, phrases) for (language, name), phrases in sorted(used.items()))


def _texts(rule: PatternRule) -> tuple[str, ...]:
    return (rule.match, rule.heading, rule.unless, rule.section, rule.unless_section, rule.unless_heading, rule.law)


def _parts(requirement: Requirement) -> dict[str, Element | ConflictRule]:
    return {p.id: p for p in requirement.parts}


def _details(old: Requirement, new: Requirement, before: Catalogue, after: Catalogue) -> Iterator[str]:
    for name in ("title", "pillar", "obligation", "statement", "status", "replaced_by"):
        if getattr(old, name) != getattr(new, name):
            yield f"{name}: {getattr(old, name)} -> {getattr(new, name)}"
    yield from _added_removed("source", old.sources, new.sources)
    if old.why != new.why:
        yield "why: reworded"
    for tradition in sorted({*old.drafting, *new.drafting}):
        if old.drafting.get(tradition) != new.drafting.get(tradition):
            yield f"drafting: {tradition} reworded"
    old_parts, new_parts = _parts(old), _parts(new)
    yield from _added_removed("element", list(old_parts), list(new_parts))
    for identifier in old_parts.keys() & new_parts.keys():
        yield from (f"{identifier}: {line}" for line in _part(old_parts[identifier], new_parts[identifier]))
    used_before = {(language, name): phrases for language, name, phrases in terms_used(old, before.terms)}
    for language, name, phrases in terms_used(new, after.terms):
        held = used_before.get((language, name))
        if held is not None and held != phrases:
            yield from (f"@{name} ({language}): {line}" for line in _added_removed("phrase", held, phrases))
    if dict(before.topic) != dict(after.topic):
        yield "topic of the catalogue changed"


def _part(old: Element | ConflictRule, new: Element | ConflictRule) -> Iterator[str]:
    if old.statement != new.statement:
        yield f"statement: {old.statement} -> {new.statement}"
    if getattr(old, "essential", None) != getattr(new, "essential", None):
        yield f"essential: {getattr(old, 'essential', None)} -> {getattr(new, 'essential', None)}"
    for language in sorted({*old.patterns, *new.patterns}):
        shown = [[rule_text(r) for r in side.patterns.get(language, ())] for side in (old, new)]
        yield from _added_removed(f"pattern ({language})", *shown)
    yield from _added_removed("example", [str((e.holds, e.text)) for e in old.examples], [str((e.holds, e.text)) for e in new.examples])


def rule_text(rule: PatternRule) -> str:
    """A pattern with its conditions on one line."""
    extra = [name for name in rule.__dataclass_fields__ if name != "match" and getattr(rule, name) != PatternRule.__dataclass_fields__[name].default]
    return " ".join([rule.match, *(f"{name}={getattr(rule, name)}" for name in extra)]).strip()


def _added_removed(what: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    yield from (f"{what} removed: {item}" for item in old if item not in new)
    yield from (f"{what} added: {item}" for item in new if item not in old)
