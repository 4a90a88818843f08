"""Sessions of HTTP: one per thread for reads, a new one for whatever must not reuse a connection."""

import os
import threading
from http.cookiejar import DefaultCookiePolicy
from typing import Any

import requests
from requests.adapters import HTTPAdapter

USER_AGENT = "AgentIQ"

_kept = threading.local()


def thread_session() -> requests.Session:
    """The session of this thread, with its open connections; made anew in a forked process."""
    kept: tuple[int, requests.Session] | None = getattr(_kept, "session", None)
    if kept is None or kept[0] != os.getpid():
        kept = (os.getpid(), new_session())
        _kept.session = kept
    return kept[1]


def new_session() -> requests.Session:
    session = requests.Session()
    session.trust_env = False
    session.headers["User-Agent"] = USER_AGENT
    # One session serves many cabinets: nothing a server sets for one may travel with another.
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    adapter: Any = HTTPAdapter(pool_connections=4, pool_maxsize=4)
    session.mount("https://", adapter)
    session.mount("http://", adapter)
    return session
