"""The review questionnaire: every requirement it asks about exists, answers follow from findings, all of it is a draft."""

import csv
import io
from dataclasses import replace
from importlib import resources
from pathlib import Path

import docx
import pytest
import yaml
from typer.testing import CliRunner

import lawcheck
from lawcheck.cli import app
from lawcheck.model import Assessment, Status
from lawcheck.reporting import to_json
from lawcheck.reporting.untoc import OPEN, questions, to_untoc_csv, to_untoc_docx
from tests.made_assessments import changed, made


def test_questions_ask_about_requirements_and_articles_that_exist() -> None:
    data = yaml.safe_load(resources.files("lawcheck.reporting").joinpath("questionnaires/untoc.yaml").read_text(encoding="utf-8"))
    known = {r.id: r for r in lawcheck.load_catalogue().requirements}
    for group in data["groups"]:
        for question in group["questions"]:
            for requirement in question["requirements"]:
                asked = set(question["article"].split("; "))
                assert asked & set(known[requirement].sources), f"{requirement} does not rest on {question['article']}"


def answer(assessment: Assessment, text: str) -> str:
    return next(q.answer for q in questions(assessment) if text in q.text)


@pytest.mark.parametrize(
    ("status", "expected"),
    [(Status.MET, "Yes"), (Status.PARTIAL, "Yes, in part"), (Status.MISSING, "No"), (Status.NOT_ASSESSED, OPEN)],
)
def test_answer_follows_from_the_finding(status: Status, expected: str) -> None:
    base = next(f for f in made().findings if f.requirement == "crime.attempt")
    elements = tuple(replace(e, present=status in {Status.MET, Status.PARTIAL}) for e in base.elements)
    assert answer(changed(made(), "crime.attempt", status=status, elements=elements), "attempt") == expected


def test_corruption_is_left_to_the_focal_point() -> None:
    assert answer(made(), "corruption of public officials punishable") == OPEN


def test_word_and_csv_say_the_same_and_are_marked_as_draft() -> None:
    rows = list(csv.DictReader(io.StringIO(to_untoc_csv(made()).lstrip("\ufeff"))))
    file = docx.Document(io.BytesIO(to_untoc_docx(made(), date="1 May 2026")))
    text = [p.text for p in file.paragraphs]
    assert "draft" in text[0].lower() and any("draft for the focal point" in t for t in text)
    assert "DRAFT" in file.sections[0].header.paragraphs[0].text
    ticked = [next((a for a in ("Yes, in part", "Yes", "No") if f"☒ {a}" in t), OPEN) for t in text if "☐" in t]
    assert ticked == [r["Answer (draft)"] for r in rows]
    assert len(rows) == len(questions(made()))
    attempt = next(r for r in rows if "acts listed" in r["Question"])
    assert attempt["Laws and provisions"] == "Example Act <i>2020</i>: s. 2"


def test_command_writes_both_files(tmp_path: Path) -> None:
    source = tmp_path / "law.json"
    source.write_text(to_json(made()), encoding="utf-8")
    result = CliRunner().invoke(app, ["report", str(source), "--format", "untoc", "--out", str(tmp_path)])
    assert result.exit_code == 0, result.output
    assert {p.name for p in tmp_path.glob("law-untoc.*")} == {"law-untoc.docx", "law-untoc.csv"}
