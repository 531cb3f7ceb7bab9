"""A dossier names laws, decisions and notes; the assessment repeats to the byte and shows who decided what."""

import json
import shutil
from pathlib import Path

import jsonschema
import pytest
from typer.testing import CliRunner

from lawcheck.cli import app
from lawcheck.dossier import Dossier, assess_dossier, load_dossier
from lawcheck.errors import DamagedFile, InputError, MissingFile, UnsafeFile
from lawcheck.model import Status
from lawcheck.reporting import from_json, render, to_json
from lawcheck.reporting.exchange import schema
from lawcheck.resources import data_folder

DOSSIER = """
country = "Maravia"
jurisdiction = "MV"

[[laws]]
title = "Anti-Trafficking Act"
path = "laws/act.txt"
in_force = 2021-05-14
tradition = "common"
language = "en"

[[overrides]]
requirement = "cooperation.extradition"
status = "met"
reason = "The Extradition Act 1999 lists the offence"
by = "A. Reviewer"
date = 2026-03-01

[[notes]]
requirement = "crime.sanctions"
text = "A bill to raise the penalty is before parliament."
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "laws").mkdir()
    shutil.copy(data_folder("samples") / "maravia" / "act.txt", tmp_path / "laws" / "act.txt")
    (tmp_path / "dossier.toml").write_text(DOSSIER, encoding="utf-8")
    return tmp_path


def load(folder: Path, text: str) -> Dossier:
    (folder / "dossier.toml").write_text(text, encoding="utf-8")
    return load_dossier(folder / "dossier.toml")


def test_decisions_and_notes_enter_the_assessment(folder: Path) -> None:
    assessment = assess_dossier(load_dossier(folder / "dossier.toml"))
    jsonschema.validate(json.loads(to_json(assessment)), schema())
    assert from_json(to_json(assessment)) == from_json(to_json(assess_dossier(load_dossier(folder / "dossier.toml"))))
    law = assessment.laws[0]
    assert (law.title, law.path, law.in_force, law.jurisdiction) == ("Anti-Trafficking Act", "laws/act.txt", "2021-05-14", "MV")
    decided = next(f for f in assessment.findings if f.requirement == "cooperation.extradition")
    assert decided.status is Status.MET and decided.override is not None and not decided.needs_review
    assert assessment.summary["total"]["all"]["met"] == sum(f.status is Status.MET for f in assessment.findings)


def test_reports_say_who_decided_and_what_the_text_alone_gave(folder: Path) -> None:
    text = str(render(assess_dossier(load_dossier(folder / "dossier.toml")), "md"))
    assert "Decided by A. Reviewer, 2026-03-01: The Extradition Act 1999 lists the offence." in text
    assert "The text alone had been read as:" in text
    assert "A bill to raise the penalty is before parliament." in text
    assert "in force since 2021-05-14" in text


def test_the_command_repeats_to_the_byte(folder: Path) -> None:
    runner = CliRunner()
    contents = []
    for out in ("one", "two"):
        result = runner.invoke(app, ["assess", str(folder / "dossier.toml"), "--out", str(folder / out), "--format", "json"])
        assert result.exit_code == 0, result.output
        contents.append((folder / out / "dossier.json").read_bytes())
    assert contents[0] == contents[1]


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("laws = 1", InputError, "list of tables"),
        ("country = 'X'", InputError, "names no law"),
        ("a b", DamagedFile, "no TOML"),
        ("[[laws]]\ntitle = 'x'", InputError, "no path"),
        ("[[laws]]\npath = '../../etc/passwd'", UnsafeFile, "outside"),
        ("[[laws]]\npath = '/etc/passwd'", UnsafeFile, "outside"),
        ("[[laws]]\npath = 'a'\nlink = 'b'", InputError, "unknown key link"),
        ("[[laws]]\npath = 3", InputError, "no text"),
        ("[[laws]]\npath = 'a'\ntradition = 'roman'", InputError, "common, civil or mixed"),
        ("[[laws]]\npath = 'a'\n[[overrides]]\nrequirement = 'x'\nstatus = 'fine'\nreason = 'r'", InputError, "Statuses are met"),
        ("[[laws]]\npath = 'a'\n[[overrides]]\nrequirement = 'x'\nstatus = 'met'", InputError, "reason"),
        ("[[laws]]\npath = 'a'\n[[notes]]\nrequirement = 'x'", InputError, "note needs"),
    ],
)
def test_faulty_dossiers_are_refused_by_name(folder: Path, text: str, error: type[InputError], words: str) -> None:
    with pytest.raises(error, match=words) as raised:
        load(folder, text)
    assert "dossier.toml" in str(raised.value)


def test_a_link_out_of_the_folder_is_refused(folder: Path) -> None:
    (folder / "laws" / "link.txt").symlink_to("/etc/hostname")
    with pytest.raises(UnsafeFile):
        load(folder, "[[laws]]\npath = 'laws/link.txt'")


def test_missing_dossier_and_unknown_requirement(folder: Path) -> None:
    with pytest.raises(MissingFile):
        load_dossier(folder / "none.toml")
    dossier = load(folder, DOSSIER.replace("crime.sanctions", "crime.nonsense"))
    with pytest.raises(InputError, match=r"crime\.nonsense"):
        assess_dossier(dossier)


def test_a_regional_review_is_a_list_of_dossiers(folder: Path) -> None:
    (folder / "other.toml").write_text(DOSSIER.replace('"Maravia"', '"Borland"'), encoding="utf-8")
    result = CliRunner().invoke(app, ["matrix", str(folder / "dossier.toml"), str(folder / "other.toml"), "--out", str(folder)])
    assert result.exit_code == 0, result.output
    page = (folder / "matrix.html").read_text(encoding="utf-8")
    assert "<title>Regional review: Maravia, Borland</title>" in page
