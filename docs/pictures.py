"""Makes the pictures of the README: ``python docs/pictures.py``. Needs typst (the dev extra) and Chromium."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import typst

ROOT = Path(__file__).parent.parent
PICTURES = Path(__file__).parent / "pictures"


def gazette() -> None:
    """The third page of the Act of Maravia, as its gazette prints them."""
    samples = runpy.run_path(str(ROOT / "samples" / "build.py"))
    law = list(samples["blocks"]((ROOT / "samples/maravia/act.txt").read_text(encoding="utf-8")))
    pages = typst.compile(samples["gazette"](law).encode(), format="png", ppi=80, ignore_system_fonts=True)
    assert isinstance(pages, list)
    (PICTURES / "gazette.png").write_bytes(pages[2])


def report() -> None:
    """The top of the HTML report on the Act of Maravia, of a fixed date."""
    browser = shutil.which("chromium") or shutil.which("google-chrome") or sys.exit("docs/pictures.py: install Chromium to picture the report")
    with tempfile.TemporaryDirectory() as folder:
        dated = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400"}
        law = ROOT / "samples/maravia/act.txt"
        subprocess.run([sys.executable, "-m", "lawcheck", "assess", law, "--out", folder], check=True, env=dated, stdout=subprocess.DEVNULL)
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=1000,1150"]
        picture = f"--screenshot={PICTURES / 'report.png'}"
        subprocess.run([browser, *options, picture, (Path(folder) / "act.html").as_uri()], check=True, capture_output=True)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    gazette()
    report()
