"""What leaves the product: through a real mail server and a Telegram over HTTP."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

import pytest

from accounts.models import Membership, Workspace
from chats.models import Chat
from chats.services.alerts import delivering
from chats.services.alerts.delivering import deliver_due
from chats.services.alerts.finding import find_events
from chats.services.alerts.outbox import Address, due_addresses, give_back_claims, start_deliveries
from chats.services.alerts.telling import tell_events
from chats.tests.alerts import MINUTE, answer_in_cabinet, go_round, make_debt, read_at
from chats.tests.factories import NOW, make_account
from chats.tests.test_find_events import at_once
from conftest import Queued
from core import counters
from core.crypto import encrypt
from core.telegram import LONGEST_TEXT
from core.tests.mail_sink import MailSink, subject_of, text_of
from core.tests.telegram_stand_in import TelegramStandIn
from sla.models import Delivery, Event, NotificationSettings, TelegramChannel

Kind = Event.Kind
State = Delivery.State
HOUR = timedelta(hours=1)
TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"

pytestmark = pytest.mark.usefixtures("owner_member")


@pytest.fixture
def mails(settings: Any) -> Iterator[MailSink]:
    with MailSink() as sink:
        sink.use(settings)
        settings.PUBLIC_URL = "https://chats.example.com"
        yield sink


@pytest.fixture
def telegram(settings: Any, workspace: Workspace, owner_member: Membership) -> Iterator[TelegramStandIn]:
    """The workspace is told in Telegram and its owner not by mail."""
    NotificationSettings.objects.create(membership=owner_member)
    TelegramChannel.objects.create(
        workspace=workspace,
        token=encrypt(TOKEN),
        token_hint="saw",
        chat_id="-100123",
        events=[Kind.WARNING.value, Kind.BREACHED.value],
    )
    with TelegramStandIn() as stand_in:
        settings.TELEGRAM_API_URL = stand_in.url
        yield stand_in


def log() -> list[tuple[str, str, int]]:
    return list(Delivery.objects.order_by("pk").values_list("state", "reason", "attempts"))


def test_a_breach_arrives_by_mail_in_two_forms(workspace: Workspace, owner_member: Membership, mails: MailSink) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE, product_title="Чехол <b>синий</b>")

    go_round(NOW)

    (mail,) = mails.mails
    link = f"https://chats.example.com/w/{workspace.slug}/inbox?chat={chat.pk}"
    assert (mail["To"], subject_of(mail)) == (owner_member.user.email, "Ответ просрочен: Чехол <b>синий</b>")
    assert "Просрочено, ответить нужно было до 14:59" in text_of(mail)
    assert link in text_of(mail)
    assert link in text_of(mail, "html")
    assert "Чехол &lt;b&gt;синий&lt;/b&gt;" in text_of(mail, "html")
    assert log() == [(State.SENT, "", 1)]
    assert counters.read("notification_deliveries") == {("email", "sent"): 1}


def test_no_word_of_a_buyer_leaves_the_product(
    workspace: Workspace, mails: MailSink, telegram: TelegramStandIn
) -> None:
    NotificationSettings.objects.update(email_events=[Kind.BREACHED.value])
    make_debt(workspace=workspace, due_at=NOW - MINUTE)

    go_round(NOW)

    everything = mails.mails[0].as_string() + text_of(mails.mails[0]) + telegram.sent[0].text
    assert "Подойдёт ли чехол" not in everything


def test_an_english_reader_is_told_in_english(workspace: Workspace, owner_member: Membership, mails: MailSink) -> None:
    owner_member.user.language = "en"
    owner_member.user.save()
    make_debt(workspace=workspace, due_at=NOW - MINUTE, product_title="Чехол")

    go_round(NOW)

    assert subject_of(mails.mails[0]) == "Answer overdue: Чехол"
    assert "Overdue, the answer was due by 14:59" in text_of(mails.mails[0])


def test_old_data_are_said_to_be_old(workspace: Workspace, mails: MailSink) -> None:
    account = make_account(workspace=workspace)
    read_at(account, NOW - 6 * MINUTE)
    make_debt(account=account, due_at=NOW - MINUTE)

    go_round(NOW)

    assert "Данные могли устареть" in text_of(mails.mails[0])


def test_fresh_data_are_not(workspace: Workspace, mails: MailSink) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)

    go_round(NOW)

    assert "устареть" not in text_of(mails.mails[0])


def test_a_chat_answered_right_before_the_mail_is_dropped(workspace: Workspace, mails: MailSink) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    tell_events(now=NOW)
    answer_in_cabinet(chat, at=NOW, now=NOW)

    serve(NOW)

    assert mails.mails == []
    assert log() == [(State.DROPPED, "alert_solved", 1)]


def test_three_hours_without_a_worker_are_one_mail(workspace: Workspace, mails: MailSink) -> None:
    account = make_account(workspace=workspace)
    for minutes in range(1, 101):
        make_debt(account=account, due_at=NOW + minutes * MINUTE)
    back = NOW + 3 * HOUR
    read_at(account, back)

    go_round(back)
    go_round(back + MINUTE)

    (mail,) = mails.mails
    assert subject_of(mail) == "Просрочено ответов: 100"
    assert "и ещё чатов: 85" in text_of(mail)
    assert "Сообщаем с опозданием" in text_of(mail)


def test_a_mail_server_that_is_away_is_tried_again_and_loses_nothing(
    workspace: Workspace, mails: MailSink, settings: Any
) -> None:
    mails.stop()
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    go_round(NOW)
    during = log()
    too_early = due_addresses(now=NOW + timedelta(seconds=14))
    waiting = Delivery.objects.get()

    with MailSink() as back:
        back.use(settings)
        serve(waiting.next_attempt_at)

    assert during == [(State.QUEUED, "mail_unavailable", 1)]
    assert too_early == []
    assert len(back.mails) == 1
    assert log() == [(State.SENT, "", 2)]


def test_after_six_attempts_it_is_given_up(workspace: Workspace, mails: MailSink) -> None:
    mails.refusal = "451 try later"
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    go_round(NOW)
    moment = NOW

    waits = []
    while Delivery.objects.filter(state=State.QUEUED).exists():
        following = Delivery.objects.get().next_attempt_at
        waits.append(int((following - moment).total_seconds()))
        moment = following
        serve(moment)

    assert waits == [15, 60, 300, 900, 1800]
    assert log() == [(State.FAILED, "mail_refused", 6)]
    assert Delivery.objects.get().detail == "try later"


def test_a_mail_that_is_refused_for_good_is_not_tried_again(workspace: Workspace, mails: MailSink) -> None:
    mails.refusal = "550 5.7.1 not wanted"
    make_debt(workspace=workspace, due_at=NOW - MINUTE)

    go_round(NOW)

    assert log() == [(State.FAILED, "mail_refused", 1)]


def test_what_is_due_together_leaves_as_one_message(workspace: Workspace, mails: MailSink) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE, product_title="Чехол")
    make_debt(workspace=workspace, due_at=NOW - 2 * MINUTE, product_title="Лампа")

    go_round(NOW)

    (mail,) = mails.mails
    assert subject_of(mail) == "Просрочено ответов: 2"
    assert text_of(mail).index("Лампа") < text_of(mail).index("Чехол")
    assert log() == [(State.SENT, "", 1)] * 2


def test_a_process_that_dies_before_the_message_left_loses_nothing(
    workspace: Workspace, mails: MailSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    with monkeypatch.context() as dying:
        dying.setattr(delivering, "send_by_mail", _die)
        with pytest.raises(KeyboardInterrupt):
            go_round(NOW)
    after_death = log()

    serve(NOW + MINUTE)
    while_it_may_live = len(mails.mails)
    serve(NOW + 6 * MINUTE)
    serve(NOW + 7 * MINUTE)

    assert after_death == [(State.SENDING, "", 1)]
    assert while_it_may_live == 0
    assert len(mails.mails) == 1


def test_a_message_that_kills_every_process_is_given_up(
    workspace: Workspace, mails: MailSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    tell_events(now=NOW)
    monkeypatch.setattr(delivering, "send_by_mail", _die)

    for number in range(6):
        with pytest.raises(KeyboardInterrupt):
            serve(NOW + number * 6 * MINUTE)
    serve(NOW + 36 * MINUTE)

    assert log() == [(State.FAILED, "delivery_interrupted", 6)]


def test_a_process_that_dies_after_the_mail_left_sends_a_copy_with_the_same_id(
    workspace: Workspace, mails: MailSink, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No mail server remembers what it took: a second copy is better than none, and readers' programs fold the two."""
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    with monkeypatch.context() as dying:
        dying.setattr(delivering, "close", _die)
        with pytest.raises(KeyboardInterrupt):
            go_round(NOW)

    serve(NOW + 6 * MINUTE)

    first, second = mails.mails
    assert first["Message-ID"] == second["Message-ID"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_one_message(workspace: Workspace, mails: MailSink) -> None:
    for _ in range(3):
        make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    tell_events(now=NOW)
    (address,) = due_addresses(now=NOW)

    at_once([lambda: deliver_due(address, now=NOW)] * 4)

    assert len(mails.mails) == 1


def test_quiet_hours_end_with_one_message_of_what_still_stands(
    workspace: Workspace, owner_member: Membership, mails: MailSink
) -> None:
    NotificationSettings.objects.create(
        membership=owner_member,
        email_events=[Kind.BREACHED.value],
        quiet_from=time(14, 0),
        quiet_to=time(16, 0),
        time_zone="Europe/Moscow",
    )
    solved = make_debt(workspace=workspace, due_at=NOW - MINUTE, product_title="Чехол")
    for number in range(2):
        make_debt(workspace=workspace, due_at=NOW + number * MINUTE, product_title=f"Лампа {number}")
    for minutes in (0, 1, 2, 59):
        go_round(NOW + minutes * MINUTE)
    in_the_night = len(mails.mails)
    answer_in_cabinet(solved, at=NOW + MINUTE, now=NOW + 3 * MINUTE)

    go_round(NOW + HOUR)

    (mail,) = mails.mails
    assert in_the_night == 0
    assert subject_of(mail) == "Просрочено ответов: 2"
    assert "Чехол" not in text_of(mail)
    assert sorted(state for state, _reason, _attempts in log()) == [State.DROPPED, State.SENT, State.SENT]


def test_a_message_that_was_held_up_until_the_quiet_hours_waits_them_out(
    workspace: Workspace, telegram: TelegramStandIn
) -> None:
    TelegramChannel.objects.update(quiet_from=time(15, 1), quiet_to=time(16, 0), time_zone="Europe/Moscow")
    telegram.answer_next(429, "Too Many Requests: retry after 60", retry_after=60)
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    go_round(NOW)

    go_round(NOW + MINUTE)
    calls_in_the_night = telegram.calls
    go_round(NOW + HOUR)

    assert calls_in_the_night == 1
    assert len(telegram.sent) == 1
    assert log() == [(State.SENT, "", 2)]


def test_a_digest_too_long_for_telegram_names_fewer_chats_and_says_all_else(
    workspace: Workspace, telegram: TelegramStandIn
) -> None:
    account = make_account(workspace=workspace, title="Очень длинное название кабинета " * 6)
    read_at(account, NOW - HOUR)
    for _ in range(20):
        make_debt(account=account, due_at=NOW - MINUTE, product_title="Чехол для подушки из плотного хлопка " * 4)
    go_round(NOW)

    (sent,) = telegram.sent
    named = sent.text.count("inbox?chat=")
    assert len(sent.text) <= LONGEST_TEXT
    assert f"и ещё чатов: {20 - named}" in sent.text
    assert sent.text.endswith("ответ мог быть дан и ещё не виден здесь.")


def test_telegram_gets_the_message_and_the_settings_know_it(workspace: Workspace, telegram: TelegramStandIn) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE, product_title="Чехол <b>")

    go_round(NOW)

    (sent,) = telegram.sent
    assert (sent.token, sent.chat_id) == (TOKEN, "-100123")
    assert sent.text.startswith("Ответ просрочен: Чехол <b>\n")
    assert f"inbox?chat={chat.pk}" in sent.text
    assert TelegramChannel.objects.get().last_sent_at == NOW


