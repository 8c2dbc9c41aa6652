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
CHOOSING, BUILDING = "04-choose-a-platform", "06-build-the-classroom"
SIZE = ViewportSize(width=1280, height=720)


def save(picture: bytes, name: str) -> None:
    """Write a small PNG: flat colours need no more than a palette."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    image = Image.open(io.BytesIO(picture)).convert("RGB").quantize(96, dither=Image.Dither.NONE)
    image.save(FOLDER / name, optimize=True)


def slide(browser: Browser, kit: Path) -> None:
    """Take the slide on which a platform is chosen by clicking."""
    page = browser.new_page(viewport=SIZE)
    page.goto((kit / "build" / "id" / "slides" / f"{CHOOSING}.html").as_uri())
    wait_until(page, "window.Reveal && Reveal.isReady()")
    for _ in range(3):
        page.keyboard.press("PageDown")
    page.locator(".present .rk-box input[type=range]").first.wait_for()
    page.wait_for_timeout(800)
    save(page.screenshot(), "slide.png")


def notebook(browser: Browser, kit: Path, home: Path) -> None:
    """Take the plan of a class in JupyterLab, as a participant has it."""
    with serve(kit, "id", home) as server:
        page = browser.new_page(viewport=SIZE)
        page.set_default_timeout(60_000)
        page.goto(server.url(f"lab/tree/id/{BUILDING}.ipynb"))
        opened = OpenNotebook(page, server, BUILDING)
        opened.show()
        opened.run_all()
        heading = opened.cell("blueprint-heading")
        heading.scroll_into_view_if_needed()
        heading.evaluate("cell => cell.scrollIntoView()")
        page.wait_for_timeout(1500)
        save(page.screenshot(), "notebook.png")


def main() -> None:
    """Build a copy of the kit and take all pictures."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        kit = copy_kit(Path(scratch, "kit"))
        home = Path(scratch, "home")
        home.mkdir()
        run_workshop("build", CHOOSING, "--lang", "id", "--only", "slides", folder=kit)
        path = next(filter(None, map(shutil.which, BROWSERS)))
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        slide(browser, kit)
        notebook(browser, kit, home)
        browser.close()


if __name__ == "__main__":
    main()
