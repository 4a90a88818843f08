import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest
import sentry_sdk
from django.core import mail
from django.utils.translation import gettext_lazy as _
from redis.exceptions import ConnectionError as RedisConnectionError

from conftest import Queued
from core.alerts import kinds
from core.alerts.kinds import Finding, Kind, Situation
from core.alerts.rounds import claim_round, look_around
from core.models import HealthAlert

pytestmark = pytest.mark.django_db

NOW: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE: Final = timedelta(minutes=1)


class Ward:
    """What a test lets be wrong, and the rounds that look at it."""

    def __init__(self) -> None:
        self.sick: set[str] = set()
        self.is_unknown = False
        self.now = NOW

    def find(self, _situation: Situation) -> Iterator[Finding]:
        if self.is_unknown:
            raise RedisConnectionError
        for subject in sorted(self.sick):
            yield Finding(subject=subject, label=f"Лавка {subject}")

    def rounds(self, number: int) -> None:
        for _number in range(number):
            assert look_around(now=self.now)
            self.now += MINUTE


@pytest.fixture
def ward(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Ward:
    ward = Ward()
    monkeypatch.setattr(kinds, "_kinds", {"sick": Kind("sick", _("state"), ward.find)})
    settings.ALERT_EMAILS = ["watch@example.com", "second@example.com"]
    return ward


def warnings_in(caplog: pytest.LogCaptureFixture) -> list[logging.LogRecord]:
    return [record for record in caplog.records if record.levelno >= logging.WARNING]


def test_trouble_is_told_when_two_rounds_have_seen_it(ward: Ward, caplog: pytest.LogCaptureFixture) -> None:
    ward.sick = {"7"}

    ward.rounds(1)
    told_after_one = len(mail.outbox)
    ward.rounds(1)

    assert told_after_one == 0
    assert [message.to for message in mail.outbox] == [["watch@example.com", "second@example.com"]]
    assert "Лавка 7" in mail.outbox[0].body
    (line,) = warnings_in(caplog)
    assert (line.getMessage(), line.kind, line.subjects) == ("health.alert", "sick", ["7"])  # type: ignore[attr-defined]


def test_what_passes_by_the_next_round_is_never_told(ward: Ward) -> None:
    ward.sick = {"7"}
    ward.rounds(1)
    ward.sick = set()
    ward.rounds(2)

    assert mail.outbox == []
    assert not HealthAlert.objects.exists()


def test_lasting_trouble_is_told_once(ward: Ward, caplog: pytest.LogCaptureFixture) -> None:
    ward.sick = {"7"}

    ward.rounds(60)

    assert len(mail.outbox) == 1
    assert len(warnings_in(caplog)) == 1


def test_the_end_is_told_once_and_is_no_warning(ward: Ward, caplog: pytest.LogCaptureFixture) -> None:
    ward.sick = {"7"}
    ward.rounds(20)
    caplog.clear()
    ward.sick = set()

    ward.rounds(20)

    assert len(mail.outbox) == 2
    assert "прошло" in mail.outbox[1].subject
    assert "с 23.11 12:00 до 12:20 UTC" in mail.outbox[1].body
    assert warnings_in(caplog) == []
    assert HealthAlert.objects.get().recovery_told_at is not None


def test_a_moment_of_health_is_not_the_end(ward: Ward) -> None:
    ward.sick = {"7"}
    ward.rounds(20)
    for _number in range(10):
        ward.sick = set()
        ward.rounds(1)
        ward.sick = {"7"}
        ward.rounds(1)

    assert len(mail.outbox) == 1
    assert HealthAlert.objects.get().cleared_at is None


def test_fifty_at_once_are_one_mail_and_one_line(ward: Ward, caplog: pytest.LogCaptureFixture) -> None:
    ward.sick = {str(number) for number in range(50)}

    ward.rounds(2)

    (message,) = mail.outbox
    assert ": 50" in message.body
    assert "и ещё 30" in message.body
    (line,) = warnings_in(caplog)
    assert line.count == 50  # type: ignore[attr-defined]


def test_one_more_every_minute_is_told_every_ten_minutes(ward: Ward) -> None:
    for number in range(40):
        ward.sick.add(str(number))
        ward.rounds(1)

    assert 2 <= len(mail.outbox) <= 5
    assert HealthAlert.objects.filter(told_at=None).count() <= 11


def test_who_fell_sick_and_recovered_between_two_mails_is_not_told(ward: Ward) -> None:
    ward.sick = {"7"}
    ward.rounds(2)
    ward.sick = {"7", "8"}
    ward.rounds(3)
    ward.sick = {"7"}
    ward.rounds(20)

    assert len(mail.outbox) == 1


def test_where_nothing_can_be_known_nothing_changes(ward: Ward) -> None:
    ward.sick = {"7"}
    ward.rounds(2)
    ward.is_unknown = True
    ward.rounds(20)

    alert = HealthAlert.objects.get()
    assert (alert.cleared_at, alert.recovered_at) == (None, None)
    assert len(mail.outbox) == 1


def test_a_check_that_breaks_does_not_stop_the_others(ward: Ward, caplog: pytest.LogCaptureFixture) -> None:
    kinds.register_kind(Kind("broken", _("state"), lambda situation: [1 // 0]))  # type: ignore[list-item]
    ward.sick = {"7"}

    ward.rounds(2)

    assert HealthAlert.objects.get().subject == "7"
    assert "health.check_failed" in caplog.text


def test_only_one_process_makes_the_round_of_a_minute() -> None:
    assert claim_round(now=NOW)
    assert not claim_round(now=NOW)
    assert not claim_round(now=NOW + timedelta(seconds=59))
    assert claim_round(now=NOW + timedelta(seconds=60))


def test_a_wrong_clock_does_not_end_the_watch() -> None:
    claim_round(now=NOW + timedelta(hours=5))

    assert claim_round(now=NOW)


def test_a_mail_server_that_is_away_gets_the_mail_later(
    ward: Ward, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.mail.sending.deliver", refuse)
    ward.sick = {"7"}

    ward.rounds(3)

    assert [name for name, _ in queued] == ["core.deliver_mail"]


def refuse(_mail: object) -> None:
    raise ConnectionRefusedError


def test_without_addresses_nobody_is_written_to(ward: Ward, settings: Any) -> None:
    settings.ALERT_EMAILS = []
    ward.sick = {"7"}

    ward.rounds(2)

    assert mail.outbox == []
    assert HealthAlert.objects.get().told_at is not None


def test_sentry_hears_of_it_once(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []
    monkeypatch.setattr(sentry_sdk, "capture_message", lambda message, level: heard.append(message))
    ward.sick = {"7", "8"}
    ward.rounds(20)
    ward.sick = set()
    ward.rounds(20)

    assert heard == ["health.alert sick"]


def test_what_is_long_over_is_forgotten(ward: Ward) -> None:
    ward.sick = {"7"}
    ward.rounds(2)
    ward.sick = set()
    ward.rounds(2)
    ward.now += timedelta(days=15)

    ward.rounds(1)

    assert not HealthAlert.objects.exists()


def test_a_round_costs_the_same_for_one_and_for_many(ward: Ward, django_assert_max_num_queries: Any) -> None:
    ward.sick = {str(number) for number in range(300)}
    ward.rounds(1)

    with django_assert_max_num_queries(20):
        ward.rounds(1)
