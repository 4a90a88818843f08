"""What a suite of connectors moves: a cabinet, its buyers, and the trouble around it."""

from typing import Protocol

from connectors.base import ReadsByChat
from connectors.context import Fulfilment
from connectors.ratings import RatingCode

QUESTION = "Подойдёт ли полка к шкафу 80 см?"


class Bench(Protocol):
    """A cabinet at a marketplace, and the people and faults around it."""

    secrets: tuple[str, ...]

    def connect(self) -> ReadsByChat: ...

    def open_chat(self) -> str: ...

    def buyer_writes(self, chat_id: str, text: str) -> str: ...

    def buyer_sends_picture(self, chat_id: str) -> str: ...

    def seller_writes_in_cabinet(self, chat_id: str, text: str) -> str: ...

    def marketplace_greets(self, chat_id: str, text: str) -> str: ...

    def open_strange_chat(self, text: str) -> str:
        """A chat of a kind that nobody documented, with one message of such an author."""

    def replies(self, chat_id: str) -> list[str]:
        """Texts and file names that the marketplace accepted from the connector, in order."""

    def wait_for_echoes(self) -> None: ...

    def lose_next_answer(self) -> None:
        """The next send is carried out, and its answer does not arrive."""

    def ask_for_patience(self, seconds: int) -> None:
        """The next call is refused for asking too often."""

    def be_in_trouble(self) -> None:
        """From now on every call fails inside the marketplace."""

    def revoke_key(self) -> None: ...

    def end_subscription(self) -> None: ...

    def rate(self, ratings: dict[RatingCode, float]) -> None:
        """The marketplace has given these ratings for months, today too, and finds nothing wrong with them."""

    def sell(self, *, sku: str, name: str) -> None:
        """The cabinet sells this product for 8 990 roubles."""

    def order(self, *, order_number: str, sku: str, fulfilment: Fulfilment) -> None:
        """A buyer has bought one piece of it, and got it an hour ago."""

    def restrict_to_chats(self) -> None:
        """The key may work with chats and do nothing else."""
