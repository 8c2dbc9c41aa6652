"""What a class needs: the worked example, the ladder, and mistakes in what is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop import i18n
from workshop.classroom.network.activities import ACTIVITIES, LADDER
from workshop.classroom.network.constants import Constants
from workshop.classroom.network.sizing import Capacity, capacity
from workshop.classroom.network.telling import rupiah
from workshop.errors import ClassroomError

CONSTANTS = Constants.read()


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WORKSHOP_LANG", "en")


def money(found: Capacity) -> list[str]:
    low, _, high = found.rupiah
    return [rupiah(low), rupiah(high)]


# The worked example of the kit's reference on classrooms: the seminar of the first paper,
# 62 people and 2.5 hours, computed there by hand.


def test_the_seminar_with_video_needs_62_mbps_and_70_gb() -> None:
    found = capacity(62, minutes=150, activities="video")
    assert found.peak.link[1] == 62
    assert found.gb_in_all == pytest.approx(69.75)
    assert found.gb == pytest.approx(1.125)
    assert money(found) == ["Rp 3,400", "Rp 6,800"]


def test_the_seminar_with_slides_and_audio_needs_7_mbps_and_8_gb() -> None:
    found = capacity(62, minutes=150, activities="slides-audio")
    assert found.peak.link[1] == pytest.approx(7.44)
    assert found.gb_in_all == pytest.approx(8.37)
    assert found.gb == pytest.approx(0.135)
    assert money(found) == ["Rp 400", "Rp 800"]


def test_the_seminar_as_text_needs_next_to_nothing() -> None:
    found = capacity(62, minutes=150, activities="text")
    assert found.gb < 0.02
    assert found.rupiah[2] < 100


# The ladder


def test_each_step_down_the_ladder_needs_less() -> None:
    needs = [need.link[1] for need in capacity(62).ladder]
    assert [need.activity.key for need in capacity(62).ladder] == list(LADDER)
    assert needs == sorted(needs, reverse=True)


@pytest.mark.parametrize(
    ("link", "key"),
    [(200, "gallery"), (100, "video"), (20, "slides-audio"), (5, "audio"), (1, "text"), (0.2, "")],
)
def test_a_narrower_link_leads_further_down(link: float, key: str) -> None:
    fallback = capacity(62, link_mbps=link).falls_back_to
    assert (fallback.activity.key if fallback else "") == key


@given(
    st.integers(1, 5000),
    st.integers(1, 20),
    st.sampled_from(list(ACTIVITIES)),
    st.floats(0.05, 1),
    st.floats(0.5, 2000),
)
def test_the_points_of_failure_are_exact(
    people: int, colleges: int, activity: str, share: float, link: float
) -> None:
    plan = {"colleges": min(colleges, people), "activities": activity, "concurrency": share}
    need = capacity(people, link_mbps=link, constants=CONSTANTS, **plan).peak  # type: ignore[arg-type]
    person = need.person[1]
    usable = link * CONSTANTS["usable_share"].value
    assert need.people * person <= usable + 1e-6 < (need.people + 1) * person + 2e-6
    least = need.least_link
    if 0.11 < least < 90_000:
        for factor, fits in ((1.001, True), (0.999, False)):
            other = capacity(people, link_mbps=least * factor, constants=CONSTANTS, **plan)  # type: ignore[arg-type]
            assert other.peak.fits is fits


def test_a_gallery_grows_until_its_page_is_full() -> None:
    person = [capacity(people, activities="gallery").peak.person[1] for people in (1, 2, 10, 500)]
    assert person == pytest.approx([0.06, 0.31, 2.31, 2.31])


# Colleges, minutes, prices


def test_colleges_share_the_people_but_each_has_its_own_link() -> None:
    found = capacity(62, colleges=3)
    assert found.peak.link[1] == 21
    assert found.gb_in_all == pytest.approx(69.75)
    assert found.servers["Synapse"].count == 3


def test_activities_share_the_minutes_of_a_meeting() -> None:
    found = capacity(62, activities={"video": 30, "slides-audio": 60, "text": 60})
    assert found.peak.activity.key == "video"
    expected = 0.45 * (0.5 * 1 + 1 * 0.12 + 1 * 0.01)
    assert found.gb == pytest.approx(expected)


def test_fewer_people_at_once_need_less_but_each_pays_the_same() -> None:
    half, all_of_them = capacity(62, concurrency=0.5), capacity(62)
    assert half.peak.link[1] == all_of_them.peak.link[1] / 2
    assert half.gb == all_of_them.gb
    assert half.gb_in_all == all_of_them.gb_in_all / 2


def test_a_price_replaces_the_range_of_prices() -> None:
    low, likely, high = capacity(62, price_per_gb=2000).rupiah
    assert low == likely == high == pytest.approx(2250)
    assert "that is Rp 2,300." in capacity(62, price_per_gb=2000).explain()


def test_a_changed_figure_changes_the_need() -> None:
    constants = CONSTANTS.changed(video_rate=2)
    assert capacity(62, constants=constants).peak.link[1] == 124


# Servers and devices


def test_servers_of_the_seminar() -> None:
    found = capacity(62).servers
    # Jupyter: 62 × 0.5 + 0.128 = 31.1 GB. Moodle: 1 + 62 / 12 = 6.2 GB, 5 + 31 = 36 GB.
    hub, moodle, bbb = (found[name] for name in ("JupyterHub", "Moodle", "BigBlueButton"))
    assert (hub.cores, hub.ram_gb, hub.disk_gb) == (7, 32, 64)
    assert (moodle.cores, moodle.ram_gb, moodle.disk_gb) == (3, 8, 36)
    assert (bbb.count, bbb.cores, bbb.ram_gb) == (1, 8, 16)


@pytest.mark.parametrize(("people", "count"), [(200, 1), (201, 2), (1000, 5)])
def test_a_server_full_of_people_gets_a_second_one(people: int, count: int) -> None:
    assert capacity(people, activities="audio").servers["BigBlueButton"].count == count


def test_a_gallery_fills_the_link_of_a_server_before_its_seats() -> None:
    # 150 × 2.31 Mbps = 346.5 Mbps, on servers with 250 Mbps.
    assert capacity(150, activities="gallery").servers["BigBlueButton"].count == 2


@pytest.mark.parametrize(("people", "points"), [(25, 1), (26, 2), (62, 3), (300, 12)])
def test_access_points_by_people_a_radio(people: int, points: int) -> None:
    assert capacity(people).devices.access_points == points


def test_the_ups_carries_what_hangs_on_it_for_as_long_as_asked() -> None:
    found = capacity(300).devices
    assert found.watts == pytest.approx(12 * 15.4 + 28 + 40)
    assert found.ups_va * 0.6 >= found.watts * 1.25
    assert found.ups_minutes >= 15


def test_a_whole_college_takes_several_switches() -> None:
    found = capacity(2000).devices
    assert (found.switches, found.switch_ports) == (2, 48)
    assert found.switches * found.switch_ports >= found.ports


# Words


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("link", [0.2, 20, 62 / 0.8, 500])
def test_words_table_and_chart_are_there_for_every_link(language: str, link: float) -> None:
    with i18n.use(language):
        found = capacity(62, link_mbps=link, concurrency=0.9, colleges=2)
        for result in (found, found.servers, found.devices):
            assert "{" not in result.explain()
            assert result.shown().rows
            assert result.chart().alt
            assert "<table>" in result._repr_mimebundle_()["text/html"]


def test_the_sentences_name_the_way_out() -> None:
    said = capacity(62, link_mbps=20).explain()
    assert "That does not work: a link of 20 Mbps carries about 16 Mbps" in said
    assert "What works for all is: Slides and audio, 7.44 Mbps." in said
    assert "Let people come in turns" in capacity(62, link_mbps=0.2).explain()
    assert "That works" in capacity(62, link_mbps=100).explain()


def test_the_chart_shows_the_link_and_marks_what_works() -> None:
    chart = capacity(62, link_mbps=20).chart()
    assert chart.series[0].values[-1] == 16
    assert chart.highlight == {"Slides and audio", "Audio only", "Text chat and summary"}


def test_what_was_planned_beside_the_ladder_has_a_row_too() -> None:
    table = capacity(62, activities="notebooks").table
    assert table["activity"].tolist() == [*LADDER, "notebooks"]


# Mistakes


@pytest.mark.parametrize(
    ("mistake", "told"),
    [
        ({"people": 0}, "people is 0; allowed: a whole number from 1 to 100,000"),
        ({"people": 2.5}, r"people is 2\.5; allowed: a whole number"),
        ({"people": "62"}, "people is 62; allowed: a whole number"),
        ({"people": True}, "people is True"),
        ({"people": float("nan")}, "people is nan"),
        ({"colleges": 63}, "There are 63 colleges for 62 people"),
        ({"minutes": 0}, "minutes is 0; allowed: a number from 1 to 1,440"),
        ({"concurrency": 80}, r"concurrency is 80; allowed: a share.*Write 80% as 0\.8"),
        ({"link_mbps": -1}, "link_mbps is -1"),
        ({"price_per_gb": float("inf")}, "price_per_gb is inf"),
        ({"meetings": 0}, "meetings is 0"),
        ({"activities": "vidio"}, "There is no activity vidio; did you mean video?"),
        ({"activities": "dance"}, "There is no activity dance; allowed: gallery"),
        ({"activities": {}}, "There is no activity –"),
        ({"activities": {"video": 100, "text": 51}}, "take 151 minutes together"),
        ({"activities": {"video": -5}}, "minutes is -5"),
    ],
)
def test_a_mistake_is_answered_with_what_is_allowed(mistake: dict[str, object], told: str) -> None:
    with pytest.raises(ClassroomError, match=told.replace("?", r"\?")):
        capacity(**({"people": 62} | mistake))  # type: ignore[arg-type]
