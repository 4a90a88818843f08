"""Every figure leads to the chats behind it: whatever is asked, a count is the length of its list."""

from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from rest_framework.test import APIClient

from accounts.models import Membership, Workspace
from accounts.tests.factories import make_actor
from chats.models import ChatAccount
from chats.selectors.reported_accounts import reported_accounts
from chats.services.baselines import freeze_due_baselines
from chats.tests.factories import NOW, make_account, make_chat
from chats.tests.reports.conversations import DAY, HOUR
from sla.facts import State
from sla.models import Obligation
from sla.reports.outcomes import OUTCOMES
from sla.reports.period import Period
from sla.reports.response_times import Group, response_times
from sla.reports.selection import Selection

MANY = 200
SEVERAL_PAGES = 400
NAMES = {"late": "met_late"}


@pytest.fixture
def accounts(workspace: Workspace) -> list[ChatAccount]:
    return [
        make_account(workspace=workspace, connected_at=NOW - 20 * DAY),
        make_account(workspace=workspace, connected_at=NOW - 60 * DAY),
    ]


@pytest.fixture(params=range(3))
def random(request: pytest.FixtureRequest) -> Random:
    return Random(request.param)


def fill(accounts: list[ChatAccount], members: list[Membership], random: Random, *, many: int = MANY) -> None:
    """Debts of every kind, state and author, scattered over fifty days, some of them on the edges of a period."""
    rows = []
    for number in range(many):
        account = random.choice(accounts)
        opened_at = NOW - random.choice([28 * DAY, 14 * DAY, DAY, random.random() * 50 * DAY])
        state = State.OPEN if opened_at == NOW else random.choice(list(State))
        wait = min(random.choice([HOUR, DAY, random.random() * 3 * DAY]), NOW - opened_at)
        is_answered = state in (State.MET, State.MET_LATE)
        member = random.choice(members)
        kind = random.choice(["member", "cabinet", "api_key"]) if is_answered else ""
        seconds = wait // timedelta(seconds=1) if is_answered else None
        rows.append(
            Obligation(
                workspace=account.workspace, chat_account=account, chat=make_chat(account=account),
                kind=random.choice(["first", "next"]), state=state, opened_by=str(number), opened_at=opened_at,
                target_minutes=240, warn_at=opened_at, due_at=opened_at + 4 * HOUR,
                answered_at=opened_at + wait if is_answered else None,
                ended_at=None if state == State.OPEN else opened_at + wait,
                counted_at=opened_at if state == State.OPEN else opened_at + wait,
                reply_seconds=seconds, working_seconds=seconds,
                answered_by_kind=kind, answered_by_member=member if kind == "member" else None,
            )
        )  # fmt: skip
    Obligation.objects.bulk_create(rows)


def selections(workspace: Workspace, accounts: list[ChatAccount], random: Random) -> list[Selection]:
    everything = Selection(
        workspace_id=workspace.pk,
        period=Period(NOW - 28 * DAY, NOW, as_of=NOW),
        time_zone="Asia/Vladivostok",
        accounts=reported_accounts(workspace),
    )
    return [
        everything,
        replace(everything, period=Period(NOW - 14 * DAY, NOW, as_of=NOW)),
        replace(everything, period=Period(NOW - 30 * DAY, NOW - 3 * DAY, as_of=NOW - 3 * DAY)),
        replace(everything, kind=random.choice(["first", "next"])),
        replace(everything, accounts=reported_accounts(workspace, only=[random.choice(accounts).pk])),
        replace(everything, is_baseline=True),
    ]


def test_every_count_is_the_length_of_its_list(
    workspace: Workspace, accounts: list[ChatAccount], random: Random
) -> None:
    members = [make_actor(workspace=workspace).membership for _ in range(2)]
    fill(accounts, [member for member in members if member], random)
    freeze_due_baselines(now=NOW)

    for selection in selections(workspace, accounts, random):
        report = response_times(selection)
        assert report.total.n == selection.obligations().count() == report.first.n + report.next.n
        for outcome in OUTCOMES:
            counted = getattr(report.total, NAMES.get(outcome, outcome))
            assert counted == replace(selection, outcome=outcome).obligations().count(), outcome


@pytest.mark.parametrize("group", [Group.ACCOUNT, Group.MEMBER, Group.HOUR_OF_WEEK])
def test_groups_are_narrowed_by_their_keys_and_make_up_the_whole(
    workspace: Workspace, accounts: list[ChatAccount], random: Random, group: Group
) -> None:
    members = [make_actor(workspace=workspace).membership for _ in range(2)]
    fill(accounts, [member for member in members if member], random)
    [selection, *_] = selections(workspace, accounts, random)

    report = response_times(selection, group)

    assert len(report.groups) > 1
    assert sum(found.figures.n for found in report.groups) == report.total.n
    for found in random.sample(report.groups, min(len(report.groups), 8)):
        narrowed = response_times(narrow(selection, group, found.key))
        assert narrowed.total == found.figures


def narrow(selection: Selection, group: Group, key: str) -> Selection:
    if group is Group.ACCOUNT:
        return replace(selection, accounts=[one for one in selection.accounts if str(one.id) == key])
    return replace(selection, person=key) if group is Group.MEMBER else replace(selection, hour=int(key))


def test_shares_of_one_base_make_up_the_whole(
    workspace: Workspace, accounts: list[ChatAccount], random: Random
) -> None:
    fill(accounts, [make_actor(workspace=workspace).membership], random)  # type: ignore[list-item]
    [selection, *_] = selections(workspace, accounts, random)

    total = response_times(selection).total

    later = total.answered - total.within_24h
    assert total.within_24h + later + total.never_answered == total.day_old
    assert total.met + total.missed == total.decided
    assert total.n == sum([total.answered, total.lost, total.waived, total.closed_unanswered, total.open])


def test_the_pages_of_a_list_hold_each_obligation_once(
    agent: APIClient, workspace: Workspace, accounts: list[ChatAccount]
) -> None:
    fill(accounts, [make_actor(workspace=workspace).membership], Random(7), many=SEVERAL_PAGES)  # type: ignore[list-item]
    period = "from=2026-10-26T12:00:00Z&to=2026-11-23T12:00:00Z"
    total = agent.get(f"/api/v1/reports/response-times?{period}").json()["total"]

    listed: list[Any] = []
    address = f"/api/v1/reports/obligations?{period}&outcome=answered&limit=60"
    while address:
        page = agent.get(address).json()
        listed += page["results"]
        address = page["next"]

    ids = [row["id"] for row in listed]
    assert len(ids) == len(set(ids)) == total["answered"] > 60
    assert [row["counted_at"] for row in listed] == sorted((row["counted_at"] for row in listed), reverse=True)
