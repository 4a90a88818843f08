from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from rest_framework.test import APIClient

from billing.models import Document, Lead
from conftest import Queued
from core.tests.waiting_mails import waiting_mails

WORDS = "+7 900 000-00-00, Ольга"
Send = Callable[[dict[str, Any]], Any]


@pytest.fixture(params=["form", "json"])
def send(request: pytest.FixtureRequest, db: None) -> Send:
    """Both ways: the plain form of the page, without a cookie or a token, and the endpoint."""
    if request.param == "form":
        browser = Client(enforce_csrf_checks=True)
        return lambda lead: browser.post("/lead", {**lead, "consent": "on"} if lead.get("consent") else lead)
    return lambda lead: APIClient(enforce_csrf_checks=True).post("/api/v1/leads", {"consent": False, **lead})


def test_a_lead_is_kept_with_what_was_agreed_to_and_staff_are_told(send: Send, queued: Queued, settings: Any) -> None:
    settings.SUPPORT_CONTACT = "support@example.com"
    Document.objects.filter(kind="privacy").update(revision=4)

    response = send({"contact": f"  {WORDS} ", "consent": True})

    lead = Lead.objects.get()
    assert response.status_code in (204, 303)
    assert (lead.contact, lead.state, lead.consent_revision) == (WORDS, "new", 4)
    [mail] = waiting_mails()
    assert [task for task, _ in queued] == ["core.deliver_mail"]
    assert mail["to"] == ["support@example.com"]
    assert WORDS in mail["text"]


@pytest.mark.parametrize(
    "lead",
    [{"contact": WORDS}, {"contact": "   ", "consent": True}, {"contact": "0" * 201, "consent": True}, {}],
    ids=["no agreement", "blank", "too long", "nothing"],
)
def test_without_a_contact_or_an_agreement_nothing_is_kept(send: Send, lead: dict[str, Any]) -> None:
    response = send(lead)

    assert response.status_code == 400
    assert not Lead.objects.exists()


def test_a_program_is_thanked_and_forgotten(send: Send) -> None:
    response = send({"contact": WORDS, "consent": True, "website": "https://spam.example"})

    assert response.status_code in (204, 303)
    assert not Lead.objects.exists()


def test_one_address_may_ask_five_times_an_hour(send: Send) -> None:
    answers = [send({"contact": WORDS, "consent": True}).status_code for _ in range(6)]

    assert answers[-1] == 429
    assert Lead.objects.count() == 5


def test_the_endpoint_says_what_is_missing_by_its_code(anonymous: APIClient, db: None) -> None:
    response = anonymous.post("/api/v1/leads", {"contact": WORDS, "consent": False})

    [error] = response.json()["errors"]
    assert (error["code"], error["attr"]) == ("consent_missing", "consent")


def test_the_form_comes_back_with_what_was_written(db: None) -> None:
    page = Client().post("/lead", {"contact": WORDS}).content.decode()

    assert f'value="{WORDS}"' in page
    assert "Без согласия мы не можем сохранить ваш контакт." in page
