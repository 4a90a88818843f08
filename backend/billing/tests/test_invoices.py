"""Invoices from the draft to the money, with what goes wrong on the way."""

import threading
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from accounts.models import AuditEntry, Membership, Workspace
from accounts.tests.factories import make_workspace
from billing.invoice_refusals import (
    InvoiceHasPayments,
    InvoiceNotDraft,
    InvoiceNotOpen,
    InvoiceOpen,
    PaymentMissing,
    PaymentRecorded,
    SellerMissing,
    WorkspaceGone,
)
from billing.models import Invoice, InvoiceCounter, Payment, Subscription
from billing.services import payments
from billing.services.invoices import draft_invoice, issue_invoice, void_invoice
from billing.services.payments import accept_difference, record_payment
from billing.tests.money import BUYER, NOW, STAFF, make_invoice, make_plan, make_seller, make_subscription
from core.errors import DomainError
from core.tests.waiting_mails import waiting_mails

DAY = timedelta(days=1)


def issue(workspace: Workspace, *, now: datetime = NOW) -> Invoice:
    draft = draft_invoice(workspace=workspace, plan=make_plan(), buyer=BUYER, author=STAFF, now=now)
    return issue_invoice(invoice=draft, author=STAFF, now=now)


def pay(invoice: Invoice, *, amount: int = 590_000, reference: str = "101", now: datetime = NOW) -> Invoice:
    return record_payment(
        invoice=invoice, amount=amount, reference=reference, received_on=NOW.date(), author=STAFF, now=now
    )


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_get_fifty_numbers_in_a_row() -> None:
    make_seller()
    drafts = [
        draft_invoice(workspace=make_workspace(), plan=make_plan(), buyer=BUYER, author=STAFF, now=NOW)
        for _ in range(50)
    ]
    start = threading.Barrier(len(drafts), timeout=60)

    def issue_one(draft: Invoice) -> None:
        try:
            start.wait()
            issue_invoice(invoice=draft, author=STAFF, now=NOW)
        finally:
            connection.close()

    threads = [threading.Thread(target=issue_one, args=(draft,)) for draft in drafts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)

    numbers = Invoice.objects.filter(state="issued").values_list("number", flat=True)
    assert sorted(number or 0 for number in numbers) == list(range(1, 51))


def test_an_issue_that_fails_takes_no_number(workspace: Workspace) -> None:
    make_seller()
    issue(workspace)

    with pytest.raises(InvoiceOpen):
        issue(workspace)

    assert issue(make_workspace()).full_number == "2026-0002"


def test_a_year_begins_at_midnight_in_moscow(db: None) -> None:
    make_seller()

    before = issue(make_workspace(), now=datetime(2026, 12, 31, 20, 59, tzinfo=UTC))
    after = issue(make_workspace(), now=datetime(2026, 12, 31, 21, 0, tzinfo=UTC))

    assert (before.full_number, after.full_number) == ("2026-0001", "2027-0001")
    assert str(after.issued_on) == "2027-01-01"


def test_our_requisites_and_the_tax_are_those_of_the_day_of_issue(workspace: Workspace) -> None:
    seller = make_seller(vat_rate=20)
    invoice = issue(workspace)

    seller.vat_rate, seller.name = 22, "ООО «Новое имя»"
    seller.save()

    kept = Invoice.objects.get(pk=invoice.pk)
    assert (kept.seller_party.name, kept.vat_rate, kept.vat_amount) == ("ООО «Тихая гавань»", 20, 98_333)


@pytest.mark.parametrize("has_seller", [True, False])
def test_nothing_is_issued_without_our_requisites_or_to_who_leaves(workspace: Workspace, has_seller: bool) -> None:
    if has_seller:
        make_seller()
        workspace.closes_at = NOW
        workspace.save()

    with pytest.raises(WorkspaceGone if has_seller else SellerMissing):
        issue(workspace)

    assert not InvoiceCounter.objects.exists()


def test_a_payment_of_the_whole_adds_a_month_to_what_there_is(workspace: Workspace) -> None:
    subscription = make_subscription(workspace=workspace, plan="team")

    paid = pay(make_invoice(workspace=workspace))

    subscription.refresh_from_db()
    assert paid.state == "paid"
    assert paid.period_from == subscription.trial_ends_at
    assert paid.period_until == subscription.paid_until == datetime(2027, 1, 6, 12, 0, tzinfo=UTC)
    assert (subscription.state, subscription.plan.code) == ("active", "shop")
    assert AuditEntry.objects.filter(action="invoice.paid").count() == 1


def test_who_pays_when_it_is_too_late_pays_from_now_on(workspace: Workspace) -> None:
    make_subscription(workspace=workspace, trial_started_at=NOW - 44 * DAY, trial_ends_at=NOW - 30 * DAY)

    paid = pay(make_invoice(workspace=workspace))

    assert (paid.period_from, paid.period_until) == (NOW, datetime(2026, 12, 23, 12, 0, tzinfo=UTC))


