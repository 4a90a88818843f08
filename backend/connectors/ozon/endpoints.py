"""The methods of Ozon's Seller API that a chat center uses."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Endpoint:
    """A method of the API. One about a single chat may be refused without the account being at fault.

    Without an optional one the product works on: its refusal takes away only what it gives.
    """

    path: str
    writes: bool = False
    of_chat: bool = False
    optional: bool = False


ROLES = Endpoint("/v1/roles")
SELLER_INFO = Endpoint("/v1/seller/info")
CHAT_LIST = Endpoint("/v3/chat/list")
CHAT_HISTORY = Endpoint("/v3/chat/history", of_chat=True)
SEND_MESSAGE = Endpoint("/v1/chat/send/message", writes=True, of_chat=True)
SEND_FILE = Endpoint("/v1/chat/send/file", writes=True, of_chat=True)
START = Endpoint("/v1/chat/start", writes=True, of_chat=True)
READ = Endpoint("/v2/chat/read", of_chat=True)
FILE = Endpoint("/v2/chat/file", of_chat=True)
PRODUCT_LIST = Endpoint("/v3/product/info/list", optional=True)
FBS_POSTING = Endpoint("/v3/posting/fbs/get", optional=True)
FBO_POSTING = Endpoint("/v2/posting/fbo/get", optional=True)
FBS_POSTINGS = Endpoint("/v4/posting/fbs/list", optional=True)
FBO_POSTINGS = Endpoint("/v3/posting/fbo/list", optional=True)
RATING_HISTORY = Endpoint("/v1/rating/history", optional=True)
RATING_SUMMARY = Endpoint("/v1/rating/summary", optional=True)

# What a key must be allowed for the product to work, and what only takes something away.
NEEDED_TO_READ = (CHAT_LIST, CHAT_HISTORY)
NEEDED_TO_SEND = (SEND_MESSAGE,)
CHAT_METHODS = (CHAT_LIST, CHAT_HISTORY, SEND_MESSAGE, SEND_FILE, START, READ)
