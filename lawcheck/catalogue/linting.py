"""Lint a catalogue: all faults of all its files together, each with file, line and remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from lawcheck.catalogue.checking import check
from lawcheck.catalogue.faults import Fault
from lawcheck.catalogue.files import catalogue_files, find_folder, schema_kind
from lawcheck.catalogue.instruments import Instrument, load_instruments, paragraphs, touches
from lawcheck.catalogue.loading import base_catalogues
from lawcheck.catalogue.types import Catalogue
from lawcheck.catalogue.wording import dead_stems
from lawcheck.catalogue.yamlfile import Path_, YamlFile, read_yaml
from lawcheck.errors import CatalogueError
from lawcheck.matching.patterns import PatternReader

_PATTERN_KEYS = ("match", "heading", "unless", "section", "unless_section", "unless_heading", "law")
_PARTS = ("elements", "conflicts")
_UNFINISHED = ("TODO", "FIXME")


def lint(name_or_folder: str | Path) -> tuple[Fault, ...]:
    """All faults and warnings of a catalogue, in the order of files and lines.

    Raises:
        CatalogueError: there is no such catalogue.
    """
    folder = find_folder(name_or_folder)
    files = {p.relative_to(folder): read_yaml(p.relative_to(folder).as_posix(), p.read_bytes()) for p in catalogue_files(folder)}
    found = {path: (*file.faults, *check(file, schema_kind(path))) for path, file in files.items()}
    faults = [f for faulty in found.values() for f in faulty]
    if not faults:
        return tuple(sorted(set(_Linter(folder, files).faults())))
    # What looks beyond one file needs all of them; patterns can be read where the term sets can.
    if not any(faulty for path, faulty in found.items() if path.parent.name == "terms" or path.name == "catalogue.yaml"):
        clean = {path: file for path, file in files.items() if not found[path]}
        faults.extend(f for f in _Linter(folder, clean).faults() if "pattern" in f.problem and not f.warning)
    return tuple(sorted(set(faults)))


@dataclass
class _Linter:
    """Checks that look beyond one file; the files follow their schemas."""

    folder: Path
    files: Mapping[Path, YamlFile]
    bases: list[Catalogue] = field(default_factory=list)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    readers: dict[str, PatternReader] = field(default_factory=dict)

    def faults(self) -> Iterator[Fault]:
        head = self.files[Path("catalogue.yaml")]
        try:
            self.bases = base_catalogues(head.data, self.folder)
            self.instruments = load_instruments(self.folder)
        except CatalogueError as error:
            yield Fault(head.name, head.line(("extends",)), str(error).rstrip("."), "Correct it first")
            return
        if head.data["id"] != self.folder.resolve().name:
            yield Fault(head.name, head.line(("id",)), f"the id {head.data['id']} is not the name of the folder", "Give them the same name")
        if any(mark in head.data["title"] for mark in _UNFINISHED):
            yield Fault(head.name, head.line(("title",)), "the title is unfinished", "Write it", True)
        self.readers = {language: PatternReader(sets) for language, sets in self._terms().items()}
        yield from self._topic_and_terms(head)
        yield from self._requirements()
        yield from self._crosswalk()

    def _terms(self) -> dict[str, dict[str, tuple[str, ...]]]:
        sets: dict[str, dict[str, tuple[str, ...]]] = {}
        for base in self.bases:
            for language, terms in base.terms.items():
                sets.setdefault(language, {}).update(terms)
        for path, file in self.files.items():
            if path.parent.name == "terms":
                held = sets.setdefault(path.stem, {})
                for name, phrases in file.data.items():
                    held[name] = (*held.get(name, ()), *phrases)
        return sets

    def _reader(self, language: str) -> PatternReader:
        return self.readers.setdefault(language, PatternReader({}))

    def _pattern(self, text: str, language: str, file: YamlFile, path: Path_, name: str) -> Iterator[Fault]:
        try:
            self._reader(language).parse(text)
        except CatalogueError as error:
            yield Fault(file.name, file.line(path), f"{name}: {str(error).rstrip('.')}", "See docs/patterns.md")
        for stem, word in dead_stems(text, language):
            yield Fault(file.name, file.line(path), f"{name}: {stem}~ finds no form of {word}, whose stem is another", f"Write {word}~", True)

    def _topic_and_terms(self, head: YamlFile) -> Iterator[Fault]:
        for language, topic in head.data.get("topic", {}).items():
            yield from self._pattern(topic, language, head, ("topic", language), "topic")
            # Topics of several catalogues are joined as alternatives, which hold no conditions.
            yield from self._pattern(f"({topic} | {topic})", language, head, ("topic", language), "topic")
        for path, file in self.files.items():
            if path.parent.name == "terms":
                for name, phrases in file.data.items():
                    for index, phrase in enumerate(phrases):
                        yield from self._pattern(phrase, path.stem, file, (name, index), f"@{name}")

    def entries(self) -> Iterator[tuple[YamlFile, Path_, Mapping[str, Any]]]:
        """Every requirement of this folder with its file and its path in it."""
        for file in self.files.values():
            for index, entry in enumerate(file.data.get("requirements", ())):
                yield file, ("requirements", index), entry

    def _requirements(self) -> Iterator[Fault]:
        ids = Counter(entry["id"] for _, _, entry in self.entries())
        inherited = {r.id for b in self.bases for r in b.requirements}
        parts = {f"{r.id}.{p.id}" for b in self.bases for r in b.requirements for p in r.parts}
        parts |= {f"{entry['id']}.{p['id']}" for _, _, entry in self.entries() for kind in _PARTS for p in entry.get(kind, ())}
        for file, path, entry in self.entries():
            if ids[entry["id"]] > 1:
                yield self._fault(file, path, entry, f"the id is given to {ids[entry['id']]} requirements", "Give each its own")
            if entry.get("replaced_by", entry["id"]) not in ids.keys() | inherited:
                yield self._fault(file, (*path, "replaced_by"), entry, f"there is no requirement {entry['replaced_by']}", "Correct the id")
            yield from self._sources(file, path, entry)
            yield from self._parts(file, path, entry, parts)
            yield from self._unfinished(file, path, entry)

    def _fault(self, file: YamlFile, path: Path_, entry: Mapping[str, Any], problem: str, remedy: str, warning: bool = False) -> Fault:
        return Fault(file.name, file.line(path), f"{entry['id']}: {problem}", remedy, warning)

    def _sources(self, file: YamlFile, path: Path_, entry: Mapping[str, Any]) -> Iterator[Fault]:
        for index, source in enumerate(entry["sources"]):
            if problem := self._unknown_paragraph(source):
                yield self._fault(file, (*path, "sources", index), entry, problem, "Correct it, or add it to the instrument's file")

    def _unknown_paragraph(self, locator: str) -> str:
        name = locator.split(" ", 1)[0]
        if name not in self.instruments:
            return f"there is no instrument {name} (of {locator!r})"
        numbers = [a.number for a in self.instruments[name].articles]
        missing = [p for p in paragraphs(locator, name) if not any(touches(p, n) for n in numbers)]
        return f"{name} has no paragraph {', '.join(missing)}" if missing else ""

    def _parts(self, file: YamlFile, path: Path_, entry: Mapping[str, Any], known: set[str]) -> Iterator[Fault]:
        found = Counter(p["id"] for kind in _PARTS for p in entry.get(kind, ()))
        for kind in _PARTS:
            for index, part in enumerate(entry.get(kind, ())):
                place = (*path, kind, index)
                if found[part["id"]] > 1:
                    yield self._fault(file, place, entry, f"the id {part['id']} occurs twice", "Give each element and conflict its own")
                for language, rules in part.get("patterns", {}).items():
                    for number, rule in enumerate(rules):
                        yield from self._rule(rule, language, file, (*place, "patterns", language, number), entry, known)
                yield from self._examples(file, place, entry, part)

    def _rule(self, rule: str | Mapping[str, Any], language: str, file: YamlFile, path: Path_, entry: Mapping[str, Any], known: set[str]) -> Iterator[Fault]:
        if isinstance(rule, str):
            yield from self._pattern(rule, language, file, path, entry["id"])
            return
        for key in _PATTERN_KEYS:
            if key in rule:
                yield from self._pattern(rule[key], language, file, (*path, key), entry["id"])
        if "match" not in rule and "implied_by" not in rule:
            yield self._fault(file, path, entry, "the rule has neither match nor implied_by", "Give it one of them")
        for reference in rule.get("implied_by", ()):
            if reference not in known:
                yield self._fault(file, path, entry, f"there is no element {reference}", "Correct the id: requirement.element")

    def _examples(self, file: YamlFile, path: Path_, entry: Mapping[str, Any], part: Mapping[str, Any]) -> Iterator[Fault]:
        if not part.get("patterns"):
            yield self._fault(file, path, entry, f"{part['id']} has no patterns", "Add some: without them it is never found by its words", True)
            return
        holds = [e["holds"] for e in part.get("examples", ())]
        for value, what in ((True, "no example that holds"), (False, "no near miss (holds: false)")):
            if value not in holds:
                yield self._fault(file, path, entry, f"{part['id']} has {what}", "Add one: lawcheck catalogue test runs it", True)

    def _unfinished(self, file: YamlFile, path: Path_, entry: Mapping[str, Any]) -> Iterator[Fault]:
        for key, what in (("why", "a paragraph that a minister can read"), ("drafting", "wording to start from")):
            if not entry.get(key):
                yield self._fault(file, path, entry, f"{key} is missing", f"Add {what}", True)
        for tradition in ("common", "civil"):
            if entry.get("drafting") and tradition not in entry["drafting"]:
                yield self._fault(file, (*path, "drafting"), entry, f"no {tradition}-law drafting", "Add it", True)
        texts = [("title", entry["title"]), ("statement", entry["statement"]), ("why", entry.get("why", "")), *entry.get("drafting", {}).items()]
        for key, text in texts:
            if any(mark in text for mark in _UNFINISHED):
                place = (*path, "drafting", key) if key in ("common", "civil") else (*path, key)
                yield self._fault(file, place, entry, f"{key} is unfinished", "Write it", entry.get("status") == "draft")

    def _crosswalk(self) -> Iterator[Fault]:
        file = self.files.get(Path("crosswalk.yaml"))
        own = {entry["id"]: (f, path, entry) for f, path, entry in self.entries()}
        known = own.keys() | {r.id for b in self.bases for r in b.requirements}
        mapped = [(c.requirement, c.to) for b in self.bases for c in b.crosswalk]
        for index, item in enumerate(file.data["crosswalk"] if file else ()):
            assert file is not None
            mapped.append((item["requirement"], item["to"]))
            if item["requirement"] not in known:
                yield Fault(file.name, file.line(("crosswalk", index)), f"there is no requirement {item['requirement']}", "Correct the id")
            if problem := self._unknown_paragraph(item["to"]):
                yield Fault(file.name, file.line(("crosswalk", index)), problem, "Correct it, or add it to the instrument's file")
        for index, item in enumerate(file.data.get("left_out", ()) if file else ()):
            assert file is not None
            if problem := self._unknown_paragraph(item["paragraph"]):
                yield Fault(file.name, file.line(("left_out", index)), problem, "Correct it")
        for identifier, (f, path, entry) in own.items():
            for index, source in enumerate(entry["sources"]):
                if not _mapped(identifier, source, mapped):
                    problem = f"the crosswalk does not tie it to {source}"
                    yield self._fault(f, (*path, "sources", index), entry, problem, "Add it to crosswalk.yaml with its relation", True)


def _mapped(identifier: str, source: str, mapped: list[tuple[str, str]]) -> bool:
    name = source.split(" ", 1)[0]
    wanted = paragraphs(source, name)
    return any(r == identifier and any(touches(a, b) for a in wanted for b in paragraphs(to, name)) for r, to in mapped)
