from collections.abc import Iterator

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from core.middleware.head import HeadMiddleware

BODY = "Проверка".encode()


def plain(request: HttpRequest) -> HttpResponse:
    return HttpResponse(BODY, headers={"Content-Length": str(len(BODY)), "ETag": '"1"'})


@pytest.mark.parametrize(("method", "sent"), [("GET", BODY), ("HEAD", b"")])
def test_only_the_answer_to_head_has_no_body_and_all_headers_stay(method: str, sent: bytes) -> None:
    response = HeadMiddleware(plain)(RequestFactory().generic(method, "/"))

    assert b"".join(response) == sent
    assert (response.headers["Content-Length"], response.headers["ETag"]) == (str(len(BODY)), '"1"')


def test_a_stream_is_not_read_for_head_and_is_closed() -> None:
    closed: list[bool] = []

    class Chunks(Iterator[bytes]):
        def __iter__(self) -> Iterator[bytes]:
            return self

        def __next__(self) -> bytes:
            raise AssertionError("read")

        def close(self) -> None:
            closed.append(True)

    middleware = HeadMiddleware(lambda request: StreamingHttpResponse(Chunks()))

    response = middleware(RequestFactory().head("/"))
    sent = b"".join(response)
    response.close()

    assert sent == b""
    assert closed == [True]
