"""Rich text, OpenDocument and old Word files, through LibreOffice where it is installed: offline, in a profile of its own."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from lawcheck.errors import DamagedFile, ProtectedFile, UnsupportedFormat
from lawcheck.reading.sniffing import Format

_ENDINGS = {Format.RTF: "rtf", Format.ODT: "odt", Format.DOC: "doc"}
_NAMES = {Format.RTF: "a rich text file (RTF)", Format.ODT: "an OpenDocument file (ODT)", Format.DOC: "a Word file of the old kind (DOC)"}
_SECONDS = 180
# Nothing is fetched and no macro runs, whatever the file asks for.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def to_docx(path: str, data: bytes, kind: Format) -> bytes:
    """Convert a file to the Word format.

    Raises:
        UnsupportedFormat: LibreOffice is not installed.
        ProtectedFile: the file is encrypted.
        DamagedFile: LibreOffice cannot read it.
    """
    if kind is Format.DOC and _ENCRYPTED in data:
        raise ProtectedFile(path, "the file is protected by a password", "Save a copy without it.")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        remedy = "Install LibreOffice (package libreoffice-writer), or save the law as Word (DOCX), PDF or text."
        raise UnsupportedFormat(path, f"this is {_NAMES[kind]}, and LibreOffice, which reads it, is not installed", remedy)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / f"law.{_ENDINGS[kind]}"
        source.write_bytes(data)
        settings = folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
        arguments = [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore", "--convert-to", "docx", "--outdir", name]
        try:
            subprocess.run([program, *arguments, str(source)], capture_output=True, timeout=_SECONDS, check=True)
            return (folder / "law.docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise DamagedFile(path, f"LibreOffice cannot read {_NAMES[kind]}", "Open it and save it as Word (DOCX) or PDF.") from error
