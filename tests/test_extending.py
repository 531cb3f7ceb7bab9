"""docs/extending.md is followed to the letter; an added requirement and an added instrument need no line of Python."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

import lawcheck
from lawcheck.catalogue import available_catalogues, load_catalogue
from lawcheck.catalogue.caching import SCHEMAS
from lawcheck.catalogue.instruments import coverage, load_instruments
from lawcheck.catalogue.rendering import render
from lawcheck.cli import app
from lawcheck.errors import CatalogueError
from lawcheck.resources import data_folder

DOCS = Path(__file__).parents[1] / "docs"
_STEP = re.compile(r"^(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<kind>yaml|console)\n(?P<body>.*?)\n```", re.DOTALL | re.MULTILINE)
SAMPLE = data_folder("samples") / "maravia" / "act.txt"


def steps() -> list[tuple[str, str, list[str]]]:
    """Files to write ("file", path, lines) and commands to run ("run", command, lines of its output), in order."""
    found: list[tuple[str, str, list[str]]] = []
    for step in _STEP.finditer((DOCS / "extending.md").read_text(encoding="utf-8")):
        lines = step["body"].split("\n")
        if step["kind"] == "yaml" and step["file"]:
            found.append(("file", step["file"], lines))
        elif step["kind"] == "console":
            starts = [i for i, line in enumerate(lines) if line.startswith("$ ")]
            for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
                found.append(("run", lines[start][2:], lines[start + 1 : end]))
    return found


def test_the_guide_followed_to_the_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("law.txt").write_text(SAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    ran = 0
    for kind, what, lines in steps():
        if kind == "file":
            Path(what).parent.mkdir(parents=True, exist_ok=True)
            Path(what).write_text("\n".join(lines) + "\n", encoding="utf-8")
            continue
        result = CliRunner().invoke(app, shlex.split(what.removeprefix("lawcheck ")), env={"COLUMNS": "200"})
        assert result.exit_code == 0, f"{what}\n{result.output}"
        printed = [line.rstrip() for line in result.output.split("\n")]
        for line in lines:
            assert any(p.startswith(line.rstrip()) for p in printed), f"{what}\n{line}\n{result.output}"
        ran += 1
    assert ran >= 9
    report = json.loads(Path("report/law.json").read_text(encoding="utf-8"))
    finding = next(f for f in report["findings"] if f["requirement"] == "victim.interpreter")
    assert finding["status"] in {"met", "partial", "missing"}
    assert "CONST" in {i["id"] for i in report["catalogue"]["instruments"]}
    both = [f["requirement"] for f in json.loads(Path("both/law.json").read_text(encoding="utf-8"))["findings"]]
    assert len(both) == len(set(both)) and "coe.recovery-period" in both and "victim.interpreter" in both


def test_several_catalogues_ask_once_what_they_share() -> None:
    law = lawcheck.read_law(SAMPLE)
    alone = {f.requirement: f for f in lawcheck.assess([law]).findings}
    both = lawcheck.assess([law], catalogue="anti-trafficking,coe-trafficking,smuggling-of-migrants")
    ids = [f.requirement for f in both.findings]
    assert len(ids) == len(set(ids))
    assert {"coe.recovery-period", "smuggling.offence"} <= set(ids)
    for finding in both.findings:
        if finding.requirement in alone:
            assert finding.status is alone[finding.requirement].status
    shared = next(f for f in both.findings if f.requirement == "victim.compensation-fund")
    assert shared.obligation == "mandatory" and "CETS197 15(4)" in shared.sources
    assert both.catalogue.id == "anti-trafficking+coe-trafficking+smuggling-of-migrants"
    assert sum(both.summary["total"]["all"].values()) == len(ids)


def folder(tmp_path: Path, head: str, **files: str) -> Path:
    place = tmp_path / "own"
    place.mkdir()
    (place / "catalogue.yaml").write_text(f'id: own\ntitle: Own\nversion: "1"\n{head}\n', encoding="utf-8")
    for name, text in files.items():
        (place / f"{name}.yaml").write_text(text, encoding="utf-8")
    return place


def test_a_user_catalogue_leaves_out_and_weighs(tmp_path: Path) -> None:
    own = load_catalogue(folder(tmp_path, "extends: [{catalogue: anti-trafficking, without: [crime], obligations: {victim.compensation-fund: mandatory}}]"))
    ids = {r.id for r in own.requirements}
    assert not any(i.startswith("crime.") for i in ids)
    assert own.requirement("victim.compensation-fund").obligation == "mandatory"
    assert own.requirement("definition.acts") == load_catalogue().requirement("definition.acts")


OVERRIDE = """\
requirements:
- id: crime.attempt
  title: Attempt, our way
  pillar: criminalization
  obligation: mandatory
  sources: ["TIPP 5(2)(a)"]
  statement: Attempt is an offence.
  elements:
  - {id: attempt, statement: attempt is punished, essential: true, patterns: {en: ["attempt~"]}}
