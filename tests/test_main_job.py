"""The main job on the embedded sample."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

import lawcheck
from lawcheck.cli import app
from lawcheck.reporting import from_json, to_html, to_json
from lawcheck.resources import data_folder

SAMPLE = data_folder("samples") / "maravia" / "act.txt"


@pytest.fixture(scope="module")
def assessment() -> lawcheck.Assessment:
    return lawcheck.assess([lawcheck.read_law(SAMPLE)])


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
