import logging
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.environment import (
    LOCAL_HOSTS,
    LOCAL_SECRET_KEY,
    ROOT,
    credential_keys,
    rate_limits,
    read_environment,
    refuse_development_values,
    signup_is_open,
)
from config.navigation import NAVIGATION
from config.queues import ROUTES
from config.sentry import start_sentry
from config.servers import database, redis_url
from core.logs import logging_config

env = read_environment()

ENVIRONMENT: str = env.str("ENVIRONMENT", default="local")
PRODUCTION = ENVIRONMENT == "production"
if PRODUCTION:
    refuse_development_values(env)

BACKEND_DIR = ROOT / "backend"
LOCAL_DIR = ROOT / ".local"
FRONTEND_DIR = ROOT / "frontend"
DEBUG = False
DEMO: bool = env.bool("DEMO", default=False)
SECRET_KEY: str = env.str("SECRET_KEY", default=LOCAL_SECRET_KEY)
CREDENTIAL_KEYS: list[str] = credential_keys(env)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=LOCAL_HOSTS)
PORT: int = env.int("PORT", default=8000)
PUBLIC_URL: str = env.str("PUBLIC_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
BEHIND_PROXY: bool = env.bool("BEHIND_PROXY", default=False)
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]

# Our own words
OZON_API_URL: str = env.str("OZON_API_URL", default="https://api-seller.ozon.ru").rstrip("/")
POLL_SECONDS: int = env.int("POLL_SECONDS", default=60)
IMPORT_DAYS: int = env.int("IMPORT_DAYS", default=90)
BULK_SLICES_AT_ONCE: int = env.int("BULK_SLICES_AT_ONCE", default=8)
TELEGRAM_API_URL: str = env.str("TELEGRAM_API_URL", default="https://api.telegram.org").rstrip("/")
SUPPORT_CONTACT: str = env.str("SUPPORT_CONTACT", default="")
SIGNUP_OPEN: bool = signup_is_open(env, default=DEMO or not PRODUCTION)
ALERT_EMAILS: list[str] = env.list("ALERT_EMAILS", default=[])
METRICS_TOKEN: str = env.str("METRICS_TOKEN", default="")
SENTRY_DSN: str = env.str("SENTRY_DSN", default="")
if SENTRY_DSN:
    start_sentry(dsn=SENTRY_DSN, environment=ENVIRONMENT)