- id: crime.accomplice
  title: Replaced
  pillar: criminalization
  obligation: mandatory
  status: deprecated
  replaced_by: crime.attempt
  sources: ["TIPP 5(2)(b)"]
  statement: No longer asked.
  elements:
  - {id: accomplice, statement: taking part, essential: true}
"""


def test_a_user_catalogue_overrides_and_retires(tmp_path: Path) -> None:
    own = load_catalogue(folder(tmp_path, "extends: anti-trafficking", crime=OVERRIDE))
    assert own.requirement("crime.attempt").title == "Attempt, our way"
    with pytest.raises(KeyError):
        own.requirement("crime.accomplice")
    assert [r.id for r in own.requirements if r.id != "crime.accomplice"] == [r.id for r in load_catalogue().requirements if r.id != "crime.accomplice"]


def test_a_wrong_name_in_extends_is_told(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="has no requirement crimes"):
        load_catalogue(folder(tmp_path, "extends: {catalogue: anti-trafficking, only: [crimes]}"))


@pytest.mark.parametrize("name", available_catalogues())
def test_nothing_that_binds_the_legislature_is_left_out_silently(name: str) -> None:
    catalogue, instruments = load_catalogue(name), load_instruments()
    assert catalogue.instruments
    for identifier in catalogue.instruments:
        rows = coverage(catalogue, instruments[identifier])
        if identifier in CITED_IN_FULL[name]:
            assert [r.article.number for r in rows if r.open] == []


CITED_IN_FULL = {
    "anti-trafficking": {"TIPP", "ML", "UNTOC"},
    "coe-trafficking": {"CETS197"},
    "model-provisions-2020": {"MLP", "TIPP", "ML", "UNTOC"},
    "smuggling-of-migrants": {"SOM"},
}


def test_a_source_without_crosswalk_counts_as_cited(tmp_path: Path) -> None:
    own = load_catalogue(folder(tmp_path, "instruments: [TIPP]", crime=OVERRIDE))
    rows = {r.article.number: r.covered_by for r in coverage(own, load_instruments()["TIPP"])}
    assert rows["5(2)(a)"] == (("crime.attempt", "cited"),)
    assert rows["5(2)(b)"] == ()


def test_coverage_tells_what_is_open() -> None:
    catalogue, protocol = load_catalogue("smuggling-of-migrants"), load_instruments()["TIPP"]
    assert any(r.open for r in coverage(catalogue, protocol))
    result = CliRunner().invoke(app, ["coverage", "TIPP", "--catalogue", "smuggling-of-migrants"])
    assert result.exit_code == 1 and "NOT COVERED" in result.output


def test_term_sets_of_our_catalogues_do_not_meet() -> None:
    names = {p.parent.parent.name: set(load_catalogue(p.parent.parent.name).terms["en"]) for p in data_folder("provisions").glob("*/terms/en.yaml")}
    base = names.pop("anti-trafficking")
    for name, terms in names.items():
        own = {t for t in terms - base}
        assert all(not own & (other - base) for n, other in names.items() if n != name)
        if name in ("coe-trafficking", "model-provisions-2020"):
            assert all(load_catalogue(name).terms["en"][t] == load_catalogue().terms["en"][t] for t in base)


def test_the_reference_is_up_to_date() -> None:
    pages = render([load_catalogue(name) for name in available_catalogues()])
    stale = [name for name, text in pages.items() if (DOCS / "catalogue" / name).read_text(encoding="utf-8") != text]
    assert not stale, "run lawcheck catalogue docs"


def test_the_published_schemas_are_those_in_use() -> None:
    for path in SCHEMAS.glob("*.json"):
        assert (DOCS / "schemas" / path.name).read_text(encoding="utf-8") == path.read_text(encoding="utf-8")


def test_catalogue_text_stays_inert_in_the_reference(tmp_path: Path) -> None:
    own = load_catalogue(folder(tmp_path, "extends: anti-trafficking", crime=OVERRIDE.replace("Attempt is", "<script>alert(1)</script> Attempt is")))
    assert "<script>alert" not in render([own])["own.html"]
