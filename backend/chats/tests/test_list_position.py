from itertools import cycle, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chats.list_position import ListPosition


def pages_until_noticed(cursors: list[str], *, at_most: int) -> int | None:
    position = ListPosition()
    for number, cursor in enumerate(islice(cursors, at_most), start=1):
        following = position.after_page(cursor)
        if following is None:
            return number
        position = following
    return None


def test_a_straight_list_is_walked_to_its_end() -> None:
    assert pages_until_noticed([str(number) for number in range(5_000)], at_most=5_000) is None


@pytest.mark.parametrize("circle", [["A"], ["A", "B"], ["A", "B", "C"]])
def test_a_circle_is_noticed(circle: list[str]) -> None:
    assert pages_until_noticed(list(islice(cycle(circle), 50)), at_most=50) is not None


@given(straight=st.integers(0, 200), length=st.integers(1, 200))
def test_a_circle_of_any_length_is_noticed_after_a_few_rounds(straight: int, length: int) -> None:
    way = [f"way-{number}" for number in range(straight)]
    circle = [f"circle-{number}" for number in range(length)]
    most = 3 * (straight + length) + 3

    assert pages_until_noticed(way + list(islice(cycle(circle), most)), at_most=most) is not None
