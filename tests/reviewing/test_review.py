"""Decisions: what may be decided, what it does to a finding, and whether it still stands on a new text or catalogue."""

import json
from dataclasses import asdict, replace
from pathlib import Path

import jsonschema
import pytest

from lawcheck.errors import DamagedFile, InputError
from lawcheck.model import Status
from lawcheck.reporting import from_json, render, to_json
from lawcheck.reporting.exchange import schema
from lawcheck.reviewing import Passage, RefusedDecision, Review, Standing, Store, Verdict
from lawcheck.reviewing.decisions import from_data, to_data
from lawcheck.reviewing.grounds import Grounds
from lawcheck.reviewing.signing import sign_off, verify_signed
from lawcheck.reviewing.transfer import export_decisions, import_decisions
from tests.reviewing.cases import AT, SECTIONS, assessment, decision, law, review

TODAY = "2026-11-24"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"reviewer": " "}, "name is missing"),
        ({"verdict": Verdict.OVERRIDDEN, "status": Status.MISSING}, "reason is missing"),
        ({"verdict": Verdict.OVERRIDDEN, "reason": "because"}, "nothing is overridden"),
        ({"status": Status.MISSING, "reason": "because"}, "cannot be changed"),
        ({"comment": "x" * 20_001}, "too long"),
    ],
)
def test_decisions_that_are_refused(tmp_path: Path, fields: dict[str, object], problem: str) -> None:
    held = review(tmp_path)
    with pytest.raises(RefusedDecision, match=problem):
        held.decide(decision(held, **fields), token="token-1", expected=0)
    assert held.store.log() == []


def test_an_override_changes_status_elements_and_evidence_and_says_why(tmp_path: Path) -> None:
    held = review(tmp_path)
    finding = held.grounds.findings["offence.force"]
    old = finding.evidence[0]
    added = held.grounds.passage(0, 0, 8)
    removed = Passage(0, old.eid, old.citation, old.start, old.end, old.quote)
    made = decision(
        held,
        verdict=Verdict.OVERRIDDEN,
        status=Status.PARTIAL,
        elements={"means": False},
        reason="No means.",
        added=(added,),
        removed=(removed,),
        comment="Ask.",
    )
    held.decide(made, token="token-1", expected=0)
    after = next(f for f in held.state(TODAY).findings if f.requirement == "offence.force")
    assert after.status is Status.PARTIAL
    assert [e.present for e in after.elements] == [True, False]
    assert [e.quote for e in after.evidence] == ["1. Title"]
    assert after.override is not None
    assert (after.override.assessed, after.override.reason, after.override.by, after.override.date) == (Status.MET, "No means.", "Ana", TODAY)
    assert "Ana: Ask." in after.notes
    assert not after.needs_review


def test_an_override_of_elements_alone_sets_the_status_that_follows(tmp_path: Path) -> None:
    held = review(tmp_path)
    held.decide(decision(held, verdict=Verdict.OVERRIDDEN, elements={"means": False}, reason="No means."), token="token-1", expected=0)
    assert held.state(TODAY).findings[0].status is Status.PARTIAL


def test_a_conflict_that_is_overridden_is_a_conflict_no_more(tmp_path: Path) -> None:
    held = review(tmp_path)
    made = decision(held, "offence.consent", Verdict.OVERRIDDEN, status=Status.PARTIAL, reason="Section 3 was repealed.")
    held.decide(made, token="token-1", expected=0)
    after = held.state(TODAY)
    assert after.findings[1].conflicts == ()
    assert "conflict" not in after.summary["total"]["all"]


def test_reports_render_the_reviewed_state_and_its_json_obeys_the_schema(tmp_path: Path) -> None:
    held = review(tmp_path)
    held.decide(decision(held, verdict=Verdict.OVERRIDDEN, status=Status.PARTIAL, reason="No means are named."), token="token-1", expected=0)
    state = held.state(TODAY)
    jsonschema.validate(json.loads(to_json(state)), schema())
    assert from_json(to_json(state)) == from_json(to_json(from_json(to_json(state))))
    for format in ("html", "md"):
        made = str(render(state, format))
        assert "No means are named" in made
        assert "Ana" in made
        annex = made[made.index("Annex D. Decisions of reviewers") :]
        assert "No means are named" in annex
        assert annex.index("Met") < annex.index("Partly met")


def rerun(tmp_path: Path, sections: tuple[tuple[str, str], ...], **changes: str) -> Review:
    return Review(assessment(law(sections), **changes), Store(tmp_path / "act.decisions.sqlite"))


