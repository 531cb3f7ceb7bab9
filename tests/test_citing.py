"""Citations that a reader can follow, in amending laws too."""

from lawcheck.assessing.citing import cite
from lawcheck.model import SourceText
from lawcheck.segmenting import segment

AMENDING = """Penal Code (Amendment) Act, 2020

1. This Act may be cited as the Penal Code (Amendment) Act.

2. The Penal Code is amended by inserting after section 310 the following:

    310A. (1) Whoever recruits a person for exploitation commits an offence.

3. Section 12 of the Penal Code is repealed.
"""


def test_words_of_an_inserted_section_are_cited_by_its_number() -> None:
    law = segment(SourceText(AMENDING, "act.txt", "", "text/plain", "en"))
    at = AMENDING.index("recruits")
    section = next(p for p in law.walk() if p.number == "2")
    assert cite(law, section, section, at) == "s. 310A (inserted by s. 2)"


def test_words_of_the_amending_section_itself_keep_its_number() -> None:
    law = segment(SourceText(AMENDING, "act.txt", "", "text/plain", "en"))
    section = next(p for p in law.walk() if p.number == "3")
    assert cite(law, section, section, AMENDING.index("repealed")) == "s. 3"
