"""What the doctor says of a deployment that is whole, and of each part that is missing."""

import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import call_command
from django.db.migrations.recorder import MigrationRecorder

from accounts.models import Workspace
from core import heartbeat
from core.clock_skew import skew
from core.crypto import encrypt
from core.doctor import addresses, mail, processes, site
from core.doctor.database import examine_connections, examine_migrations, judge_clock, judge_connections, judge_way
from core.doctor.examination import Examination, Finding, Level, error, examine_all
from core.doctor.host import examine_pages, judge_room
from core.doctor.secrets import examine_sealed
from core.tests.mail_sink import MailSink, text_of
from sla.models import TelegramChannel
from stack.ports import free_port

PRODUCTION = {
    "ENVIRONMENT": "production",
    "PUBLIC_URL": "https://chats.example.com",
    "ALLOWED_HOSTS": ["chats.example.com"],
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "BEHIND_PROXY": True,
    "SUPPORT_CONTACT": "support@example.com",
}


def troubles(findings: Any) -> list[str]:
    return [f"{one.level}: {one.text}" for one in findings if one.level is not Level.OK]


@pytest.fixture
def _workers_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tasks are done at once, but for those of the queue `bulk`, whose worker hangs."""
    monkeypatch.setattr(processes, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(
        processes, "enqueue", lambda _name, *, queue, key: None if queue == "bulk" else processes.answer(key=key)
    )


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({}, []),
        ({"PUBLIC_URL": "chats.example.com"}, ["error: PUBLIC_URL is no address of a site: chats.example.com"]),
        ({"ALLOWED_HOSTS": ["other.example.com"]}, ["error: ALLOWED_HOSTS lacks chats.example.com, the host of"]),
        ({"PUBLIC_URL": "http://chats.example.com"}, ["error: PUBLIC_URL is not https"]),
        ({"SESSION_COOKIE_SECURE": False}, ["error: cookies may travel without TLS"]),
        ({"BEHIND_PROXY": False}, ["warning: BEHIND_PROXY is off"]),
        ({"SUPPORT_CONTACT": ""}, ["warning: people are told no way to reach you"]),
        (
            {
                "ENVIRONMENT": "local",
                "PUBLIC_URL": "http://chats.example.com",
                "BEHIND_PROXY": False,
                "SUPPORT_CONTACT": "",
            },
            [],
        ),
    ],
)
def test_the_address_of_a_deployment(settings: Any, changed: dict[str, Any], told: list[str]) -> None:
    for name, value in {**PRODUCTION, **changed}.items():
        setattr(settings, name, value)

    found = troubles(addresses.examine_addresses())

    assert len(found) == len(told)
    assert all(one.startswith(begin) for one, begin in zip(found, told, strict=True))


@pytest.mark.parametrize(
    ("theirs", "level"), [(100.0, "ok"), (101.0, "ok"), (97.0, "error"), (106.0, "error"), (103.0, "ok")]
)
def test_clocks_that_differ_by_more_than_the_question_took(theirs: float, level: str) -> None:
    assert judge_clock(skew(theirs=theirs, before=100.0, after=102.0)).level == level


@pytest.mark.parametrize(("used", "level"), [(10, "ok"), (77, "ok"), (78, "warning"), (97, "warning")])
def test_connections_to_the_database_that_run_out(used: int, level: str) -> None:
    assert judge_connections(used, 97).level == level


@pytest.mark.django_db
def test_connections_are_counted_on_the_server() -> None:
    (found,) = examine_connections()

    assert re.fullmatch(r"[1-9]\d* of \d+ connections to PostgreSQL are in use", found.text)


@pytest.mark.parametrize(
    ("host", "sslmode", "is_told"),
    [
        ("db.example.com", None, True),
        ("db.example.com", "require", True),
        ("db.example.com", "verify-full", False),
        ("10.0.0.7", "prefer", True),
        ("127.0.0.1,db.example.com", None, True),
        ("127.0.0.1", None, False),
        ("::1", None, False),
        ("localhost", None, False),
        ("postgres", None, False),
        ("/run/postgresql.d", None, False),
        ("", None, False),
    ],
)
def test_a_way_to_the_database_that_others_may_listen_on(host: str, sslmode: str | None, is_told: bool) -> None:
    options = {} if sslmode is None else {"sslmode": sslmode}

    found = troubles(judge_way({"HOST": host, "OPTIONS": options}))

    assert [one.partition(":")[0] for one in found] == ["warning"] * is_told


@pytest.mark.parametrize(
    ("url", "is_told"),
    [
        ("redis://redis.example.com:6379/0", True),
        ("redis://:pw@redis.example.com:6379/0", True),
        ("rediss://redis.example.com:6379/0?ssl_cert_reqs=required", True),
        ("rediss://:pw@redis.example.com:6379/0?ssl_cert_reqs=none", True),
        ("rediss://:pw@redis.example.com:6379/0?ssl_cert_reqs=required", False),
        ("redis://10.0.0.7:6379/0", True),
        ("redis://127.0.0.1:6379/0", False),
        ("redis://redis:6379/0", False),
    ],
)
def test_a_way_to_redis_that_others_may_listen_on_or_go(url: str, is_told: bool) -> None:
    found = list(processes.judge_way(url))

    assert [one.level for one in found] == [Level.WARNING] * is_told
    assert not any("pw" in one.text + one.remedy for one in found)


@pytest.mark.parametrize(
    ("free", "of", "level"),
    [
        (10_000, 40_000, "ok"),
        (2_000, 40_000, "warning"),
        (100, 40_000, "error"),
        (1_990, 2_000, "ok"),
        (900, 2_000, "warning"),
        (20, 256, "error"),
    ],
)
def test_room_on_the_disk(free: int, of: int, level: str) -> None:
    assert judge_room(Path("/srv"), free_megabytes=free, megabytes=of).level == level


def test_pages_that_were_not_built(settings: Any, tmp_path: Path) -> None:
    settings.FRONTEND_DIST = tmp_path
    without = troubles(examine_pages())
    (tmp_path / "index.html").touch()

    assert without[0].startswith("warning: there are no built pages")
    assert not troubles(examine_pages())


@pytest.mark.django_db
def test_migrations_that_are_missing_or_from_a_newer_release() -> None:
    whole = troubles(examine_migrations())
    MigrationRecorder.Migration.objects.filter(app="core").order_by("-id")[:1].get().delete()
    MigrationRecorder.Migration.objects.create(app="chats", name="9999_of_tomorrow")

    found = troubles(examine_migrations())

    assert whole == []
    assert found[0].startswith("error: 1 migrations are not applied, first core.")
    assert found[1] == "error: the database knows migrations that this code does not, last chats.9999_of_tomorrow"


def test_a_secret_that_no_key_opens_is_named(workspace: Workspace, settings: Any) -> None:
    settings.CREDENTIAL_KEYS = [Fernet.generate_key().decode()]
    row = TelegramChannel.objects.create(workspace=workspace, token=encrypt("110201543:AAH"), chat_id="7")
    whole = troubles(examine_sealed())
    settings.CREDENTIAL_KEYS = [Fernet.generate_key().decode()]

    found = troubles(examine_sealed())

    assert whole == []
    assert found == [f"error: no key opens 1 secrets of sla.TelegramChannel.token, rows {row.pk}"]


def test_a_mail_server_is_entered_and_a_mail_only_sent_when_asked(settings: Any) -> None:
    settings.ALERT_EMAILS = ["duty@example.com"]
    settings.EMAIL_BACKEND = mail.SMTP
    with MailSink() as sink:
        sink.use(settings)

        entered = troubles(mail.examine_mail())
        mails_before = len(sink.mails)
        sent = mail.send_test_mail("duty@example.com")

        assert (entered, mails_before, sent.level) == ([], 0, "ok")
        assert settings.PUBLIC_URL in text_of(sink.mails[0])
    settings.EMAIL_PORT = free_port()

    assert troubles(mail.examine_mail())[0].endswith("is not reached: ConnectionRefusedError")
    assert mail.send_test_mail("duty@example.com").level is Level.ERROR


@pytest.mark.usefixtures("_workers_answer")
def test_scheduler_and_queues_are_asked_for_a_sign_of_work() -> None:
    heartbeat.beat(["worker:sync", "worker:bulk", "worker:default"])

    queues = troubles(processes.examine_queues())
    beat = troubles(processes.examine_beat())

    assert queues == [
        "warning: a task in bulk was not done within 0 s, 0 wait",
        "error: the queue replies has no worker, or one whose tasks all hang",
    ]
    assert beat == ["error: the scheduler gives no sign of life"]


def test_what_rests_on_a_broken_part_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Any:
        raise ZeroDivisionError

    asked = {
        "database": Examination("database", lambda: iter([error("away", "start it")])),
        "migrations": Examination("migrations", lambda: iter([Finding(Level.OK, "never said")]), needs="database"),
        "pages": Examination("pages", broken),
    }
    monkeypatch.setattr("core.doctor.examination._examinations", asked)

    found = [(result.examination, result.finding.text) for result in examine_all()]

    assert found == [
        ("database", "away"),
        ("migrations", "not looked at without database"),
        ("pages", "the examination itself failed: ZeroDivisionError"),
    ]


@pytest.mark.parametrize(
    ("levels", "last_line"),
    [
        ([Level.OK], "Everything is in place."),
        ([Level.OK, Level.WARNING, Level.WARNING], "To mend: 0. Warnings: 2."),
    ],
)
def test_not_everything_is_in_place_when_a_warning_is_left(
    monkeypatch: pytest.MonkeyPatch, levels: list[Level], last_line: str
) -> None:
    findings = [Finding(level, "found") for level in levels]
    monkeypatch.setattr("core.doctor.examination._examinations", {"one": Examination("one", lambda: iter(findings))})
    told, counted = StringIO(), StringIO()

    call_command("doctor", stdout=told)
    call_command("doctor", "--json", stdout=counted)

    assert told.getvalue().splitlines()[-1] == last_line
    assert json.loads(counted.getvalue())["warnings"] == levels.count(Level.WARNING)


@pytest.mark.django_db
def test_the_command_says_what_to_mend_and_ends_with_1(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.REDIS_URL = f"redis://127.0.0.1:{free_port()}/0"
    settings.OZON_API_URL = settings.PUBLIC_URL = f"http://127.0.0.1:{free_port()}"
    monkeypatch.setattr(site, "CONTAINER_MARKS", ())
    for_people, for_machines = StringIO(), StringIO()

    with pytest.raises(SystemExit, match="1"):
        call_command("doctor", stdout=for_people)
    with pytest.raises(SystemExit, match="1"):
        call_command("doctor", "--json", stdout=for_machines)

    assert "error    redis: Redis is not reached: ConnectionError" in for_people.getvalue()
    assert "→ start it, or correct REDIS_URL" in for_people.getvalue()
    found = json.loads(for_machines.getvalue())
    levels = {one["examination"]: one["level"] for one in found["findings"]}
    assert found["ok"] is False
    assert levels["database"] == levels["migrations"] == levels["clock"] == "ok"
    assert levels["redis"] == levels["queues"] == levels["marketplace"] == levels["site"] == "error"
