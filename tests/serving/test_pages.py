"""The pages as a browser asks for them, without a browser."""

import json
import re
from pathlib import Path

import pytest

import lawcheck
from lawcheck.resources import data_folder
from tests.reviewing.cases import assessment
from tests.serving.pages import Page


def test_the_text_on_the_page_is_the_law_with_its_evidence_marked(tmp_path: Path) -> None:
    import html

    page = Page(tmp_path)
    law = page.review.grounds.assessment.laws[0]
    sent = page.get("/law/0").text
    body = sent[sent.index("</details>") :]
    pieces = re.findall(r'<(?:span|mark[^>]*?) data-start="(\d+)"[^>]*>(.*?)</(?:span|mark)>', body, re.DOTALL)
    assert "".join(html.unescape(words) for _, words in pieces) == law.text
    for start, words in pieces:
        assert law.text.startswith(html.unescape(words), int(start))
    assert 'data-requirements="offence.force"' in body


def test_accept_then_override_then_withdraw(tmp_path: Path) -> None:
    page = Page(tmp_path)
    first = page.decide()
    assert first.status_code == 200
    assert "Accepted by Ana" in page.get("/finding/offence.force").text
    second = page.decide(verdict="overridden", status="partial", reason="No means.", expected=first.json()["seq"])
    assert second.status_code == 200
    card = page.get("/finding/offence.force").text
    assert "Overridden by Ana" in card
    assert "was met" in card
    assert "1 of 3 reviewed" in page.get("/progress").text
    third = page.post("/finding/offence.force/withdraw", {"reviewer": "Ben", "expected": second.json()["seq"]})
    assert third.status_code == 200
    assert "0 of 3 reviewed" in page.get("/progress").text
    history = page.get("/finding/offence.force/history").text
    assert history.index("withdrawn") < history.index("overridden") < history.index("accepted")


def test_scores_before_and_after_review_are_both_shown(tmp_path: Path) -> None:
    page = Page(tmp_path)
    page.decide(verdict="overridden", status="missing", reason="Repealed.")
    shown = " ".join(re.sub(r"<[^>]+>", " ", page.get("/progress").text).split())
    assert "Assessed: ✓ Met 1" in shown
    assert "Reviewed: ✓ Met 0" in shown


def test_the_later_of_two_reviewers_sees_what_the_first_said(tmp_path: Path) -> None:
    page = Page(tmp_path)
    page.decide(reviewer="Ana", verdict="overridden", status="partial", reason="No means.")
    answer = page.decide(reviewer="Ben")
    assert answer.status_code == 409
    assert answer.json()["by"] == "Ana"
    assert answer.json()["said"] == {"verdict": "overridden", "status": "partial", "reason": "No means.", "comment": ""}
    assert page.decide(reviewer="Ben", expected=answer.json()["seq"]).status_code == 200


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"reviewer": ""}, "name is missing"),
        ({"verdict": "overridden", "status": "missing"}, "reason is missing"),
        ({"verdict": "perhaps"}, "cannot be read"),
        ({"verdict": "overridden", "status": "best", "reason": "x"}, "cannot be read"),
        ({"verdict": "overridden", "elements": {"nothing": True}, "reason": "x"}, "no element nothing"),
        ({"verdict": "overridden", "removed": [7], "reason": "x"}, "cannot be read"),
        ({"verdict": "overridden", "added": [{"law": 0, "start": 5, "end": 3}], "reason": "x"}, "cannot be read"),
        ({"expires": "tomorrow"}, "no date"),
        ({"expected": "0"}, "no number"),
        ({"token": "short"}, "no token"),
    ],
)
def test_what_cannot_be_decided_is_said_in_words(tmp_path: Path, content: dict[str, object], words: str) -> None:
    page = Page(tmp_path)
    answer = page.decide(**content)
    assert answer.status_code == 422
    assert words in answer.json()["error"]
    assert page.review.store.log() == []


def test_evidence_is_added_by_offsets_of_the_text(tmp_path: Path) -> None:
    page = Page(tmp_path)
    text = page.review.grounds.assessment.laws[0].text
    start = text.index("😀")
    page.decide(verdict="overridden", added=[{"law": 0, "start": start, "end": start + 1}], removed=[0], reason="Here.")
    after = page.review.state("2026-11-24").findings[0]
    assert [e.quote for e in after.evidence] == ["😀"]


def test_unknown_requirements_are_not_found(tmp_path: Path) -> None:
    page = Page(tmp_path)
    assert page.get("/finding/none").status_code == 404
    assert page.decide("none").status_code == 404


def test_sign_off_export_import(tmp_path: Path) -> None:
    page = Page(tmp_path / "a")
    page.decide()
    signed = page.post("/sign", {"reviewer": "Ana", "statement": "Final."})
    assert (tmp_path / "a" / signed.json()["file"]).is_file()
    other = Page(tmp_path / "b")
    answer = other.post("/import", page.get("/decisions.json").json())
    assert answer.json()["imported"] == ["offence.force"]
    assert "Accepted by Ana" in other.get("/finding/offence.force").text
    assert other.post("/import", {"format": "something"}).status_code == 422


