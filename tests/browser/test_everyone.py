"""For everyone: axe on every page, keys, tablets, right-to-left text, the workshop's screen; and nothing for other sites."""

import http.server
import shutil
import threading

import pytest

from lawcheck.resources import data_folder
from tests.browser.conftest import screenshot

pytestmark = pytest.mark.slow
SAMPLE = data_folder("samples") / "maravia" / "act.txt"
ARABIC = (
    "قانون مكافحة الاتجار بالأشخاص\n\nالمادة 1\n\nيقصد بالاتجار بالأشخاص تجنيد شخص أو نقله بقصد استغلاله.\n\nالمادة 2\n\nيعاقب كل من ارتكب الجريمة بالسجن.\n"
)
PAGES = {"/": "body[data-ready]", "/draft": "body[data-took]", "/present": "body[data-shown]"}


def serious(page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {n['html'][:200]}" for v in found if v["impact"] in {"serious", "critical"} for n in v["nodes"]]


def test_axe_finds_no_serious_fault(tmp_path, serve, open_page) -> None:
    server = serve(shutil.copy(SAMPLE, tmp_path))
    for address, ready in PAGES.items():
        page = open_page(server.url + address, ready=ready)
        page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = !d.classList.contains('menu'); })")
        page.evaluate("document.querySelectorAll('form.decision').forEach((f, n) => { f.hidden = n > 2; })")
        screenshot(page, f"axe{address.replace('/', '-')}")
        assert serious(page) == [], address
    for opener, dialog in (("#help", "#keys"),):
        page = open_page(server.url, ready=PAGES["/"])
        page.click(opener)
        page.wait_for_selector(f"{dialog}[open]")
        assert serious(page) == []


def test_everything_is_reached_by_keys(tmp_path, serve, open_page) -> None:
    server = serve(shutil.copy(SAMPLE, tmp_path))
    page = open_page(server.url, ready=PAGES["/"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.fill("#reviewer", "Ana")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    first = page.evaluate("document.querySelector('.card.chosen').dataset.requirement")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.querySelector('.card.chosen').dataset.requirement") == first
    page.keyboard.press("d")
    page.wait_for_selector(f"[id='f-{first}'][data-discuss=yes]")
    page.keyboard.press("o")
    assert page.evaluate("document.activeElement.name") == "status"
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("penalt")
    assert 0 < page.locator(".card:visible").count() < 20


@pytest.mark.parametrize(("width", "height"), [(768, 1024), (1024, 768), (1280, 800)])
def test_nothing_is_cut_off_on_a_tablet(tmp_path, serve, open_page, width: int, height: int) -> None:
    server = serve(shutil.copy(SAMPLE, tmp_path))
    for address, ready in PAGES.items():
        page = open_page(server.url + address, ready=ready, width=width, height=height)
        screenshot(page, f"tablet-{width}{address.replace('/', '-')}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert page.evaluate("Array.from(document.querySelectorAll('.findings, .law, .stage')).every(e => e.scrollWidth <= e.clientWidth + 1)")


def test_right_to_left_text_runs_from_right_to_left(tmp_path, serve, open_page) -> None:
    path = tmp_path / "act.txt"
    path.write_text(ARABIC, encoding="utf-8")
    page = open_page(serve(path).url, ready=PAGES["/"])
    screenshot(page, "review-arabic")
    directions = page.evaluate("Array.from(document.querySelectorAll('.provision')).map(p => getComputedStyle(p).direction)")
    assert set(directions) == {"rtl"}
    assert page.evaluate("getComputedStyle(document.querySelector('.findings')).direction") == "ltr"


def test_the_workshop_screen(tmp_path, serve, open_page) -> None:
    server = serve(shutil.copy(SAMPLE, tmp_path))
    page = open_page(f"{server.url}/present", ready=PAGES["/present"], width=1920, height=1080)
    page.fill("#reviewer", "Fay")
    page.keyboard.press("Tab")
    page.locator("h1").click()
    first = page.text_content("h1")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("first => document.querySelector('h1').textContent !== first", arg=first)
    page.click("[data-vote=yes][data-by='1']")
    page.click("[data-vote=yes][data-by='1']")
    page.fill("#notes", "The ministry will answer.")
    page.locator("h1").click()
    page.wait_for_timeout(800)
    screenshot(page, "present")
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.slide .asks')).fontSize)")
    assert size >= 24
    page.reload()
    page.wait_for_selector(".slide")
    assert page.text_content("[data-count=yes]") == "2"
    assert page.input_value("#notes") == "The ministry will answer."


EVIL = """<!doctype html><title>evil</title>
<form id=f method=post target=t enctype=text/plain action="URL/finding/definition.acts">
<input name='{"reviewer":"Eve","verdict":"accepted","token":"token-evil","x":"' value='"}'></form><iframe name=t></iframe>
<script>
const decision = '{"reviewer":"Eve","verdict":"accepted","token":"token-evil"}';
const post = { method: "POST", body: decision };
const json = { ...post, headers: { "content-type": "application/json" } };
const address = "URL/finding/definition.acts";
const asked = {
  read: () => fetch("URL/").then((r) => r.text()),
  blind: () => fetch("URL/log.json", { mode: "no-cors" }).then((r) => r.text()),
  write: () => fetch(address, json).then((r) => r.text()),
  simple: () => fetch(address, { ...post, mode: "no-cors" }).then((r) => r.text()),
};
const loaded = (kind, source, seen) => new Promise((done) => {
  const made = document.createElement(kind);
  made.src = source;
  made.onload = () => done(seen(made));
  made.onerror = () => done("");
  document.body.append(made);
});
(async () => {
  const got = {};
  for (const [name, ask] of Object.entries(asked)) got[name] = await ask().catch(() => "");
  got.events = await new Promise((done) => {
    const stream = new EventSource("URL/events?after=0");
    stream.onopen = () => done("open");
    stream.onerror = () => done("");
  });
  got.script = await loaded("script", "URL/static/review.js", () => "ran");
  got.frame = await loaded("iframe", "URL/", (frame) => {
    try { return frame.contentDocument.body.textContent; } catch { return ""; }
  });
  document.getElementById("f").submit();
  await new Promise((done) => setTimeout(done, 1000));
  window.got = got;
})();
</script>"""


def test_a_page_of_another_origin_reads_and_changes_nothing(tmp_path, serve, open_page) -> None:
    server = serve(shutil.copy(SAMPLE, tmp_path))

    class Evil(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(EVIL.replace("URL", server.url).encode())

        def log_message(self, *_arguments: object) -> None:
            pass

    evil = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Evil)
    threading.Thread(target=evil.serve_forever, daemon=True).start()
    try:
        page = open_page(f"http://127.0.0.1:{evil.server_address[1]}/", hostile=True)
        page.wait_for_function("window.got")
        got = page.evaluate("window.got")
        assert set(got) == {"read", "blind", "write", "simple", "events", "script", "frame"}
        assert {name: words for name, words in got.items() if words} == {}
    finally:
        evil.shutdown()
        evil.server_close()
    own = open_page(server.url, ready=PAGES["/"])
    assert own.request.get(f"{server.url}/log.json").json() == []
