"""Every setting of the portal, read once from the environment, with defaults that run anywhere.

``.env.example`` explains each variable. A wrong value stops the start with one sentence.
"""

from pathlib import Path

from accounts import languages
from strategy_portal import environment

BASE_DIR = Path(__file__).resolve().parent.parent
environment.read_file(BASE_DIR / ".env")

HOST = environment.text("HOST", "127.0.0.1")
PORT = environment.number("PORT", 8000, 1, 65535)
DEMO = environment.flag("DEMO", environment.is_loopback(HOST))
DEBUG = environment.flag("DEBUG", False)
DATA_DIR = environment.data_folder("DATA_DIR", BASE_DIR / "var")
SECRET_KEY = environment.secret_key(DATA_DIR)
ALLOWED_HOSTS = environment.several("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]", HOST])
CSRF_TRUSTED_ORIGINS = environment.several("CSRF_TRUSTED_ORIGINS", [])
# What addresses begin with where no request tells: in letters and files.
BASE_URL = environment.web_address(
    "BASE_URL", f"http://[{HOST}]:{PORT}" if ":" in HOST else f"http://{HOST}:{PORT}"
).rstrip("/")
# Behind TLS: cookies for HTTPS only, and HTTPS for a year.
HTTPS = environment.flag("HTTPS", False)
# How many proxies of ours stand in front and append to X-Forwarded-For; 0 believes no header.
TRUSTED_PROXIES = environment.number("TRUSTED_PROXIES", 0, 0, 10)

INSTALLED_APPS = [
    "strategy_portal",
    "modeltranslation",
    "accounts.site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.mediawiki",
    "simple_history",
    "django_htmx",
    "accounts",
    "recommendations",
    "feedback",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "accounts.middleware.LanguageMiddleware",
    "accounts.middleware.RobotsMiddleware",
    "accounts.middleware.UnreadableInputMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.sessions.SessionAgeMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.second_factor.SecondFactorMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]
ROOT_URLCONF = "strategy_portal.urls"
WSGI_APPLICATION = "strategy_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context_processors.shell",
                "feedback.context_processors.doors",
            ],
            "builtins": ["django.templatetags.i18n", "recommendations.templatetags.wording"],
        },
    },
]

DATABASES = {
    "default": environment.service(
        "db", "DATABASE_URL", f"sqlite:///{DATA_DIR}/portal.sqlite3", "ENGINE"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Without these, 82 % of the transactions of eight writers ended in "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": environment.service("cache", "CACHE_URL", "locmemcache://", "BACKEND")}

CELERY_BROKER_URL = environment.text("CELERY_BROKER_URL", "filesystem://localhost//")
# Portals that share a broker need a queue each.
CELERY_TASK_DEFAULT_QUEUE = environment.text("CELERY_QUEUE", "celery")
SPOOL_DIR = DATA_DIR / "spool"
if CELERY_BROKER_URL.startswith("filesystem"):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "data_folder_in": str(SPOOL_DIR),
        "data_folder_out": str(SPOOL_DIR),
        "control_folder": str(SPOOL_DIR / "control"),
        "polling_interval": 0.2,
    }
elif CELERY_BROKER_URL.startswith(("redis", "sentinel")):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        "socket_timeout": 1,
        "socket_connect_timeout": 1,
        "health_check_interval": 10,
    }
else:  # RabbitMQ says when it has taken a task; one that is sent into silence would be lost
    CELERY_BROKER_TRANSPORT_OPTIONS = {"confirm_publish": True}
# A broker that is silent for seconds is given up, and looked for as long as it takes.
CELERY_BROKER_HEARTBEAT = 10
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # by default, the worker ends after a hundred
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True

EMAIL_URL = environment.text("EMAIL_URL")
if EMAIL_URL:
    vars().update(environment.service("email", "EMAIL_URL", "", "EMAIL_BACKEND"))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = DATA_DIR / "mail"
# Seconds for which a silent mail server may hold a sign-up or a letter.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "Strategy Portal <portal@localhost>")