INSTALLED_APPS = [
    "unfold",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.headless",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "drf_standardized_errors",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_celery_beat",
    "django_structlog",
    "core",
    "accounts",
    "billing",
    "sla",
    "chats",
]
MIDDLEWARE = [
    "core.middleware.head.HeadMiddleware",
    "core.middleware.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.middleware.content_policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "core.middleware.database.DatabaseOutageMiddleware",
    "core.middleware.request_log.RequestLogMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.admin.gate.SecondFactorMiddleware",
    "core.middleware.staff_time.StaffTimeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "core.middleware.json_body.JsonBodyMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = False
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Data
STATEMENT_TIMEOUT_MS: int = env.int("DATABASE_STATEMENT_TIMEOUT_MS", default=30_000)
LOCK_TIMEOUT_MS: int = env.int("DATABASE_LOCK_TIMEOUT_MS", default=10_000)
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **database(
            env,
            options={
                "connect_timeout": 3,
                "options": f"-c statement_timeout={STATEMENT_TIMEOUT_MS} -c lock_timeout={LOCK_TIMEOUT_MS}"
                " -c idle_in_transaction_session_timeout=60000",
            },
        ),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
REDIS_URL: str = redis_url(env)
CACHES = {
    "default": {
        "BACKEND": "core.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "cache",
        "OPTIONS": {"socket_connect_timeout": 0.5, "socket_timeout": 1},
    }
}

# People
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "accounts.sign_in.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
PASSWORD_RESET_TIMEOUT = 24 * 3600
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,5/5m/key",
    "admin_sign_in": "10/m/ip,10/5m/key",
    "reset_password": "60/h/ip,5/5m/key",
    "admission": "20/m/ip",
    "lead": "5/h/ip",
    "registration": "20/h/ip",
    "registration_mail": "5/h/key",
    "registration_password": "10/m/ip,5/5m/key",
    "invite": "50/h/key",
    "invited_address": "10/d/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_PROXY else 0
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "AgentIQ Chat Center"
# A code typed at the end of its half minute may arrive in the next one; each code still opens once.
MFA_TOTP_TOLERANCE = 1
ADMIN_REQUIRES_SECOND_FACTOR: bool = env.bool("ADMIN_REQUIRES_SECOND_FACTOR", default=PRODUCTION and not DEMO)
HEADLESS_ONLY = True
HEADLESS_CLIENTS = ("browser",)
HEADLESS_FRONTEND_URLS = {
    "account_signup": f"{PUBLIC_URL}/sign-up",
    "account_reset_password": f"{PUBLIC_URL}/password",
    "account_reset_password_from_key": f"{PUBLIC_URL}/password#{{key}}",
}
LOGIN_URL = "/login"
LOGIN_REDIRECT_URL = "/"

# Browser safety
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.api.fallbacks.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION and not BEHIND_PROXY
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# No process writes on its disk: what is uploaded stays in memory until the database has it.
FILE_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024

# Language and time
LANGUAGE_CODE = "ru"
LANGUAGES = [("ru", "Русский"), ("en", "English")]
LOCALE_PATHS = [BACKEND_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
STAFF_TIME_ZONE = "Europe/Moscow"

# Files of the product itself
STATIC_URL = "/static/"
STATIC_ROOT: str | None = env.str("STATIC_ROOT", default="") or None
FRONTEND_DIST: Path = FRONTEND_DIR / "dist"
WHITENOISE_ROOT = FRONTEND_DIST if FRONTEND_DIST.is_dir() else None
WHITENOISE_USE_FINDERS = True
# The build names its files by their content.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/assets/.+-[\w-]{8}\.[a-z0-9]+$"
WHITENOISE_ALLOW_ALL_ORIGINS = False

# Mail
EMAIL_CONFIG = env.email_url("EMAIL_URL", default=f"filemail:///{LOCAL_DIR / 'mail'}")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL: str = env.str("DEFAULT_FROM_EMAIL", default="AgentIQ Chat Center <no-reply@localhost>")
EMAIL_TIMEOUT = 10

# Logs
LOG_FORMAT: str = env.str("LOG_FORMAT", default="json" if PRODUCTION else "console")
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(style=LOG_FORMAT, file=env.str("LOG_FILE", default=""))
DJANGO_STRUCTLOG_CELERY_ENABLED = True
# A thousand accounts run a task each minute; what they did, they say themselves.
DJANGO_STRUCTLOG_CELERY_DEFAULT_LOG_LEVEL = logging.DEBUG
DJANGO_STRUCTLOG_CELERY_TASK_RETRY_LOG_LEVEL = logging.INFO
DJANGO_STRUCTLOG_STATUS_START_LOG_LEVEL = logging.DEBUG
# Whatever made a request fail has an event of its own.
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = DJANGO_STRUCTLOG_STATUS_5XX_LOG_LEVEL = logging.INFO
DJANGO_STRUCTLOG_REQUEST_CANCELLED_LOG_LEVEL = logging.INFO
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
# Asking for the user would read the session of every request, also of those that need none.
DJANGO_STRUCTLOG_USER_ID_FIELD = ""
DJANGO_STRUCTLOG_TRUST_UPSTREAM_REQUEST_ID = True
# Every open inbox asks for changes every few seconds.
QUIET_PATHS = frozenset({"/api/v1/changes"})

# Background work
CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_RESULT_EXPIRES = None
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = ROUTES
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# Kept by core/soft_limit.py and core/overruns.py: Celery itself does not under a pool of threads. Between the two lies
# the longest step of a task, a statement or a call, with ten seconds to put things in order;
# backend/chats/tests/test_time_limits.py has the arithmetic.
CELERY_TASK_SOFT_TIME_LIMIT = 75
CELERY_TASK_TIME_LIMIT = 120
CELERY_BROKER_CONNECTION_TIMEOUT = 2
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # An unacknowledged task comes back after this long; it may have waited for another one before it began itself.
    "visibility_timeout": 300,
    "socket_connect_timeout": 2,
    "socket_timeout": 10,
    "health_check_interval": 30,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0, "interval_step": 0.1, "interval_max": 0.2}
CELERY_WORKER_CONSUMER = "config.consumer:Consumer"
CELERY_BEAT_SCHEDULER = "config.beat.Scheduler"
DJANGO_CELERY_BEAT_TZ_AWARE = True

# API
API_RATE_LIMITS: dict[str, int] = rate_limits(env)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.ApiKeyAuthentication",
        "accounts.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["accounts.api.permissions.IsIdentified"],
    "DEFAULT_THROTTLE_CLASSES": ["accounts.api.throttling.CallerThrottle"],
    "DEFAULT_PARSER_CLASSES": ["core.api.parsers.JsonParser"],
    "DEFAULT_RENDERER_CLASSES": ["core.api.renderers.JsonRenderer"],
    "DEFAULT_SCHEMA_CLASS": "core.api.schema.Schema",
    "DEFAULT_PAGINATION_CLASS": None,
    "EXCEPTION_HANDLER": "drf_standardized_errors.handler.exception_handler",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
DRF_STANDARDIZED_ERRORS = {
    "EXCEPTION_HANDLER_CLASS": "core.api.problems.ProblemHandler",
    "EXCEPTION_FORMATTER_CLASS": "core.api.problems.ProblemFormatter",
    "ENABLE_IN_DEBUG_FOR_UNHANDLED_EXCEPTIONS": True,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "AgentIQ Chat Center",
    "DESCRIPTION": "One inbox for marketplace buyer chats, with a clock on every answer that is owed.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PERMISSIONS": ["rest_framework.permissions.AllowAny"],
    "SERVE_AUTHENTICATION": [],
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "ENUM_NAME_OVERRIDES": {
        "AccessStateEnum": "config.enums.access_states",
        "AccountStateEnum": "config.enums.account_states",
        "AlertEventEnum": "config.enums.alert_events",
        "ChangeKindEnum": "config.enums.change_kinds",
        "ClockStateEnum": ["none", "calm", "soon", "breached"],
        "ContextStateEnum": "chats.api.chat_context.STATES",
        "DeliveryChannelEnum": "config.enums.delivery_channels",
        "ImportStateEnum": "config.enums.import_states",
        "InvoiceStateEnum": ["issued", "paid", "void"],
        "NotificationChannelEnum": "config.enums.notification_channels",
        "NotificationKindEnum": "config.enums.notification_kinds",
        "PartStateEnum": ["ok", "down"],
        "RatingCodeEnum": "config.enums.rating_codes",
        "RatingStatusEnum": "config.enums.rating_statuses",
        "RatingUnitEnum": "config.enums.rating_units",
        "PresenceStateEnum": "config.enums.presence_states",
        "PresentStateEnum": ["viewing", "writing"],
        "ReplyStateEnum": "config.enums.reply_states",
        "TemplateVariableEnum": "config.enums.template_variables",
        "TextRuleEnum": "chats.text_check.TextRule",
        "TextRuleGroupEnum": "chats.text_check.RuleGroup",
        "UndeliveredStateEnum": ["failed", "unclear", "sending", "queued"],
    },
    "PREPROCESSING_HOOKS": ["core.api.schema.keep_our_paths"],
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "core.api.schema.require_response_properties",
        "core.api.schema.add_problem",
        "core.api.schema_answers.describe_answers",
        "config.request_examples.add_request_examples",
    ],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"persistAuthorization": False, "displayOperationId": True},
}

# Admin
UNFOLD = {
    "SITE_TITLE": "AgentIQ Chat Center",
    "SITE_HEADER": "AgentIQ Chat Center",
    "SITE_SUBHEADER": _("Administration"),
    "SITE_SYMBOL": "forum",
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "ENVIRONMENT": None,
    "SIDEBAR": {"show_search": True, "show_all_applications": False, "navigation": NAVIGATION},
}