def test_telegram_is_written_to_again_when_it_allows(workspace: Workspace, telegram: TelegramStandIn) -> None:
    telegram.answer_next(429, "Too Many Requests: retry after 40", retry_after=40)
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    go_round(NOW)
    waiting = Delivery.objects.get()

    serve(NOW + timedelta(seconds=39))
    calls = telegram.calls
    serve(NOW + timedelta(seconds=40))

    assert (waiting.state, waiting.reason) == (State.QUEUED, "telegram_busy")
    assert waiting.next_attempt_at == NOW + timedelta(seconds=40)
    assert (calls, len(telegram.sent)) == (1, 1)


def test_a_token_that_is_refused_is_told_where_it_is_set(workspace: Workspace, telegram: TelegramStandIn) -> None:
    telegram.answer_next(401, "Unauthorized")
    make_debt(workspace=workspace, due_at=NOW - MINUTE)

    go_round(NOW)

    channel = TelegramChannel.objects.get()
    assert log() == [(State.FAILED, "telegram_token_refused", 1)]
    assert (channel.last_error_code, channel.last_error_at) == ("telegram_token_refused", NOW)


def test_what_waits_for_a_channel_that_was_removed_is_dropped(workspace: Workspace, telegram: TelegramStandIn) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    tell_events(now=NOW)
    TelegramChannel.objects.all().delete()

    serve(NOW)

    assert log() == [(State.DROPPED, "telegram_not_connected", 1)]


