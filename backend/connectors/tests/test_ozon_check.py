"""Connecting a cabinet: every way it can go has its own code."""

import json
from datetime import timedelta
from typing import Any

import pytest
import requests
import responses

from connectors.accounts import AccountCheck, Check
from connectors.errors import AuthFailed, RateLimited, TemporaryFailure
from connectors.testing.clock import START, FakeClock
from connectors.testing.payloads import ozon_payload
from connectors.tests.ozon_server import BASE_URL, CLIENT_ID, answer, answer_all, asked, make_connector, refuse

SUBSCRIPTION = "Information is available starting from the premium plus subscription."
NO_ROLE = "Api-Key is missing a required role for a method"


def outcome(check: AccountCheck) -> dict[Check, tuple[bool | None, str]]:
    return {step.check: (step.ok, step.code) for step in check.steps}


@responses.activate
def test_a_healthy_cabinet_passes_every_step_in_order() -> None:
    answer_all()

    check = make_connector().check()

    assert check.problem is None
    assert [(step.check, step.ok) for step in check.steps] == [(step, True) for step in Check]
    assert check.account.external_id == CLIENT_ID
    assert check.account.name == "Северный дом"
    assert check.account.subscription == "PREMIUM_PLUS"
    assert check.account.expires_at is not None
    assert (check.account.can_read, check.account.can_read_history, check.account.can_send) == (True, True, True)
    assert check.account.warnings == ()
    assert asked("/v3/chat/history")[0]["chat_id"] == "7c5e2a14-93d0-4f6b-8f0e-51b6c2a7d903"


@responses.activate
@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("Invalid Api-Key, please check the key and try again", "key_invalid"),
        ("Api-key is deactivated, use another one or generate a new one", "key_deactivated"),
        ("Api-Key has expired", "key_expired"),
        ("Api-Key is restricted to specific IP addresses", "network_not_allowed"),
        ("Offer not signed", "offer_not_signed"),
        ("Company is blocked, please contact support", "company_blocked"),
    ],
)
def test_a_refused_key_ends_at_the_first_step(message: str, code: str) -> None:
    refuse("/v1/roles", 403, message)

    check = make_connector().check()

    assert isinstance(check.problem, AuthFailed)
    assert check.problem.code == code
    assert outcome(check) == {Check.KEY: (False, code)}
    assert len(responses.calls) == 1


@responses.activate
def test_a_key_without_chat_methods_is_named_with_the_method() -> None:
    answer_all()
    responses.replace("POST", BASE_URL + "/v1/roles", body=ozon_payload("roles_without_chats"))

    check = make_connector().check()

    assert isinstance(check.problem, AuthFailed)
    assert (check.problem.code, check.problem.method) == ("key_role_missing", "/v3/chat/list")
    assert outcome(check)[Check.CHAT_METHODS] == (False, "key_role_missing")
    assert "/v1/chat/send/message" in check.account.missing_methods


@responses.activate
def test_a_key_that_may_only_read_connects_without_replies() -> None:
    answer_all()
    body = {"roles": [{"name": "Admin read only", "methods": ["/v3/chat/list", "/v3/chat/history"]}]}
    responses.replace("POST", BASE_URL + "/v1/roles", json=body)

    check = make_connector().check()

    assert check.problem is None
    assert (check.account.can_read, check.account.can_send) == (True, False)
    assert outcome(check)[Check.SENDING] == (False, "key_role_missing")


@responses.activate
def test_prefixes_of_paths_count_as_methods() -> None:
    answer_all()
    responses.replace("POST", BASE_URL + "/v1/roles", body=ozon_payload("roles_prefixes"))

    check = make_connector().check()

    assert outcome(check)[Check.CHAT_METHODS] == (True, "")
    assert check.account.missing_methods == ()


