import pytest
from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import AuditEntry, Workspace
from accounts.services.audit import record


def test_an_audit_entry_outlives_what_it_tells_about(workspace: Workspace) -> None:
    entry = record("workspace.renamed", workspace=workspace, actor=Actor.for_system("test"), about=workspace)

    workspace.delete()

    assert AuditEntry.objects.get(pk=entry.pk).object_id == entry.object_id


@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_the_audit_log(workspace: Workspace, change: str) -> None:
    record("workspace.renamed", workspace=workspace, actor=Actor.for_system("test"))

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        if change == "update":
            AuditEntry.objects.update(actor_name="кто-то другой")
        else:
            AuditEntry.objects.all().delete()

    assert AuditEntry.objects.get().actor_name == "test"
