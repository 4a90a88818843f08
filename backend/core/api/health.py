from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.health import readiness


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives; nothing else is asked."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when every part is in place, else 503; says of each part whether it is."""
    checks = readiness()
    ready = all(check.ok for check in checks.values())
    parts = {name: "ok" if check.ok else f"down: {check.text}" for name, check in checks.items()}
    return JsonResponse({"status": "ready" if ready else "not_ready", "parts": parts}, status=200 if ready else 503)
