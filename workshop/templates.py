"""Pages of HTML from templates, which escape every value that does not say it is HTML."""

import functools
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Template


@functools.cache
def template(path: Path) -> "Template":
    """Return the template that a file holds; what it includes stands beside it.

    Parameters
    ----------
    path
        Of the Jinja template.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = Path(folder, "page.html.j2")
    ...     _ = page.write_text("<p>{{ name }}</p>")
    ...     template(page).render(name="<b>")
    '<p>&lt;b&gt;</p>'
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(path.parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    found: Template = environment.get_template(path.name)
    return found
