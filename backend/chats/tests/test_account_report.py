import pytest

from chats.account_report import Report, Severity, Step, report_check, report_malformed
from connectors.accounts import AccountCheck, Check, CheckResult, RemoteAccount
from connectors.errors import AuthFailed

ACCOUNT = RemoteAccount(external_id="836144", name="Лавка")


def checked(*differing: CheckResult, problem: AuthFailed | None = None, until: Check | None = None) -> AccountCheck:
    given = {result.check: result for result in differing}
    steps = [given.get(check, CheckResult(check, True)) for check in Check]
    if until is not None:
        steps = steps[: list(Check).index(until) + 1]
    return AccountCheck(account=ACCOUNT, steps=tuple(steps), problem=problem)


def severities(report: Report) -> dict[Step, Severity]:
    return {check.check: check.severity for check in report.checks}


def codes(report: Report) -> dict[Step, str]:
    return {check.check: check.code for check in report.checks if check.code}


def test_a_cabinet_that_works_passes_every_step() -> None:
    report = report_check(checked(), connected_code=None)

    assert report.ok
    assert [check.check for check in report.checks] == list(Step)
    assert set(severities(report).values()) == {Severity.OK}


def test_what_cannot_be_a_key_is_not_tried() -> None:
    report = report_malformed("credentials_malformed")

    assert not report.ok
    assert codes(report) == {Step.SHAPE: "credentials_malformed"}
    assert list(severities(report).values()).count(Severity.SKIPPED) == len(Step) - 1


def test_a_refused_key_is_the_error_and_what_follows_is_skipped() -> None:
    refused = CheckResult(Check.KEY, False, "key_expired")

    check = checked(refused, problem=AuthFailed("key_expired"), until=Check.KEY)
    report = report_check(check, connected_code=None)

    assert not report.ok
    assert report.account is None
    assert codes(report) == {Step.KEY: "key_expired"}
    assert severities(report)[Step.CHAT_LIST] is Severity.SKIPPED
    assert severities(report)[Step.NOT_CONNECTED_HERE] is Severity.SKIPPED


@pytest.mark.parametrize(
    ("check", "code", "step", "shown"),
    [
        (Check.SUBSCRIPTION, "marketplace_subscription_required", Step.SELLER_INFO, "subscription_no_replies"),
        (Check.CHAT_LIST, "marketplace_subscription_required", Step.CHAT_LIST, "subscription_no_reading"),
        (Check.HISTORY, "marketplace_subscription_required", Step.HISTORY, "subscription_no_history"),
        (Check.SENDING, "marketplace_subscription_required", Step.SENDING, "subscription_no_replies"),
        (Check.CHAT_METHODS, "key_role_missing", Step.CHAT_METHODS, "key_role_no_replies"),
        (Check.SENDING, "key_role_missing", Step.SENDING, "key_role_no_replies"),
    ],
)
def test_what_is_missing_warns_and_does_not_stop(check: Check, code: str, step: Step, shown: str) -> None:
    report = report_check(checked(CheckResult(check, False, code)), connected_code=None)

    assert report.ok
    assert codes(report) == {step: shown}
    assert severities(report)[step] is Severity.WARNING


def test_a_subscription_nobody_can_tell_warns() -> None:
    report = report_check(checked(CheckResult(Check.SUBSCRIPTION, None)), connected_code=None)

    assert report.ok
    assert codes(report) == {Step.SELLER_INFO: "subscription_unknown"}


def test_a_history_that_could_not_be_tried_is_skipped() -> None:
    report = report_check(checked(CheckResult(Check.HISTORY, None)), connected_code=None)

    assert report.ok
    assert severities(report)[Step.HISTORY] is Severity.SKIPPED


def test_a_cabinet_that_is_live_already_cannot_be_connected() -> None:
    report = report_check(checked(), connected_code="account_connected_elsewhere")

    assert not report.ok
    assert codes(report) == {Step.NOT_CONNECTED_HERE: "account_connected_elsewhere"}
