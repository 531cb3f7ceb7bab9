"""The sample laws: the report finds the gaps that were put in on purpose, and what is met, with the right section."""

import importlib.util
import io
import re
import sys
import zipfile
from functools import cache
from types import ModuleType
from typing import Any

import pytest
import yaml

import lawcheck
from lawcheck.catalogue import load_catalogue
from lawcheck.model import Kind
from lawcheck.resources import data_folder

SAMPLES = data_folder("samples")
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((SAMPLES / "expected.yaml").read_text(encoding="utf-8"))["assessments"]


def case_of(name: str, requirement: str) -> Any:
    """A case; one that is known to be missed is a strict expected failure, so that a fix forces its removal."""
    reason = EXPECTED[name].get("known_misses", {}).get(requirement)
    marks = pytest.mark.xfail(reason=reason, strict=True) if reason else ()
    return pytest.param(name, requirement, id=f"{name}-{requirement}", marks=marks)


CASES = [case_of(name, requirement) for name, case in EXPECTED.items() for requirement in case["expected"]]
COPIES = [(name, copy) for name, case in EXPECTED.items() for copy in case["also"]]


@cache
def read(path: str) -> lawcheck.Law:
    return lawcheck.read_law(SAMPLES / path)


@cache
def assess(*paths: str) -> lawcheck.Assessment:
    return lawcheck.assess([read(p) for p in paths])


def finding(name: str, requirement: str) -> lawcheck.Finding:
    return next(f for f in assess(*EXPECTED[name]["laws"]).findings if f.requirement == requirement)


def seen(found: lawcheck.Finding) -> str:
    """What the report says, for the message of a failing test."""
    absent = [e.id for e in found.elements if e.essential and not e.present]
    return f"{found.status.value} {[e.citation for e in found.evidence[:3]]}, absent {absent}, conflicts {[c.id for c in found.conflicts]}"


@pytest.mark.parametrize(("name", "requirement"), CASES)
def test_the_report_says_what_a_lawyer_finds(name: str, requirement: str) -> None:
    expected = EXPECTED[name]["expected"][requirement]
    found = finding(name, requirement)
    assert found.status.value == expected["status"], seen(found)
    if "absent" in expected:
        assert {e.id for e in found.elements if e.essential and not e.present} == set(expected["absent"]), seen(found)
    if "conflict" in expected:
        assert expected["conflict"] in {c.id for c in found.conflicts}, seen(found)
    if "cites" in expected:
        cited = [e.citation for e in found.evidence[:3]]
        assert any(re.match(rf"{re.escape(place)}(?!\w)", c) for place in expected["cites"] for c in cited), seen(found)


@pytest.mark.parametrize(("name", "copy"), COPIES, ids=[c for _, c in COPIES])
def test_another_file_format_has_the_same_sections(name: str, copy: str) -> None:
    def sections(path: str) -> list[tuple[str, str]]:
        wanted = (Kind.SECTION, Kind.ARTICLE)
        return [(p.number.removeprefix("Article "), p.heading) for p in read(path).walk() if p.kind in wanted]

    assert sections(copy) == sections(EXPECTED[name]["laws"][0])


@pytest.mark.parametrize(("name", "copy"), COPIES, ids=[c for _, c in COPIES])
def test_another_file_format_has_the_same_findings(name: str, copy: str) -> None:
    original = {f.requirement: f.status for f in assess(*EXPECTED[name]["laws"]).findings}
    differing = {f.requirement: (original[f.requirement].value, f.status.value) for f in assess(copy).findings if f.status != original[f.requirement]}
    assert not differing


@pytest.mark.parametrize("name", EXPECTED)
def test_expectations_speak_of_the_whole_catalogue(name: str) -> None:
    """Every requirement has an expectation; absent elements and conflicts are those of the catalogue."""
    catalogue = {r.id: r for r in load_catalogue("anti-trafficking").requirements}
    expected = EXPECTED[name]["expected"]
    assert set(expected) == set(catalogue)
    for requirement, entry in expected.items():
        essential = {e.id for e in catalogue[requirement].elements if e.essential}
        assert set(entry.get("absent", [])) < essential, requirement
        assert ("absent" in entry) == (entry["status"] == "partial"), requirement
        assert ("conflict" in entry) == (entry["status"] == "conflict"), requirement
        assert entry.get("conflict") in {None, *(c.id for c in catalogue[requirement].conflicts)}, requirement


@pytest.mark.parametrize("name", EXPECTED)
def test_readme_lists_every_gap(name: str) -> None:
    readme = (SAMPLES / "README.md").read_text(encoding="utf-8")
    part = next(p for p in readme.split("\n## ") if p.lower().startswith(name))
    listed = dict(re.findall(r"^\| `([\w.-]+)` \| (\w+) \|", part, re.MULTILINE))
    gaps = {r: e["status"] for r, e in EXPECTED[name]["expected"].items() if e["status"] != "met"}
    assert listed == gaps


@cache
def builder() -> ModuleType:
    """``samples/build.py``, which is a script and no part of the package."""
    pytest.importorskip("typst")
    spec = importlib.util.spec_from_file_location("samples_build", SAMPLES / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    # Data classes look their module up by name.
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_made_files_are_those_of_their_sources() -> None:
    """The files in the repository are what samples/build.py makes (compression and fonts may change with versions)."""
    for name, data in builder().build().items():
        kept = (SAMPLES / name).read_bytes()
        if name.endswith(".html"):
            assert data == kept
        elif name.endswith(".docx"):
            assert unzipped(data)["word/document.xml"] == unzipped(kept)["word/document.xml"]


def test_the_same_source_makes_the_same_bytes() -> None:
    first, second = builder().build(), builder().build()
    assert first == second


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_gazette_is_printed_as_one() -> None:
    """Nine pages with running heads; the headings stand beside their sections, which makes it worth reading."""
    pypdfium2 = pytest.importorskip("pypdfium2")
    document = pypdfium2.PdfDocument(SAMPLES / "maravia" / "act.pdf")
    pages = [page.get_textpage().get_text_range() for page in document]
    assert 3 <= len(pages) <= 15
    assert all("No. 11 of 2021" in page for page in pages)
    assert "ARRANGEMENT OF SECTIONS" in pages[0]
