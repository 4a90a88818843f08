"""What every public page has around it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from billing.models import Seller
from billing.support import support_contact, support_link


def page(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    around = {
        "site": settings.PUBLIC_URL,
        "address": f"{settings.PUBLIC_URL}{request.path}",
        "signup_open": settings.SIGNUP_OPEN,
        "support_contact": support_contact(),
        "support_link": support_link(),
        "company": Seller.objects.in_force().first(),
    }
    response = render(request, f"site/{template}.html", {**around, **context}, status=status)
    response.headers["Content-Language"] = "ru"
    return response
