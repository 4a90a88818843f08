from celery import shared_task
from django.core.mail import EmailMultiAlternatives


@shared_task(
    name="core.deliver_mail",
    autoretry_for=(OSError,),
    retry_backoff=5,
    retry_jitter=True,
    max_retries=6,
)
def deliver_mail(*, subject: str, text: str, html: str | None, to: list[str]) -> None:
    message = EmailMultiAlternatives(subject=subject, body=text, to=to)
    if html is not None:
        message.attach_alternative(html, "text/html")
    message.send()
