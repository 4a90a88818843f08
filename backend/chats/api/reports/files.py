"""The reports as files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request

from accounts.api.workspace import WorkspaceView
from chats.api.refusal_docs import refusals
from chats.api.reports.csv_words import KINDS, PEOPLE, SENDERS, STATES, hour_title
from chats.api.reports.filters import ObligationFilterSerializer, selection_of
from chats.api.reports.obligations import COLUMNS, NEWEST_FIRST, title_of
from chats.api.reports.response_times import GroupedFilterSerializer
from core.api.downloads import FileNegotiation, csv_response
from core.api.requests import parse
from core.errors import Invalid
from core.spreadsheets import Cell
from sla.facts import State
from sla.reports.figures import Figures
from sla.reports.response_times import Group, ResponseTimes, response_times
from sla.reports.selection import Selection

WINDOW: Final = "chat__window_closes_at"
MOST_ROWS: Final = 100_000
_BATCH: Final = 2_000
_FILE: Final[dict[Any, Any]] = {(200, "text/csv"): OpenApiTypes.STR}


class TooManyRows(Invalid):
    code = "too_many_rows"


class ResponseTimesFileView(WorkspaceView):
    scopes = {"GET": "reports:read"}
    content_negotiation_class = FileNegotiation

    @extend_schema(
        operation_id="reports_response_times_csv",
        summary="How fast buyers are answered, as a file",
        parameters=[GroupedFilterSerializer],
        responses=_FILE | refusals({400: "A filter makes no sense"}),
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """UTF-8 with its mark; in Russian with semicolons and decimal commas, in English with commas and points."""
        checked = parse(GroupedFilterSerializer, request.query_params)
        selection = selection_of(checked, self.request.workspace, now=timezone.now())
        group = Group(checked["group"])
        rows = figure_rows(response_times(selection, group), group)
        return csv_response(rows, name=f"response-times-{selection.period.ends_at:%Y-%m-%d}.csv")


class ObligationFileView(WorkspaceView):
    scopes = {"GET": "reports:read"}
    content_negotiation_class = FileNegotiation

    @extend_schema(
        operation_id="reports_obligations_csv",
        summary="The obligations behind the figures, as a file",
        parameters=[ObligationFilterSerializer],
        responses=_FILE
        | refusals({400: "A filter makes no sense, or it would be more than 100 000 rows: `too_many_rows`"}),
    )
    def get(self, request: Request) -> StreamingHttpResponse:
        """All that `reports/obligations` lists with the same filters, with times of the workspace's zone."""
        checked = parse(ObligationFilterSerializer, request.query_params)
        selection = selection_of(checked, self.request.workspace, now=timezone.now())
        if selection.obligations()[MOST_ROWS : MOST_ROWS + 1].exists():
            raise TooManyRows(params={"highest": MOST_ROWS})
        rows = obligation_rows(selection, slug=self.request.workspace.slug)
        return csv_response(rows, name=f"obligations-{selection.period.ends_at:%Y-%m-%d}.csv")


def figure_rows(report: ResponseTimes, group: Group) -> Iterator[list[Cell]]:
    yield [
        _("What"), _("Obligations"), _("Answered"), _("In time"), _("Late"), _("Window closed"), _("No answer needed"),
        _("Closed without an answer"), _("Open"), _("Missed"), _("Never answered"), _("Within 24 hours"),
        _("Median, s"), _("90 %, s"), _("Mean, s"), _("Median, working s"), _("90 %, working s"), _("Mean, working s"),
        _("In time, %"), _("Within 24 hours, %"), _("Never answered, %"),
    ]  # fmt: skip
    yield _figure_row(_("All"), report.total)
    yield _figure_row(_("First replies"), report.first)
    yield _figure_row(_("Next replies"), report.next)
    for found in report.groups:
        yield _figure_row(_title_of_group(group, found.key, found.title), found.figures)


def _figure_row(title: str, found: Figures) -> list[Cell]:
    return [
        title, found.n, found.answered, found.met, found.met_late, found.lost, found.waived, found.closed_unanswered,
        found.open, found.missed, found.never_answered, found.within_24h,
        found.median_seconds, found.p90_seconds, found.mean_seconds,
        found.median_working_seconds, found.p90_working_seconds, found.mean_working_seconds,
        _percent(found.within_target_share), _percent(found.within_24h_share), _percent(found.never_answered_share),
    ]  # fmt: skip


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 1)


def _title_of_group(group: Group, key: str, title: str) -> str:
    if group is Group.HOUR_OF_WEEK:
        return hour_title(int(key))
    return title or str(PEOPLE.get(key, key))


def obligation_rows(selection: Selection, *, slug: str) -> Iterator[list[Cell]]:
    yield [
        _("Chat"), _("Account"), _("Reply"), _("State"), _("Buyer asked"), _("Answer by"),
        _("Window closes"), _("Answered at"), _("Waited, s"), _("Waited, working s"), _("Who answered"), _("Link"),
    ]  # fmt: skip
    titles = {account.id: account.title for account in selection.accounts}
    order = [("-" if column.descending else "") + column.name for column in NEWEST_FIRST.columns]
    rows = selection.obligations().order_by(*order).values_list(*COLUMNS, WINDOW, named=True)
    for row in rows.iterator(chunk_size=_BATCH):
        yield [
            title_of(row) if row.chat_id else "", titles.get(row.chat_account_id, ""),
            str(KINDS[row.kind]), str(STATES[row.state]),
            _local(row.opened_at, selection.zone), _local(row.due_at, selection.zone),
            _local(_window_of(row, selection), selection.zone), _local(row.answered_at, selection.zone),
            row.reply_seconds, row.working_seconds,
            row.answered_by_name or str(SENDERS.get(row.answered_by_kind, "")),
            f"{settings.PUBLIC_URL}/w/{slug}/inbox?chat={row.chat_id}" if row.chat_id else "",
        ]  # fmt: skip


def _window_of(row: Any, selection: Selection) -> datetime | None:
    """Belongs to the chat as it is now, so it says something of a debt that is open now, and of no other."""
    is_open_now = row.state == State.OPEN and not selection.is_baseline
    return row.chat__window_closes_at if is_open_now else None


def _local(moment: datetime | None, zone: ZoneInfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S") if moment else ""
