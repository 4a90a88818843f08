from chats.models.change import Change, ChangeCounter
from chats.models.chat import Chat
from chats.models.chat_account import ChatAccount
from chats.models.draft import Draft
from chats.models.drift import ConnectorDrift
from chats.models.export import Export, ExportPart
from chats.models.message import Message
from chats.models.note import Note
from chats.models.product import Product
from chats.models.rating import AccountRating, RatingFetch
from chats.models.reply import Reply, ReplyAttempt, ReplyEcho
from chats.models.saved_view import SavedView
from chats.models.sync_run import SyncHour, SyncRun
from chats.models.sync_state import SyncState
from chats.models.template import ReplyTemplate
from chats.models.text_rules import TextRules
from chats.models.upload import Upload

__all__ = [
    "AccountRating",
    "Change",
    "ChangeCounter",
    "Chat",
    "ChatAccount",
    "ConnectorDrift",
    "Draft",
    "Export",
    "ExportPart",
    "Message",
    "Note",
    "Product",
    "RatingFetch",
    "Reply",
    "ReplyAttempt",
    "ReplyEcho",
    "ReplyTemplate",
    "SavedView",
    "SyncHour",
    "SyncRun",
    "SyncState",
    "TextRules",
    "Upload",
]
