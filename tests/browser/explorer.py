"""An explorer in a page, and how a reader turns it."""

from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Locator, Page

from tests.publishing.samples import code, markdown
from workshop import i18n
from workshop.i18n import tr
from workshop.publishing import slides
from workshop.publishing.notebook import parse
from workshop.survey.explorer.exploration import explore
from workshop.survey.responses import Responses

# From a change of a control until the frame after the one that shows it.
UPDATE_TIME = """([control, value]) => new Promise((resolve) => {
    const start = performance.now();
    control.value = value;
    control.dispatchEvent(new Event("change"));
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - start)));
})"""


def deck(path: Path, language: str, *surveys: Responses) -> Path:
    """Write a deck with a title slide and one slide for each survey."""
    with i18n.use(language):
        cells = [markdown("# Explorer", "slide")]
        for answers in surveys:
            exploration = explore(answers)
            bundle = exploration._repr_mimebundle_()
            output = {"output_type": "display_data", "metadata": {}, "data": bundle}
            cells += [
                markdown(f"## {len(answers)}", "slide"),
                code("survey.explore(answers)", output, tags=["hide-input"]),
            ]
        notebook = parse({"cells": cells, "metadata": {}}, name="explorer", folder=Path())
        path.write_text(slides.render(notebook, None, language), encoding="utf-8")
    return path


@dataclass(frozen=True)
class Reader:
    """Somebody who turns the explorer with this number in a page, in the language in force."""

    page: Page
    number: int = 0

    @property
    def explorer(self) -> Locator:
        return self.page.locator(".rk-explorer").nth(self.number)

    def control(self, label: str) -> Locator:
        return self.explorer.get_by_role("combobox", name=label, exact=True)

    def choose(self, label: str, option: str) -> None:
        """Choose an option by its words."""
        control = self.control(label)
        names = control.locator("option").all_text_contents()
        (place,) = [n for n, name in enumerate(names) if name in (option, f"{label}: {option}")]
        control.select_option(index=place)

    def press(self, name: str) -> None:
        self.explorer.get_by_role("button", name=name, exact=True).click()

    @property
    def status(self) -> str:
        return self.explorer.get_by_role("status").inner_text()

    def linked(self) -> dict[str, dict[str, str]]:
        """Return the numbers of all linked charts, as their tool tips tell them."""
        found = {}
        for button in self.explorer.locator(".rk-other").all():
            label, *lines = (button.get_attribute("title") or "").split("\n")
            found[label] = dict(line.rsplit(": ", 1) for line in lines)
        return found

    def table(self) -> list[list[str]]:
        """Show the main chart as a table and return its cells."""
        self.choose(tr("View"), tr("table"))
        rows = self.explorer.locator(".rk-stage tr").all()
        cells = [row.locator("th, td").all_text_contents() for row in rows]
        self.choose(tr("View"), tr("chart"))
        return cells

    def update_time(self, label: str, value: int) -> float:
        """Return the milliseconds from a change until it is on the screen."""
        control = self.control(label).element_handle()
        return float(self.page.evaluate(UPDATE_TIME, [control, str(value)]))
