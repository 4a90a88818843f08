"""What staff do to one row: asked once more, with whatever has to be told, and refused in words."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from unfold.admin import ModelAdmin
from unfold.dataclasses import UnfoldAction
from unfold.decorators import action

from core import error_texts
from core.errors import DomainError

Deed = Callable[[Any, dict[str, Any]], Any]
View = TypeVar("View", bound=Callable[..., HttpResponse])


def row_deed(title: Any, *, path: str, permission: str) -> Callable[[View], View]:
    """A button on the page of a row, for those whom `has_<permission>_permission` lets."""
    return cast(Callable[[View], View], action(description=title, url_path=path, permissions=[permission]))


class Question(Form):
    """Nothing to fill in: yes or no."""


class DeedAdmin(ModelAdmin):  # type: ignore[misc]
    """The base of admins with deeds, each a `row_deed` that ends in `answer`."""

    only_deeds = False
    """Nothing is written on the page itself, so that there is nothing to save."""

    def deeds_for(self, row: Any) -> Mapping[str, bool] | None:
        """By name whether it makes sense for this row now; None: all do. Those left out are refused in words anyway."""
        return None

    def get_actions_detail(self, request: HttpRequest, object_id: int) -> list[UnfoldAction]:
        actions: list[UnfoldAction] = super().get_actions_detail(request, object_id)
        row = self.get_object(request, str(object_id))
        now = None if row is None else self.deeds_for(row)
        prefix = f"{self.opts.app_label}_{self.opts.model_name}_"
        return [one for one in actions if now is None or now.get(one.action_name.removeprefix(prefix), False)]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        shown = {"show_save": False, "show_save_and_continue": False} if self.only_deeds else {}
        page: HttpResponse = super().change_view(request, object_id, form_url, {**shown, **(extra_context or {})})
        return page

    def answer(
        self,
        request: HttpRequest,
        object_id: str,
        *,
        text: str,
        deed: Deed,
        form: type[Form] = Question,
        initial: Callable[[Any], dict[str, Any]] | None = None,
        gone: bool = False,
        changes_row: bool = True,
    ) -> HttpResponse:
        """The question; with a yes the deed is done, and a refusal said above the same form.

        What the deed returns is opened afterwards, else the row itself; `gone` says that there is none to come back to.
        Whoever may do it may change the row, but for a deed that leaves it as it is.
        """
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        is_allowed = self.has_change_permission if changes_row else self.has_view_permission
        if not is_allowed(request, row):
            raise PermissionDenied
        filled = form(request.POST if request.method == "POST" else None, initial=initial(row) if initial else None)
        if request.method == "POST" and filled.is_valid() and (done := self._do(request, row, filled, deed)):
            return HttpResponseRedirect(self._address("changelist") if gone else self._address("change", done))
        context = {
            **self.admin_site.each_context(request),
            "title": text,
            "opts": self.opts,
            "row": row,
            "form": filled,
            "media": self.media + filled.media,
            "back": self._address("change", row),
        }
        return TemplateResponse(request, "admin/deed.html", context)

    def _do(self, request: HttpRequest, row: Model, filled: Form, deed: Deed) -> Model | None:
        """The row to show afterwards; None when the deed was refused."""
        try:
            made = deed(row, filled.cleaned_data)
        except DomainError as refusal:
            language = get_language() or "ru"
            help_ = error_texts.remedy(refusal.code, language, **refusal.params) or ""
            self.message_user(
                request, f"{error_texts.text(refusal.code, language, **refusal.params)} {help_}", messages.ERROR
            )
            return None
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return None
        shown = made if isinstance(made, Model) else row
        self.message_user(request, _("Done: %(row)s") % {"row": shown}, messages.SUCCESS)
        return shown

    def _address(self, name: str, row: Model | None = None) -> str:
        opts = row._meta if row else self.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_{name}", args=[row.pk] if row else [])
