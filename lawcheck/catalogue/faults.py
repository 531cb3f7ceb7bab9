"""What is wrong with a catalogue: where, what, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One fault of a catalogue; a warning does not stop it from being used. Lines count from 1, 0 where unknown."""

    file: str
    line: int
    problem: str
    remedy: str
    warning: bool = False

    def __str__(self) -> str:
        """``crime.yaml:31: problem. remedy``."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {'warning: ' if self.warning else ''}{self.problem}. {self.remedy}"


def listed(faults: list[Fault]) -> str:
    """All faults, a line each, in the order of files and lines."""
    return "\n".join(str(f) for f in sorted(faults))
