from celery import shared_task

from core.doctor import processes
from core.mail import outbox
from core.mail.server import HARD_LIMIT, SOFT_LIMIT
from core.outages import outage_ends


@shared_task(name="core.deliver_mail", soft_time_limit=SOFT_LIMIT, time_limit=HARD_LIMIT)
@outage_ends("core.deliver_mail")
def deliver_mail(*, mail_id: int) -> None:
    outbox.deliver_waiting(mail_id)


@shared_task(name="core.sweep_mails")
@outage_ends("core.sweep_mails")
def sweep_mails() -> None:
    """Finds what Redis lost, and what a worker died with."""
    outbox.hand_out_waiting()


@shared_task(name="core.forget_failed_mails")
@outage_ends("core.forget_failed_mails")
def forget_failed_mails() -> None:
    outbox.forget_failures()


@shared_task(name=processes.ANSWER)
def answer_doctor(*, key: str) -> None:
    """Goes through each queue when asked to."""
    processes.answer(key=key)
