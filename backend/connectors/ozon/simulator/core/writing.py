"""How messages come into a chat, whoever writes them."""

from __future__ import annotations

from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.files import is_picture, keep_file
from connectors.ozon.simulator.core.message import IN_MODERATION, SELLER, Message
from connectors.ozon.simulator.core.moments import SECOND, shorten
from connectors.ozon.simulator.core.publishing import publish
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World

SOURCES = {"Customer": "buyer", "Seller": "cabinet"}


def write_text(
    world: World, shop: Shop, chat: Chat, *, author: str, text: str, at: int | None = None, in_seconds: float = 0.0
) -> Message:
    """A message of the buyer, of Ozon's people, or of the seller in the cabinet."""
    message = _new_message(world, chat, author=author, text=text, at=at)
    _publish_or_plan(world, shop, chat, message, in_seconds=in_seconds)
    return message


def write_file(
    world: World,
    shop: Shop,
    chat: Chat,
    *,
    author: str,
    name: str,
    content: bytes,
    at: int | None = None,
    in_seconds: float = 0.0,
    verdict: str | None = None,
) -> Message:
    message = _new_message(world, chat, author=author, text="", at=at)
    _attach(world, shop, message, name=name, content=content, verdict=verdict)
    _publish_or_plan(world, shop, chat, message, in_seconds=in_seconds)
    return message


def accept_text(world: World, shop: Shop, chat: Chat, *, text: str, now: int) -> Message:
    """A reply sent through the API: accepted now, in the history a little later."""
    message = _new_message(world, chat, author=SELLER, text=text, at=now)
    message.source = "api"
    if shop.faults.take(("error_marker",), "/v1/chat/send/message"):
        message.echo = "marker"
    elif shop.faults.take(("doubled_blanks",), "/v1/chat/send/message"):
        message.echo = "blanks"
    _plan_echo(world, shop, chat, message, path="/v1/chat/send/message", now=now)
    return message


def accept_file(world: World, shop: Shop, chat: Chat, *, name: str, content: bytes, now: int) -> Message:
    message = _new_message(world, chat, author=SELLER, text="", at=now)
    message.source = "api"
    _attach(world, shop, message, name=name, content=content, verdict=None)
    _plan_echo(world, shop, chat, message, path="/v1/chat/send/file", now=now)
    return message


def _new_message(world: World, chat: Chat, *, author: str, text: str, at: int | None) -> Message:
    moment = world.now() if at is None else at
    return Message(
        serial=world.next_serial(),
        chat_id=chat.chat_id,
        author=author,
        text=text,
        created_at=shorten(moment, world.random.choice((0, 3, 6, 6))),
        source=SOURCES.get(author, "ozon"),
    )


def _attach(world: World, shop: Shop, message: Message, *, name: str, content: bytes, verdict: str | None) -> None:
    message.file = keep_file(world, shop, name=name, content=content)
    message.file_size = len(content)
    if is_picture(name):
        shortest, longest = shop.account.moderation_seconds
        message.moderation = IN_MODERATION
        message.verdict = verdict or shop.account.moderation_result
        message.moderated_at = message.created_at + int(world.random.uniform(shortest, longest) * SECOND)


def _plan_echo(world: World, shop: Shop, chat: Chat, message: Message, *, path: str, now: int) -> None:
    fault = shop.faults.take(("late_echo",), path)
    shortest, longest = shop.account.echo_seconds
    seconds = fault.seconds if fault is not None else world.random.uniform(shortest, longest)
    if fault is not None and fault.keeps_place:
        message.message_id = world.ids.next()
    world.note(account=shop.account)
    _publish_or_plan(world, shop, chat, message, in_seconds=seconds)


def _publish_or_plan(world: World, shop: Shop, chat: Chat, message: Message, *, in_seconds: float) -> None:
    if in_seconds <= 0:
        publish(world, shop, chat, message)
        return
    message.due_at = world.now() + int(in_seconds * SECOND)
    chat.coming.append(message)
    world.plan(message.due_at, shop, chat, message)
    world.note(chat=chat, message=message)