@pytest.mark.parametrize("format", ["html", "json", "md", "csv", "docx", "xlsx"])
def test_reports_are_of_the_reviewed_state(tmp_path: Path, format: str) -> None:
    page = Page(tmp_path)
    page.decide(verdict="overridden", status="partial", reason="No means are named.")
    answer = page.get(f"/report/{format}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    if format in {"html", "md", "json"}:
        assert "No means are named" in answer.text


def test_the_workshop_keeps_votes_and_notes(tmp_path: Path) -> None:
    page = Page(tmp_path)
    first = page.post("/present/offence.force", {"reviewer": "Fay", "votes": {"yes": 3, "no": 1}, "notes": "Ask the ministry.", "expected": 0})
    assert first.status_code == 200
    slide = page.get("/present/offence.force").text
    assert '<output data-count="yes">3</output>' in slide
    assert "Ask the ministry." in slide
    late = page.post("/present/offence.force", {"reviewer": "Gil", "votes": {"yes": 9}, "notes": "", "expected": 0})
    assert late.status_code == 409
    for votes in ({"yes": -1}, {"yes": "many"}, [1]):
        assert page.post("/present/offence.force", {"reviewer": "Fay", "votes": votes, "expected": 1}).status_code == 422


@pytest.fixture(scope="module")
def act() -> lawcheck.Assessment:
    return lawcheck.assess([lawcheck.read_law(data_folder("samples") / "maravia" / "act.txt")])


def test_the_drafting_loop_finds_inserts_keeps_compares_and_exports(tmp_path: Path, act: lawcheck.Assessment) -> None:
    page = Page(tmp_path, act)
    text = act.laws[0].text
    first = page.post("/draft/assess", {"text": text, "law": 0, "known": {}}).json()
    assert len(first["changed"]) == len(act.findings)
    statuses = dict(first["order"])
    known = {name: shown["digest"] for name, shown in first["changed"].items()}
    again = page.post("/draft/assess", {"text": text, "law": 0, "known": known}).json()
    assert again["changed"] == {}
    gap = next(name for name, status in first["order"] if status == "missing" and 'data-do="insert"' in first["changed"][name]["html"])
    offered = page.post("/draft/options", {"text": text, "law": 0, "requirement": gap}).json()
    assert len(offered["places"]) > 40
    made = page.post("/draft/insert", {"text": text, "law": 0, "requirement": gap, "option": 0, "after": offered["best"]}).json()
    assert made["text"][made["start"] : made["end"]].startswith(made["number"])
    assert made["text"].replace(made["text"][made["start"] : made["end"]], "").split() == text.split()
    after = page.post("/draft/assess", {"text": made["text"], "law": 0, "known": known}).json()
    assert statuses[gap] == "missing"
    assert dict(after["order"])[gap] == "met"
    assert gap in after["changed"]
    assert len(after["changed"]) < len(act.findings) / 2
    kept = page.post("/draft/save", {"text": made["text"], "law": 0, "name": "With the gap closed", "reviewer": "Ana"}).json()
    assert "With the gap closed" in page.get("/draft/versions").text
    assert made["text"][made["start"] : made["end"]].split("\n")[0] in page.get("/draft").text
    compared = page.get(f"/draft/compare/0/{kept['seq']}")
    assert compared.status_code == 200
    assert "script-src" not in compared.headers["content-security-policy"]
    assert "sandbox" in compared.headers["content-security-policy"]
    title = next(f.title for f in act.findings if f.requirement == gap)
    assert title in compared.text
    word = page.get(f"/draft/version/{kept['seq']}.docx").content
    (tmp_path / "draft.docx").write_bytes(word)
    (tmp_path / "draft.xml").write_bytes(page.get(f"/draft/version/{kept['seq']}.xml").content)
    for name in ("draft.docx", "draft.xml"):
        read = lawcheck.read_law(tmp_path / name)
        assert made["number"] in {p.number for p in read.walk()}, name
    assert page.get(f"/draft/version/{kept['seq']}.txt").text == made["text"]


def test_drafts_that_cannot_be_assessed(tmp_path: Path, act: lawcheck.Assessment) -> None:
    page = Page(tmp_path, act)
    for content in ({"text": " ", "law": 0}, {"text": "x", "law": 5}, {"text": 5}, {"text": "x", "law": 0, "known": []}):
        assert page.post("/draft/assess", content).status_code == 422
    assert page.post("/draft/insert", {"text": act.laws[0].text, "requirement": "none", "after": ""}).status_code == 422
    assert page.post("/draft/save", {"text": "x", "reviewer": ""}).status_code == 422


def test_events_are_replayed_to_who_missed_them(tmp_path: Path) -> None:
    import asyncio

    from lawcheck.serving.events import Bus

    async def heard() -> list[str]:
        bus = Bus()
        stream = bus.listen([{"seq": 1, "subject": "finding:a"}])
        frames = [await anext(stream), await anext(stream)]
        bus.send({"seq": 2, "subject": "finding:b"})
        frames.append(await anext(stream))
        assert bus.listeners == 1
        bus.close()
        frames.extend([frame async for frame in stream])
        assert bus.listeners == 0
        return frames

    frames = asyncio.run(heard())
    assert [json.loads(f.split("data: ")[1])["seq"] for f in frames[1:]] == [1, 2]


def test_importing_lawcheck_imports_no_server() -> None:
    import subprocess
    import sys

    code = "import lawcheck, lawcheck.cli, sys; print([m for m in ('starlette', 'uvicorn', 'sqlite3', 'anyio') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_assessment_cases_are_whole() -> None:
    held = assessment()
    assert all(held.laws[0].text[e.start : e.end] == e.quote for f in held.findings for e in f.evidence)
