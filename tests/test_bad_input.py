"""Bad input: one clear line that names the file and says what to do, exit code 2, no traceback."""

import io
import os
import random
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
import typst

import lawcheck
from lawcheck import errors
from lawcheck.cli import main
from lawcheck.model import Status
from lawcheck.resources import data_folder

SAMPLE = data_folder("samples") / "tarvesh" / "penal-code.txt"
GERMAN = """Gesetz zur Bekämpfung des Menschenhandels

§ 1 Begriff

Wer eine andere Person anwirbt, befördert oder beherbergt, um sie auszubeuten, wird mit Freiheitsstrafe bis zu zehn Jahren bestraft.

§ 2 Schutz der Opfer

Die zuständige Behörde gewährt den Opfern Unterkunft, Beratung und ärztliche Betreuung.
"""


def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run the command line in this process: exit code, standard output, standard error."""
    monkeypatch.setattr(sys, "argv", ["lawcheck", *map(str, arguments)])
    code = 0
    try:
        main()
    except SystemExit as leaving:
        code = int(leaving.code or 0)
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def clear_error(result: tuple[int, str, str], *words: str) -> None:
    """The error is one line on standard error that holds the words."""
    code, out, err = result
    assert code == 2, err
    assert "Traceback" not in out + err
    assert err.startswith("lawcheck: ") and err.count("\n") == 1, err
    assert all(word in err for word in words), err


# ---------------------------------------------------------------- files that are no law


def missing(folder: Path) -> Path:
    return folder / "nowhere.pdf"


def empty(folder: Path) -> Path:
    return written(folder / "empty.txt", b"")


def blank(folder: Path) -> Path:
    return written(folder / "blank.txt", b" \n\t\n")


def jpeg_named_pdf(folder: Path) -> Path:
    return written(folder / "photo.pdf", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(200))


def protected_pdf(folder: Path) -> Path:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(typst.compile(b"#set document(date: none)\n1. Short title")))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return written(folder / "locked.pdf", buffer.getvalue())


def scanned_pdf(folder: Path) -> Path:
    """Two pages, each filled by one grey picture, as a scanner makes them."""
    written(folder / "page.png", png(60, 80))
    source = written(folder / "scan.typ", b'#image("page.png", width: 100%)\n#pagebreak()\n#image("page.png", width: 100%)')
    return written(folder / "scan.pdf", typst.compile(source))


def empty_docx(folder: Path) -> Path:
    return written(folder / "empty.docx", b"")


def cut_docx(folder: Path) -> Path:
    whole = (data_folder("samples") / "maravia" / "act.docx").read_bytes()
    return written(folder / "cut.docx", whole[: len(whole) // 2])


def cut_pdf(folder: Path) -> Path:
    return written(folder / "cut.pdf", b"%PDF-1.7\n" + bytes(50))


def a_folder(folder: Path) -> Path:
    (folder / "laws").mkdir()
    return folder / "laws"


def noise(folder: Path) -> Path:
    return written(folder / "noise.txt", random.Random(7).randbytes(5000))


def spreadsheet(folder: Path) -> Path:
    path = folder / "table.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def png(width: int, height: int) -> bytes:
    """A grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\x00" + b"\xb0" * width for _ in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


FILES: list[tuple[Callable[[Path], Path], type[errors.InputError], str]] = [
    (missing, errors.MissingFile, "Check the path"),
    (empty, errors.EmptyFile, "Give a file that holds the law"),
    (blank, errors.EmptyFile, "Give a file that holds the law"),
    (jpeg_named_pdf, errors.UnsupportedFormat, "with --ocr"),
    (protected_pdf, errors.ProtectedFile, "Save a copy without"),
    (scanned_pdf, errors.NoTextLayer, "with --ocr"),
    (empty_docx, errors.EmptyFile, "Give a file that holds the law"),
    (cut_docx, errors.DamagedFile, "save it again"),
    (cut_pdf, errors.DamagedFile, "save or print it again"),
    (a_folder, errors.UnsupportedFormat, "Name the file of the law"),
    (noise, errors.UnsupportedFormat, "Give PDF, Word, HTML"),
    (spreadsheet, errors.UnsupportedFormat, "Give the law itself"),
]
NAMES = [make.__name__ for make, _, _ in FILES]


@pytest.mark.parametrize(("make", "kind", "remedy"), FILES, ids=NAMES)
def test_a_file_that_is_no_law_has_a_typed_error(tmp_path: Path, make: Callable[[Path], Path], kind: type[errors.InputError], remedy: str) -> None:
    path = make(tmp_path)
    with pytest.raises(errors.InputError) as caught:
        lawcheck.read_law(path)
    assert type(caught.value) is kind
    assert caught.value.path == str(path)
    assert remedy in caught.value.remedy


@pytest.mark.parametrize(("make", "kind", "remedy"), FILES, ids=NAMES)
@pytest.mark.parametrize("command", ["assess", "segment", "explain"])
def test_a_file_that_is_no_law_stops_the_command_in_one_line(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
    make: Callable[[Path], Path],
    kind: type[errors.InputError],
    remedy: str,
) -> None:
    path = make(tmp_path)
    more = ["definition.acts"] if command == "explain" else []
    clear_error(run(monkeypatch, capsys, command, path, *more), path.name, remedy)


def test_one_bad_file_among_several_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clear_error(run(monkeypatch, capsys, "assess", SAMPLE, noise(tmp_path)), "noise.txt")


def test_the_process_itself_ends_without_a_traceback(tmp_path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "lawcheck", "assess", str(missing(tmp_path))], capture_output=True, text=True, check=False)
    clear_error((done.returncode, done.stdout, done.stderr), "nowhere.pdf", "Check the path")


# ---------------------------------------------------------------- a language without patterns


