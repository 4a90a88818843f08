from django.urls import path

from chats.api.bulk_actions import ChatBulkActionView
from chats.api.changes import ChangeListView
from chats.api.chat import ChatMarkUnreadView, ChatReadView, ChatView
from chats.api.chat_account_keys import ChatAccountCheckView, ChatAccountCredentialsView
from chats.api.chat_accounts import ChatAccountListView, ChatAccountView
from chats.api.chat_actions import (
    ChatCloseView,
    ChatReopenView,
    ChatSnoozeView,
    ChatUnwaiveView,
    ChatWaiveView,
)
from chats.api.chat_context import ChatContextView
from chats.api.chat_events import ChatEventListView
from chats.api.chat_templates import ChatTemplateListView, ChatTemplateUseView
from chats.api.chats import ChatCountsView, ChatListView
from chats.api.drafts import DraftView
from chats.api.exports import ExportDownloadView, ExportListView, ExportView
from chats.api.files import FileView
from chats.api.health import HealthView
from chats.api.messages import MessageListView
from chats.api.notes import NoteListView, NoteView
from chats.api.notification_deliveries import NotificationDeliveryListView, NotificationTestView
from chats.api.notifications import NotificationCountView, NotificationListView, NotificationReadView
from chats.api.presence import ChatPresenceView, CompanyListView
from chats.api.recomputes import RecomputeView
from chats.api.replies import ReplyListView, ReplyRetryView, ReplyView
from chats.api.saved_views import SavedViewListView, SavedViewView
from chats.api.sync_runs import ChatAccountSyncView, SyncRunListView
from chats.api.templates import TemplateFolderListView, TemplateListView, TemplateView
from chats.api.text_rules import ChatTextCheckView, TextRulesView
from chats.api.uploads import UploadListView

urlpatterns = [
    path("chat-accounts", ChatAccountListView.as_view()),
    path("chat-accounts/check", ChatAccountCheckView.as_view()),
    path("chat-accounts/<int:account_id>", ChatAccountView.as_view()),
    path("chat-accounts/<int:account_id>/credentials", ChatAccountCredentialsView.as_view()),
    path("chat-accounts/<int:account_id>/sync", ChatAccountSyncView.as_view()),
    path("chat-accounts/<int:account_id>/sync-runs", SyncRunListView.as_view()),
    path("health", HealthView.as_view()),
    path("chats", ChatListView.as_view()),
    path("chats/counts", ChatCountsView.as_view()),
    path("chats/presence", CompanyListView.as_view()),
    path("chats/bulk", ChatBulkActionView.as_view()),
    path("chats/<int:chat_id>", ChatView.as_view()),
    path("chats/<int:chat_id>/read", ChatReadView.as_view()),
    path("chats/<int:chat_id>/unread", ChatMarkUnreadView.as_view()),
    path("chats/<int:chat_id>/waive", ChatWaiveView.as_view()),
    path("chats/<int:chat_id>/unwaive", ChatUnwaiveView.as_view()),
    path("chats/<int:chat_id>/snooze", ChatSnoozeView.as_view()),
    path("chats/<int:chat_id>/close", ChatCloseView.as_view()),
    path("chats/<int:chat_id>/reopen", ChatReopenView.as_view()),
    path("chats/<int:chat_id>/messages", MessageListView.as_view()),
    path("chats/<int:chat_id>/messages/<int:message_id>/files/<int:number>", FileView.as_view()),
    path("chats/<int:chat_id>/replies", ReplyListView.as_view()),
    path("chats/<int:chat_id>/check-text", ChatTextCheckView.as_view()),
    path("chats/<int:chat_id>/context", ChatContextView.as_view()),
    path("chats/<int:chat_id>/draft", DraftView.as_view()),
    path("chats/<int:chat_id>/presence", ChatPresenceView.as_view()),
    path("chats/<int:chat_id>/events", ChatEventListView.as_view()),
    path("chats/<int:chat_id>/notes", NoteListView.as_view()),
    path("notes/<int:note_id>", NoteView.as_view()),
    path("chats/<int:chat_id>/templates", ChatTemplateListView.as_view()),
    path("chats/<int:chat_id>/templates/<int:template_id>/use", ChatTemplateUseView.as_view()),
    path("templates", TemplateListView.as_view()),
    path("templates/folders", TemplateFolderListView.as_view()),
    path("templates/<int:template_id>", TemplateView.as_view()),
    path("saved-views", SavedViewListView.as_view()),
    path("saved-views/<int:view_id>", SavedViewView.as_view()),
    path("text-rules", TextRulesView.as_view()),
    path("replies/<int:reply_id>", ReplyView.as_view()),
    path("replies/<int:reply_id>/retry", ReplyRetryView.as_view()),
    path("sla/policies/<int:policy_id>/recompute", RecomputeView.as_view()),
    path("uploads", UploadListView.as_view()),
    path("changes", ChangeListView.as_view()),
    path("exports", ExportListView.as_view()),
    path("exports/<int:export_id>", ExportView.as_view()),
    path("exports/<int:export_id>/download", ExportDownloadView.as_view()),
    path("notifications", NotificationListView.as_view()),
    path("notifications/counts", NotificationCountView.as_view()),
    path("notifications/read", NotificationReadView.as_view()),
    path("notifications/test", NotificationTestView.as_view()),
    path("notifications/deliveries", NotificationDeliveryListView.as_view()),
]
