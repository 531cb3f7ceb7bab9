"""Security: hosts, origins, tokens, keys, sizes, paths, and text that would like to be script."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lawcheck.serving.guarding import LARGEST_BODY
from tests.reviewing.cases import assessment
from tests.serving.pages import Page


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "192.168.1.7", ""])
def test_a_foreign_host_name_is_refused(tmp_path: Path, host: str) -> None:
    answer = Page(tmp_path).get("/", headers={"host": host})
    assert answer.status_code == 403
    assert "Model Act" not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "LOCALHOST:1", "[::1]:8000"])
def test_this_machine_is_known(tmp_path: Path, host: str) -> None:
    assert Page(tmp_path).get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1"},
        {"origin": "http://127.0.0.1:9"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"x-lawcheck-token": "guessed"},
        {"x-lawcheck-token": ""},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
    ],
)
def test_another_page_can_change_nothing(tmp_path: Path, headers: dict[str, str]) -> None:
    page = Page(tmp_path)
    for address in ("/finding/offence.force", "/sign", "/import", "/draft/save", "/present/offence.force"):
        answer = page.post(address, {"reviewer": "Eve", "verdict": "accepted"}, headers=headers)
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers
    assert page.review.store.log() == []


@pytest.mark.parametrize("address", ["/", "/finding/offence.force", "/law/0", "/log.json", "/decisions.json", "/report/json", "/events", "/draft", "/present"])
def test_another_page_can_read_nothing(tmp_path: Path, address: str) -> None:
    page = Page(tmp_path)
    for headers in ({"origin": "http://evil.example"}, {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}):
        answer = page.get(address, headers=headers)
        assert answer.status_code == 403
        assert "access-control-allow-origin" not in answer.headers


def test_a_link_from_elsewhere_still_opens_the_page(tmp_path: Path) -> None:
    assert Page(tmp_path).get("/", headers={"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}).status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS"])
def test_no_other_methods(tmp_path: Path, method: str) -> None:
    assert Page(tmp_path).client.request(method, "/finding/offence.force").status_code == 403


@pytest.mark.parametrize("address", ["/", "/draft", "/present", "/static/review.js", "/nothing", "/finding/offence.force", "/report/html"])
def test_no_inline_script_and_nothing_from_outside(tmp_path: Path, address: str) -> None:
    answer = Page(tmp_path).get(address)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    if address in {"/", "/draft", "/present"}:
        assert "<script>" not in answer.text
        assert " style=" not in answer.text
        assert " onclick=" not in answer.text
        assert "http://" not in answer.text.replace("http://www.w3.org", "")
        assert "https://" not in answer.text


def test_text_of_a_law_is_never_markup(tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{ 7*7 }}</textarea>"
    held = assessment()
    law = held.laws[0]
    spoiled = replace(law, title=hostile, text=law.text[: law.outline[-1].start] + hostile.ljust(len(law.text) - law.outline[-1].start)[: len(law.text)])
    findings = tuple(
        replace(f, title=hostile, statement=hostile, explanation=hostile, evidence=tuple(replace(e, quote=hostile, citation=hostile) for e in f.evidence))
        for f in held.findings
    )
    page = Page(tmp_path, replace(held, laws=(spoiled,), findings=findings))
    page.decide(verdict="overridden", status="partial", reason=hostile, comment=hostile, reviewer=hostile[:70])
    page.post("/present/offence.force", {"reviewer": "Ana", "notes": hostile, "votes": {}})
    for address in ("/", "/draft", "/present", "/finding/offence.force", "/finding/offence.force/history", "/law/0", "/present/offence.force", "/progress"):
        answer = page.get(address)
        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<img src=x" not in answer.text
        assert "49" not in answer.text.split("</title>")[0]
        assert answer.text.count("</textarea>") == answer.text.count("<textarea")


@pytest.mark.parametrize(
    "address",
    [
        "/static/../app.py",
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/....//app.py",
        "/report/..%2f..%2fetc%2fpasswd",
        "/draft/version/1.%2e%2e",
        "/finding/..%2f..%2fsecret",
        "/law/99",
        "/draft?law=-1",
        "/draft?law=9",
    ],
)
def test_no_path_leads_out(tmp_path: Path, address: str) -> None:
    answer = Page(tmp_path).get(address)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "def create_app" not in answer.text


def test_bodies_are_bounded(tmp_path: Path) -> None:
    page = Page(tmp_path)
    answer = page.post("/import", {"log": "x" * LARGEST_BODY})
    assert answer.status_code == 413

    def endless():
        for _ in range(LARGEST_BODY // 65536 + 2):
            yield b"x" * 65536

    headers = {"origin": "http://127.0.0.1", "x-lawcheck-token": page.guard.token, "content-type": "application/json"}
    assert page.client.post("/import", content=endless(), headers=headers).status_code == 413


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000, b'{"reviewer": 5}'])
def test_broken_bodies_are_refused(tmp_path: Path, content: bytes) -> None:
    page = Page(tmp_path)
    headers = {"origin": "http://127.0.0.1", "x-lawcheck-token": page.guard.token, "content-type": "application/json"}
    for address in ("/finding/offence.force", "/sign", "/import", "/draft/assess", "/draft/insert", "/present/offence.force"):
        assert page.client.post(address, content=content, headers=headers).status_code == 422
    assert page.review.store.log() == []


def test_a_network_needs_the_key(tmp_path: Path) -> None:
    page = Page(tmp_path, key="abcde-fghij")
    assert page.get("/").status_code == 401
    assert page.get("/?key=wrong").status_code == 401
    assert page.decide().status_code == 401
    assert page.get("/", headers={"cookie": "lawcheck_key=wrong"}).status_code == 401
    opened = page.get("/?key=abcde-fghij", follow_redirects=False)
    assert opened.status_code == 303
    assert opened.headers["location"] == "/"
    assert "HttpOnly" in opened.headers["set-cookie"]
    assert "SameSite=strict" in opened.headers["set-cookie"]
    assert page.get("/").status_code == 200
    assert page.decide().status_code == 200
    assert page.get("/", headers={"host": "192.168.1.7:8000"}).status_code == 200
    assert page.get("/", headers={"host": "evil.example"}).status_code == 403


def test_tokens_differ_from_run_to_run(tmp_path: Path) -> None:
    assert Page(tmp_path).guard.token != Page(tmp_path).guard.token
    assert len(json.dumps(Page(tmp_path).guard.token)) > 30
