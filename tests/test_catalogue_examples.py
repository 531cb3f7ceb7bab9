"""The examples of our catalogues hold, and a wrong one is caught."""

from dataclasses import replace

import pytest

from lawcheck.catalogue import available_catalogues, load_catalogue
from lawcheck.catalogue.testing import run_examples
from lawcheck.catalogue.types import Catalogue, Example
from lawcheck.errors import CatalogueError


def with_example(catalogue: Catalogue, example: Example) -> Catalogue:
    """The catalogue, with one example in place of those of crime.attempt.attempt."""
    requirement = catalogue.requirement("crime.attempt")
    element = replace(requirement.elements[0], examples=(example,))
    return replace(catalogue, requirements=(replace(requirement, elements=(element,)),))


@pytest.mark.parametrize("name", available_catalogues())
def test_every_example_of_our_catalogues_holds(name: str) -> None:
    base = {r.id for r in load_catalogue().requirements} if name != "anti-trafficking" else set()
    catalogue = load_catalogue(name)
    results = run_examples(catalogue, [r.id for r in catalogue.requirements if r.id not in base])
    assert results
    assert [(r.requirement, r.part, r.example.text, r.problem) for r in results if r.problem] == []


ATTEMPT = "Any attempt to commit the offence of trafficking in persons is punished as the offence itself."
OTHER = "The Minister shall attempt to visit every shelter."


@pytest.mark.parametrize(
    ("example", "problem"),
    [
        (Example(ATTEMPT, True), ""),
        (Example(OTHER, False), ""),
        (Example(ATTEMPT, False), "found, though it does not hold"),
        (Example(OTHER, True), "not found, though it holds"),
        (Example(ATTEMPT, False, "no rule yet"), ""),
        (Example(ATTEMPT, True, "no rule yet"), "known miss that is now right: take out known_miss"),
        (Example(OTHER, False, "no rule yet"), "known miss that is now right: take out known_miss"),
    ],
)
def test_an_example_that_fails_is_told(example: Example, problem: str) -> None:
    catalogue = with_example(load_catalogue(), example)
    (result,) = run_examples(catalogue, ["crime.attempt"])
    assert result.problem == problem
    if "found, though" in problem:
        assert bool(result.hits) is not example.holds


def test_an_unknown_name_is_told() -> None:
    with pytest.raises(CatalogueError, match=r"crime\.nothing"):
        run_examples(load_catalogue(), ["crime.nothing"])
