"""Numbers and layout of inserted sections, and that they are read as sections again."""

import pytest

from lawcheck.model import SourceText, Tradition
from lawcheck.segmenting import segment
from lawcheck.serving.inserting import insert, laid_out, places


def law(text: str, tradition: Tradition, language: str = "en"):
    return segment(SourceText(text, "act.txt", "0" * 64, "text/plain", language, "Act"), tradition=tradition)


COMMON = "1. Short title\n\nThis Act may be cited as the Act.\n\n2. Offence\n\nA person who steals commits an offence.\n\n3. Penalty\n\nA fine.\n"
LETTERED = COMMON.replace("3. Penalty", "2A. Attempt\n\nAn attempt is punished.\n\n3. Penalty")
CIVIL = "Article 1. Aim\n\nThe aim of this Law is peace.\n\nArticle 2. Crime\n\nWhoever steals is punished.\n\nArticle 3. Entry\n\nIt enters into force.\n"
DASHED = CIVIL.replace("1. Aim", "1 - Aim").replace("2. Crime", "2 - Crime").replace("3. Entry", "3 - Entry")


@pytest.mark.parametrize(
    ("text", "tradition", "after", "first_line"),
    [
        (COMMON, Tradition.COMMON, 2, "4. Aid"),  # at the end: the successor
        (COMMON, Tradition.COMMON, 1, "2A. Aid"),  # in the middle: a letter
        (LETTERED, Tradition.COMMON, 1, "2B. Aid"),  # 2A is taken
        (LETTERED, Tradition.COMMON, 2, "2B. Aid"),  # after 2A
        (CIVIL, Tradition.CIVIL, 1, "Article 2 bis. Aid"),  # Latin words in the civil tradition
        (CIVIL, Tradition.CIVIL, 2, "Article 4. Aid"),
        (DASHED, Tradition.CIVIL, 0, "Article 1 bis - Aid"),  # in the style of its neighbour
    ],
)
def test_the_next_free_number_in_the_style_of_the_law(text: str, tradition: Tradition, after: int, first_line: str) -> None:
    held = law(text, tradition)
    made = insert(held, "The State gives aid.", "Aid", places(held)[after].eid)
    assert made.text[made.start : made.end].split("\n")[0] == first_line
    again = law(made.text, tradition)
    assert [p.number for p in again.walk() if p.start == made.start] == [made.number]
    assert len(places(again)) == len(places(held)) + 1


def test_lists_stand_on_lines_of_their_own() -> None:
    assert laid_out("Article [ ]. - (1) A person who (a) robs; or (b) steals, pays. (2) See section 3(1) and (4).").split("\n") == [
        "    (1) A person who",
        "        (a) robs; or",
        "        (b) steals, pays.",
        "    (2) See section 3(1) and (4).",
    ]


def test_a_draft_in_word_runs_from_right_to_left_where_its_script_does(tmp_path) -> None:
    import docx

    from lawcheck.serving.draft_files import to_word

    text = "قانون\n\nالمادة 1\n\nيعاقب كل من ارتكب الجريمة بالسجن.\n\nالمادة 2\n\nينشر هذا القانون.\n"
    held = law(text, Tradition.CIVIL, "ar")
    (tmp_path / "draft.docx").write_bytes(to_word(held))
    paragraphs = [p for p in docx.Document(str(tmp_path / "draft.docx")).paragraphs if "يعاقب" in p.text]
    assert len(paragraphs) == 1
    assert paragraphs[0]._p.pPr.find("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}bidi") is not None
    assert to_word(held) == to_word(held)
