"""What stands in a real list between the buyers: mailings with hundreds unread, support, empty chats."""

from __future__ import annotations

from functools import partial

from connectors.ozon.simulator.core.chats import open_chat
from connectors.ozon.simulator.core.moments import DAY, HOUR
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.core.writing import write_text
from connectors.ozon.simulator.demo.events import Event

MAILINGS = (
    (
        "UNSPECIFIED",
        212,
        (
            "**Новые правила упаковки хрупких товаров**\nС первого числа проверяйте маркировку на каждой коробке.",
            "**Подведены итоги недели**\nПосмотрите, как изменились показатели магазина, в разделе «Аналитика».",
        ),
    ),
    (
        "SELLER_NOTIFICATION_LOGISTICS",
        36,
        ("**Изменится расписание приёмки**\nВ праздничные дни склад работает до 16:00.",),
    ),
    ("SELLER_API_UPDATES", 11, ("**Обновление Seller API**\nДобавили новые поля в методы отправлений.",)),
)
SUPPORT = (
    ("Seller", "Здравствуйте! Не обновляется остаток на складе."),
    ("Support", "Здравствуйте! Передали коллегам, ответим в течение дня."),
    ("Support", "Остаток обновлён. Проверьте, пожалуйста."),
)


def mailing_events(world: World, shop: Shop, now: int) -> list[Event]:
    events: list[Event] = []
    for place, (kind, unread, texts) in enumerate(MAILINGS):
        chat = open_chat(world, shop, kind=kind, created_at=now - 300 * DAY)
        shop.lift(chat)
        chat.unread_without_messages = unread
        shop.shelve(chat)
        for age, text in enumerate(texts, start=1 - len(texts)):
            at = now - (place + 1) * 7 * HOUR + age * 3 * DAY
            events.append((at, partial(write_text, world, shop, chat, author="NotificationUser", text=text, at=at)))
    return events


def support_events(world: World, shop: Shop, now: int) -> list[Event]:
    chat = open_chat(world, shop, kind="SELLER_SUPPORT", created_at=now - 9 * DAY)
    return [
        (at, partial(write_text, world, shop, chat, author=author, text=text, at=at))
        for at, (author, text) in zip((now - 9 * DAY, now - 8 * DAY, now - 7 * DAY), SUPPORT, strict=True)
    ]
