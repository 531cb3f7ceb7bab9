"""Zip-based files (Word, spreadsheets) with the same bytes every time: fixed dates, fixed order."""

from __future__ import annotations

import io
import zipfile

_DATE = (2000, 1, 1, 0, 0, 0)


def repack(content: bytes) -> bytes:
    """Rewrite an archive with all dates of its members set to one day; their order is kept."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            member = zipfile.ZipInfo(name, _DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            made.writestr(member, given.read(name))
    return out.getvalue()
