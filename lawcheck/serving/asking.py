"""Reading requests: the workspace behind them and the fields of their JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

from starlette.exceptions import HTTPException
from starlette.requests import Request

from lawcheck.model import Finding
from lawcheck.reviewing import RefusedDecision

if TYPE_CHECKING:
    from lawcheck.serving.app import Workspace


def workspace(request: Request) -> Workspace:
    """The state that all requests share."""
    return cast("Workspace", request.app.state.workspace)


async def body(request: Request) -> dict[str, Any]:
    """The JSON object that was sent.

    Raises:
        RefusedDecision: it is none.
    """
    try:
        data = json.loads(await request.body())
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise RefusedDecision("request", "this is no JSON", "Load the page again.") from error
    if not isinstance(data, dict):
        raise RefusedDecision("request", "this is no JSON object", "Load the page again.")
    return data


def text(data: dict[str, Any], name: str, default: str = "") -> str:
    """A field that is a text.

    Raises:
        RefusedDecision: it is something else.
    """
    value = data.get(name, default)
    if not isinstance(value, str):
        raise RefusedDecision("request", f"{name} is no text", "Load the page again.")
    return value.strip()


def number(data: dict[str, Any], name: str) -> int | None:
    """A field that is a whole number, or absent.

    Raises:
        RefusedDecision: it is something else.
    """
    value = data.get(name)
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise RefusedDecision("request", f"{name} is no number", "Load the page again.")


def finding(request: Request) -> Finding:
    """The finding that the address names.

    Raises:
        HTTPException: there is none.
    """
    held = workspace(request).review.grounds.findings.get(request.path_params["requirement"])
    if held is None:
        raise HTTPException(404, "There is no such requirement.")
    return held
