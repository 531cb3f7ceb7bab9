"""What a reviewer decides of a finding, as plain data, and its JSON form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from lawcheck.errors import InputError
from lawcheck.model import Status

_LONGEST_TEXT = 20_000
_MOST_PASSAGES = 50


class RefusedDecision(InputError):
    """A decision that cannot be recorded: a field is missing, too long or of no known value."""


class Verdict(StrEnum):
    """Whether the reviewer agrees; ``open`` keeps a comment or a mark without a judgement."""

    OPEN = "open"
    ACCEPTED = "accepted"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a law that a reviewer added as evidence, or took away: ``text[start:end] == quote`` when it was done."""

    law: int
    eid: str
    citation: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What the reviewer had before them: fingerprints of the requirement, the sections relied on, and all laws.

    ``sections`` pairs eIds with fingerprints. ``status`` is what the assessment said at the time.
    """

    requirement: str
    sections: tuple[tuple[str, str], ...]
    laws: str
    status: Status


@dataclass(frozen=True, slots=True)
class Decision:
    """One reviewer's decision on one requirement. ``at`` and ``expires`` are ISO dates (times) in UTC, ``expires`` may be empty."""

    requirement: str
    verdict: Verdict
    reviewer: str
    at: str
    basis: Basis
    status: Status | None = None
    elements: Mapping[str, bool] = field(default_factory=dict)
    added: tuple[Passage, ...] = ()
    removed: tuple[Passage, ...] = ()
    reason: str = ""
    comment: str = ""
    discuss: bool = False
    expires: str = ""


def check_decision(decision: Decision) -> Decision:
    """Return the decision if it can be recorded.

    Raises:
        RefusedDecision: who, why, or what is decided is missing, or a text is too long.
    """
    name = decision.requirement
    if not decision.reviewer.strip():
        raise RefusedDecision(name, "the reviewer's name is missing", "Enter your name at the top of the page.")
    changed = decision.status is not None or decision.elements or decision.added or decision.removed
    if (decision.verdict is Verdict.OVERRIDDEN or changed) and not decision.reason.strip():
        raise RefusedDecision(name, "the reason is missing", "Say why the finding is changed.")
    if decision.verdict is Verdict.OVERRIDDEN and not changed:
        raise RefusedDecision(name, "nothing is overridden", "Change the status, an element or the evidence, or accept the finding.")
    if decision.verdict is not Verdict.OVERRIDDEN and changed:
        raise RefusedDecision(name, "an accepted finding cannot be changed", "Override it instead.")
    texts = (decision.reviewer, decision.reason, decision.comment, *(p.quote for p in decision.added))
    if any(len(t) > _LONGEST_TEXT for t in texts) or len(decision.added) + len(decision.removed) > _MOST_PASSAGES:
        raise RefusedDecision(name, "the text is too long", "Shorten it.")
    return decision


def to_data(decision: Decision) -> dict[str, Any]:
    """The decision as JSON data."""
    return asdict(decision)


def from_data(data: Any, path: str = "decision") -> Decision:
    """Read a decision back.

    Raises:
        RefusedDecision: the data is no decision.
    """
    try:
        basis = data["basis"]
        return Decision(
            requirement=_text(data["requirement"]),
            verdict=Verdict(data["verdict"]),
            reviewer=_text(data["reviewer"]),
            at=_text(data["at"]),
            basis=Basis(
                requirement=_text(basis["requirement"]),
                sections=tuple((_text(eid), _text(print)) for eid, print in basis["sections"]),
                laws=_text(basis["laws"]),
                status=Status(basis["status"]),
            ),
            status=Status(data["status"]) if data.get("status") else None,
            elements={_text(k): bool(v) for k, v in data.get("elements", {}).items()},
            added=tuple(_passage(p) for p in data.get("added", ())),
            removed=tuple(_passage(p) for p in data.get("removed", ())),
            reason=_text(data.get("reason", "")),
            comment=_text(data.get("comment", "")),
            discuss=bool(data.get("discuss", False)),
            expires=_text(data.get("expires", "")),
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise RefusedDecision(path, "this is no decision of a reviewer", "Export them on the page that lawcheck review opens.") from error


def _passage(data: Any) -> Passage:
    passage = Passage(int(data["law"]), _text(data["eid"]), _text(data["citation"]), int(data["start"]), int(data["end"]), _text(data["quote"]))
    if passage.law < 0 or passage.start < 0 or passage.end < passage.start:
        raise ValueError("offsets out of order")
    return passage


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value
