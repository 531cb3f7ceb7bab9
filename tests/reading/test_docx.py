"""Word files: numbers that Word prints, tables, tracked changes, text boxes."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from lawcheck import errors
from lawcheck.model import SourceText
from lawcheck.reading import read

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps"'
)
TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>
<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/></Types>"""
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="{RELATION}/officeDocument" Target="word/document.xml"/></Relationships>"""
PART_RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r1" Type="{RELATION}/numbering" Target="numbering.xml"/>
<Relationship Id="r2" Type="{RELATION}/styles" Target="styles.xml"/></Relationships>"""


def level(depth: int, style: str, text: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = f"""<w:numbering {NS}>
<w:abstractNum w:abstractNumId="0">{level(0, "decimal", "%1.", '<w:pStyle w:val="Sec"/>')}{level(1, "decimal", "(%2)", '<w:pStyle w:val="Sub"/>')}
{level(2, "lowerLetter", "(%3)")}{level(3, "lowerRoman", "(%4)")}</w:abstractNum>
<w:abstractNum w:abstractNumId="1">{level(0, "upperRoman", "PART %1")}{level(1, "decimal", "%1.%2", "<w:isLgl/>")}</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>"""
STYLES = f"""<w:styles {NS}><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Sec"><w:name w:val="Sec"/>
<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/>
<w:basedOn w:val="Sec"/><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="SecBold"><w:name w:val="SecBold"/>
<w:basedOn w:val="Sec"/></w:style></w:styles>"""


def p(text: str, number: int | None = None, depth: int = 0, style: str = "", mark: str = "") -> str:
    inner = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        inner += f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    inner += f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{inner}</w:pPr>{text if text.startswith('<') else r(text)}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def word(folder: Path, body: str) -> Path:
    path = folder / "law.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/_rels/document.xml.rels", PART_RELATIONS)
        archive.writestr("word/document.xml", f"<w:document {NS}><w:body>{body}</w:body></w:document>")
        archive.writestr("word/numbering.xml", NUMBERING)
        archive.writestr("word/styles.xml", STYLES)
    return path


def lines(source: SourceText) -> list[str]:
    return source.text.strip().split("\n")


NUMBERED = [
    (p("GENERAL", 2), "PART I GENERAL"),
    (p("Short title", style="Sec"), "1. Short title"),
    (p("Boats", style="SecBold"), "2. Boats"),
    (p("A boat", style="Sub"), "(1) A boat"),
    (p("floats", 1, 2), "(a) floats"),
    (p("in fresh water", 1, 3), "(i) in fresh water"),
    (p("in the sea", 1, 3), "(ii) in the sea"),
    (p("rests", 1, 2), "(b) rests"),
    (p("A ship", style="Sub"), "(2) A ship"),
    (p("sails", 1, 2), "(a) sails"),
    (p("Not numbered", 0), "Not numbered"),
    (p("Fees", style="Sec"), "3. Fees"),
    (p("None", style="Sub"), "(1) None"),
    (p("FINAL", 2), "PART II FINAL"),
    (p("Repeal", 2, 1), "2.1 Repeal"),
    (p("Continued", 3), "7. Continued"),
]


