from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from billing.pages.frame import page
from chats.guide.text import guide_text
from core.rich_text import as_html, read_blocks


@require_safe
def connect_ozon(request: HttpRequest) -> HttpResponse:
    return page(request, "guide", {"text": as_html(read_blocks(guide_text()))})
