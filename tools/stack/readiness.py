"""Does the product say that it is ready?"""

import json
import urllib.error
import urllib.request

from stack.ports import LOOPBACK


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
