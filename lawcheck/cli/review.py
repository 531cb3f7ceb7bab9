"""``lawcheck review``: the review page and the drafting page."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawcheck.errors import LawcheckError

if TYPE_CHECKING:
    from lawcheck.model import Assessment

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


def review(
    source: Annotated[Path, typer.Argument(help="A law, an assessment saved as JSON, or a dossier (dossier.toml).")],
    catalogue: Annotated[str, typer.Option(help="Name of a catalogue, or a folder of your own; for a law or a dossier.")] = "",
    decisions: Annotated[Path | None, typer.Option(help="File of decisions (SQLite); beside the law where not given.")] = None,
    host: Annotated[str, typer.Option(help="Address to listen on; 0.0.0.0 lets a network in, with an access key.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; a free one where not given.", min=0, max=65535)] = 0,
    browser: Annotated[bool, typer.Option(help="Open the page in a browser.")] = True,
) -> None:
    """Review an assessment, and draft, on a page of your own machine."""
    try:
        import starlette  # noqa: F401
        import uvicorn
    except ImportError as error:
        raise LawcheckError("The review page needs more packages: pip install 'lawcheck[review]'.") from error
    from lawcheck.reviewing import Review, Store, store_path
    from lawcheck.serving import Guard, create_app
    from lawcheck.serving.listening import access_key, listen

    assessment = load_or_assess(source, catalogue)
    store = Store(decisions or store_path(source))
    guard = Guard(key="" if host in _LOOPBACK else access_key(), hosts=() if host == "0.0.0.0" else (host,))
    with listen(host, port) as socket:
        # The address is printed before the server runs: whoever is quick waits in the queue instead of being refused.
        socket.listen()
        shown = "127.0.0.1" if host == "0.0.0.0" else host
        address = f"http://{shown}:{socket.getsockname()[1]}/" + (f"?key={guard.key}" if guard.key else "")
        typer.echo(f"decisions: {store.path}")
        typer.echo(f"review page: {address}")
        typer.echo("Stop with Ctrl+C.")
        if browser:
            import webbrowser

            webbrowser.open(address)
        config = uvicorn.Config(
            create_app(Review(assessment, store), guard, catalogue=catalogue), log_level="warning", timeout_graceful_shutdown=1, server_header=False
        )
        # Ctrl+C is how one stops it, and no failure.
        with contextlib.suppress(KeyboardInterrupt):
            uvicorn.Server(config).run(sockets=[socket])
    store.close()


def load_or_assess(source: Path, catalogue: str) -> Assessment:
    """The assessment in a JSON file, or one made now from a law or a dossier."""
    from lawcheck import api
    from lawcheck.cli.report import load_assessment

    if source.suffix.lower() == ".json" and b'"findings"' in source.read_bytes():
        return load_assessment(source)
    if source.suffix.lower() == ".toml":
        from lawcheck.dossier import assess_dossier, load_dossier

        return assess_dossier(load_dossier(source), catalogue=catalogue or None)
    return api.assess([api.read_law(source)], catalogue=catalogue or "anti-trafficking")
