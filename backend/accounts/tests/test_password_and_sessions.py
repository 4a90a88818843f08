import re
from typing import Any

from django.test import Client

from accounts.models import AuditEntry, Membership, User
from accounts.tests.browser import BASE, call, post, sign_in
from accounts.tests.factories import PASSWORD
from conftest import Queued
from core.tests.waiting_mails import waiting_mails

NEW_PASSWORD = "tikhaya-gavan-svecha"


def ask(browser: Client, email: str) -> Any:
    return post(browser, "auth/password/request", {"email": email})


def newest_key() -> str:
    mail = waiting_mails()[-1]
    found = re.search(r"/password#(\S+)", mail["text"])
    assert found is not None
    return found[1]


def test_a_forgotten_password_is_replaced_by_the_link_of_a_mail(browser: Client, person: User, queued: Queued) -> None:
    elsewhere = Client(enforce_csrf_checks=True)
    sign_in(elsewhere, person.email, PASSWORD)

    ask(browser, person.email.upper())
    post(browser, "auth/password/reset", {"key": newest_key(), "password": NEW_PASSWORD})

    assert waiting_mails()[-1]["subject"] == "Новый пароль для AgentIQ Chat Center"
    assert elsewhere.get("/api/v1/me").status_code == 401
    assert sign_in(browser, person.email, NEW_PASSWORD).status_code == 200
    assert AuditEntry.objects.filter(action="member.password_changed").count() == 1


def test_the_link_works_once(browser: Client, person: User, queued: Queued) -> None:
    ask(browser, person.email)
    key = newest_key()
    post(browser, "auth/password/reset", {"key": key, "password": NEW_PASSWORD})

    again = post(browser, "auth/password/reset", {"key": key, "password": PASSWORD})

    person.refresh_from_db()
    assert again.status_code == 400
    assert person.check_password(NEW_PASSWORD)


def test_an_easy_password_is_refused(browser: Client, person: User, queued: Queued) -> None:
    ask(browser, person.email)

    response = post(browser, "auth/password/reset", {"key": newest_key(), "password": "1234567890"})

    person.refresh_from_db()
    assert response.status_code == 400
    assert person.check_password(PASSWORD)


def test_an_unknown_address_gets_the_same_answer_and_a_mail_that_says_so(
    browser: Client, person: User, queued: Queued
) -> None:
    """Both take the same work, so that the time of the answer tells nothing either."""
    unknown = ask(browser, "nobody@example.com")
    known = ask(browser, person.email)

    assert (unknown.status_code, unknown.json()) == (known.status_code, known.json())
    assert [mail["to"] for mail in waiting_mails()] == [["nobody@example.com"], [person.email]]
    assert waiting_mails()[0]["subject"].startswith("Учётной записи с этим адресом нет")
    assert "/password#" not in waiting_mails()[0]["text"]


def test_asking_for_mails_is_slowed_down(browser: Client, person: User, queued: Queued) -> None:
    answers = [ask(browser, person.email).status_code for _attempt in range(7)]

    assert answers[-1] == 429
    assert len(queued) == 5


def test_a_person_sees_where_they_are_signed_in_and_signs_out_elsewhere(browser: Client, person: User) -> None:
    elsewhere = Client(enforce_csrf_checks=True)
    sign_in(elsewhere, person.email, PASSWORD)
    sign_in(browser, person.email, PASSWORD)

    sessions = browser.get(f"{BASE}/auth/sessions").json()["data"]
    others = [session["id"] for session in sessions if not session["is_current"]]
    call(browser, "delete", "auth/sessions", {"sessions": others})

    assert len(sessions) == 2
    assert elsewhere.get("/api/v1/me").status_code == 401
    assert browser.get("/api/v1/me").status_code == 200


def test_a_session_in_the_administration_is_seen_and_ended_like_any_other(browser: Client, person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_staff=True, is_superuser=True)
    administration = Client()
    administration.post("/admin/login/", {"username": person.email, "password": PASSWORD})
    before = administration.get("/admin/accounts/user/").status_code
    sign_in(browser, person.email, PASSWORD)

    sessions = browser.get(f"{BASE}/auth/sessions").json()["data"]
    call(browser, "delete", "auth/sessions", {"sessions": [one["id"] for one in sessions if not one["is_current"]]})

    assert (before, len(sessions)) == (200, 2)
    assert administration.get("/admin/accounts/user/").status_code == 302


def test_nobody_ends_the_session_of_another(browser: Client, person: User, owner_member: Membership) -> None:
    owner_member.user.set_password(PASSWORD)
    owner_member.user.save()
    victim = Client(enforce_csrf_checks=True)
    sign_in(victim, owner_member.user.email, PASSWORD)
    theirs = victim.get(f"{BASE}/auth/sessions").json()["data"][0]["id"]
    sign_in(browser, person.email, PASSWORD)

    response = call(browser, "delete", "auth/sessions", {"sessions": [theirs]})

    assert response.status_code == 400
    assert victim.get("/api/v1/me").status_code == 200


def test_a_changed_password_ends_the_other_sessions(browser: Client, person: User) -> None:
    elsewhere = Client(enforce_csrf_checks=True)
    sign_in(elsewhere, person.email, PASSWORD)
    sign_in(browser, person.email, PASSWORD)

    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}
    response = post(browser, "account/password/change", body)

    assert response.status_code == 200
    assert browser.get("/api/v1/me").status_code == 200
    assert elsewhere.get("/api/v1/me").status_code == 401
