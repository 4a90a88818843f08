"""The keys that the public page names; all of them stand in the application under «?»."""

from typing import Final

KEYS: Final[tuple[tuple[str, str], ...]] = (
    ("J / K", "следующий и предыдущий чат"),
    ("R", "ответить"),
    ("T", "шаблоны"),
    ("Ctrl+Enter", "отправить"),
    ("E", "закрыть чат и открыть следующий"),
    ("H", "отложить до срока"),
    ("N", "заметка для коллег"),
    ("/", "поиск по заказу и словам"),
    ("Ctrl+K", "все команды"),
)
