"""XML that declares its structure is read as declared, in every dialect."""

from pathlib import Path

import pytest

from lawcheck import errors
from lawcheck.model import Kind
from lawcheck.reading import read
from lawcheck.segmenting import segment
from tests.reading.checks import assert_tiles, outline

SHARED = Path(__file__).parents[3] / "shared" / "corpus"
FOLDERS = ["akoma-ntoso", "belarus-codexes", "formex", "justice-canada-en", "justice-canada-fr", "legaldocml-de", "lexml-br", "uk-clml", "uslm"]
AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"

AKOMA = f"""<akomaNtoso xmlns="{AKN}"><act name="act"><meta><identification source="#a"><FRBRExpression>
<FRBRlanguage language="eng"/></FRBRExpression></identification></meta>
<coverPage><p>Left out</p></coverPage><preface><longTitle><p>An Act about <docTitle>Boats</docTitle></p></longTitle></preface>
<preamble><recitals><recital><num>(1)</num><p>Boats float.</p></recital></recitals></preamble>
<body><part eId="part_I"><num>PART I</num><heading>General</heading>
<section eId="part_I__sec_1"><num>1.</num><heading>Meaning</heading>
 <subsection><num>(1)</num><intro><p>A boat is</p></intro>
  <paragraph><num>(a)</num><content><p>afloat<authorialNote><p>a note</p></authorialNote>; and</p></content></paragraph>
  <paragraph><num>(b)</num><content><p>small,</p></content></paragraph>
  <wrapUp><p>but no ship.</p></wrapUp></subsection>
 <subsection><num>(2)</num><content><p>In the old Act <mod>for section 4 put <quotedStructure startQuote="“" endQuote="”">
   <section><num>4.</num><heading>Fees</heading><content><p>None is due.</p></content></section></quotedStructure></mod>.</p></content></subsection>
</section></part></body>
<attachments><attachment><heading>Schedule 1</heading><subheading>Forms</subheading><doc name="schedule"><mainBody>
<paragraph><num>1.</num><content><p>Form A.</p></content></paragraph></mainBody></doc></attachment></attachments></act></akomaNtoso>"""

CLML = """<Legislation xmlns="http://www.legislation.gov.uk/namespaces/legislation"><Metadata/>
<Contents><ContentsItem><ContentsTitle>Left out</ContentsTitle></ContentsItem></Contents>
<Primary><PrimaryPrelims><Title>Boats Act 2001</Title></PrimaryPrelims><Body>
<Part><Number>Part 1</Number><Title>General</Title><P1group><Title>Meaning</Title><P1><Pnumber>1</Pnumber><P1para>
<P2><Pnumber>1</Pnumber><P2para><Text>In this Act—</Text><UnorderedList Class="Definition"><ListItem><Para>
<Text>“boat” means a small vessel;</Text></Para></ListItem></UnorderedList></P2para></P2>
<P2><Pnumber>2</Pnumber><P2para><Text>In section 4 put—</Text><BlockAmendment Format="double"><P2><Pnumber>3</Pnumber><P2para>
<Text>None is due.</Text></P2para></P2></BlockAmendment><AppendText>; and</AppendText></P2para></P2></P1para></P1></P1group></Part></Body>
<Schedules><Schedule><Number>SCHEDULE 2</Number><TitleBlock><Title>Forms</Title></TitleBlock><ScheduleBody>
<P1><Pnumber>1</Pnumber><P1para><Text>Form A.</Text></P1para></P1></ScheduleBody></Schedule></Schedules></Primary></Legislation>"""

LIMS = """<Statute xml:lang="en"><Identification><ShortTitle>Boats Act</ShortTitle></Identification><Body>
<Heading level="1"><Label>PART 1</Label><TitleText>General</TitleText></Heading><Heading level="2"><TitleText>Words</TitleText></Heading>
<Section><MarginalNote>Meaning</MarginalNote><Label>2</Label><Text>In this Act,</Text><Definition><Text>
<DefinedTermEn>boat</DefinedTermEn> means a small vessel; (<DefinedTermFr>bateau</DefinedTermFr>)</Text></Definition>
<HistoricalNote><HistoricalNoteSubItem>left out</HistoricalNoteSubItem></HistoricalNote></Section>
<Section><Label>3</Label><Subsection><Label>(1)</Label><Text>No boat shall</Text><Paragraph><Label>(a)</Label><Text>sink; or</Text></Paragraph>
<ContinuedSectionSubsection><Text>at any time.</Text></ContinuedSectionSubsection></Subsection></Section></Body></Statute>"""

