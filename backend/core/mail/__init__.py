"""Mails: written by templates in the reader's language, kept with the deed that causes them, sent in the background."""

from core.mail.message import Mail, write_mail
from core.mail.sending import send_mail, send_mail_now
from core.mail.server import deliver

__all__ = ["Mail", "deliver", "send_mail", "send_mail_now", "write_mail"]
