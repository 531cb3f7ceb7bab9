"""What provisions do, by wording and heading: each case with a near miss that is something else."""

import pytest

from lawcheck.model import Kind, Role
from lawcheck.segmenting.roles import explained_role


@pytest.mark.parametrize(
    ("heading", "text", "role"),
    [
        ("", "[Repealed by Act 3 of 1999]", Role.REPEALED),
        ("", "Act 3 of 1999 is repealed.", Role.TRANSITIONAL),
        ("", "A baker who burns bread commits an offence.", Role.OFFENCE),
        ("", "La trata es castigada; el que captare será reprimido con prisión de cuatro años.", Role.OFFENCE),
        ("", "La traite des êtres humains est punie de sept ans d'emprisonnement.", Role.OFFENCE),
        ("", "наказывается принудительными работами на срок до пяти лет", Role.OFFENCE),
        ("", "“bread” means baked dough.", Role.DEFINITION),
        ("Interpretation", "In this Act—", Role.INTERPRETATION),
        ("Penalties", "On a first conviction—", Role.PENALTY),
        ("Extra-territorial jurisdiction", "A court may try acts done abroad.", Role.JURISDICTION),
        ("", "There is hereby established a Bread Council.", Role.INSTITUTION),
        ("Commencement", "This Act has effect at once.", Role.TRANSITIONAL),
        ("", "A victim is entitled to bread.", Role.RIGHT),
        ("", "The court may order that the bread be returned.", Role.PROCEDURE),
        ("", "The Minister may make regulations.", Role.POWER),
        ("", "The Minister shall publish a list.", Role.DUTY),
        ("", "The dismay of bakers is great.", Role.GENERAL),
    ],
)
def test_role_by_wording_and_heading(heading: str, text: str, role: Role) -> None:
    found, why = explained_role(Kind.SECTION, heading, text)
    assert found is role, why
    assert why
