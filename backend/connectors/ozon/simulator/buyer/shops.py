"""The list of shops, and the chats of one of them."""

from __future__ import annotations

from html import escape
from itertools import islice

from connectors.ozon.simulator.buyer.layout import show_time
from connectors.ozon.simulator.buyer.panel import panel
from connectors.ozon.simulator.core.chat import CLOSED, Chat
from connectors.ozon.simulator.core.message import CUSTOMER, SELLER
from connectors.ozon.simulator.core.shop import Shop

MOST_ROWS = 200


def shops_content(shops: list[Shop]) -> str:
    if not shops:
        return '<div class="card empty">Магазинов пока нет. Запустите симулятор с демонстрационным магазином.</div>'
    rows = "".join(
        f'<li><a href="/shops/{shop.account.client_id}"><span class="name">{escape(shop.account.company)}</span>'
        f'<span class="mark waits">ждут ответа: {len(shop.waiting())}</span>'
        f'<span class="preview">Client-Id {shop.account.client_id}, чатов: {len(shop.chats)}</span></a></li>'
        for shop in islice(shops, MOST_ROWS)
    )
    return f'<h1>Кому пишет покупатель</h1><div class="card"><ul class="rows">{rows}</ul></div>'


def shop_content(shop: Shop, now: int) -> str:
    base = f"/shops/{shop.account.client_id}"
    return (
        f"<h1>{escape(shop.account.company)}</h1>"
        f'<div class="columns"><section class="card"><ul class="rows" data-refresh="{base}/list">'
        f"{chat_rows(shop, now)}</ul></section><aside>{_new_chat(base)}{panel(shop)}</aside></div>"
    )


def chat_rows(shop: Shop, now: int) -> str:
    with_buyers = (chat for chat in shop.shelf.after(None) if chat.is_with_buyer)
    rows = [_row(shop, chat, now) for chat in islice(with_buyers, MOST_ROWS)]
    return "".join(rows) or '<li class="empty">Пока никто не писал.</li>'


def chat_mark(chat: Chat) -> str:
    if chat.status == CLOSED:
        return '<span class="mark closed">закрыт</span>'
    if not chat.messages and not chat.coming:
        return '<span class="mark">открыт и молчит</span>'
    if chat.buyer_waits():
        return '<span class="mark waits">ждёт ответа</span>'
    return '<span class="mark answered">отвечено</span>'


def _row(shop: Shop, chat: Chat, now: int) -> str:
    last = chat.messages[-1] if chat.messages else None
    when = show_time(last.created_at if last else chat.created_at, now)
    return (
        f'<li><a href="/shops/{shop.account.client_id}/chats/{escape(chat.chat_id)}">'
        f'<span class="name">{_name(chat)}</span><span class="time">{when}</span>'
        f'<span class="preview">{escape(_preview(chat))}</span>{chat_mark(chat)}</a></li>'
    )


def chat_title(chat: Chat) -> str:
    name = chat.buyer_name or "Покупатель"
    return f"{name}, заказ {chat.order_number}" if chat.order_number else name


def _name(chat: Chat) -> str:
    order = f"<small>заказ {escape(chat.order_number)}</small>" if chat.order_number else ""
    return f"{escape(chat.buyer_name or 'Покупатель')}{order}"


def _preview(chat: Chat) -> str:
    if not chat.messages:
        return "сообщений нет"
    last = chat.messages[-1]
    who = {CUSTOMER: "Покупатель", SELLER: "Магазин"}.get(last.author, last.author)
    return f"{who}: {last.text[:90] if last.text else last.file_name}"


def _new_chat(base: str) -> str:
    return (
        '<details class="card"><summary>Новый чат</summary>'
        f'<form class="stack" method="post" action="{base}/chats">'
        "<label>Сообщение (можно оставить пустым: чат откроется, покупатель промолчит)"
        '<textarea name="text" maxlength="4000"></textarea></label>'
        '<label>Схема заказа<select name="scheme"><option value="fbo">FBO, со склада Ozon</option>'
        '<option value="fbs">FBS, отправляет продавец</option><option value="">без заказа</option></select></label>'
        '<button class="main">Открыть чат</button></form></details>'
    )
