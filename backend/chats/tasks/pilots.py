from celery import shared_task
from django.utils import timezone

from chats.services import pilots
from core.outages import outage_ends


@shared_task(name="chats.tend_pilots")
@outage_ends("chats.tend_pilots")
def tend_pilots() -> None:
    pilots.tend_pilots(now=timezone.now())