def test_a_breach_that_was_told_is_taken_back_where_it_was_told(
    workspace: Workspace, telegram: TelegramStandIn
) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE, product_title="Чехол")
    go_round(NOW)
    answer_in_cabinet(chat, at=NOW - 2 * MINUTE, now=NOW + 10 * MINUTE)

    go_round(NOW + 10 * MINUTE)
    go_round(NOW + 11 * MINUTE)

    assert [sent.text.splitlines()[0] for sent in telegram.sent] == [
        "Ответ просрочен: Чехол",
        "Просрочки не было: Чехол",
    ]


def test_a_breach_that_never_left_is_not_taken_back(workspace: Workspace, telegram: TelegramStandIn) -> None:
    telegram.answer_next(403, "Forbidden: bot was kicked from the group chat")
    chat = make_debt(workspace=workspace, due_at=NOW - MINUTE)
    go_round(NOW)
    answer_in_cabinet(chat, at=NOW - 2 * MINUTE, now=NOW + 10 * MINUTE)

    go_round(NOW + 10 * MINUTE)

    assert telegram.sent == []
    assert Delivery.objects.count() == 1


def test_a_member_who_left_gets_no_mail(workspace: Workspace, owner_member: Membership, mails: MailSink) -> None:
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    tell_events(now=NOW)
    owner_member.user.is_active = False
    owner_member.user.save()

    serve(NOW)

    assert mails.mails == []
    assert log() == [(State.DROPPED, "alert_reader_gone", 1)]


