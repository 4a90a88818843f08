from __future__ import annotations

from datetime import timedelta, timezone
from html import escape
from pathlib import Path

from connectors.ozon.simulator.core.moments import to_datetime

MOSCOW = timezone(timedelta(hours=3))


class Layout:
    """The frame of every page, with the style and the script in it."""

    def __init__(self) -> None:
        here = Path(__file__).parent
        self._style = (here / "page.css").read_text(encoding="utf-8")
        self._script = (here / "page.js").read_text(encoding="utf-8")

    def page(self, title: str, content: str) -> str:
        return (
            '<!doctype html><html lang="ru"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>{escape(title)}</title><style>{self._style}</style></head><body>"
            '<header class="top"><div><a href="/"><strong>Страница покупателя</strong></a>'
            "<span>симулятор Ozon: люди и заказы вымышлены</span></div></header>"
            f"<main>{content}</main><script>{self._script}</script></body></html>"
        )


def show_time(moment: int, now: int) -> str:
    """The hour for today, the day for anything older; Moscow time."""
    value = to_datetime(moment).astimezone(MOSCOW)
    today = to_datetime(now).astimezone(MOSCOW).date()
    return value.strftime("%H:%M" if value.date() == today else "%d.%m %H:%M")


def button_form(action: str, caption: str, fields: dict[str, str] | None = None, *, main: bool = False) -> str:
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in (fields or {}).items()
    )
    kind = ' class="main"' if main else ""
    return f'<form method="post" action="{escape(action)}">{hidden}<button{kind}>{escape(caption)}</button></form>'


def select(name: str, caption: str, options: dict[str, str], chosen: str) -> str:
    rows = "".join(
        f'<option value="{escape(value)}"{" selected" if value == chosen else ""}>{escape(words)}</option>'
        for value, words in options.items()
    )
    return f'<label>{escape(caption)}<select name="{escape(name)}">{rows}</select></label>'
