"""Cases of numbering that statutes print, each as text and the paths of numbers that must come out, in order."""

from __future__ import annotations

import pytest

from lawcheck.model import Kind, Law, Provision, SourceText
from lawcheck.segmenting import segment


def law_of(text: str, language: str = "en") -> Law:
    return segment(SourceText(text, "law.txt", "0" * 64, "text/plain", language))


def paths(law: Law) -> list[str]:
    found: list[str] = []

    def visit(provision: Provision, path: str) -> None:
        if provision.number:
            path = f"{path}/{provision.number}" if path else provision.number
            found.append(path)
        for child in provision.children:
            visit(child, path)

    for root in law.provisions:
        visit(root, "")
    return found


def of_kind(law: Law, kind: Kind) -> list[Provision]:
    return [p for p in law.walk() if p.kind is kind]


# name: (language, text, paths)
SEQUENCES = {
    "a number and a subsection on one line open two levels": (
        "en",
        "1.(1) No person shall sell bread.\n(2) Nor cakes.\n2.(1) Bakers are exempt.\n(2) So are cooks.\n",
        ["1", "1/1", "1/2", "2", "2/1", "2/2"],
    ),
    "(i) is the letter after (h) when (j) follows": (
        "en",
        "1. A list\nIt is—\n" + "".join(f"({c}) word {c};\n" for c in "abcdefghijk"),
        ["1", *(f"1/{c}" for c in "abcdefghijk")],
    ),
    "(i) is roman after (h) when (ii) follows": (
        "en",
        "1. A list\nIt is—\n" + "".join(f"({c}) word {c};\n" for c in "abcdefg") + "(h) words—\n(i) one;\n(ii) two;\n(i) word i.\n",
        ["1", *(f"1/{c}" for c in "abcdefgh"), "1/h/i", "1/h/ii", "1/i"],
    ),
    "(za) stands before (a), (aa) between (a) and (b)": (
        "en",
        "1. A list\nIt is—\n(za) first;\n(a) second;\n(aa) third;\n(b) fourth.\n2. Another\nText.\n",
        ["1", "1/za", "1/a", "1/aa", "1/b", "2"],
    ),
    "(aa) below (i) is a list of its own": (
        "en",
        "1. A list\n(1) It is—\n(a) one—\n(i) two—\n(aa) three;\n(bb) four;\n(ii) five.\n",
        ["1", "1/1", "1/1/a", "1/1/a/i", "1/1/a/i/aa", "1/1/a/i/bb", "1/1/a/ii"],
    ),
    "sections inserted later": (
        "en",
        "12. Bread\nText.\n12A. Rolls\nText.\n12B. Cakes\nText.\n13. Tea\nText.\n",
        ["12", "12A", "12B", "13"],
    ),
    "AA before A, as in New Zealand": (
        "en",
        "98 Bread\n(1) Text.\n98AA Rolls\n(1) Text.\n98A Cakes\n(1) Text.\n98B Tea\n(1) Text.\n",
        ["98", "98/1", "98AA", "98AA/1", "98A", "98A/1", "98B", "98B/1"],
    ),
    "decimal insertions": (
        "en",
        "279.01 (1) Every baker shall bake.\n(2) Every cook shall cook.\n279.011 (1) Every child may eat.\n279.02 Nobody shall starve.\n",
        ["279.01", "279.01/1", "279.01/2", "279.011", "279.011/1", "279.02"],
    ),
    "bis and ter": (
        "fr",
        "Article 8\nLe pain est dû.\nArticle 8 bis\nLe sel aussi.\nArticle 8 ter\nEt l'eau.\nArticle 9\nFin.\n",
        ["8", "8 bis", "8 ter", "9"],
    ),
    "numbers of codes": (
        "fr",
        "Article 225-4-1\nI. - Le pain est dû :\n1° Au mineur ;\n2° Au vieillard.\nII. - Le sel aussi.\nArticle 225-4-2\nFin.\n",
        ["225-4-1", "225-4-1/I", "225-4-1/I/1°", "225-4-1/I/2°", "225-4-1/II", "225-4-2"],
    ),
    "1.2A": ("en", "1.1. Bread\nText.\n1.2. Rolls\nText.\n1.2A. Cakes\nText.\n1.3. Tea\nText.\n", ["1.1", "1.2", "1.2A", "1.3"]),
    "paragraph signs with letters": (
        "de",
        "§ 3 Brot\n(1) Brot ist zu backen.\n(2) Auch Kuchen.\n§ 3a Kuchen\nKuchen ist süß.\n§ 4 Tee\nTee ist heiß.\n",
        ["3", "3/1", "3/2", "3a", "4"],
    ),
    "Art. 12-quater": (
        "it",
        "Art. 12.\n1. Il pane è dovuto.\n2. Anche il sale.\nArt. 12-bis.\n1. Il vino.\nArt. 12-ter.\nL'acqua.\nArt. 12-quater.\nFine.\n",
        ["12", "12/1", "12/2", "12-bis", "12-bis/1", "12-ter", "12-quater"],
    ),
    "articles by ordinal word": (
        "es",
        "Artículo primero.- El pan se debe.\nArtículo segundo.- La sal se debe.\nArtículo tercero.- Fin.\n",
        ["primero", "segundo", "tercero"],
    ),
    "Article 1er and Article premier": ("fr", "Article premier\nLe pain.\nArticle 2\nLe sel.\nArticle 3\nL'eau.\n", ["premier", "2", "3"]),
    "Artículo 129-A.-": (
        "es",
        "Artículo 129.- Trata\nEl que captare será penado.\nArtículo 129-A.- Agravantes\nLa pena será mayor:\n"
        "1. Si hay violencia.\n2. Si hay fraude.\nArtículo 129-B.- Fin\nFin de la ley.\n",
        ["129", "129-A", "129-A/1", "129-A/2", "129-B"],
    ),
    "Art. 149-A with inciso and paragraph": (
        "pt",
        "Art. 149. Reduzir alguém a condição análoga:\nI – contra criança;\nII – por preconceito.\n§ 1º Nas mesmas penas incorre quem:\nI – cerceia.\n"
        "§ 2º A pena é aumentada.\nArt. 149-A. Agenciar pessoa:\nI – remover órgãos;\nII – submeter.\nParágrafo único. Fim.\n",
        ["149", "149/I", "149/II", "149/1º", "149/1º/I", "149/2º", "149-A", "149-A/I", "149-A/II", "149-A/único"],
    ),
    "Статья 127¹ with parts and points": (
        "ru",
        "Статья 127. Лишение свободы\n1. Лишение свободы -\nнаказывается.\n2. То же деяние, совершенное:\nа) группой лиц;\nб) с насилием, -\nнаказывается.\n"
        "Статья 127¹. Торговля людьми\n1. Купля-продажа человека -\nнаказывается.\nСтатья 127². Труд\n1. Труд -\nнаказывается.\n",
        ["127", "127/1", "127/2", "127/2/а", "127/2/б", "127¹", "127¹/1", "127²", "127²/1"],
    ),
    "Arabic ordinals and digits": (
        "ar",
        "المادة الأولى\nيقصد بالمصطلحات الآتية:\n1 - الطفل: من لم يجاوز الثامنة عشرة.\n2 - الخبز: طعام.\nالمادة الثانية\nيحظر البيع.\nالمادة 12\nنص.\n",
        ["الأولى", "الأولى/1", "الأولى/2", "الثانية", "12"],
    ),
    "sections that run on through parts and chapters": (
        "en",
        "PART I\nPRELIMINARY\n1. Title\nText.\n2. Words\nText.\nPART II\nBREAD\nCHAPTER 1\nROLLS\n3. Rolls\nText.\nCHAPTER 2\nCAKES\n4. Cakes\nText.\n",
        ["I", "I/1", "I/2", "II", "II/1", "II/1/3", "II/2", "II/2/4"],
    ),
    "sections that restart in each part": (
        "en",
        "PART 1\nBREAD\n1. Rolls\nText.\n2. Loaves\nText.\n3. Buns\nText.\nPART 2\nTEA\n1. Black\nText.\n2. Green\nText.\n",
        ["1", "1/1", "1/2", "1/3", "2", "2/1", "2/2"],
    ),
    "schedules have numbers of their own": (
        "en",
        "1. Title\nText.\n2. Fees\nThe fees are in the Schedule.\nFIRST SCHEDULE\nFees\n1. Bread costs one penny.\n"
        "2. (1) Cakes cost two.\n(2) Tea costs three.\n",
        ["1", "2", "FIRST", "FIRST/1", "FIRST/2", "FIRST/2/1", "FIRST/2/2"],
    ),
    "citations at the start of a wrapped line open nothing": (
        "en",
        "1. Bread\n(1) A person who contravenes the provisions of this Act or of subsection\n"
        "(2) shall be liable to the penalty that is provided for in section\n"
        "5. Nothing in this section applies to any baker or to a cook who is old or\n"
        "who is young and lives in the town or the villages that are around it now.\n"
        "(2) A person who sells bread to another person on a Sunday or a holiday and\nwho has no licence is liable to a fine.\n2. Cakes\nText.\n",
        ["1", "1/1", "1/2", "2"],
    ),
    "repealed sections keep the sequence": (
        "en",
        "1. Title\nText.\n2. [Repealed by Act 3 of 1999]\n3. * * * * *\n4 to 6 [Repealed]\n7. Bread\nText.\n",
        ["1", "2", "3", "4 to 6", "7"],
    ),
    "decimal parts of a part": (
        "ru",
        "Статья 2. Термины\n1. Термины:\n1.1. хлеб – еда;\n1.2. соль – еда.\n2. Иное.\nСтатья 3. Иное\nТекст.\n",
        ["2", "2/1", "2/1/1.1", "2/1/1.2", "2/2", "3"],
    ),
}


