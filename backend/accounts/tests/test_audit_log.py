import pytest
from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.models import AuditEntry, Workspace
from accounts.services.audit import record


def test_an_audit_entry_outlives_what_it_tells_about(workspace: Workspace) -> None:
    entry = record("workspace.renamed", workspace=workspace, actor=Actor.for_system("test"), about=workspace)

    workspace.delete()

    assert AuditEntry.objects.get(pk=entry.pk).object_id == entry.object_id


def test_the_database_refuses_to_change_an_audit_entry(workspace: Workspace) -> None:
    record("workspace.renamed", workspace=workspace, actor=Actor.for_system("test"))

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEntry.objects.update(actor_name="кто-то другой")

    assert AuditEntry.objects.get().actor_name == "test"


def test_the_database_refuses_to_delete_an_audit_entry(workspace: Workspace) -> None:
    record("workspace.renamed", workspace=workspace, actor=Actor.for_system("test"))

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        AuditEntry.objects.all().delete()

    assert AuditEntry.objects.count() == 1
