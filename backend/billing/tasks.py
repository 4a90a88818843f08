from celery import shared_task
from django.utils import timezone

from billing.services.tending import tend_subscriptions
from core.outages import outage_ends


@shared_task(name="billing.tend_subscriptions")
@outage_ends("billing.tend_subscriptions")
def tend() -> None:
    """Every few minutes: trials, paid months and graces that have ended, and the mails about them."""
    tend_subscriptions(now=timezone.now())
