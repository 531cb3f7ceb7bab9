"""Starting, comparing, counting and trying catalogues."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

import lawcheck
from lawcheck.catalogue import load_catalogue
from lawcheck.catalogue.comparing import compare
from lawcheck.catalogue.instruments import paragraphs, touches
from lawcheck.catalogue.linting import lint
from lawcheck.catalogue.wording import dead_stems
from lawcheck.cli import app
from lawcheck.resources import data_folder

SAMPLE = data_folder("samples") / "maravia" / "act.txt"
OURS = data_folder("provisions") / "anti-trafficking"


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["catalogue", *arguments])
    return result.exit_code, result.output


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of our catalogue in which attempt is looked for in words that no law has."""
    folder = tmp_path / "anti-trafficking"
    shutil.copytree(OURS, folder)
    text = (folder / "crime.yaml").read_text(encoding="utf-8")
    start = text.index("      en:", text.index("- id: crime.attempt"))
    end = text.index("    examples:", start)
    (folder / "crime.yaml").write_text(text[:start] + '      en: ["attempt~ ...2 zebra"]\n' + text[end:], encoding="utf-8")
    return folder


def test_diff_names_what_changed_and_what_it_can_change(edited: Path) -> None:
    (difference,) = compare(load_catalogue(), load_catalogue(edited))
    assert (difference.requirement, difference.kind, difference.results) == ("crime.attempt", "changed", True)
    assert "attempt: pattern (en) added: attempt~ ...2 zebra" in difference.details


def test_a_term_set_counts_as_a_change_of_what_uses_it(edited: Path) -> None:
    shutil.copy(OURS / "crime.yaml", edited / "crime.yaml")
    terms = edited / "terms" / "en.yaml"
    terms.write_text(terms.read_text(encoding="utf-8").replace("victim: [", "victim: [quarry, ", 1), encoding="utf-8")
    differences = compare(load_catalogue(), load_catalogue(edited))
    assert differences and all(d.results and "@victim (en): phrase added: quarry" in d.details for d in differences)


def test_a_reworded_reason_changes_no_results(edited: Path) -> None:
    shutil.copy(OURS / "crime.yaml", edited / "crime.yaml")
    path = edited / "crime.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  why: >-\n    ", "  why: >-\n    Indeed. ", 1), encoding="utf-8")
    (difference,) = compare(load_catalogue(), load_catalogue(edited))
    assert difference.details == ("why: reworded",) and not difference.results


def test_diff_with_the_last_commit(edited: Path) -> None:
    shutil.copy(edited / "crime.yaml", edited.parent / "edited.yaml")
    shutil.copy(OURS / "crime.yaml", edited / "crime.yaml")
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "first"]):
        subprocess.run(["git", "-C", str(edited), *command], check=True, capture_output=True)
    assert run("diff", str(edited)) == (0, "0 requirements differ, 0 in what can change results\n")
    shutil.copy(edited.parent / "edited.yaml", edited / "crime.yaml")
    code, output = run("diff", str(edited))
    assert code == 0 and "* changed  crime.attempt" in output


def test_diff_outside_of_git_says_what_to_do(tmp_path: Path, edited: Path) -> None:
    result = CliRunner().invoke(app, ["catalogue", "diff", str(edited)], env={"GIT_CEILING_DIRECTORIES": str(tmp_path)})
    assert result.exit_code != 0 and "Name the catalogue to compare with" in str(result.exception)


def test_gold_shows_the_very_findings_that_an_edit_flips(edited: Path, tmp_path: Path) -> None:
    laws, gold = tmp_path / "laws", tmp_path / "gold"
    (laws / "XX-act").mkdir(parents=True)
    gold.mkdir()
    shutil.copy(SAMPLE, laws / "XX-act" / "text.txt")
    findings = lawcheck.assess([lawcheck.read_law(SAMPLE)]).findings
    attempt = next(f for f in findings if f.requirement == "crime.attempt")
    assert attempt.status == "met", "the sample law punishes attempt"
    labels = {
        f.requirement: {"status": f.status.value, "elements": {e.id: e.present for e in f.elements}, "conflicts": [c.id for c in f.conflicts], "evidence": []}
        for f in findings
    }
    (gold / "XX-act.json").write_text(json.dumps({"document": "XX-act", "labels": labels}), encoding="utf-8")
    arguments = ["test", "--catalogue", str(edited), "--against", "anti-trafficking", "--gold", str(gold), "--laws", str(laws)]
    code, output = run(*arguments)
    assert code == 1
    assert "worse: XX-act crime.attempt.attempt: present -> absent" in output
    assert "worse: XX-act crime.attempt.status: met -> missing" in output
    assert "crime.attempt: 2 -> 0 right of 2 (-2)" in output
    assert attempt.evidence[0].citation in output
    code, output = run(*arguments[:2], "anti-trafficking", "--against", str(edited), *arguments[5:])
    assert code == 0 and "better: XX-act crime.attempt.attempt: absent -> present" in output


def test_stats_and_list_and_show() -> None:
    code, output = run("stats")
    assert code == 0 and "65 requirements, 130 elements" in output
    assert run("list", "--catalogue", "smuggling-of-migrants")[1].count("smuggling.") >= 7
    assert "Attempt" in run("show", "crime.attempt")[1]


def test_new_refuses_what_is_there(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    assert run("new", "help.interpreter", "--catalogue", str(folder), "--source", "TIPP 6(3)(b)")[0] == 0
    assert [f for f in lint(folder) if not f.warning] == []
    assert run("new", "help.shelter", "--catalogue", str(folder), "--source", "TIPP 6(3)(a)")[0] == 0
    assert {r.id for r in load_catalogue(folder).requirements} == {"help.interpreter", "help.shelter"}
    for arguments in (["help.shelter", "--catalogue", str(folder)], ["Shelter", "--catalogue", str(folder)], ["a.b", "--catalogue", str(tmp_path)]):
        assert run("new", *arguments)[0] != 0


@pytest.mark.parametrize(
    ("locator", "expected"),
    [
        ("TIPP 3(a)", ("3(a)",)),
        ("TIPP 11(2)-(4)", ("11(2)", "11(3)", "11(4)")),
        ("TIPP 6(3)(a)-(c)", ("6(3)(a)", "6(3)(b)", "6(3)(c)")),
        ("TIPP 8 commentary", ("8",)),
        ("ML 8", ()),
    ],
)
def test_paragraphs_of_a_locator(locator: str, expected: tuple[str, ...]) -> None:
    assert paragraphs(locator, "TIPP") == expected


@pytest.mark.parametrize(("one", "other", "expected"), [("6", "6(3)(a)", True), ("6(3)", "6(3)", True), ("1", "10", False), ("6(1)", "6(2)", False)])
def test_one_paragraph_inside_another(one: str, other: str, expected: bool) -> None:
    assert touches(one, other) is expected


@pytest.mark.parametrize(("pattern", "dead"), [("aggravat~ ... offence", [("aggravat", "aggravate")]), ("aggravate~", []), ("recruit~ | traffick~", [])])
def test_stems_that_match_nothing(pattern: str, dead: list[tuple[str, str]]) -> None:
    assert list(dead_stems(pattern, "en")) == dead
