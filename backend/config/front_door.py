from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from billing.pages.landing import landing
from config.spa import spa


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """The application for those who are signed in, the public page for everybody else."""
    return spa(request) if request.user.is_authenticated else landing(request)
