"""A deliberate fault of each kind is caught, with file, line and remedy; our own catalogues have none."""

import json
from dataclasses import fields
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from lawcheck.catalogue import available_catalogues, load_catalogue
from lawcheck.catalogue.caching import SCHEMAS
from lawcheck.catalogue.linting import lint
from lawcheck.catalogue.types import ConflictRule, Element, Example, PatternRule, Requirement
from lawcheck.cli import app
from lawcheck.errors import CatalogueError
from lawcheck.resources import data_folder

HEAD = 'id: mine\ntitle: My catalogue\nversion: "1.0"\ninstruments: [TIPP]\n'
TERMS = "victim: [victim, trafficked person]\n"
REQUIREMENT = """\
requirements:
- id: help.interpreter
  title: Interpreters
  pillar: victim-protection
  obligation: recommended
  sources: ["TIPP 6(2)(a)"]
  statement: Victims have an interpreter.
  why: They must understand.
  elements:
  - id: interpreter
    statement: an interpreter for victims
    essential: true
    patterns:
      en: ["@victim ... interpreter"]
    examples:
    - {text: "A victim is entitled to an interpreter.", holds: true}
    - {text: "A witness pays the interpreter.", holds: false}
  drafting:
    common: A victim has the right to an interpreter.
    civil: Victims have the right to an interpreter.
"""
CROSSWALK = 'crosswalk:\n- {requirement: help.interpreter, to: "TIPP 6(2)(a)", relation: narrower}\n'


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    (folder / "terms").mkdir(parents=True)
    for name, text in {"catalogue.yaml": HEAD, "terms/en.yaml": TERMS, "help.yaml": REQUIREMENT, "crosswalk.yaml": CROSSWALK}.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_catalogue_without_faults(mine: Path) -> None:
    assert lint(mine) == ()
    assert load_catalogue(mine).requirement("help.interpreter").why == "They must understand."


@pytest.mark.parametrize("name", available_catalogues())
def test_our_catalogues_have_no_faults(name: str) -> None:
    assert [str(f) for f in lint(name) if not f.warning] == []