@pytest.mark.parametrize("name", SEQUENCES)
def test_numbering_is_read_as_a_sequence(name: str) -> None:
    language, text, expected = SEQUENCES[name]
    assert paths(law_of(text, language)) == expected


DEFINITIONS = """2. Interpretation
In this Act—
"baker" means a person who bakes;
"bread" includes—
(a) rolls; and
(b) loaves;
"Minister" means the Minister for bread.
3. Bread
Text.
"""


def test_unnumbered_definitions_are_provisions_with_their_term() -> None:
    law = law_of(DEFINITIONS)
    found = of_kind(law, Kind.DEFINITION)
    assert [d.heading for d in found] == ["baker", "bread", "Minister"]
    assert [c.number for c in found[1].children] == ["a", "b"]
    assert found[1].citation == "s. 2 “bread”"


CONTENTS = """BREAD ACT
ARRANGEMENT OF SECTIONS
Section
1. Short title
2. Duty to bake
3. Penalties
BREAD ACT
An Act about bread.
ENACTED by the Parliament as follows:
1. Short title
This Act may be cited as the Bread Act.
2. Duty to bake
Every baker shall bake.
3. Fines
A baker who does not bake commits an offence.
"""


def test_arrangement_of_sections_opens_nothing_and_checks_headings() -> None:
    law = law_of(CONTENTS)
    assert paths(law) == ["1", "2", "3"]
    assert len(of_kind(law, Kind.CONTENTS)) == 1
    assert [d.message for d in law.doubts] == ["the contents give section 3 another heading"]


