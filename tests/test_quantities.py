"""Terms of imprisonment, ages, periods and fines, as laws word them."""

import pytest

from lawcheck.matching.quantities import find_quantities

LIFE = "life"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("liable to imprisonment for a term not exceeding ten years", [(None, 120)]),
        ("imprisonment for a term of not less than two years and not exceeding twenty years", [(24, 240)]),
        ("imprisonment for not less than fifteen (15) years but not more than twenty (20) years", [(180, 240)]),
        ("punished with deprivation of liberty of five to ten years", [(60, 120)]),
        ("imprisonment from 3 to 10 years", [(36, 120)]),
        ("shall be imprisoned not more than 20 years", [(None, 240)]),
        ("a maximum of twenty-five years' imprisonment", [(None, 300)]),
        ("rigorous imprisonment which may extend to seven years and shall not be less than three years", [(36, 84)]),
        ("imprisonment for ten years", [(None, 120)]),
        ("imprisonment for six months to two years", [(6, 24)]),
        ("imprisonment for a term of not less than thirty years", [(360, None)]),
        ("offences punishable by imprisonment for four years or more", []),
        ("imprisonment of anyone who traffics a child under the age of 14 years", []),
        ("The register is kept for ten years. Imprisonment is a last resort", []),
    ],
)
def test_imprisonment_in_months(text: str, expected: list[tuple[float | None, float | None]]) -> None:
    found = [(q.minimum, q.maximum) for q in find_quantities(text) if q.measure == "imprisonment" and not q.life]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    ["to imprisonment for life", "life imprisonment", "imprisoned for any term of years or for life", "imprisonment for not less than ten years or for life"],
)
def test_imprisonment_for_life(text: str) -> None:
    assert any(q.life for q in find_quantities(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a person under the age of eighteen years", [18]),
        ("any person below 18 years of age", [18]),
        ("who has not attained the age of sixteen", [16]),
        ("a person under eighteen years", [18]),
        ("a term of not less than ten years", []),
        ("for less than two years", []),
        ("less than 18 years of age", [18]),
    ],
)
def test_ages_that_someone_is_under(text: str, expected: list[float]) -> None:
    assert [q.maximum for q in find_quantities(text) if q.measure == "age"] == expected


@pytest.mark.parametrize(("text", "days"), [("a period of ninety days", 90), ("thirty (30) days", 30), ("six months", 180), ("up to 3 weeks", 21)])
def test_periods_in_days(text: str, days: float) -> None:
    assert [q.maximum for q in find_quantities(text) if q.measure == "period"] == [days]


@pytest.mark.parametrize(
    ("text", "alternative"),
    [
        ("a fine not exceeding five thousand dollars or to imprisonment for two years or to both", True),
        ("imprisonment for ten years or a fine of one million shillings", True),
        ("imprisonment for ten years and a fine of one million shillings", False),
        ("imprisonment for two years and shall also be liable to a fine", False),
    ],
)
def test_a_fine_instead_of_imprisonment(text: str, alternative: bool) -> None:
    fines = [q for q in find_quantities(text) if q.measure == "fine"]
    assert any(q.alternative for q in fines) is alternative


def test_spans_point_at_the_words() -> None:
    text = "He is liable to imprisonment for a term not exceeding ten years."
    quantity = next(q for q in find_quantities(text) if q.measure == "imprisonment")
    assert text[quantity.start : quantity.end] == "not exceeding ten years"
