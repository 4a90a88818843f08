from __future__ import annotations

import hmac
from collections.abc import Callable
from functools import cache
from typing import Any

import orjson
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Map, Rule
from werkzeug.wrappers import Request, Response

from connectors.ozon.simulator.control import accounts, chats, faults, reports, seeding
from connectors.ozon.simulator.control.parameters import ControlError, missing, wrong
from connectors.ozon.simulator.core.chat import Chat
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World

Body = dict[str, Any]
Handler = Callable[..., Any]

_ACCOUNT = "/_control/accounts/<client_id>"
_CHAT = f"{_ACCOUNT}/chats/<chat_id>"


class ControlApi:
    """Routes of `/_control/`: JSON in, JSON out, a bearer token on every call."""

    def __init__(self, world: World, *, token: str) -> None:
        self._world = world
        self._token = token

    def respond(self, request: Request) -> Response:
        if not self._is_allowed(request):
            return _json(401, {"error": "bearer token is missing or wrong"})
        try:
            handler, arguments = routes().bind_to_environ(request.environ).match()
            body = _body(request)
            with self._world.turn() as now:
                return _json(200, handler(self, body=body, now=now, query=request.args, **arguments))
        except ControlError as error:
            return _json(error.status, {"error": error.message})
        except HTTPException as error:
            return _json(error.code or 500, {"error": error.name})

    def _is_allowed(self, request: Request) -> bool:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return bool(self._token) and hmac.compare_digest(given.encode(), self._token.encode())

    def _shop(self, client_id: str) -> Shop:
        if client_id not in self._world.shops:
            raise missing("account")
        return self._world.shops[client_id]

    def _chat(self, client_id: str, chat_id: str) -> tuple[Shop, Chat]:
        shop = self._shop(client_id)
        if chat_id not in shop.chats:
            raise missing("chat")
        return shop, shop.chats[chat_id]

    def _state(self, **_: Any) -> Body:
        return reports.show_state(self._world)

    def _reset(self, **_: Any) -> Body:
        for client_id in list(self._world.shops):
            self._world.close_shop(client_id)
        self._world.pushes.clear()
        return {}

    def _create_account(self, *, body: Body, now: int, **_: Any) -> Body:
        return accounts.create_account(self._world, body, now)

    def _show_account(self, *, client_id: str, **_: Any) -> Body:
        return accounts.show_account(self._shop(client_id))

    def _change_account(self, *, client_id: str, body: Body, now: int, **_: Any) -> Body:
        return accounts.change_account(self._world, self._shop(client_id), body, now)

    def _remove_account(self, *, client_id: str, **_: Any) -> Body:
        self._shop(client_id)
        self._world.close_shop(client_id)
        return {}

    def _add_posting(self, *, client_id: str, body: Body, **_: Any) -> Body:
        return accounts.add_posting(self._world, self._shop(client_id), body)

    def _add_product(self, *, client_id: str, body: Body, **_: Any) -> Body:
        return accounts.add_product(self._world, self._shop(client_id), body)

    def _seed(self, *, client_id: str, body: Body, now: int, **_: Any) -> Body:
        return seeding.seed(self._world, self._shop(client_id), body, now)

    def _messages(self, *, client_id: str, query: Any, **_: Any) -> list[Body]:
        return reports.every_message(self._shop(client_id), kind=query.get("kind", ""))

    def _sends(self, *, client_id: str, **_: Any) -> list[Body]:
        return reports.accepted_sends(self._shop(client_id))

    def _calls(self, *, client_id: str, **_: Any) -> Body:
        return reports.show_calls(self._shop(client_id))

    def _forget_calls(self, *, client_id: str, **_: Any) -> Body:
        return reports.forget_calls(self._shop(client_id))

    def _faults(self, *, client_id: str, **_: Any) -> list[Body]:
        return faults.show_faults(self._shop(client_id))

    def _add_fault(self, *, client_id: str, body: Body, **_: Any) -> Body:
        return faults.add_fault(self._world, [self._shop(client_id)], body)

    def _add_fault_everywhere(self, *, body: Body, **_: Any) -> Body:
        return faults.add_fault(self._world, list(self._world.shops.values()), body)

    def _remove_faults(self, *, client_id: str, fault_id: int | None = None, **_: Any) -> Body:
        return faults.remove_faults(self._world, self._shop(client_id), fault_id)

    def _chats(self, *, client_id: str, **_: Any) -> list[Body]:
        return [chats.show_chat(chat) for chat in self._shop(client_id).shelf.after(None)]

    def _create_chat(self, *, client_id: str, body: Body, **_: Any) -> Body:
        return chats.create_chat(self._world, self._shop(client_id), body)

    def _show_chat(self, *, client_id: str, chat_id: str, **_: Any) -> Body:
        return chats.show_chat(self._chat(client_id, chat_id)[1])

    def _change_chat(self, *, client_id: str, chat_id: str, body: Body, **_: Any) -> Body:
        return chats.change_chat(self._world, *self._chat(client_id, chat_id), body)

    def _write(self, *, client_id: str, chat_id: str, body: Body, **_: Any) -> Body:
        return chats.write_message(self._world, *self._chat(client_id, chat_id), body)

    def _edit(self, *, client_id: str, chat_id: str, message_id: str, body: Body, **_: Any) -> Body:
        return chats.edit(self._world, *self._chat(client_id, chat_id), message_id, body)

    def _read(self, *, client_id: str, chat_id: str, body: Body, **_: Any) -> Body:
        return chats.read_in_cabinet(self._world, *self._chat(client_id, chat_id), body)


