"""The guide for third parties: its samples run as they stand, and what it lists is what there is."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from accounts.models import Workspace
from accounts.scopes import Scope
from accounts.tests.factories import make_api_key
from chats.models import Change
from chats.services.changes import change_feed, record
from chats.tests.factories import make_chat, make_message
from conftest import Queued

GUIDE = (settings.ROOT / "docs" / "api.md").read_text(encoding="utf-8")
SAMPLES = re.findall(r"^```(sh|python)\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)
SHELL = ["bash", "-euo", "pipefail", "-c"]


@pytest.mark.process
@pytest.mark.django_db(transaction=True)
def test_every_sample_runs(live_server: Any, workspace: Workspace, queued: Queued, tmp_path: Path) -> None:
    _, key = make_api_key(workspace=workspace)
    chat = make_chat(workspace=workspace)
    make_message(chat=chat)
    for number in range(3):
        make_message(chat=make_chat(account=chat.chat_account, external_id=f"more-{number}"))
    with change_feed():
        record(workspace.pk, Change.Kind.CHAT_UPDATED, chat_id=chat.pk)
    told = {"URL": live_server.url, "KEY": key, "CHAT": str(chat.pk), "FILES": str(tmp_path)}

    runs = {
        sample: subprocess.run(
            [*SHELL, sample] if language == "sh" else [sys.executable, "-c", sample],
            env={**os.environ, **told},
            capture_output=True,
            text=True,
            timeout=60,
        )
        for language, sample in SAMPLES
        if language == "python" or shutil.which("curl")
    }

    assert len(SAMPLES) >= 9
    assert {sample: run.stderr + run.stdout for sample, run in runs.items() if run.returncode} == {}
    assert [name for name, _ in queued].count("chats.deliver_reply") >= 1


def test_the_guide_names_every_scope_and_every_kind_of_change() -> None:
    assert set(re.findall(r"`([a-z]+:(?:read|write))`", GUIDE)) == set(Scope.values)
    assert set(re.findall(r"`([a-z]+\.[a-z]+)`", GUIDE.partition("| kind |")[2].partition("\n\n")[0])) == set(
        Change.Kind.values
    )


def test_the_guide_invents_no_error_code() -> None:
    known = set(re.findall(r"`([a-z_]+)`", (settings.ROOT / "docs" / "errors.md").read_text(encoding="utf-8")))
    after_a_status = re.findall(r"\b[45]\d\d `([a-z_]+)`", GUIDE)

    assert after_a_status
    assert set(after_a_status) <= known