def test_each_reader_is_served_by_a_task_of_its_own(
    workspace: Workspace, owner_member: Membership, telegram: TelegramStandIn, queued: Queued
) -> None:
    NotificationSettings.objects.update(email_events=[Kind.BREACHED.value])
    make_debt(workspace=workspace, due_at=NOW - MINUTE)
    find_events(now=NOW)
    tell_events(now=NOW)

    start_deliveries(now=NOW)

    assert sorted(queued, key=str) == sorted(
        [
            ("chats.deliver_notifications", Address(workspace.pk, owner_member.pk, "email")._asdict()),
            ("chats.deliver_notifications", Address(workspace.pk, None, "telegram")._asdict()),
        ],
        key=str,
    )


def test_a_snoozed_chat_is_not_warned_of_by_a_message_either(workspace: Workspace, telegram: TelegramStandIn) -> None:
    chat = make_debt(workspace=workspace, due_at=NOW + 10 * MINUTE)
    find_events(now=NOW)
    tell_events(now=NOW)
    chat.status = Chat.Status.SNOOZED
    chat.save()

    serve(NOW)

    assert telegram.sent == []
    assert log() == [(State.DROPPED, "alert_snoozed", 1)]


def serve(now: Any) -> None:
    give_back_claims(now=now)
    for address in due_addresses(now=now):
        deliver_due(address, now=now)


def _die(*_: object, **__: object) -> None:
    raise KeyboardInterrupt
