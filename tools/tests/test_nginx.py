"""What the configurations of nginx promise, as far as it can be read."""

import re
from typing import Any

import pytest
import yaml

from stack.paths import BACKEND, ROOT

NGINX = ROOT / "deploy" / "nginx"
INSTALLATIONS = ("container.conf", "site.conf")
WEB: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]["web"]
UNITS = {"k": 2**10, "m": 2**20, "g": 2**30}


def read(name: str) -> str:
    return re.sub(r"^\s*#.*$", "", (NGINX / name).read_text(), flags=re.MULTILINE)


def block(text: str, head: str) -> str:
    """The directives of the first block that begins so; it must hold no block itself."""
    return text.split(f"{head} {{", 1)[1].split("}", 1)[0]


def in_bytes(size: str) -> int:
    return int(size[:-1]) * UNITS[size[-1]]


def test_a_new_address_of_the_api_is_noticed() -> None:
    text = read("container.conf")
    upstream = block(text, "upstream api")

    assert re.search(r"^\s*resolver 127\.0\.0\.11 valid=\d+s ipv6=off;$", text, re.MULTILINE)
    assert re.search(r"^\s*zone api \d+k;$", upstream, re.MULTILINE)
    assert re.search(r"^\s*server api:8000 resolve\b", upstream, re.MULTILINE)


def test_an_api_that_was_just_begun_anew_is_asked_while_the_other_is() -> None:
    """By default nginx leaves a server alone for a while after a failure: both at once, when one follows the other."""
    servers = re.findall(r"^\s*server (\S+)(.*);$", block(read("site.conf"), "upstream api"), re.MULTILINE)

    assert len(servers) == 2
    assert {options for _, options in servers} == {" max_fails=0"}


def test_what_was_not_found_is_not_kept() -> None:
    """With `always` the header of a file that never changes would stand on its 404 too."""
    headers = re.findall(r"add_header Cache-Control .*immutable.*;", read("locations.conf"))

    assert len(headers) == 1
    assert "always" not in headers[0]


@pytest.mark.parametrize("name", INSTALLATIONS)
def test_nginx_leaves_an_idle_connection_before_gunicorn_closes_it(name: str) -> None:
    (kept,) = re.findall(r"keepalive_timeout (\d+)s;", block(read(name), "upstream api"))
    (gunicorn,) = re.findall(r"--keep-alive (\d+)", (BACKEND / "bin" / "api").read_text())

    assert int(kept) < int(gunicorn)


@pytest.mark.parametrize("name", INSTALLATIONS)
def test_no_log_holds_what_somebody_searched_for(name: str) -> None:
    (form,) = re.findall(r"log_format agentiq ([^;]+);", read("http.conf"))
    servers = re.findall(r"^( *)server \{\n(.*?)^\1\}", read(name), re.MULTILINE | re.DOTALL)

    assert not {"request", "request_uri", "args", "query_string", "http_referer"} & set(re.findall(r"\$(\w+)", form))
    assert servers
    for _, directives in servers:
        assert re.search(r"access_log \S+ agentiq;", directives)
        assert re.search(r"error_log \S+ crit;", directives)


def test_only_who_stands_right_in_front_tells_of_a_visitor() -> None:
    text = read("container.conf")

    assert "real_ip_header X-Forwarded-For;" in text
    assert "real_ip_recursive" not in text
    assert re.findall(r"set_real_ip_from (\S+);", text) == ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"]
    assert WEB["ports"] == ["${WEB_ADDRESS:-127.0.0.1}:${WEB_PORT:-8080}:8080"]


def test_what_waits_for_slow_visitors_fits_where_it_waits() -> None:
    text = read("container.conf")
    paths = dict(re.findall(r"(\w+)_temp_path (\S+);", text))
    (memory,) = [entry for entry in WEB["tmpfs"] if entry.startswith("/tmp:")]
    (spool,) = [volume.split(":")[1] for volume in WEB["volumes"]]
    (upload,) = re.findall(r"client_max_body_size (\S+);", read("locations.conf"))
    (answer,) = re.findall(r"proxy_max_temp_file_size (\S+);", read("locations.conf"))
    size = in_bytes(memory.partition("size=")[2])

    assert paths["client_body"].startswith("/tmp/")
    assert 8 * in_bytes(upload) <= size <= in_bytes(WEB["mem_limit"]) // 2
    assert paths["proxy"].startswith(f"{spool}/")
    assert f"chown nginx:nginx {spool}" in (ROOT / "Dockerfile").read_text()
    assert in_bytes(answer) > 50 * 2**20


def test_both_compressions_are_for_the_same_kinds_of_answers() -> None:
    gzip, brotli = (
        re.findall(rf"^{name}_types (.+);$", read(file), re.MULTILINE)
        for name, file in [("gzip", "http.conf"), ("brotli", "brotli.conf")]
    )

    assert gzip == brotli != []
