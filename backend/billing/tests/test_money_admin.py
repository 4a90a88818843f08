"""How staff bill and note what was paid; whoever supports customers does not touch money."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client

from accounts.models import AuditEntry, Workspace
from accounts.tests.factories import make_user
from billing.models import Invoice, Subscription
from billing.tests.money import NOW, make_invoice, make_plan, make_seller, make_subscription

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


@pytest.mark.parametrize("deed", ["bill", "grant"])
def test_support_cannot_give_access(support: Client, workspace: Workspace, deed: str) -> None:
    subscription = make_subscription(workspace=workspace)
    filled = {**PAYER, "plan": subscription.plan_id, "last_day": "2027-11-23", "reason": "Так"}

    response = support.post(f"/admin/billing/subscription/{subscription.pk}/{deed}/", filled)

    assert response.status_code == 403
    assert Subscription.objects.get().paid_until is None


def test_access_is_granted_up_to_the_end_of_a_day(staff: Client, workspace: Workspace) -> None:
    subscription = make_subscription(workspace=workspace, trial_ends_at=NOW + timedelta(days=1))
    last_day = (NOW + timedelta(days=400)).date()

    staff.post(
        f"/admin/billing/subscription/{subscription.pk}/grant/",
        {"plan": subscription.plan_id, "last_day": last_day.isoformat(), "reason": "Договор"},
    )

    subscription.refresh_from_db()
    assert subscription.paid_until is not None
    assert subscription.paid_until.isoformat() == f"{last_day}T21:00:00+00:00"
