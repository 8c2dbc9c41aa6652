"""The live view: its script computes and says what Python does, and Python reads it back."""

import itertools
import json
import random
import subprocess
from pathlib import Path
from typing import Any

import playwright
import pytest

from workshop import i18n
from workshop.charts import Chart
from workshop.classroom.network import telling
from workshop.classroom.network.activities import ACTIVITIES, LADDER
from workshop.classroom.network.constants import Constants
from workshop.classroom.network.sizing import Capacity, capacity
from workshop.classroom.network.view import LoadView
from workshop.views import LOAD

NODE = next((Path(playwright.__file__).parent / "driver").glob("node*"))
PARTS = Path(__file__).parents[3] / "workshop" / "classroom" / "network"
CONSTANTS = Constants.read()
# Answers every case of the standard input with all that the script computes and says.
ASK = """
const { payload, cases } = JSON.parse(require("fs").readFileSync(0, "utf-8"));
const answers = cases.map(({ state, colleges, figures }) => {
  const found = sizeUp({ ...payload, colleges, figures: figures ?? payload.figures }, state);
  const teller = new Teller(payload);
  const told = ["need", "verdict", "chance", "cost", "ladder"].map((name) => teller[name](found));
  const fallback = found.fallback?.activity.key ?? "";
  return { ...found, needs: [...found.needs.values()], told, fallback };
});
process.stdout.write(JSON.stringify(answers));
"""
Case = dict[str, Any]


@pytest.fixture(params=["id", "en"], autouse=True)
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("WORKSHOP_LANG", request.param)
    return str(request.param)


