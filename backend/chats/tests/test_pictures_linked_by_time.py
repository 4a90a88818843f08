"""Links made by nothing but the time of a picture: after a restore, and until its name is shown."""

import pytest

from chats.models import Reply, Upload
from chats.services.restoring import doubt_replies
from chats.services.uploads import drop_unused_uploads
from chats.tests.outbox import Outbox
from chats.tests.test_unshown_pictures import DAY, PNG, sends_picture_in_cabinet
from connectors.errors import OutcomeUnknown, Rejected


@pytest.fixture
def outbox(outbox: Outbox) -> Outbox:
    outbox.marketplace.hides_pictures = True
    return outbox


@pytest.mark.parametrize(("minutes", "is_found"), [(1, True), (15, True), (20, False)])
def test_a_picture_sent_after_the_backup_is_recognised(outbox: Outbox, minutes: int, is_found: bool) -> None:
    reply = outbox.attach("photo.png", PNG)
    outbox.clock.pass_time(minutes * 60)
    sends_picture_in_cabinet(outbox)
    outbox.clock.pass_time(DAY)
    doubt_replies(now=outbox.clock.now())

    outbox.look()

    assert (outbox.fresh(reply).state == Reply.State.DELIVERED) is is_found


def test_one_that_was_refused_is_not_taken_for_sent_after_the_backup(outbox: Outbox) -> None:
    """It was called unclear before its answer came."""
    outbox.marketplace.fail("send", Rejected("refused", status=400))
    reply = outbox.deliver(outbox.attach("photo.png", PNG))
    Reply.objects.filter(pk=reply.pk).update(unclear_at=outbox.clock.now())
    sends_picture_in_cabinet(outbox)

    outbox.look()

    assert outbox.fresh(reply).state == Reply.State.FAILED


@pytest.mark.parametrize(
    ("fault", "state"), [(None, Reply.State.ACCEPTED), (OutcomeUnknown("answer_lost"), Reply.State.UNCLEAR)]
)
def test_a_picture_that_turns_out_to_be_another_delivers_nothing(
    outbox: Outbox, fault: OutcomeUnknown | None, state: Reply.State
) -> None:
    outbox.marketplace.echoes_after_reads = 1000
    if fault:
        outbox.marketplace.fail("send", fault)
    reply = outbox.deliver(outbox.attach("photo.png", PNG))
    sends_picture_in_cabinet(outbox)
    outbox.look()
    linked = outbox.fresh(reply)
    outbox.marketplace.hides_pictures = False

    outbox.look()

    taken_back = outbox.fresh(reply)
    assert (linked.state, taken_back.state) == (Reply.State.DELIVERED, state)
    assert (taken_back.message, taken_back.delivered_at) == (None, None)
    assert taken_back.upload_id is not None


def test_what_was_taken_from_another_is_given_to_its_own(outbox: Outbox) -> None:
    outbox.marketplace.echoes_after_reads = 1000
    never_seen = outbox.deliver(outbox.attach("first.png", PNG))
    outbox.marketplace.echoes_after_reads = 0
    seen = outbox.deliver(outbox.attach("second.png", PNG))
    outbox.look()
    outbox.marketplace.hides_pictures = False

    outbox.look()

    assert outbox.fresh(never_seen).state == Reply.State.ACCEPTED
    assert outbox.fresh(seen).message == outbox.seller_messages()[0]


def test_the_bytes_of_a_picture_go_when_its_name_is_shown_or_after_two_days(outbox: Outbox) -> None:
    first, second = outbox.attach("first.png", PNG), outbox.attach("second.png", PNG)
    outbox.deliver(first)
    outbox.look()
    kept = Upload.objects.count()
    outbox.marketplace.hides_pictures = False
    outbox.look()
    shown = Upload.objects.count()
    outbox.marketplace.hides_pictures = True
    outbox.deliver(second)
    outbox.look()
    outbox.clock.pass_time(2 * DAY + 1)

    drop_unused_uploads(now=outbox.clock.now())

    assert (kept, shown, Upload.objects.count()) == (2, 1, 0)
    assert outbox.fresh(second).state == Reply.State.DELIVERED
