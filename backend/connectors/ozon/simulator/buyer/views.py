from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from werkzeug.exceptions import Forbidden, HTTPException, NotFound
from werkzeug.routing import Map, Rule
from werkzeug.utils import redirect
from werkzeug.wrappers import Request, Response

from connectors.ozon.simulator.buyer.conversation import conversation_content, feed
from connectors.ozon.simulator.buyer.layout import Layout
from connectors.ozon.simulator.buyer.panel import KEYS, SUBSCRIPTIONS, one_click_fault
from connectors.ozon.simulator.buyer.shops import chat_rows, chat_title, shop_content, shops_content
from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.chats import close_chat, open_chat, read_as_buyer, reopen_chat
from connectors.ozon.simulator.core.files import find_file
from connectors.ozon.simulator.core.message import CUSTOMER
from connectors.ozon.simulator.core.moments import DAY
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.core.writing import write_file, write_text
from connectors.ozon.simulator.demo.pictures import paint_photo
from connectors.ozon.simulator.demo.script import new_order_number

View = Callable[..., Response]

_SHOP = "/shops/<client_id>"
_CHAT = f"{_SHOP}/chats/<chat_id>"
_SHOWN_IN_PLACE = frozenset({"image/jpeg", "image/png"})


class BuyerPage:
    """A person writes here what a buyer would write in the marketplace's app."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._layout = Layout()

    def respond(self, request: Request) -> Response:
        try:
            view, matched = routes().bind_to_environ(request.environ).match()
            arguments = dict(matched)
            _require_own_form(request)
            with self._world.turn() as now:
                shop = self._find_shop(arguments.pop("client_id", None))
                if "chat_id" in arguments:
                    arguments["chat"] = _find_chat(shop, arguments.pop("chat_id"))
                response: Response = view(self, request=request, shop=shop, now=now, **arguments)
                return response
        except HTTPException as error:
            return _html(self._layout.page(error.name, f'<p class="card">{error.code}</p>'), status=error.code or 500)

    def _find_shop(self, client_id: str | None) -> Shop | None:
        if client_id is None:
            return None
        if client_id not in self._world.shops:
            raise NotFound
        return self._world.shops[client_id]

    def _shops(self, **_: Any) -> Response:
        return _html(self._layout.page("Магазины", shops_content(list(self._world.shops.values()))))

    def _shop(self, *, shop: Shop, now: int, **_: Any) -> Response:
        return _html(self._layout.page(shop.account.company, shop_content(shop, now)))

    def _list(self, *, shop: Shop, now: int, **_: Any) -> Response:
        return _html(chat_rows(shop, now))

    def _conversation(self, *, shop: Shop, chat: Chat, now: int, **_: Any) -> Response:
        read_as_buyer(self._world, shop, chat)
        return _html(self._layout.page(chat_title(chat), conversation_content(shop, chat, now)))

    def _feed(self, *, shop: Shop, chat: Chat, now: int, **_: Any) -> Response:
        read_as_buyer(self._world, shop, chat)
        return _html(feed(shop, chat, now))

    def _begin(self, *, request: Request, shop: Shop, now: int, **_: Any) -> Response:
        scheme = request.form.get("scheme", "")
        chat = open_chat(
            self._world,
            shop,
            scheme=scheme if scheme in ("fbo", "fbs") else "",
            order_number=new_order_number(self._world.random) if scheme else "",
            paid_at=now - 2 * DAY if scheme else 0,
        )
        text = request.form.get("text", "").strip()
        if text:
            write_text(self._world, shop, chat, author=CUSTOMER, text=text)
        return _to(shop, chat)

    def _write(self, *, request: Request, shop: Shop, chat: Chat, **_: Any) -> Response:
        upload = request.files.get("file")
        text = request.form.get("text", "").strip()
        if upload is not None and upload.filename:
            name = upload.filename.rpartition("/")[2]
            write_file(self._world, shop, chat, author=CUSTOMER, name=name, content=upload.read())
        elif request.form.get("sample"):
            picture = paint_photo(self._world.random, sku=chat.sku)
            write_file(self._world, shop, chat, author=CUSTOMER, name="photo_1.png", content=picture)
        elif text:
            write_text(self._world, shop, chat, author=CUSTOMER, text=text)
        return _to(shop, chat)

    def _close(self, *, shop: Shop, chat: Chat, **_: Any) -> Response:
        close_chat(self._world, shop, chat)
        return _to(shop, chat)

    def _reopen(self, *, shop: Shop, chat: Chat, **_: Any) -> Response:
        reopen_chat(self._world, chat)
        return _to(shop, chat)

    def _change_account(self, *, request: Request, shop: Shop, **_: Any) -> Response:
        key, subscription = request.form.get("key_status", ""), request.form.get("subscription", "")
        if key in KEYS:
            shop.account.key_status = key
        if subscription in SUBSCRIPTIONS:
            shop.account.subscription = subscription
        self._world.note(account=shop.account)
        return _to(shop)

    def _break(self, *, request: Request, shop: Shop, **_: Any) -> Response:
        fault = one_click_fault(request.form.get("kind", ""))
        if fault is not None:
            shop.account.faults.append(fault)
            self._world.note(account=shop.account)
        return _to(shop)

    def _file(self, *, shop: Shop, path: str, **_: Any) -> Response:
        folder, _slash, name = path.partition("/")
        stored = find_file(self._world, f"{folder}/{quote(name, safe='')}")
        if stored is None or stored.client_id != shop.account.client_id:
            raise NotFound
        response = Response(stored.content, content_type=stored.media_type)
        response.headers["X-Content-Type-Options"] = "nosniff"
        if stored.media_type not in _SHOWN_IN_PLACE:
            response.headers["Content-Disposition"] = "attachment"
        return response


def _find_chat(shop: Shop | None, chat_id: str) -> Chat:
    if shop is None or chat_id not in shop.chats:
        raise NotFound
    return shop.chats[chat_id]


def _require_own_form(request: Request) -> None:
    """Forms of this page only: another site in the same browser must not write here."""
    origin = request.headers.get("Origin")
    if request.method == "POST" and origin and urlsplit(origin).netloc != request.host:
        raise Forbidden


@cache
def routes() -> Map:
    """Compiled once: that takes longer than a hundred calls."""
    return Map(
        [
            _route("GET", "/", BuyerPage._shops),
            _route("GET", _SHOP, BuyerPage._shop),
            _route("GET", f"{_SHOP}/list", BuyerPage._list),
            _route("POST", f"{_SHOP}/chats", BuyerPage._begin),
            _route("POST", f"{_SHOP}/account", BuyerPage._change_account),
            _route("POST", f"{_SHOP}/faults", BuyerPage._break),
            _route("GET", f"{_SHOP}/files/<path:path>", BuyerPage._file),
            _route("GET", _CHAT, BuyerPage._conversation),
            _route("GET", f"{_CHAT}/feed", BuyerPage._feed),
            _route("POST", f"{_CHAT}/messages", BuyerPage._write),
            _route("POST", f"{_CHAT}/close", BuyerPage._close),
            _route("POST", f"{_CHAT}/reopen", BuyerPage._reopen),
        ]
    )


def _route(verb: str, path: str, view: View) -> Rule:
    return Rule(path, methods=[verb], endpoint=view)


def _html(content: str, status: int = 200) -> Response:
    return Response(content, status=status, content_type="text/html; charset=utf-8")


def _to(shop: Shop, chat: Chat | None = None) -> Response:
    address = f"/shops/{shop.account.client_id}" + (f"/chats/{chat.chat_id}" if chat is not None else "")
    return redirect(address, code=303)
