"""Mails that wait: each a row that one worker at a time takes, and that is gone once the mail server has the mail.

A process that dies between the mail server's yes and the end of the row sends a second time, with the same Message-ID.
"""

import json
import logging
from dataclasses import asdict
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Now

from core.crypto import UnreadableSecret, decrypt, encrypt
from core.mail.message import Mail
from core.mail.refusals import is_for_good
from core.mail.server import deliver
from core.models import WaitingMail
from core.queue import enqueue

log = logging.getLogger(__name__)

# Longer than the hard limit of a task: its process is dead.
LEASE: Final = timedelta(minutes=5)
HANDED_OUT_AGAIN_AFTER: Final = timedelta(minutes=1)
TRIED_FOR: Final = timedelta(days=3)
FAILURE_KEPT_FOR: Final = timedelta(days=30)
FIRST_PAUSE: Final = timedelta(seconds=15)
LONGEST_PAUSE: Final = timedelta(hours=1)
MOST_DOUBLINGS: Final = 10
HANDED_OUT_AT_ONCE: Final = 200


def keep(mail: Mail, *, template: str) -> None:
    sealed = encrypt(json.dumps(asdict(mail)))
    row = WaitingMail.objects.create(template=template, recipients=mail.to, sealed=sealed)
    enqueue("core.deliver_mail", mail_id=row.pk)


def deliver_waiting(mail_id: int) -> None:
    """One attempt, unless somebody else is at it, it is not its turn, or it is done."""
    if not WaitingMail.objects.filter(pk=mail_id).due().update(leased_until=Now() + LEASE, tries=F("tries") + 1):
        return
    row = WaitingMail.objects.get(pk=mail_id)
    try:
        deliver(_opened(row), name=str(row.name))
    except UnreadableSecret:
        _give_up(row, "mail_unreadable")
    except ValueError as error:
        _give_up(row, type(error).__name__)
    except OSError as error:
        _put_off(row, error)
    else:
        row.delete()
        log.info("mail.sent", extra={"mail_id": mail_id, "template": row.template, "tries": row.tries})


@transaction.atomic
def hand_out_waiting() -> int:
    """Tasks for what waits and has none, however it lost it: a few hundred at a time, each at most once a minute."""
    waiting = WaitingMail.objects.due().without_task().order_by("due_at", "pk").select_for_update(skip_locked=True)
    ids = list(waiting.values_list("pk", flat=True)[:HANDED_OUT_AT_ONCE])
    WaitingMail.objects.note_task(ids, length=HANDED_OUT_AGAIN_AFTER)
    for mail_id in ids:
        enqueue("core.deliver_mail", mail_id=mail_id)
    return len(ids)


def forget_failures() -> None:
    WaitingMail.objects.filter(given_up_at__lt=Now() - FAILURE_KEPT_FOR).delete()


def _opened(row: WaitingMail) -> Mail:
    return Mail(**json.loads(decrypt(row.sealed)))


def _put_off(row: WaitingMail, error: OSError) -> None:
    """The mail server's words are not kept: they may name the reader or repeat the mail."""
    said = f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()
    if is_for_good(error) or _is_too_old(row):
        _give_up(row, said)
        return
    pause = min(FIRST_PAUSE * 2 ** min(row.tries - 1, MOST_DOUBLINGS), LONGEST_PAUSE)
    WaitingMail.objects.filter(pk=row.pk).update(due_at=Now() + pause, leased_until=None, error=said)
    log.info("mail.put_off", extra={"mail_id": row.pk, "template": row.template, "error": said, "tries": row.tries})


def _is_too_old(row: WaitingMail) -> bool:
    return WaitingMail.objects.filter(pk=row.pk, created_at__lt=Now() - TRIED_FOR).exists()


def _give_up(row: WaitingMail, error: str) -> None:
    """What it said goes at once: a link in it may still open a door."""
    WaitingMail.objects.filter(pk=row.pk).update(given_up_at=Now(), leased_until=None, sealed="", error=error)
    log.warning("mail.given_up", extra={"mail_id": row.pk, "template": row.template, "error": error})
