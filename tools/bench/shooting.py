"""Rounds of requests by a client process, in turns over the addresses that are compared."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.quantiles import middle, quantile
from stack.paths import PYTHON
from stack.problems import StackError

ROUNDS = 3


@dataclass
class Hits:
    """All rounds of one address."""

    per_second: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    client_cores: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        """Requests per second in the middle round."""
        return middle(self.per_second)

    def quantile_ms(self, share: float) -> float:
        return quantile(self.seconds, share) * 1000


def shoot_in_turns(
    port: int,
    addresses: Mapping[str, str],
    *,
    keys: Mapping[str, str],
    connections: int,
    seconds: float,
    env: Mapping[str, str],
) -> dict[str, Hits]:
    """`addresses` by name; `keys` are those of the API, by the same names. The first, short turn warms up."""
    found = {name: Hits() for name in addresses}
    for turn in range(ROUNDS + 1):
        for name, address in addresses.items():
            answer = _shoot(port, address, keys[name], connections, seconds if turn else 1.0, env)
            if turn:
                hits = found[name]
                hits.per_second.append(len(answer["seconds"]) / answer["took"])
                hits.seconds += answer["seconds"]
                hits.client_cores.append(answer["cpu"] / answer["took"])
    return found


def client_cores(hits: Sequence[Hits]) -> float:
    return middle([cores for one in hits for cores in one.client_cores])


def _shoot(port: int, address: str, key: str, connections: int, seconds: float, env: Mapping[str, str]) -> Any:
    argv = [str(PYTHON), "-m", "bench.load", str(port), address, str(connections), str(seconds)]
    header = f"Authorization: Bearer {key}"
    done = subprocess.run(argv, env=dict(env), input=header, capture_output=True, text=True, timeout=180, check=False)
    if done.returncode != 0:
        raise StackError(f"The client of {address} failed.\n{done.stderr[-1000:]}")
    answer = json.loads(done.stdout)
    if set(answer["statuses"]) - {"200"}:
        raise StackError(f"{address} answered {answer['statuses']}.")
    return answer
