from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Document(models.Model):
    """A text that binds us, shown to everybody; whoever agrees, agrees to one revision of it."""

    class Kind(models.TextChoices):
        PRIVACY = "privacy", _("privacy")
        OFFER = "offer", _("offer")

    kind = models.CharField(_("which one"), max_length=10, choices=Kind.choices, unique=True, editable=False)
    title = models.CharField(_("title"), max_length=150)
    text = models.TextField(
        _("text"), help_text=_("«## » begins a heading, «- » an item of a list, an empty line a paragraph.")
    )
    revision = models.PositiveIntegerField(_("revision"), default=1, editable=False)
    updated_at = models.DateTimeField(_("changed"), editable=False)

    objects: ClassVar[models.Manager["Document"]] = models.Manager()

    class Meta:
        db_table = "public_documents"
        verbose_name = _("public document")
        verbose_name_plural = _("public documents")
        ordering = ("kind",)
        constraints = (
            models.CheckConstraint(condition=models.Q(kind__in=["privacy", "offer"]), name="documents_kind_is_known"),
        )

    def __str__(self) -> str:
        return self.title
