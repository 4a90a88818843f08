"""python -m bench bench | soak | load, and the halves of a bench: alone | under-load"""

from __future__ import annotations

import sys

from stack.console import say
from stack.problems import StackError, Stopped
from stack.stopping import end_with_make, stop_on_signals


def main(arguments: list[str]) -> int:
    stop = stop_on_signals()
    end_with_make()
    from bench.programme import run_bench, run_half, run_load, run_soak

    match arguments:
        case ["soak"]:
            return run_soak(stop)
        case ["load"]:
            return run_load(stop)
        case ["alone" | "under-load" as half]:
            return run_half(half, stop)
        case _:
            return run_bench(stop)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Stopped:
        say("Stopped.")
        sys.exit(130)
    except StackError as error:
        say(f"\n{error}")
        sys.exit(1)
