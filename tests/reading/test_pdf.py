"""PDF as gazettes print it: what comes out is the law in reading order, paragraph by paragraph."""

import shutil
from pathlib import Path

import pytest
import typst

import lawcheck
from lawcheck import errors
from lawcheck.model import Kind
from lawcheck.reading import read
from lawcheck.segmenting import segment
from tests.reading.typesetting import Section, law, photographed, typeset

SHARED = Path(__file__).parents[3] / "shared" / "corpus" / "en"
LAW = law(25)
LAYOUTS = [{}, {"columns": 2}, {"notes": "left"}, {"notes": "right"}, {"footnotes": True}, {"columns": 2, "footnotes": True}]


def flat(sections: list[Section]) -> list[str]:
    return ["BOATS ACT", *(line for section in sections for line in section.plain)]


def saved(folder: Path, data: bytes) -> Path:
    path = folder / "law.pdf"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("layout", LAYOUTS, ids=str)
def test_every_layout_gives_the_same_law(tmp_path: Path, layout: dict[str, object]) -> None:
    source = read(saved(tmp_path, typeset(LAW, **layout)))  # type: ignore[arg-type]
    assert source.text.strip().split("\n") == flat(LAW)


def test_pages_are_kept_as_evidence_of_place(tmp_path: Path) -> None:
    source = read(saved(tmp_path, typeset(LAW)))
    pages = {o.page for o in source.origins}
    assert pages == set(range(1, max(p for p in pages if p) + 1))
    sections = [p for p in segment(source).walk() if p.kind is Kind.SECTION]
    assert [s.number for s in sections] == [str(n) for n in range(1, 26)]
    assert sections[0].page == 1
    assert (sections[-1].page or 0) >= max(p for p in pages if p) - 1


def test_footnotes_are_told(tmp_path: Path) -> None:
    source = read(saved(tmp_path, typeset(LAW, footnotes=True)))
    assert source.warnings == ("notes at the foot of pages were left out: 8",)


def test_raised_numbers_of_inserted_articles_stay(tmp_path: Path) -> None:
    data = bytes(typst.compile(b"Article 127#super[1]. Trade in persons\n\nArticle 128. Kidnapping"))
    assert "127¹" in read(saved(tmp_path, data)).text


def test_hyphens_that_belong_to_a_word_stay(tmp_path: Path) -> None:
    text = "A re-entry permit is needed. " + "The officer may grant a permit for re-" + "entry of the person. "
    data = bytes(typst.compile(f"#set page(width: 7.2cm, height: auto)\n#set text(hyphenate: false, size: 10pt)\n{text * 3}".encode()))
    assert "reentry" not in read(saved(tmp_path, data)).text


def test_pictures_of_pages_are_said_to_be_so(tmp_path: Path) -> None:
    with pytest.raises(errors.NoTextLayer, match=r"law\.pdf: .*--ocr"):
        read(saved(tmp_path, photographed(law(2))))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_pictures_of_pages_are_recognised_with_their_confidence(tmp_path: Path) -> None:
    sections = law(6)
    source = read(saved(tmp_path, photographed(sections)), ocr=True, language="en")
    assert source.text.strip().split("\n") == flat(sections)
    assert all(o.confidence is None or 0.5 < o.confidence <= 1 for o in source.origins)
    assert any(o.confidence is not None for o in source.origins)
    assert "needs review" in source.warnings[0]


def test_ocr_without_tesseract_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(errors.NoTextLayer, match="tesseract-ocr"):
        read(saved(tmp_path, photographed(law(1))), ocr=True)


def test_damaged_and_truncated_files_are_refused(tmp_path: Path) -> None:
    whole = typeset(law(3))
    for data in (b"%PDF-1.7 and nothing else", whole[:400], whole[: len(whole) // 3]):
        with pytest.raises((errors.DamagedFile, errors.NoTextLayer), match=r"law\.pdf"):
            read(saved(tmp_path, data))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
def test_marginal_notes_of_a_gazette_head_their_sections() -> None:
    source = read(SHARED / "LK-penal-code-amendment-2006" / "source.pdf")
    lines = source.text.split("\n")
    at = lines.index("3. Insertion of new sections 286B and 286C in the principal enactment.")
    assert lines[at + 1].startswith("The following new sections are hereby inserted immediately after section 286A")
    assert "Penal Code (Amendment) Act, No. 16 of 2006 1" not in source.text


ARABIC = "يعاقب بالسجن كل من ارتكب جريمة من جرائم الاتجار بالأشخاص المنصوص عليها في هذا القانون وفقا لأحكامه."


def test_arabic_is_read_from_right_to_left(tmp_path: Path) -> None:
    page = '#set page(width: 12cm, height: 9cm)\n#set text(lang: "ar", font: "DejaVu Sans", size: 10pt)\n'
    pages = "".join(f"المادة {number}\n\n{ARABIC * 3}\n\n" for number in range(1, 5))
    if "DejaVu Sans" not in typst.Fonts().families():
        pytest.skip("no font with Arabic letters is installed")
    source = read(saved(tmp_path, bytes(typst.compile((page + pages).encode()))))
    assert source.text.strip().split("\n") == [line for number in range(1, 5) for line in (f"المادة {number}", ARABIC * 3)]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_what_was_recognised_needs_review(tmp_path: Path) -> None:
    path = saved(tmp_path, photographed(law(2)))
    assessment = lawcheck.assess([lawcheck.read_law(path, ocr=True, language="en")])
    assert assessment.findings
    assert all(f.needs_review for f in assessment.findings)
