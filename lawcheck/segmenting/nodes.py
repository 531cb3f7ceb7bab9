"""Provisions in the making: a flat list in text order, each with its depth."""

from __future__ import annotations

from dataclasses import dataclass

from lawcheck.model import Kind
from lawcheck.segmenting.search import Level


@dataclass(slots=True)
class Node:
    """A provision before it is frozen: it lasts until the next node that is not deeper.

    ``start`` is where it begins (its marginal note or its number), ``body`` where its text goes on after number and
    heading; ``line`` is the index of the line with its number, ``label_start`` the offset of that number.
    """

    kind: Kind
    level: Level
    depth: int
    start: int
    body: int
    line: int
    number: str = ""
    label: str = ""
    heading: str = ""
    style: str = ""
    cost: float = 0.0
    label_start: int = 0
    label_end: int = 0
    indent: int | None = None
