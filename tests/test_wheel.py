"""The wheel, installed in an empty environment, does the main job from any folder."""

import json
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LAW = """Trafficking in Persons Act, 2020

1. Offence

A person who recruits or receives another person by force for the purpose of exploitation commits an offence and is liable to imprisonment for ten years.

2. Regulations

The Minister may make regulations for the carrying out of this Act.
"""


def run(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program in a folder, with nothing in the environment that could lend it a module."""
    clean = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV", "PYTHONHOME")}
    return subprocess.run([str(a) for a in arguments], cwd=folder, env=clean, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel, and what it depends on, and nothing else."""
    folder = tmp_path_factory.mktemp("wheel")
    if run(sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder / "probe", "hatchling", folder=folder).returncode:
        pytest.skip("no package index can be reached from here")
    built = run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder / "dist", ROOT, folder=folder)
    assert built.returncode == 0, built.stderr
    (wheel,) = (folder / "dist").glob("lawcheck-*.whl")
    venv.create(folder / "env", with_pip=True)
    programs = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
    done = run(programs / "python", "-m", "pip", "install", "--quiet", wheel, folder=folder)
    assert done.returncode == 0, done.stderr
    return programs


@pytest.mark.slow
def test_a_law_is_assessed_from_another_folder(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    done = run(installed / "lawcheck", "assess", "law.txt", "--format", "html,json,md", "--out", "report", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sorted(p.suffix for p in (tmp_path / "report").iterdir()) == [".html", ".json", ".md"]
    findings = json.loads((tmp_path / "report" / "law.json").read_text(encoding="utf-8"))["findings"]
    assert len(findings) == 65
    assert {f["requirement"]: f["status"] for f in findings}["institutions.regulations"] == "met"


@pytest.mark.slow
def test_data_travel_in_the_wheel(installed: Path, tmp_path: Path) -> None:
    program = "from lawcheck.resources import data_folder as d; print(*[p.name for n in ('samples', 'provisions', 'models') for p in d(n).iterdir()])"
    done = run(installed / "python", "-c", program, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert {"maravia", "sorrenia", "tarvesh", "README.md", "anti-trafficking", "en"} <= set(done.stdout.split())
    assert str(ROOT) not in run(installed / "python", "-c", "import lawcheck; print(lawcheck.__file__)", folder=tmp_path).stdout


@pytest.mark.slow
def test_the_sample_that_the_readme_assesses_is_there(installed: Path, tmp_path: Path) -> None:
    program = (
        "import lawcheck, lawcheck.resources as r; print(len(lawcheck.assess([lawcheck.read_law(r.data_folder('samples') / 'maravia/act.txt')]).findings))"
    )
    done = run(installed / "python", "-c", program, folder=tmp_path)
    assert done.stdout.strip() == "65", done.stderr


@pytest.mark.slow
def test_the_catalogue_command_works(installed: Path, tmp_path: Path) -> None:
    done = run(installed / "lawcheck", "catalogue", "list", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 65