def ask(cases: list[Case]) -> list[dict[str, Any]]:
    parts = "".join((PARTS / f"{part}.js").read_text("utf-8") for part in ("sizing", "telling"))
    found = subprocess.run(
        [NODE, "-e", parts + ASK],
        input=json.dumps({"payload": LoadView(capacity(62)).payload, "cases": cases}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    answers: list[dict[str, Any]] = json.loads(found.stdout)
    return answers


def cases() -> list[Case]:
    """Return corners, and draws of all controls together."""
    draw = random.Random(62)  # noqa: S311  # cases, not secrets
    states: list[tuple[float | str, ...]] = [
        (people, 1.0, 20, 4500, 150, activity)
        for people, activity in itertools.product((1, 2, 9, 10, 62, 300, 5000), ACTIVITIES)
    ]
    for _ in range(250):
        people = draw.choice((draw.randint(1, 100), draw.randint(1, 3000)))
        share = draw.choice((1.0, 0.01, draw.randint(10, 100) / 100))
        link = draw.choice((0.1, 100_000, draw.randint(1, 300), round(draw.uniform(1, 99), 2)))
        price = draw.choice((0, draw.randint(0, 15_000)))
        minutes = draw.choice((draw.randint(1, 300), 1440))
        states.append((people, share, link, price, minutes, draw.choice(list(ACTIVITIES))))
    names = ("people", "concurrency", "link_mbps", "price_per_gb", "minutes", "activity")
    return [
        {"state": dict(zip(names, state, strict=True)), "colleges": draw.choice((1, 1, 2, 7))}
        for state in states
    ]


def in_python(case: Case, constants: Constants = CONSTANTS) -> Capacity:
    state = dict(case["state"])
    return capacity(
        activities=state.pop("activity"),
        colleges=min(case["colleges"], state["people"]),
        constants=constants,
        **state,
    )


def told(found: Capacity) -> list[str]:
    """Return the sentences without the one on the simulation, which the script has not."""
    said = list(telling.sentences(found))
    return said if len(said) == 5 else [*said[:3], *said[4:]]


def same(answer: dict[str, Any], found: Capacity) -> None:
    assert answer["told"] == told(found)
    assert answer["fallback"] == (found.falls_back_to.activity.key if found.falls_back_to else "")
    for there, here in zip(answer["needs"], found.needs.values(), strict=True):
        assert there["activity"]["key"] == here.activity.key
        assert (there["fits"], there["people"]) == (here.fits, here.people)
        assert there["chance"] == pytest.approx(here.chance, abs=1e-9)
        numbers = (*there["link"], there["up"], there["leastLink"], there["gb"])
        assert numbers == pytest.approx((*here.link, here.up, here.least_link, here.gb))
    for there, server in zip(answer["servers"], found.servers.servers, strict=True):
        keys = ("name", "count", "cores", "ram", "disk")
        assert [there[key] for key in keys] == list(vars(server).values())[:5]
        assert there["out"] == pytest.approx(server.out_mbps)
    devices, there = found.devices, answer["devices"]
    assert [there[key] for key in ("accessPoints", "ports", "switches", "switchPorts")] == [
        devices.access_points,
        devices.ports,
        devices.switches,
        devices.switch_ports,
    ]
    assert [there["upsVa"], there["batteries"]] == [devices.ups_va, devices.batteries]
    assert there["upsMinutes"] == pytest.approx(devices.ups_minutes)
    assert answer["gbInAll"] == pytest.approx(found.gb_in_all)


def test_the_script_answers_every_case_as_python_does() -> None:
    asked = cases()
    assert len(asked) > 290
    for case, answer in zip(asked, ask(asked), strict=True):
        same(answer, in_python(case))


def test_the_script_follows_changed_figures() -> None:
    changes: list[dict[str, float]] = [
        {"turnout_correlation": 0, "usable_share": 1},
        {"gallery_tiles": 25, "speakers": 1, "devices_per_radio": 12},
        {"video_rate": 0.4, "bbb_users": 50, "ups_minutes": 240, "hub_user_gb": 2},
    ]
    asked, constants = [], []
    for change, case in itertools.product(changes, cases()[::9]):
        constants.append(CONSTANTS.changed(**change))
        figures = {name: list(one.ends) for name, one in constants[-1].by_name.items()}
        asked.append({**case, "figures": figures})
    for case, changed, answer in zip(asked, constants, ask(asked), strict=True):
        same(answer, in_python(case, changed))


def test_the_sliders_are_read_back() -> None:
    picked = LoadView(capacity(62, link_mbps=20, colleges=2))
    assert picked.capacity.peak == picked.start.peak
    picked.widget.state = {**picked.widget.state, "people": 31, "activity": "audio"}
    assert (picked.capacity.plan.people, picked.capacity.peak.activity.key) == (31, "audio")
    picked.widget.state = {**picked.widget.state, "people": 1}
    assert picked.capacity.plan.colleges == 1


def test_the_payload_is_json_without_anything_but_figures_and_words() -> None:
    payload = LoadView(capacity(62)).payload
    written = json.loads(json.dumps(payload))
    assert written["figures"] == payload["figures"]
    assert len(json.dumps(payload)) < 20_000
    assert written["ladder"] == list(LADDER)
    assert Chart.from_json(written["chart"]) == capacity(62).chart()


def test_what_the_sliders_show_first_is_one_of_their_stops() -> None:
    start = capacity(63, concurrency=0.77, link_mbps=13, price_per_gb=3333, minutes=50)
    payload = LoadView(start).payload
    for amount in payload["amounts"]:
        factor = 100 if amount["name"] == "concurrency" else 1
        assert round(payload["state"][amount["name"]] * factor, 6) in amount["stops"]
        assert amount["stops"] == sorted(amount["stops"])
        assert amount["low"] <= amount["stops"][0] <= amount["stops"][-1] <= amount["high"]


def test_a_notebook_and_a_page_both_find_what_they_show(language: str) -> None:
    view = LoadView(capacity(62))
    bundle = view._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert bundle[LOAD.mime]["language"] == language
    assert bundle["text/plain"].splitlines() == capacity(62).explain().splitlines()[:2]


def test_the_view_keeps_the_language_it_was_made_in() -> None:
    with i18n.use("en"):
        view = LoadView()
        assert view.payload["words"]["reset"] == "Reset"
    assert view.payload["language"] == "en"


def test_every_word_that_the_script_names_is_given() -> None:
    import re

    text = LOAD.script()
    asked = {*re.findall(r"words\.(\w+)", text), *re.findall(r'\.say\("(\w+)"', text)}
    asked |= {"rung_works", "rung_fails"}
    given = set(LoadView().payload["words"])
    assert asked - given == set()
    # Python alone says these two.
    assert given - asked == {"simulated", "range"}
