"""Telegram's Bot API as far as we use it, over HTTP on this machine."""

import json
from collections import deque
from dataclasses import dataclass
from threading import Thread
from typing import Any, Self

from werkzeug.serving import make_server
from werkzeug.wrappers import Request, Response


@dataclass(frozen=True)
class Sent:
    token: str
    chat_id: str
    text: str


class TelegramStandIn:
    """Takes every message, unless it was told what to answer next."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.calls = 0
        self._answers: deque[tuple[int, dict[str, Any] | str]] = deque()
        self._server = make_server("127.0.0.1", 0, self._answer, threaded=True)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join(5)
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

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
