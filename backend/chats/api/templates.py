"""Templates of replies: kept by the workspace, or by one member alone."""

from collections.abc import Sequence
from typing import Any

from django.utils import timezone
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.workspace import SessionOnly, WorkspaceView
from chats.api.refusal_docs import refusals
from chats.models import ReplyTemplate
from chats.selectors.templates import folders_of, searched, templates_of
from chats.services.templates import (
    TEXT_MAX,
    TemplateDraft,
    change_template,
    create_template,
    delete_template,
)
from chats.template_texts import VARIABLES, variables_of
from core.api.fields import FlagField, IdField, TextField
from core.api.keyset import Column, Keyset
from core.api.pagination import PAGE_PARAMETERS, page_of, paginated
from core.api.preconditions import IF_MATCH, etag_of, expected_revision, telling_newest
from core.api.requests import RequestSerializer, parse
from core.errors import NotFound

IN_FOLDERS = Keyset.by(Column("folder"), Column("title"))
WORDS = ", ".join(f"`{{{name}}}`" for name in VARIABLES)
SEARCH = OpenApiParameter("search", str, description="Words of the title, the folder or the text.")


class TemplateAccountSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()


class TemplateSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    title = serializers.CharField()
    text = serializers.CharField()
    folder = serializers.CharField()
    chat_account = TemplateAccountSerializer(allow_null=True, help_text="Only for its chats; null: for all.")
    shared = serializers.BooleanField(help_text="False: only its member sees it.")
    variables = serializers.ListField(child=serializers.ChoiceField(choices=VARIABLES))
    use_count = serializers.IntegerField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    revision = serializers.IntegerField()
    changed_by = serializers.CharField()
    updated_at = serializers.DateTimeField()


class TemplateChangeSerializer(RequestSerializer):
    title = TextField(max_length=100, required=False)
    text = TextField(max_length=TEXT_MAX, required=False)
    folder = TextField(max_length=100, allow_blank=True, required=False)
    chat_account = IdField(allow_null=True, required=False)


class NewTemplateSerializer(TemplateChangeSerializer):
    title = TextField(max_length=100)
    text = TextField(max_length=TEXT_MAX)
    shared = FlagField(default=True)


class FolderSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    count = serializers.IntegerField()


class FoldersSerializer(serializers.Serializer[Any]):
    folders = FolderSerializer(many=True)


class TemplateListView(WorkspaceView):
    scopes = {"GET": "chats:read", "POST": "templates:write"}

    @extend_schema(
        operation_id="templates_list",
        summary="Templates",
        parameters=[
            OpenApiParameter("folder", str, description="Only of this folder; empty: those without one."),
            SEARCH,
            *PAGE_PARAMETERS,
        ],
        responses=page_of(TemplateSerializer),
    )
    def get(self, request: Request) -> Response:
        """By folder and title: those of everybody, and the member's own."""
        templates = searched(
            templates_of(self.request.workspace, self.request.actor), request.query_params.get("search", "")[:200]
        )
        if (folder := request.query_params.get("folder")) is not None:
            templates = templates.filter(folder=folder[:100])
        return paginated(request, templates, IN_FOLDERS, present_templates)

    @extend_schema(
        operation_id="templates_create",
        summary="Keep a template",
        request=NewTemplateSerializer,
        responses={201: TemplateSerializer} | refusals({400: "A field or a variable makes no sense"}),
        description=f"Variables: {WORDS}. A word after a bar stands in where the value is not known:"
        " `{имя|покупатель}`; the name, which is mostly unknown, must have one.",
    )
    def post(self, request: Request) -> Response:
        wanted = parse(NewTemplateSerializer, request.data)
        if not wanted["shared"] and self.request.actor.membership is None:
            raise SessionOnly
        template = create_template(
            workspace=self.request.workspace,
            actor=self.request.actor,
            draft=TemplateDraft(**stored(wanted)),
            is_shared=wanted["shared"],
            now=timezone.now(),
        )
        return answer(template, status=201)


class TemplateFolderListView(WorkspaceView):
    scopes = {"GET": "chats:read"}

    @extend_schema(operation_id="templates_folders", summary="Folders of templates", responses=FoldersSerializer)
    def get(self, request: Request) -> Response:
        """A folder is there as long as something is in it."""
        folders = folders_of(self.request.workspace, self.request.actor)
        return Response({"folders": [{"name": name, "count": count} for name, count in folders]})


class TemplateView(WorkspaceView):
    scopes = {"GET": "chats:read", "PATCH": "templates:write", "DELETE": "templates:write"}

    @extend_schema(
        operation_id="templates_retrieve",
        summary="One template",
        responses={200: TemplateSerializer} | refusals({404: "No such template"}),
    )
    def get(self, request: Request, template_id: int) -> Response:
        return answer(self._find(template_id))

    @extend_schema(
        operation_id="templates_update",
        summary="Change a template",
        parameters=[IF_MATCH],
        request=TemplateChangeSerializer,
        responses={200: TemplateSerializer}
        | refusals({404: "No such template", 412: "It was changed meanwhile: `extra.current` is the newer version"}),
    )
    def patch(self, request: Request, template_id: int) -> Response:
        template = self._find(template_id)
        expected = expected_revision(request)
        change = stored(parse(TemplateChangeSerializer, request.data))
        with telling_newest(lambda: present_templates([self._find(template_id)])[0]):
            changed = change_template(
                template=template, actor=self.request.actor, change=change, expected=expected, now=timezone.now()
            )
        return answer(changed)

    @extend_schema(
        operation_id="templates_destroy",
        summary="Delete a template",
        responses={204: None} | refusals({404: "No such template"}),
    )
    def delete(self, request: Request, template_id: int) -> Response:
        delete_template(template=self._find(template_id), actor=self.request.actor)
        return Response(status=204)

    def _find(self, template_id: int) -> ReplyTemplate:
        found = templates_of(self.request.workspace, self.request.actor).filter(pk=template_id).first()
        if found is None:
            raise NotFound
        return found


def stored(checked: dict[str, Any]) -> dict[str, Any]:
    names = {"title": "title", "text": "text", "folder": "folder", "chat_account": "chat_account_id"}
    return {name: checked[word] for word, name in names.items() if word in checked}


def answer(template: ReplyTemplate, *, status: int = 200) -> Response:
    return Response(present_templates([template])[0], status=status, headers={"ETag": etag_of(template.revision)})


def present_templates(templates: Sequence[ReplyTemplate]) -> list[dict[str, Any]]:
    return [present_template(template) for template in templates]


def present_template(template: ReplyTemplate) -> dict[str, Any]:
    account = template.chat_account
    return {
        "id": str(template.pk),
        "title": template.title,
        "text": template.text,
        "folder": template.folder,
        "chat_account": None if account is None else {"id": str(account.pk), "title": account.title},
        "shared": template.member_id is None,
        "variables": variables_of(template.text),
        "use_count": template.use_count,
        "last_used_at": template.last_used_at,
        "revision": template.revision,
        "changed_by": template.changed_by,
        "updated_at": template.updated_at,
    }
