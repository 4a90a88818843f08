from pathlib import Path

from django.db import migrations
from django.utils import timezone

TEXTS = Path(__file__).resolve().parent.parent / "documents"
TITLES = {"privacy": "Обработка персональных данных", "offer": "Публичная оферта"}


def add_documents(apps, schema_editor):
    for kind, title in TITLES.items():
        text = (TEXTS / f"{kind}.md").read_text(encoding="utf-8")
        apps.get_model("billing", "Document").objects.get_or_create(
            kind=kind, defaults={"title": title, "text": text, "updated_at": timezone.now()}
        )


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_leads_and_pilots")]

    operations = [migrations.RunPython(add_documents, migrations.RunPython.noop)]
