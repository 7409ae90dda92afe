"""The real server and a real browser. Without a Chromium these tests are skipped, with the reason."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SERVE = """
import pathlib, sys
from streamlit.web import cli
from sct_dash import facts
facts.LOCAL = pathlib.Path(sys.argv.pop(1))
cli.main()
"""
"""Runs Streamlit's command line with the local files of the folder that is named first."""
_QUIET = """() => {
  const app = document.querySelector("[data-testid=stApp]");
  const quiet = app?.dataset.testScriptState === "notRunning" && !document.querySelector("[data-stale=true]");
  window.quietSince = quiet ? (window.quietSince ?? performance.now()) : undefined;
  return quiet && performance.now() - window.quietSince > 300;
}"""
"""A click reaches the server a moment later: a page that is quiet once may only not have begun."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[str]:
    """The product with no records but the sample; yields its address."""
    with serving(tmp_path_factory.mktemp("server")) as address:
        yield address


@contextmanager
def serving(folder: Path, *flags: str) -> Iterator[str]:
    """The product on a free port of this machine, its store and local files in `folder`; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = (folder / "log").open("w")
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, str(folder), "run", "app.py", "--server.port", str(port), *flags],
        cwd=ROOT,
        stdout=log,
        stderr=subprocess.STDOUT,
        env=os.environ | {"SCT_DASH_DATABASE_URL": store_in(folder)},
    )
    address = f"http://localhost:{port}"
    try:
        _wait_for(f"{address}/_stcore/health", process)
        yield address
    finally:
        process.terminate()
        process.wait(10)
        log.close()


def store_in(folder: Path) -> str:
    """The address of the store that `serving` keeps in `folder`."""
    return f"sqlite:///{folder / 'records.db'}"


def _wait_for(address: str, process: subprocess.Popen, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert process.poll() is None, "the server ended before it answered"
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the server did not answer within {seconds} s")


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Chromium, driven by Playwright."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        assert not os.environ.get("CI"), "CI must install chromium: these tests are to run there"
        pytest.skip("no chromium on this machine")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser, server) -> Iterator[object]:
    """Open a page of the product in a window of its own; what went wrong there is in `page.faults`."""
    opened = []

    def go(path: str, width: int = 1400, scheme: str = "light", **more: bool) -> object:
        context = browser.new_context(viewport={"width": width, "height": 1000}, color_scheme=scheme, **more)
        page = context.new_page()
        page.faults = []
        page.on("console", lambda message: _note_console(page.faults, message))
        page.on("pageerror", lambda error: page.faults.append(f"script error: {error}"))
        page.on("request", lambda request: _note_request(page.faults, request, server))
        opened.append(context)
        page.goto(f"{server}/{path}")
        page.wait_for_selector("h1")
        settle(page)
        return page

    yield go
    for context in opened:
        context.close()


def settle(page: object) -> None:
    """Wait until no script has run for a moment, and everything is drawn."""
    page.evaluate("delete window.quietSince")
    page.wait_for_function(_QUIET)


def _note_console(faults: list[str], message: object) -> None:
    # Streamlit looks for its server below a page's own address first; the 404 there is how it finds the root.
    probing = "/_stcore/" in message.location.get("url", "")
    if message.type == "error" and not probing:
        faults.append(f"console: {message.text}")


def _note_request(faults: list[str], request: object, server: str) -> None:
    host = server.removeprefix("http://")
    local = ("data:", "blob:", f"http://{host}", f"ws://{host}")
    if not request.url.startswith(local):
        faults.append(f"request leaves this machine: {request.url}")