LANGUAGE_CODE = languages.SOURCE
LANGUAGES = [(language.code, language.autonym) for language in languages.ALL]
# The interface speaks these; elsewhere it is English around the texts of the reading language.
COMPLETE_CATALOGUES = ("en", "ar", "fr", "de", "hi", "zh-hans", "pt-br", "es")
LOCALE_PATHS = [BASE_DIR / "locale"]
MODELTRANSLATION_DEFAULT_LANGUAGE = languages.SOURCE
MODELTRANSLATION_FALLBACK_LANGUAGES = {"default": ("en",), "pt-br": ("pt", "en")}
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [
    folder for folder in (BASE_DIR / "static", BASE_DIR / "static_built") if folder.exists()
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = DATA_DIR / "files"
EXPORT_DIR = DATA_DIR / "exports"
EXPORT_DAYS = environment.number("EXPORT_DAYS", 7, 1)

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["accounts.hashers.PortalArgon2PasswordHasher"]
PASSWORD_MIN_LENGTH = 10
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name", "email")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_MIN_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "feedback:mine"
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.MailAddressForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "login": "accounts.forms.SignInForm",
    "reauthenticate": "accounts.forms.ConfirmItIsYouForm",
    "reset_password": "accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "accounts.forms.NewPasswordForm",
    "set_password": "accounts.forms.FirstPasswordForm",
    "signup": "accounts.forms.SignUpForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "optional"
# One address an account. Nobody learns which addresses have one, at sign-up neither.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_REDIRECT_URL = "accounts:signed_out"
ACCOUNT_SESSION_REMEMBER = None  # asked at the door, as "This is a shared device"
MFA_ADAPTER = "accounts.second_factor.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "accounts.second_factor.SetUpForm",
    "authenticate": "accounts.second_factor.CodeForm",
    "reauthenticate": "accounts.second_factor.ConfirmByCodeForm",
}
# Mail addresses are optional here, so a second factor hangs on none.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # who types slowly sends the code that was there a moment ago

# Sign-in with a wiki account: on when the wiki has given out an id for this portal.
MEDIAWIKI_CLIENT_ID = environment.text("MEDIAWIKI_CLIENT_ID")
MEDIAWIKI_CLIENT_SECRET = environment.text("MEDIAWIKI_CLIENT_SECRET")
MEDIAWIKI_URL = environment.web_address("MEDIAWIKI_URL", environment.META_WIKI).rstrip("/")
# Where the wiki may lead on to while somebody signs in there.
MEDIAWIKI_ORIGINS = environment.several("MEDIAWIKI_ORIGINS", environment.origins(MEDIAWIKI_URL))
SOCIALACCOUNT_ADAPTER = "accounts.wiki.WikiAdapter"
SOCIALACCOUNT_FORMS = {"signup": "accounts.wiki.WikiSignUpForm"}
SOCIALACCOUNT_REAUTHENTICATION_REQUIRED = True

SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_SSL_REDIRECT = HTTPS
# A proxy that ends TLS says so; without one anybody could write this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "accounts.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "connect-src": ["'self'"],
        "font-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

SITE_NAME = environment.text("SITE_NAME", "Strategy Portal")
# Who runs this site and where to write to; shown at the foot of every page unless empty.
OPERATOR = environment.text("OPERATOR")
CONTACT = environment.contact("CONTACT")
CONTRIBUTION_LICENCE = environment.text("CONTRIBUTION_LICENCE", "CC BY-SA 4.0")
CONTRIBUTION_LICENCE_URL = environment.web_address(
    "CONTRIBUTION_LICENCE_URL", "https://creativecommons.org/licenses/by-sa/4.0/"
)
# How much may be written before a post waits for a liaison; nothing is ever refused for it.
POSTS_AT_ONCE = environment.number("POSTS_AT_ONCE", 10)
POSTS_A_MINUTE = environment.number("POSTS_A_MINUTE", 2)
POSTS_ON_FIRST_DAY = environment.number("POSTS_ON_FIRST_DAY", 40)
GUEST_POSTS_AN_HOUR = environment.number("GUEST_POSTS_AN_HOUR", 20)
# How long words for liaisons and a group only are kept after their iteration has ended.
PRIVATE_MONTHS = environment.number("PRIVATE_MONTHS", 12, 1)
# Messages to liaisons and organisers, for each account or network address; more are refused.
MESSAGES_AN_HOUR = environment.number("MESSAGES_AN_HOUR", 10, 1)
# Contributions that one account or network address reports to the liaisons; more are refused.
REPORTS_AN_HOUR = environment.number("REPORTS_AN_HOUR", 20, 1)
# Renderings that one account proposes, or asks of a machine; more are refused.
RENDERINGS_AN_HOUR = environment.number("RENDERINGS_AN_HOUR", 30, 1)

# A LibreTranslate-compatible server that suggests renderings; without one people do it alone.
MACHINE_TRANSLATION_URL = environment.maybe_web_address("MACHINE_TRANSLATION_URL").rstrip("/")
MACHINE_TRANSLATION_KEY = environment.text("MACHINE_TRANSLATION_KEY")
MACHINE_TRANSLATION_SECONDS = environment.number("MACHINE_TRANSLATION_SECONDS", 30, 1, 300)
# Whether words that not everybody may read are sent there, too.
MACHINE_TRANSLATION_PRIVATE = environment.flag("MACHINE_TRANSLATION_PRIVATE", False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