def test_a_decision_is_carried_over_where_the_text_is_the_same(tmp_path: Path) -> None:
    held = review(tmp_path)
    held.decide(decision(held), token="token-1", expected=0)
    moved = (SECTIONS[0], ("sec_4", "4. New\n\nSomething else.\n\n"), *SECTIONS[1:])
    again = rerun(tmp_path, moved)
    assert again.grounds.stand(again.decisions()["offence.force"][1], TODAY).standing is Standing.CURRENT
    assert not again.state(TODAY).findings[0].needs_review


def test_line_breaks_alone_change_nothing(tmp_path: Path) -> None:
    held = review(tmp_path)
    held.decide(decision(held), token="token-1", expected=0)
    again = rerun(tmp_path, tuple((eid, words.replace(" by ", "\nby ")) for eid, words in SECTIONS))
    assert again.grounds.stand(again.decisions()["offence.force"][1], TODAY).standing is Standing.CURRENT


@pytest.mark.parametrize(
    ("requirement", "sections", "changes"),
    [
        ("offence.force", (SECTIONS[0], ("sec_2", SECTIONS[1][1].replace("by force", "by any means")), SECTIONS[2]), {}),
        ("offence.force", (SECTIONS[0], SECTIONS[2]), {}),
        ("offence.force", SECTIONS, {"statement": "Another requirement now."}),
        ("victim.aid", (*SECTIONS, ("sec_4", "4. Aid\n\nA victim shall have legal aid.\n")), {}),
    ],
    ids=["text changed", "section gone", "catalogue changed", "absence on a new text"],
)
def test_what_changed_has_to_be_confirmed_and_is_not_applied(
    tmp_path: Path, requirement: str, sections: tuple[tuple[str, str], ...], changes: dict[str, str]
) -> None:
    held = review(tmp_path)
    made = decision(held, requirement, Verdict.OVERRIDDEN, status=Status.PARTIAL, reason="Half of it.")
    held.decide(made, token="token-1", expected=0)
    again = rerun(tmp_path, sections, **changes)
    stand = again.grounds.stand(again.decisions()[requirement][1], TODAY)
    assert stand.standing is Standing.TO_CONFIRM
    assert stand.why
    after = next(f for f in again.state(TODAY).findings if f.requirement == requirement)
    assert after.override is None
    assert after.needs_review
    assert any("has to be confirmed" in note for note in after.notes)


def test_what_was_accepted_is_asked_again_where_a_newer_catalogue_says_otherwise(tmp_path: Path) -> None:
    held = review(tmp_path)
    held.decide(decision(held), token="token-1", expected=0)
    held.decide(decision(held, "victim.aid", Verdict.OVERRIDDEN, status=Status.MET, reason="By decree."), token="token-2", expected=0)
    newer = assessment()
    findings = (replace(newer.findings[0], status=Status.MISSING), newer.findings[1], replace(newer.findings[2], status=Status.PARTIAL))
    again = Review(replace(newer, findings=findings), Store(tmp_path / "act.decisions.sqlite"))
    stand = again.grounds.stand(again.decisions()["offence.force"][1], TODAY)
    assert (stand.standing, stand.why) == (Standing.TO_CONFIRM, "What was accepted was: met; the assessment now says: not found.")
    assert again.state(TODAY).findings[0].status is Status.MISSING
    assert again.state(TODAY).findings[2].status is Status.MET


def test_a_confirmed_decision_stands_again(tmp_path: Path) -> None:
    held = review(tmp_path)
    held.decide(decision(held, verdict=Verdict.OVERRIDDEN, status=Status.PARTIAL, reason="Half of it."), token="token-1", expected=0)
    again = rerun(tmp_path, (SECTIONS[0], ("sec_2", SECTIONS[1][1].replace("by force", "by any means")), SECTIONS[2]))
    seq, old = again.decisions()["offence.force"]
    again.decide(again.confirm(old, who="Ben", at=AT), token="token-2", expected=seq)
    assert again.state(TODAY).findings[0].status is Status.PARTIAL
    assert [e.who for e in again.store.log()] == ["Ana", "Ben"]


def test_a_decision_on_a_requirement_that_went_is_kept(tmp_path: Path) -> None:
    held = review(tmp_path)
    held.decide(decision(held), token="token-1", expected=0)
    fewer = assessment()
    again = Review(replace(fewer, findings=fewer.findings[1:]), Store(tmp_path / "act.decisions.sqlite"))
    assert again.grounds.stand(again.decisions()["offence.force"][1], TODAY).standing is Standing.ORPHANED
    assert len(again.state(TODAY).findings) == 2


