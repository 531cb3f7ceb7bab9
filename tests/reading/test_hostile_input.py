"""Input that means harm gives a typed error or a bounded result: never a hang, a crash or a look outside the file."""

import random
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import lawcheck
from lawcheck import errors
from lawcheck.errors import InputError
from lawcheck.reading import read
from tests.reading.checks import assert_tiles
from tests.reading.typesetting import law, typeset

AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act><body>{}</body></act></akomaNtoso>'


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_external_entities_are_not_fetched(tmp_path: Path) -> None:
    secret = saved(tmp_path, "secret.txt", "the secret")
    document = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + AKN.format("<section><num>1.</num><content><p>&x;</p></content></section>")
    with pytest.raises(errors.UnsafeFile, match=r"law\.xml: the XML declares entities"):
        read(saved(tmp_path, "law.xml", document))


def test_external_document_types_are_not_fetched(tmp_path: Path) -> None:
    dtd = saved(tmp_path, "evil.dtd", '<!ENTITY x "the secret">')
    document = f'<!DOCTYPE a SYSTEM "{dtd.as_uri()}">' + AKN.format("<section><num>1.</num><content><p>Boats &amp; ships</p></content></section>")
    assert "secret" not in read(saved(tmp_path, "law.xml", document)).text


def test_expanding_entities_are_refused(tmp_path: Path) -> None:
    steps = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    document = f'<!DOCTYPE a [<!ENTITY l0 "boat">{steps}]>' + AKN.format("<section><num>1.</num><content><p>&l11;</p></content></section>")
    start = time.process_time()
    with pytest.raises(errors.UnsafeFile):
        read(saved(tmp_path, "law.xml", document))
    assert time.process_time() - start < 5


@pytest.mark.parametrize("depth", [200, 10_000])
def test_deep_xml_is_refused(tmp_path: Path, depth: int) -> None:
    document = AKN.format("<section>" * depth + "<num>1</num>" + "</section>" * depth)
    with pytest.raises(errors.UnsafeFile):
        read(saved(tmp_path, "law.xml", document))


def test_deep_html_is_bounded(tmp_path: Path) -> None:
    page = "<html><body>" + "<div>" * 10_000 + "<p>1. A boat floats.</p>" + "</div>" * 10_000 + "</body></html>"
    try:
        assert "boat" in read(saved(tmp_path, "law.html", page)).text
    except InputError as error:
        assert "law.html" in str(error)


def test_deep_json_and_markdown_are_bounded(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"law\.json"):
        read(saved(tmp_path, "law.json", '{"name": {"localPart": "LexML"}, "value": ' + '{"norma": ' * 10_000 + "1" + "}" * 10_000 + "}"))
    assert "boat" in read(saved(tmp_path, "law.md", "> " * 3_000 + "boat\n\n" + "- " * 3_000 + "boat\n\n1. A boat floats.\n")).text


def test_deep_word_files_are_refused(tmp_path: Path) -> None:
    inner = "<w:tbl><w:tr><w:tc>" * 3_000 + "</w:tc></w:tr></w:tbl>" * 3_000
    path = tmp_path / "law.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>')
    with pytest.raises((errors.UnsafeFile, errors.DamagedFile), match=r"law\.docx"):
        read(path)


@pytest.mark.parametrize("honest", [True, False], ids=["declared size", "false size"])
def test_zip_bombs_are_refused(tmp_path: Path, honest: bool) -> None:
    path = tmp_path / "law.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w", force_zip64=True) as part:
        for _ in range(300):
            part.write(bytes(1024 * 1024))
    if not honest:
        # The directory says 1,000 bytes where 300 MB come out.
        data = path.read_bytes()
        size = (300 * 1024 * 1024).to_bytes(4, "little")
        path.write_bytes(data.replace(size, (1000).to_bytes(4, "little")))
    with pytest.raises((errors.UnsafeFile, errors.DamagedFile), match=r"law\.docx"):
        read(path)


def test_word_files_with_entities_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "law.docx"
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="{space}">{body}</w:document>')
    with pytest.raises(errors.UnsafeFile, match="entities"):
        read(path)


@pytest.mark.slow
def test_two_hundred_megabytes_of_noise_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    block = random.Random(5).randbytes(1024 * 1024)
    with path.open("wb") as file:
        for _ in range(200):
            file.write(block)
    start = time.process_time()
    with pytest.raises(errors.UnsafeFile, match="larger than 100 MB"):
        read(path)
    path.write_bytes(block * 90)
    with pytest.raises(errors.UnsupportedFormat, match="not text"):
        read(path)
    assert time.process_time() - start < 20


@pytest.mark.slow
def test_sixty_megabytes_of_letters_are_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.UnsafeFile, match="million characters"):
        read(saved(tmp_path, "law.txt", b"1. boat floats (a) here; " * 2_500_000))


def test_ten_thousand_brackets_are_read(tmp_path: Path) -> None:
    found = lawcheck.read_law(saved(tmp_path, "law.txt", "1. A boat\n" + "(a) (i) (1) " * 10_000 + "\n2. A ship\n" + "((((((" * 10_000))
    assert_tiles(found.text, found.provisions)


def test_truncated_pdfs_never_crash(tmp_path: Path) -> None:
    whole = typeset(law(4))
    rng = random.Random(11)
    for cut in [10, 100, *(rng.randrange(len(whole)) for _ in range(25))]:
        for data in (whole[:cut], whole[:cut] + rng.randbytes(200), whole[:cut] + whole[cut + 60 :]):
            try:
                read(saved(tmp_path, "law.pdf", data))
            except InputError as error:
                assert "law.pdf" in str(error)


XMLISH = st.text(st.sampled_from('<>/&;"= \naPsection1.()é'), max_size=300)
HEADS = st.sampled_from([b"", b"<?xml version='1.0'?>", b"<akomaNtoso>", b"<html>", b"%PDF-1.4", b"PK\x03\x04", b"{\\rtf1", b'{"lexml"', b"\xff\xfe", b"---\n"])


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(HEADS, st.binary(max_size=300) | XMLISH.map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path: Path, head: bytes, rest: bytes) -> None:
    path = saved(tmp_path, "law.md" if len(rest) % 2 else "law", head + rest)
    if head.startswith(b"{\\rtf"):
        return  # left to LibreOffice
    try:
        source = read(path)
    except InputError as error:
        assert str(path) in str(error)
        return
    assert source.origins[0].start == 0
    assert source.origins[-1].end == len(source.text)
    assert all(a.end == b.start for a, b in zip(source.origins, source.origins[1:], strict=False)) or source.structure
