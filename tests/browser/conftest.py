"""A running server and Debian's Chromium. Screenshots go to the folder that LAWCHECK_SCREENSHOTS names, where it is set."""

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


class Server:
    """``lawcheck review`` as a user starts it."""

    def __init__(self, *arguments: str | Path) -> None:
        command = [sys.executable, "-m", "lawcheck", "review", *map(str, arguments), "--no-browser"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"})
        assert self.process.stdout is not None
        said = ""
        for line in self.process.stdout:
            said += line
            if found := re.search(r"review page: (http://\S+)", line):
                self.url = found[1].rstrip("/")
                return
        raise AssertionError(f"the server did not start: {said}")

    def stop(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    running: list[Server] = []

    def start(*arguments: str | Path) -> Server:
        running.append(Server(*arguments))
        return running[-1]

    yield start
    for server in running:
        server.stop()


@pytest.fixture(scope="session")
def chromium() -> Iterator["playwright.Browser"]:
    if CHROMIUM is None:
        pytest.skip("Debian's chromium is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: "playwright.Browser") -> Iterator[Callable[..., "playwright.Page"]]:
    """Opens pages, each in a browser profile of its own; a script error on any of them fails the test."""
    errors: list[str] = []
    contexts = []

    def opened(url: str, *, ready: str = "", width: int = 1280, height: int = 900, hostile: bool = False) -> "playwright.Page":
        contexts.append(chromium.new_context(viewport={"width": width, "height": height}, accept_downloads=True))
        page = contexts[-1].new_page()
        page.set_default_timeout(60_000)
        if not hostile:
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("console", lambda message: errors.append(message.text) if "Content Security Policy" in message.text else None)
        page.goto(url)
        if ready:
            page.wait_for_selector(ready, state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


def screenshot(page: "playwright.Page", name: str) -> None:
    folder = os.environ.get("LAWCHECK_SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