def test_a_decision_expires(tmp_path: Path) -> None:
    held = review(tmp_path)
    held.decide(decision(held, expires="2026-12-31"), token="token-1", expected=0)
    held_decision = held.decisions()["offence.force"][1]
    assert held.grounds.stand(held_decision, "2026-12-31").standing is Standing.CURRENT
    assert held.grounds.stand(held_decision, "2027-01-01").standing is Standing.EXPIRED


def test_added_evidence_is_found_again_where_it_moved(tmp_path: Path) -> None:
    held = review(tmp_path)
    passage = held.grounds.passage(0, held.grounds.assessment.laws[0].text.index("recruits"), held.grounds.assessment.laws[0].text.index(" commits"))
    moved = Grounds(assessment(law((("sec_9", "9. New\n\n"), *SECTIONS))))
    located = moved.locate(passage)
    assert located is not None
    assert moved.assessment.laws[0].text[located.start : located.end] == passage.quote
    assert located.eid == "sec_2"
    assert Grounds(assessment(law(SECTIONS[:1]))).locate(passage) is None


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (5, 5), (0, 10**9), (8, 10)])
def test_selections_that_are_none(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"words|blanks"):
        Grounds(assessment()).passage(0, start, end)


def test_decisions_survive_json(tmp_path: Path) -> None:
    held = review(tmp_path)
    made = decision(held, verdict=Verdict.OVERRIDDEN, status=Status.PARTIAL, reason="é😀", added=(held.grounds.passage(0, 0, 8),), expires="2027-01-01")
    assert from_data(json.loads(json.dumps(to_data(made)))) == made


@pytest.mark.parametrize("data", [None, [], {}, {"requirement": 1}, {"verdict": "maybe"}])
def test_what_is_no_decision_is_refused(data: object) -> None:
    with pytest.raises(RefusedDecision):
        from_data(data)


def test_export_and_import_bring_decisions_to_another_file(tmp_path: Path) -> None:
    here, there = review(tmp_path / "a"), review(tmp_path / "b")
    here.decide(decision(here, verdict=Verdict.OVERRIDDEN, status=Status.PARTIAL, reason="Half."), token="token-1", expected=0)
    there.decide(decision(there, "victim.aid", at="2026-11-25T10:00:00Z", reviewer="Ben"), token="token-2", expected=0)
    here.decide(decision(here, "victim.aid", reviewer="Ana"), token="token-3", expected=0)
    result = import_decisions(there, json.loads(export_decisions(here)))
    assert (result.imported, result.kept) == (["offence.force"], ["victim.aid"])
    assert there.state(TODAY).findings[0].status is Status.PARTIAL
    assert import_decisions(there, json.loads(export_decisions(here))).imported == []


@pytest.mark.parametrize("content", [None, [], {}, {"format": "lawcheck decisions 1"}, {"format": "lawcheck decisions 1", "log": [{"subject": "finding:x"}]}])
def test_what_is_no_export_is_refused(tmp_path: Path, content: object) -> None:
    with pytest.raises(DamagedFile):
        import_decisions(review(tmp_path), content)


def test_sign_off_freezes_the_state_under_its_hash(tmp_path: Path) -> None:
    held = review(tmp_path)
    held.decide(decision(held), token="token-1", expected=0)
    signed = sign_off(held, who="Ana", at=AT, today=TODAY, statement="Final.")
    content = verify_signed(signed.path)
    assert content["log_entries"] == 1
    assert content["assessment"] == json.loads(json.dumps(asdict(held_state_before(held, content))))
    assert held.store.log()[-1].what == "signed"
    signed.path.write_bytes(signed.path.read_bytes().replace(b"Final.", b"Fatal."))
    with pytest.raises(DamagedFile, match="not"):
        verify_signed(signed.path)


def held_state_before(held: Review, content: dict[str, object]):
    state = held.state(TODAY)
    return replace(state, settings={**state.settings, "review_log": str(content["log_digest"])})


def test_nobody_cannot_sign(tmp_path: Path) -> None:
    with pytest.raises(RefusedDecision, match="name"):
        sign_off(review(tmp_path), who=" ", at=AT, today=TODAY)


def test_an_assessment_without_text_cannot_be_reviewed(tmp_path: Path) -> None:
    held = assessment()
    bare = replace(held, laws=(replace(held.laws[0], text="", outline=()),))
    with pytest.raises(InputError, match="does not carry the text"):
        Review(bare, Store(tmp_path / "d.sqlite"))
