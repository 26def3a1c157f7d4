"""The table of ratios, with the machine that it was measured on.

    python -m bench [PART ...]

A part is a module of this folder (``check``, ``bulk``, ...); without any, all are measured.
"""

import argparse
import os
import platform

from lxml import etree

import piilint
from bench import bulk, bundle, check, code, deep, hidden, send

_PARTS = {
    part.__name__.rpartition(".")[2]: part
    for part in (check, hidden, bulk, bundle, send, deep, code)
}


def main() -> None:
    """Print the table in Markdown, each row as soon as it is measured."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(_PARTS))
    chosen = parser.parse_args().parts or list(_PARTS)
    for name in chosen:
        if name not in _PARTS:
            parser.error(f"there is no part {name}; there are {', '.join(_PARTS)}")
    print(f"piilint {piilint.__version__}, {_machine()}\n")
    print("| what | ratio (median) | lowest to highest | itself | bar |")
    print("| --- | --- | --- | --- | --- |", flush=True)
    for name in chosen:
        for row in _PARTS[name].rows():
            print(
                f"| {row.name} | {row.median:.1f}x | {row.lowest:.1f}x to {row.highest:.1f}x "
                f"| {_duration(row.subject)} | {row.bar} |",
                flush=True,
            )
    if "bulk" in chosen:
        print()
        for line in bulk.memory():
            print(line, flush=True)


def _machine() -> str:
    lxml = ".".join(str(part) for part in etree.LXML_VERSION[:3])
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, lxml {lxml}"
    )


def _duration(seconds: float) -> str:
    if seconds >= 1:
        return f"{seconds:.2f} s"
    if seconds >= 1e-3:
        return f"{seconds * 1e3:.1f} ms"
    return f"{seconds * 1e6:.0f} µs"


if __name__ == "__main__":
    main()
