from __future__ import annotations

from connectors.ozon.simulator.tests.factories import CLIENT_ID, Simulation


def test_the_51st_call_of_a_second_is_refused_and_told_when_to_come_back(simulation: Simulation) -> None:
    answered = [simulation.call("/v3/chat/list", {"limit": 1}) for _ in range(51)]

    assert [one.status for one in answered] == [200] * 50 + [429]
    assert answered[0].headers["Ratelimit-Remaining"] == "49"
    assert answered[49].headers["Ratelimit-Remaining"] == "0"
    assert answered[50].headers["Retry-After"] == "1"
    assert answered[50].body["code"] == 8
    assert "request rate limit per second" in answered[50].body["message"]


def test_the_next_second_is_free_again(simulation: Simulation) -> None:
    for _ in range(51):
        simulation.call("/v3/chat/list", {"limit": 1})

    simulation.clock.advance(1)

    assert simulation.call("/v3/chat/list", {"limit": 1}).status == 200


def test_all_methods_share_the_limit(simulation: Simulation) -> None:
    simulation.change(rate_limit=2)

    statuses = [
        simulation.call(path, {"limit": 1}).status for path in ("/v1/roles", "/v3/chat/list", "/v1/seller/info")
    ]

    assert statuses == [200, 200, 429]


def test_a_lower_limit_says_how_low_it_is(simulation: Simulation) -> None:
    simulation.change(rate_limit=2)

    answered = [simulation.call("/v1/roles") for _ in range(3)]

    assert "current max rate per sec.: 2" in answered[2].body["message"]


def test_accounts_do_not_eat_from_one_bucket(simulation: Simulation) -> None:
    simulation.change(rate_limit=1)
    simulation.control("POST", "/accounts", {"client_id": "2990147", "api_key": "other", "rate_limit": 1})
    simulation.call("/v1/roles")

    assert simulation.call("/v1/roles", client_id="2990147", api_key="other").status == 200


def test_the_busiest_second_is_remembered_with_refused_calls_in_it(simulation: Simulation) -> None:
    simulation.change(rate_limit=2)
    for _ in range(5):
        simulation.call("/v1/roles")
    simulation.clock.advance(5)
    simulation.call("/v1/roles")

    calls = simulation.control("GET", f"/accounts/{CLIENT_ID}/calls").body

    assert calls["peak_calls_per_second"] == 5
    assert calls["calls"] == {"/v1/roles": 6}
    assert calls["answers"] == {"/v1/roles 200": 3, "/v1/roles 429": 3}
