"""``lawcheck benchmark``: speed and memory on laws of growing length."""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

_LENGTHS = (30_000, 60_000, 120_000, 240_000, 480_000)
_COLD_LENGTH = 60_000


def benchmark(
    law: Annotated[Path, typer.Argument(help="A law in plain text; it is repeated or cut to each length.")],
    runs: Annotated[int, typer.Option(help="Runs for each figure; the median is printed.")] = 5,
) -> None:
    """Print the speed of every stage over the length of the law, the cold start and the peak memory."""
    from lawcheck import api
    from lawcheck.reading import read

    text = read(law).text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "law.txt"
        typer.echo("characters   segment s   match+assess s   match+assess characters/s")
        for length in _LENGTHS:
            path.write_text(_sized(text, length), encoding="utf-8")
            source = read(path)
            api.assess([api.read_law(path)])
            cut = [_timed(lambda: api.read_law(path)) for _ in range(runs)]
            loaded = api.read_law(path)
            judged = [_timed(partial(api.assess, [loaded])) for _ in range(runs)]
            middle = statistics.median(judged)
            typer.echo(f"{len(source.text):10}   {statistics.median(cut):9.3f}   {middle:14.3f}   {len(source.text) / middle:25,.0f}")
        path.write_text(_sized(text, _COLD_LENGTH), encoding="utf-8")
        command = [sys.executable, "-m", "lawcheck", "assess", str(path), "--format", "json", "--out", folder]
        cold = statistics.median(_timed(lambda: _run(command)) for _ in range(runs))
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    typer.echo(f"cold start to result, {_COLD_LENGTH:,} characters: {cold:.2f} s; peak memory {peak:.0f} MB")


def _sized(text: str, length: int) -> str:
    return (text * (length // len(text) + 1))[:length]


def _timed(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)
