"""What the goods of a cabinet are called, by each id under which a chat may name them: so that chats have titles."""

from __future__ import annotations

from django.db import models


class Product(models.Model):
    chat_account = models.ForeignKey("chats.ChatAccount", on_delete=models.CASCADE, db_index=False, related_name="+")
    sku = models.CharField(max_length=64)
    title = models.CharField(max_length=500, blank=True, help_text="Empty: the marketplace knows no such product.")
    asked_at = models.DateTimeField(help_text="When the marketplace last told.")

    class Meta:
        db_table = "chat_products"
        constraints = [models.UniqueConstraint(fields=["chat_account", "sku"], name="chat_product_once")]

    def __str__(self) -> str:
        return f"product {self.sku} of account {self.chat_account_id}"
