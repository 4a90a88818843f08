"""What the replies of a workspace are searched for before they are sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar, Final

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from chats.text_check import TextLists, default_lists, is_phrase, is_site

PHRASE_MAX: Final = 100
LISTS: Final = ("sites", "messengers", "payment", "promises", "blame", "jargon")


def validate_phrase(phrase: str) -> None:
    if not is_phrase(phrase):
        raise ValidationError(_("Not to be searched for: %(phrase)s"), params={"phrase": phrase})


def validate_site(site: str) -> None:
    if not is_site(site):
        raise ValidationError(_("Not the address of a site: %(site)s"), params={"site": site})


def _list(title: Any, validator: Callable[[str], None] = validate_phrase) -> ArrayField[list[str], list[str]]:
    one = models.CharField(max_length=PHRASE_MAX, validators=[validator])
    return ArrayField(one, verbose_name=title, default=list, blank=True)


class TextRules(models.Model):
    """One per workspace once somebody changed something; without a row the lists are those that we begin with."""

    workspace = models.OneToOneField(
        "accounts.Workspace", verbose_name=_("workspace"), on_delete=models.CASCADE, related_name="+"
    )
    refuse_contacts = models.BooleanField(_("contacts are refused"), default=False)
    sites = _list(_("allowed sites"), validate_site)
    messengers = _list(_("messengers"))
    payment = _list(_("payment"))
    promises = _list(_("promises"))
    blame = _list(_("blame"))
    jargon = _list(_("jargon"))
    revision = models.PositiveIntegerField(_("revision"), default=1)
    changed_by = models.CharField(_("changed by"), max_length=254, blank=True)
    updated_at = models.DateTimeField(_("changed"), null=True, blank=True)

    objects: ClassVar[models.Manager[TextRules]] = models.Manager()

    class Meta:
        db_table = "chat_text_rules"
        verbose_name = _("text check")
        verbose_name_plural = _("text checks")

    def __str__(self) -> str:
        return f"text check of workspace {self.workspace_id}"

    @property
    def lists(self) -> TextLists:
        return TextLists(**{name: tuple(getattr(self, name)) for name in LISTS})


def default_fields() -> dict[str, list[str]]:
    lists = default_lists()
    return {name: list(getattr(lists, name)) for name in LISTS}
