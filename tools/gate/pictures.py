"""The pictures of docs/screens.md, taken of the product with its demo."""

from bootstrap.browser import browser_environment
from gate.front_end import front_end_script
from gate.journeys import running_demo
from gate.place import Place

_SECONDS = 900


def take_pictures(place: Place) -> None:
    with running_demo(place) as found:
        env = {**place.env, **found, **browser_environment(place.env)}
        place.supervisor.require(front_end_script(env, "screens"), timeout=_SECONDS)
