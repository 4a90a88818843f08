from django.urls import path

from chats.api.changes import ChangeListView
from chats.api.chats import ChatCountsView, ChatListView, ChatReadView, ChatView
from chats.api.files import FileView
from chats.api.messages import MessageListView
from chats.api.replies import ReplyListView, ReplyRetryView, ReplyView
from chats.api.uploads import UploadListView

urlpatterns = [
    path("chats", ChatListView.as_view()),
    path("chats/counts", ChatCountsView.as_view()),
    path("chats/<int:chat_id>", ChatView.as_view()),
    path("chats/<int:chat_id>/read", ChatReadView.as_view()),
    path("chats/<int:chat_id>/messages", MessageListView.as_view()),
    path("chats/<int:chat_id>/messages/<int:message_id>/files/<int:number>", FileView.as_view()),
    path("chats/<int:chat_id>/replies", ReplyListView.as_view()),
    path("replies/<int:reply_id>", ReplyView.as_view()),
    path("replies/<int:reply_id>/retry", ReplyRetryView.as_view()),
    path("uploads", UploadListView.as_view()),
    path("changes", ChangeListView.as_view()),
]
