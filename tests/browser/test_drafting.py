"""The drafting page in a browser: gaps follow the text, options are inserted, versions kept and exported."""

import shutil
import statistics
from pathlib import Path

import pytest

from lawcheck import read_law
from lawcheck.resources import data_folder
from tests.browser.conftest import screenshot

pytestmark = pytest.mark.slow
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "en" / "ZM-anti-human-trafficking-2008" / "text.txt"
LENGTH = 60_000
# Milliseconds from the pause to the page's update; processor time is what a busy machine does not distort.
LONGEST = 300


def long_law(folder: Path) -> Path:
    """A law of 60,000 characters: a real one, else a sample followed by as much of itself as is needed."""
    text = CORPUS.read_text(encoding="utf-8") if CORPUS.is_file() else (data_folder("samples") / "maravia" / "act.txt").read_text(encoding="utf-8") * 3
    path = folder / "act.txt"
    path.write_text(text[:LENGTH], encoding="utf-8")
    return path


def next_round(page, action) -> None:
    before = page.get_attribute("body", "data-round")
    action()
    page.wait_for_function("before => document.body.dataset.round !== before", arg=before)
    page.wait_for_timeout(250)


def type_at(page, start: int) -> None:
    page.evaluate(
        "start => { const a = document.getElementById('draft'); const at = a.value.indexOf(' shall ', start); a.focus(); a.setSelectionRange(at, at); }", start
    )
    page.keyboard.type(" and others")


def test_the_page_follows_the_text_within_the_time_that_is_allowed(tmp_path, serve, open_page) -> None:
    server = serve(long_law(tmp_path))
    page = open_page(f"{server.url}/draft", ready="body[data-took]")
    assert len(page.input_value("#draft")) > LENGTH * 0.98
    took, used = [], []
    for number in range(12):
        next_round(page, lambda: type_at(page, 4_000 * number))  # noqa: B023 - called at once
        took.append(int(page.get_attribute("body", "data-took")))
        used.append(int(page.get_attribute("body", "data-cpu")))
    print(f"\nfrom pause to update: median {statistics.median(took):.0f} ms, longest {max(took)} ms")
    print(f"processor time on the server: median {statistics.median(used):.0f} ms, longest {max(used)} ms")
    assert statistics.median(used) < LONGEST


def test_the_drafting_loop(tmp_path, serve, open_page) -> None:
    server = serve(shutil.copy(data_folder("samples") / "maravia" / "act.txt", tmp_path))
    page = open_page(f"{server.url}/draft", ready="body[data-took]")
    page.fill("#reviewer", "Ana")
    gap = page.locator("#gaps .gap[data-status=missing]:has([data-do=insert])").first
    requirement = gap.get_attribute("data-requirement")
    gap.locator("summary").click()
    screenshot(page, "draft-gap")
    gap.locator("[data-do=insert]").first.click()
    page.wait_for_selector("#inserting[open]")
    screenshot(page, "draft-insert")
    next_round(page, lambda: page.click("#insert-form button.first"))
    assert page.locator(f"#met [data-requirement='{requirement}']").count() == 1
    number = page.text_content("#message").split("number ")[1].split(".")[0]
    screenshot(page, "draft-inserted")

    page.click("#keep")
    page.fill("#keep-form input", "After the first session")
    page.click("#keep-form button.first")
    page.wait_for_selector("#versions:has-text('After the first session')", state="attached")
    page.click("#versions summary")
    screenshot(page, "draft-versions")
    for ending in ("docx", "xml"):
        href = page.locator(f"#versions a[href$='.{ending}']").first.get_attribute("href")
        made = tmp_path / f"draft.{ending}"
        made.write_bytes(page.request.get(server.url + href).body())
        assert number in {p.number for p in read_law(made).walk()}
    href = page.locator("#versions a:has-text('with the law')").first.get_attribute("href")
    compared = open_page(server.url + href)
    assert "gained" in compared.text_content("body").lower()
    screenshot(compared, "draft-compared")

    # The version is there when the page is opened again; without the inserted text the gap is back.
    page = open_page(f"{server.url}/draft", ready="body[data-took]")
    assert f"\n{number}. " in page.input_value("#draft")
    original = (tmp_path / "act.txt").read_text(encoding="utf-8")
    next_round(page, lambda: page.fill("#draft", original))
    assert page.locator(f"#gaps [data-requirement='{requirement}']").count() == 1
