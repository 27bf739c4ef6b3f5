"""The one door through which settings read the process environment.

A variable that is missing or broken stops the start with its name, what is wrong with it
and an example. Values never appear in a message: they may be passwords.
"""

import os
import re
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from environ import Env

from cms.settings.databases import postgresql, sqlite

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off"}
FILE_BACKEND = "sites.mail_files.FileBackend"
"""Of file:///folder, for trials."""
BUCKET = re.compile(r"s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/?")

Value = TypeVar("Value")


class Environment:
    """Reads typed values; a default of `None` means that the variable is required."""

    def __init__(self, variables: Mapping[str, str] | None = None) -> None:
        self.variables = os.environ if variables is None else variables

    def __contains__(self, name: str) -> bool:
        return bool(self.variables.get(name, "").strip())

    def text(self, name: str, *, example: str, default: str | None = None) -> str:
        return self._read(name, str, example, default)

    def flag(self, name: str, *, example: str, default: bool | None = None) -> bool:
        return self._read(name, _flag, example, default)

    def number(self, name: str, *, example: str, default: int | None = None) -> int:
        return self._read(name, _number, example, default)

    def choice(self, name: str, choices: Collection[str], *, example: str, default: str | None = None) -> str:
        def chosen(value: str) -> str:
            if value not in choices:
                raise ValueError(f"it must be one of {', '.join(choices)}")
            return value

        return self._read(name, chosen, example, default)

    def names(self, name: str, *, example: str, default: list[str] | None = None) -> list[str]:
        """Read a list whose members are separated by commas."""
        return self._read(name, _names, example, default)

    def address(self, name: str, *, example: str, default: str | None = None) -> str:
        """Read an absolute http(s) address; the trailing slash is dropped."""
        return self._read(name, _address, example, default)

    def tiles(self, name: str, *, example: str, default: str | None = None) -> str:
        """Read the address of a map's tiles, with {z}, {x} and {y} in its path."""
        return self._read(name, _tiles, example, default)

    def addresses(self, name: str, *, example: str, default: list[str] | None = None) -> list[str]:
        """Read absolute http(s) addresses separated by commas."""
        return self._read(name, lambda value: [_address(part) for part in _names(value)], example, default)

    def folder(self, name: str, *, example: str, default: Path | None = None) -> Path:
        """Read an absolute path: a relative one would depend on where the process was started."""
        return self._read(name, _folder, example, default)

    def file(self, name: str, *, example: str, default: str | None = None) -> str:
        """Read the absolute path of a file that is there."""
        return self._read(name, _file, example, default)

    def daemon(self, name: str, *, example: str, default: str | None = None) -> str:
        """Read where a daemon listens: tcp:// with a host and a port, or unix:// with the path of its socket."""
        return self._read(name, _daemon, example, default)

    def bucket(self, name: str, *, example: str, default: str | None = None) -> str:
        """Read the name of a bucket from an s3:// address; the word "folder" names none and reads as an empty one."""
        return self._read(name, _bucket, example, default)

    def database(self, name: str, *, example: str, default: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read a member of DATABASES from its URL."""
        return self._read(name, _database, example, default)

    def cache(self, name: str, *, example: str, default: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read a member of CACHES from its URL."""
        return self._read(name, _cache, example, default)

    def email(self, name: str, *, example: str, default: dict[str, Any] | None = None) -> dict[str, Any]:
        """Read the EMAIL_… settings from one URL, keyed by the setting's name."""
        return self._read(name, _email, example, default)

    def _read(self, name: str, cast: Callable[[str], Value], example: str, default: Value | None) -> Value:
        value = self.variables.get(name, "").strip()
        if not value:
            if default is None:
                raise ImproperlyConfigured(f"{name} is not set. Example: {name}={example}")
            return default
        try:
            return cast(value)
        except (ValueError, ImproperlyConfigured) as error:
            # "from None": the causes quote the value, which may hold a password.
            raise ImproperlyConfigured(f"{name} is not usable: {error}. Example: {name}={example}") from None


def _flag(value: str) -> bool:
    if value.lower() in YES:
        return True
    if value.lower() in NO:
        return False
    raise ValueError("it must be yes or no")


def _number(value: str) -> int:
    if not value.isascii() or not value.isdigit():
        raise ValueError("it must be a whole number")
    return int(value)


def _names(value: str) -> list[str]:
    names = [name.strip() for name in value.split(",")]
    if not all(names):
        raise ValueError("it has an empty member between its commas")
    return names


def _address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ValueError("it must be a whole address that starts with https://")
    return value.rstrip("/")


def _tiles(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname or set("{};, '") & set(parts.netloc):
        raise ValueError("it must be a whole address that starts with https://")
    if not all(gap in parts.path for gap in ("{z}", "{x}", "{y}")):
        raise ValueError("its path must have {z}, {x} and {y}")
    return value


def _folder(value: str) -> Path:
    path = Path(value)
    if not path.is_absolute():
        raise ValueError("it must be an absolute path")
    return path


def _bucket(value: str) -> str:
    if value == "folder":
        return ""
    address = BUCKET.fullmatch(value)
    if address is None:
        raise ValueError("it must be the word folder, or s3:// and the name of a bucket")
    return address[1]


def _file(value: str) -> str:
    path = _folder(value)
    if not path.is_file():
        raise ValueError("there is no such file")
    return str(path)


def _daemon(value: str) -> str:
    scheme = _scheme(value, {"tcp": "", "unix": ""})
    parts = urlsplit(value)
    if scheme == "tcp" and not (parts.hostname and parts.port and parts.path in ("", "/")):
        raise ValueError("it must name a host and a port after tcp://")
    if scheme == "unix" and (parts.netloc or not Path(parts.path).is_absolute() or parts.path == "/"):
        raise ValueError("it must name the absolute path of a socket after unix://")
    return value


def _database(value: str) -> dict[str, Any]:
    scheme = _scheme(value, Env.DB_SCHEMES)
    database: dict[str, Any] = Env.db_url_config(value)
    if scheme == "sqlite":
        return sqlite(database["NAME"])
    if scheme not in Env.POSTGRES_FAMILY:
        raise ValueError("only postgresql:// and sqlite:// are supported")
    if not database.get("NAME"):
        raise ValueError("it names no database after the host")
    return postgresql(database)


def _cache(value: str) -> dict[str, Any]:
    scheme = _scheme(value, Env.CACHE_SCHEMES)
    # The library drops the scheme of a valkey:// address; the protocol is Redis's.
    location = value.removeprefix(scheme)
    cache: dict[str, Any] = Env.cache_url_config(scheme.replace("valkey", "redis") + location)
    # It also leaves an option such as KEY_PREFIX in lower case, where Django does not look.
    return {name.upper(): part for name, part in cache.items()}


def _email(value: str) -> dict[str, Any]:
    scheme = _scheme(value, {**Env.EMAIL_SCHEMES, "file": FILE_BACKEND})
    if scheme == "file":
        return {"EMAIL_BACKEND": FILE_BACKEND, "EMAIL_FILE_PATH": str(_folder(urlsplit(value).path))}
    email: dict[str, Any] = Env.email_url_config(value)
    if scheme.startswith("smtp") and not email["EMAIL_HOST"]:
        raise ValueError("it names no mail server")
    return {setting: part for setting, part in email.items() if part is not None}


def _scheme(value: str, known: Mapping[str, str]) -> str:
    """Return the URL's scheme, refusing in our words what the libraries quote in full."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        raise ValueError("its host or port cannot be read") from None
    if parts.scheme not in known or "://" not in value:
        raise ValueError("it does not start with a scheme that is known here")
    return parts.scheme


env = Environment()
