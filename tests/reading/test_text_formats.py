"""HTML, Markdown, plain text in any encoding, and what LibreOffice opens for us."""

import shutil
import unicodedata
from pathlib import Path

import pytest

from lawcheck import errors
from lawcheck.reading import read
from lawcheck.reading.language import language_of
from lawcheck.reading.runs import Run, assemble

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
LANGUAGES = ["en", "fr", "es", "pt", "ru", "ar", "de"]
HOLDOUT = ("UG-", "MW-", "SG-", "AU-")  # judged elsewhere, never looked at


def lines(path: Path) -> list[str]:
    return read(path).text.strip().split("\n")


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# Page as a site serves it -> what a reader sees of the law.
HTML = {
    "the site around the law is left out": (
        "<html><head><title>Site</title></head><body><header>Portal</header><nav><a>Home</a></nav><main><h1>Boats Act</h1><p>1. A boat floats, "
        "and floats well.</p></main><footer>Contact</footer><script>track()</script></body></html>",
        ["Boats Act", "1. A boat floats, and floats well."],
    ),
    "lists show the numbers of their style": (
        '<html><p>A boat:</p><ol type="a"><li>floats<ol type="i" start="2"><li>here</ol></li><li value="4">rests</li></ol></html>',
        ["A boat:", "a. floats", "ii. here", "d. rests"],
    ),
    "numbers in the text are not doubled": ('<html><ol style="list-style-type:none"><li>(a) floats<li>(b) rests</ol></html>', ["(a) floats", "(b) rests"]),
    "lists whose text brings its numbers": ("<html><ol><li>1. floats<li>2. rests</ol></html>", ["1. floats", "2. rests"]),
    "tables that only place a number": (
        "<html><table><tr><td>(a)</td><td>a boat;</td></tr><tr><th>Vessel</th><td>Fee</td></tr></table></html>",
        ["(a) a boat;", "Vessel | Fee"],
    ),
    "raised numbers stay, notes go": (
        '<html><p>Статья 127<sup>1</sup>. Лодка<sup><a href="#_ftn2">2</a></sup></p></html>',
        ["Статья 127¹. Лодка"],
    ),
    "words that were struck out": ("<html><p>The fee is <strike>ten</strike> <ins>twenty</ins> crowns.</p></html>", ["The fee is twenty crowns."]),
    "line breaks and hidden text": ('<html><p>First<br>second<span style="display:none">x</span> line</p></html>', ["First", "second line"]),
}


@pytest.mark.parametrize("case", HTML)
def test_html_is_read_as_it_is_seen(tmp_path: Path, case: str) -> None:
    page, expected = HTML[case]
    assert lines(saved(tmp_path, "law.html", page)) == expected


def test_html_without_declared_encoding_is_read(tmp_path: Path) -> None:
    page = "<html><body><p>Статья 181. Торговля людьми и преступления против свободы человека наказываются лишением свободы.</p></body></html>"
    assert "Торговля людьми" in read(saved(tmp_path, "law.html", page.encode("cp1251"))).text


def test_markdown_keeps_numbers_and_drops_marks(tmp_path: Path) -> None:
    text = (
        "---\ntitle: x\n---\n<!-- made by hand -->\n# Boats Act\n\n## 1. Meaning\n\nA **boat** is a\nsmall [vessel](http://x) that:\n(a) floats;\n"
        "(b) rests.\n\n3. third\n4. fourth\n\n| Vessel | Fee |\n| --- | --- |\n| Boat | 10 |\n"
    )
    assert lines(saved(tmp_path, "law.md", text)) == [
        "Boats Act",
        "1. Meaning",
        "A boat is a small vessel that:",
        "(a) floats;",
        "(b) rests.",
        "3. third",
        "4. fourth",
        "Vessel | Fee",
        "Boat | 10",
    ]


LAWS = {
    "cp1252": "Article 1er. – L’esclavage est aboli. Quiconque réduit une personne en esclavage est puni de la réclusion à perpétuité. " * 4,
    "cp1251": "Статья 181. Торговля людьми, то есть купля-продажа человека, наказывается лишением свободы на срок до семи лет. " * 4,
    "koi8_r": "Статья 181. Торговля людьми, то есть купля-продажа человека, наказывается лишением свободы на срок до семи лет. " * 4,
    "cp1256": "المادة 1 يعاقب بالسجن كل من ارتكب جريمة من جرائم الاتجار بالأشخاص المنصوص عليها في هذا القانون. " * 4,
    "utf-16": "Artículo 1. La trata de personas es un delito. " * 4,
    "utf-16-le": "Article 1. Trafficking in persons is an offence. " * 4,
    "utf-16-be": "Article 1. Trafficking in persons is an offence. " * 4,
    "utf-8-sig": "Artigo 1º. O tráfico de pessoas é crime. " * 4,
}


@pytest.mark.parametrize("encoding", LAWS)
def test_usual_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    path = saved(tmp_path, "law.txt", LAWS[encoding].encode(encoding))
    assert read(path).text.strip() == LAWS[encoding].strip()


def test_normalisation_keeps_a_way_back() -> None:
    raw = "de\u0301ﬁni\u00adtion\u00a0d'une\r\nﬃle"
    text, origins = assemble([Run(raw, 0)])
    assert text == "définition d'une\nffile"
    assert text == unicodedata.normalize("NFC", text)
    for origin in origins:
        assert origin.source_start is not None
        piece = raw[origin.source_start :]
        assert piece[0] == text[origin.start] or unicodedata.normalize("NFKC", piece[:2]).startswith(text[origin.start]) or piece[0] == "\u00a0"
    assert [o.start for o in origins] == sorted(o.start for o in origins)
    assert origins[0].start == 0
    assert origins[-1].end == len(text)


RTF = rb"{\rtf1\ansi\ansicpg1252 1. Short title\par This Act is the Boats Act.\par 2. D\'e9finition\par}"


@pytest.mark.parametrize("name", ["law.rtf", "anything.bin"])
def test_rich_text_without_libreoffice_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(errors.UnsupportedFormat, match=r"rich text.*libreoffice-writer"):
        read(saved(tmp_path, name, RTF))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_rich_text_is_read_through_libreoffice(tmp_path: Path) -> None:
    source = read(saved(tmp_path, "law.rtf", RTF))
    assert source.text.strip().split("\n") == ["1. Short title", "This Act is the Boats Act.", "2. Définition"]
    assert source.media_type == "application/rtf"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Every person who trades in persons is guilty of an offence.", "en"),
        ("Kila mtu ana haki ya kuishi na kupata kutoka katika jamii hifadhi ya maisha yake, kwa mujibu wa sheria. " * 5, "sw"),
        ("12 34 – 56", "und"),
    ],
)
def test_short_and_foreign_texts(text: str, expected: str) -> None:
    assert language_of(text) == expected


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_every_law_is_found(language: str) -> None:
    laws = [f for f in sorted((SHARED / language).glob("*/text.txt")) if not f.parent.name.startswith(HOLDOUT)]
    assert laws
    assert {f.parent.name: read(f).language for f in laws} == {f.parent.name: language for f in laws}