def test_a_law_in_a_language_without_patterns_is_not_assessed(tmp_path: Path) -> None:
    path = written(tmp_path / "gesetz.txt", GERMAN.encode())
    assessment = lawcheck.assess([lawcheck.read_law(path)])
    assert {f.status for f in assessment.findings} == {Status.NOT_ASSESSED}
    assert all("no patterns for this language (de)" in f.explanation for f in assessment.findings)
    assert any("no patterns" in warning for warning in assessment.laws[0].warnings)


def test_the_command_says_so_and_a_pipeline_does_not_pass(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(tmp_path / "gesetz.txt", GERMAN.encode())
    code, out, err = run(monkeypatch, capsys, "assess", path)
    assert code == 0 and "Not assessed" in out and "Traceback" not in err
    code, _, _ = run(monkeypatch, capsys, "assess", path, "--fail-on", "mandatory")
    assert code == 1


def test_beside_a_law_that_is_read_it_is_left_out_with_a_warning(tmp_path: Path) -> None:
    path = written(tmp_path / "gesetz.txt", GERMAN.encode())
    assessment = lawcheck.assess([lawcheck.read_law(SAMPLE), lawcheck.read_law(path)])
    assert Status.NOT_ASSESSED not in {f.status for f in assessment.findings}
    assert not assessment.laws[0].warnings
    assert any("left out" in warning for warning in assessment.laws[1].warnings)


# ---------------------------------------------------------------- arguments and outputs


def test_an_output_folder_that_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The folder would stand below a file."""
    written(tmp_path / "report", b"a file")
    result = run(monkeypatch, capsys, "assess", SAMPLE, "--out", tmp_path / "report" / "inner")
    clear_error(result, "cannot be written", "Choose another folder")
    assert (tmp_path / "report").read_bytes() == b"a file"


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_an_output_folder_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    tmp_path.chmod(0o500)
    clear_error(run(monkeypatch, capsys, "assess", SAMPLE, "--out", tmp_path), "cannot be written", "Choose another folder")


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'"text"', b'{"schema": "1.0"}', b'{"schema": "99.0", "findings": []}', bytes(range(256)), b'{"schema": "1.0", "tool": {}, "laws": 5}'],
    ids=["empty", "cut", "list", "string", "no findings", "future version", "binary", "wrong type"],
)
def test_a_damaged_assessment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    path = written(tmp_path / "saved.json", content)
    clear_error(run(monkeypatch, capsys, "report", path, "--out", tmp_path / "out"), "saved.json", "ssess")
    assert not (tmp_path / "out").exists()


def test_an_assessment_with_a_damaged_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(monkeypatch, capsys, "assess", SAMPLE, "--format", "json", "--out", tmp_path)[0] == 0
    made = next(tmp_path.glob("*.json"))
    made.write_text(made.read_text(encoding="utf-8").replace('"missing"', '"perhaps"', 1), encoding="utf-8")
    clear_error(run(monkeypatch, capsys, "report", made, "--out", tmp_path / "out"), made.name, "lawcheck assess --format json")


def test_an_assessment_that_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clear_error(run(monkeypatch, capsys, "report", tmp_path / "none.json"), "none.json", "lawcheck assess --format json")


@pytest.mark.parametrize("command", [["explain", str(SAMPLE), "victim.nothing"], ["catalogue", "show", "victim.nothing"]], ids=["explain", "show"])
def test_an_unknown_requirement(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    clear_error(run(monkeypatch, capsys, *command), "victim.nothing", "lawcheck catalogue list")


def test_an_unknown_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clear_error(run(monkeypatch, capsys, "assess", SAMPLE, "--format", "html,tex", "--out", tmp_path / "out"), "tex", "Use html")
    assert not (tmp_path / "out").exists()


def test_an_unknown_catalogue(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    clear_error(run(monkeypatch, capsys, "assess", SAMPLE, "--catalogue", "anti-gravity"), "anti-gravity")


@pytest.mark.parametrize(("option", "value"), [("--fail-on", "sometimes"), ("--tradition", "roman")])
def test_a_value_that_an_option_does_not_know(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], option: str, value: str) -> None:
    code, out, err = run(monkeypatch, capsys, "assess", SAMPLE, option, value)
    assert code == 2 and option in err and value in err and "Traceback" not in out + err


# ---------------------------------------------------------------- --fail-on


@pytest.mark.parametrize("obligation", ["mandatory", "qualified", "recommended"])
def test_gaps_fail_a_pipeline_only_where_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], obligation: str) -> None:
    assert run(monkeypatch, capsys, "assess", SAMPLE)[0] == 0
    assert run(monkeypatch, capsys, "assess", SAMPLE, "--fail-on", obligation, "--out", tmp_path)[0] == 1
    assert list(tmp_path.glob("*.html")), "the report is written all the same"


def test_weightier_obligations_count_too() -> None:
    from lawcheck.cli.assess import fails
    from lawcheck.model import Obligation

    assessment = lawcheck.assess([lawcheck.read_law(SAMPLE)])
    only_mandatory = [f for f in assessment.findings if f.obligation is Obligation.MANDATORY and f.status is Status.MISSING][:1]
    assert fails(only_mandatory, Obligation.MANDATORY)
    assert fails(only_mandatory, Obligation.RECOMMENDED)
    only_recommended = [f for f in assessment.findings if f.obligation is Obligation.RECOMMENDED and f.status is Status.MISSING][:1]
    assert not fails(only_recommended, Obligation.MANDATORY)
    assert not fails(only_recommended, Obligation.QUALIFIED)
    assert fails(only_recommended, Obligation.RECOMMENDED)
    assert not fails([f for f in assessment.findings if f.status is Status.MET], Obligation.RECOMMENDED)
