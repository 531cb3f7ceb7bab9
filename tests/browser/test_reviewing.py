"""Reviewing in a browser: a real law from accepting to signing off, and two reviewers at once."""

import json
import re
import shutil
import time
from pathlib import Path

import pytest

from lawcheck.resources import data_folder
from lawcheck.reviewing.signing import verify_signed
from tests.browser.conftest import screenshot

pytestmark = pytest.mark.slow
READY = "body[data-ready]"
CORPUS = Path(__file__).parents[2].parent / "shared" / "corpus" / "en" / "ZM-anti-human-trafficking-2008" / "text.txt"


def real_law(folder: Path) -> Path:
    """A law in force where the corpus is at hand, else a sample."""
    return Path(shutil.copy(CORPUS if CORPUS.is_file() else data_folder("samples") / "maravia" / "act.txt", folder / "act.txt"))


def name_reviewer(page, name: str) -> None:
    page.fill("#reviewer", name)
    page.keyboard.press("Escape")


def card(page, requirement: str):
    return page.locator(f"[id='f-{requirement}']")


def override(page, requirement: str, status: str, reason: str) -> None:
    held = card(page, requirement)
    held.locator("summary").first.click()
    if held.locator("form.decision").is_hidden():
        held.locator("[data-do=override]").click()
    held.locator("select[name=status]").select_option(status)
    held.locator("textarea[name=reason]").fill(reason)
    held.locator("form.decision button.first").click()


def select_words(page, words: str) -> None:
    """Selects words of the law with the browser's own selection."""
    page.evaluate(
        """words => {
            for (const piece of document.querySelectorAll('.law [data-start]')) {
                const at = piece.textContent.indexOf(words);
                if (at < 0) continue;
                const range = document.createRange();
                range.setStart(piece.firstChild, at);
                range.setEnd(piece.firstChild, at + words.length);
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                return;
            }
            throw new Error('no such words');
        }""",
        words,
    )


def changed_catalogue(folder: Path, requirement: str) -> Path:
    """A newer catalogue that words one requirement differently."""
    made = folder / "catalogue"
    shutil.copytree(data_folder("provisions") / "anti-trafficking", made)
    for path in made.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(rf"(- id: {re.escape(requirement)}\n(?:  .*\n)*?  statement: )", r"\1Newly worded. ", text)
        path.write_text(text, encoding="utf-8")
    assert any("Newly worded" in p.read_text(encoding="utf-8") for p in made.glob("*.yaml"))
    return made


