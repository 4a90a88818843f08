"""What replies are searched for, and what becomes of what is found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Workspace
from accounts.services import audit
from chats.models import Chat, TextRules
from chats.models.text_rules import LISTS, default_fields
from chats.text_check import Finding, RuleGroup, check_text, is_phrase, is_site
from core.errors import Conflict, Invalid
from core.versions import expect_revision

FIELDS: Final = ("refuse_contacts", *LISTS)


class PhraseMalformed(Invalid):
    code = "text_phrase_malformed"


@dataclass(frozen=True)
class CheckedText:
    text: str
    findings: tuple[Finding, ...]
    refuses_contacts: bool

    def refuses(self, finding: Finding) -> bool:
        return self.refuses_contacts and finding.group is RuleGroup.CONTACTS

    @property
    def is_refused(self) -> bool:
        return any(map(self.refuses, self.findings))


class TextRefused(Invalid):
    """There is something in it that this workspace never sends; the API shows what."""

    code = "text_refused"

    def __init__(self, checked: CheckedText) -> None:
        super().__init__(attr="text")
        self.checked = checked


class TextWarned(Conflict):
    """There is something in it that a person has to agree to; the API shows what."""

    code = "text_warned"

    def __init__(self, checked: CheckedText) -> None:
        super().__init__(attr="text")
        self.checked = checked


def rules_of(workspace_id: int) -> TextRules:
    stored = TextRules.objects.filter(workspace=workspace_id).first()
    return stored or TextRules(workspace_id=workspace_id, **default_fields())


def check_reply_text(chat: Chat, text: str) -> CheckedText:
    rules = rules_of(chat.workspace_id)
    findings = check_text(text, rules.lists, known=(chat.order_number, chat.sku))
    return CheckedText(text, findings, rules.refuse_contacts)


def pass_text_check(chat: Chat, text: str, *, is_overridden: bool) -> list[str]:
    """Raise what stops the reply; the rules that a person overrode are to be recorded with it."""
    checked = check_reply_text(chat, text)
    if checked.is_refused:
        raise TextRefused(checked)
    if checked.findings and not is_overridden:
        raise TextWarned(checked)
    return sorted({finding.rule.value for finding in checked.findings})


@transaction.atomic
def change_text_rules(
    *, workspace: Workspace, actor: Actor, change: Mapping[str, Any], expected: int | None, now: datetime
) -> TextRules:
    """Change what is named; without a difference there is no new version."""
    TextRules.objects.get_or_create(workspace=workspace, defaults=default_fields())
    locked = TextRules.objects.select_for_update(of=("self",)).get(workspace=workspace)
    expect_revision(expected, locked.revision)
    after = {name: _tidy(name, value) if name in LISTS else value for name, value in change.items()}
    changed = [name for name in FIELDS if name in after and after[name] != getattr(locked, name)]
    if not changed:
        return locked
    for name in changed:
        setattr(locked, name, after[name])
    locked.revision += 1
    locked.changed_by, locked.updated_at = actor.name, now
    locked.save(update_fields=[*changed, "revision", "changed_by", "updated_at"])
    audit.record("text_rules.changed", workspace=workspace, actor=actor, about=locked, details={"changed": changed})
    return locked


def _tidy(name: str, phrases: list[str]) -> list[str]:
    """Each once, in the order in which they came."""
    tidied = [" ".join(phrase.split()) for phrase in phrases]
    for phrase in tidied:
        if not (is_site(phrase) if name == "sites" else is_phrase(phrase)):
            raise PhraseMalformed(attr=name, params={"phrase": phrase})
    return list({phrase.casefold(): phrase for phrase in reversed(tidied)}.values())[::-1]