def test_a_month_after_a_month_begins_where_the_first_ends(workspace: Workspace) -> None:
    first = pay(make_invoice(workspace=workspace))

    second = pay(make_invoice(workspace=workspace, number=18), reference="102", now=NOW + DAY)

    assert second.period_from == first.period_until
    assert second.period_until == datetime(2027, 1, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("amount", [589_999, 590_001, 1])
def test_another_amount_is_noted_and_extends_nothing_until_a_person_says_so(workspace: Workspace, amount: int) -> None:
    invoice = make_invoice(workspace=workspace)

    noted = pay(invoice, amount=amount)

    assert (noted.state, Payment.objects.get().amount) == ("issued", amount)
    assert not Subscription.objects.exists()
    accepted = accept_difference(invoice=invoice, author=STAFF, reason="Договорились о скидке", now=NOW)
    assert accepted.state == "paid"
    assert AuditEntry.objects.get(action="invoice.paid").details["received"] == amount


def test_the_mail_names_what_came(workspace: Workspace, owner_member: Membership) -> None:
    invoice = make_invoice(workspace=workspace)
    pay(invoice, amount=500_050)

    accept_difference(invoice=invoice, author=STAFF, reason="Договорились о скидке", now=NOW)

    [mail] = waiting_mails()
    assert "5 000,50" in mail["text"].replace("\xa0", " ")
    assert "5 900" not in mail["text"].replace("\xa0", " ")


def test_what_money_came_for_is_not_made_void(workspace: Workspace) -> None:
    invoice = make_invoice(workspace=workspace)
    pay(invoice, amount=100)

    with pytest.raises(InvoiceHasPayments):
        void_invoice(invoice=invoice, author=STAFF, reason="Ошибка в реквизитах", now=NOW)

    invoice.refresh_from_db()
    assert invoice.state == "issued"


def test_two_parts_that_make_the_whole_pay_it(workspace: Workspace) -> None:
    invoice = make_invoice(workspace=workspace)

    states = [pay(invoice, amount=295_000, reference=reference).state for reference in ("101", "102")]

    assert states == ["issued", "paid"]


def test_the_same_payment_is_not_taken_twice(workspace: Workspace) -> None:
    first = make_invoice(workspace=workspace)
    pay(first, amount=100)

    with pytest.raises(PaymentRecorded):
        pay(first, amount=589_900)
    with pytest.raises(PaymentRecorded):
        pay(make_invoice(workspace=make_workspace(), number=18))

    assert Payment.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_mark_it_paid_at_once_one_does(workspace: Workspace) -> None:
    invoice = make_invoice(workspace=workspace)
    start, outcomes = threading.Barrier(2, timeout=20), []

    def mark(reference: str) -> None:
        try:
            start.wait()
            outcomes.append(pay(invoice, reference=reference).state)
        except DomainError as refusal:
            outcomes.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=mark, args=(reference,)) for reference in ("101", "102")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(outcomes) == ["invoice_not_open", "paid"]
    assert Subscription.objects.get().paid_until == datetime(2026, 12, 23, 12, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_dying_between_the_steps_leaves_neither_money_nor_month(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoice = make_invoice(workspace=workspace)

    def die(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(payments, "tell_paid", die)
        with pytest.raises(KeyboardInterrupt):
            pay(invoice)

    assert not Payment.objects.exists()
    assert not Subscription.objects.exists()
    assert pay(invoice).state == "paid"


def test_an_invoice_of_a_deleted_workspace_takes_the_money_and_extends_nothing(workspace: Workspace) -> None:
    invoice = make_invoice(workspace=workspace)
    workspace.delete()

    paid = pay(invoice)

    assert (paid.state, paid.workspace, paid.period_until) == ("paid", None, None)
    assert paid.workspace_name == "Лавка у реки"


def test_what_is_void_or_paid_stays_so(workspace: Workspace) -> None:
    void = void_invoice(invoice=make_invoice(workspace=workspace), author=STAFF, reason="Ошибка в реквизитах", now=NOW)
    paid = pay(make_invoice(workspace=workspace, number=18))

    assert (void.state, void.void_reason, void.full_number) == ("void", "Ошибка в реквизитах", "2026-0017")
    with pytest.raises(InvoiceNotOpen):
        pay(void, reference="103")
    with pytest.raises(InvoiceNotOpen):
        void_invoice(invoice=paid, author=STAFF, reason="Передумали", now=NOW)
    with pytest.raises(InvoiceNotDraft):
        issue_invoice(invoice=void, author=STAFF, now=NOW)
    with pytest.raises(PaymentMissing):
        accept_difference(invoice=make_invoice(workspace=workspace, number=19), author=STAFF, reason="Так", now=NOW)
