"""How fast segmentation is, and how much memory it takes, as texts grow."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass

from lawcheck.model import SourceText
from lawcheck.segmenting import segment

SIZES = (250_000, 500_000, 1_000_000, 2_000_000, 5_000_000)
_MEASURED_MEMORY = 1_000_000


@dataclass(frozen=True, slots=True)
class Speed:
    """One point of the curve: characters, processor seconds, and peak memory as a multiple of the text (None: not measured)."""

    characters: int
    seconds: float
    memory: float | None

    @property
    def rate(self) -> float:
        """Million characters per second."""
        return self.characters / self.seconds / 1e6


def curve(text: str, sizes: tuple[int, ...] = SIZES) -> Iterator[Speed]:
    """Segment ``text``, repeated up to each size; memory is traced in a second run, which tracing slows."""
    for size in sizes:
        law = SourceText((text * (size // len(text) + 1))[:size], "law.txt", "", "text/plain", "en")
        began = time.process_time()
        segment(law)
        seconds = time.process_time() - began
        memory = None
        if size <= _MEASURED_MEMORY:
            tracemalloc.start()
            segment(law)
            memory = tracemalloc.get_traced_memory()[1] / len(law.text.encode("utf-8"))
            tracemalloc.stop()
        yield Speed(size, seconds, memory)
