import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Membership, Registration, User, Workspace
from accounts.services import registrations
from accounts.slugs import slug_of
from accounts.tests.browser import call, sign_in
from accounts.tests.factories import PASSWORD, make_user, make_workspace
from conftest import Queued
from core.tests.waiting_mails import waiting_mails

URL = "/api/v1/registrations"
ADDRESS = "nina@example.com"
FORM = {"email": ADDRESS, "name": "Нина Ответова", "organisation": "Лавка у озера", "password": PASSWORD}


def code_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["errors"][0]["code"]


def ask(browser: Client, path: str = "", **body: str) -> Any:
    return call(browser, "post", f"{URL}{path}", body)


def register(browser: Client, **changes: str) -> Any:
    return ask(browser, **{**FORM, **changes})


def newest_token() -> str:
    """What stands in the newest mail's link."""
    mail = waiting_mails()[-1]
    found = re.search(r"/confirm-email#(\S+)", mail["text"])
    assert found is not None
    return found[1]


@pytest.fixture
def elsewhere() -> Client:
    """The browser of a telephone on which the mail is read."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def token(browser: Client, db: None, queued: Queued) -> str:
    register(browser)
    return newest_token()


def test_who_registers_is_nobody_before_the_address_is_confirmed(browser: Client, token: str) -> None:
    registration = Registration.objects.get()
    assert not User.objects.exists()
    assert not Workspace.objects.exists()
    assert browser.get("/api/v1/me").status_code == 401
    assert sign_in(browser, ADDRESS, PASSWORD).status_code == 400
    assert token not in (registration.digest, registration.password)
    assert PASSWORD not in registration.password


def test_the_link_opens_an_account_and_a_workspace_and_signs_in(browser: Client, token: str) -> None:
    told = ask(browser, "/read", token=token).json()
    response = ask(browser, "/confirm", token=token)

    me = browser.get("/api/v1/me").json()
    assert (told["email"], told["organisation"], told["needs_password"]) == (ADDRESS, "Лавка у озера", False)
    assert response.json() == {"workspace": "lavka-u-ozera", "name": "Лавка у озера", "email": ADDRESS}
    assert (me["user"]["name"], me["workspace"]["slug"], me["role"]) == ("Нина Ответова", "lavka-u-ozera", "owner")
    entries = AuditEntry.objects.filter(workspace__slug="lavka-u-ozera").order_by("id")
    assert [(entry.action, entry.ip) for entry in entries] == [
        ("workspace.created", "127.0.0.1"),
        ("member.signed_in", "127.0.0.1"),
    ]
    sessions = call(browser, "get", "auth/sessions").json()["data"]
    assert [session["is_current"] for session in sessions] == [True]
    assert sign_in(Client(enforce_csrf_checks=True), ADDRESS, PASSWORD).status_code == 200


def test_the_mail_is_in_the_language_that_was_asked_for_and_repeats_nothing_that_was_entered(
    browser: Client, db: None, queued: Queued
) -> None:
    register(browser, language="en", organisation="Win a prize at example.org", name="Prize")

    assert waiting_mails()[-1]["to"] == [ADDRESS]
    assert waiting_mails()[-1]["subject"].startswith("Confirm your address")
    assert "rize" not in waiting_mails()[-1]["text"]


def test_the_second_click_opens_nothing_and_says_that_all_is_done(
    browser: Client, elsewhere: Client, token: str
) -> None:
    ask(browser, "/confirm", token=token)

    again = ask(elsewhere, "/confirm", token=token, password=PASSWORD)

    assert code_of(again) == (409, "registration_confirmed")
    assert Workspace.objects.count() == User.objects.count() == 1
    assert Registration.objects.get().password == ""


@pytest.mark.django_db(transaction=True)
def test_what_ends_half_way_leaves_the_link_as_good_as_before(
    browser: Client, queued: Queued, monkeypatch: pytest.MonkeyPatch
) -> None:
    register(browser)
    token = newest_token()
    with monkeypatch.context() as broken:
        broken.setattr(registrations, "open_workspace", lambda **_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ask(browser, "/confirm", token=token)
    before = (User.objects.count(), Workspace.objects.count())

    response = ask(browser, "/confirm", token=token)

    assert before == (0, 0)
    assert response.status_code == 200
    assert Membership.objects.get().workspace.slug == "lavka-u-ozera"


def test_in_another_browser_the_password_is_needed(elsewhere: Client, token: str) -> None:
    """Or a stranger could register my address with a password of theirs and wait for my click."""
    told = ask(elsewhere, "/read", token=token).json()
    without = ask(elsewhere, "/confirm", token=token)
    wrong = ask(elsewhere, "/confirm", token=token, password="ne-tot-parol-vovse")
    nobody = User.objects.count()
    right = ask(elsewhere, "/confirm", token=token, password=PASSWORD)

    assert told["needs_password"] is True
    assert code_of(without) == code_of(wrong) == (400, "registration_password_wrong")
    assert nobody == 0
    assert right.status_code == 200
    assert elsewhere.get("/api/v1/me").json()["user"]["email"] == ADDRESS


def test_guessing_the_password_of_a_link_is_slowed_down(elsewhere: Client, token: str) -> None:
    answers = [ask(elsewhere, "/confirm", token=token, password=f"guess-{number}") for number in range(6)]

    assert [answer.status_code for answer in answers] == [400] * 5 + [429]


def test_a_stranger_who_registers_the_same_address_changes_nothing_of_mine(
    browser: Client, elsewhere: Client, token: str, queued: Queued
) -> None:
    register(elsewhere, password="chuzhaya-kalitka-seno", organisation="Чужая лавка")
    theirs = newest_token()

    mine = ask(browser, "/confirm", token=token)
    late = ask(elsewhere, "/confirm", token=theirs)

    assert mine.json()["name"] == "Лавка у озера"
    assert code_of(late) == (404, "registration_unknown")
    assert sign_in(Client(enforce_csrf_checks=True), ADDRESS, PASSWORD).status_code == 200


def test_a_known_address_gets_the_same_answer_and_a_mail_that_says_so(
    browser: Client, elsewhere: Client, db: None, queued: Queued
) -> None:
    make_user(email="known@example.com")

    known = register(browser, email="Known@example.com")
    unknown = register(elsewhere)

    assert (known.status_code, known.content) == (unknown.status_code, unknown.content) == (202, b"")
    assert browser.cookies.keys() == elsewhere.cookies.keys()
    assert waiting_mails()[0]["subject"].startswith("У вас уже есть учётная запись")
    assert "confirm-email" not in waiting_mails()[0]["text"]


def test_an_address_that_got_an_account_meanwhile_gets_no_second_one(browser: Client, token: str) -> None:
    make_user(email=ADDRESS)

    response = ask(browser, "/confirm", token=token)

    assert code_of(response) == (409, "already_registered")
    assert not Workspace.objects.exists()


def test_a_link_that_is_sent_again_takes_the_place_of_the_first(browser: Client, token: str, queued: Queued) -> None:
    too_soon = ask(browser, "/send-again", email=ADDRESS)
    mails = len(queued)
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        again = ask(browser, "/send-again", email=ADDRESS.upper())
        unknown = ask(browser, "/send-again", email="nobody@example.com")
        first = ask(browser, "/confirm", token=token)
        second = ask(browser, "/confirm", token=newest_token())

    assert too_soon.status_code == again.status_code == unknown.status_code == 202
    assert (mails, len(queued)) == (1, 2)
    assert code_of(first) == (404, "registration_unknown")
    assert second.status_code == 200


def test_a_link_is_good_for_a_day_and_is_then_forgotten(browser: Client, token: str) -> None:
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        late = ask(browser, "/confirm", token=token)
    registrations.forget_registrations(now=timezone.now() + timedelta(hours=47))
    kept = Registration.objects.count()
    registrations.forget_registrations(now=timezone.now() + timedelta(hours=49))

    assert code_of(late) == (409, "registration_expired")
    assert (kept, Registration.objects.count()) == (1, 0)


@pytest.mark.parametrize(
    ("change", "attr", "code"),
    [
        ({"email": "not an address"}, "email", "not_an_email"),
        ({"email": "nina@example.com\nBcc: all@example.com"}, "email", "not_an_email"),
        ({"name": " "}, "name", "blank"),
        ({"name": "Нина\nОтветова"}, "name", "not_one_line"),
        ({"organisation": "Лавка\u2028у озера"}, "organisation", "not_one_line"),
        ({"organisation": ""}, "organisation", "blank"),
        ({"password": "korotko"}, "password", "password_too_short"),
        ({"password": "8305617294"}, "password", "password_entirely_numeric"),
        ({"password": "password12"}, "password", "password_too_common"),
        ({"email": "tikhayagavan@example.com", "password": "tikhayagavan"}, "password", "password_too_similar"),
    ],
)
def test_a_form_is_refused_field_by_field(
    browser: Client, db: None, queued: Queued, change: dict[str, str], attr: str, code: str
) -> None:
    response = register(browser, **change)

    (error,) = response.json()["errors"]
    assert (response.status_code, error["attr"], error["code"]) == (400, attr, code)
    assert not Registration.objects.exists()
    assert queued == []


def test_mails_to_one_address_and_forms_of_one_visitor_are_limited(browser: Client, db: None, queued: Queued) -> None:
    to_one = [register(browser).status_code for _attempt in range(6)]
    to_many = [register(browser, email=f"person-{number}@example.com").status_code for number in range(16)]

    assert to_one == [202] * 5 + [429]
    assert (to_many[:14], to_many[-1]) == ([202] * 14, 429)


def test_without_the_token_of_the_page_nothing_is_asked(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post(URL, FORM, content_type="application/json")

    assert code_of(response) == (403, "csrf_failed")


def test_where_registration_is_closed_nobody_comes_in_by_it(
    browser: Client, token: str, settings: Any, queued: Queued
) -> None:
    open_before = browser.get(URL).json()
    settings.SIGNUP_OPEN = False

    answers = [
        register(browser),
        ask(browser, "/send-again", email=ADDRESS),
        ask(browser, "/read", token=token),
        ask(browser, "/confirm", token=token),
    ]

    assert (open_before, browser.get(URL).json()) == ({"is_open": True}, {"is_open": False})
    assert {code_of(answer) for answer in answers} == {(403, "signup_closed")}
    assert len(queued) == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [("post", "auth/signup"), ("post", "account/email"), ("patch", "account/email"), ("post", "auth/email/verify")],
)
def test_there_is_no_second_door(browser: Client, person: User, method: str, path: str) -> None:
    """The library's own ways to register and to take another address, whose owner nobody asked."""
    sign_in(browser, person.email, PASSWORD)

    response = call(browser, method, path, {"email": "other@example.com", "password": PASSWORD, "primary": True})

    assert code_of(response) == (404, "not_found")


def test_two_organisations_of_one_name_have_two_addresses(browser: Client, token: str) -> None:
    make_workspace(slug="lavka-u-ozera")

    slug = ask(browser, "/confirm", token=token).json()["workspace"]

    assert re.fullmatch(r"lavka-u-ozera-[0-9a-f]{4}", slug)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("ООО «Щётки & Ёлки»", "ooo-shchetki-elki"),
        ("Café 24", "cafe-24"),
        ("---", "team"),
        ("北京", "team"),
        ("Объём", "obem"),
        ("ж" * 60, "zh" * 20),
    ],
)
def test_an_address_is_made_of_the_name(name: str, slug: str) -> None:
    assert slug_of(name) == slug


def test_an_anonymous_client_of_the_api_can_ask_whether_it_is_open(anonymous: APIClient, db: None) -> None:
    assert anonymous.get(URL).json() == {"is_open": True}
