from __future__ import annotations

from html import escape

from connectors.ozon.simulator.buyer.layout import button_form, select
from connectors.ozon.simulator.core.faults import Fault
from connectors.ozon.simulator.core.shop import Shop

KEYS = {"valid": "действует", "expired": "истёк", "deactivated": "отозван"}
SUBSCRIPTIONS = {
    "PREMIUM_PLUS": "Premium Plus",
    "PREMIUM_PRO": "Premium Pro",
    "PREMIUM": "Premium",
    "PREMIUM_LITE": "Premium Lite",
    "UNSPECIFIED": "нет",
}
ONE_CLICK_FAULTS = {
    "drop_after": ("Принять ответ и потерять подтверждение", "/v1/chat/send"),
    "internal_error": ("Следующая отправка: ошибка 500", "/v1/chat/send"),
    "rate_limit": ("Следующая отправка: 429", "/v1/chat/send"),
}


def one_click_fault(kind: str) -> Fault | None:
    if kind not in ONE_CLICK_FAULTS:
        return None
    return Fault(kind=kind, method=ONE_CLICK_FAULTS[kind][1], count=1, seconds=3)


def panel(shop: Shop) -> str:
    account, base = shop.account, f"/shops/{shop.account.client_id}"
    faults = "".join(
        button_form(f"{base}/faults", caption, {"kind": kind}) for kind, (caption, _) in ONE_CLICK_FAULTS.items()
    )
    waiting = ", ".join(fault.kind for fault in account.faults)
    status = f'<p class="hint">Ждут своего часа: {escape(waiting)}</p>' if waiting else ""
    return (
        '<details class="card"><summary>Магазин и неполадки</summary>'
        f'<form class="stack" method="post" action="{base}/account">'
        + select("key_status", "Ключ API", KEYS, account.key_status)
        + select("subscription", "Подписка", SUBSCRIPTIONS, account.subscription)
        + f'<button>Сохранить</button></form><h2 style="margin-top:14px">Неполадка один раз</h2>'
        f'<div class="buttons">{faults}</div>{status}</details>'
    )
