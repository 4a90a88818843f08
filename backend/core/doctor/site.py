"""The product as people reach it: PUBLIC_URL is asked over the wire, through whatever stands in front."""

import http.client
import json
import re
import socket
import ssl
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

from core.doctor.asking import Answer, ask, trust_what_is_shown
from core.doctor.examination import Finding, Level, error, fine, warning

DAY: Final = 24 * 3600.0
ENDS_SOON_DAYS: Final = 14
# OpenSSL's numbers, x509_vfy.h.
NOT_YET_IN_FORCE: Final = 9
EXPIRED: Final = 10
OF_ANOTHER: Final = (62, 64)
NOBODY_BEHIND: Final = (502, 503, 504)
BUILT_FILE: Final = re.compile(rb'"(/assets/[\w.-]+)"')
CONTAINER_MARKS: Final = (Path("/.dockerenv"), Path("/run/.containerenv"))


def examine_site() -> Iterator[Finding]:
    url = urlsplit(settings.PUBLIC_URL)
    try:
        yield from _examine(url)
    except ssl.SSLCertVerificationError as refusal:
        found = judge_certificate(refusal)
        yield as_seen_from_here(found) if refusal.verify_code in OF_ANOTHER else found
    except ssl.SSLError as failure:
        yield as_seen_from_here(
            error(
                f"{settings.PUBLIC_URL} is reached, but not over TLS: {failure.reason}",
                "let the server in front end TLS at this port, or correct PUBLIC_URL",
            )
        )
    except (OSError, http.client.HTTPException) as failure:
        yield as_seen_from_here(judge_silence(failure))


def _examine(url: SplitResult) -> Iterator[Finding]:
    trust = ssl.create_default_context()
    try:
        answer = ask(url, "/readyz", trust=trust)
    except ssl.SSLCertVerificationError as refusal:
        if refusal.verify_code in (NOT_YET_IN_FORCE, EXPIRED, *OF_ANOTHER):
            raise
        yield warning(
            f"the certificate of {settings.PUBLIC_URL} is not trusted here: {refusal.verify_message}",
            "have it signed by an authority that browsers know, and serve its whole chain; or let this host trust it: "
            'docs/operations.md, "The doctor"',
        )
        trust = trust_what_is_shown(url)
        answer = ask(url, "/readyz", trust=trust)
    if answer.ends_at is not None:
        yield judge_end(seconds_left=answer.ends_at - time.time())
    readiness = judge_readiness(answer)
    yield readiness if _parts(answer.body) is not None else as_seen_from_here(readiness)
    if readiness.level is Level.OK:
        yield _examine_pages(url, trust)


def judge_certificate(refusal: ssl.SSLCertVerificationError) -> Finding:
    """Browsers let nobody pass it, or only after a warning."""
    whose = f"the certificate of {settings.PUBLIC_URL}"
    if refusal.verify_code == EXPIRED:
        return error(f"{whose} has expired", "renew it, and reload the server in front")
    if refusal.verify_code == NOT_YET_IN_FORCE:
        return error(f"{whose} is not in force yet", "set the clock of this host, or have it made anew")
    if refusal.verify_code in OF_ANOTHER:
        return error(f"{whose} is for another name", "have one made for this name, or correct PUBLIC_URL")
    return error(f"{whose} is refused: {refusal.verify_message}", "have it made anew")


def judge_end(*, seconds_left: float) -> Finding:
    text = f"the certificate ends in {seconds_left / DAY:.0f} days"
    if seconds_left < ENDS_SOON_DAYS * DAY:
        return warning(text, "renew it, and look why nothing has renewed it by itself")
    return fine(text)


def as_seen_from_here(found: Finding) -> Finding:
    """At the public address of its own host a container may be answered by somebody else, or by nobody."""
    if found.level is not Level.ERROR or not any(mark.exists() for mark in CONTAINER_MARKS):
        return found
    return warning(
        found.text,
        "a container often does not reach the public address of its own host: ask from another machine, "
        f"curl -fsS {settings.PUBLIC_URL}/readyz; if it fails there too, {found.remedy}",
    )


def judge_silence(failure: Exception) -> Finding:
    match failure:
        case socket.gaierror():
            what, remedy = "its name does not resolve", "enter it in the name service, or correct PUBLIC_URL"
        case TimeoutError():
            what, remedy = "no answer in time", "open the way (firewall, router); look whether what listens there hangs"
        case ConnectionRefusedError():
            what, remedy = "nothing listens there", "start the server in front, or `api` where there is none"
        case _:
            what, remedy = type(failure).__name__, "look at the log of the server in front"
    return error(f"{settings.PUBLIC_URL} is not reached from here: {what}", remedy)


def judge_readiness(answer: Answer) -> Finding:
    """Of the answer to /readyz."""
    url, parts = settings.PUBLIC_URL, _parts(answer.body)
    if parts is not None and answer.status == 200:
        return fine(f"the product answers at {url}, with every part in place")
    if parts is not None and answer.status == 503:
        missing = ", ".join(name for name, state in parts.items() if state != "ok")
        return error(f"the product answers at {url}, but lacks {missing}", "mend what is said of these parts")
    if answer.leads_to:
        return error(
            f"{url} leads elsewhere: {answer.leads_to}", "write into PUBLIC_URL where people end, or end the redirect"
        )
    if answer.status in NOBODY_BEHIND:
        return error(
            f"no `api` stands behind {url}: {answer.status}",
            "start backend/bin/api; look where the server in front sends what it is asked",
        )
    return error(
        f"something else answers at {url}: {answer.status}",
        "let the server in front send everything to `api`, with the Host that it was asked for",
    )


def _parts(body: bytes) -> dict[str, str] | None:
    """None when it is no answer of ours."""
    try:
        said = json.loads(body)
    except ValueError:
        return None
    parts = said.get("parts") if isinstance(said, dict) else None
    return parts if isinstance(parts, dict) else None


def _examine_pages(url: SplitResult, trust: ssl.SSLContext) -> Finding:
    """The public page, that of the application, and a file that it names."""
    paths = ["/", settings.LOGIN_URL]
    for path in paths:
        answer = ask(url, path, trust=trust)
        if answer.leads_to:
            return error(
                f"{url.geturl()}{path} leads to {answer.leads_to}", "set BEHIND_PROXY=1 where a proxy ends TLS"
            )
        if answer.status != 200:
            return error(f"{url.geturl()}{path} answers {answer.status}", "look at the log of `api`; build the pages")
    named = BUILT_FILE.search(answer.body)
    if named is None:
        return error(f"the page at {url.geturl()}{path} names no built file", "build the pages that `api` has anew")
    file = named[1].decode()
    answer = ask(url, file, trust=trust)
    if answer.status != 200:
        return error(
            f"{url.geturl()}{file} answers {answer.status}, and a page needs it",
            "give `api` and the server in front the files of one build",
        )
    return fine("pages and their files come")
