"""Templates that a member may use, and what fills them in a chat."""

from __future__ import annotations

from django.db.models import Count, Q

from accounts.actor import Actor
from accounts.models import Workspace
from chats.models import Chat, ReplyTemplate
from chats.models.template import ReplyTemplateQuerySet
from chats.selectors.chat_context import template_values


def templates_of(workspace: Workspace, actor: Actor) -> ReplyTemplateQuerySet:
    return ReplyTemplate.objects.for_workspace(workspace).seen_by(actor).select_related("chat_account")


def templates_for(chat: Chat, actor: Actor) -> ReplyTemplateQuerySet:
    fitting = Q(chat_account=None) | Q(chat_account=chat.chat_account_id)
    return templates_of(chat.workspace, actor).filter(fitting)


def searched(templates: ReplyTemplateQuerySet, words: str) -> ReplyTemplateQuerySet:
    """Every word stands somewhere in the title, the folder or the text."""
    for word in words.split():
        templates = templates.filter(Q(title__icontains=word) | Q(folder__icontains=word) | Q(text__icontains=word))
    return templates


def folders_of(workspace: Workspace, actor: Actor) -> list[tuple[str, int]]:
    rows = templates_of(workspace, actor).values("folder").annotate(count=Count("pk")).order_by("folder")
    return list(rows.values_list("folder", "count"))


def values_of(chat: Chat) -> dict[str, str]:
    """What the chat knows of its buyer, product and order; empty where it knows nothing."""
    beside = template_values(chat)
    return {
        "имя": chat.buyer_name.strip(),
        "номер_заказа": chat.order_number,
        **beside,
        "товар": chat.product_title.strip() or beside["товар"],
    }
