"""What staff do to the sync of chosen cabinets; each deed is asked for once more and noted in the audit log."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from accounts.actor import Actor
from accounts.admin.actors import staff_of
from accounts.services import audit
from chats.admin.confirmation import is_confirmed, question
from chats.models import ChatAccount
from chats.services.account_settings import AccountChange, ask_for_look, change_account
from core import error_texts
from core.api.client import client_ip
from core.errors import DomainError

Deed = Callable[[ChatAccount, Actor, datetime, str | None], None]


class AccountActions(ModelAdmin):  # type: ignore[misc]
    """The actions of the list of cabinets."""

    actions = ("run_now", "pause", "resume")

    def has_operate_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("chats.change_chataccount")

    @admin.action(description=_("Run now"), permissions=["operate"])
    def run_now(self, request: HttpRequest, queryset: QuerySet[ChatAccount]) -> HttpResponse | None:
        return self._act(request, queryset, "run_now", _("Read these cabinets now?"), look)

    @admin.action(description=_("Pause"), permissions=["operate"])
    def pause(self, request: HttpRequest, queryset: QuerySet[ChatAccount]) -> HttpResponse | None:
        text = _("Pause these cabinets? New messages will not be read and replies will be refused.")
        return self._act(request, queryset, "pause", text, partial(set_pause, True))

    @admin.action(description=_("Resume"), permissions=["operate"])
    def resume(self, request: HttpRequest, queryset: QuerySet[ChatAccount]) -> HttpResponse | None:
        return self._act(request, queryset, "resume", _("Resume these cabinets?"), partial(set_pause, False))

    def _act(
        self, request: HttpRequest, queryset: QuerySet[ChatAccount], action: str, text: Any, deed: Deed
    ) -> HttpResponse | None:
        if not is_confirmed(request):
            return question(self, request, queryset, action=action, text=str(text))
        done = 0
        for account in queryset.select_related("workspace"):
            try:
                deed(account, staff_of(request), timezone.now(), client_ip(request))
            except DomainError as refusal:
                reason = error_texts.text(refusal.code, get_language() or "ru", **refusal.params)
                self.message_user(request, f"{account}: {reason}", messages.ERROR)
            else:
                done += 1
        if done:
            told = ngettext("Done for %(count)d cabinet.", "Done for %(count)d cabinets.", done) % {"count": done}
            self.message_user(request, told, messages.SUCCESS)
        return None


@transaction.atomic
def look(account: ChatAccount, staff: Actor, now: datetime, ip: str | None) -> None:
    ask_for_look(account=account)
    audit.record("chat_account.look_asked", workspace=account.workspace, actor=staff, about=account, ip=ip)


def set_pause(paused: bool, account: ChatAccount, staff: Actor, now: datetime, ip: str | None) -> None:
    change_account(account=account, actor=staff, change=AccountChange(paused=paused), now=now, ip=ip)
