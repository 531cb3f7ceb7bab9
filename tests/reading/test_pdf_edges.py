"""What stands at the edge of a page, or of a line, of a printed law."""

from __future__ import annotations

import pytest

from lawcheck.reading.naming import ends_with_reference
from lawcheck.reading.pdf.furniture import _may_head


@pytest.mark.parametrize(
    ("line", "expected", "why"),
    [
        ("Prevention of Trafficking in Persons", True, "the short title"),
        ("(d) for the protection of livestock", False, "a paragraph that starts a page"),
        ("10. Interpretation", False, "a section that starts a page"),
        ("the owner of the land", False, "a sentence that goes on"),
        ("No person shall hunt.", False, "a sentence that ends"),
    ],
)
def test_lines_of_the_law_at_the_edge_of_a_page_are_no_running_heads(line: str, expected: bool, why: str) -> None:
    assert _may_head(line) is expected, why


@pytest.mark.parametrize(
    ("line", "expected"),
    [("a power given by subsection", True), ("under paragraphs", True), ("Part II: Section", False), ("hunts a wild animal", False)],
)
def test_a_line_may_break_off_inside_a_reference(line: str, expected: bool) -> None:
    assert ends_with_reference(line) is expected
