"""How staff bill and note what was paid; whoever supports customers does not touch money."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import AuditEntry, Workspace
from accounts.tests.factories import make_user, make_workspace
from billing.models import Invoice, Plan, Subscription
from billing.periods import moscow_day
from billing.selectors.prices import price_of
from billing.services.invoices import draft_invoice
from billing.tests.factories import make_pilot
from billing.tests.money import BUYER, NOW, STAFF, make_invoice, make_plan, make_seller, make_subscription

PAYER = {"name": "ИП Вымышленная Инна Сергеевна", "inn": "770000000082", "kpp": "", "address": "г. Люберцы"}
PAYMENT = {"amount": "5900.00", "reference": "101", "received_on": "2026-11-23"}


@pytest.fixture
def support(db: None) -> Client:
    """Staff who may look at everything here, money included, and change none of it."""
    user = make_user(email="support@example.com")
    user.is_staff = True
    user.save()
    group = Group.objects.create(name="looks only")
    group.permissions.set(Permission.objects.filter(codename__startswith="view_", content_type__app_label="billing"))
    user.groups.add(group)
    client = Client()
    client.force_login(user)
    return client


def test_a_subscription_is_billed_in_two_steps(staff: Client, workspace: Workspace) -> None:
    make_seller()
    address = f"/admin/billing/subscription/{make_subscription(workspace=workspace).pk}/bill/"

    asked = staff.get(address)
    answered = staff.post(address, {**PAYER, "plan": make_plan().pk})

    assert "Лавка у реки" in asked.content.decode()
    assert answered.status_code == 302
    assert Invoice.objects.get().state == "issued"
    assert AuditEntry.objects.get(action="invoice.issued").actor_name == "Семён Дежурный"


def test_wrong_requisites_are_refused_in_words_and_leave_no_draft(staff: Client, workspace: Workspace) -> None:
    make_seller()
    address = f"/admin/billing/subscription/{make_subscription(workspace=workspace).pk}/bill/"

    answered = staff.post(address, {**PAYER, "inn": "770000000083", "plan": make_plan().pk})

    assert "контрольными цифрами" in answered.content.decode()
    assert not Invoice.objects.exists()


def test_a_payment_is_noted_once_and_the_papers_are_there(staff: Client, workspace: Workspace) -> None:
    invoice = make_invoice(workspace=workspace)
    address = f"/admin/billing/invoice/{invoice.pk}"

    for _ in range(2):
        staff.post(f"{address}/pay/", PAYMENT)

    invoice.refresh_from_db()
    assert (invoice.state, invoice.payments.count()) == ("paid", 1)
    assert staff.get(f"{address}/pdf/").content.startswith(b"%PDF-")
    assert staff.get(f"{address}/act/").status_code == 302


@pytest.mark.parametrize("deed", ["pay", "accept", "void", "pdf"])
def test_support_cannot_touch_an_invoice(support: Client, workspace: Workspace, deed: str) -> None:
    invoice = make_invoice(workspace=workspace)

    response = support.post(f"/admin/billing/invoice/{invoice.pk}/{deed}/", {**PAYMENT, "reason": "Так"})

    invoice.refresh_from_db()
    assert response.status_code == 403
    assert (invoice.state, invoice.payments.count()) == ("issued", 0)


def test_a_page_that_is_not_for_a_role_says_so_in_words(staff: Client, support: Client) -> None:
    Group.objects.get(name="looks only").permissions.clear()

    refused = support.get("/admin/billing/invoice/", headers={"Accept": "text/html"})

    assert refused.status_code == 403
    assert "не для вашей роли" in refused.content.decode()
    assert 'href="/admin/"' in refused.content.decode()


@pytest.mark.parametrize("deed", ["bill", "grant", "price"])
def test_support_cannot_give_access(support: Client, workspace: Workspace, deed: str) -> None:
    subscription = make_subscription(workspace=workspace)
    filled = {**PAYER, "plan": subscription.plan_id, "last_day": "2027-11-23", "reason": "Так"}

    response = support.post(f"/admin/billing/subscription/{subscription.pk}/{deed}/", filled)

    assert response.status_code == 403
    assert Subscription.objects.get().paid_until is None


def test_access_is_granted_up_to_the_end_of_a_day(staff: Client, workspace: Workspace) -> None:
    subscription = make_subscription(workspace=workspace, trial_ends_at=NOW + timedelta(days=1))
    last_day = moscow_day(timezone.now()) + timedelta(days=400)

    staff.post(
        f"/admin/billing/subscription/{subscription.pk}/grant/",
        {"plan": subscription.plan_id, "last_day": last_day.isoformat(), "reason": "Договор"},
    )

    subscription.refresh_from_db()
    assert subscription.paid_until is not None
    assert subscription.paid_until.isoformat() == f"{last_day}T21:00:00+00:00"


def test_a_price_is_agreed_in_roubles_and_billed(staff: Client, owner: APIClient, workspace: Workspace) -> None:
    make_seller()
    plan, subscription = make_plan(), make_subscription(workspace=workspace, plan="trial")
    make_pilot(workspace=workspace, price_after=390_000)
    address = f"/admin/billing/subscription/{subscription.pk}"

    question = staff.get(f"{address}/price/")
    staff.post(f"{address}/price/", {"plan": plan.pk, "price": "3 900,50"})
    offered = owner.get("/api/v1/billing/plan").json()["plans"]
    staff.post(f"{address}/bill/", {**PAYER, "plan": plan.pk})

    assert 'value="3900' in question.content.decode()
    assert {one["code"]: one["price"] for one in offered}["shop"] == 390_050
    assert Invoice.objects.get().amount == 390_050
    assert AuditEntry.objects.get(action="subscription.price_agreed").details == {"plan": "shop", "price": 390_050}


def test_the_price_in_the_terms_of_a_pilot_is_billed_for_the_first_plan_on_offer(
    owner: APIClient, workspace: Workspace
) -> None:
    make_seller()
    plan, team = make_plan(), Plan.objects.create(code="large", name="Сеть", name_en="Chain", price=990_000)
    subscription = make_subscription(workspace=workspace, plan="trial")
    make_pilot(workspace=workspace, price_after=390_000)

    offered = {one["code"]: one["price"] for one in owner.get("/api/v1/billing/plan").json()["plans"]}
    invoice = draft_invoice(workspace=workspace, plan=plan, buyer=BUYER, author=STAFF, now=NOW)

    assert (offered["shop"], invoice.amount) == (390_000, 390_000)
    assert price_of(workspace, team, subscription=subscription) == 990_000
    assert price_of(make_workspace(), plan, subscription=None) == 590_000


@pytest.mark.parametrize("days", [-1, 4000])
def test_access_is_granted_up_to_a_day_that_makes_sense(staff: Client, workspace: Workspace, days: int) -> None:
    subscription = make_subscription(workspace=workspace)
    last_day = moscow_day(timezone.now()) + timedelta(days=days)

    answered = staff.post(
        f"/admin/billing/subscription/{subscription.pk}/grant/",
        {"plan": subscription.plan_id, "last_day": last_day.isoformat(), "reason": "Договор"},
    )

    subscription.refresh_from_db()
    assert "не дальше чем через три года" in answered.content.decode()
    assert subscription.paid_until is None


def test_an_agreed_price_is_taken_back_and_holds_for_one_plan_only(staff: Client, workspace: Workspace) -> None:
    plan, team = make_plan(), Plan.objects.create(code="large", name="Сеть", name_en="Chain", price=990_000)
    subscription = make_subscription(workspace=workspace, price=390_000, price_plan=plan)
    prices = [subscription.price_of(plan), subscription.price_of(team)]

    staff.post(f"/admin/billing/subscription/{subscription.pk}/price/", {"plan": plan.pk, "price": ""})

    subscription.refresh_from_db()
    assert prices == [390_000, 990_000]
    assert (subscription.price, subscription.price_plan, subscription.price_of(plan)) == (None, None, 590_000)


def test_the_price_of_a_plan_is_written_in_roubles(staff: Client) -> None:
    plan = make_plan()
    filled = {"code": "shop", "name": "Магазин", "name_en": "Shop", "price": "6500,00", "position": "1"}

    shown = staff.get(f"/admin/billing/plan/{plan.pk}/change/").content.decode()
    staff.post(f"/admin/billing/plan/{plan.pk}/change/", filled)

    plan.refresh_from_db()
    assert "5900" in shown
    assert "590000" not in shown
    assert plan.price == 650_000


def test_an_invoice_says_what_is_left_and_offers_what_can_be_done(staff: Client, workspace: Workspace) -> None:
    invoice = make_invoice(workspace=workspace, due_on=NOW.date() - timedelta(days=400))
    address = f"/admin/billing/invoice/{invoice.pk}"
    staff.post(f"{address}/pay/", {**PAYMENT, "amount": "5000,00"})

    page = staff.get(f"{address}/change/").content.decode()
    overdue = staff.get("/admin/billing/invoice/?payment=overdue").content.decode()
    staff.post(f"{address}/accept/", {"reason": "Скидка"})
    settled = staff.get(f"{address}/change/").content.decode()

    assert "5\N{NO-BREAK SPACE}000,00\N{NO-BREAK SPACE}₽" in page
    assert "просрочен" in page
    assert 'name="_save"' not in page
    assert f"{address}/change/" in overdue
    assert [f"{address}/{deed}" in page for deed in ("pay", "accept", "void")] == [True] * 3
    assert [f"{address}/{deed}" in settled for deed in ("pay", "accept", "void")] == [False] * 3
