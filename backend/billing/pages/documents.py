from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from billing.pages.frame import page
from billing.selectors.documents import find_document
from core.errors import NotFound
from core.rich_text import as_html, read_blocks


@require_safe
def document(request: HttpRequest, kind: str) -> HttpResponse:
    try:
        found = find_document(kind)
    except NotFound:
        raise Http404 from None
    return page(request, "document", {"document": found, "text": as_html(read_blocks(found.text))})
