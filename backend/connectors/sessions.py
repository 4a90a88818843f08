"""Sessions of HTTP: one per thread for reads, a new one for whatever must not reuse a connection."""

import os
import threading
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter

from connectors.guard import OutwardAdapter

USER_AGENT = "AgentIQ"

_kept = threading.local()


class _Session(requests.Session):
    """To whoever asks for no redirects, requests still reads one to its end, by its own rules."""

    def get_redirect_target(self, resp: requests.Response) -> str | None:
        return None


def thread_session(*, outward: bool) -> requests.Session:
    """The session of this thread, with its open connections; made anew in a forked process."""
    name = "outward" if outward else "anywhere"
    kept: tuple[int, requests.Session] | None = getattr(_kept, name, None)
    if kept is None or kept[0] != os.getpid():
        kept = (os.getpid(), new_session(outward=outward))
        setattr(_kept, name, kept)
    return kept[1]


def new_session(*, outward: bool) -> requests.Session:
    """An outward one connects to public addresses alone, whatever a host name leads to."""
    session = _Session()
    session.trust_env = False
    session.headers["User-Agent"] = USER_AGENT
    # One session serves many cabinets: nothing a server sets for one may travel with another.
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    adapter: Any = (OutwardAdapter if outward else HTTPAdapter)(pool_connections=4, pool_maxsize=4)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
