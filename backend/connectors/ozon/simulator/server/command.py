from __future__ import annotations

import argparse
import os
from pathlib import Path

from connectors.ozon.simulator.server.process import Settings, serve


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(
        prog="connectors.ozon.simulator", description="Answers like Ozon's Seller API, on 127.0.0.1."
    )
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", type=Path, required=True, help="SQLite file, made when missing")
    parser.add_argument(
        "--control-token",
        default=os.environ.get("SIMULATOR_CONTROL_TOKEN", ""),
        help="bearer token of the control API (or SIMULATOR_CONTROL_TOKEN); without one it refuses everybody",
    )
    parser.add_argument("--demo", action="store_true", help="make the demo shop once, and let buyers keep writing")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=48)
    chosen = parser.parse_args(arguments)
    serve(
        Settings(
            port=chosen.port,
            state=chosen.state,
            control_token=chosen.control_token,
            demo=chosen.demo,
            seed=chosen.seed,
            threads=chosen.threads,
        )
    )