USLM = """<pLaw xmlns="http://schemas.gpo.gov/xml/uslm"><meta/><main><longTitle><docTitle>An Act</docTitle></longTitle>
<section><num value="1">SEC. 1. </num><heading>BOATS.</heading><sidenote><p>left out</p></sidenote>
<subsection><num value="a">(a) </num><heading>In General.—</heading><chapeau>A boat—</chapeau>
<paragraph><num value="1">(1) </num><content>floats; and</content></paragraph><continuation>and rests.</continuation></subsection>
<subsection><num value="b">(b) </num><content>Section 4 is amended by adding <quotedContent><subsection><num value="c">“(c) </num>
<content>None is due.”</content></subsection></quotedContent></content></subsection></section></main></pLaw>"""

LEXML = """<LexML xmlns="http://www.lexml.gov.br/1.0"><Metadado/><ProjetoNorma><Norma><ParteInicial><Epigrafe>LEI Nº 1</Epigrafe></ParteInicial>
<Articulacao><Capitulo><Rotulo>CAPÍTULO I</Rotulo><NomeAgrupador>DOS BARCOS</NomeAgrupador><Artigo><Rotulo>Art. 1º</Rotulo><Caput><p>São barcos:</p>
<Inciso><Rotulo>I –</Rotulo><p>os pequenos;</p></Inciso></Caput><Paragrafo><Rotulo>§ 1º</Rotulo><p>Navio não é barco.</p></Paragrafo></Artigo>
<Artigo><Rotulo>Art. 2º</Rotulo><Caput><p>A Lei nº 2 passa a vigorar:</p><Alteracao><Artigo abreAspas="s"><Rotulo>Art. 9º</Rotulo>
<Caput><p>Nada é devido.</p></Caput></Artigo></Alteracao></Caput></Artigo></Capitulo></Articulacao></Norma></ProjetoNorma></LexML>"""

BELARUS = """<document><docinfo><info class="title" text="О лодках"/><info class="changes" text="не читать"/></docinfo><text>
<razdel id="I" text="РАЗДЕЛ I|ОБЩЕЕ"><chapter id="1" text="ГЛАВА 1|СЛОВА"><article id="5/1" text="Лодка">
<p class="snoski" text="не читать"/><p class="point" id="1" text="1. Лодка есть:"/><p class="underpoint" id="1" text="1) малое судно;"/>
<p class="point" id="2" text="2. Корабль не лодка."/></article></chapter></razdel></text></document>"""

FORMEX = """<ACT><TITLE><TI><P>Regulation on boats</P></TI></TITLE><ENACTING.TERMS><DIVISION><TITLE><TI><P>Chapter 1</P></TI><STI><P>General</P></STI></TITLE>
<ARTICLE><TI.ART>Article 1</TI.ART><STI.ART>Meaning</STI.ART><PARAG><NO.PARAG>1.</NO.PARAG><ALINEA><P>A boat is:</P><LIST><ITEM><NP><NO.P>(a)</NO.P>
<TXT>small<NOTE><P>left out</P></NOTE>;</TXT></NP></ITEM></LIST></ALINEA></PARAG></ARTICLE></DIVISION></ENACTING.TERMS></ACT>"""

