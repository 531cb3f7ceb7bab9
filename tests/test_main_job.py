"""The main job on the embedded sample, and what bad input does."""

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

import lawcheck
from lawcheck import errors
from lawcheck.cli import app
from lawcheck.reporting import from_json, to_html, to_json
from lawcheck.resources import data_folder

SAMPLE = data_folder("samples") / "maravia" / "act.txt"


@pytest.fixture(scope="module")
def assessment() -> lawcheck.Assessment:
    return lawcheck.assess([lawcheck.read_law(SAMPLE)])


def status(assessment: lawcheck.Assessment, requirement: str) -> str:
    return next(f.status.value for f in assessment.findings if f.requirement == requirement)


@pytest.mark.parametrize(
    "requirement",
    [
        "crime.legal-persons",
        "immigration.reflection-period",
        "immigration.residence",
        "cooperation.extradition",
        "prevention.training",
    ],
)
def test_gaps_put_in_on_purpose_are_found(assessment: lawcheck.Assessment, requirement: str) -> None:
    assert status(assessment, requirement) == "missing"


@pytest.mark.parametrize("requirement", ["definition.acts", "definition.consent-irrelevant", "victim.compensation"])
def test_what_the_law_provides_is_met(assessment: lawcheck.Assessment, requirement: str) -> None:
    assert status(assessment, requirement) == "met"


def test_evidence_is_verbatim(assessment: lawcheck.Assessment) -> None:
    text = lawcheck.read_law(SAMPLE).text
    pieces = [e for f in assessment.findings for e in f.evidence]
    assert pieces
    assert all(text[e.start : e.end] == e.quote for e in pieces)


def test_provisions_tile_the_text() -> None:
    law = lawcheck.read_law(SAMPLE)
    assert law.provisions[0].start == 0
    assert law.provisions[-1].end == len(law.text)
    for provision in law.walk():
        ends = [
            provision.children[0].start if provision.children else provision.end,
            *(c.end for c in provision.children),
        ]
        assert [c.start for c in provision.children] == ends[:-1] if provision.children else True


def test_json_is_stable_and_read_back(assessment: lawcheck.Assessment) -> None:
    again = lawcheck.assess([lawcheck.read_law(SAMPLE)])
    assert to_json(assessment) == to_json(again)
    assert from_json(to_json(assessment)) == from_json(to_json(again))


def test_statute_text_stays_inert_in_html(tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_text(SAMPLE.read_text().replace("7. Compensation", "7. Compensation <script>alert(1)</script>"))
    assert "<script>alert" not in to_html(lawcheck.assess([lawcheck.read_law(path)]))


def bad_files(folder: Path) -> dict[str, tuple[Path, type[errors.InputError]]]:
    contents = {
        "empty.txt": b"",
        "picture.pdf": b"\xff\xd8\xff\xe0" + bytes(99),
        "empty.docx": b"",
        "noise": bytes(range(256)) * 9,
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    with zipfile.ZipFile(folder / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    return {
        "missing": (folder / "none.pdf", errors.MissingFile),
        "empty": (folder / "empty.txt", errors.EmptyFile),
        "picture": (folder / "picture.pdf", errors.UnsupportedFormat),
        "empty docx": (folder / "empty.docx", errors.EmptyFile),
        "noise": (folder / "noise", errors.UnsupportedFormat),
        "folder": (folder, errors.UnsupportedFormat),
        "zip": (folder / "other.zip", errors.UnsupportedFormat),
    }


@pytest.mark.parametrize("case", ["missing", "empty", "picture", "empty docx", "noise", "folder", "zip"])
def test_bad_input_has_a_typed_error_that_names_the_file(tmp_path: Path, case: str) -> None:
    path, expected = bad_files(tmp_path)[case]
    with pytest.raises(expected, match=path.name):
        lawcheck.read_law(path)


def test_commands_run() -> None:
    runner = CliRunner()
    for arguments in (
        ["assess", str(SAMPLE)],
        ["segment", str(SAMPLE)],
        ["explain", str(SAMPLE), "definition.acts"],
        ["catalogue", "list"],
    ):
        result = runner.invoke(app, arguments)
        assert result.exit_code == 0, result.output
