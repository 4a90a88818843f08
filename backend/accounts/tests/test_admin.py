import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import ApiKey, AuditEntry, Workspace
from accounts.tests.factories import PASSWORD, make_api_key, make_member, make_user


@pytest.fixture
def staff(db: None) -> Client:
    user = make_user(email="staff@example.com")
    user.is_staff = user.is_superuser = True
    user.save()
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    "model",
    [
        "accounts_user",
        "accounts_workspace",
        "accounts_membership",
        "accounts_apikey",
        "accounts_auditentry",
        "django_celery_beat_periodictask",
        "django_celery_beat_intervalschedule",
        "django_celery_beat_crontabschedule",
    ],
)
def test_staff_open_every_list_and_form(staff: Client, workspace: Workspace, model: str) -> None:
    make_member(workspace=workspace)
    make_api_key(workspace=workspace)

    listed = staff.get(reverse(f"admin:{model}_changelist"))
    form = staff.get(reverse(f"admin:{model}_add"))

    assert listed.status_code == 200
    assert form.status_code in {200, 403}


def test_the_administration_shows_no_digest(staff: Client, workspace: Workspace) -> None:
    api_key, _key = make_api_key(workspace=workspace)

    page = staff.get(reverse("admin:accounts_apikey_change", args=[api_key.pk]))

    assert api_key.prefix in page.text
    assert api_key.digest not in page.text


def test_staff_revoke_keys(staff: Client, workspace: Workspace) -> None:
    api_key, _key = make_api_key(workspace=workspace)

    staff.post(reverse("admin:accounts_apikey_changelist"), {"action": "revoke", "_selected_action": [str(api_key.pk)]})

    assert ApiKey.objects.get().revoked_at is not None
    assert AuditEntry.objects.get(action="api_key.revoked").actor_name == "Инна Вымышленная"


def test_a_workspace_is_not_deleted_by_a_click(staff: Client, workspace: Workspace) -> None:
    response = staff.post(reverse("admin:accounts_workspace_delete", args=[workspace.pk]), {"post": "yes"})

    assert response.status_code == 403
    assert Workspace.objects.filter(pk=workspace.pk).exists()


def test_what_staff_change_by_a_form_is_noted_with_its_fields(staff: Client, workspace: Workspace) -> None:
    member = make_member(workspace=workspace)
    row = {"user": member.user_id, "workspace": workspace.pk, "role": "owner"}

    staff.post(reverse("admin:accounts_membership_change", args=[member.pk]), row)
    staff.post(reverse("admin:accounts_membership_change", args=[member.pk]), row)
    staff.post(reverse("admin:accounts_membership_delete", args=[member.pk]), {"post": "yes"})

    [edited, removed] = AuditEntry.objects.filter(action__endswith="_by_staff").order_by("pk")
    assert (edited.action, removed.action) == ("member.edited_by_staff", "member.removed_by_staff")
    assert len(edited.details["changes"][0]["changed"]["fields"]) == 1
    assert (edited.workspace, edited.actor_name) == (workspace, "Инна Вымышленная")


def test_staff_create_a_person(staff: Client) -> None:
    fields = {"email": "new@example.com", "name": "Новая", "password1": PASSWORD, "password2": PASSWORD}

    response = staff.post(reverse("admin:accounts_user_add"), fields)

    assert response.status_code == 302
    assert Client().login(username="new@example.com", password=PASSWORD)


def test_a_member_does_not_enter_the_administration(workspace: Workspace) -> None:
    client = Client()
    client.force_login(make_member(workspace=workspace).user)

    response = client.get("/admin/")

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/")


def test_guessing_at_the_door_of_the_administration_is_stopped(db: None) -> None:
    client = Client()
    guess = {"username": "staff@example.com", "password": "sovsem-ne-to"}

    answers = [client.post("/admin/login/", guess).status_code for _attempt in range(12)]

    assert answers[0] == 200
    assert answers[-1] == 429
