"""The doctor asks PUBLIC_URL itself, and tells what stands between it and the product."""

import json
import socket
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from werkzeug.wrappers import Response

from core import heartbeat
from core.doctor import asking, site
from core.doctor.addresses import examine_addresses
from core.doctor.asking import Answer
from core.doctor.examination import Finding
from core.doctor.site import examine_site, judge_readiness
from core.tests.certificates import make_certificate
from core.tests.site_stand_in import SiteStandIn
from stack.ports import free_port

GOOD = "ok: the product answers at URL, with every part in place"
COME = "ok: pages and their files come"
UNTRUSTED = "warning: the certificate of URL is not trusted here: "


@pytest.fixture(autouse=True)
def _no_container(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site, "CONTAINER_MARKS", ())


def lines(findings: Any) -> list[str]:
    return [f"{one.level}: {one.text}" for one in findings]


def examined(site: SiteStandIn, settings: Any) -> list[str]:
    """Without the address, whose port is another one each time."""
    settings.PUBLIC_URL = site.url
    return [line.replace(site.url, "URL") for line in lines(examine_site())]


def test_a_product_that_is_whole_is_found_so_also_without_tls(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    with SiteStandIn() as product:
        found = examined(product, settings)

    assert found == [GOOD, COME]
    assert product.asked == ["/readyz", "/", "/login", "/assets/index-CG_2aLJH.js"]


@pytest.mark.parametrize(
    ("given", "is_trusted", "told"),
    [
        ({}, True, ["ok: the certificate ends in 90 days", GOOD, COME]),
        ({"days": 13.4}, True, ["warning: the certificate ends in 13 days", GOOD, COME]),
        ({"days": -1}, True, ["error: the certificate of URL has expired"]),
        ({"age_days": -1}, True, ["error: the certificate of URL is not in force yet"]),
        ({"name": "other.example.com"}, True, ["error: the certificate of URL is for another name"]),
        ({}, False, [UNTRUSTED, "ok: the certificate ends in 90 days", GOOD, COME]),
        ({"days": 3}, False, [UNTRUSTED, "warning: the certificate ends in 3 days", GOOD, COME]),
        ({"days": -1}, False, [UNTRUSTED, "error: the certificate of URL has expired"]),
        ({"name": "localhost"}, False, [UNTRUSTED, "error: the certificate of URL is for another"]),
    ],
)
def test_the_certificate_is_looked_at(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: Any, is_trusted: bool, told: list[str]
) -> None:
    certificate = make_certificate(tmp_path, **given)
    (tmp_path / "other").mkdir()
    other = make_certificate(tmp_path / "other", name="other.example.com")
    monkeypatch.setenv("SSL_CERT_FILE", str((certificate if is_trusted else other).file))
    monkeypatch.setenv("SSL_CERT_DIR", str(tmp_path / "none"))
    with SiteStandIn(context=certificate.context) as product:
        found = examined(product, settings)

    assert len(found) == len(told)
    assert all(line.startswith(begin) for line, begin in zip(found, told, strict=True)), found


def readyz(status: int, **parts: str) -> dict[str, Response]:
    return {"/readyz": Response(json.dumps({"status": "not_ready", "parts": parts}), status=status)}


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (
            readyz(503, database="ok", redis="down: ConnectionError", beat="down: no sign of life"),
            "error: the product answers at URL, but lacks redis, beat",
        ),
        ({"/readyz": Response("<h1>Bad Gateway</h1>", status=502)}, "error: no `api` stands behind URL: 502"),
        ({"/readyz": Response("away", status=503)}, "error: no `api` stands behind URL: 503"),
        ({"/readyz": Response("<h1>Welcome to nginx!</h1>")}, "error: something else answers at URL: 200"),
        ({"/readyz": Response("[]")}, "error: something else answers at URL: 200"),
        ({"/readyz": Response(status=404)}, "error: something else answers at URL: 404"),
        (
            {"/readyz": Response(status=301, headers={"Location": "http://other.example.com/readyz"})},
            "error: URL leads elsewhere: 'http://other.example.com/readyz'",
        ),
    ],
)
def test_what_answers_instead_of_a_whole_product(settings: Any, answers: dict[str, Response], told: str) -> None:
    with SiteStandIn(answers=answers) as product:
        found = examined(product, settings)

    assert found == [told]
    assert product.asked == ["/readyz"]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"/": Response(status=500)}, "error: URL/ answers 500"),
        (
            {"/": Response(status=301, headers={"Location": "https://x.example/"})},
            "error: URL/ leads to 'https://x.example/'",
        ),
        ({"/login": Response("not built", status=503)}, "error: URL/login answers 503"),
        ({"/login": Response("<title>Portal</title>")}, "error: the page at URL/login names no built file"),
        (
            {"/assets/index-CG_2aLJH.js": Response(status=404)},
            "error: URL/assets/index-CG_2aLJH.js answers 404, and a page needs it",
        ),
    ],
)
def test_pages_that_do_not_come(settings: Any, answers: dict[str, Response], told: str) -> None:
    with SiteStandIn(answers=answers) as product:
        found = examined(product, settings)

    assert found[1:] == [told]


