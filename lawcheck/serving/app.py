"""The web application: routes, and the state that they share."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from lawcheck.catalogue import load_catalogue
from lawcheck.errors import LawcheckError
from lawcheck.reviewing import Review, StaleChange
from lawcheck.serving import actions, draft_pages, pages, presenting
from lawcheck.serving.drafting import Drafter
from lawcheck.serving.events import Bus
from lawcheck.serving.guarding import BodyTooLarge, Guard, GuardMiddleware, too_large
from lawcheck.serving.views import environment

Clock = Callable[[], datetime.datetime]


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


@dataclass
class Workspace:
    """What all requests share: one review, who listens, the time, the templates."""

    review: Review
    guard: Guard
    drafter: Drafter
    clock: Clock = _now
    bus: Bus = field(default_factory=Bus)
    templates: Environment = field(default_factory=environment)
    _kept: dict[str, tuple[tuple[int, str], bytes]] = field(default_factory=dict)

    def now(self) -> str:
        """The time as it is logged: ISO, UTC, to the second."""
        return self.clock().astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def today(self) -> str:
        """The day, as an ISO date."""
        return self.now()[:10]

    def kept(self, name: str, seq: int, make: Callable[[], HTMLResponse]) -> HTMLResponse:
        """A part of a page, made anew only when the log entry or the day it shows is another: many browsers ask for the same."""
        mark = (seq, self.today())
        held = self._kept.get(name)
        if held is None or held[0] != mark:
            held = self._kept[name] = (mark, bytes(make().body))
        return HTMLResponse(held[1])

    def page(self, name: str, **values: object) -> HTMLResponse:
        """Render a template."""
        return HTMLResponse(self.templates.get_template(name).render(token=self.guard.token, **values))


def create_app(review: Review, guard: Guard, *, catalogue: str | Path = "", clock: Clock = _now) -> Starlette:
    """The application for one review; drafts are assessed with ``catalogue``, else with the one that the assessment names."""
    assessment = review.grounds.assessment
    drafter = Drafter(assessment.laws, lambda: load_catalogue(catalogue or assessment.catalogue.id))
    workspace = Workspace(review, guard, drafter, clock)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        workspace.bus.close()

    app = Starlette(
        routes=[
            *pages.ROUTES,
            *actions.ROUTES,
            *draft_pages.ROUTES,
            *presenting.ROUTES,
            Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static"),
        ],
        middleware=[Middleware(GuardMiddleware, guard=guard)],
        exception_handlers={LawcheckError: _refused, StaleChange: _stale, BodyTooLarge: too_large, HTTPException: _not_found},
        lifespan=lifespan,
    )
    app.state.workspace = workspace
    return app


def _refused(_request: Request, error: Exception) -> Response:
    problem = getattr(error, "problem", "")
    message = f"{problem[:1].upper()}{problem[1:]}. {getattr(error, 'remedy', '')}" if problem else str(error)
    return JSONResponse({"error": message}, 422)


def _stale(request: Request, error: Exception) -> Response:
    assert isinstance(error, StaleChange)
    return JSONResponse(actions.conflict(request, error.entry), 409)


def _not_found(_request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    return JSONResponse({"error": error.detail}, error.status_code)


__all__ = ["Route", "Workspace", "create_app"]
