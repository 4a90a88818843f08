from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import orjson

from connectors.ozon.simulator.core import refusals
from connectors.ozon.simulator.core.faults import BENDING, BREAKING, REFUSING, Fault
from connectors.ozon.simulator.core.files import find_file
from connectors.ozon.simulator.core.refusals import Refusal
from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.methods.access import roles, seller_info
from connectors.ozon.simulator.methods.answer import (
    Answer,
    Call,
    bad_gateway,
    json_answer,
    lost_answer,
    plain_not_found,
)
from connectors.ozon.simulator.methods.call import Method, MethodCall
from connectors.ozon.simulator.methods.chat_list import chat_list
from connectors.ozon.simulator.methods.door import let_in, require_right
from connectors.ozon.simulator.methods.history import history
from connectors.ozon.simulator.methods.oddities import bend
from connectors.ozon.simulator.methods.opening import mark_read, start_chat
from connectors.ozon.simulator.methods.postings import fbo_posting, fbo_postings, fbs_posting, fbs_postings
from connectors.ozon.simulator.methods.products import product_list
from connectors.ozon.simulator.methods.ratings import rating_history, rating_summary
from connectors.ozon.simulator.methods.sending import send_file, send_message

METHODS: dict[str, Method] = {
    "/v1/roles": roles,
    "/v1/seller/info": seller_info,
    "/v3/chat/list": chat_list,
    "/v3/chat/history": history,
    "/v1/chat/send/message": send_message,
    "/v1/chat/send/file": send_file,
    "/v1/chat/start": start_chat,
    "/v2/chat/read": mark_read,
    "/v3/product/info/list": product_list,
    "/v3/posting/fbs/get": fbs_posting,
    "/v2/posting/fbo/get": fbo_posting,
    "/v4/posting/fbs/list": fbs_postings,
    "/v3/posting/fbo/list": fbo_postings,
    "/v1/rating/history": rating_history,
    "/v1/rating/summary": rating_summary,
}
FILES = "/v2/chat/file/"

Sleep = Callable[[float], None]


class SellerApi:
    """Answers calls as Ozon would, faults included; knows nothing of HTTP."""

    def __init__(self, world: World, *, sleep: Sleep) -> None:
        self._world = world
        self._sleep = sleep

    def answer(self, call: Call) -> Answer:
        is_file = call.verb == "GET" and call.path.startswith(FILES)
        if not is_file and (call.verb != "POST" or call.path not in METHODS):
            return plain_not_found()
        shop = self._arrived(call)
        self._wait(self._delay(shop, call))
        broken = self._broken(shop, call)
        answer = broken if broken is not None else self._sound(call)
        if broken is None and shop is not None:
            answer = self._spoil(shop, call, answer)
        self._count(shop, call, answer)
        return answer

    def _arrived(self, call: Call) -> Shop | None:
        with self._world.turn() as now:
            shop = self._world.shops.get(call.client_id)
            if shop is not None:
                shop.arrivals.take(now, 0)
            return shop

    def _count(self, shop: Shop | None, call: Call, answer: Answer) -> None:
        if shop is not None:
            path = FILES if call.path.startswith(FILES) else call.path
            with self._world.turn():
                shop.calls[path] += 1
                shop.answers[f"{path} {answer.status}"] += 1

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self._sleep(seconds)

    def _take(self, shop: Shop, kinds: tuple[str, ...], path: str) -> Fault | None:
        if not shop.account.faults:
            return None
        with self._world.turn():
            fault = shop.faults.take(kinds, path)
            if fault is not None:
                self._world.note(account=shop.account)
            return fault

    def _delay(self, shop: Shop | None, call: Call) -> float:
        if shop is None:
            return 0.0
        fault = self._take(shop, ("delay",), call.path)
        return shop.account.latency_seconds + (fault.seconds if fault is not None else 0.0)

    def _broken(self, shop: Shop | None, call: Call) -> Answer | None:
        """An answer that is given before anything is accepted."""
        fault = self._take(shop, REFUSING, call.path) if shop is not None else None
        if shop is None or fault is None:
            return None
        if fault.kind == "timeout_before":
            self._wait(fault.seconds)
        return refusing_answer(fault, shop.account.rate_limit)

    def _sound(self, call: Call) -> Answer:
        with self._world.turn() as now:
            headers: dict[str, str] = {}
            try:
                shop = let_in(self._world, call, now)
                if not shop.rate.take(now, shop.account.rate_limit):
                    raise refusals.rate_reached(shop.account.rate_limit)
                headers["Ratelimit-Remaining"] = str(shop.rate.remaining(shop.account.rate_limit))
                if call.path.startswith(FILES):
                    return self._file(shop, call.path.removeprefix(FILES), headers)
                require_right(shop.account, call.path)
                body = METHODS[call.path](MethodCall(self._world, shop, _decoded(call.body), now))
            except Refusal as refusal:
                return json_answer(refusal.status, refusal.body(), headers | refusal.headers)
            for fault in shop.faults.take_all(BENDING, call.path) if shop.account.faults else []:
                bend(fault.kind, body, self._world.random)
                self._world.note(account=shop.account)
            return json_answer(200, body, headers)

    def _file(self, shop: Shop, path: str, headers: dict[str, str]) -> Answer:
        folder, _, name = path.partition("/")
        stored = find_file(self._world, f"{folder}/{quote(name, safe='')}")
        if stored is None or stored.client_id != shop.account.client_id:
            return json_answer(404, {"code": 5, "message": "file not found", "details": []}, headers)
        return Answer(200, stored.content, media_type=stored.media_type, headers=headers)

    def _spoil(self, shop: Shop, call: Call, answer: Answer) -> Answer:
        """Lose or cut an answer whose call was accepted."""
        if answer.status != 200:
            return answer
        fault = self._take(shop, BREAKING, call.path)
        if fault is None:
            return answer
        if fault.kind == "truncated":
            answer.body = answer.body[: max(1, len(answer.body) // 2)]
            return answer
        timed_out = fault.kind == "timeout_after"
        self._wait(fault.seconds if timed_out else 0.0)
        return lost_answer(timed_out=timed_out)


def refusing_answer(fault: Fault, rate_limit: int) -> Answer:
    match fault.kind:
        case "bad_gateway":
            return bad_gateway()
        case "path_gone":
            return plain_not_found()
        case "drop_before" | "timeout_before":
            return lost_answer(timed_out=fault.kind == "timeout_before")
        case "rate_limit":
            refusal = refusals.rate_reached(rate_limit, max(1, int(fault.seconds)))
        case "circle_open":
            refusal = refusals.circle_open()
        case "internal_error":
            refusal = refusals.internal_error()
        case _:
            refusal = Refusal(fault.status, fault.code, fault.message)
    return json_answer(refusal.status, refusal.body(), refusal.headers)


def _decoded(raw: bytes) -> dict[str, Any]:
    try:
        body = orjson.loads(raw) if raw.strip() else {}
    except orjson.JSONDecodeError:
        raise refusals.invalid_request("body is not valid JSON") from None
    if not isinstance(body, dict):
        raise refusals.invalid_request("body must be an object")
    return body
