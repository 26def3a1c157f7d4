"""Packages of the service's official Java client: ours are the same, and we verify theirs."""

import subprocess
from datetime import datetime
from itertools import product
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

import piilint
from piilint.bundle import inspect, signatures_xml, verify
from piilint.certs.organisation import OrganisationCertificate
from piilint.cli import main
from tests.bundle.packages import MANIFEST, PDF, issued, pki
from tests.request.jobs import PDF as REAL_PDF

pytestmark = pytest.mark.slow

SHAPES = list(product(("Buypass", "Commfides"), (1, 2, "cn")))
TIMES = (
    ("2026-11-23T10:00:00Z", "Europe/Oslo"),
    ("2026-07-01T10:00:00.005Z", "UTC"),
    ("2026-07-01T10:00:00.999999Z", "Asia/Kolkata"),
    ("2026-12-24T23:59:59.100Z", "America/St_Johns"),
)
ONE = [("avtale.pdf", PDF, "application/pdf")]
SEVERAL = [
    (f"kj\u00f8p \u00e6\u00e5 {number} (1)&~*'!+%.pdf", PDF + bytes([number]), media_type)
    for number, media_type in enumerate(("application/pdf", "text/plain") * 6)
]
SIGNED_MANIFEST = ("manifest.xml", MANIFEST, "application/xml")


def keytool(source: Path, source_kind: str, target: Path, kind: str) -> None:
    command = ["keytool", "-importkeystore", "-noprompt"]
    for end, path, form in (("src", source, source_kind), ("dest", target, kind)):
        command += [f"-{end}keystore", str(path), f"-{end}storetype", form]
        command += [f"-{end}storepass", "password"]
    subprocess.run(command, check=True, capture_output=True)


class Tasks:
    """What both sides are to sign, and ours."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lines: list[str] = []
        self.ours: list[bytes] = []

    def path(self, name: str, content: bytes | None = None) -> Path:
        path = self.folder / name
        if content is not None:
            path.write_bytes(content)
        return path

    def add(self, kind, theirs, ours, time, files) -> None:
        """The same key in two stores: of a kind for Java, and PKCS#12 for us."""
        number = len(self.lines)
        moment, zone = time
        columns = [kind, theirs, "password", moment, zone, self.path(f"signed-{number}")]
        for index, (name, content, media_type) in enumerate(files):
            columns += [name, self.path(f"file-{number}-{index}", content), media_type]
        self.lines.append("\t".join(map(str, columns)))
        local = datetime.fromisoformat(moment).astimezone(ZoneInfo(zone))
        certificate = OrganisationCertificate.load(ours, "password")
        self.ours.append(signatures_xml(files, certificate, local))

    def theirs(self) -> list[bytes]:
        return [self.path(f"signed-{number}").read_bytes() for number in range(len(self.lines))]


def test_our_signature_is_the_java_client_s_to_the_byte(maven, interop, tmp_path):
    client, tasks = maven("client"), Tasks(tmp_path)
    for (family, seid), time in product(SHAPES, TIMES):
        one = tasks.path(f"{family}-{seid}.p12", issued(family, seid=seid).pkcs12(b"password"))
        for files in (ONE, SEVERAL):
            tasks.add("p12", one, one, time, [*files, SIGNED_MANIFEST])
    for family, seid in SHAPES:
        one = tasks.path(f"{family}-{seid}.p12")
        jks, back = tasks.path(f"{family}-{seid}.jks"), tasks.path(f"{family}-{seid}-back.p12")
        keytool(one, "PKCS12", jks, "JKS")
        keytool(jks, "JKS", back, "PKCS12")
        tasks.add("jks", jks, back, TIMES[1], [*SEVERAL, SIGNED_MANIFEST])
    client.run("Sign.java", text="\n".join(tasks.lines))
    assert tasks.theirs() == tasks.ours
    interop.record(
        "META-INF/signatures.xml for the same key, files, manifest and clock",
        "signature-api-client-java", client.version,
        f"the same bytes in all {len(tasks.ours)}: SEID 1 and 2 and the number as common name, "
        "PKCS#12 and JKS, 1 and 12 documents, spaces and \u00e6\u00f8\u00e5 in names, four time zones",
    )  # fmt: skip


DIRTY = {
    "direct": (["PII102", "PII601"], "a file name"),
    "portal": (["PII601"], "the non-sensitive title"),
}
"""The signer's own number and address stand there: PII601 says that they recur."""


@pytest.fixture(scope="module")
def theirs(maven, tmp_path_factory) -> Path:
    """A folder with packages as the Java client builds them, by flow and cleanness."""
    folder = tmp_path_factory.mktemp("packages")
    (folder / "key.p12").write_bytes(issued().pkcs12(b"password"))
    (folder / "document.pdf").write_bytes(REAL_PDF)
    roots = b"".join(each.public_bytes(Encoding.PEM) for each in pki().certificates())
    (folder / "trust.pem").write_bytes(roots)
    maven("client").run("Package.java", folder)
    return folder


@pytest.mark.parametrize("flow", ["direct", "portal"])
def test_we_verify_and_lint_the_java_client_s_packages(flow, theirs, maven, interop, capsys):
    clean, dirty = theirs / f"{flow}-clean.asice", theirs / f"{flow}-dirty.asice"
    for path in (clean, dirty):
        assert verify(path, trust=pki().certificates(), environment="own").valid
        command = ["bundle", "verify", str(path), "--trust", str(theirs / "trust.pem")]
        assert main([*command, "--environment", "sandbox"]) == 0, capsys.readouterr().out
    linter = piilint.Linter()
    assert inspect(clean, linter=linter).findings == ()
    found = sorted({finding.rule for finding in inspect(dirty, linter=linter).findings})
    rules, place = DIRTY[flow]
    assert found == rules
    interop.record(
        f"packages of the {flow} flow", "signature-api-client-java", maven("client").version,
        f"theirs verify here; the clean one lints clean, the one with personal data in {place} "
        "does not",
    )  # fmt: skip
