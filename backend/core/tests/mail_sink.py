"""A mail server on this machine that keeps what it is given."""

import ssl
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from config.environment import Environment
from stack.ports import free_port


class MailSink:
    """`refusal` is what it answers instead of taking a mail. `scheme` is that of EMAIL_URL."""

    def __init__(self, *, scheme: str = "smtp", context: ssl.SSLContext | None = None) -> None:
        self.mails: list[EmailMessage] = []
        self.refusal: str | None = None
        self._port = free_port()
        self._scheme = scheme
        self._controller = Controller(
            self,
            hostname="127.0.0.1",
            port=self._port,
            ssl_context=context if scheme == "smtp+ssl" else None,
            tls_context=context if scheme == "smtp+tls" else None,
        )

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        if self._controller.server is not None:
            self._controller.stop()

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._port}"

    def use(self, settings: Any) -> None:
        """As if EMAIL_URL named it."""
        for name, value in Environment.email_url_config(self.url).items():
            setattr(settings, name, value)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self.refusal is not None:
            return self.refusal
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


def subject_of(mail: EmailMessage) -> str:
    """As a reader sees it: a long one begins on a line of its own."""
    return str(mail["Subject"]).strip()


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    body = mail.get_body(preferencelist=(kind,))
    assert body is not None
    return str(body.get_content())
