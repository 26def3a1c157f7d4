"""A create in the sandbox against posting the same bytes with bare httpx2 over mutual TLS."""

import secrets
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial

import httpx2

from bench.measure import Ratio, compare
from piilint.certs.tls import client_context
from piilint.sandbox.book import Limits
from piilint.sandbox.sandbox import Sandbox
from piilint.send.rate import RateLimiter
from tests.request.jobs import PDF as SMALL
from tests.request.jobs import DirectJob, direct_job, document, make_pdf

SIZES = {"1 kB": 1_000, "10 MB": 10_000_000}


def rows() -> Iterator[Ratio]:
    """A row for each size: both reuse one connection, both are judged by the same sandbox."""
    with (
        Sandbox(limits=Limits(calls_per_second=10**9, signing_time_seconds=3600)) as sandbox,
        sandbox.client(limiter=RateLimiter(1e9)) as client,
        httpx2.Client(
            verify=client_context(sandbox.certificate, sandbox.trust, "sandbox"), trust_env=False
        ) as bare,
    ):
        for label, size in SIZES.items():
            job = _job(size)
            body, headers = _body(client.pack(job).content(), job)
            url = f"{sandbox.url}/{client.sender}/direct/signature-jobs"
            subject = partial(client.create, job)
            floor = partial(_post, bare, url, body, headers)
            yield compare(
                f"create of a job of {label}, checked, packed and sent, peak memory "
                f"{_peak(subject):.0f} MB / the same bytes posted with httpx2, "
                f"{_peak(floor):.0f} MB (both with the sandbox's own)",
                subject,
                floor,
                rounds=10 if size < 10_000 else 2,
                repetitions=9,
            )


def _job(size: int) -> DirectJob:
    if size < 10_000:
        return direct_job(documents=[document(content=SMALL)])
    noise = secrets.token_bytes(size - 800)
    pdf = make_pdf(lambda pdf: setattr(pdf.Root, "Noise", pdf.make_stream(noise)))
    return direct_job(documents=[document(content=pdf)])


def _body(package: bytes, job: DirectJob) -> tuple[bytes, dict[str, str]]:
    boundary = secrets.token_hex(16)
    kinds = ((b"application/xml", job.request_xml()), (b"application/octet-stream", package))
    parts = b"".join(
        b"--%s\r\nContent-Type: %s\r\n\r\n%s\r\n" % (boundary.encode(), kind, data)
        for kind, data in kinds
    )
    headers = {"Content-Type": f"multipart/mixed; boundary={boundary}"}
    return parts + f"--{boundary}--\r\n".encode(), headers


def _post(client: httpx2.Client, url: str, body: bytes, headers: dict[str, str]) -> None:
    client.post(url, content=body, headers=headers).raise_for_status()


def _peak(call: Callable[[], object]) -> float:
    """Megabytes that a call takes at its highest, what was there before left out."""
    call()
    tracemalloc.start()
    try:
        call()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()
