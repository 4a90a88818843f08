"""Every address of the API, every method: as nobody, a stranger, an agent, and by keys with and without the scope.

The table says who may; a route that is not in it fails the first test.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import transaction
from django.urls import URLPattern, URLResolver
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiKey, Workspace
from accounts.scopes import Scope
from chats.models import Change, Chat, Message, Note, Reply, ReplyTemplate
from config.tests.described import Operation, call, codes, operations
from config.tests.place import MARK, Ids, furnish
from config.urls import api
from conftest import Queued
from sla.models import Calendar, Policy

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
NOT_YOURS = {"not_found", "workspace_not_found"}
NOT_ADMITTED = {"not_authenticated", "invalid_api_key", "scope_missing", "session_only", "owner_only", *NOT_YOURS}


class Who(NamedTuple):
    """Which members may, and which scope a key needs; without one keys may not."""

    member: str
    scope: str | None


READ, WRITE = Who("agent", "chats:read"), Who("agent", "chats:write")
TEMPLATES = Who("agent", "templates:write")
ACCOUNTS = Who("agent", "accounts:read")
REPORTS = Who("agent", "reports:read")
POLICIES = Who("owner", "policies:write")
MEMBERS, OWNERS = Who("agent", None), Who("owner", None)
ANY_KEY = Who("agent", "")
ANYBODY = Who("anybody", None)

TABLE: dict[str, Who] = {
    "GET me": ANY_KEY,
    "PATCH me": MEMBERS,
    "GET workspace": MEMBERS,
    "PATCH workspace": OWNERS,
    "POST workspace/closing": OWNERS,
    "DELETE workspace/closing": OWNERS,
    "GET exports": OWNERS,
    "POST exports": OWNERS,
    "GET exports/{export_id}": OWNERS,
    "GET exports/{export_id}/download": OWNERS,
    "GET api-keys": OWNERS,
    "POST api-keys": OWNERS,
    "GET api-keys/{api_key_id}": OWNERS,
    "PATCH api-keys/{api_key_id}": OWNERS,
    "DELETE api-keys/{api_key_id}": OWNERS,
    "POST api-keys/{api_key_id}/rotate": OWNERS,
    "GET members": MEMBERS,
    "GET members/{member_id}": MEMBERS,
    "PATCH members/{member_id}": OWNERS,
    "DELETE members/{member_id}": OWNERS,
    "POST members/{member_id}/transfer-ownership": OWNERS,
    "GET assignees": READ,
    "GET invitations": OWNERS,
    "POST invitations": OWNERS,
    "DELETE invitations/{invitation_id}": OWNERS,
    "POST invitations/{invitation_id}/send-again": OWNERS,
    "POST invitations/read": ANYBODY,
    "POST invitations/accept": ANYBODY,
    "POST leads": ANYBODY,
    "GET registrations": ANYBODY,
    "POST registrations": ANYBODY,
    "POST registrations/send-again": ANYBODY,
    "POST registrations/read": ANYBODY,
    "POST registrations/confirm": ANYBODY,
    "GET audit-log": OWNERS,
    "GET changes": READ,
    "GET billing/plan": OWNERS,
    "GET billing/invoices": OWNERS,
    "POST billing/invoices": OWNERS,
    "GET billing/invoices/{invoice_id}/pdf": OWNERS,
    "GET billing/invoices/{invoice_id}/act": OWNERS,
    "GET chat-accounts": ACCOUNTS,
    "POST chat-accounts": OWNERS,
    "POST chat-accounts/check": OWNERS,
    "GET chat-accounts/{account_id}": ACCOUNTS,
    "PATCH chat-accounts/{account_id}": Who("owner", "accounts:write"),
    "DELETE chat-accounts/{account_id}": OWNERS,
    "POST chat-accounts/{account_id}/credentials": OWNERS,
    "POST chat-accounts/{account_id}/sync": Who("agent", "accounts:write"),
    "GET chat-accounts/{account_id}/sync-runs": ACCOUNTS,
    "GET health": ACCOUNTS,
    "GET chats": READ,
    "GET chats/counts": READ,
    "GET chats/presence": MEMBERS,
    "POST chats/bulk": WRITE,
    "GET chats/{chat_id}": READ,
    "PATCH chats/{chat_id}": WRITE,
    "POST chats/{chat_id}/read": WRITE,
    "POST chats/{chat_id}/unread": WRITE,
    "POST chats/{chat_id}/waive": WRITE,
    "POST chats/{chat_id}/unwaive": WRITE,
    "POST chats/{chat_id}/snooze": WRITE,
    "POST chats/{chat_id}/close": WRITE,
    "POST chats/{chat_id}/reopen": WRITE,
    "GET chats/{chat_id}/messages": READ,
    "GET chats/{chat_id}/messages/{message_id}/files/{number}": READ,
    "GET chats/{chat_id}/replies": READ,
    "POST chats/{chat_id}/replies": WRITE,
    "POST chats/{chat_id}/check-text": WRITE,
    "GET chats/{chat_id}/context": READ,
    "GET text-rules": READ,
    "PATCH text-rules": POLICIES,
    "GET chats/{chat_id}/draft": MEMBERS,
    "PUT chats/{chat_id}/draft": MEMBERS,
    "DELETE chats/{chat_id}/draft": MEMBERS,
    "POST chats/{chat_id}/presence": MEMBERS,
    "GET chats/{chat_id}/events": READ,
    "GET chats/{chat_id}/notes": READ,
    "POST chats/{chat_id}/notes": WRITE,
    "GET notes/{note_id}": READ,
    "PATCH notes/{note_id}": WRITE,
    "DELETE notes/{note_id}": WRITE,
    "GET chats/{chat_id}/templates": READ,
    "POST chats/{chat_id}/templates/{template_id}/use": WRITE,
    "GET saved-views": MEMBERS,
    "POST saved-views": MEMBERS,
    "PATCH saved-views/{view_id}": MEMBERS,
    "DELETE saved-views/{view_id}": MEMBERS,
    "GET templates": READ,
    "POST templates": TEMPLATES,
    "GET templates/folders": READ,
    "GET templates/{template_id}": READ,
    "PATCH templates/{template_id}": TEMPLATES,
    "DELETE templates/{template_id}": TEMPLATES,
    "GET replies/{reply_id}": READ,
    "DELETE replies/{reply_id}": WRITE,
    "POST replies/{reply_id}/retry": WRITE,
    "POST uploads": WRITE,
    "GET notifications": MEMBERS,
    "GET notifications/counts": MEMBERS,
    "POST notifications/read": MEMBERS,
    "POST notifications/test": MEMBERS,
    "GET notifications/deliveries": MEMBERS,
    "GET notifications/settings": MEMBERS,
    "PATCH notifications/settings": MEMBERS,
    "GET notifications/telegram": OWNERS,
    "PUT notifications/telegram": OWNERS,
    "DELETE notifications/telegram": OWNERS,
    "GET reports/baseline": REPORTS,
    "GET reports/marketplace-ratings": REPORTS,
    "GET reports/obligations": REPORTS,
    "GET reports/obligations.csv": REPORTS,
    "GET reports/response-times": REPORTS,
    "GET reports/response-times.csv": REPORTS,
    "GET reports/worst-chats": REPORTS,
    "GET sla/calendars": READ,
    "POST sla/calendars": POLICIES,
    "GET sla/calendars/{calendar_id}": READ,
    "PATCH sla/calendars/{calendar_id}": POLICIES,
    "DELETE sla/calendars/{calendar_id}": POLICIES,
    "GET sla/holidays": READ,
    "GET sla/policies": READ,
    "POST sla/policies": POLICIES,
    "GET sla/policies/{policy_id}": READ,
    "PATCH sla/policies/{policy_id}": POLICIES,
    "DELETE sla/policies/{policy_id}": POLICIES,
    "POST sla/policies/{policy_id}/recompute": POLICIES,
    "POST sla/preview": Who("agent", "policies:write"),
}


@contextmanager
def undone() -> Iterator[None]:
    """Whatever one request changes, the next one does not meet."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def unexpected(
    client: APIClient, ids: Ids, expected: Callable[[Any], bool], among: Iterable[Operation], **headers: str
) -> dict[str, tuple[int, set[str]]]:
    """The operations that answered otherwise than expected."""
    found = {}
    for operation in among:
        with undone():
            response = call(client, operation, ids, **headers)
            if not expected(response):
                found[operation.name] = (response.status_code, codes(response))
    return found


