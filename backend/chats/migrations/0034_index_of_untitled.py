from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("chats", "0033_products")]

    operations = [
        AddIndexConcurrently(
            model_name="chat",
            index=models.Index(
                fields=["chat_account", "sku"],
                condition=models.Q(is_listed=True, product_title="", sku__gt=""),
                name="chats_without_title",
            ),
        ),
    ]
