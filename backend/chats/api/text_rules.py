"""What replies are searched for before they are sent, and the search itself."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import WorkspaceView
from chats.api.lookups import find_chat
from chats.api.refusal_docs import refusals
from chats.models import TextRules
from chats.models.text_rules import LISTS, PHRASE_MAX
from chats.services.text_rules import (
    CheckedText,
    change_text_rules,
    check_reply_text,
    rules_of,
)
from chats.text_check import Finding, RuleGroup, TextRule
from core import error_texts
from core.api.fields import FlagField, ItemsField, TextField
from core.api.preconditions import IF_MATCH, etag_of, expected_revision, telling_newest
from core.api.requests import RequestSerializer, parse

MOST_PHRASES = 300
TEXT_MAX = 4_000


class TextRulesSerializer(serializers.Serializer[Any]):
    refuse_contacts = serializers.BooleanField(
        help_text="Contacts, links, messengers and payment details stop a reply, instead of being asked about."
    )
    sites = serializers.ListField(child=serializers.CharField(), help_text="Links to these are no outside links.")
    messengers = serializers.ListField(child=serializers.CharField())
    payment = serializers.ListField(child=serializers.CharField())
    promises = serializers.ListField(child=serializers.CharField())
    blame = serializers.ListField(child=serializers.CharField())
    jargon = serializers.ListField(child=serializers.CharField())
    revision = serializers.IntegerField()
    changed_by = serializers.CharField(allow_null=True, help_text="Null while the lists are those that are built in.")
    updated_at = serializers.DateTimeField(allow_null=True)


def phrases() -> ItemsField:
    return ItemsField(child=TextField(max_length=PHRASE_MAX), at_most=MOST_PHRASES, required=False)


class TextRulesChangeSerializer(RequestSerializer):
    refuse_contacts = FlagField(required=False)
    sites = phrases()
    messengers = phrases()
    payment = phrases()
    promises = phrases()
    blame = phrases()
    jargon = phrases()


class TextToCheckSerializer(RequestSerializer):
    text = TextField(max_length=TEXT_MAX, allow_blank=True, trim_whitespace=False)


class FindingSerializer(serializers.Serializer[Any]):
    rule = serializers.ChoiceField(choices=list(TextRule))
    group = serializers.ChoiceField(choices=list(RuleGroup))
    text = serializers.CharField(help_text="What was found.")
    start = serializers.IntegerField(help_text="Place in the text, in characters (code points).")
    end = serializers.IntegerField()
    refused = serializers.BooleanField(help_text="It stops the reply; otherwise a person may send it all the same.")
    reason = serializers.CharField()
    remedy = serializers.CharField(allow_null=True)


class TextCheckSerializer(serializers.Serializer[Any]):
    findings = FindingSerializer(many=True, help_text="In the order of the text.")
    refused = serializers.BooleanField()


class TextRulesView(WorkspaceView):
    scopes = {"GET": "chats:read", "PATCH": "policies:write"}
    owner_methods = ("PATCH",)

    @extend_schema(
        operation_id="text_rules_retrieve", summary="What replies are searched for", responses=TextRulesSerializer
    )
    def get(self, request: Request) -> Response:
        """Phrases are found as whole words, whatever their letters' size; a star lets a word end as it likes: `обеща*`.

        Telephone numbers, e-mail addresses, links, nicknames and numbers of cards are found without a list.
        """
        return answer(rules_of(self.request.workspace.pk))

    @extend_schema(
        operation_id="text_rules_update",
        summary="Change what replies are searched for",
        parameters=[IF_MATCH],
        request=TextRulesChangeSerializer,
        responses={200: TextRulesSerializer}
        | refusals(
            {
                400: "A phrase makes no sense: `text_phrase_malformed`",
                412: "It was changed meanwhile: `extra.current` is the newer version",
            }
        ),
    )
    def patch(self, request: Request) -> Response:
        """A list that is named is replaced as a whole."""
        expected = expected_revision(request)
        change = parse(TextRulesChangeSerializer, request.data)
        workspace = self.request.workspace
        with telling_newest(lambda: present_rules(rules_of(workspace.pk))):
            rules = change_text_rules(
                workspace=workspace, actor=self.request.actor, change=change, expected=expected, now=timezone.now()
            )
        return answer(rules)


class ChatTextCheckView(WorkspaceView):
    scopes = {"POST": "chats:write"}

    @extend_schema(
        operation_id="chat_text_check",
        summary="Search a text before it is sent",
        request=TextToCheckSerializer,
        responses={200: TextCheckSerializer} | refusals({404: "No such chat"}),
    )
    def post(self, request: Request, chat_id: int) -> Response:
        """By the same rules as when a reply is sent. The chat's own order number is no telephone number."""
        chat = find_chat(self.request.workspace, chat_id)
        checked = check_reply_text(chat, parse(TextToCheckSerializer, request.data)["text"])
        return Response({"findings": present_findings(checked), "refused": checked.is_refused})


def answer(rules: TextRules) -> Response:
    return Response(present_rules(rules), headers={"ETag": etag_of(rules.revision)})


def present_rules(rules: TextRules) -> dict[str, Any]:
    return {
        "refuse_contacts": rules.refuse_contacts,
        **{name: getattr(rules, name) for name in LISTS},
        "revision": rules.revision,
        "changed_by": rules.changed_by or None,
        "updated_at": rules.updated_at,
    }


def present_findings(checked: CheckedText) -> list[dict[str, Any]]:
    return [_present(finding, checked) for finding in checked.findings]


def _present(finding: Finding, checked: CheckedText) -> dict[str, Any]:
    language = get_language() or "ru"
    code = f"text_has_{finding.rule.value}"
    return {
        "rule": finding.rule.value,
        "group": finding.group.value,
        "text": checked.text[finding.start : finding.end],
        "start": finding.start,
        "end": finding.end,
        "refused": checked.refuses(finding),
        "reason": error_texts.text(code, language),
        "remedy": error_texts.remedy(code, language),
    }
