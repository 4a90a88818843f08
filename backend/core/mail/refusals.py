"""What a mail server's no means."""

import smtplib
from typing import Final

PERMANENT: Final = 500


def is_for_good(error: OSError) -> bool:
    """An address or a mail that it will never take; a sender or a password that it refuses is ours to mend."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= PERMANENT for code, _ in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= PERMANENT
