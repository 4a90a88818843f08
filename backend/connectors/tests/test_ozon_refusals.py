"""What Ozon refuses, and what each refusal means."""

from datetime import timedelta

import pytest
import requests
import responses

from connectors.errors import (
    AuthFailed,
    ConnectorError,
    NeverSent,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    TemporaryFailure,
)
from connectors.ozon.connector import OzonConnector
from connectors.records import ChatAddress, OutgoingPart
from connectors.testing.clock import FakeClock
from connectors.tests.ozon_server import API_KEY, BASE_URL, CHAT, answer, asked, make_connector, refuse

LIST = "/v3/chat/list"
HISTORY = "/v3/chat/history"
SEND = "/v1/chat/send/message"
TEXT = "Здравствуйте! Отправим завтра."


def send(connector: OzonConnector) -> None:
    connector.send(to=ChatAddress(CHAT), part=OutgoingPart(text=TEXT))


ACCOUNT_REFUSALS = [
    (401, "Client-Id and Api-Key headers are required", "headers_missing"),
    (401, "whatever", "key_invalid"),
    (403, "Invalid Api-Key, please check the key and try again", "key_invalid"),
    (403, "Invalid Api-Key, please contact support", "key_invalid"),
    (401, "Invalid Api-Key", "key_invalid"),
    (403, "Api-key is deactivated, use another one or generate a new one", "key_deactivated"),
    (403, "Api-Key is restricted to specific IP addresses", "network_not_allowed"),
    (403, "Offer not signed", "offer_not_signed"),
    (403, "Company is blocked, please contact support", "company_blocked"),
]


@responses.activate
@pytest.mark.parametrize(("status", "message", "code"), ACCOUNT_REFUSALS)
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_refusal_of_the_account_is_read_from_its_message(status: int, message: str, code: str, wrapped: bool) -> None:
    body = {"code": 7, "message": message, "details": []}
    responses.post(BASE_URL + LIST, status=status, json={"error": body} if wrapped else body)
    responses.post(BASE_URL + SEND, status=status, json={"error": body} if wrapped else body)

    with pytest.raises(AuthFailed) as reading:
        make_connector().list_chats()
    with pytest.raises(AuthFailed) as sending:
        send(make_connector())

    assert reading.value.code == sending.value.code == code
    assert len(asked(LIST)) == len(asked(SEND)) == 1


@responses.activate
@pytest.mark.parametrize("message", ["Api-Key is missing a required role for a method", "method is not allowed"])
def test_a_role_that_may_not_write_does_not_condemn_the_key(message: str) -> None:
    for path in (LIST, SEND, "/v2/chat/read"):
        refuse(path, 403, message)
    connector = make_connector()

    with pytest.raises(AuthFailed, match="key_role_missing"):
        connector.list_chats()
    with pytest.raises(Rejected, match="key_role_missing"):
        send(connector)
    with pytest.raises(Rejected, match="key_role_missing"):
        connector.mark_read(chat_id=CHAT, up_to="5")


@responses.activate
@pytest.mark.parametrize(
    ("status", "message", "code"),
    [
        (
            403,
            "Information is available starting from the premium plus subscription.",
            "marketplace_subscription_required",
        ),
        (403, "Method is not available with existing subscription", "marketplace_subscription_required"),
        (403, "Only for Premium Plus", "marketplace_subscription_required"),
        (403, "chat not started", "chat_not_started"),
        (403, "not permitted, access period has expired", "reply_window_closed"),
        (400, "Not permitted", "reply_window_closed"),
        (403, "chat is disabled", "chat_disabled"),
        (404, "chat not found", "chat_not_found"),
        (404, "no such object", "chat_not_found"),
        (400, "Request validation error", "request_invalid"),
        (403, "something new", "access_denied"),
        (409, "chat not started", "chat_not_started"),
        (418, "something new", "refused"),
    ],
)
def test_a_refused_reply_is_final(status: int, message: str, code: str) -> None:
    refuse(SEND, status, message)

    with pytest.raises(Rejected) as caught:
        send(make_connector())

    assert caught.value.code == code
    assert caught.value.status == status
    assert len(asked(SEND)) == 1


@responses.activate
@pytest.mark.parametrize(
    ("status", "body"),
    [
        (408, b""),
        (409, b'{"code": 10, "message": "something new"}'),
        (500, b"{}"),
        (502, b"<html>disabled</html>"),
        (302, b""),
    ],
)
def test_a_send_that_may_have_arrived_is_unknown_and_not_repeated(status: int, body: bytes) -> None:
    responses.post(BASE_URL + SEND, status=status, body=body)

    with pytest.raises(OutcomeUnknown):
        send(make_connector())

    assert len(asked(SEND)) == 1


