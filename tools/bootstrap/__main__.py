"""Set up what a command needs, then become that command.

python -m bootstrap run | exec COMMAND… | test | pytest ARGUMENTS… | journeys ARGUMENTS… | screens | drill | check
                    | openapi | accept-api | bench | soak | load | backup | restore | doctor
"""

import os
import signal
import sys
import time
from types import FrameType

from bootstrap.browser import prepare_browser
from bootstrap.bundle import prepare_bundle
from bootstrap.node import prepare_node_packages
from bootstrap.rows import side_by_side
from bootstrap.virtualenv import prepare_unless_installed, prepare_virtualenv
from stack.console import say
from stack.environment import given_environment, writable_home
from stack.locks import held
from stack.paths import LOCAL, PYTHON
from stack.ports import LOOPBACK, require_free, web_port
from stack.problems import StackError, Stopped

_PYTHON = (prepare_virtualenv,)
_INSTALLED = (prepare_unless_installed,)
_PACKAGES_OF_NODE = (prepare_node_packages,)
_BUNDLE = (prepare_node_packages, prepare_bundle)
_BROWSER = (prepare_node_packages, prepare_browser)
# What stands in one row is done in its order, the rows side by side.
_PARTS = {
    "run": (_PYTHON, _BUNDLE),
    "exec": (_PYTHON,),
    "test": (_PYTHON, _BROWSER),
    "pytest": (_PYTHON,),
    "journeys": (_PYTHON, _BROWSER),
    "drill": (_PYTHON, _BROWSER),
    "screens": (_PYTHON, _BROWSER),
    "check": (_PYTHON, _PACKAGES_OF_NODE),
    "openapi": (_PYTHON, _PACKAGES_OF_NODE),
    "accept-api": (_PYTHON,),
    "bench": (_PYTHON, (*_BROWSER, prepare_bundle)),
    "soak": (_PYTHON,),
    "load": (_PYTHON,),
    "backup": (_INSTALLED,),
    "restore": (_INSTALLED,),
    "doctor": (_INSTALLED,),
}
_PACKAGES = dict.fromkeys(("run", "exec", "backup", "restore", "doctor"), "stack") | dict.fromkeys(
    ("bench", "soak", "load"), "bench"
)


def main(arguments: list[str]) -> None:
    command = arguments[0] if arguments else ""
    if command not in _PARTS:
        raise StackError(f"python -m bootstrap {' | '.join(_PARTS)}")
    if sys.version_info[:2] != (3, 11):
        raise StackError(
            f"Python 3.11 is needed; this is {sys.version.split()[0]}. Name another one: make PYTHON=… {command}"
        )
    # What is made ready here counts in the time that the gate tells; exec leaves this clock as it is.
    os.environ["MAKE_BEGAN_AT"] = str(time.monotonic())
    given = given_environment()
    if command == "run":
        # Before the long part: nobody should wait a minute for this answer.
        require_free(web_port(given.get("PORT", "8000")), given.get("HOST", LOOPBACK))
    env = given | writable_home(given)
    with held(LOCAL / "setup.lock", wait=True):
        side_by_side(_PARTS[command], env)
    os.execv(PYTHON, [str(PYTHON), "-m", _PACKAGES.get(command, "gate"), *arguments])


def _end(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


if __name__ == "__main__":
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        main(sys.argv[1:])
    except Stopped:
        say("Stopped.")
        sys.exit(130)
    except StackError as error:
        say(f"\n{error}")
        sys.exit(1)
