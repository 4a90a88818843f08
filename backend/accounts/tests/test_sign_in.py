import json

from django.test import Client

from accounts.models import AuditEntry, User
from accounts.tests.browser import BASE, sign_in
from accounts.tests.factories import PASSWORD


def test_a_person_signs_in_by_email_in_any_case(browser: Client, person: User) -> None:
    response = sign_in(browser, person.email.upper(), PASSWORD)

    assert response.status_code == 200
    assert browser.get("/api/v1/me").json()["user"]["email"] == person.email
    entry = AuditEntry.objects.get(action="member.signed_in")
    assert (entry.actor_name, entry.ip) == (person.display_name, "127.0.0.1")


def test_a_session_ends_by_signing_out(browser: Client, person: User) -> None:
    sign_in(browser, person.email, PASSWORD)
    token = browser.cookies["csrftoken"].value

    browser.delete(f"{BASE}/auth/session", headers={"X-CSRFToken": token})

    assert browser.get("/api/v1/me").status_code == 401


def test_wrong_password_and_unknown_person_look_alike(browser: Client, person: User) -> None:
    wrong = sign_in(browser, person.email, "sovsem-ne-to")
    unknown = sign_in(browser, "nobody@example.com", "sovsem-ne-to")

    assert wrong.status_code == unknown.status_code == 400
    assert wrong.json() == unknown.json()
    assert not AuditEntry.objects.exists()


def test_without_the_csrf_token_nobody_signs_in(browser: Client, person: User) -> None:
    response = browser.post(
        f"{BASE}/auth/login",
        json.dumps({"email": person.email, "password": PASSWORD}),
        content_type="application/json",
    )

    assert response.status_code == 403
    assert response.json()["errors"][0]["code"] == "csrf_failed"


def test_guessing_is_slowed_down_even_with_the_right_password_at_last(browser: Client, person: User) -> None:
    for _attempt in range(5):
        sign_in(browser, person.email, "sovsem-ne-to")

    response = sign_in(browser, person.email, PASSWORD)

    assert response.status_code in {400, 429}
    assert browser.get("/api/v1/me").status_code == 401