@responses.activate
@pytest.mark.parametrize(
    "error",
    [requests.exceptions.ReadTimeout(), requests.exceptions.ConnectionError("reset"), requests.exceptions.SSLError()],
)
def test_a_lost_answer_of_a_send_is_unknown_and_not_repeated(error: Exception) -> None:
    responses.post(BASE_URL + SEND, body=error)

    with pytest.raises(OutcomeUnknown) as caught:
        send(make_connector())

    assert caught.value.code == "answer_lost"
    assert len(responses.calls) == 1


@responses.activate
def test_a_send_that_asked_too_often_may_be_repeated_when_told() -> None:
    refuse(SEND, 429, "You have reached request rate limit per second", code=8, headers={"Retry-After": "7"})
    clock = FakeClock()

    with pytest.raises(RateLimited) as caught:
        send(make_connector(clock=clock))

    assert caught.value.until == clock.now() + timedelta(seconds=7)
    assert len(asked(SEND)) == 1


@responses.activate
def test_a_refusal_for_asking_too_often_stops_every_call_of_the_cabinet() -> None:
    refuse(SEND, 429, code=8, headers={"Retry-After": "30"})
    answer(LIST, "chat_list")
    connector = make_connector()

    with pytest.raises(RateLimited):
        send(connector)
    with pytest.raises(RateLimited):
        connector.list_chats()

    assert asked(LIST) == []


@responses.activate
def test_a_read_that_asked_too_often_waits_and_goes_on() -> None:
    refuse(LIST, 429, code=8, headers={"Retry-After": "2"})
    answer(LIST, "chat_list")
    clock = FakeClock()

    page = make_connector(clock=clock).list_chats()

    assert len(page.items) == 3
    assert sum(clock.slept) == pytest.approx(2)


@responses.activate
def test_a_long_wait_is_left_to_the_caller() -> None:
    refuse(LIST, 429, code=8, headers={"Retry-After": "60"})
    clock = FakeClock()

    with pytest.raises(RateLimited) as caught:
        make_connector(clock=clock).list_chats()

    assert caught.value.until == clock.now() + timedelta(seconds=60)
    assert clock.slept == []


@responses.activate
@pytest.mark.parametrize("asked_for", ["99999999", "301", "Thu, 01 Jan 2099 00:00:00 GMT"])
def test_no_answer_silences_a_cabinet_for_longer_than_five_minutes(asked_for: str) -> None:
    refuse(SEND, 429, code=8, headers={"Retry-After": asked_for})
    answer(LIST, "chat_list")
    clock = FakeClock()
    connector = make_connector(clock=clock)

    with pytest.raises(RateLimited) as caught:
        send(connector)
    clock.pass_time(301)

    assert caught.value.until == clock.now() - timedelta(seconds=1)
    assert len(connector.list_chats().items) == 3


@responses.activate
def test_an_account_with_a_lower_limit_is_slowed_down() -> None:
    refuse(LIST, 429, "rate limit exceeded for seller-api client, current max rate per sec.: 2", code=8)
    answer(LIST, "chat_list")
    clock = FakeClock()
    connector = make_connector(clock=clock)
    connector.list_chats()
    before = clock.seconds()

    for _ in range(3):
        connector.list_chats()

    assert clock.seconds() - before >= 2


@responses.activate
@pytest.mark.parametrize("body", [b"[]", b"{}", b"null", b'"ok"', b'{"chats": null}', b'{"chats": {}}'])
def test_an_answer_without_a_list_of_chats_does_not_mean_that_there_are_none(body: bytes) -> None:
    responses.post(BASE_URL + LIST, status=200, body=body)

    with pytest.raises(TemporaryFailure) as caught:
        make_connector().list_chats()

    assert caught.value.code == "malformed_answer"


@responses.activate
@pytest.mark.parametrize("body", [b"[]", b"{}", b"null", b'{"messages": {}, "has_next": false}', b'{"messages": null}'])
def test_an_answer_without_a_list_of_messages_does_not_mean_that_there_are_none(body: bytes) -> None:
    responses.post(BASE_URL + HISTORY, status=200, body=body)

    with pytest.raises(TemporaryFailure) as caught:
        make_connector().list_messages_back(chat_id=CHAT)

    assert caught.value.code == "malformed_answer"


@responses.activate
@pytest.mark.parametrize("body", [b'{"messages": null, "has_next": false}', b'{"has_next": false}'])
def test_a_page_of_a_history_may_leave_out_that_it_is_empty(body: bytes) -> None:
    responses.post(BASE_URL + HISTORY, status=200, body=body)

    assert make_connector().list_messages_back(chat_id=CHAT).items == ()


