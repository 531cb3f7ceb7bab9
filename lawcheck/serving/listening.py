"""The socket that the server listens on, and the key to it."""

from __future__ import annotations

import secrets
import socket

from lawcheck.errors import OutputError


def listen(host: str, port: int) -> socket.socket:
    """A bound socket; port 0 takes a free one.

    Raises:
        OutputError: the address is taken or not ours.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
    except OSError as error:
        made.close()
        raise OutputError(f"{host}:{port}: cannot be listened on ({error.strerror}). Choose another --port.") from error
    return made


def access_key() -> str:
    """A key that cannot be guessed and can be read aloud if need be."""
    alphabet = "abcdefghijkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(5)) for _ in range(4))
