"""The gap report in every format: same numbers, inert law text, every script, the same bytes each time."""

import csv
import io
import json
import re
import time
import zipfile
from dataclasses import replace

import docx
import jsonschema
import openpyxl
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

import lawcheck
from lawcheck.errors import OutputError
from lawcheck.model import Assessment, Override, ProvisionReference, Status, Tradition
from lawcheck.reporting import FORMATS, render, write
from lawcheck.reporting.exchange import schema
from lawcheck.reporting.wording import STATUS_WORDS, pillar_name
from lawcheck.resources import data_folder
from tests.made_assessments import ARABIC, RUSSIAN, changed, made

Counts = dict[str, list[int]]
WORDS = list(STATUS_WORDS.values())


@pytest.fixture(scope="module")
def outputs() -> dict[str, str | bytes]:
    return {f: render(made(), f, date="1 May 2026") for f in FORMATS}


def expected() -> Counts:
    groups = made().summary["by_pillar"]
    return {pillar_name(p): [counts.get(s.value, 0) for s in STATUS_WORDS] for p, counts in groups.items()}


def from_rows(rows: list[list[str]]) -> Counts:
    """The counts of a table whose head is Pillar, statuses, All."""
    start = next(i for i, row in enumerate(rows) if row[:1] == ["Pillar"] and row[1:6] == WORDS)
    found = {}
    for row in rows[start + 1 :]:
        if row[0] == "All":
            break
        found[row[0]] = [int(v) for v in row[1:6]]
    return found


def in_html(content: str) -> Counts:
    tree = html.fromstring(content)
    return from_rows([["".join(c.itertext()).strip() for c in row] for row in tree.xpath("//table[@class='counts']//tr")])


def in_docx(content: bytes) -> Counts:
    return from_rows([[c.text for c in row.cells] for table in docx.Document(io.BytesIO(content)).tables for row in table.rows])


def in_pdf(content: bytes) -> Counts:
    text = pdf_text(content)
    lines = re.findall(r"^(Criminalization|Victim protection|Prevention)\s+((?:\d+\s+){5}\d+)\s*$", text, re.MULTILINE)
    return {name: [int(n) for n in numbers.split()][:5] for name, numbers in lines}


def pdf_text(content: bytes) -> str:
    file = pypdfium2.PdfDocument(content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in file).replace("\r\n", "\n")
    finally:
        file.close()


def in_xlsx(content: bytes) -> Counts:
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Summary"]
    return from_rows([[str(c) if c is not None else "" for c in row] for row in sheet.iter_rows(values_only=True)])


def in_csv(content: str) -> Counts:
    found: Counts = {}
    for requirement in {tuple(r[k] for k in ("Requirement", "Pillar", "Finding")) for r in csv.DictReader(io.StringIO(content.lstrip("\ufeff")))}:
        found.setdefault(requirement[1], [0] * len(WORDS))[WORDS.index(requirement[2])] += 1
    return found


def in_md(content: str) -> Counts:
    return from_rows([[c.strip() for c in line.strip("|").split("|")] for line in content.splitlines() if line.startswith("|") and "---" not in line])


def in_json(content: str) -> Counts:
    groups = json.loads(content)["summary"]["by_pillar"]
    return {pillar_name(p): [counts.get(s.value, 0) for s in STATUS_WORDS] for p, counts in groups.items()}


@pytest.mark.parametrize("format", FORMATS)
def test_all_formats_carry_the_same_numbers(outputs: dict[str, str | bytes], format: str) -> None:
    assert globals()[f"in_{format}"](outputs[format]) == expected()


@pytest.mark.parametrize("format", FORMATS)
def test_same_assessment_same_bytes(outputs: dict[str, str | bytes], format: str) -> None:
    assert render(made(), format, date="1 May 2026") == outputs[format]


