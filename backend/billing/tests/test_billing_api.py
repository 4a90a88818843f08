"""What an owner sees of money and asks for. Who may is in the table of every route."""

from dataclasses import asdict
from typing import Any

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import Workspace
from billing.models import Invoice, Plan
from billing.tests.money import BUYER, make_invoice, make_plan, make_seller, make_subscription
from core.tests.waiting_mails import waiting_mails

INVOICES = "/api/v1/billing/invoices"


def order(owner: APIClient, *, plan: str = "shop", **buyer: Any) -> Any:
    return owner.post(INVOICES, {"plan": plan, "buyer": {**asdict(BUYER), **buyer}})


def test_the_plan_one_has_can_be_ordered_though_it_is_offered_to_nobody_else(
    owner: APIClient, workspace: Workspace
) -> None:
    Plan.objects.create(code="old", name="Прежний", name_en="Former", price=490_000, is_public=False)
    make_subscription(workspace=workspace, plan="old")

    offered = [one["code"] for one in owner.get("/api/v1/billing/plan").json()["plans"]]

    assert offered[0] == "old"


def test_the_page_begins_with_plans_and_no_requisites(owner: APIClient) -> None:
    make_plan()

    body = owner.get("/api/v1/billing/plan").json()

    assert (body["state"], body["plan"], body["requisites"], body["can_order"]) == ("trial", None, None, False)
    assert {plan["code"] for plan in body["plans"]} >= {"shop"}
    assert (body["chat_accounts"], body["members"]) == (0, 1)


def test_an_invoice_is_asked_for_seen_and_downloaded(owner: APIClient, workspace: Workspace) -> None:
    make_seller()
    make_subscription(workspace=workspace, trial_ends_at=timezone.now())

    ordered = order(owner)

    body = ordered.json()
    assert (ordered.status_code, body["state"], body["amount"]) == (201, "issued", 590_000)
    assert owner.get(INVOICES).json()["results"] == [body]
    pdf = owner.get(f"{INVOICES}/{body['id']}/pdf")
    assert (pdf.headers["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert owner.get(f"{INVOICES}/{body['id']}/act").json()["errors"][0]["code"] == "act_not_ready"
    plan = owner.get("/api/v1/billing/plan").json()
    assert (plan["requisites"]["inn"], plan["requisites_source"], plan["can_order"]) == (
        "770000000082",
        "invoice",
        False,
    )
    assert Invoice.objects.get().created_by == "Ольга Хозяйкина"


@pytest.mark.parametrize(
    ("change", "code", "attr"),
    [
        ({"inn": "770000000083"}, "inn_wrong", "buyer.inn"),
        ({"kpp": "779901001"}, "kpp_of_sole_trader", "buyer.kpp"),
        ({"inn": 770000000082}, "not_a_string", "buyer.inn"),
        ({"address": ""}, "blank", "buyer.address"),
        ({"bank_name": "Банк", "bic": "044599901", "account": "1"}, "account_wrong", "buyer.account"),
    ],
)
def test_requisites_that_cannot_be_right_are_refused(owner: APIClient, change: Any, code: str, attr: str) -> None:
    make_seller()
    make_plan()

    response = order(owner, **change)

    error = response.json()["errors"][0]
    assert (response.status_code, error["code"], error["attr"]) == (400, code, attr)
    assert not Invoice.objects.exists()


def test_one_waits_to_be_paid_at_a_time(owner: APIClient, workspace: Workspace) -> None:
    make_seller()
    make_invoice(workspace=workspace)

    response = order(owner)

    assert (response.status_code, response.json()["errors"][0]["code"]) == (409, "invoice_open")
    assert Invoice.objects.count() == 1


@pytest.mark.parametrize("plan", ["trial", "unheard"])
def test_only_plans_on_offer_can_be_chosen(owner: APIClient, plan: str) -> None:
    make_seller()

    assert order(owner, plan=plan).json()["errors"][0]["code"] == "plan_not_on_offer"


def test_a_draft_is_ours_alone(owner: APIClient, workspace: Workspace) -> None:
    draft = make_invoice(workspace=workspace, state="draft", year=None, number=None, issued_at=None, due_on=None)

    assert owner.get(INVOICES).json()["results"] == []
    assert owner.get(f"{INVOICES}/{draft.pk}/pdf").status_code == 404
    assert waiting_mails() == []
