"""Building a package, verification included, against hashing, signing and storing it bare."""

import hashlib
import random
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bench.measure import Ratio, compare
from piilint.bundle import build
from piilint.certs.organisation import OrganisationCertificate
from piilint.request.gate import Gate
from piilint.request.submission import CheckedSubmission
from piilint.sandbox.pki import Pki
from tests.request.jobs import DirectJob, direct_job, document, make_pdf

SIZES = {"1 kB": 1_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
BARS = {"10 MB": "2x, then 1.7x"}


def rows() -> Iterator[Ratio]:
    """A row for each size of document; memory is what is taken beside the document itself."""
    certificate = Pki.create()["test", "Buypass"].issue().organisation()
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "job.asice"
        for label, size in SIZES.items():
            pdf = _pdf(size)
            checked = Gate().check(_job(pdf), sender="100101688")
            subject = partial(_package, checked, certificate, target)
            floor = partial(_bare, pdf, certificate, target)
            yield compare(
                f"package of a {label} document, built, verified and saved, peak memory "
                f"{_peak(subject):.1f} MB / hashed, signed and stored, {_peak(floor):.1f} MB",
                subject,
                floor,
                rounds=20 if size < 10_000 else 5,
                repetitions=15,
                bar=BARS.get(label, ""),
            )


def _package(
    checked: CheckedSubmission, certificate: OrganisationCertificate, target: Path
) -> None:
    build(checked, certificate).save(target)


def _bare(pdf: bytes, certificate: OrganisationCertificate, target: Path) -> None:
    certificate.sign(hashlib.sha256(pdf).digest())
    target.write_bytes(pdf)


def _job(pdf: bytes) -> DirectJob:
    return direct_job(documents=[document(content=pdf)])


def _pdf(size: int) -> bytes:
    """A PDF of about a size, which no compression makes smaller."""
    noise = random.Random(size).randbytes(max(0, size - 800))
    return make_pdf(lambda pdf: setattr(pdf.Root, "Noise", pdf.make_stream(noise)))


def _peak(call: Callable[[], object]) -> float:
    """Megabytes that a call takes at its highest, what was there before left out."""
    call()
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
