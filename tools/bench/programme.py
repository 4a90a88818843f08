"""All subjects in order, each written down as soon as it was measured."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator

from bench.choices import Choices, read_choices
from bench.conditions import describe, load_average
from bench.django_here import set_up_django
from bench.place import Place, throw_away_place
from bench.report import Section, show, write
from stack.console import say
from stack.locks import held
from stack.paths import LOCAL
from stack.problems import StackError, Stopped

_BUSY = "A bench already runs in this checkout; wait for its end."
_Measure = Callable[[Place, Choices], Iterator[Section]]
_LIGHT = ("calls", "memory", "inbox", "feed", "storing", "beat", "reports", "frames")
_HEAVY = ("polling", "rush", "many")


def run_bench(stop: threading.Event) -> int:
    """Each half in a process of its own: Django stays with the servers that it was set up with."""
    choices = read_choices()
    with held(LOCAL / "bench.lock", refusal=_BUSY):
        if any(map(choices.wants, _LIGHT)):
            _run_half("alone", stop)
        if any(map(choices.wants, _HEAVY)):
            _run_half("under-load", stop)
    return 0


def run_half(half: str, stop: threading.Event) -> int:
    missed = _publish_all(stop, read_choices(), {"alone": _alone, "under-load": _under_load}[half])
    say(f"missed: {'; '.join(missed)}" if missed else "every goal was met")
    return 0


def run_soak(stop: threading.Event) -> int:
    return _run_alone(stop, _soak)


def run_load(stop: threading.Event) -> int:
    return _run_alone(stop, _load)


def _run_alone(stop: threading.Event, measure: _Measure) -> int:
    with held(LOCAL / "bench.lock", refusal=_BUSY):
        missed = _publish_all(stop, read_choices(), measure)
    return 1 if missed else 0


def _run_half(half: str, stop: threading.Event) -> None:
    child = subprocess.Popen([sys.executable, "-m", "bench", half])
    while child.poll() is None:
        if stop.wait(0.2):
            child.terminate()
            child.wait()
    if stop.is_set():
        raise Stopped
    if child.returncode != 0:
        raise StackError(f"The part {half} failed with code {child.returncode}.")


def _publish_all(stop: threading.Event, choices: Choices, measure: _Measure) -> list[str]:
    missed: list[str] = []
    load_before = load_average()
    with throw_away_place(stop) as place:
        set_up_django(place.env)
        for section in measure(place, choices):
            conditions = describe(scale=choices.scale, load_before=load_before)
            show(section, conditions)
            if choices.scale != "short":
                write(section, conditions)
            # A short run is a test; how long things take is for those whose figures are kept.
            missed += section.missed if choices.scale != "short" else section.faults
            load_before = load_average()
    return missed


def _alone(place: Place, choices: Choices) -> Iterator[Section]:
    """One part at a time on an otherwise quiet machine."""
    from bench.subjects.beat import measure_beat
    from bench.subjects.feed import measure_feed
    from bench.subjects.frames import measure_frames
    from bench.subjects.inbox import measure_inbox, serve
    from bench.subjects.reports import measure_reports
    from bench.subjects.storing import measure_storing
    from bench.subjects.worker import measure_worker

    if choices.wants("storing"):
        yield measure_storing(place, share=0.1 if choices.scale == "short" else 1.0)
    if choices.wants("calls") or choices.wants("memory"):
        yield from measure_worker(place, runs=choices.runs)
    if choices.wants("beat"):
        yield measure_beat(place, [choices.accounts, choices.many_accounts])
    if choices.wants("inbox") or choices.wants("feed"):
        served = serve(place, chats=choices.chats)
        yield measure_inbox(place, served, seconds=choices.round_seconds)
        yield measure_feed(place, served, seconds=choices.round_seconds)
    if choices.wants("reports"):
        yield measure_reports(place, obligations=choices.obligations, seconds=choices.round_seconds)
    if choices.wants("frames"):
        yield measure_frames(place)


def _under_load(place: Place, choices: Choices) -> Iterator[Section]:
    """All parts at once, with the marketplace on the same cores."""
    from bench.scene import open_scene
    from bench.subjects.polling import measure_polling
    from bench.subjects.rush import measure_rush

    scene = open_scene(place, choices.accounts)
    if choices.wants("polling"):
        yield measure_polling(scene, choices.window_seconds, name="polling")
    if choices.wants("rush"):
        yield measure_rush(scene, choices.window_seconds)
    if choices.wants("many"):
        scene.add_cabinets(choices.many_accounts - len(scene.cabinets))
        scene.warm_up()
        yield measure_polling(scene, choices.window_seconds, name="many")


def _soak(place: Place, choices: Choices) -> Iterator[Section]:
    from bench.scene import open_scene
    from bench.subjects.soak import measure_soak

    yield measure_soak(open_scene(place, choices.accounts), minutes=choices.soak_minutes)


def _load(place: Place, choices: Choices) -> Iterator[Section]:
    from bench.scene import open_scene
    from bench.subjects.crowd import measure_crowd

    yield measure_crowd(open_scene(place, choices.accounts, bulk_apart=True), minutes=choices.load_minutes)
