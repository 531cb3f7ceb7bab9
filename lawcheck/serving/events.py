"""Server-sent events: what one reviewer does, the others see within a second."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any

# A reader that is this far behind has gone; its browser will connect again and catch up.
_MOST_WAITING = 500
_HEARTBEAT = 15.0


class Bus:
    """Passes events on to everyone who listens."""

    def __init__(self) -> None:
        """Start without listeners."""
        self._listeners: set[asyncio.Queue[dict[str, Any] | None]] = set()

    @property
    def listeners(self) -> int:
        """How many browsers are connected."""
        return len(self._listeners)

    def send(self, event: dict[str, Any]) -> None:
        """Hand an event to every listener; ``event["seq"]`` is its number in the log."""
        for queue in tuple(self._listeners):
            if queue.qsize() >= _MOST_WAITING:
                self._listeners.discard(queue)
                continue
            queue.put_nowait(event)

    def close(self) -> None:
        """End all streams."""
        for queue in self._listeners:
            queue.put_nowait(None)

    async def listen(self, missed: list[dict[str, Any]]) -> AsyncIterator[str]:
        """A stream of events for one browser: those it missed, then new ones."""
        queue: asyncio.Queue[dict[str, Any] | None] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield "retry: 1000\n\n"
            for past in missed:
                yield _frame(past)
            while True:
                try:
                    event = await asyncio.wait_for(queue.get(), _HEARTBEAT)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if event is None:
                    return
                yield _frame(event)
        finally:
            self._listeners.discard(queue)


def _frame(event: dict[str, Any]) -> str:
    return f"id: {event['seq']}\ndata: {json.dumps(event, ensure_ascii=False)}\n\n"
