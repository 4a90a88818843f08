"""The import without the marketplace: full pages of history, answered at once, beside the database's own COPY."""

from __future__ import annotations

from typing import Any, Final

from bench.place import Place
from bench.report import Figure, Section
from stack.children import Command
from stack.management import json_answer
from stack.paths import PYTHON, ROOT

GOAL_PER_SECOND: Final = 1_500.0
_SHAPES: Final = {"full pages": (20, 5_000), "short chats": (4_000, 5)}


def measure_storing(place: Place, *, share: float = 1.0) -> Section:
    found = {name: _run(place, max(1, int(chats * share)), each) for name, (chats, each) in _SHAPES.items()}
    full, short = found["full pages"], found["short chats"]
    rate, growth = full["per_second"], full["memory_end"] / full["memory_fifth"]
    return Section(
        "storing",
        [
            Figure(
                "messages stored per second, full pages", f"{rate:,.0f}", f"≥ {GOAL_PER_SECOND:,.0f}",
                f"{full['floor']:,.0f}", f"{rate / full['floor']:.3f}", rate >= GOAL_PER_SECOND,
            ),
            Figure(
                "memory at the end, beside that after a fifth", f"{full['memory_end']:.0f} MB", "constant (≤ 1.1 ×)",
                f"{full['memory_fifth']:.0f} MB", f"{growth:.2f}", growth <= 1.1,
            ),
            Figure(
                "messages stored per second, chats of five messages", f"{short['per_second']:,.0f}", "",
                f"{short['floor']:,.0f}", f"{short['per_second'] / short['floor']:.3f}",
            ),
        ],
        [
            f"{full['messages']:,.0f} messages in {full['chats']:.0f} chats, {full['per_call']:.0f} a page; then "
            f"{short['messages']:,.0f} in {short['chats']:,.0f}. From the recorded answer of the marketplace, through "
            "JSON, mapping, storing, clock and change feed, to the commit. The floor is COPY of the same rows into a "
            "table with the same indexes and constraints."
        ],
    )  # fmt: skip


def _run(place: Place, chats: int, each: int) -> dict[str, float]:
    argv = [str(PYTHON), "-m", "bench.import_run", str(chats), str(each)]
    child = place.supervisor.require(Command("import-run", argv, place.env, cwd=ROOT, echo=False), timeout=900)
    answer: dict[str, Any] = json_answer(child)
    return {name: float(value) for name, value in answer.items()}
