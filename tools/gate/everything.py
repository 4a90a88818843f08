"""All suites, as `make test` and each round of the drill run them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Final

from gate.journeys import drive
from gate.place import Place
from gate.rounds import Suites
from gate.suites import run_front_end_tests, run_other_backend_tests, run_tests_of_chats

GOES_ON_BESIDE: Final = "Backend tests of chats"


def all_suites(place: Place, beside: ThreadPoolExecutor) -> Suites:
    """The tests of chats take as long as all the others together, so they begin at once and go on beside them."""
    of_chats = beside.submit(run_tests_of_chats, place)
    return {
        "Front end tests": lambda: run_front_end_tests(place),
        "Browser journeys": lambda: drive(place),
        "Other backend tests": lambda: run_other_backend_tests(place),
        GOES_ON_BESIDE: of_chats.result,
    }
