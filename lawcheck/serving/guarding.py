"""What stands between the pages and the rest of the world: hosts, origins, keys, tokens, sizes and headers.

The server may listen on a workshop's network, and a browser may have hostile pages open beside ours. Hence: only
known host names (a foreign name that resolves to this machine is refused), changes only from our own pages (origin
and a token that other pages cannot read), an access key where the network is let in, bounded bodies, and a policy
that keeps any text of a law from running as script.
"""

from __future__ import annotations

import hmac
import ipaddress
import secrets
import socket
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BODY = 8 * 1024 * 1024
TOKEN_HEADER = "x-lawcheck-token"
# For a finished report shown as a page: its own styles and pictures, no script at all.
REPORT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
_COOKIE = "lawcheck_key"
_SAFE = frozenset({"GET", "HEAD"})
_HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}


class Guard:
    """Who may ask what. ``token`` goes into our pages; ``key`` is empty where only this machine can connect."""

    def __init__(self, *, key: str = "", hosts: Iterable[str] = ()) -> None:
        """Allow the names of this machine, and ``hosts``; with a key any address of it too."""
        self.key = key
        self.token = secrets.token_urlsafe(24)
        self.hosts = {"localhost", "127.0.0.1", "[::1]", *(h.lower() for h in hosts)}
        if key:
            self.hosts.add(socket.gethostname().lower())

    def refusal(self, method: str, headers: Headers) -> str:
        """Why a request is refused; empty where it is not."""
        host = headers.get("host", "").lower()
        if not self._known(host):
            return "This host name is not known to the server."
        origin = headers.get("origin", "")
        if origin and origin.lower() != f"http://{host}":
            return "Requests from other sites are refused."
        if headers.get("sec-fetch-site", "same-origin") not in {"same-origin", "none"} and (method not in _SAFE or headers.get("sec-fetch-mode") != "navigate"):
            return "Requests from other sites are refused."
        if method in _SAFE:
            return ""
        if method != "POST":
            return "This method is not used here."
        if headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return "Changes are sent as JSON."
        if not hmac.compare_digest(headers.get(TOKEN_HEADER, "").encode(), self.token.encode()):
            return "The page is older than the server: load it again."
        return ""

    def admits(self, headers: Headers) -> bool:
        """Whether the request carries the access key, where one is needed."""
        if not self.key:
            return True
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(_COOKIE)
        except CookieError:
            return False
        return cookie is not None and self.fits(cookie.value)

    def fits(self, key: str) -> bool:
        """Compare with the access key, in constant time."""
        return hmac.compare_digest(key.encode(), self.key.encode())

    def _known(self, host: str) -> bool:
        name = host[: host.rindex("]") + 1] if host.startswith("[") and "]" in host else host.partition(":")[0]
        return name in self.hosts or bool(self.key and _is_address(name.strip("[]")))


class GuardMiddleware:
    """Applies a ``Guard`` to every request."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        """Stand before ``app``."""
        self._app = app
        self._guard = guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or pass on with a bounded body; add the headers to every answer."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    answer.setdefault(name, value)
                if "cache-control" not in answer:
                    answer["cache-control"] = "no-store"
            await send(message)

        refusal = self._answer(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, send_guarded)
            return
        body = _Bounded(receive, headers.get("content-length", ""))
        if body.too_large:
            await _too_large()(scope, receive, send_guarded)
            return
        await self._app(scope, body, send_guarded)

    def _answer(self, scope: Scope, headers: Headers) -> Response | None:
        guard = self._guard
        problem = guard.refusal(scope["method"], headers)
        if problem:
            return PlainTextResponse(problem, 403)
        if guard.admits(headers):
            return None
        query = parse_qs(scope["query_string"].decode("ascii", "replace"))
        if scope["method"] == "GET" and guard.fits(query.pop("key", [""])[0]):
            rest = urlencode(query, doseq=True)
            answer = RedirectResponse(scope["path"] + (f"?{rest}" if rest else ""), 303)
            answer.set_cookie(_COOKIE, guard.key, httponly=True, samesite="strict")
            return answer
        return PlainTextResponse("An access key is needed: open the address that lawcheck review printed.", 401)


class _Bounded:
    """A body that ends with an error when it grows too large, whatever its headers said."""

    def __init__(self, receive: Receive, length: str) -> None:
        self._receive = receive
        self._left = LARGEST_BODY
        self.too_large = length.isdigit() and int(length) > LARGEST_BODY

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise BodyTooLarge
        return message


class BodyTooLarge(Exception):
    """The body of a request is larger than ``LARGEST_BODY``."""


def _too_large() -> Response:
    return PlainTextResponse("This is too large.", 413)


def too_large(_request: object, _error: Exception) -> Response:
    """Answer to ``BodyTooLarge``."""
    return _too_large()


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