def test_a_law_is_reviewed_reloaded_carried_over_signed_and_exported(tmp_path, serve, open_page) -> None:
    law = real_law(tmp_path)
    server = serve(law)
    page = open_page(server.url, ready=READY)
    screenshot(page, "review-start")
    name_reviewer(page, "Ana Duarte")
    met = page.locator(".card[data-status=met][data-verify=no]")
    accepted, overridden, reworded = (met.nth(n).get_attribute("data-requirement") for n in (0, 1, 2))
    missing = page.locator(".card[data-status=missing]").first.get_attribute("data-requirement")

    # Keys: choose, show the evidence in the text, accept.
    card(page, accepted).locator("summary").first.click()
    page.keyboard.press("e")
    assert page.locator("mark.lit").count() > 0
    page.keyboard.press("a")
    page.wait_for_selector(f"[id='f-{accepted}'][data-state=accepted]")
    card(page, reworded).locator("summary").first.click()
    page.keyboard.press("a")
    page.wait_for_selector(f"[id='f-{reworded}'][data-state=accepted]")

    # An override needs a reason; evidence is added by selecting text.
    override(page, overridden, "partial", "")
    page.wait_for_selector("#message.alarming")
    assert card(page, overridden).get_attribute("data-state") == "open"
    select_words(page, "offence")
    card(page, overridden).locator("[data-do=add]").click()
    card(page, overridden).locator("textarea[name=reason]").fill("Only half of it is provided for.")
    card(page, overridden).locator("form.decision button.first").click()
    page.wait_for_selector(f"[id='f-{overridden}'][data-state=overridden]")
    screenshot(page, "review-decided")
    override(page, missing, "met", "A ministerial order provides for this.")
    page.wait_for_selector(f"[id='f-{missing}'][data-state=overridden]")

    # Nothing is lost by loading the page again.
    page.reload()
    page.wait_for_selector(READY)
    assert card(page, overridden).get_attribute("data-status") == "partial"
    assert "Only half of it is provided for." in card(page, overridden).text_content()
    assert re.search(r"4 of \d+ reviewed", page.text_content("#progress"))
    assert "Ana Duarte: 4" in page.text_content("#progress")
    quote = page.locator(f"[id='f-{overridden}'] .evidence li").last.text_content()
    assert "offence" in quote

    # Filters and search.
    page.select_option("[name=state]", "overridden")
    assert page.locator(".card:visible").count() == 2
    page.select_option("[name=state]", "")

    # Sign off, and take the report along.
    page.click("summary:has-text('Take along')")
    page.click("#sign")
    page.fill("#signing textarea", "Agreed in the meeting.")
    page.click("#signing button.first")
    page.wait_for_selector("#message:has-text('Signed')")
    signed = next(tmp_path.glob("*.signed-*.json"))
    assert verify_signed(signed)["statement"] == "Agreed in the meeting."
    report = page.request.get(f"{server.url}/report/html").text()
    assert "Only half of it is provided for." in report
    assert "Ana Duarte" in report
    exported = json.loads(page.request.get(f"{server.url}/decisions.json").text())
    assert len(exported["decisions"]) == 4
    server.stop()

    # A newer catalogue and a new draft: what rests on unchanged text stands, the rest is shown to be confirmed.
    law.write_text(law.read_text(encoding="utf-8").rstrip() + "\n\nA further provision is made here.\n", encoding="utf-8")
    again = serve(law, "--catalogue", changed_catalogue(tmp_path, reworded))
    page = open_page(again.url, ready=READY)
    name_reviewer(page, "Ben Okoro")
    assert card(page, accepted).get_attribute("data-state") == "accepted"
    assert card(page, overridden).get_attribute("data-status") == "partial"
    assert card(page, reworded).get_attribute("data-state") == "to_confirm"
    assert card(page, missing).get_attribute("data-state") == "to_confirm"
    assert "2 to confirm" in page.text_content("#progress")
    card(page, reworded).locator("summary").first.click()
    screenshot(page, "review-carried-over")
    card(page, reworded).locator("[data-do=confirm]").click()
    page.wait_for_selector(f"[id='f-{reworded}'][data-state=accepted]")
    page.wait_for_selector("#progress:has-text('1 to confirm')")


def test_two_reviewers_see_each_other_and_overwrite_nothing(tmp_path, serve, open_page) -> None:
    server = serve(shutil.copy(data_folder("samples") / "maravia" / "act.txt", tmp_path))
    ana, ben = (open_page(server.url, ready=READY) for _ in range(2))
    name_reviewer(ana, "Ana")
    name_reviewer(ben, "Ben")
    first, second = (ana.locator(".card").nth(n).get_attribute("data-requirement") for n in (0, 1))

    began = time.perf_counter()
    card(ana, first).locator("summary").first.click()
    ana.keyboard.press("a")
    ben.wait_for_selector(f"[id='f-{first}'][data-state=accepted]")
    print(f"\nshown to the other reviewer after {time.perf_counter() - began:.2f} s, click included")
    assert "Accepted by Ana" in card(ben, first).text_content()
    ben.wait_for_selector("#progress:has-text('Ana: 1')")

    # Ben writes while Ana decides: his words stay, he is told, and what he saves is not silently put over hers.
    card(ben, second).locator("summary").first.click()
    card(ben, second).locator("[data-do=override]").click()
    card(ben, second).locator("textarea[name=reason]").fill("Ben's reason.")
    card(ben, second).locator("select[name=status]").select_option("missing")
    override(ana, second, "partial", "Ana's reason.")
    ana.wait_for_selector(f"[id='f-{second}'][data-state=overridden]")
    ben.wait_for_selector(f"[id='f-{second}'] .clash:has-text('while you write')")
    assert card(ben, second).locator("textarea[name=reason]").input_value() == "Ben's reason."
    card(ben, second).locator("form.decision button.first").click()
    ben.wait_for_selector(f"[id='f-{second}'] .clash:has-text(\"Ana's reason.\")")
    screenshot(ben, "review-conflict")
    assert card(ana, second).get_attribute("data-status") == "partial"
    card(ben, second).locator(".clash button").first.click()
    card(ben, second).locator("form.decision button.first").click()
    ana.wait_for_selector(f"[id='f-{second}'][data-status=missing]")
    log = ben.request.get(f"{server.url}/log.json").json()
    assert [(e["who"], e["what"]) for e in log] == [("Ana", "accepted"), ("Ana", "overridden"), ("Ben", "overridden")]
    assert log[2]["before"]["reason"] == "Ana's reason."
