import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from cryptography.fernet import Fernet
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from accounts.models import AuditEntry, User
from accounts.tests.browser import call, post, sign_in
from accounts.tests.factories import PASSWORD, make_user

TOTP = "account/authenticators/totp"
RECOVERY = "account/authenticators/recovery-codes"


@pytest.fixture
def keeper(db: None) -> User:
    user = make_user(email="keeper@example.com")
    user.is_staff = user.is_superuser = True
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def guarded(settings: Any) -> None:
    settings.ADMIN_REQUIRES_SECOND_FACTOR = True


def code_of(secret: str) -> str:
    """The code of this half minute, as if it had not been used yet."""
    cache.clear()
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def enrol(browser: Client, person: User) -> str:
    sign_in(browser, person.email, PASSWORD)
    post(browser, "auth/reauthenticate", {"password": PASSWORD})
    secret = str(call(browser, "get", TOTP).json()["meta"]["secret"])
    assert post(browser, TOTP, {"code": code_of(secret)}).status_code == 200
    return secret


def test_a_second_factor_is_asked_for_after_the_password(browser: Client, person: User) -> None:
    secret = enrol(Client(enforce_csrf_checks=True), person)

    first = sign_in(browser, person.email, PASSWORD)
    between = browser.get("/api/v1/me").status_code
    second = post(browser, "auth/2fa/authenticate", {"code": code_of(secret)})

    assert first.status_code == 401
    assert between == 401
    assert second.status_code == 200
    assert browser.get("/api/v1/me").status_code == 200
    assert AuditEntry.objects.filter(action="member.second_factor_added").count() == 1


def test_a_wrong_code_opens_nothing_and_guessing_is_slowed_down(browser: Client, person: User) -> None:
    secret = enrol(Client(enforce_csrf_checks=True), person)
    sign_in(browser, person.email, PASSWORD)
    right = code_of(secret)
    wrong = "000000" if right != "000000" else "000001"

    for _attempt in range(6):
        post(browser, "auth/2fa/authenticate", {"code": wrong})
    late = post(browser, "auth/2fa/authenticate", {"code": right})

    assert late.status_code in {400, 429}
    assert browser.get("/api/v1/me").status_code == 401


def test_a_recovery_code_works_once(browser: Client, person: User) -> None:
    at_home = Client(enforce_csrf_checks=True)
    enrol(at_home, person)
    code = call(at_home, "get", RECOVERY).json()["data"]["unused_codes"][0]
    sign_in(browser, person.email, PASSWORD)

    first = post(browser, "auth/2fa/authenticate", {"code": code})
    elsewhere = Client(enforce_csrf_checks=True)
    sign_in(elsewhere, person.email, PASSWORD)
    again = post(elsewhere, "auth/2fa/authenticate", {"code": code})

    assert (first.status_code, again.status_code) == (200, 400)


def test_it_is_taken_away_only_with_the_password_again(browser: Client, person: User) -> None:
    secret = enrol(Client(enforce_csrf_checks=True), person)
    sign_in(browser, person.email, PASSWORD)
    post(browser, "auth/2fa/authenticate", {"code": code_of(secret)})

    refused = call(browser, "delete", TOTP).status_code
    post(browser, "auth/reauthenticate", {"password": PASSWORD})
    done = call(browser, "delete", TOTP).status_code

    assert (refused, done) == (401, 200)
    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.filter(action="member.second_factor_removed").count() == 1


def test_its_secrets_are_sealed_and_follow_a_new_key(browser: Client, person: User, settings: Any) -> None:
    secret = enrol(browser, person)
    at_rest = str(list(Authenticator.objects.values_list("data", flat=True)))
    fresh = Fernet.generate_key().decode()
    settings.CREDENTIAL_KEYS = [fresh, *settings.CREDENTIAL_KEYS]

    call_command("rotate_credential_keys")
    settings.CREDENTIAL_KEYS = [fresh]

    elsewhere = Client(enforce_csrf_checks=True)
    sign_in(elsewhere, person.email, PASSWORD)
    assert secret not in at_rest
    assert post(elsewhere, "auth/2fa/authenticate", {"code": code_of(secret)}).status_code == 200


def test_staff_set_a_second_factor_up_before_they_see_the_administration(keeper: User, guarded: None) -> None:
    browser = Client()
    browser.post("/admin/login/", {"username": keeper.email, "password": PASSWORD})

    turned_away = browser.get("/admin/accounts/user/")
    page = browser.get(turned_away["Location"])
    secret = page.context["secret"]
    codes = browser.post(turned_away["Location"], {"code": code_of(secret), "password": PASSWORD})

    assert turned_away["Location"] == "/admin/second-factor/?next=%2Fadmin%2Faccounts%2Fuser%2F"
    assert len(codes.context["codes"]) == 10
    assert AuditEntry.objects.filter(action="user.second_factor_added").count() == 1
    assert browser.get("/admin/accounts/user/").status_code == 200


def test_an_open_session_is_not_enough_to_set_it_up(keeper: User, guarded: None) -> None:
    browser = Client()
    browser.force_login(keeper)
    secret = browser.get("/admin/second-factor/").context["secret"]

    browser.post("/admin/second-factor/", {"code": code_of(secret), "password": "sovsem-ne-to"})

    assert not Authenticator.objects.exists()
    assert browser.get("/admin/accounts/user/").status_code == 302


def test_the_password_alone_signs_no_staff_in_who_have_a_second_factor(keeper: User) -> None:
    secret = enrol(Client(enforce_csrf_checks=True), keeper)
    browser = Client()

    step = browser.post("/admin/login/", {"username": keeper.email, "password": PASSWORD})
    between = (browser.get("/api/v1/me").status_code, browser.get("/admin/accounts/user/").status_code)
    browser.post(step["Location"], {"code": code_of(secret)})

    assert step["Location"] == "/admin/second-factor/"
    assert between == (401, 302)
    assert browser.get("/admin/accounts/user/").status_code == 200


def test_a_member_is_asked_for_nothing_by_the_administration(person: User, guarded: None) -> None:
    browser = Client()
    browser.force_login(person)

    response = browser.get("/admin/second-factor/")

    assert response["Location"] == "/admin/login/"


def test_staff_take_the_second_factor_of_somebody_away(browser: Client, person: User, staff: Client) -> None:
    enrol(browser, person)

    staff.post("/admin/accounts/user/", {"action": "take_second_factor_away", "_selected_action": [str(person.pk)]})

    assert not Authenticator.objects.exists()
    assert AuditEntry.objects.get(action="user.second_factor_removed").details == {"email": person.email}
