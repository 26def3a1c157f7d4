"""What can be downloaded from the sandbox: a real PDF and a real XAdES, worth nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from piilint.bundle.xades import signatures_xml
from piilint.certs.organisation import OrganisationCertificate
from piilint.sandbox.book import Job

__all__ = ["signature", "signed_document"]


def signed_document(job: Job) -> bytes:
    """A PDF of one page that says what it is."""
    lines = [
        f"Job {job.id}: signed in piilint's sandbox",
        f"Documents: {len(job.documents)}, signers: {len(job.signers)}",
        "This is a test document of a local stand-in. It proves nothing.",
    ]
    shown = "".join(f"({line}) Tj 0 -24 Td " for line in lines)
    text = f"BT /F1 14 Tf 72 720 Td {shown}ET".encode("ascii")
    return _pdf(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


def _pdf(objects: list[bytes]) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue (ISO 32000-1, 7.5)."""
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        data
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
        + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (len(objects) + 1, len(data))
    )


def signature(job: Job, certificate: OrganisationCertificate) -> bytes:
    """A XAdES signature over the job's documents, made with a throw-away certificate."""
    files = [(name, data, "application/pdf") for name, data in job.documents.items()]
    return signatures_xml(files, certificate, datetime.now(UTC))
