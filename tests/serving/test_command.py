"""``lawcheck review``: what it takes, where it listens, what it prints."""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import httpx2 as httpx
import pytest
from typer.testing import CliRunner

import lawcheck
from lawcheck.cli import app
from lawcheck.cli.review import load_or_assess
from lawcheck.errors import OutputError
from lawcheck.reporting import to_json
from lawcheck.resources import data_folder
from lawcheck.serving.listening import access_key, listen

SAMPLE = data_folder("samples") / "maravia" / "act.txt"
TARVESH = data_folder("samples") / "tarvesh"


def test_a_law_an_assessment_or_a_dossier(tmp_path: Path) -> None:
    saved = tmp_path / "act.json"
    assessed = lawcheck.assess([lawcheck.read_law(SAMPLE)])
    saved.write_text(to_json(assessed), encoding="utf-8")
    assert to_json(load_or_assess(saved, "")) == to_json(assessed)
    assert load_or_assess(SAMPLE, "").laws[0].title == assessed.laws[0].title
    for path in TARVESH.iterdir():
        shutil.copy(path, tmp_path)
    dossier = tmp_path / "dossier.toml"
    dossier.write_text('country = "Tarvesh"\n[[laws]]\npath = "penal-code.txt"\n[[laws]]\npath = "victims-law.txt"\n', encoding="utf-8")
    assert len(load_or_assess(dossier, "").laws) == 2


def test_several_laws_are_on_one_page(tmp_path: Path) -> None:
    from tests.serving.pages import Page

    laws = [lawcheck.read_law(TARVESH / name) for name in ("penal-code.txt", "victims-law.txt")]
    page = Page(tmp_path, lawcheck.assess(laws))
    shown = page.get("/").text
    assert 'data-law="0"' in shown
    assert 'data-law="1"' in shown
    drafted = page.get("/draft?law=1").text
    assert laws[1].text.strip().splitlines()[-1].strip() in drafted
    answer = page.post("/draft/assess", {"text": laws[1].text, "law": 1, "known": {}}).json()
    both = {f.requirement: f.status.value for f in lawcheck.assess(laws).findings}
    assert dict(answer["order"]) == both


@pytest.mark.parametrize("arguments", [["nothing.txt"], ["--port", "70000", str(SAMPLE)], []])
def test_what_cannot_be_served(arguments: list[str]) -> None:
    assert CliRunner().invoke(app, ["review", "--no-browser", *arguments]).exit_code != 0


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    with listen("127.0.0.1", 0) as taken:
        taken.listen()
        with pytest.raises(OutputError, match="Choose another --port"):
            listen("127.0.0.1", taken.getsockname()[1])


def test_keys_differ() -> None:
    assert len({access_key() for _ in range(50)}) == 50


@pytest.mark.slow
def test_a_network_is_let_in_with_the_key_that_is_printed(tmp_path: Path) -> None:
    law = shutil.copy(SAMPLE, tmp_path)
    command = [sys.executable, "-m", "lawcheck", "review", law, "--no-browser", "--host", "0.0.0.0"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
    assert server.stdout is not None
    try:
        address = next(found[1] for line in server.stdout if (found := re.search(r"review page: (\S+)", line)))
        bare, _, key = address.partition("?key=")
        assert key
        assert httpx.get(bare).status_code == 401
        with httpx.Client(follow_redirects=True) as client:
            assert client.get(address).status_code == 200
            assert client.get(bare).status_code == 200
        assert (tmp_path / "act.decisions.sqlite").is_file()
    finally:
        server.send_signal(signal.SIGINT)
        code = server.wait(20)
        server.stdout.close()
    assert code == 0
