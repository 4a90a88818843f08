from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from billing.case_figures import days_of, lines_of
from billing.models import Pilot
from billing.pages.frame import page
from core.rich_text import as_html, read_blocks


@require_safe
def case_study(request: HttpRequest, slug: str) -> HttpResponse:
    """There only as long as it is published; nobody can tell another address from a page that was taken down."""
    pilot = Pilot.objects.published().filter(slug=slug).first()
    if pilot is None or pilot.baseline is None or pilot.result is None:
        raise Http404
    context = {
        "pilot": pilot,
        "text": as_html(read_blocks(pilot.case_text)),
        "lines": lines_of(pilot.baseline, pilot.result),
        "before": days_of(pilot.baseline),
        "after": days_of(pilot.result),
    }
    return page(request, "case", context)