@responses.activate
def test_troubles_of_ozon_are_tried_three_times() -> None:
    refuse(LIST, 500, "Internal error", code=13)
    clock = FakeClock()

    with pytest.raises(TemporaryFailure) as caught:
        make_connector(clock=clock).list_chats()

    assert caught.value.code == "marketplace_unavailable"
    assert len(asked(LIST)) == 3
    assert clock.slept == [1, 2]


@responses.activate
@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (200, b"", "malformed_answer"),
        (200, b'{"chats": [', "malformed_answer"),
        (200, b"<html>", "malformed_answer"),
        (200, b"[" * 100_000, "malformed_answer"),
        (502, b"<html><body>Bad Gateway: premium</body></html>", "marketplace_unavailable"),
        (503, b"", "marketplace_unavailable"),
        (404, b"404 page not found", "method_gone"),
        (302, b"", "malformed_answer"),
    ],
)
def test_an_unreadable_answer_is_a_passing_trouble_of_a_read(status: int, body: bytes, code: str) -> None:
    responses.post(BASE_URL + LIST, status=status, body=body)

    with pytest.raises(TemporaryFailure) as caught:
        make_connector().list_chats()

    assert caught.value.code == code


@responses.activate
def test_a_cursor_that_is_not_found_is_refused_and_not_tried_again() -> None:
    refuse(LIST, 404, "cursor not found", code=5)

    with pytest.raises(Rejected) as caught:
        make_connector().list_chats(cursor="MTAw")

    assert (caught.value.code, len(responses.calls)) == ("refused", 1)


@responses.activate
def test_a_read_goes_on_after_one_bad_answer() -> None:
    responses.post(BASE_URL + LIST, body=requests.exceptions.ConnectionError("reset"))
    answer(LIST, "chat_list")

    assert len(make_connector().list_chats().items) == 3


@responses.activate
def test_a_read_that_timed_out_is_left_to_the_next_run() -> None:
    responses.post(BASE_URL + LIST, body=requests.exceptions.ReadTimeout())

    with pytest.raises(TemporaryFailure) as caught:
        make_connector().list_chats()

    assert caught.value.code == "answer_lost"
    assert len(responses.calls) == 1


@responses.activate
@pytest.mark.parametrize("status", [403, 500, 503, 429])
def test_an_open_circle_pauses_the_method_and_no_other(status: int) -> None:
    refuse(LIST, status, "Circle is open", code=14)
    answer(HISTORY, "history_forward")
    clock = FakeClock()
    connector = make_connector(clock=clock)

    with pytest.raises(RateLimited) as caught:
        connector.list_chats()
    with pytest.raises(RateLimited):
        connector.list_chats()

    assert caught.value.code == "method_paused"
    assert caught.value.until == clock.now() + timedelta(minutes=1)
    assert len(asked(LIST)) == 1
    assert connector.list_messages_back(chat_id=CHAT).items


@responses.activate
def test_an_unknown_refusal_of_one_chat_does_not_stop_the_account() -> None:
    refuse(HISTORY, 403, "something new")

    with pytest.raises(Rejected, match="access_denied"):
        make_connector().list_messages_back(chat_id=CHAT)


@responses.activate
def test_a_new_error_text_is_told_and_masked() -> None:
    refuse(LIST, 403, "Seller 836144999 (7c5e2a14-93d0-4f6b-8f0e-51b6c2a7d903, a@b.example) is on leave")
    told: list[tuple[str, str, str]] = []
    connector = make_connector(drift=lambda kind, where, sample: told.append((kind, where, sample)))

    with pytest.raises(AuthFailed, match="access_denied"):
        connector.list_chats()

    assert told == [("unknown_error", "/v3/chat/list 403", "Seller *** (***, *** is on leave")]


@responses.activate
def test_an_error_keeps_neither_the_key_nor_our_words() -> None:
    refuse(SEND, 400, f"bad text '{TEXT}' for {API_KEY}" + "x" * 5000)

    with pytest.raises(ConnectorError) as caught:
        send(make_connector())

    kept = caught.value.detail + str(caught.value) + repr(caught.value)
    assert "Отправим" not in kept
    assert API_KEY not in kept
    assert len(caught.value.detail) <= 200


def test_a_connection_that_was_refused_never_sent_anything() -> None:
    connector = make_connector(base_url="http://127.0.0.1:1")

    with pytest.raises(NeverSent) as caught:
        send(connector)
    with pytest.raises(NeverSent):
        connector.list_chats()

    assert caught.value.code == "marketplace_unreachable"
