"""An extension of the Jupyter server: export formats whose names hold a hyphen.

The server's own address for exports takes letters, digits and underscores only, so
that *Save and Export Notebook As…* would answer 404 for ``workshop-slides``.
"""

from jupyter_server.base.handlers import path_regex
from jupyter_server.nbconvert.handlers import NbconvertFileHandler
from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join

FORMATS = r"/nbconvert/(?P<format>workshop-\w+)"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    address = url_path_join(server.web_app.settings["base_url"], FORMATS) + path_regex
    server.web_app.add_handlers(".*$", [(address, NbconvertFileHandler)])  # type: ignore[no-untyped-call]  # of Tornado
