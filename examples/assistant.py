"""An assistant that answers buyers' first questions by a template, and hands what needs a person over to a colleague.

    CHAT_CENTER_URL=http://127.0.0.1:8000 CHAT_CENTER_KEY=aiq_live_… python examples/assistant.py --colleague 17

It follows the change feed. Its place in it is kept in a file, so it may be stopped at any moment and goes on where
it stood; when the feed no longer reaches back that far (410), it looks through everything that waits instead.
The key needs the scopes chats:read and chats:write.
"""

import argparse
import json
import logging
import os
import time
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

import requests

FOR_A_PERSON = ("верните", "возврат", "брак", "сломан", "жалоб")
PLAIN_TEXT = "Здравствуйте! Получили ваш вопрос, скоро ответим подробно."
REPEAT = {429, 502, 503}
log = logging.getLogger("assistant")


class ChatCenter:
    """The few calls that the assistant needs."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url.rstrip("/")
        self.session = requests.Session()
        self.session.headers["Authorization"] = f"Bearer {key}"

    def call(self, method: str, path: str, **given: Any) -> requests.Response:
        """One answer; a busy server is asked again after the time that it names."""
        url = path if path.startswith("http") else f"{self.url}/api/v1/{path}"
        while True:
            response = self.session.request(method, url, timeout=30, **given)
            if response.status_code not in REPEAT:
                return response
            time.sleep(float(response.headers.get("Retry-After", 5)))

    def read(self, path: str, **query: Any) -> Any:
        response = self.call("GET", path, params=query)
        response.raise_for_status()
        return response.json()

    def pages(self, path: str, **query: Any) -> Any:
        page = self.read(path, **query)
        yield from page["results"]
        while page["next"]:
            page = self.read(page["next"])
            yield from page["results"]


class Assistant:
    def __init__(self, center: ChatCenter, place: Path, *, colleague: str, template: str) -> None:
        self.center, self.place, self.colleague, self.template = center, place, colleague, template

    def follow(self, pause: float) -> None:
        after = json.loads(self.place.read_text())["after"] if self.place.exists() else self.start_anew()
        while True:
            response = self.center.call("GET", "changes", params={"after": after})
            if response.status_code == 410:
                after = self.start_anew()
                continue
            response.raise_for_status()
            page = response.json()
            for chat_id in dict.fromkeys(c["chat_id"] for c in page["results"] if c["kind"] == "message.created"):
                self.look_at(chat_id)
            after = self.keep(page["next_after"])
            if not page["has_more"]:
                time.sleep(pause)

    def start_anew(self) -> str:
        """Where the feed stands is read first: what happens while we look through the chats is told afterwards."""
        after = self.center.read("changes")["next_after"]
        for chat in self.center.pages("chats", queue="waiting", limit=100):
            self.look_at(chat["id"])
        return self.keep(after)

    def keep(self, after: str) -> str:
        """Kept after the work is done: what is seen twice is not answered twice."""
        fresh = self.place.with_suffix(".new")
        fresh.write_text(json.dumps({"after": after}))
        fresh.replace(self.place)
        return after

    def look_at(self, chat_id: str | None) -> None:
        response = self.center.call("GET", f"chats/{chat_id}/messages", params={"limit": 1})
        newest = response.json()["results"] if response.ok else []
        if not newest or newest[0]["author"] != "buyer" or self.center.read(f"chats/{chat_id}")["assignee"]:
            return
        if any(word in newest[0]["text"].lower() for word in FOR_A_PERSON):
            self.center.call("PATCH", f"chats/{chat_id}", json={"assignee": self.colleague}).raise_for_status()
            log.info("chat %s was given to a colleague", chat_id)
        else:
            self.answer(chat_id, newest[0]["id"])

    def answer(self, chat_id: str | None, message_id: str) -> None:
        """The key follows from the question, so that no question is ever answered twice, whoever dies meanwhile."""
        response = self.center.call(
            "POST",
            f"chats/{chat_id}/replies",
            json={"text": self.text_for(chat_id), "expected_last_message_id": message_id},
            headers={"Idempotency-Key": str(uuid5(NAMESPACE_URL, f"{self.center.url}/{chat_id}/{message_id}"))},
        )
        if response.status_code in {400, 404, 409, 422}:
            log.warning("chat %s was not answered: %s", chat_id, response.json()["errors"][0]["code"])
            return
        response.raise_for_status()
        log.info("chat %s was answered", chat_id)

    def text_for(self, chat_id: str | None) -> str:
        found = self.center.read(f"chats/{chat_id}/templates", search=self.template)["results"]
        ready = [template["text"] for template in found if not template["missing"]]
        return ready[0] if ready else PLAIN_TEXT


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    words = argparse.ArgumentParser(description="Answers first questions; gives the rest to a colleague.")
    words.add_argument("--colleague", required=True, help="id of the member who takes over, as in `assignee`")
    words.add_argument("--template", default="Автоответ", help="words of the template to answer with")
    words.add_argument("--place", type=Path, default=Path("assistant.json"), help="file that keeps the place")
    words.add_argument("--pause", type=float, default=2.0, help="seconds between two looks at the feed")
    chosen = words.parse_args()
    center = ChatCenter(os.environ["CHAT_CENTER_URL"], os.environ["CHAT_CENTER_KEY"])
    Assistant(center, chosen.place, colleague=chosen.colleague, template=chosen.template).follow(chosen.pause)