def test_automatic_numbers_are_written_out(tmp_path: Path) -> None:
    source = read(word(tmp_path, "".join(xml for xml, _ in NUMBERED)))
    assert lines(source) == [text for _, text in NUMBERED]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_another_word_processor_prints_the_same_numbers(tmp_path: Path) -> None:
    # It does not know "legal" numbering, which Word prints as 2.1 and not as II.1.
    known = [(xml, text) for xml, text in NUMBERED if text != "2.1 Repeal"]
    path = word(tmp_path, "".join(xml for xml, _ in known))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    arguments = ["soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(path)]
    subprocess.run(arguments, check=True, capture_output=True, timeout=120)
    printed = (tmp_path / "law.txt").read_text(encoding="utf-8-sig").strip().split("\n")
    assert [" ".join(line.split()) for line in printed] == [text for _, text in known]


def test_numbers_have_no_source_and_words_do(tmp_path: Path) -> None:
    source = read(word(tmp_path, p("Short title", style="Sec")))
    assert [(source.text[o.start : o.end], o.source_start, o.element) for o in source.origins] == [
        ("1. ", None, "paragraph 1"),
        ("Short title\n", 0, "paragraph 1"),
    ]


TRACKED = p(
    r("The fee is ")
    + f"<w:del w:id='1'>{r('ten').replace('w:t ', 'w:delText ').replace('/w:t>', '/w:delText>')}</w:del><w:ins w:id='2'>{r('twenty')}</w:ins>"
    + r(" crowns."),
    style="Sec",
)
DELETED = p(f"<w:del w:id='3'>{r('Old rule.').replace('w:t ', 'w:delText ').replace('/w:t>', '/w:delText>')}</w:del>", style="Sec", mark="<w:del w:id='4'/>")
INSERTED = p(f"<w:ins w:id='5'>{r('New rule.')}</w:ins>", style="Sec", mark="<w:ins w:id='6'/>")


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        ("accepted", ["1. The fee is twenty crowns.", "2. New rule.", "3. Last rule."]),
        ("final", ["1. The fee is twenty crowns.", "2. New rule.", "3. Last rule."]),
        ("original", ["1. The fee is ten crowns.", "2. Old rule.", "3. Last rule."]),
    ],
)
def test_tracked_changes_are_resolved(tmp_path: Path, view: str, expected: list[str]) -> None:
    source = read(word(tmp_path, TRACKED + DELETED + INSERTED + p("Last rule.", style="Sec")), tracked=view)
    assert lines(source) == expected
    assert "tracked changes" in source.warnings[0]


def test_an_unknown_view_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.InputError, match="accepted, original, final"):
        read(word(tmp_path, TRACKED), tracked="both")


def table(*rows: list[str]) -> str:
    cells = "".join("<w:tr>" + "".join(f"<w:tc>{cell if cell.startswith('<') else p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{cells}</w:tbl>"


def test_tables_keep_rows_together_and_numbers_with_their_text(tmp_path: Path) -> None:
    body = table(["Vessel", "Fee"], ["Boat", "10"]) + table(["(a)", "a boat;"], ["(b)", p("a ship,") + p("or a raft.")])
    assert lines(read(word(tmp_path, body))) == ["Vessel | Fee", "Boat | 10", "(a) a boat;", "(b) a ship,", "or a raft."]


def test_text_boxes_are_read_once(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{p('In a box.')}</w:txbxContent>"
    drawn = f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
    drawn += f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    assert lines(read(word(tmp_path, p(r("Beside it.") + drawn)))) == ["Beside it.", "In a box."]


def test_fields_hidden_text_notes_and_raised_numbers(tmp_path: Path) -> None:
    body = p(
        r("Article 127")
        + r("1", '<w:vertAlign w:val="superscript"/>')
        + r(" secret", "<w:vanish/>")
        + "<w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r><w:hyperlink>"
        + r(" applies")
        + "</w:hyperlink><w:r><w:tab/><w:noBreakHyphen/><w:t>end</w:t></w:r>"
    )
    source = read(word(tmp_path, body))
    assert source.text == "Article 127¹ applies -end\n"
    assert source.warnings == ("footnotes were left out: 1",)


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    whole = word(tmp_path, p("Law")).read_bytes()
    for data in (whole[:300], whole[: len(whole) - 40], b"PK\x03\x04" + bytes(100)):
        path = tmp_path / "cut.docx"
        path.write_bytes(data)
        with pytest.raises(errors.DamagedFile, match=r"cut\.docx"):
            read(path)
    with pytest.raises(errors.DamagedFile, match=r"law\.docx"):
        read(word(tmp_path, "<w:p>"))
