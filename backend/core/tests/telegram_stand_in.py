"""Telegram's Bot API as far as we use it, over HTTP on this machine."""

import json
from collections import deque
from dataclasses import dataclass
from typing import Any

from werkzeug.wrappers import Request, Response

from core.tests.stand_in import StandIn


@dataclass(frozen=True)
class Sent:
    token: str
    chat_id: str
    text: str


class TelegramStandIn(StandIn):
    """Takes every message, unless it was told what to answer next."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[Sent] = []
        self.calls = 0
        self._answers: deque[tuple[int, dict[str, Any] | str]] = deque()

    def answer_next(self, status: int, description: str = "", **parameters: Any) -> None:
        body = {"ok": False, "error_code": status, "description": description, "parameters": parameters}
        self._answers.append((status, body))

    def answer_next_with_text(self, status: int, text: str) -> None:
        self._answers.append((status, text))

    def _answer(self, environ: Any, start_response: Any) -> Any:
        request = Request(environ)
        self.calls += 1
        if self._answers:
            status, body = self._answers.popleft()
            content = body if isinstance(body, str) else json.dumps(body)
            return Response(content, status=status, content_type="application/json")(environ, start_response)
        bot, method = request.path.strip("/").split("/")
        message = request.get_json()
        if method != "sendMessage" or not bot.startswith("bot"):
            return Response("{}", status=404)(environ, start_response)
        self.sent.append(Sent(bot.removeprefix("bot"), str(message["chat_id"]), message["text"]))
        done = {"ok": True, "result": {"message_id": len(self.sent)}}
        return Response(json.dumps(done), content_type="application/json")(environ, start_response)
