"""Every page passes axe, the accessibility checker, in a browser; skipped where Chromium or the checker is not installed."""

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from lawcheck.comparing import compare
from lawcheck.comparing.drafts_report import compose_comparison
from lawcheck.comparing.matrix import build_matrix
from lawcheck.comparing.matrix_files import render_matrix
from lawcheck.model import Status
from lawcheck.reporting import render
from lawcheck.reporting.documents import render_document
from tests.made_assessments import changed, made

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None or DRIVER is None, reason="needs Debian's chromium and chromium-driver"),
    pytest.mark.skipif(find_spec("axe_selenium_python") is None, reason="needs the extra 'accessibility'"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1500,1200"):
        options.add_argument(argument)
    driver = webdriver.Chrome(options=options, service=Service(str(DRIVER)))
    yield driver
    driver.quit()


def pages() -> dict[str, str]:
    worse = changed(made(), "definition.acts", status=Status.MISSING, evidence=())
    return {
        "report": str(render(made(), "html")),
        "comparison": str(render_document(compose_comparison(compare(made(), worse)), "html")),
        "matrix": str(render_matrix(build_matrix([made(), worse]), "html")),
    }


@pytest.mark.parametrize("name", ["report", "comparison", "matrix"])
def test_page_has_no_serious_fault(browser: Any, tmp_path: Path, name: str) -> None:
    from axe_selenium_python import Axe

    path = tmp_path / f"{name}.html"
    path.write_text(pages()[name], encoding="utf-8")
    browser.get(path.as_uri())
    axe = Axe(browser)
    axe.inject()
    faults = [(v["id"], v["impact"]) for v in axe.run()["violations"]]
    assert [f for f in faults if f[1] in {"serious", "critical"}] == []


def test_filters_and_evidence_links_work(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text(pages()["report"], encoding="utf-8")
    browser.get(path.as_uri())
    browser.execute_script("const s=document.querySelector('select[data-key=status]');s.value='conflict';s.dispatchEvent(new Event('change'))")
    shown = browser.execute_script("return [...document.querySelectorAll('.finding')].filter(f=>!f.hidden).map(f=>f.id)")
    assert shown == ["victim.consent"]
    assert browser.execute_script("return document.querySelector('output').textContent") == "1 shown"
    browser.execute_script("document.querySelector('#victim\\\\.consent a[data-req]').click()")
    assert browser.execute_script("return [...document.querySelectorAll('mark.now')].map(m=>m.textContent)") == ["Nobody"]
    assert browser.execute_script("return location.hash") == "#law0-sec_5"


def test_no_script_of_the_law_runs(browser: Any, tmp_path: Path) -> None:
    for name, page in pages().items():
        path = tmp_path / f"{name}.html"
        path.write_text(page, encoding="utf-8")
        browser.get(path.as_uri())
        # An alert would make this call fail; requests to the network would be listed.
        assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
