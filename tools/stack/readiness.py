"""Does the product say that it is ready?"""

import json
import urllib.error
import urllib.request

from stack.ports import LOOPBACK
from stack.problems import StackError
from stack.supervisor import Supervisor

_READY_SECONDS = 120


def wait_until_ready(supervisor: Supervisor, port: int) -> None:
    """Wait for the product; when it takes too long, say which part is missing."""
    try:
        supervisor.wait_until(lambda: is_ready(port), what="The product", timeout=_READY_SECONDS, every=0.25)
    except StackError as error:
        raise StackError(f"{error}\n    {what_is_missing(port)}") from error


def is_ready(port: int) -> bool:
    status, _ = _ask(port)
    return status == 200


def what_is_missing(port: int) -> str:
    status, body = _ask(port)
    if status is None:
        return "the web server does not answer"
    try:
        return json.dumps(json.loads(body), ensure_ascii=False)
    except ValueError:
        return f"/readyz answered {status}"


def _ask(port: int) -> tuple[int | None, str]:
    # No proxy: the address is this machine's own.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(f"http://{LOOPBACK}:{port}/readyz", timeout=5) as answer:
            return answer.status, answer.read(4096).decode(errors="replace")
    except urllib.error.HTTPError as error:
        return error.code, error.read(4096).decode(errors="replace")
    except (OSError, ValueError):
        return None, ""
