"""Where the data that travels with lawcheck lies: catalogues, fitted models, sample laws."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """Return the folder ``provisions``, ``models`` or ``samples``.

    An installed wheel carries them inside the package, a checkout beside it.
    """
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
