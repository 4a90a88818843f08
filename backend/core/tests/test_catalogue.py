from django.core.management import call_command
from django.utils import translation


def test_every_word_of_the_server_is_translated_and_compiled() -> None:
    call_command("update_catalogue", "--check")


def test_the_administration_speaks_russian_by_default_and_english_on_request() -> None:
    from accounts.models import ApiKey

    with translation.override("ru"):
        russian = str(ApiKey._meta.verbose_name)
    with translation.override("en"):
        english = str(ApiKey._meta.verbose_name)

    assert (russian, english) == ("ключ API", "API key")
