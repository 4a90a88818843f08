from __future__ import annotations

from html import escape

from connectors.ozon.simulator.buyer.layout import button_form, show_time
from connectors.ozon.simulator.buyer.shops import chat_mark, chat_title
from connectors.ozon.simulator.core.chat import CLOSED, Chat
from connectors.ozon.simulator.core.message import CUSTOMER, FAILED, IN_MODERATION, SELLER, SUCCESS, Message
from connectors.ozon.simulator.core.shop import Shop

MOST_MESSAGES = 300
AUTHORS = {CUSTOMER: "вы", SELLER: "магазин", "Support": "поддержка Ozon", "Crm": "Ozon", "Courier": "курьер"}
MODERATION = {IN_MODERATION: "на модерации", SUCCESS: "фото проверено", FAILED: "фото отклонено"}


def conversation_content(shop: Shop, chat: Chat, now: int) -> str:
    base = f"/shops/{shop.account.client_id}"
    here = f"{base}/chats/{escape(chat.chat_id)}"
    return (
        f'<p><a href="{base}">← {escape(shop.account.company)}</a></p>'
        f"<h1>{escape(chat_title(chat))} {chat_mark(chat)}</h1>"
        f'<section class="card"><div class="feed" data-refresh="{here}/feed">{feed(shop, chat, now)}</div></section>'
        f'<section class="card">{_forms(here, chat)}</section>'
    )


def feed(shop: Shop, chat: Chat, now: int) -> str:
    messages = [*chat.messages[-MOST_MESSAGES:], *chat.coming]
    if not messages:
        return '<p class="empty">Чат открыт, покупатель ещё ничего не написал.</p>'
    return "".join(_bubble(shop, message, now) for message in messages)


def _bubble(shop: Shop, message: Message, now: int) -> str:
    notes = [AUTHORS.get(message.author, message.author), show_time(message.created_at, now)]
    if message.moderation:
        notes.append(MODERATION.get(message.moderation, message.moderation))
    if message.due_at:
        notes.append("принято, ещё не в истории")
    mine = " mine" if message.author == CUSTOMER else ""
    return f'<div class="bubble{mine}">{_words(shop, message)}<small>{escape(", ".join(notes))}</small></div>'


def _words(shop: Shop, message: Message) -> str:
    if not message.file:
        return f"<p>{escape(message.text)}</p>"
    link = f"/shops/{shop.account.client_id}/files/{escape(message.file)}"
    if message.is_picture:
        return f'<a href="{link}"><img src="{link}" alt="Фото из чата"></a>'
    return f'<p><a href="{link}">{escape(message.file_name)}</a></p>'


def _forms(here: str, chat: Chat) -> str:
    if chat.status == CLOSED:
        return button_form(f"{here}/reopen", "Открыть снова")
    return (
        f'<form class="stack" method="post" action="{here}/messages">'
        '<label>Сообщение от покупателя<textarea name="text" data-send required maxlength="4000"></textarea></label>'
        '<button class="main">Отправить</button></form>'
        '<div class="buttons" style="margin-top:10px">'
        + button_form(f"{here}/messages", "Отправить пример фото", {"sample": "1"})
        + f'<form method="post" action="{here}/messages" enctype="multipart/form-data">'
        '<label class="button">Своё фото или файл<input type="file" name="file"'
        ' accept="image/*,application/pdf"></label></form>' + button_form(f"{here}/close", "Закрыть чат") + "</div>"
    )
