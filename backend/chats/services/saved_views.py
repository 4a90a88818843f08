"""Keeping the views of a member: a few of them, in an order of their own."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from django.db import transaction

from accounts.models import Membership
from chats.models import ChatAccount, SavedView
from core.errors import Conflict, Invalid, NotFound
from core.versions import expect_revision

AT_MOST: Final = 9  # each has a digit on the keyboard
FIELDS: Final = ("name", "queue", "ordering", "assignee", "search", "chat_accounts")


class TooManyViews(Conflict):
    code = "saved_views_limit"


class ViewAccountUnknown(Invalid):
    code = "chat_account_unknown"


@dataclass(frozen=True)
class NewView:
    name: str
    queue: str
    ordering: str
    assignee: str = ""
    search: str = ""
    chat_accounts: tuple[int, ...] = ()


@transaction.atomic
def keep_view(*, member: Membership, new: NewView) -> SavedView:
    """Add a view below the others."""
    views = _locked(member)
    if len(views) >= AT_MOST:
        raise TooManyViews(params={"highest": AT_MOST})
    _check_accounts(member, new.chat_accounts)
    values = {**asdict(new), "chat_accounts": list(new.chat_accounts)}
    return SavedView.objects.create(member=member, place=len(views), **values)


@transaction.atomic
def change_view(
    *, member: Membership, view_id: int, change: dict[str, Any], place: int | None, expected: int | None
) -> SavedView:
    """Change what is named, or move it to another place; the others close up."""
    views = _locked(member)
    view = _named(views, view_id)
    expect_revision(expected, view.revision)
    _check_accounts(member, change.get("chat_accounts", ()))
    for name in FIELDS:
        if name in change:
            setattr(view, name, change[name])
    if place is not None:
        views.remove(view)
        views.insert(place, view)
    view.revision += 1
    _arrange(views)
    view.save()
    return view


@transaction.atomic
def drop_view(*, member: Membership, view_id: int) -> None:
    views = _locked(member)
    view = _named(views, view_id)
    views.remove(view)
    view.delete()
    _arrange(views)


def _locked(member: Membership) -> list[SavedView]:
    """The row of the member is the lock: two requests at once count and arrange one after the other."""
    Membership.objects.select_for_update(of=("self",)).get(pk=member.pk)
    return list(SavedView.objects.of_member(member).order_by("place", "pk"))


def _named(views: list[SavedView], view_id: int) -> SavedView:
    view = next((view for view in views if view.pk == view_id), None)
    if view is None:
        raise NotFound
    return view


def _check_accounts(member: Membership, ids: tuple[int, ...] | list[int]) -> None:
    if ChatAccount.objects.for_workspace(member.workspace).filter(pk__in=ids).count() < len(set(ids)):
        raise ViewAccountUnknown(attr="chat_accounts")


def _arrange(views: list[SavedView]) -> None:
    for place, view in enumerate(views):
        view.place = place
    SavedView.objects.bulk_update(views, ["place"])
