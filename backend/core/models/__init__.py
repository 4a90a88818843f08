from core.models.health import HealthAlert, HealthRound

__all__ = ["HealthAlert", "HealthRound"]
