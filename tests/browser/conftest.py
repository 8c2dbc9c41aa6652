"""A real Chromium that has no network, and decks to open in it."""

import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.publishing import samples
from workshop import config
from workshop.publishing import slides

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
# Of a whole machine: what is asked for must not be in the file itself.
INSIDE = ("file:", "data:", "blob:", "about:")


@dataclass
class Visit:
    """A page, and what it did that it should not do."""

    page: Page
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def listen(page: Page, visit: Visit) -> None:
    """Write down every request to the outside and every error of a page."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            visit.errors.append(message.text)

    page.on("request", lambda request: _note(visit, request.url))
    page.on("pageerror", lambda error: visit.errors.append(str(error)))
    page.on("console", on_console)


def _note(visit: Visit, url: str) -> None:
    if not url.startswith(INSIDE):
        visit.requests.append(url)


def wait_until(page: Page, script: str, argument: object = None) -> None:
    """Wait until a script is true; Playwright's own wait evaluates text in the page, which the
    security policy of our pages refuses from the second look on.
    """
    end = time.monotonic() + 15
    while not page.evaluate(script, argument):
        assert time.monotonic() < end, f"still not true after 15 seconds: {script}"
        page.wait_for_timeout(20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of this machine, headless."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        pytest.skip(f"no browser: none of {', '.join(BROWSERS)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile of a projector's size, with the network off."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def visit(offline: BrowserContext) -> Callable[..., Visit]:
    """Open a file in the browser and wait until its deck is ready."""

    def open_file(path: Path, query: str = "", *, deck: bool = True) -> Visit:
        page = offline.new_page()
        result = Visit(page)
        listen(page, result)
        page.goto(path.as_uri() + query)
        if deck:
            wait_until(page, "Reveal.isReady()")
        return result

    return open_file


@pytest.fixture(scope="session")
def decks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Decks as files: the kit's in both languages, and a stranger's."""
    folder = tmp_path_factory.mktemp("decks")
    event = config.settings()
    pages = {
        "kit-id": slides.render(samples.seminar("id"), event, "id"),
        "kit-en": slides.render(samples.seminar("en"), event, "en"),
        "stranger": slides.render(samples.stranger(), None, "en"),
    }
    for name, page in pages.items():
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    return {name: folder / f"{name}.html" for name in pages}