@responses.activate
@pytest.mark.parametrize(
    ("path", "status", "unanswered"),
    [
        ("/v1/roles", 500, (Check.KEY,)),
        ("/v1/roles", 404, ()),
        ("/v1/seller/info", 503, (Check.SUBSCRIPTION,)),
        ("/v1/seller/info", 403, ()),
    ],
)
def test_an_answer_that_trouble_kept_away_is_told_apart_from_one_that_says_nothing(
    path: str, status: int, unanswered: tuple[Check, ...]
) -> None:
    answer_all()
    responses.replace("POST", BASE_URL + path, status=status, json={"code": 7, "message": "no"})

    check = make_connector().check()

    assert check.problem is None
    assert check.unanswered == unanswered


@responses.activate
@pytest.mark.parametrize("status", [404, 500])
def test_missing_roles_leave_the_judgement_to_the_list(status: int) -> None:
    answer_all()
    responses.replace("POST", BASE_URL + "/v1/roles", status=status, body="404 page not found")

    check = make_connector().check()

    assert check.problem is None
    assert outcome(check)[Check.KEY] == (None, "")
    assert outcome(check)[Check.CHAT_METHODS] == (None, "")
    assert check.account.can_send


@responses.activate
def test_a_narrow_key_is_found_by_the_list_when_roles_are_closed_to_it() -> None:
    for path in ("/v1/roles", "/v1/seller/info", "/v3/chat/list"):
        refuse(path, 403, NO_ROLE)

    check = make_connector().check()

    assert check.problem is not None
    assert (check.problem.code, check.problem.method) == ("key_role_missing", "/v3/chat/list")


@responses.activate
@pytest.mark.parametrize("kind", ["UNSPECIFIED", "PREMIUM", "PREMIUM_LITE"])
def test_too_small_a_subscription_connects_without_replies(kind: str) -> None:
    answer_all()
    body = json.loads(ozon_payload("seller_info")) | {"subscription": {"is_premium": True, "type": kind}}
    responses.replace("POST", BASE_URL + "/v1/seller/info", json=body)

    check = make_connector().check()

    assert check.problem is None
    assert (check.account.can_read, check.account.can_read_history, check.account.can_send) == (True, True, False)
    assert outcome(check)[Check.SUBSCRIPTION] == (False, "marketplace_subscription_required")
    assert outcome(check)[Check.SENDING] == (False, "marketplace_subscription_required")
    assert check.account.warnings == ("marketplace_subscription_required",)


@responses.activate
@pytest.mark.parametrize("kind", ["PREMIUM_PLUS", "PREMIUM_PRO", "premium_pro"])
def test_a_large_subscription_allows_replies(kind: str) -> None:
    answer_all()
    responses.replace("POST", BASE_URL + "/v1/seller/info", json={"subscription": {"type": kind}})

    assert make_connector().check().account.can_send


@responses.activate
@pytest.mark.parametrize(
    "body", [{}, {"company": None}, {"subscription": {"type": "UNKNOWN"}}, {"subscription": {"type": "GOLD"}}]
)
def test_an_unknown_subscription_leaves_the_decision_to_the_first_reply(body: dict[str, Any]) -> None:
    answer_all()
    responses.replace("POST", BASE_URL + "/v1/seller/info", json=body)

    check = make_connector().check()

    assert outcome(check)[Check.SUBSCRIPTION] == (None, "")
    assert outcome(check)[Check.SENDING] == (None, "")
    assert check.account.can_send


@responses.activate
def test_a_closed_seller_profile_does_not_end_the_check() -> None:
    answer_all()
    responses.replace("POST", BASE_URL + "/v1/seller/info", status=403, json={"message": NO_ROLE})

    check = make_connector().check()

    assert check.problem is None
    assert check.account.name is None


@responses.activate
def test_a_closed_history_connects_and_says_so() -> None:
    answer_all()
    responses.replace("POST", BASE_URL + "/v3/chat/history", status=403, json={"code": 7, "message": SUBSCRIPTION})

    check = make_connector().check()

    assert check.problem is None
    assert (check.account.can_read, check.account.can_read_history, check.account.can_send) == (True, False, False)
    assert outcome(check)[Check.HISTORY] == (False, "marketplace_subscription_required")


