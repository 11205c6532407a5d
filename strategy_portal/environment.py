"""Reading the environment: each value once, and a sentence where one is wrong."""

import ipaddress
import secrets
import tempfile
import warnings
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

META_WIKI = "https://meta.wikimedia.org/w/rest.php"
YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off"}
_environment = environ.Env()


def read_file(path: Path) -> None:
    """Take over what a .env file says, where the environment itself says nothing."""
    environ.Env.read_env(path)


def text(name: str, default: str = "") -> str:
    """A value as it is written."""
    return _environment.str(name, default=default)


def flag(name: str, default: bool) -> bool:
    """Yes or no."""
    value = text(name).strip().lower()
    if not value:
        return default
    if value not in YES | NO:
        raise ImproperlyConfigured(f"The setting {name} must be 1 or 0, not {value!r}.")
    return value in YES


def number(name: str, default: int, least: int = 0, most: int = 1_000_000_000) -> int:
    """A whole number within limits."""
    value = text(name).strip() or str(default)
    try:
        found = int(value)
    except ValueError:
        found = least - 1
    if not least <= found <= most:
        raise ImproperlyConfigured(
            f"The setting {name} must be a number from {least} to {most}, not {value!r}."
        )
    return found


def several(name: str, default: list[str]) -> list[str]:
    """Values with commas between them."""
    return [part.strip() for part in text(name).split(",") if part.strip()] or default


def web_address(name: str, default: str) -> str:
    """An address that begins with http:// or https://."""
    value = text(name, default)
    if not value.startswith(("http://", "https://")):
        raise ImproperlyConfigured(f"The setting {name} must begin with http:// or https://.")
    return value


def maybe_web_address(name: str) -> str:
    """The same of a service that one may do without: empty where there is none."""
    return web_address(name, "") if text(name) else ""


def origins(address: str) -> list[str]:
    """Scheme and host of a wiki, and where the Wikimedia wikis ask for the password."""
    parts = urlsplit(address)
    own = f"{parts.scheme}://{parts.netloc}"
    return [own, "https://auth.wikimedia.org"] if address == META_WIKI else [own]


def contact(name: str) -> str:
    """A mail address or a web address to write to, as a link leads there; empty where none is."""
    value = text(name).strip()
    if value and not value.startswith(("http://", "https://")):
        try:
            validate_email(value)
        except ValidationError:
            raise ImproperlyConfigured(
                f"The setting {name} must be a mail address or begin with http:// or https://."
            ) from None
    return value


def service(kind: str, name: str, default: str, needs: str) -> dict:
    """What a service's address says, for Django: ``kind`` is db, cache or email."""
    try:
        with warnings.catch_warnings(action="ignore", category=UserWarning):
            found = getattr(_environment, f"{kind}_url_config")(text(name, default))
    except (ImproperlyConfigured, ValueError, KeyError, AttributeError, TypeError):
        found = {}
    if not found.get(needs):
        raise ImproperlyConfigured(f"The setting {name} is not an address that is understood.")
    return found


def is_loopback(host: str) -> bool:
    """Does this host answer to this machine alone?"""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def secret_key(folder: Path) -> str:
    """The key from the environment, else this installation's own, made at the first start."""
    if given := text("SECRET_KEY"):
        return given
    file = folder / "secret_key"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text().strip()


def data_folder(name: str, default: Path) -> Path:
    """The folder for everything that is not code; made where it does not exist."""
    folder = Path(text(name, str(default))).resolve()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise ImproperlyConfigured(
            f"The folder {name} cannot be written: {error.strerror}."
        ) from error
    return folder
