import pytest
from django.contrib.postgres.search import SearchQuery
from django.db import connection

from accounts.models import Workspace
from chats.models import Chat, Message
from chats.models.message import searched_words
from chats.selectors.inbox import InboxFilters, inbox
from chats.tests.factories import NOW, make_account, make_chat, make_message


@pytest.fixture
def chat(workspace: Workspace) -> Chat:
    account = make_account(workspace=workspace)
    chat = make_chat(account=account, order_number="48866017-0495", sku="1720453311", buyer_external_id="90417722")
    make_message(chat=chat, text="Здравствуйте! Подойдут ли наушники к старому телефону?")
    other = make_chat(account=account, order_number="11111111-0001", buyer_external_id="90410000")
    make_message(chat=other, text="Спасибо, посылка пришла. Заказ 48866017-0495 не мой.")
    return chat


def found(workspace: Workspace, text: str) -> list[int]:
    return list(inbox(workspace, InboxFilters(search=text), now=NOW).values_list("pk", flat=True))


@pytest.mark.parametrize(
    "text",
    [
        "48866017-0495",
        " 48866017-0495 ",
        "48866017-0495-1",
        "48866017-0495-12",
        "1720453311",
        "7722",
        "90417722",
        "наушниками",
        "телефоны",
        "подойдут наушники",
    ],
)
def test_order_posting_product_buyer_and_words_find_the_chat(workspace: Workspace, chat: Chat, text: str) -> None:
    assert found(workspace, text) == [chat.pk]


@pytest.mark.parametrize("text", ["48866017-0496", "17204533", "чайник", "-- ' \" & | ! ( :*", "%", "722"])
def test_what_is_not_there_is_not_found(workspace: Workspace, chat: Chat, text: str) -> None:
    assert found(workspace, text) == []


def test_words_of_other_workspaces_are_not_searched(stranger: object, workspace: Workspace, chat: Chat) -> None:
    theirs = make_chat(workspace=Workspace.objects.get(name="Чужая лавка"))
    make_message(chat=theirs, text="Наушники пришли без коробки.")

    assert found(workspace, "наушники") == [chat.pk]


def test_the_words_are_found_through_their_index(chat: Chat) -> None:
    words = SearchQuery("наушники", config="russian", search_type="websearch")
    said = Message.objects.annotate(words=searched_words()).filter(words=words)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    plan = said.values("chat").explain()

    assert "chat_messages_text_search" in plan
