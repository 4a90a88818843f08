"""Staff read Russian: no page of the administration shows a field by its English name."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.admin import site
from django.contrib.admin.utils import label_for_field
from django.db.models import Model
from django.utils import translation

PAGES = [model for model in site._registry if model._meta.app_label in {"chats", "sla"}]


def shown_names(model: type[Model]) -> Iterator[tuple[str, str]]:
    """What the pages of a model show, with the words they show it by."""
    page = site._registry[model]
    yield model.__name__, str(model._meta.verbose_name_plural)
    for name in {*page.list_display, *page.readonly_fields}:
        if name != "id":
            yield f"{model.__name__}.{name}", str(label_for_field(name, model, page))
    for inline in page.inlines:
        yield inline.model.__name__, str(inline.model._meta.verbose_name_plural)
        for name in inline.readonly_fields:
            yield f"{inline.model.__name__}.{name}", str(label_for_field(name, inline.model, inline(model, site)))


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_what_staff_look_at_is_named_in_russian(model: type[Model]) -> None:
    with translation.override("ru"):
        names = dict(shown_names(model))

    assert {place: name for place, name in names.items() if not re.search("[а-яё]", name, re.IGNORECASE)} == {}