def document_text(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [n for n in archive.namelist() if n.endswith(".xml")]
        return "\n".join("".join(etree.fromstring(archive.read(n)).itertext()) for n in names)


def test_text_of_the_law_stays_text_in_html(outputs: dict[str, str | bytes]) -> None:
    tree = html.fromstring(str(outputs["html"]))
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//i")
    assert "{{ 7*7 }} {% raw %} #let x = 1" in tree.text_content()


def test_page_asks_nothing_of_the_network(outputs: dict[str, str | bytes]) -> None:
    page = str(outputs["html"])
    tree = html.fromstring(page)
    assert not tree.xpath("//@src | //link | //iframe | //object | //form/@action")
    assert all(target.startswith("#") for target in tree.xpath("//a/@href"))
    assert not re.search(r"url\((?!#)|@import", page)


def test_links_of_the_page_lead_somewhere(outputs: dict[str, str | bytes]) -> None:
    tree = html.fromstring(str(outputs["html"]))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {target[1:] for target in tree.xpath("//a/@href")} <= set(ids)


def test_formulas_are_inert_in_spreadsheets(outputs: dict[str, str | bytes]) -> None:
    spoiled = changed(made(), "crime.attempt", title="=1+1", statement="+cmd|' /C calc'!A0")
    book = openpyxl.load_workbook(io.BytesIO(bytes(render(spoiled, "xlsx"))))  # type: ignore[arg-type]
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value is not None]
    assert any(c.value == "=1+1" for c in cells)
    assert all(c.data_type in {"s", "n"} for c in cells)
    rows = list(csv.reader(io.StringIO(str(render(spoiled, "csv")).lstrip("\ufeff"))))
    assert any(value == "'=1+1" for row in rows for value in row)
    assert not any(value.startswith(("=", "+", "-", "@")) for row in rows for value in row)


def test_markup_is_inert_in_word_pdf_and_markdown(outputs: dict[str, str | bytes]) -> None:
    text = document_text(bytes(outputs["docx"]))  # type: ignore[arg-type]
    assert "<script>alert('x')</script> {{ 7*7 }} {% raw %} #let x = 1 $ \\ *star*" in text
    flat = " ".join(pdf_text(bytes(outputs["pdf"])).split())  # type: ignore[arg-type]
    assert "{{ 7*7 }}" in flat
    assert "#let x = 1 $" in flat
    assert "\\<script\\>" in str(outputs["md"])
    assert "<script>" not in str(outputs["md"])


def test_markdown_renders_back_to_the_words(outputs: dict[str, str | bytes]) -> None:
    from markdown_it import MarkdownIt

    page = html.fromstring(MarkdownIt("commonmark", {"html": False}).enable("table").render(str(outputs["md"])))
    flat = " ".join(page.text_content().split())
    assert "<script>alert('x')</script> {{ 7*7 }} {% raw %} #let x = 1 $ \\ *star* | [link](x) & " in flat
    assert not page.xpath("//a")


@pytest.mark.parametrize("format", ["html", "docx", "xlsx", "csv", "md"])
def test_arabic_and_russian_are_whole(outputs: dict[str, str | bytes], format: str) -> None:
    content = outputs[format]
    text = document_text(content) if isinstance(content, bytes) else re.sub(r"<[^>]+>|\*\*", "", content)
    assert ARABIC in text
    assert RUSSIAN in text


def test_pdf_carries_fonts_for_arabic_and_russian(outputs: dict[str, str | bytes]) -> None:
    text = pdf_text(bytes(outputs["pdf"]))  # type: ignore[arg-type]
    assert all(word in " ".join(text.split()) for word in RUSSIAN.split()[:3])
    # Readers give Arabic from PDF in visual or logical order, letters composed or not; its letters are there all the same.
    assert sum("\u0600" <= c <= "\u06ff" or "\ufb50" <= c <= "\ufeff" for c in text) >= len(ARABIC.replace(" ", "")) - 5
    assert "\ufffd\ufffd\ufffd" not in text


