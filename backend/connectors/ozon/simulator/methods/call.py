from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from connectors.ozon.simulator.core.shop import Shop
from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.methods.requests import Body


@dataclass(slots=True)
class MethodCall:
    """A call that passed the door: the key is good and the second is not full."""

    world: World
    shop: Shop
    body: Body
    now: int


class Method(Protocol):
    def __call__(self, call: MethodCall) -> Body: ...
