"""How many registrations to accept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from workshop import i18n
from workshop.classroom.network.seats import seats
from workshop.errors import ClassroomError


# The figures of the kit's reference on organising, from the published binomial model
# (LINDO's OVERBOOK) and from Beta(5, 7).
@pytest.mark.parametrize(
    ("capacity", "simple", "careful"), [(20, 38, 29), (30, 60, 44), (40, 82, 60)]
)
def test_the_worked_examples(capacity: int, simple: int, careful: int) -> None:
    found = seats(capacity, show_up=0.4)
    assert (found.simple.accept, found.careful.accept) == (simple, careful)
    assert found.weights == pytest.approx((5, 7))
    assert found.accept == careful


@given(st.integers(1, 200), st.floats(0.05, 1), st.sampled_from([0.01, 0.05, 0.2]))
def test_one_more_registration_would_be_too_many(
    capacity: int, show_up: float, limit: float
) -> None:
    found = seats(capacity, show_up, limit=limit)
    accept = found.simple.accept
    assert accept >= capacity
    assert stats.binom.sf(capacity, accept, show_up) <= limit + 1e-9
    assert stats.binom.sf(capacity, accept + 1, show_up) > limit - 1e-9
    accept = found.careful.accept
    assert stats.betabinom.sf(capacity, accept, *found.weights) <= limit + 1e-9
    assert stats.betabinom.sf(capacity, accept + 1, *found.weights) > limit - 1e-9
    assert found.careful.overflow == pytest.approx(
        stats.betabinom.sf(capacity, accept, *found.weights), abs=1e-9
    )


def test_a_class_that_many_attend_makes_the_next_one_stricter() -> None:
    found = seats(20)
    assert found.after(29, 29).accept < found.accept < found.after(29, 2).accept


def test_earlier_classes_replace_the_usual_share() -> None:
    found = seats(20, classes=((50, 20), (40, 20)))
    assert found.weights == pytest.approx((1 + 40 / 5, 1 + 50 / 5))
    assert found.show_up == pytest.approx(40 / 90)


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_advice_is_said_and_drawn(language: str) -> None:
    with i18n.use(language):
        found = seats(20)
        assert "29" in found.explain()
        assert "38" in found.explain()
        assert found.shown().rows[0][1] == "29"
        assert found.chart().series[0].values == (29, 38, 20)


@pytest.mark.parametrize(
    "mistake",
    [
        {"capacity": 0},
        {"capacity": 20, "show_up": 40},
        {"capacity": 20, "show_up": 0},
        {"capacity": 20, "limit": 1},
        {"capacity": 20, "weight": 0},
        {"capacity": 20, "registered": 0},
        {"capacity": 20, "classes": [(10, 11)]},
        {"capacity": 20, "classes": [(10, -1)]},
        {"capacity": 20, "classes": [(1000, 0)]},
        {"capacity": "20"},
        {"capacity": True},
        {"capacity": 20.5},
    ],
)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_mistake_is_answered_by_a_sentence(mistake: dict[str, object], language: str) -> None:
    with i18n.use(language), pytest.raises(ClassroomError) as caught:
        seats(**mistake)  # type: ignore[arg-type]
    assert str(caught.value)
