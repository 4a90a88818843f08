from django.urls import path

from accounts.api.api_keys import ApiKeyListView, ApiKeyRotationView, ApiKeyView
from accounts.api.me import MeView

urlpatterns = [
    path("me", MeView.as_view()),
    path("api-keys", ApiKeyListView.as_view()),
    path("api-keys/<int:api_key_id>", ApiKeyView.as_view()),
    path("api-keys/<int:api_key_id>/rotate", ApiKeyRotationView.as_view()),
]