def test_an_address_where_nothing_listens_or_nothing_is_said(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PUBLIC_URL = f"https://127.0.0.1:{free_port()}"
    refused = lines(examine_site())
    monkeypatch.setattr(asking, "PATIENCE_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.PUBLIC_URL = f"http://127.0.0.1:{silent.getsockname()[1]}"
        late = lines(examine_site())

    assert refused[0].endswith("is not reached from here: nothing listens there")
    assert late[0].endswith("is not reached from here: no answer in time")
    assert refused[0].startswith("error") == late[0].startswith("error") is True


def test_a_server_without_tls_where_tls_is_told(settings: Any) -> None:
    with SiteStandIn() as product:
        settings.PUBLIC_URL = product.url.replace("http", "https")
        (found,) = lines(examine_site())

    assert "is reached, but not over TLS: " in found


def test_a_name_that_does_not_resolve(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    settings.PUBLIC_URL = "https://chats.example.com"

    assert lines(examine_site()) == [
        "error: https://chats.example.com is not reached from here: its name does not resolve"
    ]


def test_what_a_container_does_not_reach_is_no_proof(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "CONTAINER_MARKS", (tmp_path,))
    settings.PUBLIC_URL = f"https://127.0.0.1:{free_port()}"

    found: list[Finding] = list(examine_site())

    assert lines(found) == [f"warning: {settings.PUBLIC_URL} is not reached from here: nothing listens there"]
    assert f"curl -fsS {settings.PUBLIC_URL}/readyz" in found[0].remedy


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (Response("<h1>Router</h1>"), "warning: something else answers at URL: 200"),
        (
            Response(json.dumps({"parts": {"redis": "down"}}), status=503),
            "error: the product answers at URL, but lacks redis",
        ),
    ],
)
def test_what_answers_a_container_may_be_somebody_else(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, answer: Response, told: str
) -> None:
    monkeypatch.setattr(site, "CONTAINER_MARKS", (tmp_path,))
    with SiteStandIn(answers={"/readyz": answer}) as product:
        (found,) = examined(product, settings)

    assert found.startswith(told)


@pytest.mark.parametrize("address", ["2001:db8::1", "2001:db8::ab"])
def test_an_address_of_six_is_no_port(settings: Any, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    reached: list[Any] = []

    def refuse(to: Any, *_: Any, **__: Any) -> Any:
        reached.append(to)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", refuse)
    settings.PUBLIC_URL = f"https://[{address}]"
    settings.ALLOWED_HOSTS = [f"[{address}]"]

    assert lines(examine_site())[0].endswith("nothing listens there")
    assert reached == [(address, 443)]
    assert lines(examine_addresses())[0].startswith("ok")


def test_the_answer_of_the_product_is_understood(client: Client, db: None) -> None:
    heartbeat.beat(["beat", "worker:replies"])

    response = client.get("/readyz")
    found = judge_readiness(Answer(response.status_code, "", response.content, None))

    assert found.text.endswith(", but lacks worker:sync")
