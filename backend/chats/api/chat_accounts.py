"""Connected cabinets: list, connect, change, disconnect."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.chat_account_rows import ChatAccountSerializer, present_account
from chats.api.refusal_docs import refusals
from chats.models import ChatAccount
from chats.selectors.chat_accounts import accounts_of
from chats.services.account_settings import AccountChange, change_account, settings_of
from chats.services.connecting import connect_account, disconnect
from chats.sync.candidates import candidate_from
from core.api.client import client_ip
from core.api.fields import FlagField, LineField, TextField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.preconditions import IF_MATCH_IF_KNOWN, etag_of, expected_version, telling_newest
from core.api.requests import RequestSerializer, parse
from core.errors import NotFound
from core.versions import version_of

OLDEST_FIRST = Keyset.by(Column("connected_at"))
CONNECTING = refusals(
    {
        400: "The marketplace did not let the key in: `credentials_malformed`, `marketplace_unknown`, `key_invalid`, "
        "`key_expired`, `key_deactivated`, `key_role_missing`, `network_not_allowed`, `access_denied`, "
        "`offer_not_signed`, `company_blocked`",
        409: "Another cabinet, or one that is connected already: `account_already_connected`, "
        "`account_connected_elsewhere`, `different_cabinet`, `account_not_connected`, `workspace_closing`",
        503: "Nobody could be asked: `marketplace_unavailable`, `marketplace_rate_limited`, `limiter_unavailable`",
    }
)
GONE = refusals({409: "The cabinet is disconnected: `account_not_connected`"})


class CredentialsSerializer(RequestSerializer):
    client_id = TextField(max_length=100, trim_whitespace=False)
    api_key = TextField(max_length=500, trim_whitespace=False)


class CandidateSerializer(RequestSerializer):
    marketplace = TextField(max_length=32)
    credentials = CredentialsSerializer(write_only=True)


class NewChatAccountSerializer(CandidateSerializer):
    title = LineField(
        max_length=200, required=False, allow_blank=True, default="", help_text="The shop's own name unless given."
    )


class ChatAccountChangeSerializer(RequestSerializer):
    title = LineField(max_length=200, required=False)
    paused = FlagField(required=False)
    sandbox = FlagField(required=False)
    mark_read_at_marketplace = FlagField(required=False)


class ChatAccountsView(WorkspaceView):
    """What the views of chat accounts share."""

    def find(self, account_id: int) -> ChatAccount:
        account = accounts_of(self.request.workspace).filter(pk=account_id).first()
        if account is None:
            raise NotFound
        return account

    def present(self, account: ChatAccount) -> dict[str, Any]:
        return present_account(accounts_of(self.request.workspace).get(pk=account.pk), now=timezone.now())

    def answer(self, account: ChatAccount) -> Response:
        """The tag is that of the settings: freshness, which changes all the time, hinders nobody's change."""
        return Response(self.present(account), headers={"ETag": etag_of(version_of(settings_of(account)))})


class ChatAccountListView(ChatAccountsView):
    scopes = {"GET": "accounts:read"}
    owner_methods = ("POST",)

    @extend_schema(
        operation_id="chat_accounts_list",
        summary="Connected cabinets, and those that were",
        parameters=PAGE_PARAMETERS,
        responses=page_of(ChatAccountSerializer),
    )
    def get(self, request: Request) -> Response:
        now = timezone.now()
        accounts = accounts_of(self.request.workspace)
        return paginated(request, accounts, OLDEST_FIRST, lambda rows: [present_account(row, now=now) for row in rows])

    @extend_schema(
        operation_id="chat_accounts_create",
        summary="Connect a cabinet",
        request=NewChatAccountSerializer,
        responses={201: ChatAccountSerializer} | CONNECTING,
    )
    def post(self, request: Request) -> Response:
        """Tries the key first; what does not work is not saved. Codes say why: `key_invalid`, `key_expired`,
        `key_role_missing`, `network_not_allowed`, `offer_not_signed`, `company_blocked`, `account_already_connected`,
        `account_connected_elsewhere`, `marketplace_unavailable`. A missing subscription is no refusal."""
        wanted = parse(NewChatAccountSerializer, request.data)
        account = connect_account(
            workspace=self.request.workspace,
            actor=self.request.actor,
            candidate=candidate_from(wanted["marketplace"], wanted["credentials"]),
            title=wanted["title"],
            now=timezone.now(),
            ip=client_ip(request),
        )
        return Response(self.present(account), status=201)


class ChatAccountView(ChatAccountsView):
    scopes = {"GET": "accounts:read", "PATCH": "accounts:write"}
    owner_methods = ("PATCH", "DELETE")

    @extend_schema(operation_id="chat_accounts_retrieve", summary="One cabinet", responses=ChatAccountSerializer)
    def get(self, request: Request, account_id: int) -> Response:
        return self.answer(self.find(account_id))

    @extend_schema(
        operation_id="chat_accounts_update",
        summary="Change title, pause or modes",
        parameters=[IF_MATCH_IF_KNOWN],
        request=ChatAccountChangeSerializer,
        responses={200: ChatAccountSerializer}
        | refusals(
            {
                409: "The cabinet is disconnected, or the workspace is being deleted: `account_not_connected`, "
                "`workspace_closing`",
                412: "The settings were changed meanwhile: `extra.current` is the newer version",
            }
        ),
    )
    def patch(self, request: Request, account_id: int) -> Response:
        account = self.find(account_id)
        wanted = AccountChange(**parse(ChatAccountChangeSerializer, request.data))
        with telling_newest(lambda: self.present(account)):
            changed = change_account(
                account=account,
                actor=self.request.actor,
                change=wanted,
                expected=expected_version(request),
                now=timezone.now(),
                ip=client_ip(request),
            )
        return self.answer(changed)

    @extend_schema(operation_id="chat_accounts_delete", summary="Disconnect a cabinet", responses={204: None} | GONE)
    def delete(self, request: Request, account_id: int) -> Response:
        """Erases its key. Its chats stay readable, and connecting it again brings it back with them."""
        disconnect(account=self.find(account_id), actor=self.request.actor, now=timezone.now(), ip=client_ip(request))
        return Response(status=204)