def is_admitted(response: Any) -> bool:
    return response.status_code < 500 and response.status_code != 405 and not codes(response) & NOT_ADMITTED


def for_whom(wanted: Callable[[Who], bool]) -> list[Operation]:
    return [operation for operation in operations() if operation.name in TABLE and wanted(TABLE[operation.name])]


def guarded() -> list[Operation]:
    return for_whom(lambda who: who is not ANYBODY)


def routes(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[tuple[str, Any]]:
    """Each address of the API as the description writes it, with its view."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns)
        else:
            yield str(pattern.pattern).replace("<int:", "{").replace("<str:", "{").replace(">", "}"), pattern.callback


def test_every_route_is_in_the_table_and_in_the_description() -> None:
    known = {
        f"{method} {path}"
        for path, callback in routes(api)
        for method in METHODS
        if hasattr(callback.view_class, method.lower())
    }

    assert known == set(TABLE)
    assert known == {operation.name for operation in operations()}


def test_nobody_is_let_in_anywhere(anonymous: APIClient, ids: Ids) -> None:
    assert unexpected(anonymous, ids, lambda answer: answer.status_code == 401, guarded()) == {}


def test_a_stranger_finds_nothing_of_ours(stranger: APIClient, ids: Ids, queued: Queued) -> None:
    before = everything()

    found = unexpected(
        stranger,
        ids,
        lambda answer: answer.status_code == 404 and codes(answer) <= NOT_YOURS,
        [operation for operation in operations() if operation.of_an_object],
    )

    assert found == {}
    assert everything() == before
    assert queued == []


def everything() -> list[list[Any]]:
    return [list(model.objects.order_by("pk").values_list()) for model in (Chat, Message, Reply, Note)] + [
        list(model.objects.order_by("pk").values_list()) for model in (ReplyTemplate, Policy, Calendar, Change)
    ]


def test_a_stranger_cannot_name_our_workspace(stranger: APIClient, ids: Ids, workspace: Workspace) -> None:
    found = unexpected(
        stranger,
        ids,
        lambda answer: answer.status_code == 404 and codes(answer) == {"workspace_not_found"},
        [operation for operation in guarded() if operation.name != "PATCH me"],
        **{"X-Workspace": workspace.slug},
    )

    assert found == {}


def test_no_list_and_no_count_of_a_stranger_knows_of_us(
    stranger: APIClient, workspace: Workspace, frozen: datetime
) -> None:
    """Their answers are the same, to the byte, before we had anything and after."""
    lists = [operation for operation in operations() if operation.method == "GET" and not operation.of_an_object]

    def answers() -> dict[str, bytes]:
        return {operation.name: call(stranger, operation, {}).getvalue() for operation in lists}

    answers()
    before = answers()
    furnish(workspace)
    after = answers()

    assert {name: (before[name], after[name]) for name in before if before[name] != after[name]} == {}
    assert not any(MARK.encode() in answer for answer in after.values())


def test_an_agent_may_what_the_table_says(agent: APIClient, ids: Ids, queued: Queued) -> None:
    assert unexpected(agent, ids, is_admitted, for_whom(lambda who: who.member == "agent")) == {}


def test_an_agent_is_no_owner(agent: APIClient, ids: Ids, queued: Queued) -> None:
    owners = for_whom(lambda who: who.member == "owner")

    assert unexpected(agent, ids, lambda answer: codes(answer) == {"owner_only"}, owners) == {}


def test_a_key_with_the_scope_may(api_key_client: Callable[..., APIClient], ids: Ids, queued: Queued) -> None:
    for scope in Scope.values:
        allowed = for_whom(lambda who, scope=scope: who.scope == scope)  # type: ignore[misc]  # bound at once

        assert unexpected(api_key_client(scope), ids, is_admitted, allowed) == {}


def test_a_key_without_the_scope_may_not(api_key_client: Callable[..., APIClient], ids: Ids, queued: Queued) -> None:
    """It has all scopes but the one that is needed."""
    for scope in Scope.values:
        others = [other for other in Scope.values if other != scope]
        forbidden = for_whom(lambda who, scope=scope: who.scope == scope)  # type: ignore[misc]  # bound at once

        found = unexpected(api_key_client(*others), ids, lambda answer: codes(answer) == {"scope_missing"}, forbidden)

        assert found == {}


def test_no_key_may_what_needs_a_person(api_key_client: Callable[..., APIClient], ids: Ids, queued: Queued) -> None:
    persons = for_whom(lambda who: who.scope is None and who is not ANYBODY)

    assert unexpected(api_key_client(), ids, lambda answer: codes(answer) == {"session_only"}, persons) == {}


def test_a_method_that_is_not_in_the_table_is_not_there(owner: APIClient, ids: Ids, queued: Queued) -> None:
    paths = {operation.path for operation in operations()}
    absent = [
        Operation(method, path, None, is_form=False)
        for path in paths
        for method in METHODS
        if f"{method} {path.removeprefix('/api/v1/')}" not in TABLE
    ]

    assert unexpected(owner, ids, lambda answer: codes(answer) == {"method_not_allowed"}, absent) == {}
    assert len(absent) > len(paths)


def test_a_key_whose_time_is_over_is_nobody(api_key_client: Callable[..., APIClient], ids: Ids) -> None:
    client = api_key_client()
    ApiKey.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert unexpected(client, ids, lambda answer: codes(answer) == {"invalid_api_key"}, guarded()) == {}
