"""The public page for those who are not signed in, and the form on it, which needs no script."""

from typing import Final

from allauth.core.ratelimit import consume
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from billing.lead_form import LeadForm
from billing.models import Pilot
from billing.pages.frame import page
from billing.pages.keys import KEYS
from billing.pages.prices import plans_on_offer
from billing.questions import QUESTIONS
from billing.services.leads import leave_lead

THANKS: Final = "/thanks"
TOO_MANY: Final = "Слишком много заявок с этого адреса. Повторите через час или напишите нам сами."


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    response = show(request, LeadForm())
    # The same address answers those who are signed in with the application.
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Vary"] = "Cookie"
    return response


@csrf_exempt
@require_POST
def lead(request: HttpRequest) -> HttpResponse:
    """Nothing here depends on who is signed in, so there is no session that another site could use."""
    form = LeadForm(request.POST)
    if not consume(request, action="lead"):
        return show(request, form, refusal=TOO_MANY, status=429)
    if not form.is_valid():
        return show(request, form, status=400)
    if not form.is_from_a_program:
        leave_lead(contact=form.cleaned_data["contact"], agreed=form.cleaned_data["consent"], now=timezone.now())
    return HttpResponseRedirect(THANKS, status=303)


@require_safe
def thanks(request: HttpRequest) -> HttpResponse:
    return page(request, "thanks", {})


def show(request: HttpRequest, form: LeadForm, *, refusal: str = "", status: int = 200) -> HttpResponse:
    cases = Pilot.objects.published().order_by("-published_at", "-pk").values("slug", "case_title")
    context = {
        "form": form,
        "refusal": refusal,
        "questions": QUESTIONS,
        "keys": KEYS,
        "plans": plans_on_offer(),
        "cases": cases[:3],
    }
    return page(request, "landing", context, status=status)
