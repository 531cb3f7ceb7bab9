"""Sections that print a heading but no number are cited by the heading."""

from __future__ import annotations

from lawcheck.model import Kind, SourceText
from lawcheck.reading.naming import bare_number, cite
from lawcheck.segmenting import segment

HEADED = """An Act to prevent the sale of persons

It is hereby enacted as follows:

Short title, extent and commencement:

(1) This Act may be called the Sale of Persons Act.

(2) It shall come into force at once.

Definitions

In this Act, unless the context otherwise requires, a child is a person under eighteen years of age.

Sale of persons

(1) Whoever sells a person shall be punished with imprisonment for ten years.

(2) Whoever buys a person shall be punished in the same manner as the one who sells.

Powers of the police

A police officer may enter any place where a person is kept for sale.
"""


def test_a_section_without_a_number_is_cited_by_its_heading() -> None:
    law = segment(SourceText(text=HEADED, path="act.txt", sha256="0" * 64, media_type="text/plain", language="en"))
    cited = [p.citation for root in law.provisions for p in root.walk() if p.kind in (Kind.SECTION, Kind.SUBSECTION)]
    assert cited == [
        "“Short title, extent and commencement”",
        "“Short title, extent and commencement”(1)",
        "“Short title, extent and commencement”(2)",
        "“Definitions”",
        "“Sale of persons”",
        "“Sale of persons”(1)",
        "“Sale of persons”(2)",
        "“Powers of the police”",
    ]


def test_a_numbered_section_keeps_its_number() -> None:
    assert cite(Kind.SECTION, "3.", "", None, "en", heading="Sale of persons") == "s. 3"
    assert cite(Kind.PARAGRAPH, "", "s. 3", Kind.SECTION, "en", heading="Sale") == "s. 3"


def test_the_former_number_of_a_treaty_article_is_no_part_of_its_number() -> None:
    assert bare_number("Article 37 (ex Article 38)") == "37"


def test_a_schedule_that_runs_on_after_the_last_section_opens() -> None:
    text = (
        "1. Title\n\nThis Act is the Sale of Persons Act.\n\n2. Duty\n\nOfficers shall follow the Schedule.\n\n3. Regulations\n\n"
        "The Minister may make regulations under this Act. First Schedule (Sections 2 and 3) Interviews\n\n1. Privacy\n\nBe discreet.\n"
    )
    law = segment(SourceText(text=text, path="act.txt", sha256="0" * 64, media_type="text/plain", language="en"))
    schedule = law.provisions[-1]
    assert schedule.kind is Kind.SCHEDULE
    assert text[schedule.start :].startswith("First Schedule (Sections")
    assert not text[: schedule.start].rstrip().endswith("First")


def test_articles_of_a_treaty_open_their_first_paragraph_on_the_same_line() -> None:
    text = "".join(f"Article {n} 1 The parties keep promise {n}.\n2 The parties keep it in good faith.\n" for n in range(1, 7))
    law = segment(SourceText(text=text, path="treaty.txt", sha256="0" * 64, media_type="text/plain", language="en"))
    third = next(p for root in law.provisions for p in root.walk() if p.number == "3" and p.kind is Kind.ARTICLE)
    assert [child.number for child in third.children] == ["1", "2"]
