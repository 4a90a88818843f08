"""Figures as a table, on the terminal and in docs/benchmarks.md."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from stack.console import say
from stack.paths import ROOT

DOCUMENT: Final = ROOT / "docs" / "benchmarks.md"


@dataclass(frozen=True)
class Figure:
    what: str
    measured: str
    goal: str = ""
    floor: str = ""
    ratio: str = ""
    # None where no goal was set.
    met: bool | None = None
    # A goal that depends on the machine, and on what else it does.
    is_duration: bool = False


@dataclass
class Section:
    """What was measured about one subject; `notes` say how, one sentence each."""

    name: str
    figures: list[Figure] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def missed(self) -> list[str]:
        return [figure.what for figure in self.figures if figure.met is False]

    @property
    def faults(self) -> list[str]:
        """What may be missed on no machine."""
        return [figure.what for figure in self.figures if figure.met is False and not figure.is_duration]


def show(section: Section, conditions: str) -> None:
    say()
    for line in _lines(section, conditions):
        say(f"  {line}")


def write(section: Section, conditions: str, document: Path = DOCUMENT) -> None:
    """Replace what stands between the marks of the section; everything else in the document is a person's."""
    marks = f"<!-- measured: {section.name} -->", f"<!-- end: {section.name} -->"
    text = document.read_text(encoding="utf-8")
    block = "\n".join([marks[0], *_lines(section, conditions), marks[1]])
    pattern = re.compile(f"{re.escape(marks[0])}.*?{re.escape(marks[1])}", re.DOTALL)
    if not pattern.search(text):
        raise ValueError(f"{document.name} has no place for {section.name}")
    document.write_text(pattern.sub(lambda _: block, text), encoding="utf-8")


def _lines(section: Section, conditions: str) -> Iterator[str]:
    yield conditions
    yield ""
    yield from _table(section.figures)
    for note in section.notes:
        yield ""
        yield note


def _table(figures: Sequence[Figure]) -> Iterator[str]:
    yield "| what | goal | measured | floor | ratio | |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for figure in figures:
        verdict = {None: "", True: "met", False: "**missed**"}[figure.met]
        cells = (figure.what, figure.goal, figure.measured, figure.floor, figure.ratio, verdict)
        yield f"| {' | '.join(cells)} |"
