from celery import shared_task

from core.doctor import processes
from core.mail import Mail, deliver


@shared_task(
    name="core.deliver_mail",
    autoretry_for=(OSError,),
    retry_backoff=5,
    retry_jitter=True,
    max_retries=6,
)
def deliver_mail(*, subject: str, text: str, html: str | None, to: list[str]) -> None:
    deliver(Mail(subject=subject, text=text, html=html, to=to))


@shared_task(name=processes.ANSWER)
def answer_doctor(*, key: str) -> None:
    """Goes through each queue when asked to."""
    processes.answer(key=key)