def test_marginal_notes_above_are_headings() -> None:
    text = (
        "Short title\n1 This Act may be cited as the Bread Act.\nDuty to bake\n2 (1) Every baker shall bake.\n"
        "Exception\n(2) Not on Sundays.\nPenalty\n3 A baker who does not bake is liable to a fine.\n"
    )
    law = law_of(text)
    assert [s.heading for s in of_kind(law, Kind.SECTION)] == ["Short title", "Duty to bake", "Penalty"]
    assert law.text[of_kind(law, Kind.SECTION)[1].start :].startswith("Duty to bake")
    assert of_kind(law, Kind.SUBSECTION)[1].heading == "Exception"


def test_headings_after_the_number_are_clean() -> None:
    text = (
        "1. Short title.—(1) This Act is the Bread Act.\n(2) It extends to the town.\n2. Duty to bake\n"
        "Every baker shall bake.\n3. Penalty. — A baker who does not bake is liable.\n"
    )
    law = law_of(text)
    assert [s.heading for s in of_kind(law, Kind.SECTION)] == ["Short title", "Duty to bake", "Penalty"]
    assert of_kind(law, Kind.SECTION)[2].text.strip() == "A baker who does not bake is liable."


def test_flush_text_after_a_list_is_a_wrapup() -> None:
    law = law_of("1. Bread\n(1) Any person who—\n(a) bakes; or\n(b) sells,\ncommits an offence.\n(2) Text.\n2. Tea\nText.\n")
    (wrapup,) = of_kind(law, Kind.WRAPUP)
    assert wrapup.text.strip() == "commits an offence."
    assert wrapup.citation == "s. 1(1)"


