import re
from itertools import islice
from random import Random

from bench.actors.inboxes import INBOX_EVERY
from bench.actors.rhythm import pauses
from stack.paths import ROOT

POLLER = ROOT / "frontend" / "src" / "domain" / "changes" / "poller.ts"


def test_an_inbox_asks_as_often_as_the_interface() -> None:
    (milliseconds,) = re.findall(r"^export const VISIBLE_MS = ([\d_]+);$", POLLER.read_text(), re.MULTILINE)

    assert int(milliseconds) / 1000 == INBOX_EVERY


def test_a_steady_rhythm_begins_at_once() -> None:
    assert list(islice(pauses(10, None), 3)) == [0, 10, 10]


def test_people_keep_no_step_and_yet_their_rhythm() -> None:
    one, other = (list(islice(pauses(10, Random(seed)), 1_000)) for seed in (1, 2))

    assert one != other
    assert 0 <= one[0] < 10
    assert all(5 <= pause <= 15 for pause in one[1:])
    assert 9.5 < sum(one) / len(one) < 10.5
