"""Subscriptions and moments to test with."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from accounts.actor import Actor
from accounts.models import Workspace
from billing.models import Invoice, Plan, Seller, Subscription
from billing.requisites import Party

NOW: Final = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


def make_plan(code: str = "shop") -> Plan:
    """As the first migration made it, also where a test has emptied every table."""
    limits = {"shop": (2, 5), "team": (10, 25)}
    accounts, members = limits.get(code, (None, None))
    plan, _ = Plan.objects.get_or_create(
        code=code,
        defaults={
            "name": "Магазин",
            "name_en": "Shop",
            "price": 590_000,
            "chat_account_limit": accounts,
            "member_limit": members,
            "is_public": True,
        },
    )
    return plan


def make_subscription(*, workspace: Workspace, plan: str = "shop", **fields: Any) -> Subscription:
    """On trial since yesterday."""
    chosen = {
        "trial_started_at": NOW - timedelta(days=1),
        "trial_ends_at": NOW + timedelta(days=13),
        "state": "trial",
        "state_since": NOW - timedelta(days=1),
        **fields,
    }
    return Subscription.objects.create(
        workspace=workspace, plan=make_plan(plan), **{"told_state": chosen["state"], **chosen}
    )


SELLER: Final = {
    "name": "ООО «Тихая гавань»",
    "inn": "7799000012",
    "kpp": "779901001",
    "address": "101000, г. Москва, ул. Выдуманная, д. 1",
    "bank_name": "АО «Выдуманный банк», г. Москва",
    "bic": "044599901",
    "account": "40702810600000000017",
    "correspondent_account": "30101810000000000901",
    "signer_title": "Генеральный директор",
    "signer_name": "Вымышленная И. О.",
}
BUYER: Final = Party(
    name="ИП Вымышленная Инна Сергеевна", inn="770000000082", address="140000, г. Люберцы, ул. Садовая, д. 5"
)
STAFF: Final = Actor.for_system("staff")


def make_seller(**fields: Any) -> Seller:
    return Seller.objects.create(**{**SELLER, **fields})


def make_invoice(*, workspace: Workspace, number: int | None = 17, **fields: Any) -> Invoice:
    """One that waits to be paid."""
    chosen = {
        "line": "Доступ к сервису, тариф «Магазин», 1 месяц",
        "amount": 590_000,
        "state": Invoice.State.ISSUED,
        "year": 2026,
        "created_at": NOW,
        "created_by": "Семён Дежурный",
        "issued_at": NOW,
        "due_on": NOW.date() + timedelta(days=7),
        "seller": SELLER,
        "buyer": BUYER.as_json(),
        **fields,
    }
    return Invoice.objects.create(
        workspace=workspace, workspace_name=workspace.name, plan=make_plan(), number=number, **chosen
    )
