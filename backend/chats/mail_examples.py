"""What every mail of the product may look like: invented contents for each template, in all of its states."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, Final

NOW: Final = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)
SITE: Final = "https://chats.example.com"
SHOP: Final = "Лавка у реки"
CABINET: Final = "Лавка у реки на Ozon"
TOKEN: Final = f"{SITE}/invitation#0a1b2c3d4e5f"
INBOX: Final = f"{SITE}/w/lavka/inbox"
SETTINGS: Final = f"{SITE}/w/lavka/settings"
ACCOUNT: Final = f"{SETTINGS}/accounts/1"

Context = dict[str, Any]


def line(kind: str) -> Context:
    return {
        "kind": kind,
        "title": "Заказ 48866017-0495",
        "account": CABINET,
        "at": NOW + timedelta(minutes=40),
        "is_today": kind != "window_closing",
        "minutes": 40,
        "is_estimate": kind == "window_closing",
        "address": f"{INBOX}?chat=1",
    }


def alerts(*kinds: str, late: bool = False) -> Context:
    return {
        "count": len(kinds),
        "one": line(kinds[0]) if len(kinds) == 1 else None,
        "lines": [line(kind) for kind in kinds],
        "unnamed": 3 if late else 0,
        "breached": kinds.count("breached"),
        "closing": kinds.count("window_closing"),
        "warned": kinds.count("warning"),
        "revoked": kinds.count("breach_revoked"),
        "is_late": late,
        "is_stale": late,
        "workspace": SHOP,
        "address": INBOX,
        "settings_address": f"{SETTINGS}/notifications",
    }


def figures(*, answers: bool = True) -> Context:
    return {
        "n": "127" if answers else "0",
        "has_answers": answers,
        "median": "4 ч 3 мин" if answers else "—",
        "p90": "6 ч 6 мин" if answers else "—",
        "within_target": "45 %" if answers else "—",
        "within_24h": "97 %" if answers else "—",
        "never_answered": "3 %" if answers else "—",
    }


def weekly(*, answers: bool) -> Context:
    accounts = [{"title": title, **figures()} for title in (CABINET, "Лавка у пруда на Ozon")] if answers else []
    return {
        "workspace": SHOP,
        "ends_at": NOW,
        **{span: figures(answers=answers) for span in ("before", "month", "fortnight")},
        "accounts": accounts,
        "address": f"{SITE}/w/lavka/reports",
        "settings_address": f"{SETTINGS}/notifications",
    }


def access(news: str, *, state: str = "trial") -> Context:
    return {
        "news": news,
        "state": state,
        "workspace": SHOP,
        "until": NOW + timedelta(days=3),
        "time_zone": "Europe/Moscow",
        "address": f"{SETTINGS}/billing",
        "support": "support@example.com",
        "support_link": "mailto:support@example.com",
    }


def invoice(news: str) -> Context:
    return {
        **access(news),
        "number": "2026-0007",
        "amount": "5 900,00",
        "due_on": (NOW + timedelta(days=5)).date(),
        "period_from": NOW,
        "period_until": NOW + timedelta(days=31),
    }


def health(*, over: bool) -> Context:
    named = [{"label": CABINET, "since": NOW, "until": NOW + timedelta(minutes=7)}]
    news = [{"title": "Данные кабинета устарели", "count": 4, "named": named, "unnamed": 3, "is_over": over}]
    return {"begun": [] if over else news, "over": news if over else [], "address": f"{SITE}/admin/health/"}


def account(**more: Any) -> Context:
    return {"title": CABINET, "address": ACCOUNT, **more}


def entry(**more: Any) -> Context:
    return {"email": "olga@example.com", "sign_in": f"{SITE}/login", "forgotten": f"{SITE}/password", **more}


REASON: Final = {"reason": "Срок действия ключа истёк.", "remedy": "Выпустите новый ключ в кабинете."}
UNTIL: Final = {"expires_at": NOW + timedelta(days=7)}

EXAMPLES: Final[dict[str, list[Context]]] = {
    "access": [
        *(access("ending", state=state) for state in ("trial", "pilot", "active")),
        *(access(news, state=news) for news in ("grace", "read_only", "stopped", "active")),
    ],
    "account_recovered": [account()],
    "account_stopped": [account(**REASON), account(reason=REASON["reason"], remedy=None)],
    "alerts": [
        alerts("breached"),
        alerts("warning"),
        alerts("window_closing"),
        alerts("breach_revoked"),
        alerts("breached", "window_closing", "warning", late=True),
    ],
    "alerts_test": [alerts()],
    "already_registered": [entry()],
    "confirm_email": [entry(organisation=SHOP, address=f"{SITE}/confirm-email#0a1b2c3d4e5f", **UNTIL)],
    "export_ready": [{"workspace": SHOP, "address": f"{SETTINGS}/data", **UNTIL}],
    "health_alerts": [health(over=False), health(over=True)],
    "invitation": [
        {"workspace": SHOP, "inviter": "Анна Ответова", "is_owner": is_owner, "address": TOKEN, **UNTIL}
        for is_owner in (True, False)
    ],
    "invoice": [invoice("issued"), invoice("paid")],
    "key_ends": [account(days=days, key_expires_at=NOW + timedelta(days=days)) for days in (14, 1)],
    "lead": [{"contact": "olga@example.com", "at": NOW}],
    "password_reset": [entry(address=f"{SITE}/password#0a1b2c3d4e5f")],
    "unknown_account": [entry(sign_up=f"{SITE}/sign-up"), entry(sign_up=None)],
    "weekly_report": [weekly(answers=True), weekly(answers=False)],
}
