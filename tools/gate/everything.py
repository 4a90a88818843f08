"""All suites, as `make test` and each round of the drill run them."""

from gate.journeys import drive
from gate.place import Place
from gate.rounds import Suites
from gate.suites import run_fault_tests, run_front_end_tests, run_other_backend_tests, run_tests_of_chats


def all_suites(place: Place) -> Suites:
    """The longest begins first; those of the backend and the journeys have databases of their own."""
    return {
        "Backend tests of chats": lambda: run_tests_of_chats(place),
        "Browser journeys": lambda: drive(place),
        "Other backend tests": lambda: run_other_backend_tests(place),
        "Storms and killed processes": lambda: run_fault_tests(place),
        "Front end tests": lambda: run_front_end_tests(place),
    }
