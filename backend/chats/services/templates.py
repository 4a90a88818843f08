"""Keeping templates: whoever changes one names the version that was read."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import F

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.services import audit
from chats import template_texts
from chats.models import ChatAccount, ReplyTemplate
from core.errors import Invalid, NotFound
from core.versions import expect_revision

TEXT_MAX: Final = 4_000
FIELDS: Final = ("title", "text", "folder", "chat_account_id")


class TemplateMalformed(Invalid):
    code = "template_malformed"


class TemplateVariableUnknown(Invalid):
    code = "template_variable_unknown"


class TemplateDefaultMissing(Invalid):
    code = "template_default_missing"


class TemplateAccountUnknown(Invalid):
    code = "chat_account_unknown"


@dataclass(frozen=True)
class TemplateDraft:
    title: str
    text: str
    folder: str = ""
    chat_account_id: int | None = None


@transaction.atomic
def create_template(
    *, workspace: Workspace, actor: Actor, draft: TemplateDraft, is_shared: bool, now: datetime
) -> ReplyTemplate:
    _check(workspace, draft)
    template = ReplyTemplate.objects.create(
        workspace=workspace,
        member=None if is_shared else actor.membership,
        changed_by=actor.name,
        updated_at=now,
        **asdict(draft),
    )
    audit.record("template.created", workspace=workspace, actor=actor, about=template)
    return template


@transaction.atomic
def change_template(
    *, template: ReplyTemplate, actor: Actor, change: dict[str, str | int | None], expected: int | None, now: datetime
) -> ReplyTemplate:
    """Change what is named; without a difference there is no new version."""
    locked = _locked(template)
    expect_revision(expected, locked.revision)
    before = {name: getattr(locked, name) for name in FIELDS}
    after = {**before, **change}
    if after == before:
        return locked
    _check(locked.workspace, TemplateDraft(**after))
    for name in FIELDS:
        setattr(locked, name, after[name])
    locked.revision += 1
    locked.changed_by, locked.updated_at = actor.name, now
    locked.save(update_fields=["title", "text", "folder", "chat_account", "revision", "changed_by", "updated_at"])
    audit.record("template.changed", workspace=locked.workspace, actor=actor, about=locked)
    return locked


@transaction.atomic
def delete_template(*, template: ReplyTemplate, actor: Actor) -> None:
    locked = _locked(template)
    audit.record(
        "template.deleted", workspace=locked.workspace, actor=actor, about=locked, details={"title": locked.title}
    )
    locked.delete()


def count_use(template: ReplyTemplate, *, now: datetime) -> None:
    """One more use; it is no new version of the template."""
    ReplyTemplate.objects.filter(pk=template.pk).update(use_count=F("use_count") + 1, last_used_at=now)


def _check(workspace: Workspace, draft: TemplateDraft) -> None:
    try:
        template_texts.check_template(draft.text)
    except template_texts.TemplateMalformed:
        raise TemplateMalformed(attr="text") from None
    except template_texts.VariableUnknown as unknown:
        known = ", ".join(template_texts.VARIABLES)
        raise TemplateVariableUnknown(attr="text", params={"name": unknown.args[0], "known": known}) from None
    except template_texts.DefaultMissing as bare:
        raise TemplateDefaultMissing(attr="text", params={"name": bare.args[0]}) from None
    if draft.chat_account_id is not None:
        accounts = ChatAccount.objects.for_workspace(workspace).filter(disconnected_at=None)
        if not accounts.filter(pk=draft.chat_account_id).exists():
            raise TemplateAccountUnknown(attr="chat_account")


def _locked(template: ReplyTemplate) -> ReplyTemplate:
    rows = ReplyTemplate.objects.select_for_update(of=("self",)).select_related("workspace", "chat_account")
    locked = rows.filter(pk=template.pk).first()
    if locked is None:
        raise NotFound
    return locked
