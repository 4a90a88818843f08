"""The results page of one shop, beside figures that were worked out without the engine."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import time_machine
from rest_framework.test import APIClient

from accounts.actor import Actor
from accounts.models import Membership, Workspace
from chats.models import Chat, ChatAccount
from chats.services.baselines import freeze_due_baselines
from chats.services.clock import refresh_clocks
from chats.tests.factories import NOW, make_account, make_chat, make_message
from chats.tests.reports.conversations import DAY, answer
from chats.tests.reports.slow_reference import Debt, Hours, Line, counted_in, debts_of, dialogs, figures
from sla.models import Action
from sla.tests.factories import make_calendar, make_policy

ZONE = ZoneInfo("Asia/Yekaterinburg")
TARGET_MINUTES = 120
MINUTE = timedelta(minutes=1)
CABINET = "cabinet"
GREETING = "automatic"
CHATS = 60


class Shop:
    """Sixty chats of a hundred days in two cabinets; what is stored is also told to the reference, as plain lines."""

    def __init__(self, workspace: Workspace, members: list[Membership]) -> None:
        workspace.time_zone = ZONE.key
        workspace.save()
        self.workspace = workspace
        self.people = {str(member.pk): Actor.for_member(member) for member in members}
        self.accounts = [
            make_account(workspace=workspace, connected_at=NOW - days * DAY, title=f"Лавка {days}") for days in (40, 20)
        ]
        self.debts: list[Debt] = []
        self._random = Random(20_261_123)
        long_ago = NOW - 200 * DAY
        calendar = make_calendar(
            workspace=workspace, weekdays="09:00–13:00, 14:00–18:00", zone=ZONE.key, since=long_ago
        )
        make_policy(workspace=workspace, calendar=calendar, minutes=TARGET_MINUTES, since=long_ago)
        chats = [self._tell(self.accounts[number % 2]) for number in range(CHATS)]
        refresh_clocks(chats, now=NOW)
        freeze_due_baselines(now=NOW)

    def _tell(self, account: ChatAccount) -> Chat:
        chat = make_chat(account=account)
        lines, waives = self._invent()
        for line in lines:
            if line.who in ("buyer", GREETING):
                make_message(chat=chat, at=line.at, author=line.who)
            else:
                answer(chat, at=line.at, by=self.people.get(line.who))
        for at in waives:
            Action.objects.create(workspace=self.workspace, chat=chat, kind=Action.Kind.WAIVE, at=at)
        self.debts += debts_of(
            chat.pk, account.pk, lines, waives,
            people=[*self.people, CABINET], hours=Hours(ZONE), minutes=TARGET_MINUTES,
        )  # fmt: skip
        return chat

    def _invent(self) -> tuple[list[Line], list[datetime]]:
        """Questions with answers soon, late or never, repeated questions, greetings, and long silences between them."""
        lines: list[Line] = []
        waives: list[datetime] = []
        at = NOW - DAY * self._random.randrange(1, 100) - MINUTE * self._random.randrange(1440)
        while at < NOW:
            lines.append(Line(at, "buyer"))
            if self._random.random() < 0.3:
                lines.append(Line(at + MINUTE, GREETING))
            if self._random.random() < 0.3:
                lines.append(Line(at + 3 * MINUTE, "buyer"))
            wait = MINUTE * self._random.choice([5, 90, 119, 240, 1440, 1441, self._random.randrange(5, 4000)])
            lot = self._random.random()
            if lot < 0.8:
                lines.append(Line(at + wait, self._random.choice([*self.people, CABINET])))
            elif lot < 0.85:
                waives.append(at + wait)
            at += wait + DAY * self._random.choice([1, 3, 13, 14, 20]) + MINUTE * self._random.randrange(5, 600)
        return [line for line in lines if line.at < NOW], [at for at in waives if at < NOW]

    def ours(self) -> list[Debt]:
        connected = {account.pk: account.connected_at for account in self.accounts}
        return [debt for debt in self.debts if debt.opened_at >= connected[debt.account]]

    def before(self) -> list[Debt]:
        connected = {account.pk: account.connected_at for account in self.accounts}
        return [
            debt
            for debt in self.debts
            if connected[debt.account] - 30 * DAY <= debt.opened_at < connected[debt.account]
        ]


def test_the_results_page_and_the_baseline_say_what_the_slow_reference_says(
    agent: APIClient, workspace: Workspace, owner_member: Membership, agent_member: Membership
) -> None:
    shop = Shop(workspace, [owner_member, agent_member])

    check_results(agent, shop)
    check_baseline(agent, shop)


def check_results(agent: APIClient, shop: Shop) -> None:
    for days in (14, 28):
        debts = counted_in(shop.ours(), NOW - days * DAY, NOW)
        page = ask_for(agent, f"response-times?days={days}")

        assert page["total"] == figures(debts, as_of=NOW)
        assert page["first"] == figures((debt for debt in debts if debt.is_first), as_of=NOW)
        assert page["next"] == figures((debt for debt in debts if not debt.is_first), as_of=NOW)
    assert page["total"]["enough"]
    assert min(page["total"][name] for name in ("met", "met_late", "waived", "open", "never_answered")) > 0
    assert page["total"]["median_working_seconds"] != page["total"]["median_seconds"]
    assert dialogs(shop.debts, as_of=NOW) == (page["dialogs"]["n"], page["dialogs"]["replied_within_24h"])
    check_late_chats(agent, debts)
    check_groups(agent, debts)


def check_groups(agent: APIClient, debts: list[Debt]) -> None:
    assert groups(agent, "account") == told_apart(debts, lambda debt: str(debt.account))
    assert groups(agent, "member") == told_apart(debts, lambda debt: debt.answered_by or "nobody")
    assert groups(agent, "hour_of_week") == told_apart(debts, hour_of)


def check_baseline(agent: APIClient, shop: Shop) -> None:
    page = ask_for(agent, "baseline")

    assert page["total"] == figures(shop.before(), as_of=NOW)
    assert page["first"] == figures((debt for debt in shop.before() if debt.is_first), as_of=NOW)
    assert {row["chat_account_id"]: row["figures"] for row in page["accounts"]} == told_apart(
        shop.before(), lambda debt: str(debt.account)
    )
    assert page["total"]["enough"]


def check_late_chats(agent: APIClient, debts: list[Debt]) -> None:
    late = [debt for debt in debts if debt.answered_at and debt.answered_at > debt.due_at]

    with time_machine.travel(NOW, tick=False):
        listed = agent.get("/api/v1/reports/obligations?outcome=late&limit=100").json()["results"]

    told = {(row["chat"]["id"], datetime.fromisoformat(row["answered_at"]), row["seconds"]) for row in listed}
    assert told == {
        (str(debt.chat), debt.answered_at, (debt.answered_at - debt.opened_at).total_seconds())
        for debt in late
        if debt.answered_at
    }


def ask_for(client: APIClient, path: str) -> Any:
    with time_machine.travel(NOW, tick=False):
        return client.get(f"/api/v1/reports/{path}").json()


def groups(client: APIClient, group: str) -> dict[str, Any]:
    page = ask_for(client, f"response-times?group={group}")
    return {found["key"]: found["figures"] for found in page["groups"]}


def told_apart(debts: Iterable[Debt], key: Any) -> dict[str, Any]:
    sets: dict[str, list[Debt]] = {}
    for debt in debts:
        sets.setdefault(key(debt), []).append(debt)
    return {name: figures(of, as_of=NOW) for name, of in sets.items()}


def hour_of(debt: Debt) -> str:
    local = debt.opened_at.astimezone(ZONE)
    return str(local.weekday() * 24 + local.hour)
