"""Each host tells how far it is from the database, and a wrong one is found by any process."""

import re
import socket
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from core import clock_skew, redis
from core.alerts.kinds import Situation
from core.alerts.processes import find_wrong_clocks
from core.clock_skew import KEY, follow_database, measure_skew, shared_now, skew, told_skews
from core.doctor.database import examine_clock

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock_skew, "_known", clock_skew.Known())


def off_by(**length: float) -> datetime:
    return timezone.now() + timedelta(**length)


@pytest.mark.parametrize(("minutes", "words"), [(10, "s ahead of"), (-10, "s behind")])
def test_a_host_whose_clock_is_off_is_named_by_the_doctor_and_by_an_alert(minutes: int, words: str) -> None:
    with time_machine.travel(off_by(minutes=minutes), tick=True):
        [finding] = examine_clock()
        follow_database()
    [found] = find_wrong_clocks(Situation(now=timezone.now()))

    # The time that the question took is no skew, so on a busy machine it is a little less.
    assert finding.level == "error"
    assert re.search(rf"\b(600|59\d) {words}", finding.text)
    assert found.subject == socket.gethostname()
    assert re.search(rf"[{'+' if minutes > 0 else '-'}](600|59\d) s", found.label)


@pytest.mark.parametrize("minutes", [10, -10])
def test_a_process_that_knows_its_clock_to_be_wrong_tells_the_time_of_the_database(
    minutes: int,
) -> None:
    right = timezone.now()

    with time_machine.travel(off_by(minutes=minutes), tick=True):
        before = shared_now() - right
        follow_database()
        after = shared_now() - right
    follow_database()
    corrected = shared_now() - timezone.now()

    assert abs(before - timedelta(minutes=minutes)) < timedelta(seconds=30)
    assert abs(after) < timedelta(seconds=30)
    assert abs(corrected) < timedelta(seconds=1)


def test_a_host_whose_clock_is_right_is_no_news() -> None:
    follow_database()

    assert abs(measure_skew()) < 1
    assert list(told_skews()) == [socket.gethostname()]
    assert list(find_wrong_clocks(Situation(now=timezone.now()))) == []


def test_what_a_host_said_long_ago_does_not_count() -> None:
    redis.client().hset(KEY, "gone", "600.0 1000000000")

    assert told_skews() == {}


@pytest.mark.parametrize(
    ("theirs", "ahead"), [(100.0, 0.0), (101.0, 0.0), (97.0, 3.0), (106.0, -4.0)], ids=["edge", "between", "-", "+"]
)
def test_the_time_that_the_question_took_is_no_skew(theirs: float, ahead: float) -> None:
    assert skew(theirs=theirs, before=100.0, after=102.0) == ahead
