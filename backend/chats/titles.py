"""What a chat is called in lists."""

from typing import Final

LONGEST: Final = 500


def chat_title(*, product_title: str, order_number: str, buyer_name: str, buyer_external_id: str) -> str:
    """Product, else the order, else the end of the buyer's id: Ozon gives no buyer's name."""
    if product_title:
        return product_title
    if order_number:
        return f"Заказ {order_number}"
    if buyer_name:
        return buyer_name
    return f"Покупатель …{buyer_external_id[-4:]}" if buyer_external_id else "Покупатель"


def title_of(name: str) -> str:
    """A product's name as it is kept: on one line, and not without end."""
    return " ".join(name.split())[:LONGEST]
