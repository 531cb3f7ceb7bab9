"""Drafts compared: sections found again under other numbers, findings gained and lost, the words that differ."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from lawcheck.cli import app
from lawcheck.comparing import compare, pair_provisions
from lawcheck.comparing.differences import side_by_side, steps
from lawcheck.comparing.drafts import Direction
from lawcheck.comparing.drafts_report import compose_comparison
from lawcheck.comparing.pairing import Relation
from lawcheck.model import Assessment, ElementFinding, ProvisionReference, Status
from lawcheck.reporting import to_json
from lawcheck.reporting.document import plain
from lawcheck.reporting.documents import DOCUMENT_FORMATS, render_document
from tests.made_assessments import made, quote

RULES = (
    ("Offence", "A person who recruits another for exploitation commits an offence and is liable to imprisonment."),
    ("Compensation", "The court shall order the offender to compensate the victim for loss and suffering."),
    ("Committee", "There is established a committee which coordinates the work of all ministries concerned."),
    ("Shelter", "The Minister shall provide safe shelter, medical care and counsel to every victim."),
    ("Return", "No victim shall be returned to a country where life or liberty would be in danger."),
)


def text_of(rules: list[tuple[str, str]], first: int = 1) -> Assessment:
    """An assessment whose law has these sections, numbered from ``first``."""
    parts = [f"{n}. {heading}\n{body}\n" for n, (heading, body) in enumerate(rules, first)]
    outline, at = [], 0
    for n, ((heading, _), part) in enumerate(zip(rules, parts, strict=True), first):
        outline.append(ProvisionReference(f"sec_{n}", "section", str(n), heading, f"s. {n}", at, at + len(part)))
        at += len(part)
    base = made()
    return replace(base, laws=(replace(base.laws[0], text="".join(parts), outline=tuple(outline)),))


def relations(old: Assessment, new: Assessment) -> list[tuple[str, str, str]]:
    return [(p.old.reference.heading if p.old else "", p.new.reference.heading if p.new else "", p.relation.value) for p in pair_provisions(old, new)]


@given(st.permutations(RULES), st.integers(1, 30))
@settings(max_examples=40, deadline=None, derandomize=True)
def test_sections_are_found_again_in_any_order_under_any_number(order: list[tuple[str, str]], first: int) -> None:
    pairs = pair_provisions(text_of(list(RULES)), text_of(order, first))
    assert all(p.old and p.new and p.old.reference.heading == p.new.reference.heading for p in pairs)
    assert {p.relation for p in pairs} <= {Relation.SAME, Relation.MOVED}


def test_removed_added_and_amended_sections() -> None:
    amended = ("Shelter", "The Minister shall provide safe shelter, medical care and legal aid to every victim and witness.")
    new = [RULES[0], RULES[2], amended, RULES[4], ("Fund", "A fund is established from confiscated property.")]
    assert relations(text_of(list(RULES)), text_of(new)) == [
        ("Offence", "Offence", "unchanged"),
        ("Compensation", "", "removed"),
        ("Committee", "Committee", "renumbered"),
        ("Shelter", "Shelter", "amended"),
        ("Return", "Return", "renumbered"),
        ("", "Fund", "new"),
    ]


def test_an_amended_section_under_another_heading_is_still_the_same_section() -> None:
    new = [("Reparation", RULES[1][1].replace("shall", "may"))]
    assert relations(text_of([RULES[1]]), text_of(new, 7)) == [("Compensation", "Reparation", "amended")]


WORDS = st.lists(st.sampled_from(["shall", "may", "not", "the", "victim", "court", ",", ".", "order"]), max_size=30).map(" ".join)


@given(WORDS, WORDS)
@settings(max_examples=60, deadline=None, derandomize=True)
def test_steps_lead_from_one_text_to_the_other(old: str, new: str) -> None:
    found = steps(old, new)
    assert "".join(s[1] for s in found) == old
    assert "".join(s[2] for s in found) == new
    assert all(s[1] == s[2] for s in found if s[0] == "equal")


def test_struck_words_left_new_words_right() -> None:
    left, right = side_by_side("The court shall order a fine.", "The court may order a fine and prison.")
    assert [r.text for r in left if r.style == "delete"] == ["shall"]
    assert [r.text.strip() for r in right if r.style == "insert"] == ["may", "and prison"]
    assert plain(right) == "The court may order a fine and prison."


def changed(assessment: Assessment, requirement: str, status: Status, present: tuple[bool, bool], *evidence: object) -> Assessment:
    def alter(f):  # type: ignore[no-untyped-def]
        if f.requirement != requirement:
            return f
        elements = tuple(ElementFinding(e.id, e.statement, e.essential, p, e.confidence) for e, p in zip(f.elements, present, strict=True))
        return replace(f, status=status, elements=elements, evidence=evidence, conflicts=())

    return replace(assessment, findings=tuple(alter(f) for f in assessment.findings))


def test_findings_gained_lost_and_changed_in_part_carry_the_words() -> None:
    new = changed(made(), "crime.attempt", Status.MET, (True, True), quote(6, "enters into force", "first", "second"))
    new = changed(new, "definition.acts", Status.MISSING, (False, False))
    new = changed(new, "victim.aid", Status.PARTIAL, (False, True), quote(6, "publication", "second"))
    changes = {c.new.requirement: c for c in compare(made(), new).changes}
    assert changes["crime.attempt"].direction is Direction.GAINED
    assert [e.citation for e in changes["crime.attempt"].words_gained] == ["s. 6"]
    assert changes["definition.acts"].direction is Direction.LOST
    assert [e.citation for e in changes["definition.acts"].words_lost] == ["s. 2"]
    assert changes["victim.aid"].direction is Direction.SHIFTED
    assert changes["crime.penalty"].direction is Direction.UNCHANGED
    assert changes["prevention.other"].direction is Direction.UNCHANGED


def test_a_new_conflict_is_a_loss() -> None:
    old = changed(made(), "victim.consent", Status.PARTIAL, (True, False))
    change = next(c for c in compare(old, made()).changes if c.new.requirement == "victim.consent")
    assert change.direction is Direction.LOST
    assert change.lost == ("contrary rule: victim.consent is turned round",)


def test_different_catalogues_are_remarked() -> None:
    other = replace(made(), catalogue=replace(made().catalogue, sha256="c" * 64))
    assert "different versions" in compare(made(), other).remarks[0]
    assert compare(made(), made()).remarks == ()


@pytest.mark.parametrize("format", DOCUMENT_FORMATS)
def test_comparison_renders_in_every_format_with_the_loss_first(format: str) -> None:
    new = changed(made(), "definition.acts", Status.MISSING, (False, False))
    document = compose_comparison(compare(made(), new), date="1 May 2026")
    made_file = render_document(document, format)
    assert made_file == render_document(document, format)
    if isinstance(made_file, str):
        assert made_file.index("Findings lost") < made_file.index("Unchanged")
        assert "<script>alert" not in made_file


def test_command_compares_saved_assessments_and_fails_on_a_loss(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text(to_json(made()), encoding="utf-8")
    new.write_text(to_json(changed(made(), "definition.acts", Status.MISSING, (False, False))), encoding="utf-8")
    runner = CliRunner()
    shown = runner.invoke(app, ["compare", str(old), str(new)])
    assert shown.exit_code == 0, shown.output
    assert "loses on 1" in shown.output
    failing = runner.invoke(app, ["compare", str(old), str(new), "--out", str(tmp_path), "--format", "html,docx", "--fail-on", "lost"])
    assert failing.exit_code == 1
    assert (tmp_path / "old-new.docx").is_file()
    assert runner.invoke(app, ["compare", str(new), str(old), "--out", str(tmp_path), "--fail-on", "lost"]).exit_code == 0
