"""Several countries side by side: numbers, shared gaps, good practices, every format."""

import io
import re
from dataclasses import replace
from pathlib import Path

import docx
import openpyxl
import pytest
from lxml import html
from typer.testing import CliRunner

from lawcheck.cli import app
from lawcheck.comparing.matrix import Matrix, build_matrix
from lawcheck.comparing.matrix_files import MATRIX_FORMATS, render_matrix
from lawcheck.errors import InputError
from lawcheck.model import Status
from lawcheck.reporting import to_json
from tests.made_assessments import changed, made, quote


@pytest.fixture(scope="module")
def matrix() -> Matrix:
    better = changed(made(), "crime.attempt", status=Status.MET, evidence=(quote(6, "publication", "first"),))
    return build_matrix([made(), better, made()], ["Alland", "=Borland <b>", "المغرب"])


def test_shared_gaps_put_mandatory_ones_first(matrix: Matrix) -> None:
    assert [r.requirement for r in matrix.shared_gaps()] == ["crime.penalty", "victim.consent", "crime.attempt", "victim.aid", "prevention.data"]


def test_good_practice_names_who_has_it_and_in_what_words(matrix: Matrix) -> None:
    [practice] = matrix.practices()
    assert (practice.row.requirement, practice.met_in, practice.lacking_in) == ("crime.attempt", ("=Borland <b>",), ("Alland", "المغرب"))
    assert "force on publication" in practice.evidence.quote


def test_coverage_counts_what_is_met(matrix: Matrix) -> None:
    assert [matrix.met(i, "criminalization") for i in range(3)] == [(1, 3), (2, 3), (1, 3)]


@pytest.mark.parametrize("format", MATRIX_FORMATS)
def test_every_format_is_made_and_repeats_to_the_byte(matrix: Matrix, format: str) -> None:
    assert render_matrix(matrix, format, date="1 May 2026") == render_matrix(matrix, format, date="1 May 2026")


def test_page_shows_evidence_on_click_and_keeps_names_inert(matrix: Matrix) -> None:
    tree = html.fromstring(str(render_matrix(matrix, "html")))
    cells = tree.xpath("//table[@class='grid']//td")
    assert len(cells) == 7 * 3
    assert [c.get("class") for c in tree.xpath("//tr[th[contains(., 'Title of crime.attempt')]]/td[details]")] == ["missing", "met", "missing"]
    assert "force on publication" in tree.xpath("//tr[th[contains(., 'Title of crime.attempt')]]/td[2]/details")[0].text_content()
    assert not tree.xpath("//b")


def test_workbook_and_word_agree_with_the_matrix(matrix: Matrix) -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_matrix(matrix, "xlsx")))  # type: ignore[arg-type]
    rows = list(book["Matrix"].iter_rows(values_only=True))
    attempt = next(r for r in rows if r[0] == "crime.attempt")
    assert attempt[5:] == ("Not found", "Met", "Not found", 2)
    assert all(c.data_type in {"s", "n"} for sheet in book for row in sheet.iter_rows() for c in row)
    file = docx.Document(io.BytesIO(render_matrix(matrix, "docx")))  # type: ignore[arg-type]
    table = next(t for t in file.tables if t.rows[0].cells[0].text == "Pillar")
    assert [c.text for c in table.rows[1].cells] == ["Criminalization", "1 of 3", "2 of 3", "1 of 3"]


def test_names_that_occur_twice_are_numbered() -> None:
    assert [c.name for c in build_matrix([made(), made()]).countries] == ["XX (1)", "XX (2)"]


def test_one_law_or_nothing_in_common_is_refused() -> None:
    with pytest.raises(InputError, match="at least two"):
        build_matrix([made()])
    with pytest.raises(InputError, match="same catalogue"):
        build_matrix([made(), replace(made(), findings=())])


def test_command(tmp_path: Path) -> None:
    paths = []
    for name in ("a", "b"):
        paths.append(str(tmp_path / f"{name}.json"))
        Path(paths[-1]).write_text(to_json(made()), encoding="utf-8")
    runner = CliRunner()
    shown = runner.invoke(app, ["matrix", *paths, "--names", "Alland,Borland"])
    assert shown.exit_code == 0, shown.output
    assert re.search(r"Alland\s*┃ Borland", shown.output)
    written = runner.invoke(app, ["matrix", *paths, "--out", str(tmp_path), "--format", "html,xlsx,docx"])
    assert written.exit_code == 0, written.output
    assert {p.suffix for p in tmp_path.glob("matrix.*")} == {".html", ".xlsx", ".docx"}
