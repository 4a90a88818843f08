from sla.models.action import Action
from sla.models.baseline import Baseline, BaselineObligation
from sla.models.calendar import Calendar, CalendarVersion
from sla.models.delivery import Delivery
from sla.models.event import Event
from sla.models.notification import Notification
from sla.models.notification_settings import NotificationSettings
from sla.models.obligation import Obligation
from sla.models.policy import Policy, PolicyVersion
from sla.models.recompute import Recompute
from sla.models.telegram_channel import TelegramChannel
from sla.models.weekly_report import WeeklyReport

__all__ = [
    "Action",
    "Baseline",
    "BaselineObligation",
    "Calendar",
    "CalendarVersion",
    "Delivery",
    "Event",
    "Notification",
    "NotificationSettings",
    "Obligation",
    "Policy",
    "PolicyVersion",
    "Recompute",
    "TelegramChannel",
    "WeeklyReport",
]