FAULTS = {
    "duplicate key": ("help.yaml", "  why: They", "  title: Again\n  why: They", "help.yaml:8: the key 'title' occurs twice", "Merge"),
    "key that is no text": ("terms/en.yaml", "victim:", "no: [x]\nvictim:", 'terms/en.yaml:1: the key "no" is not text', "quotes"),
    "unknown key": ("help.yaml", "  statement: Victims", "  sttement: Victims", "help.yaml:7: help.interpreter: unknown key 'sttement'", "'statement'"),
    "missing key": ("help.yaml", "  title: Interpreters\n", "", "help.yaml:2: help.interpreter: the key 'title' is missing", "Add it"),
    "text cut by a comma": ("help.yaml", 'text: "A witness pays the interpreter."', "text: A witness, pays him", "unknown key 'pays him'", "quotes"),
    "text cut by a colon": ("help.yaml", "an interpreter for victims", "help: an interpreter", "help.yaml:11: this is no YAML", "quotes"),
    "unquoted number": ("help.yaml", '["TIPP 6(2)(a)"]', "[6.20]", "help.yaml:6: help.interpreter: 6.20 is not text", '"6.20"'),
    "unquoted version": ("catalogue.yaml", '"1.0"', "1.0", "catalogue.yaml:3: 1.0 is not text", '"1.0"'),
    "date": ("catalogue.yaml", "My catalogue", "2005-05-16", "catalogue.yaml:2: YAML reads 2005-05-16 as a date", '"2005-05-16"'),
    "base sixty": ("catalogue.yaml", "My catalogue", "12:30", "catalogue.yaml:2: YAML reads 12:30 as a number", '"12:30"'),
    "no that is a boolean": ("catalogue.yaml", "My catalogue", "no", "catalogue.yaml:2: YAML reads no as true or false", '"no"'),
    "wrong word": ("help.yaml", "recommended", "recomended", "help.yaml:5: help.interpreter: 'recomended' is not one of", "'recommended'"),
    "unclosed bracket": ("help.yaml", "@victim ... interpreter", "(@victim ... interpreter", "help.yaml:14: help.interpreter: pattern", "docs/patterns.md"),
    "unknown term": ("help.yaml", "@victim ...", "@child ...", "there is no term set @child", "docs/patterns.md"),
    "bad term": ("terms/en.yaml", "trafficked person", '"(trafficked"', "terms/en.yaml:1: @victim: pattern", "docs/patterns.md"),
    "rule without match": ("help.yaml", '["@victim ... interpreter"]', "[{weak: true}]", "neither match nor implied_by", "one of them"),
    "unknown element": ("help.yaml", '"@victim ... interpreter"', "{implied_by: [help.nobody.at-all]}", "no element help.nobody.at-all", "Correct"),
    "unknown instrument": ("help.yaml", "TIPP 6(2)(a)", "ABCD 6", "there is no instrument ABCD", "Correct"),
    "unknown paragraph": ("help.yaml", "TIPP 6(2)(a)", "TIPP 66", "TIPP has no paragraph 66", "Correct"),
    "alias": ("terms/en.yaml", "victim: [victim, trafficked person]", "victim: &v [victim]\nother: *v", "an alias", "Write the value out"),
    "tag": ("catalogue.yaml", "My catalogue", "!!python/name:os.system x", "the tag tag:yaml.org,2002:python/name:os.system", "Remove the tag"),
    "nesting": ("terms/en.yaml", "[victim, trafficked person]", "[" * 900 + "]" * 900, "nested too deeply", "Close brackets"),
    "endless nesting": ("terms/en.yaml", "[victim, trafficked person]", "[" * 90_000, "this is no YAML", "quotes"),
    "no mapping": ("terms/en.yaml", TERMS, "- victim\n", "terms/en.yaml:1: the file is not a mapping", "Start it with a key"),
    "id twice": ("help.yaml", REQUIREMENT, REQUIREMENT + REQUIREMENT.removeprefix("requirements:\n"), "the id is given to 2 requirements", "own"),
    "deprecated without successor": ("help.yaml", "  obligation:", "  status: deprecated\n  obligation:", "the key 'replaced_by' is missing", "Add it"),
    "crosswalk to nobody": ("crosswalk.yaml", "help.interpreter", "help.nobody", "there is no requirement help.nobody", "Correct"),
    "other name": ("catalogue.yaml", "id: mine", "id: yours", "the id yours is not the name of the folder", "same name"),
    "unknown base": ("catalogue.yaml", "instruments:", "extends: nothing\ninstruments:", "nothing: no such catalogue", "Correct it first"),
    "extends itself": ("catalogue.yaml", "instruments:", "extends: ../mine\ninstruments:", "it extends itself", "Correct it first"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_caught_with_place_and_remedy(mine: Path, case: str) -> None:
    name, before, after, problem, remedy = FAULTS[case]
    text = (mine / name).read_text(encoding="utf-8")
    assert before in text
    (mine / name).write_text(text.replace(before, after), encoding="utf-8")
    found = [f for f in lint(mine) if not f.warning]
    assert any(problem in str(f) and remedy in f.remedy for f in found), [str(f) for f in found]


def test_all_faults_of_all_files_are_told_together(mine: Path) -> None:
    for name in ("duplicate key", "unquoted version"):
        file, before, after, _, _ = FAULTS[name]
        (mine / file).write_text((mine / file).read_text().replace(before, after))
    (mine / "more.yaml").write_text(
        REQUIREMENT.replace("help.interpreter", "help.other").replace("recommended", "perhaps").replace("@victim ...", "@child ...")
    )
    with pytest.raises(CatalogueError) as caught:
        load_catalogue(mine)
    message = str(caught.value)
    assert "catalogue.yaml:3:" in message and "help.yaml:8:" in message and "more.yaml:5:" in message


@pytest.mark.parametrize(
    ("before", "after", "warning"),
    [
        ("  why: They must understand.\n", "", "why is missing"),
        ('    - {text: "A witness pays the interpreter.", holds: false}\n', "", "no near miss"),
        ("    civil: Victims have the right to an interpreter.\n", "", "no civil-law drafting"),
        ('    patterns:\n      en: ["@victim ... interpreter"]\n', "", "has no patterns"),
    ],
)
def test_what_is_unfinished_is_a_warning(mine: Path, before: str, after: str, warning: str) -> None:
    text = (mine / "help.yaml").read_text()
    (mine / "help.yaml").write_text(text.replace(before, after))
    assert any(warning in f.problem and f.warning for f in lint(mine))
    assert CliRunner().invoke(app, ["catalogue", "lint", str(mine)]).exit_code == 0


def test_the_command_exits_with_one_on_a_fault(mine: Path) -> None:
    (mine / "help.yaml").write_text(REQUIREMENT.replace("recommended", "perhaps"))
    result = CliRunner().invoke(app, ["catalogue", "lint", str(mine)])
    assert result.exit_code == 1
    assert "mine/help.yaml:5:" in result.output and "1 faults" in result.output


@pytest.mark.parametrize("path", sorted(SCHEMAS.glob("*.json")), ids=lambda p: p.name)
def test_schemas_are_valid(path: Path) -> None:
    Draft202012Validator.check_schema(json.loads(path.read_text(encoding="utf-8")))


def test_the_cache_serves_what_was_read_and_survives_damage(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    first = load_catalogue(mine)
    kept = sorted((cache / "lawcheck" / "catalogues").glob("*.json"))
    assert len(kept) == 4 + len(list(data_folder("provisions").glob("instruments/*.yaml")))
    assert load_catalogue(mine) == first
    for path in kept:
        path.write_text("{not json")
    assert load_catalogue(mine) == first
    (mine / "help.yaml").write_text(REQUIREMENT.replace("They must understand.", "They must follow."))
    assert load_catalogue(mine).requirement("help.interpreter").why == "They must follow."


def test_a_cache_that_cannot_be_written_does_no_harm(mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert load_catalogue(mine).requirement("help.interpreter")


@pytest.mark.parametrize(
    ("name", "kind"),
    [("rule", PatternRule), ("example", Example), ("requirement", Requirement), ("conflict", ConflictRule), ("element", Element)],
)
def test_the_schema_knows_every_field(name: str, kind: type) -> None:
    schema = json.loads((SCHEMAS / "requirements.schema.json").read_text(encoding="utf-8"))
    assert set(schema["$defs"][name]["properties"]) == {f.name for f in fields(kind)}