# Dialect -> document and the outline that a reader of the printed page would give.
CASES = {
    "akoma": (
        AKOMA,
        [
            "preface : An Act about Boats",
            "preamble : ",
            "item recital (1): Boats float.",
            "part PART I: ",
            "section s. 1: ",
            "subsection s. 1(1): A boat is",
            "paragraph s. 1(1)(a): afloat; and",
            "paragraph s. 1(1)(b): small,",
            "wrapup s. 1(1): but no ship.",
            "subsection s. 1(2): In the old Act for section 4 p",
            "schedule Sch. 1: ",
            "paragraph Sch. 1, para. 1: Form A.",
        ],
    ),
    "clml": (
        CLML,
        [
            "preface : Boats Act 2001",
            "part Part 1: ",
            "section s. 1: ",
            "subsection s. 1(1): In this Act—",
            "definition s. 1(1) “boat”: “boat” means a small vessel;",
            "subsection s. 1(2): In section 4 put— “(3) None is",
            "schedule Sch. 2: ",
            "paragraph Sch. 2, para. 1: Form A.",
        ],
    ),
    "lims": (
        LIMS,
        [
            "preface : Boats Act",
            "part PART 1: ",
            "crossheading PART 1: ",
            "section s. 2: In this Act,",
            "definition s. 2 “boat”: boat means a small vessel; (ba",
            "section s. 3: ",
            "subsection s. 3(1): No boat shall",
            "paragraph s. 3(1)(a): sink; or",
            "wrapup s. 3(1): at any time.",
        ],
    ),
    "uslm": (
        USLM,
        [
            "preface : An Act",
            "section s. 1: ",
            "subsection s. 1(a): A boat—",
            "paragraph s. 1(a)(1): floats; and",
            "wrapup s. 1(a): and rests.",
            "subsection s. 1(b): Section 4 is amended by adding",
        ],
    ),
    "lexml": (
        LEXML,
        [
            "preface : LEI Nº 1",
            "chapter CAPÍTULO I: ",
            "article art. 1º: São barcos:",
            "subparagraph art. 1º, I: os pequenos;",
            "paragraph art. 1º, § 1º: Navio não é barco.",
            "article art. 2º: A Lei nº 2 passa a vigorar: “A",
        ],
    ),
    "belarus": (
        BELARUS,
        [
            "preface : О лодках",
            "part РАЗДЕЛ I: ",
            "chapter ГЛАВА 1: ",
            "article ст. 5¹: ",
            "paragraph ст. 5¹, ч. 1: Лодка есть:",
            "item ст. 5¹, ч. 1, п. 1: малое судно;",
            "paragraph ст. 5¹, ч. 2: Корабль не лодка.",
        ],
    ),
    "formex": (
        FORMEX,
        [
            "preface : Regulation on boats",
            "chapter Chapter 1: ",
            "article art. 1: ",
            "paragraph art. 1(1): A boat is:",
            "item art. 1(1)(a): small;",
        ],
    ),
}


@pytest.mark.parametrize("dialect", CASES)
def test_a_dialect_is_read_as_declared(tmp_path: Path, dialect: str) -> None:
    document, expected = CASES[dialect]
    path = tmp_path / "law.xml"
    path.write_text(document, encoding="utf-8")
    source = read(path)
    assert outline(source) == expected
    assert_tiles(source.text, source.structure)
    assert "left out" not in source.text.lower() and "a note" not in source.text and "не читать" not in source.text


def test_declared_eids_are_kept_and_others_follow_the_convention(tmp_path: Path) -> None:
    path = tmp_path / "law.xml"
    path.write_text(AKOMA, encoding="utf-8")
    eids = [p.eid for p in segment(read(path)).walk()]
    assert "part_I__sec_1" in eids
    assert "part_I__sec_1__subsec_1__para_a" in eids
    assert "att_1__para_1" in eids


def test_the_older_drafts_of_akoma_ntoso_are_read_alike(tmp_path: Path) -> None:
    for number, namespace in enumerate(["http://www.akomantoso.org/2.0", f"{AKN}/CSD13", "http://Inhaltsdaten.LegalDocML.de/1.8.2/"]):
        path = tmp_path / f"{number}.xml"
        path.write_text(AKOMA.replace(AKN, namespace), encoding="utf-8")
        assert outline(read(path)) == CASES["akoma"][1]


def test_unknown_xml_is_refused_with_its_root_named(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text("<rss><channel/></rss>")
    with pytest.raises(errors.UnsupportedFormat, match="root element rss"):
        read(path)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
@pytest.mark.parametrize("folder", FOLDERS)
def test_official_files_tile_and_have_their_articles(folder: str) -> None:
    files = [f for f in sorted((SHARED / "structured" / folder).iterdir()) if f.name != "index.json"]
    assert files
    for file in files:
        source = read(file)
        assert_tiles(source.text, source.structure)
        kinds = {p.kind for root in source.structure for p in root.walk()}
        annexes = {"ANNEX", ""} & {source.title} or Kind.SCHEDULE in kinds or Kind.OTHER in kinds or Kind.CHAPTER in kinds
        assert kinds & {Kind.SECTION, Kind.ARTICLE} or annexes, file.name
