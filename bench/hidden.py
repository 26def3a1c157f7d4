"""What peeling costs at worst, and how it grows."""

import base64
import hashlib
from collections.abc import Callable, Iterator

import piilint
from bench.measure import Ratio, compare
from piilint.lint.linter import Linter

NUMBER = b"01819010192"
HARMLESS = b"leieavtaler"
NAMESPACE = "http://signering.posten.no/schema/v1"

ENCODINGS: dict[str, Callable[[bytes], str]] = {
    "base64": lambda value: base64.b64encode(value).decode(),
    "base64 three times": lambda value: base64.b64encode(
        base64.b64encode(base64.b64encode(value))
    ).decode(),
    "hex": lambda value: value.hex(),
    "percent": lambda value: "".join(f"%{byte:02x}" for byte in value),
    "references": lambda value: "".join(f"&amp;#{byte};" for byte in value),
    "SHA-256": lambda value: hashlib.sha256(value).hexdigest(),
}


def rows() -> Iterator[Ratio]:
    """Each encoding of a megabyte of numbers: against harmless words, and against a tenth."""
    linter = piilint.Linter()
    for name, encode in ENCODINGS.items():
        count = 1_000_000 // (len(encode(NUMBER)) + 1)
        hits = _manifest(encode(NUMBER), count)
        yield compare(
            f"Linter.check, 1 MB of {name} of a known number / as much {name} of a word",
            _check(linter, hits),
            _check(linter, _manifest(encode(HARMLESS), count)),
            repetitions=3,
            bar="15x",
        )
        yield compare(
            f"Linter.check, 1 MB of {name} of a known number / 100 kB of it",
            _check(linter, hits),
            _check(linter, _manifest(encode(NUMBER), count // 10)),
            repetitions=3,
            bar="12x",
        )


def _manifest(word: str, count: int) -> bytes:
    return (
        f'<portal-signature-job-manifest xmlns="{NAMESPACE}"><signers><signer>'
        f"<personal-identification-number>{NUMBER.decode()}</personal-identification-number>"
        f"</signer></signers><nonsensitive-title>{f'{word} ' * count}</nonsensitive-title>"
        "</portal-signature-job-manifest>"
    ).encode()


def _check(linter: Linter, data: bytes) -> Callable[[], object]:
    return lambda: linter.check(data)
