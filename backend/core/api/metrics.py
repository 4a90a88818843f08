import hmac

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from core.api.fallbacks import problem
from core.metrics.exposition import exposition


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus. In production nobody reads it before a token is set; a token that is set is asked for."""
    if settings.PRODUCTION and not settings.METRICS_TOKEN:
        return problem(request, "permission_denied", status=403)
    if settings.METRICS_TOKEN and not _knows_token(request):
        return problem(request, "not_authenticated", status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(exposition(now=timezone.now()), content_type=CONTENT_TYPE_PLAIN_0_0_4)


def _knows_token(request: HttpRequest) -> bool:
    expected = f"Bearer {settings.METRICS_TOKEN}"
    return hmac.compare_digest(request.headers.get("Authorization", "").encode(), expected.encode())
