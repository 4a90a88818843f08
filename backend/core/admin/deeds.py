"""What staff do to one row: asked once more, with whatever has to be told, and refused in words."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from unfold.admin import ModelAdmin
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
    ) -> HttpResponse:
        """The question; with a yes the deed is done, and a refusal said above the same form.

        Whoever may do it may change the row; `gone` says that there is no row to come back to.
        """
        row = self.get_object(request, object_id)
        if row is None:
            raise Http404
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        filled = form(request.POST if request.method == "POST" else None, initial=initial(row) if initial else None)
        if request.method == "POST" and filled.is_valid() and self._do(request, row, filled, deed):
            return HttpResponseRedirect(self._address("changelist") if gone else self._address("change", row))
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

    def _do(self, request: HttpRequest, row: Model, filled: Form, deed: Deed) -> bool:
        try:
            deed(row, filled.cleaned_data)
        except DomainError as refusal:
            language = get_language() or "ru"
            help_ = error_texts.remedy(refusal.code, language, **refusal.params) or ""
            self.message_user(
                request, f"{error_texts.text(refusal.code, language, **refusal.params)} {help_}", messages.ERROR
            )
            return False
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return False
        self.message_user(request, str(row), messages.SUCCESS)
        return True

    def _address(self, name: str, row: Model | None = None) -> str:
        place = f"admin:{self.opts.app_label}_{self.opts.model_name}_{name}"
        return reverse(place, args=[row.pk] if row else [])
