"""Notifications, their settings, the Telegram chat, the log and the button that tries a channel."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Membership, Workspace
from accounts.tests.factories import make_user
from chats.services.notifications import forget_old_notifications
from chats.tests.alerts import MINUTE, go_round, make_debt
from chats.tests.factories import NOW
from conftest import signed_in
from core.crypto import decrypt
from core.tests.mail_sink import MailSink, subject_of
from core.tests.telegram_stand_in import TelegramStandIn
from sla.models import Delivery, Notification, TelegramChannel

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
SETTINGS = "/api/v1/notifications/settings"
TELEGRAM = "/api/v1/notifications/telegram"
TEST = "/api/v1/notifications/test"
LOG = "/api/v1/notifications/deliveries"
BOT = {"token": TOKEN, "chat_id": "-100123"}

ENDPOINTS = [
    ("GET", "notifications", "member"),
    ("GET", "notifications/counts", "member"),
    ("POST", "notifications/read", "member"),
    ("POST", "notifications/test", "member"),
    ("GET", "notifications/deliveries", "member"),
    ("GET", "notifications/settings", "member"),
    ("PATCH", "notifications/settings", "member"),
    ("GET", "notifications/telegram", "owner"),
    ("PUT", "notifications/telegram", "owner"),
    ("DELETE", "notifications/telegram", "owner"),
]


def call(client: APIClient, method: str, path: str) -> Any:
    bodies = {"notifications/test": {"channel": "spa"}, "notifications/telegram": BOT}
    body = json.dumps(bodies.get(path, {}))
    return client.generic(method, f"/api/v1/{path}", body, content_type="application/json")


def code(response: Any) -> str:
    return str(response.json()["errors"][0]["code"])


@pytest.mark.parametrize(("method", "path", "who"), ENDPOINTS)
def test_members_pass_keys_do_not_and_owners_alone_see_telegram(
    agent: APIClient,
    owner: APIClient,
    anonymous: APIClient,
    api_key_client: Callable[..., APIClient],
    method: str,
    path: str,
    who: str,
) -> None:
    answers = {
        name: call(client, method, path)
        for name, client in {"owner": owner, "agent": agent, "key": api_key_client(), "nobody": anonymous}.items()
    }

    assert answers["owner"].status_code in {200, 204}
    assert answers["agent"].status_code == (403 if who == "owner" else 200)
    assert (answers["key"].status_code, code(answers["key"])) == (403, "session_only")
    assert answers["nobody"].status_code == 401


def test_a_member_sees_own_notifications_and_marks_them_as_read(
    workspace: Workspace, agent: APIClient, owner: APIClient, stranger: APIClient
) -> None:
    for minutes in (1, 2):
        chat = make_debt(workspace=workspace, due_at=NOW + minutes * MINUTE, product_title="Чехол")
        go_round(NOW + (minutes + 1) * MINUTE)

    listed = agent.get("/api/v1/notifications").json()["results"]
    oldest_breach = [row for row in listed if row["kind"] == "obligation.breached"][-1]
    after_one = agent.post("/api/v1/notifications/read", {"up_to": oldest_breach["id"]}).json()
    unread = agent.get("/api/v1/notifications?unread=true").json()["results"]
    after_all = agent.post("/api/v1/notifications/read").json()

    assert listed[0]["chat"] == {"id": str(chat.pk), "title": "Чехол"}
    assert listed[0]["counts"] == {"obligation.breached": 1}
    assert after_one == {"unread_count": len(unread)}
    assert oldest_breach["id"] not in {row["id"] for row in unread}
    assert after_all == agent.get("/api/v1/notifications/counts").json() == {"unread_count": 0}
    assert owner.get("/api/v1/notifications/counts").json() == {"unread_count": len(listed)}
    assert stranger.get("/api/v1/notifications").json()["results"] == []


def test_the_list_comes_in_pages(agent: APIClient, agent_member: Membership, workspace: Workspace) -> None:
    for number in range(5):
        Notification.objects.create(
            workspace=workspace, membership=agent_member, kind="test", created_at=NOW + number * MINUTE
        )

    seen: list[str] = []
    url = "/api/v1/notifications?limit=2"
    while url:
        page = agent.get(url).json()
        seen += [row["id"] for row in page["results"]]
        url = page["next"]

    assert len(seen) == len(set(seen)) == 5


def test_settings_begin_with_the_defaults_of_the_role(owner: APIClient, agent: APIClient) -> None:
    everything = ["obligation.warning", "obligation.breached", "window.closing"]

    assert owner.get(SETTINGS).json()["channels"] == {"spa": everything, "email": ["obligation.breached"]}
    assert agent.get(SETTINGS).json()["channels"] == {"spa": everything, "email": []}


def test_nothing_sounds_and_nothing_pops_up_until_the_person_turns_it_on(owner: APIClient) -> None:
    untouched = owner.get(SETTINGS).json()

    touched = owner.patch(SETTINGS, {"channels": {"email": []}}).json()

    assert (untouched["sound"], untouched["browser"]) == (touched["sound"], touched["browser"]) == (False, False)
    assert owner.patch(SETTINGS, {"sound": True}).json()["sound"] is True


def test_what_is_not_named_stays(owner: APIClient, owner_member: Membership) -> None:
    owner.patch(SETTINGS, {"quiet_hours": {"begin": "22:00", "end": "08:00", "time_zone": "Asia/Vladivostok"}})
    owner.patch(SETTINGS, {"channels": {"email": ["window.closing", "obligation.warning", "obligation.warning"]}})

    changed = owner.patch(SETTINGS, {"sound": True}).json()

    assert changed == owner.get(SETTINGS).json()
    assert {name: value for name, value in changed.items() if name != "version"} == {
        "channels": {
            "spa": ["obligation.warning", "obligation.breached", "window.closing"],
            "email": ["obligation.warning", "window.closing"],
        },
        "quiet_hours": {"begin": "22:00", "end": "08:00", "time_zone": "Asia/Vladivostok"},
        "sound": True,
        "browser": False,
        "weekly_report": True,
        "email": owner_member.user.email,
    }


def test_quiet_hours_are_switched_off_with_null(owner: APIClient) -> None:
    owner.patch(SETTINGS, {"quiet_hours": {"begin": "22:00", "end": "08:00"}})

    assert owner.patch(SETTINGS, {"quiet_hours": None}).json()["quiet_hours"] is None


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"quiet_hours": {"begin": "22:00", "end": "22:00"}}, "quiet_hours_empty"),
        ({"quiet_hours": {"begin": "24:00", "end": "08:00"}}, "not_a_wall_time"),
        ({"quiet_hours": {"begin": "9:00", "end": "08:00"}}, "not_a_wall_time"),
        ({"quiet_hours": {"begin": 9, "end": "08:00"}}, "not_a_string"),
        ({"quiet_hours": {"begin": "22:00"}}, "required"),
        ({"quiet_hours": {"begin": "22:00", "end": "08:00", "time_zone": "Mars/Olympus"}}, "time_zone_unknown"),
        ({"quiet_hours": {"begin": "22:00", "end": "08:00", "time_zone": "localtime"}}, "time_zone_unknown"),
        ({"channels": {"email": ["obligation.met"]}}, "invalid_choice"),
        ({"channels": {"email": ["window.closing"] * 4}}, "too_many_items"),
        ({"channels": {"email": None}}, "null"),
        ({"sound": "loud"}, "not_a_boolean"),
        ([], "not_an_object"),
    ],
)
def test_settings_that_make_no_sense_are_refused(owner: APIClient, body: Any, expected: str) -> None:
    before = owner.get(SETTINGS).json()

    response = owner.patch(SETTINGS, body)

    assert (response.status_code, code(response)) == (400, expected)
    assert owner.get(SETTINGS).json() == before


def test_settings_are_of_one_workspace(workspace: Workspace, owner: APIClient, stranger: APIClient) -> None:
    owner.patch(SETTINGS, {"sound": True})

    assert stranger.get(SETTINGS).json()["sound"] is False


def test_an_owner_connects_telegram_and_the_token_is_seen_by_nobody(
    workspace: Workspace, owner: APIClient, caplog: pytest.LogCaptureFixture
) -> None:
    answer = owner.put(TELEGRAM, BOT)
    again = owner.get(TELEGRAM)

    assert answer.status_code == 200
    assert answer.json() == again.json()
    assert (answer.json()["is_connected"], answer.json()["token_hint"]) == (True, "Dsaw")
    secret = TOKEN.split(":")[1]
    channel = TelegramChannel.objects.get()
    entry = AuditEntry.objects.get(action="telegram.connected")
    assert decrypt(channel.token) == TOKEN
    assert secret not in answer.text + channel.token + str(channel) + repr(channel) + str(entry.details) + caplog.text


def test_the_token_stays_when_only_the_chat_changes(owner: APIClient) -> None:
    owner.put(TELEGRAM, BOT)
    TelegramChannel.objects.update(last_error_at=NOW, last_error_code="telegram_chat_not_found")
    before = owner.get(TELEGRAM).json()

    changed = owner.put(
        TELEGRAM, {"chat_id": "@lavka_news", "events": ["obligation.breached"], "language": "en"}
    ).json()

    assert before["trouble"]["remedy"]
    assert (changed["chat_id"], changed["events"], changed["language"]) == (
        "@lavka_news",
        ["obligation.breached"],
        "en",
    )
    assert changed["trouble"] is None
    assert decrypt(TelegramChannel.objects.get().token) == TOKEN


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"chat_id": "1"}, "telegram_token_required"),
        ({**BOT, "token": "abc"}, "telegram_token_malformed"),
        ({**BOT, "token": f"{TOKEN}/../x"}, "telegram_token_malformed"),
        ({**BOT, "chat_id": "наша группа"}, "telegram_chat_malformed"),
        ({**BOT, "chat_id": -100123}, "not_a_string"),
        ({"token": TOKEN}, "required"),
        ({**BOT, "events": ["digest"]}, "invalid_choice"),
        ({**BOT, "language": "de"}, "invalid_choice"),
        ({**BOT, "quiet_hours": {"begin": "01:00", "end": "01:00"}}, "quiet_hours_empty"),
    ],
)
def test_a_bot_that_cannot_be_is_refused(owner: APIClient, body: dict[str, Any], expected: str) -> None:
    response = owner.put(TELEGRAM, body)

    assert (response.status_code, code(response)) == (400, expected)
    assert not TelegramChannel.objects.exists()


def test_disconnecting_forgets_the_token(owner: APIClient) -> None:
    owner.put(TELEGRAM, BOT)

    answers = [owner.delete(TELEGRAM).status_code for _ in range(2)]

    assert answers == [204, 204]
    assert owner.get(TELEGRAM).json()["is_connected"] is False
    assert AuditEntry.objects.filter(action="telegram.disconnected").count() == 1


@pytest.fixture
def mails(settings: Any) -> Iterator[MailSink]:
    with MailSink() as sink:
        sink.use(settings)
        yield sink


@pytest.fixture
def telegram(settings: Any) -> Iterator[TelegramStandIn]:
    with TelegramStandIn() as stand_in:
        settings.TELEGRAM_API_URL = stand_in.url
        yield stand_in


def test_trying_mail_really_sends_one(agent: APIClient, agent_member: Membership, mails: MailSink) -> None:
    answer = agent.post(TEST, {"channel": "email"}).json()

    (mail,) = mails.mails
    assert (answer["ok"], answer["sent_to"], answer["reason"]) == (True, agent_member.user.email, None)
    assert (mail["To"], subject_of(mail)) == (agent_member.user.email, "Проверка уведомлений: письма доходят")
    assert [(row["kind"], row["state"]) for row in agent.get(LOG).json()["results"]] == [("test", "sent")]


def test_trying_mail_says_why_it_did_not_arrive_and_leaves_it_at_that(agent: APIClient, mails: MailSink) -> None:
    mails.refusal = "452 mailbox is full"

    answer = agent.post(TEST, {"channel": "email"})

    assert answer.status_code == 200
    assert answer.json()["ok"] is False
    assert answer.json()["reason"]["code"] == "mail_refused"
    assert answer.json()["reason"]["their_words"] == "mailbox is full"
    assert Delivery.objects.get().state == Delivery.State.FAILED


def test_trying_telegram_really_sends_one(owner: APIClient, telegram: TelegramStandIn) -> None:
    owner.put(TELEGRAM, BOT)

    answer = owner.post(TEST, {"channel": "telegram"}).json()

    assert (answer["ok"], answer["sent_to"]) == (True, "-100123")
    assert telegram.sent[0].text.startswith("Проверка уведомлений")


def test_trying_telegram_tells_the_remedy(owner: APIClient, telegram: TelegramStandIn) -> None:
    owner.put(TELEGRAM, BOT)
    telegram.answer_next(400, "Bad Request: chat not found")

    reason = owner.post(TEST, {"channel": "telegram"}).json()["reason"]

    assert reason["code"] == "telegram_chat_not_found"
    assert "напишите боту" in reason["remedy"]
    assert owner.get(TELEGRAM).json()["trouble"]["code"] == "telegram_chat_not_found"


def test_trying_telegram_needs_a_bot_and_an_owner(owner: APIClient, agent: APIClient) -> None:
    without, by_agent = owner.post(TEST, {"channel": "telegram"}), agent.post(TEST, {"channel": "telegram"})

    assert (without.status_code, code(without)) == (409, "telegram_not_connected")
    assert (by_agent.status_code, code(by_agent)) == (403, "owner_only")


def test_trying_the_product_shows_a_notification(agent: APIClient, agent_member: Membership) -> None:
    answer = agent.post(TEST, {"channel": "spa"}).json()

    (row,) = agent.get("/api/v1/notifications").json()["results"]
    change = agent.get("/api/v1/changes?after=0").json()["results"][0]
    assert (answer["ok"], answer["notification_id"], row["kind"]) == (True, row["id"], "test")
    assert (change["kind"], change["notification_id"]) == ("notification.created", row["id"])


def test_trying_again_and_again_is_stopped(agent: APIClient, mails: MailSink) -> None:
    answers = [agent.post(TEST, {"channel": "email"}) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [200] * 10 + [429]
    assert code(answers[-1]) == "too_many_tests"
    assert len(mails.mails) == 10


@pytest.mark.parametrize("body", [{}, {"channel": "pigeon"}, {"channel": 1}])
def test_a_channel_that_does_not_exist_cannot_be_tried(agent: APIClient, body: dict[str, Any]) -> None:
    assert agent.post(TEST, body).status_code == 400


def test_the_log_shows_ones_own_and_to_an_owner_telegram_too(
    workspace: Workspace,
    owner: APIClient,
    agent: APIClient,
    stranger: APIClient,
    owner_member: Membership,
    agent_member: Membership,
) -> None:
    for membership, channel in ((owner_member, "email"), (agent_member, "email"), (None, "telegram")):
        Delivery.objects.create(
            workspace=workspace,
            membership=membership,
            channel=channel,
            kind="obligation.breached",
            state=Delivery.State.FAILED,
            reason="mail_unavailable",
            created_at=NOW,
            next_attempt_at=NOW,
        )

    logs = {name: client.get(LOG).json()["results"] for name, client in {"o": owner, "a": agent, "s": stranger}.items()}

    assert {name: [row["channel"] for row in rows] for name, rows in logs.items()} == {
        "o": ["telegram", "email"],
        "a": ["email"],
        "s": [],
    }
    assert logs["a"][0]["reason"]["remedy"]
    assert [row["channel"] for row in owner.get(f"{LOG}?channel=telegram&state=failed").json()["results"]] == [
        "telegram"
    ]
    assert owner.get(f"{LOG}?state=lost").status_code == 400


def test_staff_read_the_log_and_the_events_and_change_neither(workspace: Workspace, owner_member: Membership) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    go_round(NOW)
    staff = make_user(email="staff@example.com")
    staff.is_staff = staff.is_superuser = True
    staff.save()
    client = signed_in(staff, workspace)

    pages = [client.get(reverse(f"admin:sla_{model}_changelist")) for model in ("event", "delivery")]
    form = client.get(reverse("admin:sla_delivery_change", args=[Delivery.objects.get().pk]))
    adding = client.get(reverse("admin:sla_delivery_add"))

    assert [page.status_code for page in pages] == [200, 200]
    assert owner_member.user.email in pages[1].content.decode()
    assert form.status_code == 200
    assert adding.status_code == 403


def test_old_notifications_are_forgotten(workspace: Workspace, agent_member: Membership) -> None:
    for days in (91, 1):
        created_at = NOW - timedelta(days=days)
        Notification.objects.create(workspace=workspace, membership=agent_member, kind="test", created_at=created_at)

    forgotten = forget_old_notifications(now=NOW)

    assert (forgotten, Notification.objects.count()) == (1, 1)
