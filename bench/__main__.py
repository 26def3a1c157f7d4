"""``python -m bench``: the table of ratios, with the machine that it was measured on."""

import os
import platform
from itertools import chain

from lxml import etree

import piilint
from bench import bulk, bundle, check, code, deep, hidden, send


def main() -> None:
    """Print the table in Markdown."""
    print(f"piilint {piilint.__version__}, {_machine()}\n")
    print("| what | ratio (median) | lowest to highest | itself | bar |")
    print("| --- | --- | --- | --- | --- |")
    parts = (check, hidden, bulk, bundle, send, deep, code)
    for row in chain.from_iterable(part.rows() for part in parts):
        print(
            f"| {row.name} | {row.median:.1f}x | {row.lowest:.1f}x to {row.highest:.1f}x "
            f"| {_duration(row.subject)} | {row.bar} |"
        )
    print()
    for line in bulk.memory():
        print(line)


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
