from core.models.health import HealthAlert, HealthRound
from core.models.waiting_mail import WaitingMail

__all__ = ["HealthAlert", "HealthRound", "WaitingMail"]