def test_right_to_left_is_declared(outputs: dict[str, str | bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(bytes(outputs["docx"]))) as archive:  # type: ignore[arg-type]
        tree = etree.fromstring(archive.read("word/document.xml"))
    space = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    [arabic, *_] = [p for p in tree.iterfind(".//w:p", space) if "الاتجار" in "".join(p.itertext()) and p.find("w:pPr/w:bidi", space) is not None]
    assert all(r.find("w:rPr/w:rtl", space) is not None for r in arabic.iterfind("w:r", space))


def test_word_document_is_built_from_native_parts(outputs: dict[str, str | bytes]) -> None:
    file = docx.Document(io.BytesIO(bytes(outputs["docx"])))  # type: ignore[arg-type]
    body = file.element.body
    assert "TOC \\o" in "".join(t.text or "" for t in body.iter("{*}instrText"))
    styles = {p.style.name for p in file.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Quote", "List Bullet", "Caption"} <= styles
    assert "Example Act" in file.sections[0].header.paragraphs[0].text
    assert "1 May 2026" in file.sections[0].header.paragraphs[0].text
    for table in file.tables:
        assert len(list(table.rows[0]._tr.iter("{*}tblHeader"))) == 1
        assert all(list(row._tr.iter("{*}cantSplit")) for row in table.rows)
    assert all(d.get("descr") for d in body.iter("{*}docPr"))
    names = {s.style_id for s in file.styles}
    assert {s.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val") for s in body.iter("{*}pStyle")} <= names


def test_word_document_has_one_set_of_styles(outputs: dict[str, str | bytes]) -> None:
    content = outputs["docx"]
    assert isinstance(content, bytes)
    assert "word/stylesWithEffects.xml" not in zipfile.ZipFile(io.BytesIO(content)).namelist()


def test_sections_come_in_the_order_of_a_review(outputs: dict[str, str | bytes]) -> None:
    headings = [line[3:] for line in str(outputs["md"]).splitlines() if line.startswith("## ")]
    assert headings == [
        "Executive summary",
        "Method and limits",
        "Conflicts",
        "Priorities",
        "All requirements",
        "Points to verify",
        "Annex A. Provisions quoted for no requirement",
        "Annex B. Concordance of the law with the instruments",
        "Annex C. Texts and versions",
    ]


@pytest.mark.parametrize(
    ("requirement", "advice"),
    [
        ("crime.penalty", "The State is urged to amend section 3, or to add a subsection to it, so that the law also covers: crime.penalty second."),
        ("victim.aid", "The State should consider amending section 4, or adding a subsection to it, so that the law also covers: victim.aid second."),
        ("crime.attempt", "The State is urged to insert after section 3 (Penalty) a section that covers: crime.attempt first; crime.attempt second."),
        ("prevention.data", "The State is invited to insert a section that covers: prevention.data first; prevention.data second."),
    ],
)
def test_advice_names_the_provision_and_weighs_the_obligation(outputs: dict[str, str | bytes], requirement: str, advice: str) -> None:
    row = next(r for r in csv.DictReader(io.StringIO(str(outputs["csv"]).lstrip("\ufeff"))) if r["Requirement"] == requirement)
    assert row["Recommendation"] == advice


@pytest.mark.parametrize(("tradition", "shown", "hidden"), [("common", "A person shall", "Nul ne"), ("civil", "Nul ne", "A person shall")])
def test_drafting_options_follow_the_laws_tradition(tradition: str, shown: str, hidden: str) -> None:
    page = str(render(made(Tradition(tradition)), "html"))
    assert shown in page
    assert hidden not in page


def test_annex_lists_what_matches_nothing(outputs: dict[str, str | bytes]) -> None:
    annex = str(outputs["md"]).split("## Annex A")[1].split("## Annex B")[0]
    assert re.findall(r"s\\?\. (\d)", annex) == ["1", "6"]


def test_reports_say_who_reviewed_and_what_was_decided() -> None:
    base = made()
    settings = {**base.settings, "reviewed": "1 of 7", "reviewers": "A. Reader", "review_log": "d" * 64}
    decided = changed(
        replace(base, settings=settings),
        "crime.attempt",
        status=Status.MET,
        override=Override(Status.MISSING, "The Penal Code covers it", "A. Reader", "2026-05-01"),
    )
    for format in ("html", "md"):
        text = str(render(decided, format))
        assert "Reviewed: 1 of 7 findings, by A. Reader." in text
        assert "Decided by A. Reader, 2026-05-01: The Penal Code covers it. The text alone had been read as: not found." in text
        assert "d" * 64 in text


def test_no_score_is_shown() -> None:
    assert "0.8" not in re.sub(r"<(style|svg).*?</\1>", "", str(render(made(), "html")), flags=re.DOTALL)


def test_unknown_format_is_refused(tmp_path: object) -> None:
    from pathlib import Path

    with pytest.raises(OutputError, match="html, json"):
        write(made(), ["odt"], Path(str(tmp_path)), "x")


def test_exchange_of_a_made_assessment_obeys_the_schema(outputs: dict[str, str | bytes]) -> None:
    jsonschema.validate(json.loads(str(outputs["json"])), schema())


def test_nothing_assessed_is_said_plainly() -> None:
    findings = {f.requirement: Status.NOT_ASSESSED for f in made().findings}
    assessment = made()
    for name in findings:
        assessment = changed(assessment, name, status=Status.NOT_ASSESSED, evidence=(), explanation="No patterns for this language.")
    text = str(render(assessment, "md"))
    assert "No patterns for this language." in text
    assert "Seven requirements were not assessed and must be examined by hand." in text
    assert "requirements under this heading are met" not in text
    for format in ("html", "docx", "pdf", "xlsx"):
        assert render(assessment, format)


def test_page_of_a_huge_law_shows_what_is_quoted_and_stays_small() -> None:
    base = made()
    law = base.laws[0]
    tail = ProvisionReference("sec_7", "section", "7", "Long", "s. 7", len(law.text), len(law.text) + 3_000_000)
    law = replace(law, text=law.text + "Ж" * 3_000_000, outline=(*law.outline, tail))
    page = str(render(replace(base, laws=(law,)), "html"))
    assert len(page.encode()) < 2_000_000
    assert "Only the provisions quoted in the report are shown" in page
    quoted_late = replace(base.findings[0].evidence[0], eid="sec_7", start=2_000_000, end=2_000_010, quote="Ж" * 10, highlights=())
    page = str(render(changed(replace(base, laws=(law,)), "definition.acts", evidence=(quoted_late,)), "html"))
    assert len(page.encode()) < 2_000_000
    assert 'id="law0-sec_7"' in page


@pytest.mark.slow
def test_every_format_of_a_whole_report_takes_less_than_five_seconds(tmp_path: object) -> None:
    assessment: Assessment = lawcheck.assess([lawcheck.read_law(data_folder("samples") / "maravia" / "act.txt")])
    start = time.perf_counter()
    sizes = {f: len(render(assessment, f)) for f in FORMATS}
    assert time.perf_counter() - start < 5
    assert sizes["html"] < 2_000_000


NASTY = st.text(st.sampled_from("a=+-@|<>&{}[]#$\\*_`~\"'(1.\n\t\r\x00\x0b\x1b\u202e\u2067\u200d\u0301\ud800\ufffe\U0001f469Жعא漢"), max_size=40)


@given(title=NASTY, words=NASTY)
@settings(max_examples=12, deadline=None, derandomize=True)
def test_no_text_breaks_a_format(title: str, words: str) -> None:
    base = made()
    body = words or "x"
    piece = replace(base.findings[0].evidence[0], quote=body, start=0, end=len(body), highlights=((0, 1),), citation=title)
    law = replace(base.laws[0], title=title, text=body, outline=(ProvisionReference("sec_1", "section", title, title, title, 0, len(body)),))
    spoiled = changed(replace(base, laws=(law,)), "crime.attempt", title=title, evidence=(piece,), statement=words)
    for format in FORMATS:
        content = render(spoiled, format)
        assert content
        if format == "docx":
            docx.Document(io.BytesIO(bytes(content)))  # type: ignore[arg-type]
        if format == "xlsx":
            openpyxl.load_workbook(io.BytesIO(bytes(content)))  # type: ignore[arg-type]
        if format == "html":
            assert len(html.fromstring(str(content).encode("utf-8", "replace")).xpath("//article")) == 7
