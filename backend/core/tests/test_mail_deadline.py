"""A mail server has so long over a mail, however it spreads its slowness."""

import ssl
from pathlib import Path
from typing import Any

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from conftest import Queued
from core import soft_limit
from core.mail import Mail, backend, deliver
from core.mail.outbox import deliver_waiting, keep
from core.models import WaitingMail
from core.tests.certificates import make_certificate
from core.tests.mail_sink import MailSink
from core.tests.slow_mail_server import SlowMailServer

MAIL = Mail(subject="Новый пароль", text="Здравствуйте!\n", html=None, to=["inna@example.com"])
SECONDS = 1.0


@pytest.fixture
def row(db: None, queued: Queued, monkeypatch: pytest.MonkeyPatch) -> WaitingMail:
    monkeypatch.setattr(backend, "DIALOGUE_SECONDS", SECONDS)
    keep(MAIL, template="password_reset")
    return WaitingMail.objects.get()


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Of 127.0.0.1, and good in the eyes of this process."""
    certificate = make_certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.file))
    return certificate.context


@pytest.mark.parametrize(("seconds", "piece"), [(0.4, 1000), (0.04, 1)], ids=["each answer", "each byte"])
def test_a_mail_whose_server_is_slow_at_each_step_is_put_off(
    row: WaitingMail, settings: Any, seconds: float, piece: int
) -> None:
    with SlowMailServer(seconds=seconds, piece=piece) as server:
        server.use(settings)
        deliver_waiting(row.pk)

    row.refresh_from_db()
    assert (row.error, row.leased_until, row.given_up_at) == ("SMTPServerDisconnected", None, None)
    assert server.mails == 0


def test_a_mail_that_was_taken_is_sent_however_slow_the_farewell(row: WaitingMail, settings: Any) -> None:
    with SlowMailServer(seconds=2.0, only="QUIT") as server:
        server.use(settings)
        deliver_waiting(row.pk)

    assert server.mails == 1
    assert not WaitingMail.objects.exists()


@pytest.mark.parametrize("scheme", ["smtp", "smtp+tls", "smtp+ssl"])
def test_a_server_with_and_without_tls_gets_its_mails(
    settings: Any, certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    with MailSink(scheme=scheme, context=certificate) as sink:
        sink.use(settings)
        deliver(MAIL)
        monkeypatch.setattr(backend, "DIALOGUE_SECONDS", 0.0)
        with pytest.raises(OSError, match="took too long"):
            deliver(MAIL)

    assert len(sink.mails) == 1


def test_a_mail_is_not_begun_when_the_time_of_its_task_is_up(settings: Any) -> None:
    with MailSink() as sink:
        sink.use(settings)
        soft_limit.begin(0)
        with pytest.raises(SoftTimeLimitExceeded):
            deliver(MAIL)

    assert sink.mails == []
