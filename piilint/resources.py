"""Where the data lies that travels with piilint: rule packs, schemas, word lists.

In a wheel it is inside the package, in a checkout beside it.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["data_folder"]

_PACKAGE = Path(__file__).parent


def data_folder(name: str) -> Path:
    """The folder ``rules``, ``schemas`` or ``words``."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
