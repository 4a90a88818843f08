"""One storm: some dozens of minutes of people, trouble and deaths, then quiet until everything has settled."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.db import connection
from django.db.models import Q

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from accounts.tests.factories import make_member, make_workspace
from chats.models import Chat, ChatAccount, Reply, SyncState
from chats.services.connecting import connect_account
from chats.sync.candidates import candidate_from
from chats.tests.faults.comparison import compare
from chats.tests.faults.freshness import Freshness
from chats.tests.faults.installation import Installation
from chats.tests.faults.marketplace import CLIENT_ID
from chats.tests.faults.people import People
from chats.tests.faults.reader import Reader
from chats.tests.faults.weather import Weather
from chats.tests.moving_clock import MovingClock

MINUTE: Final = 60.0
STORM: Final = 12 * MINUTE
QUIET_STEP: Final = 2 * MINUTE
MOST_QUIET_STEPS: Final = 75
EVENTS: Final = 60


def ride_out(*, seed: int, clock: MovingClock) -> list[str]:
    """All complaints about one storm."""
    random.seed(seed)
    installation = Installation(clock, seed=seed)
    with installation.running():
        workspace = make_workspace()
        actor = Actor.for_member(make_member(workspace=workspace, role=Membership.Role.OWNER))
        _open_the_shop(installation)
        _number_the_next_account(1 + seed % 64)
        account = _connect(installation, workspace, actor)
        people = People(installation, account, actor)
        weather = Weather(installation, account, actor)
        reader = Reader(workspace)
        installation.watch_over(account)
        freshness = Freshness(installation, account)
        installation.before_task.append(freshness.remember)
        installation.after_task.append(freshness.check)
        installation.start_beat()
        installation.deaths, installation.gates.lost_commits = 0.06, 0.002
        installation.broker.loses, installation.broker.doubles = 0.05, 0.1
        _draw_events(installation, people, weather, reader)
        installation.run(seconds=STORM)
        weather.clear_up()
        people.come_to_rest()
        _wait_for_quiet(installation, account)
        reader.poll(limit=500, pages=1000)
        return [*installation.complaints, *compare(account, installation.marketplace, people, reader)]


def _number_the_next_account(number: int) -> None:
    """An account is swept at a time that its number decides: without this a seed tells another story each time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT setval(pg_get_serial_sequence('chat_accounts', 'id'), %s, false)", [number])


def _open_the_shop(installation: Installation) -> None:
    """Chats from before the connection, most of them with a word or two."""
    before = installation.clock.now() - timedelta(hours=30)
    for number in range(10):
        at = before + timedelta(hours=2 * number)
        messages = [
            {
                "author": author,
                "text": f"{author} № {number}.{place}",
                "at": (at + timedelta(minutes=place)).isoformat(),
            }
            for place, author in enumerate(installation.random.choices(("Customer", "Seller"), k=number % 5))
        ]
        body = {"scheme": "fbo", "order_number": f"11223344-{number:04}", "messages": messages}
        installation.marketplace.at_the_shop("POST", "/chats", body)
    mailing = {"kind": "UNSPECIFIED", "unread_without_messages": 200}
    installation.marketplace.at_the_shop("POST", "/chats", mailing)
    order = installation.random.choice(("activity", "shuffled"))
    installation.marketplace.change(list_order=order)


def _connect(installation: Installation, workspace: Workspace, actor: Actor) -> ChatAccount:
    credentials = {"client_id": CLIENT_ID, "api_key": installation.marketplace.api_key}
    candidate = candidate_from("ozon", credentials)
    return connect_account(
        workspace=workspace, actor=actor, candidate=candidate, title="Лавка", now=installation.clock.now()
    )


def _draw_events(installation: Installation, people: People, weather: Weather, reader: Reader) -> None:
    acts = people.acts() | weather.acts()
    for _ in range(EVENTS):
        (act,) = installation.random.choices(list(acts), weights=list(acts.values()))
        installation.later(installation.random.uniform(20, STORM), act)
        polls = installation.random.choice((1, 2, 5))
        installation.later(installation.random.uniform(0, STORM), partial(reader.poll, limit=7, pages=polls))


def _wait_for_quiet(installation: Installation, account: ChatAccount) -> None:
    """Until nothing is under way, neither there nor here."""
    silent_since = None
    for _ in range(MOST_QUIET_STEPS):
        installation.run(seconds=QUIET_STEP)
        if not installation.marketplace.is_silent():
            continue
        silent_since = silent_since or installation.clock.now()
        if _is_settled(account, silent_since):
            return
    raise AssertionError("there is always something under way")


def _is_settled(account: ChatAccount, since: datetime) -> bool:
    open_replies = (
        Reply.objects.filter(chat__chat_account=account)
        .exclude(state__in=[Reply.State.DELIVERED, Reply.State.FAILED])
        .exclude(is_simulated=True)
    )
    looked = SyncState.objects.filter(chat_account=account, fresh_at__gt=since)
    imported = looked.filter(import_state=SyncState.ImportState.DONE)
    unread = Q(settle_at__isnull=False) | Q(pending_mark__gt="")
    owed = Chat.objects.filter(unread, chat_account=account)
    return imported.exists() and not open_replies.exists() and not owed.exists()
