"""Takes the pictures of the READMEs from a fresh build: ``python -m tests.browser.pictures``."""

import io
import shutil
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.conftest import BROWSERS, QUIET, wait_until
from tests.browser.jupyterlab import OpenNotebook, serve
from tests.conftest import KIT, copy_kit, run_workshop

FOLDER = KIT / "docs" / "pictures"
NOTEBOOK = "01-social-media-portrait"
SIZE = ViewportSize(width=1280, height=720)


def save(picture: bytes, name: str) -> None:
    """Write a small PNG: flat colours need no more than a palette."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(96, dither=Image.Dither.NONE)
    image.save(FOLDER / name, optimize=True)


def slide(browser: Browser, kit: Path) -> None:
    """Take the slide of the portrait with its choices."""
    page = browser.new_page(viewport=SIZE)
    page.goto((kit / "build" / "id" / "slides" / f"{NOTEBOOK}.html").as_uri())
    wait_until(page, "window.Reveal && Reveal.isReady()")
    page.keyboard.press("ArrowRight")
    page.locator(".present .chart[data-drawn]").wait_for()
    page.wait_for_timeout(800)
    save(page.screenshot(), "slide.png")


def notebook(browser: Browser, kit: Path, home: Path) -> None:
    """Take the same chart in JupyterLab, as a participant has it."""
    with serve(kit, "id", home) as server:
        page = browser.new_page(viewport=SIZE)
        page.set_default_timeout(60_000)
        page.goto(server.url(f"lab/tree/id/{NOTEBOOK}.ipynb"))
        opened = OpenNotebook(page, server, NOTEBOOK)
        opened.show()
        opened.run_all()
        opened.cell("services-heading").scroll_into_view_if_needed()
        opened.cell("services-heading").evaluate("cell => cell.scrollIntoView()")
        page.wait_for_timeout(1500)
        save(page.screenshot(), "notebook.png")


def main() -> None:
    """Build a copy of the kit and take all pictures."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        kit = copy_kit(Path(scratch, "kit"))
        home = Path(scratch, "home")
        home.mkdir()
        run_workshop("build", NOTEBOOK, "--lang", "id", "--only", "slides", folder=kit)
        path = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        slide(browser, kit)
        notebook(browser, kit, home)
        browser.close()


if __name__ == "__main__":
    main()
