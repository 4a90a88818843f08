"""The product's addresses, and the bare view once more behind all of the product's middleware."""

from __future__ import annotations

from django.urls import path

from bench.floor.views import one_row
from config.urls import urlpatterns as product

urlpatterns = [path("_behind/primary-key", one_row), *product]