@responses.activate
def test_a_closed_list_connects_and_reads_nothing() -> None:
    answer_all()
    responses.replace("POST", BASE_URL + "/v3/chat/list", status=403, json={"code": 7, "message": SUBSCRIPTION})

    check = make_connector().check()

    assert check.problem is None
    assert (check.account.can_read, check.account.can_read_history, check.account.can_send) == (False, False, False)
    assert outcome(check)[Check.CHAT_LIST] == (False, "marketplace_subscription_required")


@responses.activate
def test_without_a_buyer_chat_the_history_cannot_be_told() -> None:
    answer_all()
    responses.replace("POST", BASE_URL + "/v3/chat/list", json={"chats": [], "cursor": "", "has_next": False})

    check = make_connector().check()

    assert outcome(check)[Check.HISTORY] == (None, "")
    assert check.account.can_read_history
    assert asked("/v3/chat/history") == []


@responses.activate
def test_ozon_in_trouble_is_told_apart_from_a_bad_key() -> None:
    for path in ("/v1/roles", "/v1/seller/info", "/v3/chat/list"):
        refuse(path, 500, "Internal error", code=13)

    clock = FakeClock()

    check = make_connector(clock=clock).check()

    assert isinstance(check.problem, TemporaryFailure)
    assert check.problem.code == "marketplace_unavailable"
    assert sum(clock.slept) <= 2, "a person waits for the result"
    assert not check.account.can_read


@responses.activate
@pytest.mark.parametrize("body", [b"[]", b"{}", b'{"chats": null}'])
def test_an_answer_without_a_list_proves_nothing(body: bytes) -> None:
    answer_all()
    responses.replace(responses.POST, BASE_URL + "/v3/chat/list", status=200, body=body)

    check = make_connector().check()

    assert isinstance(check.problem, TemporaryFailure)
    assert outcome(check)[Check.CHAT_LIST] == (False, "malformed_answer")


@responses.activate
def test_silence_ends_the_check_at_once() -> None:
    responses.post(BASE_URL + "/v1/roles", body=requests.exceptions.ReadTimeout())

    check = make_connector().check()

    assert isinstance(check.problem, TemporaryFailure)
    assert check.problem.code == "answer_lost"
    assert len(responses.calls) == 1


def test_an_unreachable_ozon_has_its_own_code() -> None:
    check = make_connector(base_url="http://127.0.0.1:1").check()

    assert check.problem is not None
    assert check.problem.code == "marketplace_unreachable"


@responses.activate
def test_a_cabinet_that_was_asked_too_often_says_until_when() -> None:
    refuse("/v1/roles", 429, code=8, headers={"Retry-After": "40"})

    check = make_connector().check()

    assert isinstance(check.problem, RateLimited)
    assert check.problem.until == START + timedelta(seconds=40)


@responses.activate
def test_a_refused_key_past_its_last_day_is_called_expired() -> None:
    responses.post(BASE_URL + "/v1/roles", json={"expires_at": "2026-11-01T00:00:00Z", "roles": []})
    responses.post(BASE_URL + "/v1/seller/info", json={})
    refuse("/v3/chat/list", 403, "Api-key is deactivated, use another one or generate a new one")

    check = make_connector().check()

    assert check.problem is not None
    assert check.problem.code == "key_expired"


@responses.activate
def test_a_key_of_unusual_length_is_only_a_warning() -> None:
    answer_all()

    check = make_connector(api_key="short-key").check()

    assert check.problem is None
    assert check.account.warnings == ("key_length_unusual",)


@responses.activate
def test_an_answer_with_nothing_but_chats_is_enough() -> None:
    responses.post(BASE_URL + "/v1/roles", json={})
    responses.post(BASE_URL + "/v1/seller/info", json={})
    answer("/v3/chat/list", "chat_list")
    answer("/v3/chat/history", "history_forward")

    check = make_connector().check()

    assert check.problem is None
    assert check.account.can_send
