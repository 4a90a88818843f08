from __future__ import annotations

from functools import partial
from random import Random

from connectors.ozon.simulator.core.account import ADMIN_METHODS, KEY_LIFE, Account, Posting, Product
from connectors.ozon.simulator.core.chat import CLOSED, Chat
from connectors.ozon.simulator.core.chats import open_chat
from connectors.ozon.simulator.core.moments import DAY, HOUR, MINUTE
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.core.writing import write_file, write_text
from connectors.ozon.simulator.demo.dialogue import DOCUMENT, PHOTO, Dialogue, Line
from connectors.ozon.simulator.demo.events import Event, replay
from connectors.ozon.simulator.demo.goods import PRODUCTS
from connectors.ozon.simulator.demo.mailings import mailing_events, support_events
from connectors.ozon.simulator.demo.pdf import write_pdf
from connectors.ozon.simulator.demo.pictures import paint_photo
from connectors.ozon.simulator.demo.script import SMALL, new_order_number, write_script

CLIENT_ID = "1883021"
API_KEY = "5f0c7a4e-2d1b-4b8e-9a37-6c1d20e84f53"
"""Of the invented shop in the simulator; opens nothing anywhere else."""
BRANCH_CLIENT_ID = "1883058"
BRANCH_API_KEY = "c2d9e1b7-6f40-4b1a-8a55-93b0d7e46f12"
BRANCH = "Северный дом: текстиль"

CERTIFICATE = ("CERTIFICATE OF CONFORMITY", "No. 000-DEMO-17", "Severny Dom, household goods", "Invented document.")


def make_demo_shop(world: World, *, seed: int, client_id: str = CLIENT_ID, api_key: str = API_KEY) -> Shop:
    """The shop of the demo, with two months behind it; the one that is there already is left as it is."""
    with world.turn() as now:
        if client_id in world.shops:
            return refresh(world, world.shops[client_id])
        random = Random(seed)
        shop = world.open_shop(_account(client_id, api_key, random, now))
        script = write_script(random, now)
        events = [*mailing_events(world, shop, now), *support_events(world, shop, now)]
        for dialogue in script:
            events += _dialogue_events(world, shop, random, dialogue)
        for at in (now - 5 * HOUR, now - 3 * DAY):
            order = new_order_number(random)
            events.append((at, partial(open_chat, world, shop, created_at=at, scheme="fbo", order_number=order)))
        replay(events)
        return shop


def make_branch(world: World, *, seed: int) -> Shop:
    """A second cabinet of the same company, small and quiet: nobody waits in it, and its buyers write no more."""
    with world.turn() as now:
        if BRANCH_CLIENT_ID in world.shops:
            return refresh(world, world.shops[BRANCH_CLIENT_ID])
        random = Random(seed)
        account = _account(BRANCH_CLIENT_ID, BRANCH_API_KEY, random, now)
        account.company, account.demo, account.postings = BRANCH, False, []
        shop = world.open_shop(account)
        script = write_script(random, now, size=SMALL)
        replay([event for dialogue in script for event in _dialogue_events(world, shop, random, dialogue)])
        return shop


def goods() -> list[Product]:
    return [
        Product(one.sku, one.name[:1].upper() + one.name[1:], offer_id=f"SD-{one.sku[-5:]}", price=one.price)
        for one in PRODUCTS
    ]


def refresh(world: World, shop: Shop) -> Shop:
    """A shop of an earlier version sells what it always did, and its Admin key may call what was added since."""
    if not shop.account.products:
        shop.account.products = goods()
        world.note(account=shop.account)
    missing = [method for method in ADMIN_METHODS if method not in shop.account.methods]
    if shop.account.role == "Admin" and missing:
        shop.account.methods += missing
        world.note(account=shop.account)
    return shop


def _account(client_id: str, api_key: str, random: Random, now: int) -> Account:
    return Account(
        client_id=client_id,
        api_key=api_key,
        created_at=now - 400 * DAY,
        key_expires_at=now - 30 * DAY + KEY_LIFE,
        demo=True,
        products=goods(),
        postings=[
            Posting(
                f"{new_order_number(random)}-1", "fbs", "1720453311", paid_at=now - 4 * DAY, delivered_at=now - DAY
            ),
            Posting(f"{new_order_number(random)}-1", "fbs", "1834410296", paid_at=now - 20 * HOUR),
        ],
    )


def _dialogue_events(world: World, shop: Shop, random: Random, dialogue: Dialogue) -> list[Event]:
    opened: list[Chat] = []

    def begin() -> None:
        opened.append(_open(world, shop, dialogue))

    def say(line: Line) -> None:
        _write(world, shop, random, opened[0], line, sku=dialogue.product.sku)

    def end() -> None:
        opened[0].disabled = dialogue.disabled
        if dialogue.closed:
            opened[0].status = CLOSED

    lines: list[Event] = [(line.at, partial(say, line)) for line in dialogue.lines]
    return [(dialogue.begins_at - MINUTE, begin), *lines, (dialogue.ends_at, end)]


def _open(world: World, shop: Shop, dialogue: Dialogue) -> Chat:
    return open_chat(
        world,
        shop,
        kind=dialogue.kind,
        created_at=dialogue.begins_at - MINUTE,
        scheme=dialogue.scheme,
        order_number=dialogue.order_number,
        sku=dialogue.product.sku if not dialogue.order_number or dialogue.topic.photo_percent else "",
        paid_at=dialogue.paid_at,
        delivered_at=dialogue.delivered_at,
        buyer_name=dialogue.buyer_name,
    )


def _write(world: World, shop: Shop, random: Random, chat: Chat, line: Line, *, sku: str) -> None:
    if line.attachment == PHOTO:
        picture = paint_photo(random, sku=sku)
        write_file(world, shop, chat, author=line.author, name="photo_1.png", content=picture, at=line.at)
    elif line.attachment == DOCUMENT:
        document = write_pdf(list(CERTIFICATE))
        write_file(world, shop, chat, author=line.author, name="certificate.pdf", content=document, at=line.at)
    else:
        write_text(world, shop, chat, author=line.author, text=line.text, at=line.at)
