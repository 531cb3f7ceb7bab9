"""Run reading, segmenting and matching once over the labelled laws; all folds share the result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lawcheck.api import observe, read_law
from lawcheck.catalogue import Catalogue
from lawcheck.evaluating.gold import GoldLaw
from lawcheck.matching import SignalTable
from lawcheck.model import Law


@dataclass(frozen=True, slots=True)
class Observed:
    """A labelled law with the signals that matching found in it."""

    gold: GoldLaw
    law: Law
    signals: SignalTable


def observe_all(laws: Sequence[GoldLaw], catalogue: Catalogue, done: Callable[[], None] = lambda: None) -> tuple[Observed, ...]:
    """Observe every law; ``done`` is called after each."""
    observed = []
    for gold in laws:
        law = read_law(gold.path, jurisdiction=gold.country)
        observed.append(Observed(gold, law, observe([law], catalogue)))
        done()
    return tuple(observed)
