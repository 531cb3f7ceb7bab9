"""The accuracy floor: figures cross-validated by country may not fall below models/en/floor.json."""

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from lawcheck.catalogue import load_catalogue
from lawcheck.evaluating import cross_validate, load_gold, observe_all, score
from lawcheck.evaluating.false_alarms import FalseAlarms, false_alarms, unrelated_laws
from lawcheck.resources import data_folder

SHARED = Path(__file__).parents[2] / "shared"
FLOOR = json.loads((data_folder("models") / "en" / "floor.json").read_text())

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not (SHARED / "gold").is_dir(), reason="the labelled laws are not beside this checkout")]


def test_figures_hold_on_countries_that_the_model_did_not_see() -> None:
    catalogue = load_catalogue()
    observed = observe_all(load_gold(SHARED / "gold" / "en", SHARED / "corpus" / "en", FLOOR["left_out"]), catalogue)
    figures = asdict(score([o.gold for o in observed], cross_validate(observed, catalogue)))
    below = {name: (figures[name], least) for name, least in FLOOR["at_least"].items() if figures[name] < least}
    above = {name: (figures[name], most) for name, most in FLOOR["at_most"].items() if figures[name] > most}
    assert not below
    assert not above


def test_little_is_found_in_laws_on_other_subjects() -> None:
    results = [r for r in false_alarms(unrelated_laws(SHARED / "corpus" / "structured", "en"), load_catalogue()) if isinstance(r, FalseAlarms)]
    assert results
    assert sum(len(r.elements) for r in results) / sum(r.asked for r in results) <= FLOOR["false_alarms"]
