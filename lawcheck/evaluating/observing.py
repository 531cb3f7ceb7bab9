"""Run reading, segmenting and matching once over the labelled laws; all folds share the result."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lawcheck.api import observe, read_law
from lawcheck.assessing.features import coverage_of, signal_features
from lawcheck.catalogue import Catalogue
from lawcheck.evaluating.gold import GoldLaw
from lawcheck.matching import SignalTable
from lawcheck.model import Law


@dataclass(frozen=True, slots=True)
class Observed:
    """A labelled law with the signals that matching found in it, also as ``signal_features`` by ``requirement.element``."""

    gold: GoldLaw
    law: Law
    signals: SignalTable
    features: Mapping[str, tuple[float, ...]]


def observe_all(laws: Sequence[GoldLaw], catalogue: Catalogue, done: Callable[[], None] = lambda: None) -> tuple[Observed, ...]:
    """Observe every law; ``done`` is called after each."""
    observed = []
    for gold in laws:
        law = read_law(gold.path, jurisdiction=gold.country)
        signals = observe([law], catalogue)
        coverage = coverage_of(signals)
        values = {f"{r.id}.{e.id}": signal_features(signals, r, e, coverage) for r in catalogue.requirements for e in r.elements}
        observed.append(Observed(gold, law, signals, values))
        done()
    return tuple(observed)