def test_provisos_are_addressable() -> None:
    law = law_of("1. Bread\n(1) Bakers shall bake.\nProvided that no baker need bake on Sundays.\n(2) Text.\n")
    (proviso,) = of_kind(law, Kind.PROVISO)
    assert proviso.citation == "s. 1(1) proviso"


QUOTED = """1. Short title
This Act may be cited as the Bread (Amendment) Act.
2. Amendment of section 5
Section 5 of the principal Act is amended by inserting after subsection (1) the following:—
“(1A) A baker shall bake cakes.
(1B) A baker shall bake rolls.”.
3. New section 7A
The principal Act is amended by adding the following section:—
“7A. (1) Every cook shall cook.
(2) Nothing in this section applies to children.”.
4. Commencement
This Act comes into force at once.
"""


def test_quoted_insertions_stay_inside_the_amending_section() -> None:
    law = law_of(QUOTED)
    assert [s.number for s in of_kind(law, Kind.SECTION)] == ["1", "2", "3", "4"]
    quoted = of_kind(law, Kind.QUOTED)
    assert [[c.number for c in q.children] for q in quoted] == [["1A", "1B"], ["7A"]]
    assert quoted[1].children[0].children[0].citation.startswith("s. 3, inserted")


def test_front_matter_is_no_provision_of_the_law() -> None:
    text = "BREAD ACT\nNo. 3 of 1999\nWHEREAS bread is good:\nAND WHEREAS tea is good:\nBe it enacted as follows:\n1. Title\nText.\n2. Bread\nText.\n"
    law = law_of(text)
    assert [r.kind for r in law.provisions] == [Kind.PREFACE, Kind.PREAMBLE, Kind.SECTION, Kind.SECTION]


def test_page_furniture_breaks_nothing() -> None:
    pages = []
    for number in range(1, 13):
        pages.append(
            f"{number}. Section {number}\nEvery baker in district {number} shall bake bread on each working day.\n\n{number:>40}\nBread Act        {number}\n\n"
        )
    assert paths(law_of("".join(pages))) == [str(n) for n in range(1, 13)]


def test_gaps_and_repeats_are_doubted() -> None:
    law = law_of("1. One\nText.\n2. Two\nText.\n5. Five\nText.\n5. Five\nText.\n6. Six\nText.\n")
    assert [d.message for d in law.doubts] == ["numbering jumps from 2 to 5", "number 5 comes twice"]


@pytest.mark.parametrize(
    ("language", "text", "citation"),
    [
        ("en", "8. Bread\n(1) It is—\n(a) good;\n(b) cheap.\n", "s. 8(1)(a)"),
        ("fr", "Article 12\nLe pain est :\n1° Bon ;\n2° Cher.\n", "art. 12, 1°"),
        ("de", "§ 5 Brot\n(1) Brot ist:\n1. gut,\n2. teuer.\n", "§ 5 Abs. 1"),
    ],
)
def test_citations_follow_the_tradition(language: str, text: str, citation: str) -> None:
    assert citation in {p.citation for p in law_of(text, language).walk()}
