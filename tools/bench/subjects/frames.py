"""How the inbox paints and scrolls in a real browser: long lists, long threads, and the first row."""

from __future__ import annotations

import json
import secrets
import subprocess
from dataclasses import dataclass
from typing import Any, Final

from accounts.models import Membership, User
from bench.data.inboxes import fill_inbox, fill_thread
from bench.data.workspaces import open_company
from bench.place import Place
from bench.processes import start_product
from bench.report import Figure, Section
from bootstrap.browser import browser_environment
from stack.console import step
from stack.paths import FRONTEND
from stack.ports import LOOPBACK
from stack.problems import StackError

CHATS: Final = 20_000
MESSAGES: Final = 5_000
PAINT_MS: Final = 1_000.0
FRAME_MS: Final = 50.0
KEY_MS: Final = 100.0
HEAP_MB: Final = 60.0
_SLUG: Final = "frames"
_LOGIN: Final = "frames@example.com"
_SECONDS: Final = 120


@dataclass(frozen=True)
class _Scrolled:
    what: str
    seen: dict[str, Any]

    def figures(self) -> list[Figure]:
        longest = float(self.seen["longest"])
        between = f"{self.seen['p95']:.0f} ms, {self.seen['over']} of {self.seen['frames']}"
        return [
            Figure(f"{self.what}: longest frame", f"{longest:.0f} ms", f"≤ {FRAME_MS:.0f} ms", met=longest <= FRAME_MS),
            Figure(f"{self.what}: frame p95, frames over {FRAME_MS:.0f} ms", between),
        ]


def measure_frames(place: Place) -> Section:
    company = open_company(_SLUG)
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(_LOGIN, password, name="Вера Долгая")
    Membership.objects.create(workspace=company.workspace, user=user, role=Membership.Role.OWNER)
    with step(f"An inbox of {CHATS:,} chats with a thread of {MESSAGES:,} messages"):
        fill_inbox(company.workspace, chats=CHATS, with_messages=False)
        chat_id = fill_thread(company.workspace, messages=MESSAGES)
    product = start_product(place, only=frozenset({"api"}))
    env = {
        **place.env,
        **browser_environment(place.env),
        "FRAMES_URL": f"http://{LOOPBACK}:{product.port}",
        "FRAMES_WORKSPACE": _SLUG,
        "FRAMES_LOGIN": _LOGIN,
        "FRAMES_PASSWORD": password,
        "FRAMES_CHAT": str(chat_id),
        "FRAMES_SECONDS": str(_SECONDS),
    }
    with step("Scrolling"):
        seen = _scroll(env)
    return _section(seen)


def _scroll(env: dict[str, str]) -> dict[str, Any]:
    done = subprocess.run(
        ["npm", "run", "--silent", "frames"],
        cwd=FRONTEND,
        env=env,
        capture_output=True,
        text=True,
        timeout=4 * _SECONDS,
        check=False,
    )
    if done.returncode != 0:
        raise StackError(f"The browser did not get through.\n{done.stderr[-2000:]}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _keys(what: str, seen: dict[str, float]) -> list[Figure]:
    longest = seen["longest"]
    return [
        Figure(f"{what}: longest", f"{longest:.0f} ms", f"≤ {KEY_MS:.0f} ms", met=longest <= KEY_MS),
        Figure(f"{what}: p50, p95", f"{seen['p50']:.0f} ms, {seen['p95']:.0f} ms"),
    ]


def _section(seen: dict[str, Any]) -> Section:
    paint = float(seen["paint"])
    heap = max(seen["heap"].values())
    chats, thread = _Scrolled(f"{CHATS:,} chats", seen["list"]), _Scrolled(f"{MESSAGES:,} messages", seen["thread"])
    return Section(
        "frames",
        [
            Figure("first row of the list painted", f"{paint:.0f} ms", f"≤ {PAINT_MS:.0f} ms", met=paint <= PAINT_MS),
            *chats.figures(),
            *thread.figures(),
            *_keys("J to the next row painted", seen["keys"]["quick"]),
            *_keys("J while the chat before is being opened", seen["keys"]["opening"]),
            Figure("memory held by the page, at most", f"{heap:.0f} MB", f"≤ {HEAP_MB:.0f} MB", met=heap <= HEAP_MB),
        ],
        [
            "Chromium without a screen at 1440×900, on the same cores as the product. The first row is the middle of "
            "five loads with nothing cached, from the start of the navigation to the frame that shows it. The wheel "
            f"turns 1 200 px (the list) and 900 px (the thread) every 50 ms, for at most {_SECONDS} s or to the end; "
            f"pages are fetched on the way: {seen['list']['reached']:,} chats and {seen['thread']['reached']:,} "
            f"messages were reached. The document held {seen['nodes']:,} nodes at the end. J is pressed 40 times as "
            "soon as the row before is painted, then 40 times after 0 to 300 ms of the opening of the chat before.",
        ],
    )