@cache
def routes() -> Map:
    """Compiled once: that takes longer than a hundred calls."""
    return Map(
        [
            _route("GET", "/_control/state", ControlApi._state),
            _route("POST", "/_control/reset", ControlApi._reset),
            _route("POST", "/_control/accounts", ControlApi._create_account),
            _route("POST", "/_control/faults", ControlApi._add_fault_everywhere),
            _route("GET", _ACCOUNT, ControlApi._show_account),
            _route("PATCH", _ACCOUNT, ControlApi._change_account),
            _route("DELETE", _ACCOUNT, ControlApi._remove_account),
            _route("POST", f"{_ACCOUNT}/postings", ControlApi._add_posting),
            _route("POST", f"{_ACCOUNT}/products", ControlApi._add_product),
            _route("POST", f"{_ACCOUNT}/seed", ControlApi._seed),
            _route("GET", f"{_ACCOUNT}/messages", ControlApi._messages),
            _route("GET", f"{_ACCOUNT}/sends", ControlApi._sends),
            _route("GET", f"{_ACCOUNT}/calls", ControlApi._calls),
            _route("DELETE", f"{_ACCOUNT}/calls", ControlApi._forget_calls),
            _route("GET", f"{_ACCOUNT}/faults", ControlApi._faults),
            _route("POST", f"{_ACCOUNT}/faults", ControlApi._add_fault),
            _route("DELETE", f"{_ACCOUNT}/faults", ControlApi._remove_faults),
            _route("DELETE", f"{_ACCOUNT}/faults/<int:fault_id>", ControlApi._remove_faults),
            _route("GET", f"{_ACCOUNT}/chats", ControlApi._chats),
            _route("POST", f"{_ACCOUNT}/chats", ControlApi._create_chat),
            _route("GET", _CHAT, ControlApi._show_chat),
            _route("PATCH", _CHAT, ControlApi._change_chat),
            _route("POST", f"{_CHAT}/messages", ControlApi._write),
            _route("PATCH", f"{_CHAT}/messages/<message_id>", ControlApi._edit),
            _route("POST", f"{_CHAT}/read", ControlApi._read),
        ]
    )


def _route(verb: str, path: str, handler: Handler) -> Rule:
    return Rule(path, methods=[verb], endpoint=handler)


def _body(request: Request) -> Body:
    raw = request.get_data(cache=False)
    try:
        body = orjson.loads(raw) if raw.strip() else {}
    except orjson.JSONDecodeError:
        raise wrong("body is not valid JSON") from None
    if not isinstance(body, dict):
        raise wrong("body must be an object")
    return body


def _json(status: int, body: Any) -> Response:
    return Response(orjson.dumps(body), status=status, content_type="application/json")
