"""Trying a key without saving it, and replacing the key of a connected cabinet."""

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.account_report import NamedCheck, Report, Severity, Step, report_malformed
from chats.api.chat_account_rows import ChatAccountSerializer
from chats.api.chat_accounts import CONNECTING, CandidateSerializer, ChatAccountsView, CredentialsSerializer
from chats.api.refusal_docs import refusals
from chats.services.account_checks import try_candidate
from chats.services.connecting import replace_key
from chats.services.connection_refusals import CredentialsMalformed
from chats.sync.candidates import candidate_from
from core import error_texts
from core.api.client import client_ip
from core.api.requests import RequestSerializer, parse


class CheckedAccountSerializer(serializers.Serializer[Any]):
    external_id = serializers.CharField()
    name = serializers.CharField(allow_null=True)
    subscription = serializers.CharField(allow_null=True)
    key_expires_at = serializers.DateTimeField(allow_null=True)


class NamedCheckSerializer(serializers.Serializer[Any]):
    check = serializers.ChoiceField(choices=[step.value for step in Step])
    ok = serializers.BooleanField()
    severity = serializers.ChoiceField(choices=[severity.value for severity in Severity])
    code = serializers.CharField(allow_null=True)
    detail = serializers.CharField(allow_null=True)
    remedy = serializers.CharField(allow_null=True)


class AccountCheckSerializer(serializers.Serializer[Any]):
    ok = serializers.BooleanField(help_text="Whether the cabinet can be connected, warnings aside.")
    account = CheckedAccountSerializer(allow_null=True)
    checks = NamedCheckSerializer(many=True)


class NewCredentialsSerializer(RequestSerializer):
    credentials = CredentialsSerializer(write_only=True)


class ChatAccountCheckView(WorkspaceView):
    owner_session_only = True

    @extend_schema(
        operation_id="chat_accounts_check",
        summary="Try a key without connecting",
        request=CandidateSerializer,
        responses={200: AccountCheckSerializer} | refusals({400: "No such marketplace: `marketplace_unknown`"}),
    )
    def post(self, request: Request) -> Response:
        """Each step by name, with its code and remedy. A key that does not work is a result, not an error."""
        wanted = parse(CandidateSerializer, request.data)
        try:
            candidate = candidate_from(wanted["marketplace"], wanted["credentials"])
        except CredentialsMalformed as error:
            return Response(present_report(report_malformed(error.code)))
        return Response(present_report(try_candidate(workspace=self.request.workspace, candidate=candidate)))


class ChatAccountCredentialsView(ChatAccountsView):
    owner_session_only = True

    @extend_schema(
        operation_id="chat_accounts_credentials",
        summary="Replace the key of a cabinet",
        request=NewCredentialsSerializer,
        responses={200: ChatAccountSerializer} | CONNECTING,
    )
    def post(self, request: Request, account_id: int) -> Response:
        """The same cabinet only, else `different_cabinet`. The key is tried first; the sync goes on where it stood."""
        account = self.find(account_id)
        credentials = parse(NewCredentialsSerializer, request.data)["credentials"]
        changed = replace_key(
            account=account,
            actor=self.request.actor,
            candidate=candidate_from(account.marketplace, credentials),
            now=timezone.now(),
            ip=client_ip(request),
        )
        return Response(self.present(changed))


def present_report(report: Report) -> dict[str, Any]:
    account = report.account
    return {
        "ok": report.ok,
        "account": account
        and {
            "external_id": account.external_id,
            "name": account.name,
            "subscription": account.subscription,
            "key_expires_at": account.expires_at,
        },
        "checks": [_named(check) for check in report.checks],
    }


def _named(check: NamedCheck) -> dict[str, Any]:
    language = get_language() or "ru"
    return {
        "check": check.check,
        "ok": check.ok,
        "severity": check.severity,
        "code": check.code,
        "detail": error_texts.text(check.code, language) if check.code else None,
        "remedy": error_texts.remedy(check.code, language) if check.code else None,
    }
