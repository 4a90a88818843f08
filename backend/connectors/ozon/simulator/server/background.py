from __future__ import annotations

import logging
import time
from threading import Thread

from connectors.ozon.simulator.core.world import World
from connectors.ozon.simulator.demo.buyers import Buyers
from connectors.ozon.simulator.server.push_delivery import PushDelivery

log = logging.getLogger("ozon_simulator")


def start_background(world: World) -> None:
    """Let due things happen without a call, let the demo's buyers write, deliver pushes."""
    Thread(target=_tick_for_ever, args=(world, Buyers(world)), name="simulator-clock", daemon=True).start()
    Thread(target=_push_for_ever, args=(PushDelivery(world),), name="simulator-pushes", daemon=True).start()


def _tick_for_ever(world: World, buyers: Buyers) -> None:
    while True:
        try:
            with world.turn() as now:
                buyers.write_when_due(now)
        except Exception as error:
            # Only its kind: the words of an error could repeat what a buyer wrote.
            log.error("simulator.tick_failed", extra={"error": type(error).__name__})
        time.sleep(0.5)


def _push_for_ever(delivery: PushDelivery) -> None:
    while True:
        delivery.deliver_due()
        time.sleep(0.2)
