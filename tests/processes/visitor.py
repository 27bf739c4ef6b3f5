"""A browser without scripts: it keeps cookies, fills in forms, and asks whichever process it is told to."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie

from bs4 import BeautifulSoup, Tag
from urllib3 import BaseHTTPResponse, PoolManager

from tests.builders import PASSWORD

Fields = list[tuple[str, str | tuple[str, bytes]]]
"""Names and values of a form; a file is its name and content."""

UNSENT = {"button", "file", "image", "reset", "submit"}


@dataclass
class Visitor:
    """Somebody at a host; the proxy in front of both processes, which ends TLS, is left out."""

    host: str
    cookies: dict[str, str] = field(default_factory=dict)
    pool: PoolManager = field(default_factory=lambda: PoolManager(timeout=60, retries=False))

    def get(self, port: int, path: str) -> BaseHTTPResponse:
        return self._ask("GET", port, path)

    def post(self, port: int, path: str, fields: Fields) -> BaseHTTPResponse:
        """Send what a button sends, with the token of an earlier form when there is none in the fields."""
        token = next((value for name, value in self.cookies.items() if "csrf" in name), "")
        return self._ask("POST", port, path, [("csrfmiddlewaretoken", token), *fields])

    def sign_in(self, port: int, username: str, password: str = PASSWORD) -> BaseHTTPResponse:
        """Sign in through the form that the admin leads to."""
        form = str(self.get(port, "/admin/").headers["Location"])
        return self.submit(port, form, login=username, password=password)

    def submit(self, port: int, path: str, **changes: str | tuple[str, bytes]) -> BaseHTTPResponse:
        """Fill in the form of a page that has the first of the fields to change, and send it."""
        page = self.get(port, path)
        assert page.status == 200, (path, page.status, page.headers.get("Location"))
        forms = BeautifulSoup(page.data, "html.parser").select("form[method=post i]")
        form = next(form for form in forms if form.select_one(f"[name='{next(iter(changes))}']"))
        fields: Fields = [(name, value) for name, value in _fields(form) if name not in changes]
        return self.post(port, str(form.get("action") or path), [*fields, *changes.items()])

    def _ask(self, method: str, port: int, path: str, fields: Fields | None = None) -> BaseHTTPResponse:
        address = f"https://{self.host}"
        response = self.pool.request(
            method,
            f"http://127.0.0.1:{port}{path.removeprefix(address)}",
            fields=fields,
            headers={
                "Host": self.host,
                "X-Forwarded-Proto": "https",
                "Referer": f"{address}{path}",
                "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            },
            redirect=False,
        )
        for header in response.headers.getlist("Set-Cookie"):
            for name, morsel in SimpleCookie(header).items():
                self.cookies[name] = morsel.value
        return response


def _fields(form: Tag) -> Iterable[tuple[str, str]]:
    """Yield what a browser would send of a form that nobody touched."""
    for control in form.select("input[name], select[name], textarea[name]"):
        name, kind = str(control["name"]), str(control.get("type", "text"))
        if control.name == "textarea":
            yield name, control.text.removeprefix("\n")
        elif control.name == "select":
            options: list[Tag] = list(control.select("option[selected]"))
            if not options and not control.has_attr("multiple"):
                options = control.select("option")[:1]
            for option in options:
                yield name, str(option.get("value", option.text))
        elif kind in {"checkbox", "radio"}:
            if control.has_attr("checked"):
                yield name, str(control.get("value", "on"))
        elif kind not in UNSENT:
            yield name, str(control.get("value", ""))
